"""Tells a cashier, once and without getting in the way, that the drawer holds too much cash."""

from PySide6.QtCore import QObject, QTimer

from pos_app.services.counter import Counter
from pos_app.services.shifts import TillStatus
from pos_app.ui.ports import Front

_LOOK_EVERY_MS = 60_000


class PickupWatch(QObject):
    """Looks once a minute while a shift is open, and speaks when the limit is passed.

    It speaks again only after the drawer was below the limit in between.
    """

    def __init__(self, counter: Counter, front: Front, parent: QObject) -> None:
        super().__init__(parent)
        self._counter = counter
        self._front = front
        self._was_due = False
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.on_look)
        self._timer.start()

    def on_look(self) -> None:
        """Ask the till, if somebody sells at it and the store has a limit."""
        session = self._front.attendance.session
        has_limit = self._counter.profile.cash.pickup_limit_minor is not None
        if has_limit and session is not None and session.can_sell and not session.is_training:
            self._front.run(lambda: self._counter.shifts.status(), self._on_status)

    def _on_status(self, status: TillStatus) -> None:
        if status.is_pickup_due and not self._was_due:
            self._front.notices.tell("PICKUP_DUE")
        self._was_due = status.is_pickup_due
