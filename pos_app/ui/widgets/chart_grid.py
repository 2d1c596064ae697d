"""The plane of charts that stand upright: gridlines with their numbers, and where a value lies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from pos_app.ui import theme
from pos_app.ui.widgets.chart import Mark, span
from pos_app.ui.widgets.chart_ink import GRID, ticks
from pos_app.ui.widgets.chart_text import RIGHT, SOFT, text, width_of

_MOST_TICKS = 5


@dataclass(frozen=True, slots=True)
class Grid:
    """``plane`` is where bars and points stand; its columns are equally wide."""

    plane: QRectF
    ticks: tuple[int, ...]
    columns: int

    def y(self, value: int) -> float:
        """Say how high a value lies."""
        low, high = self.ticks[0], self.ticks[-1]
        return self.plane.bottom() - self.plane.height() * (value - low) / (high - low)

    def column(self, number: int) -> QRectF:
        """Give the strip of one mark."""
        width = self.plane.width() / self.columns
        left = self.plane.left() + number * width
        return QRectF(left, self.plane.top(), width, self.plane.height())


def lay_out(
    room: QRectF, marks: Sequence[Mark], axis: Callable[[int], str], above: float, below: float
) -> Grid:
    """Find the plane: room for the axis on the left, ``above`` for labels, ``below`` for names."""
    lines = max(1, min(_MOST_TICKS, int((room.height() - above - below) / theme.px(26))))
    chosen = ticks(span(marks), lines)
    left = max(width_of(axis(value)) for value in chosen) + theme.px(8)
    return Grid(room.adjusted(left, above, 0, -below), chosen, max(1, len(marks)))


def draw_grid(painter: QPainter, grid: Grid, axis: Callable[[int], str]) -> None:
    """Draw the gridlines and write their numbers; the line of nothing is darker."""
    half = float(theme.px(9))
    for value in grid.ticks:
        y = round(grid.y(value)) + 0.5
        painter.setPen(QPen(theme.INK_FAINT if value == 0 else GRID, 1))
        painter.drawLine(int(grid.plane.left()), int(y), int(grid.plane.right()), int(y))
        room = QRectF(0, y - half, grid.plane.left() - theme.px(6), 2 * half)
        text(painter, room, axis(value), RIGHT, SOFT)
