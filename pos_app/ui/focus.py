"""Who owns the keyboard, and where a scan goes.

Each screen names one widget that keys belong to. After every answer, and whenever the focus falls
on something that cannot be typed into, the keyboard goes back to it. A scan is handed to the
screen in front whatever has the focus, and is never typed into the wrong field.
"""

from typing import Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget


class KeyboardHolder(Protocol):
    """What the focus keeper asks of a screen."""

    def keyboard_owner(self) -> QWidget:
        """Name the widget that typed keys belong to now."""

    def take_scan(self, scan: object) -> None:
        """Receive a scan, whatever has the focus."""


class FocusKeeper(QObject):
    """Keeps the keyboard with the screen in front."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._front: KeyboardHolder | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def bring(self, front: KeyboardHolder) -> None:
        """Let another screen have the keyboard and the scans."""
        self._front = front
        self.restore()

    def restore(self) -> None:
        """Give the keyboard back to its owner."""
        if self._front is not None:
            owner = self._front.keyboard_owner()
            if not owner.hasFocus():
                owner.setFocus()

    @Slot(object)
    def on_scanned(self, scan: object) -> None:
        """Hand a scan to the screen in front."""
        if self._front is not None:
            self._front.take_scan(scan)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        # None also means that another program is in front: then there is nothing to take back.
        if new is None and QApplication.activeWindow() is not None:
            self.restore()
