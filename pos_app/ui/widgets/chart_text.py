"""Lines of text in charts: one font, elided where they do not fit."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from pos_app.ui import theme

_FLAGS = Qt.AlignmentFlag
CENTRE = _FLAGS.AlignHCenter | _FLAGS.AlignVCenter
LEFT = _FLAGS.AlignLeft | _FLAGS.AlignVCenter
RIGHT = _FLAGS.AlignRight | _FLAGS.AlignVCenter


@dataclass(frozen=True, slots=True)
class Script:
    """How a line is written; ``size`` in pixels of the design."""

    size: int = 13
    is_bold: bool = False
    is_soft: bool = False


PLAIN = Script()
BOLD = Script(is_bold=True)
SOFT = Script(is_soft=True)


def text(
    painter: QPainter,
    room: QRectF,
    words: str,
    flags: Qt.AlignmentFlag = LEFT,
    script: Script = PLAIN,
) -> float:
    """Write one line; give the width that it took."""
    font, metrics = _type(theme.px(script.size), is_bold=script.is_bold)
    width = metrics.horizontalAdvance(words)
    if width > room.width() + 1:
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        width = room.width()
    painter.setFont(font)
    painter.setPen(theme.INK_SOFT if script.is_soft else theme.INK)
    painter.drawText(room, int(flags) | int(Qt.TextFlag.TextSingleLine), words)
    return width


def text_on_ground(painter: QPainter, room: QRectF, words: str, script: Script = BOLD) -> None:
    """Write in the middle of a room, on a light ground: lines and hatching would hide it."""
    width = width_of(words, script) + theme.px(6)
    ground = QRectF(room.center().x() - width / 2, room.top(), width, room.height())
    painter.fillRect(ground, theme.ROW)
    text(painter, ground, words, CENTRE, script)


def width_of(words: str, script: Script = PLAIN) -> float:
    """Say how wide one line is."""
    return _type(theme.px(script.size), is_bold=script.is_bold)[1].horizontalAdvance(words)


@lru_cache(maxsize=32)
def _type(pixels: int, *, is_bold: bool) -> tuple[QFont, QFontMetricsF]:
    """Keep the few fonts there are: measuring is asked for at every bar."""
    font = QFont(theme.family() or theme.FAMILIES[0])
    font.setPixelSize(pixels)
    font.setBold(is_bold)
    return font, QFontMetricsF(font)
