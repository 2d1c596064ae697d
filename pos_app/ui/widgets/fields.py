"""What the entry fields share: clean text, no menu, and a way for the keypad to type into them."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.domain.plain_text import storable

_FULL_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)} | {
    ord("．"): ".",
    ord("。"): ".",
    ord("·"): ".",
    ord(","): "",
    ord("，"): "",
    ord("¥"): "",
    ord("￥"): "",
}


def plain_digits(text: str) -> str:
    """Bring digits and points to plain ones: an input method may be in full-width mode."""
    return text.translate(_FULL_WIDTH).strip()


class EntryField(QLineEdit):
    """A field the keypad can type into, and the letter keys if ``takes_letters``.

    Signals: ``entered(str)`` with the text as it stands; ``focused()`` when the keyboard comes to
    it, such as by a touch, so that the screen can let its keypad follow.
    """

    entered = Signal(str)
    focused = Signal()

    def __init__(
        self, role: str, parent: QWidget | None = None, *, takes_letters: bool = False
    ) -> None:
        super().__init__(parent)
        self.takes_letters = takes_letters
        self.setProperty("role", role)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)

    def text(self) -> str:
        """Give what was typed, without halves of characters that an input method left behind."""
        return storable(super().text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give Enter to ``entered`` instead of to a default button, and never twice by holding."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit(self.text())
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard is here now."""
        super().focusInEvent(event)
        self.focused.emit()

    def event(self, event: QEvent) -> bool:
        """Leave Delete to the action that has it while there is nothing to delete in the field."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Delete
            and not self.text()
        ):
            event.ignore()
            return False
        return super().event(event)

    def type_text(self, text: str) -> None:
        """Type from the keypad; what is marked is replaced, as with keys."""
        self.insert(text)

    def type_backspace(self) -> None:
        """Take the last letter back."""
        self.backspace()

    def type_enter(self) -> None:
        """Press Enter from the keypad."""
        self.entered.emit(self.text())
