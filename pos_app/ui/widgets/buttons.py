"""Touch keys. They never take the keyboard: that belongs to the screen's own field."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QIcon, QKeySequence, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

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

    ``detail`` is added behind the words, such as an amount or a count.
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
        self._shows_key = shows_key
        self.clicked.connect(self._on_clicked)
        action.changed.connect(self.refresh)
        self.refresh()

    def set_detail(self, detail: str) -> None:
        """Change what stands behind the words."""
        self.detail = detail
        self.refresh()

    def refresh(self) -> None:
        """Take words and state from the action again."""
        key = self.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        parts = (key if self._shows_key else "", self.action.text(), self.detail)
        text = plain_text(" ".join(part for part in parts if part))
        if text != self.text():
            self.setText(text)
        if self.isEnabled() != self.action.isEnabled():
            self.setEnabled(self.action.isEnabled())

    def _on_clicked(self) -> None:
        self.action.trigger()


class FunctionKey(ActionButton):
    """A key in two lines: the key of the keyboard, small, above what it does.

    Why its own painting: nine of them stand in a row, and words must fit in every language.
    """

    _LARGEST, _SMALLEST, _KEY_SIZE = 17, 12, 12

    def __init__(self, action: QAction, role: str = "key") -> None:
        super().__init__(action, role, shows_key=False)
        self.setMinimumHeight(theme.px(58))

    def words(self) -> str:
        """Give what it does, with its detail."""
        return f"{self.action.text()} {self.detail}".strip()

    def fits(self) -> bool:
        """Tell whether the words fit at the smallest size; the tests ask in every language."""
        metrics = QFontMetrics(theme.font(self._SMALLEST, is_bold=True))
        return metrics.horizontalAdvance(self.words()) <= self._room().width()

    def sizeHint(self) -> QSize:
        """Ask for little width: the row shares what there is."""
        return QSize(theme.px(60), theme.px(58))

    def minimumSizeHint(self) -> QSize:
        """Give way down to a finger's width."""
        return QSize(theme.px(48), theme.px(52))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the key as the style does, then the two lines."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        is_on_accent = self.isChecked() and self.property("role") == "tender"
        painter.setPen(theme.ON_ACCENT if is_on_accent else option.palette.buttonText().color())
        room = self._room()
        size = self._LARGEST
        font = theme.font(size, is_bold=True)
        while size > self._SMALLEST and (
            QFontMetrics(font).horizontalAdvance(self.words()) > room.width()
        ):
            size -= 1
            font = theme.font(size, is_bold=True)
        key = self.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        painter.setFont(theme.font(self._KEY_SIZE))
        painter.setOpacity(0.65)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter), key)
        painter.setOpacity(1.0)
        painter.setFont(font)
        words = QFontMetrics(font).elidedText(
            self.words(), Qt.TextElideMode.ElideRight, room.width()
        )
        low = room.adjusted(0, theme.px(14), 0, 0)
        painter.drawText(low, int(Qt.AlignmentFlag.AlignCenter), words)

    def _room(self) -> QRect:
        return self.rect().adjusted(theme.px(4), theme.px(5), -theme.px(4), -theme.px(4))
