"""Opens the till's window, rings goods up, and is ended as Windows ends a program at sign-off.

Argument: the data folder. Windows lets Qt emit ``aboutToQuit`` and kills the process then; whatever
comes after in our own code never runs.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from pos_app import run_till
from pos_app.config import load
from pos_app.domain.scan_data import ScanData
from pos_app.opening import Opening
from tests.ui.shop import CASHIER, WATER

RUNG_UP, NOT_RUNG_UP = 3, 4
_LOOK_MS = 50
_LOOKS = 1_200


class Session(Opening):
    """The till, with somebody before it."""

    def show(self, *, is_full_screen: bool) -> None:
        """Look from now on whether the till is open."""
        super().show(is_full_screen=is_full_screen)
        self._looks = 0
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        self._looks += 1
        if self._looks > _LOOKS:
            os._exit(NOT_RUNG_UP)
        if self.wiring is not None:
            self._timer.stop()
            self.till_thread.run(self._ring_up, self._end_session)

    def _ring_up(self) -> None:
        assert self.wiring is not None
        counter = self.wiring.counter
        counter.sign_on.sign_on(*CASHIER)
        counter.checkout.scan(ScanData(WATER))
        counter.checkout.scan(ScanData(WATER))

    def _end_session(self, _nothing: object) -> None:
        app = QApplication.instance()
        assert app is not None
        app.aboutToQuit.emit()
        os._exit(RUNG_UP)


if __name__ == "__main__":
    run_till.Opening = Session
    run_till.open_window(load(Path(sys.argv[1])))
