"""The machine's clock moved to the date on which the tests trade: no test asks what day it is."""

from datetime import date

from pos_app.clock import SystemClock

_DAY_MS = 24 * 60 * 60 * 1000
_DAYS = (date(2026, 11, 21) - date(1970, 1, 1)).days


class DatedClock(SystemClock):
    """Moved by whole days, so that it goes on from one process to the next."""

    def __init__(self) -> None:
        super().__init__()
        self._moved_ms = (_DAYS - super().wall_ms() // _DAY_MS) * _DAY_MS

    def wall_ms(self) -> int:
        return super().wall_ms() + self._moved_ms
