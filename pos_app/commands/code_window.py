"""Draws QR codes as a member's phone would: in a small window that renews them, or as a picture."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.errors import EnvironmentFault
from pos_app.receipts.qr import QUIET_MODULES_ON_SCREEN, matrix
from pos_app.ui import theme

_SIDE: Final = 440
_TOP: Final = 64
_BOTTOM: Final = 120
_PIXELS_A_MODULE: Final = 8
_FRAME_MS: Final = 40
_DOT: Final = 14
_LAP_MS: Final = 1_600
"""The dot crosses the window in this time: a photograph of the code stands still."""


@dataclass(frozen=True, slots=True)
class ShownCode:
    """A code and while it is good; ``tail`` is what the cashier may compare."""

    text: str
    tail: str
    from_ms: int
    renew_ms: int
    until_ms: int


class CodeWindow(QWidget):
    """Shows a code and asks for the next before it ends. Escape closes it."""

    def __init__(
        self, mint: Callable[[], ShownCode], now_ms: Callable[[], int], heading: str
    ) -> None:
        super().__init__()
        self._mint = mint
        self._now_ms = now_ms
        self._code = mint()
        self._picture = picture_of(self._code.text)
        self.setWindowTitle(heading)
        self.setFixedSize(_SIDE, _TOP + _SIDE + _BOTTOM)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.on_frame)
        self._timer.start(_FRAME_MS)

    def on_frame(self) -> None:
        """Renew the code where it is time, and move."""
        if not self._code.from_ms <= self._now_ms() < self._code.renew_ms:
            self._code = self._mint()
            self._picture = picture_of(self._code.text)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint heading, code, what is left of its time, its tail and the dot."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.ROW)
        painter.setPen(theme.INK)
        painter.setFont(theme.font(24, is_bold=True))
        heading = QRect(0, 0, self.width(), _TOP)
        painter.drawText(heading, Qt.AlignmentFlag.AlignCenter, self.windowTitle())
        side = self._picture.width() * (_SIDE // self._picture.width())
        code = QRect((_SIDE - side) // 2, _TOP + (_SIDE - side) // 2, side, side)
        painter.drawImage(code, self._picture)
        self._paint_time(painter, QRect(24, _TOP + _SIDE + 8, _SIDE - 48, 8))
        painter.setPen(theme.INK)
        painter.setFont(theme.font(32, is_bold=True))
        tail = QRect(0, _TOP + _SIDE + 36, self.width(), 64)
        painter.drawText(tail, Qt.AlignmentFlag.AlignCenter, self._code.tail)
        painter.end()

    def _paint_time(self, painter: QPainter, bar: QRect) -> None:
        now, code = self._now_ms(), self._code
        life = code.until_ms - code.from_ms
        left = min(max(code.until_ms - now, 0), life)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(bar, theme.RULE)
        painter.fillRect(
            QRect(bar.topLeft(), bar.size()).adjusted(
                0, 0, bar.width() * left // life - bar.width(), 0
            ),
            theme.BLUE,
        )
        place = now % (2 * _LAP_MS)
        way = (bar.width() - _DOT) * min(place, 2 * _LAP_MS - place) // _LAP_MS
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.RED))
        painter.drawEllipse(bar.left() + way, bar.center().y() - _DOT // 2, _DOT, _DOT)


def picture_of(text: str) -> QImage:
    """Draw a code with its quiet zone, one pixel a module."""
    lines = matrix(text, QUIET_MODULES_ON_SCREEN)
    image = QImage(len(lines), len(lines), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for y, line in enumerate(lines):
        for x, is_black in enumerate(line):
            if is_black:
                image.setPixelColor(x, y, Qt.GlobalColor.black)
    return image


def save_picture(text: str, path: Path) -> None:
    """Write a code as a picture that a scanner reads from a screen or from paper.

    Refuses: PICTURE_UNWRITABLE.
    """
    small = picture_of(text)
    side = small.width() * _PIXELS_A_MODULE
    if not small.scaled(side, side).save(str(path)):
        raise EnvironmentFault("PICTURE_UNWRITABLE", file=path)


def show(mint: Callable[[], ShownCode], now_ms: Callable[[], int], heading: str) -> int:
    """Show codes until the window is closed."""
    app = QApplication(sys.argv[:1])
    theme.apply(app, 1.0)
    window = CodeWindow(mint, now_ms, heading)
    window.show()
    return app.exec()
