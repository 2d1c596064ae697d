"""Bars beside one another, each before what it is measured against, such as hour by hour."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from pos_app.ui import theme
from pos_app.ui.widgets.chart import Chart, Mark
from pos_app.ui.widgets.chart_grid import Grid, draw_grid, lay_out
from pos_app.ui.widgets.chart_ink import BEFORE, BELOW_NOTHING, NOW, fill, outline, pointer
from pos_app.ui.widgets.chart_text import BOLD, CENTRE, PLAIN, text, text_on_ground, width_of

_WIDE, _NARROW = 0.84, 0.5
"""Shares of a column: what it is measured against stands wide behind, the bar narrow before it."""


class BarChart(Chart):
    """Upright bars. ``axis`` writes the numbers of the gridlines."""

    def __init__(self, axis: Callable[[int], str]) -> None:
        super().__init__()
        self._axis = axis

    def areas(self, room: QRectF) -> list[tuple[int, QRectF]]:
        """Take the whole column of a bar for it: a low bar is hard to hit."""
        grid = self._grid(room)
        below = self._below()
        return [
            (number, grid.column(number).adjusted(0, 0, 0, below))
            for number in range(len(self.marks))
        ]

    def draw_marks(self, painter: QPainter, room: QRectF) -> None:
        """Draw grid, bars, names, and the values where they fit."""
        grid = self._grid(room)
        draw_grid(painter, grid, self._axis)
        every = self._named_every(grid)
        for number, mark in enumerate(self.marks):
            column = grid.column(number)
            self._draw_bar(painter, grid, column, mark, is_marked=number == self.at)
            if number % every == 0 or number == self.at:
                self._draw_name(painter, grid, column, mark, is_marked=number == self.at)
        self._draw_values(painter, grid)

    def _grid(self, room: QRectF) -> Grid:
        above = self.head_height() + theme.px(20)
        return lay_out(room, self.marks, self._axis, above, self._below())

    def _below(self) -> float:
        return float(theme.px(26))

    def _named_every(self, grid: Grid) -> int:
        """Say how many columns one name needs."""
        widest = max(width_of(mark.label) for mark in self.marks) + theme.px(8)
        return max(1, -int(-widest // (grid.plane.width() / grid.columns)))

    def _draw_bar(
        self, painter: QPainter, grid: Grid, column: QRectF, mark: Mark, *, is_marked: bool
    ) -> None:
        if mark.before:
            fill(painter, _bar(grid, column, mark.before, _WIDE), BEFORE)
        area = _bar(grid, column, mark.value, _NARROW if mark.before is not None else _WIDE)
        if mark.value:
            fill(painter, area, NOW if mark.value > 0 else BELOW_NOTHING)
        if is_marked:
            outline(painter, area)

    def _draw_name(
        self, painter: QPainter, grid: Grid, column: QRectF, mark: Mark, *, is_marked: bool
    ) -> None:
        wide = max(column.width(), width_of(mark.label, BOLD) + 2)
        low = grid.plane.bottom() + theme.px(2)
        room = QRectF(column.center().x() - wide / 2, low, wide, theme.px(18))
        text(painter, room, mark.label, CENTRE, BOLD if is_marked else PLAIN)
        if is_marked:
            pointer(painter, QPointF(column.center().x(), low + theme.px(17)))

    def _draw_values(self, painter: QPainter, grid: Grid) -> None:
        """Write the values over their bars; only the largest where there is no room for all."""
        width = grid.plane.width() / grid.columns
        fits = all(width_of(mark.text) <= width - theme.px(2) for mark in self.marks)
        largest = max(range(len(self.marks)), key=lambda number: self.marks[number].value)
        for number, mark in enumerate(self.marks):
            if mark.value and (fits or number == largest):
                top = grid.y(max(mark.value, 0))
                wide = max(width, width_of(mark.text) + 2)
                centre = grid.column(number).center().x()
                left = min(max(centre - wide / 2, grid.plane.left()), grid.plane.right() - wide)
                room = QRectF(left, top - theme.px(20), wide, theme.px(17))
                text_on_ground(painter, room, mark.text, PLAIN)


def _bar(grid: Grid, column: QRectF, value: int, share: float) -> QRectF:
    width = max(column.width() * share, 1.0)
    top, foot = sorted((grid.y(value), grid.y(0)))
    return QRectF(column.center().x() - width / 2, top, width, max(foot - top, 1.0))
