"""The window comes to the front when the till is started a second time (pos_app/doorbell.py)."""

import contextlib
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt
from PySide6.QtWidgets import QWidget

from pos_app import doorbell
from pos_app.clock import Clock


def is_other_in_front(folder: Path, clock: Clock) -> bool:
    """Call the till to the front that was started at the same moment and was quicker."""
    return doorbell.ring(folder, clock.random_bytes(8).hex(), is_starting=True)


class Door(QObject):
    """Watches the bell of a data folder whose lock this process holds."""

    def __init__(self, folder: Path, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._window = window
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._on_rung)
        with contextlib.suppress(OSError):  # the second start says then that this one is running
            self._watcher.addPath(str(doorbell.hang_up_bell(folder)))

    def _on_rung(self, bell: str) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.activateWindow()  # window managers and Windows put the active one on top
        with contextlib.suppress(OSError):
            doorbell.answer(self._folder)
        if bell not in self._watcher.files():
            self._watcher.addPath(bell)  # a file that was written anew is another one to some
