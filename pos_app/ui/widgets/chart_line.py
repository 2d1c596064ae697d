"""A line through the days of a period."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from pos_app.ui import theme
from pos_app.ui.widgets.chart import Chart
from pos_app.ui.widgets.chart_grid import Grid, draw_grid, lay_out
from pos_app.ui.widgets.chart_ink import BLUE, pointer
from pos_app.ui.widgets.chart_text import BOLD, CENTRE, PLAIN, text, text_on_ground, width_of

_MOST_DOTS = 62
"""Two months: with more points than these the dots would be a band."""


class LineChart(Chart):
    """Points in their order, joined. ``axis`` writes the numbers of the gridlines."""

    def __init__(self, axis: Callable[[int], str]) -> None:
        super().__init__()
        self._axis = axis

    def areas(self, room: QRectF) -> list[tuple[int, QRectF]]:
        """Take the whole column of a point for it."""
        grid = self._grid(room)
        return [(number, grid.column(number)) for number in range(len(self.marks))]

    def draw_marks(self, painter: QPainter, room: QRectF) -> None:
        """Draw grid, line, dots, the names that fit, and the highest and lowest values."""
        grid = self._grid(room)
        draw_grid(painter, grid, self._axis)
        points = [
            QPointF(grid.column(number).center().x(), grid.y(mark.value))
            for number, mark in enumerate(self.marks)
        ]
        self._draw_line(painter, points)
        self._draw_names(painter, grid)
        values = [mark.value for mark in self.marks]
        low, high = values.index(min(values)), values.index(max(values))
        self._draw_value(painter, grid, points[high], self.marks[high].text, theme.px(-25))
        if low != high:
            self._draw_value(painter, grid, points[low], self.marks[low].text, theme.px(7))

    def _grid(self, room: QRectF) -> Grid:
        above = self.head_height() + theme.px(20)
        room = room.adjusted(0, 0, -theme.px(16), 0)  # for half of the last name
        return lay_out(room, self.marks, self._axis, above, float(theme.px(26)))

    def _draw_line(self, painter: QPainter, points: list[QPointF]) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(BLUE, theme.px(2)))
        painter.drawPolyline(points)
        radius = float(theme.px(4))
        if len(points) <= _MOST_DOTS:
            painter.setBrush(BLUE)
            for point in points:
                painter.drawEllipse(point, radius, radius)
        if self.at is not None:
            painter.setBrush(theme.ROW)
            painter.setPen(QPen(theme.INK, theme.px(3)))
            painter.drawEllipse(points[self.at], radius * 2, radius * 2)
        painter.restore()

    def _draw_value(
        self, painter: QPainter, grid: Grid, point: QPointF, words: str, off: int
    ) -> None:
        """Write a value so far above (negative) or below its point, within the plane."""
        width = width_of(words, BOLD) + theme.px(6)
        left = min(max(point.x() - width / 2, grid.plane.left()), grid.plane.right() - width)
        top = min(point.y() + off, grid.plane.bottom() - theme.px(19))
        text_on_ground(painter, QRectF(left, top, width, theme.px(18)), words)

    def _draw_names(self, painter: QPainter, grid: Grid) -> None:
        widest = max(width_of(mark.label, BOLD) for mark in self.marks) + theme.px(10)
        every = max(1, -int(-widest // (grid.plane.width() / grid.columns)))
        low = grid.plane.bottom() + theme.px(2)
        for number, mark in enumerate(self.marks):
            is_marked = number == self.at
            is_near = self.at is not None and 0 < abs(number - self.at) < every
            if is_marked or (number % every == 0 and not is_near):
                centre = grid.column(number).center().x()
                room = QRectF(centre - widest / 2, low, widest, theme.px(18))
                text(painter, room, mark.label, CENTRE, BOLD if is_marked else PLAIN)
                if is_marked:
                    pointer(painter, QPointF(centre, low + theme.px(17)))
