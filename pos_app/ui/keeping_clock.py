"""Lets go of members whose time is over, at a till that runs through: what a start does, hourly.

Without it a till that nobody switches off would go on naming members long after it may.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from pos_app.services.counter import Counter
from pos_app.ui.ports import Front

_EVERY_MS: Final = 3_600_000


class KeepingClock(QObject):
    """Asks the till thread once an hour; while somebody buys, the next hour will do."""

    def __init__(
        self, tend: Callable[[], None], counter: Counter, front: Front, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tend = tend
        self._counter = counter
        self._front = front
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.on_hour)
        self._timer.start()

    def on_hour(self) -> None:
        """Have it done; what keeps it from being done is the notice bar's to say."""
        self._front.run(self._keep, _nothing)

    def _keep(self) -> None:
        """Till thread."""
        if self._counter.checkout.basket() is None:
            self._tend()


def _nothing(_result: None) -> None:
    """Need no answer."""
