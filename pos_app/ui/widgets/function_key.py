"""The keys of a row of function keys: they share the width, so their words make themselves fit."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

from pos_app.ui import theme
from pos_app.ui.widgets.buttons import ActionButton


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
        return f"{self._words or self.action.text()} {self.detail}".strip()

    def fits(self) -> bool:
        """Tell whether the words fit at the smallest size; the tests ask in every language."""
        metrics = QFontMetrics(theme.font(self._SMALLEST, is_bold=True))
        return metrics.horizontalAdvance(self.words()) < self._room().width()

    def fitted(self) -> tuple[QFont, str]:
        """Give the largest font that the words fit in, and the words, cut short where none does.

        An advance is a rounded figure, and words of the room's width would be cut: hence less.
        """
        room, size = self._room().width(), self._LARGEST
        font = theme.font(size, is_bold=True)
        while size > self._SMALLEST and QFontMetrics(font).horizontalAdvance(self.words()) >= room:
            size -= 1
            font = theme.font(size, is_bold=True)
        return font, QFontMetrics(font).elidedText(self.words(), Qt.TextElideMode.ElideRight, room)

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
        key = self.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        painter.setFont(theme.font(self._KEY_SIZE))
        painter.setOpacity(0.9 if is_on_accent else 0.65)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter), key)
        painter.setOpacity(1.0)
        font, words = self.fitted()
        painter.setFont(font)
        low = room.adjusted(0, theme.px(14), 0, 0)
        painter.drawText(low, int(Qt.AlignmentFlag.AlignCenter), words)

    def _room(self) -> QRect:
        return self.rect().adjusted(theme.px(4), theme.px(5), -theme.px(4), -theme.px(4))
