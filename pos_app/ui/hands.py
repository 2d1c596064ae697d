"""Works the till as a person does: strikes keys, scans, presses what a key or a button presses.

For the demonstration day and for pictures. Every step ends when the till has nothing left to do.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from pos_app.domain.scan_data import ScanData
from pos_app.ui.action_names import ActionName
from pos_app.ui.main_window import MainWindow
from pos_app.ui.ports import Result, Trouble
from pos_app.ui.till_thread import TillThread

_QUIET_ROUNDS = 3
_PAUSE_MS = 150


class Hands:
    """A pair of hands at the window, and a scanner in one of them."""

    def __init__(self, window: MainWindow, till_thread: TillThread) -> None:
        self._window = window
        self._till_thread = till_thread

    def press(self, *names: ActionName) -> None:
        """Press keys, one after the other; each must be one that works now."""
        for name in names:
            action = self._window.actions_table[name]
            assert action.isEnabled(), f"{name.name} does not work here"
            action.trigger()
            self.rest()

    def type(self, text: str) -> None:
        """Type into whatever owns the keyboard, and strike Enter."""
        for character in text:
            self.strike(character)
        self.enter()

    def strike(self, character: str) -> None:
        """Type one character."""
        self._strike(Qt.Key.Key_unknown, character)

    def enter(self) -> None:
        """Strike Enter."""
        self._strike(Qt.Key.Key_Return, "\r")
        self.rest()

    def scan(self, code: str) -> None:
        """Scan a code with a scanner that is no keyboard."""
        self._window.focus.on_scanned(ScanData(code))
        self.rest()

    def pause(self) -> None:
        """Stop typing for as long as the search waits for."""
        loop = QEventLoop()
        QTimer.singleShot(_PAUSE_MS, loop.quit)
        loop.exec()
        self.rest()

    def rest(self) -> None:
        """Wait until the till thread has answered everything and the window is painted."""
        for _ in range(_QUIET_ROUNDS):
            self.ask(_nothing)
            QApplication.processEvents()

    def ask(self, operation: Callable[[], Result]) -> Result:
        """Do something on the till thread, as the screens do, and wait for what it gives.

        Refuses: whatever the operation refuses, TILL_BUSY.
        """
        results: list[Result] = []
        troubles: list[Trouble] = []
        loop = QEventLoop()

        def answered(result: Result) -> None:
            results.append(result)
            loop.quit()

        def refused(trouble: Trouble) -> None:
            troubles.append(trouble)
            loop.quit()

        if self._till_thread.run(operation, answered, refused) and not results:
            loop.exec()
        for trouble in troubles:
            raise trouble
        return results[0]

    def _strike(self, key: Qt.Key, text: str) -> None:
        owner = QApplication.focusWidget() or self._window
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QApplication.sendEvent(owner, event)


def _nothing() -> None:
    """Take a place in the till thread's queue."""
