"""Looks what would go on without a network: on the page, and once before the day opens."""

from collections.abc import Callable

from pos_app.domain.readiness import LOW_MARK, Devices, Readiness
from pos_app.services.counter import Counter
from pos_app.ui.ports import Front
from pos_app.ui.screens.readiness.contract import ReadinessScreen

DevicesNow = Callable[[], Devices]
"""Says how printer and scanner are at this moment, as the window knows."""


class ReadinessPresenter:
    """One for the page."""

    def __init__(
        self, view: ReadinessScreen, counter: Counter, front: Front, devices: DevicesNow
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._devices = devices

    def on_shown(self) -> None:
        """Look, every time somebody comes here."""
        if self._front.attendance.session is None:
            return
        devices = self._devices()
        self._front.run(lambda: self._counter.readiness.judge(devices), self._view.show_readiness)


class ReadinessWatch:
    """Tells whoever opens the day what would end first, when much would."""

    def __init__(self, counter: Counter, front: Front, devices: DevicesNow) -> None:
        self._counter = counter
        self._front = front
        self._devices = devices
        self._is_told = False

    def on_shift_shown(self) -> None:
        """Look once for every day, before it is opened; what is well is not told."""
        session = self._front.attendance.session
        if session is None or session.is_locked or session.is_training:
            return
        if session.business_date is not None:
            self._is_told = False  # the next day is looked at again
        elif not self._is_told:
            self._is_told = True
            devices = self._devices()
            self._front.run(lambda: self._counter.readiness.judge(devices), self._tell)

    def _tell(self, readiness: Readiness) -> None:
        first = readiness.first_to_end
        if readiness.score < LOW_MARK and first is not None:
            facts = {"score": readiness.score, "ability": first.ability.value}
            self._front.notices.tell("READINESS_LOW", **facts)
