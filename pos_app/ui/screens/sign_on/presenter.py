"""Who signs on, and where they go from there."""

from collections.abc import Callable
from typing import Protocol

from pos_app.domain.scan import OperatorBadgeScan
from pos_app.domain.scan_data import ScanData
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.services.desk import Session
from pos_app.ui.ports import Front, ScreenName, Trouble
from pos_app.ui.scanning import read_scan


class SignOnScreen(Protocol):
    """What the view must offer."""

    def show_sign_on(self) -> None:
        """Ask for anybody."""

    def show_locked(self, name: str, number: str) -> None:
        """Ask for the one who locked the till."""

    def ask_again(self) -> None:
        """Stay, with an empty PIN."""

    def take_number(self, number: str) -> None:
        """Fill in the number from a badge."""


class SignOnPresenter:
    """Signs on, unlocks, locks and signs off."""

    def __init__(self, view: SignOnScreen, counter: Counter, front: Front) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self.signed_off: Callable[[], None] | None = None

    def on_signed(self, number: str, pin: str) -> None:
        """Take number and PIN from the view; at a locked till they unlock it."""
        session = self._front.attendance.session
        is_unlock = session is not None and session.is_locked

        def enter() -> Session:
            desk = self._counter.sign_on
            return desk.unlock(number, pin) if is_unlock else desk.sign_on(number, pin)

        self._front.run(enter, self._on_entered, self._on_refused)

    def on_scan(self, scan: ScanData) -> None:
        """Take the number from a badge; nothing else is scanned here."""
        scanned = read_scan(scan, self._front.notices)
        if isinstance(scanned, OperatorBadgeScan):
            self._front.notices.clear()
            self._view.take_number(scanned.operator_number)
        elif scanned is not None:
            self._front.notices.trouble(Refusal("NOT_SIGNED_ON"))

    def on_lock(self) -> None:
        """Hide the till; the basket stays. Training ends: the lock is the real till's."""

        def lock() -> Session:
            self._end_training()
            return self._counter.sign_on.lock()

        self._front.run(lock, self._on_locked)

    def on_left_alone(self) -> None:
        """Lock what nobody has touched for a while; the basket is on the disk already."""
        session = self._front.attendance.session
        if session is not None and not session.is_locked:
            self.on_lock()

    def on_sign_off(self) -> None:
        """Leave the till, and training with it."""

        def leave() -> None:
            self._end_training()
            self._counter.sign_on.sign_off()

        self._front.run(leave, self._on_left)

    def _end_training(self) -> None:
        if self._counter.is_training:
            self._counter.leave_training()

    def _on_entered(self, session: Session) -> None:
        self._front.notices.clear()
        self._front.attendance.note(session)
        self._view.show_sign_on()
        self._front.navigator.go(ScreenName.CHECKOUT if session.can_sell else ScreenName.SHIFT)

    def _on_refused(self, trouble: Trouble) -> None:
        self._view.ask_again()
        self._front.notices.trouble(trouble)

    def _on_locked(self, session: Session) -> None:
        self._front.attendance.note(session)
        self._view.show_locked(session.operator.name, session.operator.number)
        self._front.navigator.go(ScreenName.SIGN_ON)

    def _on_left(self, _nothing: None) -> None:
        if self.signed_off is not None:
            self.signed_off()
        self._front.notices.clear()
        self._front.attendance.note(None)
        self._view.show_sign_on()
        self._front.navigator.go(ScreenName.SIGN_ON)
