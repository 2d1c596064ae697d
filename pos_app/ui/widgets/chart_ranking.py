"""Bars below one another with whole names beside them: goods, categories, reasons."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from pos_app.ui import theme
from pos_app.ui.widgets.chart import Chart, Mark
from pos_app.ui.widgets.chart_ink import BELOW_NOTHING, NOW, fill
from pos_app.ui.widgets.chart_text import BOLD, LEFT, PLAIN, RIGHT, SOFT, Script, text, width_of

_ROW, _NOTED_ROW, _LEAST_ROW = 46, 44, 30
"""As high as a row gets, has to be for a note below the name, and is at the least."""

_NAME_SHARE = 0.46
"""Of the width: names are what is looked for, so they get most that is not a bar."""


class RankingChart(Chart):
    """Lying bars, the longest first as they come; Up and Down walk through them."""

    is_list = True

    def __init__(self) -> None:
        super().__init__()
        self._first = 0
        self._widest = 0.0

    def areas(self, room: QRectF) -> list[tuple[int, QRectF]]:
        """Take the whole row of a bar for it."""
        shown = range(self._first_shown(room), self._end(room))
        return [(number, self._row(room, number)) for number in shown]

    def draw_marks(self, painter: QPainter, room: QRectF) -> None:
        """Draw the rows that are in view, as the mark wants it."""
        self._first = self._first_shown(room)
        self._widest = max(width_of(mark.text, BOLD) for mark in self.marks) + theme.px(6)
        largest = max(max(abs(mark.value) for mark in self.marks), 1)
        for number, row in self.areas(room):
            mark = self.marks[number]
            if number == self.at:
                painter.fillRect(row, theme.ROW_SELECTED)
                frame = QRectF(row.left(), row.top(), theme.px(5), row.height())
                painter.fillRect(frame, theme.INK)
            self._draw_row(
                painter, row, mark, abs(mark.value) / largest, is_marked=number == self.at
            )
        hidden = len(self.marks) - self._end(room)
        if hidden > 0:
            self._draw_more(painter, room, hidden)

    def _draw_row(
        self, painter: QPainter, row: QRectF, mark: Mark, share: float, *, is_marked: bool
    ) -> None:
        inside = row.adjusted(theme.px(10), 0, -theme.px(4), 0)
        name = QRectF(inside.left(), inside.top(), inside.width() * _NAME_SHARE, inside.height())
        script = Script(size=14, is_bold=is_marked)
        has_note = bool(mark.note) and row.height() >= theme.px(_NOTED_ROW)
        if has_note:
            half = name.height() / 2
            upper = name.adjusted(0, theme.px(2), 0, -half)
            text(painter, upper, mark.label, LEFT, script)
            text(painter, name.adjusted(0, half, 0, -theme.px(2)), mark.note, LEFT, SOFT)
        else:
            text(painter, name, mark.label, LEFT, script)
        widest = self._widest
        bar = QRectF(
            name.right() + theme.px(8),
            inside.center().y() - theme.px(9),
            max((inside.right() - name.right() - theme.px(8) - widest) * share, 1.0),
            theme.px(18),
        )
        if mark.value:
            fill(painter, bar, NOW if mark.value > 0 else BELOW_NOTHING)
        beside = QRectF(bar.right() + theme.px(6), inside.top(), widest, inside.height())
        text(painter, beside, mark.text, LEFT, BOLD if is_marked else PLAIN)

    def _draw_more(self, painter: QPainter, room: QRectF, hidden: int) -> None:
        """Say how many rows follow."""
        high = theme.px(18)
        corner = QRectF(room.right() - theme.px(60), room.bottom() - high, theme.px(58), high)
        text(painter, corner, f"+{hidden} ▾", RIGHT, SOFT)

    def _row_height(self, room: QRectF) -> float:
        space = room.height() - self.head_height()
        wanted = space / max(len(self.marks), 1)
        return min(max(wanted, float(theme.px(_LEAST_ROW))), float(theme.px(_ROW)))

    def _count(self, room: QRectF) -> int:
        return max(1, int((room.height() - self.head_height()) / self._row_height(room)))

    def _first_shown(self, room: QRectF) -> int:
        """Keep the marked row in view, and otherwise what was in view."""
        count = self._count(room)
        first = min(self._first, max(0, len(self.marks) - count))
        if self.at is not None:
            first = min(max(first, self.at - count + 1), self.at)
        return first

    def _end(self, room: QRectF) -> int:
        return min(len(self.marks), self._first_shown(room) + self._count(room))

    def _row(self, room: QRectF, number: int) -> QRectF:
        height = self._row_height(room)
        top = room.top() + self.head_height() + (number - self._first_shown(room)) * height
        return QRectF(room.left(), top, room.width(), height)
