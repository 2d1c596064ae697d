"""Draw every kind of chart onto a picture, as large as they get: milliseconds, a line for each.

Argument: how often. The first is wall clock from an application without fonts; the others are CPU.
"""

import sys
import time
from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QWidget

from pos_app.ui import language, theme
from pos_app.ui.screens.dashboard.overview import OverviewPage
from pos_app.ui.widgets.chart import Chart, Mark
from pos_app.ui.widgets.chart_bars import BarChart
from pos_app.ui.widgets.chart_ink import BEFORE, NOW
from pos_app.ui.widgets.chart_line import LineChart
from pos_app.ui.widgets.chart_ranking import RankingChart
from pos_app.ui.widgets.chart_share import ShareChart
from tests.ui.figures import a_month

WIDTH, HEIGHT = 1200, 600


def main(count: int) -> None:
    """Draw each so often."""
    app = QApplication([])
    theme.apply(app, 1.0)
    began = time.perf_counter_ns()
    _filled(BarChart(str), 24).grab()
    print(f"first {(time.perf_counter_ns() - began) / 1e6:.3f}")
    language.switch(language.Language.CHINESE)
    _time("hours", _filled(BarChart(str), 24), count)
    _time("a-year-of-days", _filled(LineChart(str), 366), count)
    _time("ranking", _filled(RankingChart(), 40), count)
    _time("tenders", _filled(ShareChart(), 6), count)
    page = OverviewPage("CNY")
    page.show_dashboard(a_month())
    page.resize(1342, 545)
    _time("overview-page", page, count)


def _filled(chart: Chart, marks: int) -> Chart:
    chart.show_words("每小时销售", "没有销售。", ((NOW, "11-22"), (BEFORE, "11-15")))
    chart.show_marks(_marks(range(marks)))
    chart.take_mark()
    chart.resize(WIDTH, HEIGHT)
    return chart


def _marks(numbers: Sequence[int]) -> list[Mark]:
    return [
        Mark(
            f"商品 {number}",
            100_000 - 211 * number,
            f"¥{1000 - 2 * number}",
            note="12 件  毛利 21.0%",
            before=90_000 + 97 * number,
            key=number,
        )
        for number in numbers
    ]


def _time(name: str, widget: QWidget, count: int) -> None:
    widget.grab()
    for _ in range(count):
        began = time.thread_time_ns()
        widget.grab()
        print(f"{name} {(time.thread_time_ns() - began) / 1e6:.3f}")


main(int(sys.argv[1]))
