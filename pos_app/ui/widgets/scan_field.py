"""The one field of the selling screen: codes, PLUs, names, initials. It keeps the keyboard."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from pos_app.ui.widgets.fields import EntryField

_PAUSE_MS = 60
"""A search starts when typing pauses this long; shorter than two keys of a fast typist."""

LONGEST_TEXT = 700
"""Anything longer is not typed by hand and no code the till knows."""


class ScanField(EntryField):
    """Gives what was entered at Enter, and what is being typed for the search.

    Signals: ``typed(str)`` when typing pauses, also with empty text.
    """

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("scan", parent, takes_letters=True)
        self.setMaxLength(LONGEST_TEXT)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.textChanged.connect(self._on_text_changed)

    def take_text(self) -> str:
        """Give the text and empty the field, without a search for nothing."""
        text = self.text().strip()
        self._pause.stop()
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.clear()
        self.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        return text

    def _on_text_changed(self, text: str) -> None:
        if text:
            self._pause.start()
        else:
            self._pause.stop()
            self.typed.emit("")

    def _on_pause(self) -> None:
        self.typed.emit(self.text().strip())
