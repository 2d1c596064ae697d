"""What charts are drawn with: colours that the colour-blind tell apart, hatching that paper keeps.

The colours are those of Okabe and Ito (https://jfly.uni-koeln.de/color/). No meaning hangs on them
alone: every kind has its own hatching too, drawn by us, because Qt's patterns are counted in device
pixels and vanish on a fine screen or a printer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from pos_app.ui import theme

BLUE, ORANGE, GREEN = QColor("#0072b2"), QColor("#e69f00"), QColor("#009e73")
VERMILION, SKY, PURPLE = QColor("#d55e00"), QColor("#56b4e9"), QColor("#cc79a7")
GREY = QColor("#6b7480")
GRID = QColor("#d9dee6")


class Hatch(Enum):
    """How an area is filled."""

    SOLID = auto()
    RISING = auto()
    FLAT = auto()
    FALLING = auto()
    UPRIGHT = auto()
    CROSSED = auto()
    EMPTY = auto()


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour with its hatching."""

    colour: QColor
    hatch: Hatch


NOW = Ink(BLUE, Hatch.SOLID)
BEFORE = Ink(GREY, Hatch.RISING)
BELOW_NOTHING = Ink(VERMILION, Hatch.CROSSED)
SERIES = (
    Ink(BLUE, Hatch.SOLID),
    Ink(ORANGE, Hatch.RISING),
    Ink(GREEN, Hatch.FLAT),
    Ink(PURPLE, Hatch.FALLING),
    Ink(SKY, Hatch.UPRIGHT),
    Ink(VERMILION, Hatch.CROSSED),
)

_TINT = 36
"""Of 255: how much of the colour lies under the hatching."""


def fill(painter: QPainter, area: QRectF, ink: Ink) -> None:
    """Fill a rectangle and draw its outline."""
    colour = ink.colour
    if ink.hatch is Hatch.SOLID:
        painter.fillRect(area, colour)
        return
    tint = QColor(colour)
    tint.setAlpha(_TINT)
    painter.fillRect(area, tint)
    painter.save()
    painter.setClipRect(area)
    painter.setPen(QPen(colour, max(1.0, theme.px(1))))
    painter.drawLines(_lines(area, ink.hatch))
    painter.restore()
    painter.setPen(QPen(colour, max(1.0, theme.px(1))))
    painter.drawRect(area)


def _lines(area: QRectF, hatch: Hatch) -> list[QLineF]:
    if hatch is Hatch.CROSSED:
        return _lines(area, Hatch.RISING) + _lines(area, Hatch.FALLING)
    if hatch is Hatch.EMPTY:
        return []
    gap = float(theme.px(6))
    if hatch is Hatch.FLAT:
        ys = _steps(area.top(), area.height(), gap)
        return [QLineF(area.left(), y, area.right(), y) for y in ys]
    if hatch is Hatch.UPRIGHT:
        xs = _steps(area.left(), area.width(), gap)
        return [QLineF(x, area.top(), x, area.bottom()) for x in xs]
    height = area.height()
    starts = _steps(area.left() - height, area.width() + height, gap)
    low, high = area.bottom(), area.top()
    if hatch is Hatch.FALLING:
        low, high = high, low
    return [QLineF(x, low, x + height, high) for x in starts]


def _steps(begin: float, length: float, gap: float) -> list[float]:
    return [begin + gap * (step + 0.5) for step in range(int(length / gap) + 1)]


def outline(painter: QPainter, area: QRectF) -> None:
    """Draw the frame of what is marked: thick and dark, seen in print as on the screen."""
    grown = area.adjusted(-theme.px(3), -theme.px(3), theme.px(3), theme.px(3))
    painter.setPen(QPen(theme.INK, theme.px(2)))
    painter.drawRect(grown)


def pointer(painter: QPainter, tip: QPointF) -> None:
    """Draw a small arrow head that points up at what is marked."""
    half = float(theme.px(6))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.INK)
    painter.setBrush(theme.INK)
    painter.drawPolygon([tip, tip + QPointF(-half, half), tip + QPointF(half, half)])
    painter.restore()


def ticks(values: Sequence[int], most: int) -> tuple[int, ...]:
    """Choose round numbers for gridlines, from 0 or the lowest value to past the largest.

    Steps are 1, 2 or 5 times a power of ten; never more of them than ``most``, from 1.
    """
    lowest, largest = min([0, *values]), max([0, *values])
    step = 1
    grown = (2, 5, 10)
    at = 0
    while -(-largest // step) - lowest // step > most:
        step = 10 ** (at // 3) * grown[at % 3]
        at += 1
    first, last = lowest // step, max(-(-largest // step), lowest // step + 1)
    return tuple(number * step for number in range(first, last + 1))
