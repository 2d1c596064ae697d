"""A strip that shows the parts of a whole, such as tenders, with a line in words for each."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from pos_app.ui import theme
from pos_app.ui.widgets.chart import Chart, Mark
from pos_app.ui.widgets.chart_ink import SERIES, Ink, fill, outline
from pos_app.ui.widgets.chart_text import BOLD, LEFT, PLAIN, RIGHT, text, text_on_ground, width_of

_STRIP, _ROW = 26, 30


class ShareChart(Chart):
    """Parts in one strip; what is below nothing has a line and no part of the strip."""

    is_list = True

    def areas(self, room: QRectF) -> list[tuple[int, QRectF]]:
        """Take the line in words for a part, and its part of the strip."""
        found = [(number, self._line(room, number)) for number in range(len(self.marks))]
        return found + self._parts(room)

    def draw_marks(self, painter: QPainter, room: QRectF) -> None:
        """Draw the strip with the shares that fit in it, and the lines below."""
        total = self._total()
        for number, area in self._parts(room):
            fill(painter, area, _ink(number))
            share = _percent(self.marks[number].value, total)
            if width_of(share, BOLD) + theme.px(10) < area.width():
                text_on_ground(painter, area.adjusted(0, 4, 0, -4), share)
        for number, mark in enumerate(self.marks):
            self._draw_line(painter, self._line(room, number), number, mark, total)
        for number, area in self._parts(room):
            if number == self.at:
                outline(painter, area.adjusted(3, 3, -3, -3))

    def _draw_line(
        self, painter: QPainter, row: QRectF, number: int, mark: Mark, total: int
    ) -> None:
        is_marked = number == self.at
        if is_marked:
            painter.fillRect(row, theme.ROW_SELECTED)
        side = float(theme.px(14))
        if mark.value > 0:
            top = row.center().y() - side / 2
            fill(painter, QRectF(row.left() + theme.px(4), top, side, side), _ink(number))
        words = row.adjusted(theme.px(26), 0, -theme.px(4), 0)
        share = _percent(mark.value, total) if mark.value > 0 else "–"
        last = float(theme.px(52))
        text(painter, words, share, RIGHT, BOLD if is_marked else PLAIN)
        amount = words.adjusted(0, 0, -last, 0)
        width = text(painter, amount, mark.text, RIGHT, BOLD)
        said = f"{mark.label}  {mark.note}" if mark.note else mark.label
        text(
            painter,
            amount.adjusted(0, 0, -width - theme.px(8), 0),
            said,
            LEFT,
            BOLD if is_marked else PLAIN,
        )

    def _total(self) -> int:
        return sum(mark.value for mark in self.marks if mark.value > 0)

    def _parts(self, room: QRectF) -> list[tuple[int, QRectF]]:
        total, left = self._total(), room.left() + 1
        top = room.top() + self.head_height() + theme.px(2)
        width = room.width() - 2
        found = []
        for number, mark in enumerate(self.marks):
            if mark.value > 0:
                wide = width * mark.value / total
                found.append((number, QRectF(left, top, wide, theme.px(_STRIP))))
                left += wide
        return found

    def _line(self, room: QRectF, number: int) -> QRectF:
        top = room.top() + self.head_height() + theme.px(_STRIP + 8)
        space = (room.bottom() - top) / max(len(self.marks), 1)
        height = min(float(theme.px(_ROW)), space)
        return QRectF(room.left(), top + number * height, room.width(), height)


def _ink(number: int) -> Ink:
    return SERIES[number % len(SERIES)]


def _percent(value: int, total: int) -> str:
    return f"{(200 * value + total) // (2 * total)}%"
