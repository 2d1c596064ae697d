"""A QR code on the screen: painted module by module, sharp at any scale."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.receipts import qr
from pos_app.ui import theme


class QrCode(QWidget):
    """Shows a text; white around it whatever it stands on, so that a phone finds its edge."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self._side = side
        self._modules: tuple[tuple[bool, ...], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Replace what it says."""
        self._modules = qr.matrix(text, qr.QUIET_MODULES_ON_SCREEN) if text else ()
        self.setAccessibleDescription(text)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the side it was made with."""
        return QSize(theme.px(self._side), theme.px(self._side))

    def minimumSizeHint(self) -> QSize:
        """Never smaller: a phone would not read it."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint whole pixels for every module, in the middle."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        count = len(self._modules)
        if not count:
            return
        step = min(self.width(), self.height()) // count
        left = (self.width() - step * count) // 2
        top = (self.height() - step * count) // 2
        for row, line in enumerate(self._modules):
            for column, is_dark in enumerate(line):
                if is_dark:
                    painter.fillRect(
                        left + column * step, top + row * step, step, step, Qt.GlobalColor.black
                    )
