"""A key that sells one certain thing: its number key, its name, its price."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

from pos_app.ui import theme
from pos_app.ui.widgets.buttons import TouchButton


class ItemKey(TouchButton):
    """Two lines: the key and the price, small, over the name, which gives way when it is long."""

    _NAME_SIZE, _SMALL_SIZE = 16, 13

    def __init__(self) -> None:
        super().__init__("choice")
        self.name = ""
        self._key = ""
        self._price = ""
        self.setMinimumHeight(theme.px(58))

    def show_item(self, key: str, name: str, price: str) -> None:
        """Say what it sells; no name, no key."""
        self._key, self.name, self._price = key, name, price
        self.setAccessibleName(name)
        self.setVisible(bool(name))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the key as the style does, then the two lines."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setPen(option.palette.buttonText().color())
        room = self.rect().adjusted(theme.px(10), theme.px(6), -theme.px(10), -theme.px(6))
        high = QRect(room.x(), room.y(), room.width(), room.height() * 2 // 5)
        low = QRect(room.x(), high.bottom(), room.width(), room.bottom() - high.bottom())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(self._SMALL_SIZE))
        painter.drawText(high, int(Qt.AlignmentFlag.AlignLeft | middle), self._key)
        painter.drawText(high, int(Qt.AlignmentFlag.AlignRight | middle), self._price)
        font = theme.font(self._NAME_SIZE, is_bold=True)
        painter.setFont(font)
        name = QFontMetrics(font).elidedText(self.name, Qt.TextElideMode.ElideRight, low.width())
        painter.drawText(low, int(Qt.AlignmentFlag.AlignLeft | middle), name)
