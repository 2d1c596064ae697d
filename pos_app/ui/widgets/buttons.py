"""Touch keys. They never take the keyboard: that belongs to the screen's own field."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from pos_app import resources
from pos_app.ui import theme


def plain_text(text: str) -> str:
    """Keep an ampersand in data from becoming an underlined letter."""
    return text.replace("&", "&&")


class TouchButton(QPushButton):
    """A key of at least 48 px. ``role`` is what the QSS knows it by."""

    def __init__(self, role: str = "key", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(plain_text(text), parent)
        self.setProperty("role", role)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(theme.px(48))

    def set_icon(self, name: str, design_pixels: int = 26) -> None:
        """Show one of our own icons instead of words."""
        self.setIcon(QIcon(str(resources.path("icons", f"{name}.svg"))))
        self.setIconSize(QSize(theme.px(design_pixels), theme.px(design_pixels)))


class ActionButton(TouchButton):
    """The touch key of an action: the same words, the same key, usable when the action is.

    ``detail`` is added behind the words, such as an amount or a count; ``words`` stand in place of
    the action's own where a screen calls it otherwise.
    """

    def __init__(
        self,
        action: QAction,
        role: str = "key",
        *,
        shows_key: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(role, parent=parent)
        self.action = action
        self.detail = ""
        self._words = ""
        self._shows_key = shows_key
        self.clicked.connect(self._on_clicked)
        action.changed.connect(self.refresh)
        self.refresh()

    def set_detail(self, detail: str) -> None:
        """Change what stands behind the words."""
        self.detail = detail
        self.refresh()

    def set_words(self, words: str) -> None:
        """Call it otherwise here."""
        self._words = words
        self.refresh()

    def refresh(self) -> None:
        """Take words and state from the action again."""
        key = self.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        parts = (key if self._shows_key else "", self._words or self.action.text(), self.detail)
        text = plain_text(" ".join(part for part in parts if part))
        if text != self.text():
            self.setText(text)
        if self.isEnabled() != self.action.isEnabled():
            self.setEnabled(self.action.isEnabled())

    def _on_clicked(self) -> None:
        self.action.trigger()
