"""Has this till's days made ready for the store's other tills, when nobody needs the machine.

A short piece at a time on the report thread, where a manager's question goes in between, and none
while somebody buys. What cannot be done, such as on a full disk, is left for the next time: the
days stay due, and whoever reads a report is told why it cannot be read.
"""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from pos_app.domain.identifiers import BusinessDate
from pos_app.errand import Errand
from pos_app.services.counter import Counter
from pos_app.services.day_sheets import DaySheets
from pos_app.ui.ports import Front, Reports, Trouble

_LOOK_EVERY_MS: Final = 15_000
_LOOKS_BETWEEN: Final = 40
"""Ten minutes from the end of one round to the next, unless a day is closed."""

_BREATH_MS: Final = 200
"""Between two pieces: a scan or a manager's question comes in."""

_ASKER: Final = "day_sheets"


class SheetClock(QObject):
    """Looks four times a minute; the first round begins a minute after the start."""

    def __init__(self, counter: Counter, front: Front, reports: Reports, parent: QObject) -> None:
        super().__init__(parent)
        self._counter = counter
        self._front = front
        self._reports = reports
        self._wait_looks = 4
        self._is_working = False
        self._day: BusinessDate | None = None
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.on_look)
        self._timer.start()

    def on_look(self) -> None:
        """Begin a round when it is time, or go on with one that somebody's purchase held up."""
        self._wait_looks = max(0, self._wait_looks - 1)
        if not self._is_working:
            self._ask()

    def _ask(self) -> None:
        self._is_working = True
        if not self._front.run(self._free, self._on_free, self._on_trouble):
            self._is_working = False

    def _free(self) -> DaySheets | None:
        """Till thread. A day that has been closed since is told of at once."""
        if self._counter.is_training:
            return None
        day = self._counter.shifts.status().business_date
        if self._day is not None and day != self._day:
            self._wait_looks = 0
        self._day = day
        if self._wait_looks or self._counter.checkout.basket() is not None:
            return None
        return self._counter.office.day_sheets

    def _on_free(self, sheets: DaySheets | None) -> None:
        if sheets is None:
            self._is_working = False
            return

        def step(errand: Errand) -> bool:
            return sheets.step(errand)

        self._reports.run(
            _ASKER, step, lambda is_more: self._on_step(is_more=is_more), self._on_trouble
        )

    def _on_step(self, *, is_more: bool) -> None:
        if is_more:
            QTimer.singleShot(_BREATH_MS, self, self._ask)
            return
        self._is_working = False
        self._wait_looks = _LOOKS_BETWEEN

    def _on_trouble(self, _trouble: Trouble) -> None:
        self._is_working = False
        self._wait_looks = _LOOKS_BETWEEN
