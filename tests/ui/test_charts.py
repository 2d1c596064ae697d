"""Charts: round numbers at the grid, marks by keys and by touch, and hatching instead of colour."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pos_app.ui import theme
from pos_app.ui.widgets.chart import Chart, Mark
from pos_app.ui.widgets.chart_bars import BarChart
from pos_app.ui.widgets.chart_ink import BEFORE, BELOW_NOTHING, NOW, SERIES, Ink, fill, ticks
from pos_app.ui.widgets.chart_line import LineChart
from pos_app.ui.widgets.chart_ranking import RankingChart
from pos_app.ui.widgets.chart_share import ShareChart

WIDTH, HEIGHT = 700, 320
KINDS = ("bars", "line", "ranking", "share")


def a_chart(kind: str) -> Chart:
    chart: Chart = {
        "bars": lambda: BarChart(str),
        "line": lambda: LineChart(str),
        "ranking": RankingChart,
        "share": ShareChart,
    }[kind]()
    chart.show_words("Title", "nothing here", ((NOW, "now"), (BEFORE, "before")))
    chart.resize(WIDTH, HEIGHT)
    return chart


def marks(values: Sequence[int]) -> list[Mark]:
    return [
        Mark(f"n{at}", value, str(value), note="note", before=value // 2, key=f"key {at}")
        for at, value in enumerate(values)
    ]


def picture(chart: Chart) -> QImage:
    return chart.grab().toImage()


@given(st.lists(st.integers(-(10**9), 10**12), max_size=40), st.integers(2, 8))
def test_gridlines_are_round_few_and_hold_every_value(values: list[int], most: int) -> None:
    lines = ticks(values, most)
    steps = {after - before for before, after in pairwise(lines)}
    (step,) = steps
    assert str(step).rstrip("0") in {"1", "2", "5"}
    assert 0 in lines
    assert all(lines[0] <= value <= lines[-1] for value in values)
    assert 2 <= len(lines) <= most + 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "values",
    [[], [0], [5], [-3], [7, -2, 0, 3], list(range(1, 367)), [10**12, 1]],
    ids=["none", "nothing", "one", "below nothing", "mixed", "a year", "far apart"],
)
def test_every_run_of_figures_can_be_drawn(
    look: QApplication, kind: str, values: list[int]
) -> None:
    chart = a_chart(kind)
    before = picture(chart)
    chart.show_marks(marks(values))
    chart.take_mark()
    assert (picture(chart) != before) is bool(values)


@pytest.mark.parametrize("kind", KINDS)
def test_the_mark_walks_to_both_ends_and_stops_there(look: QApplication, kind: str) -> None:
    chart = a_chart(kind)
    assert not chart.take_mark()
    chart.show_marks(marks([3, 2, 1]))
    assert chart.take_mark()
    assert chart.marked_key() == "key 0"
    assert not chart.move_mark(-1)
    assert [chart.move_mark(1), chart.move_mark(1), chart.move_mark(1)] == [True, True, False]
    assert chart.marked_key() == "key 2"
    chart.drop_mark()
    assert chart.marked_key() is None
    assert not chart.move_mark(1)


@pytest.mark.parametrize("kind", KINDS)
def test_a_touch_on_a_bar_marks_it_and_goes_down_from_it(look: QApplication, kind: str) -> None:
    chart = a_chart(kind)
    chart.show_marks(marks([5, 4, 3, 2]))
    touched: list[object] = []
    chart.drilled.connect(touched.append)
    for number, area in chart.areas(QRectF(chart.rect())):
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=area.center().toPoint())
        assert touched[-1] == chart.marked_key() == f"key {number}"
    assert set(touched) == {"key 0", "key 1", "key 2", "key 3"}
    count = len(touched)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert len(touched) == count


def test_the_mark_stays_on_what_it_was_on_when_figures_change(look: QApplication) -> None:
    chart = a_chart("ranking")
    chart.show_marks(marks([5, 4, 3]))
    chart.take_mark()
    chart.move_mark(1)
    chart.show_marks(list(reversed(marks([5, 4, 3]))))
    assert chart.marked_key() == "key 1"
    chart.show_marks(marks([5])[:1])
    assert chart.marked_key() is None


def test_a_first_mark_goes_to_where_there_is_anything(look: QApplication) -> None:
    chart = a_chart("bars")
    chart.show_marks(marks([0, 0, 4, 7, 0]))
    chart.take_mark()
    assert chart.marked_key() == "key 2"
    chart.take_mark(at_end=True)
    assert chart.marked_key() == "key 3"


def test_a_long_ranking_keeps_the_marked_row_in_view(look: QApplication) -> None:
    chart = a_chart("ranking")
    chart.show_marks(marks(list(range(100, 0, -1))))
    chart.take_mark()
    room = QRectF(chart.rect())
    for number in range(1, 100):
        chart.move_mark(1)
        picture(chart)
        areas = dict(chart.areas(room))
        assert room.contains(areas[number])
    while chart.move_mark(-1):
        picture(chart)
        assert chart.at in dict(chart.areas(room))


def test_no_two_fills_differ_by_their_colour_alone(look: QApplication) -> None:
    """In the same ink every hatching still looks different, as it does on a printer."""
    for inks in (SERIES, (NOW, BEFORE, BELOW_NOTHING)):
        seen = [_in_black(ink) for ink in inks]
        assert all(seen.count(one) == 1 for one in seen)


def _in_black(ink: Ink) -> bytes:
    image = QImage(60, 60, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    fill(painter, QRectF(QPointF(2, 2), QPointF(58, 58)), Ink(theme.INK, ink.hatch))
    painter.end()
    return bytes(image.constBits())
