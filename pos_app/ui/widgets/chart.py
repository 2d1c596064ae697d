"""The ground of every chart: marks with labels, one of which is marked, and a way down from each.

Charts draw figures, they never make them: texts come ready in the language spoken now. A chart
draws onto any painter (``draw``), so that paper can have it too.
"""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import theme
from pos_app.ui.widgets.chart_ink import Ink, fill
from pos_app.ui.widgets.chart_text import CENTRE, LEFT, RIGHT, SOFT, Script, text, width_of


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar, point or share. ``value`` decides its length, ``text`` is how it is read.

    ``label`` names it where there is little room, ``detail`` says all of it when it is marked.
    ``before`` is what it is measured against. ``key`` is given back by those who go down from it.
    """

    label: str
    value: int
    text: str
    detail: str = ""
    note: str = ""
    before: int | None = None
    key: object = None


class Chart(QWidget):
    """Shows marks under a title; the keyboard moves the mark, a touch goes down from it.

    Signals: ``marked()`` when a touch gave another one the mark; ``drilled(object)`` with the key
    of the mark that was touched.
    """

    marked = Signal()
    drilled = Signal(object)
    is_list = False
    """Whether its marks stand below one another; else they stand beside one another."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: tuple[Mark, ...] = ()
        self.at: int | None = None
        self._title = ""
        self._nothing = ""
        self._legend: tuple[tuple[Ink, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # ------------------------------------------------------------------ what is shown

    def show_words(self, title: str, nothing: str, legend: Sequence[tuple[Ink, str]] = ()) -> None:
        """Name the chart; ``nothing`` stands in its place when there is nothing to draw."""
        self._title, self._nothing, self._legend = title, nothing, tuple(legend)
        self.update()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Replace what is shown; the mark stays on what has the same key."""
        key = self.marked_key()
        self.marks = tuple(marks)
        keys = [mark.key for mark in self.marks]
        self.at = keys.index(key) if key is not None and key in keys else None
        self.update()

    # ------------------------------------------------------------------ the mark

    @property
    def has_mark(self) -> bool:
        """Something is marked, whether it leads anywhere or not."""
        return self.at is not None

    def marked_key(self) -> object:
        """Give the key of what is marked; None when nothing is."""
        return self.marks[self.at].key if self.at is not None else None

    def take_mark(self, *, at_end: bool = False) -> bool:
        """Mark the first or the last that has any value; False when there is nothing to mark."""
        numbers = list(range(len(self.marks)))
        valued = [number for number in numbers if self.marks[number].value] or numbers
        if valued:
            self.at = valued[-1] if at_end else valued[0]
            self.update()
        return bool(valued)

    def drop_mark(self) -> None:
        """Mark nothing: the mark has gone to another chart."""
        self.at = None
        self.update()

    def move_mark(self, step: int) -> bool:
        """Mark the next one in a direction; False at the end, where it stays."""
        if self.at is None or not 0 <= self.at + step < len(self.marks):
            return False
        self.at += step
        self.update()
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go down from the mark that is touched."""
        point = event.position()
        for number, area in self.areas(QRectF(self.rect())):
            if area.contains(point):
                self.at = number
                self.update()
                self.marked.emit()
                self.drilled.emit(self.marks[number].key)
                return

    # ------------------------------------------------------------------ drawing

    @abstractmethod
    def areas(self, room: QRectF) -> list[tuple[int, QRectF]]:
        """Say where a finger meets each mark that is in view."""

    @abstractmethod
    def draw_marks(self, painter: QPainter, room: QRectF) -> None:
        """Draw all but the title."""

    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw the whole chart into a room."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._draw_head(painter, QRectF(room.left(), room.top(), room.width(), self.head_height()))
        if self.marks:
            self.draw_marks(painter, room)
        else:
            below = room.adjusted(0, self.head_height(), 0, 0)
            text(painter, below, self._nothing, CENTRE, SOFT)

    def head_height(self) -> float:
        """Give the height of the line with the title."""
        return float(theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw onto the screen."""
        painter = QPainter(self)
        self.draw(painter, QRectF(self.rect()))

    def sizeHint(self) -> QSize:
        """Ask for little: layouts give the rest."""
        return QSize(theme.px(240), theme.px(140))

    def minimumSizeHint(self) -> QSize:
        """Give way, but stay legible."""
        return QSize(theme.px(160), theme.px(96))

    def _draw_head(self, painter: QPainter, room: QRectF) -> None:
        """Write the title; beside it what is marked, in words, or else the legend."""
        width = text(painter, room, self._title, LEFT, Script(size=16, is_bold=True))
        rest = room.adjusted(width + theme.px(14), 0, 0, 0)
        if self.at is not None:
            mark = self.marks[self.at]
            said = mark.detail or f"{mark.label}  {mark.text}"
            text(painter, rest, said, RIGHT, Script(size=14, is_bold=True))
        else:
            self._draw_legend(painter, rest)

    def _draw_legend(self, painter: QPainter, room: QRectF) -> None:
        side = float(theme.px(14))
        right = room.right() - theme.px(2)
        for ink, words in reversed(self._legend):
            width = width_of(words)
            text(painter, QRectF(right - width, room.top(), width + 1, room.height()), words)
            left = right - width - theme.px(6) - side
            fill(painter, QRectF(left, room.center().y() - side / 2, side, side), ink)
            right = left - theme.px(16)


def span(marks: Sequence[Mark]) -> list[int]:
    """List every value that a scale has to hold."""
    values = [mark.value for mark in marks]
    return values + [mark.before for mark in marks if mark.before is not None]
