"""The fifth page: what a manager asks about, what was missing, and why sales were lost."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos_app.domain.insight.figures import ControlFigure, Dashboard
from pos_app.domain.insight.part import Part
from pos_app.ui import act_words, formats, language, theme
from pos_app.ui.counted_words import CountedWords
from pos_app.ui.language import Named
from pos_app.ui.screens.dashboard.contract import Bar
from pos_app.ui.screens.dashboard.figure_table import FigureTable
from pos_app.ui.screens.dashboard.page import Page, card
from pos_app.ui.screens.dashboard.tile import Tile
from pos_app.ui.widgets.chart import Mark
from pos_app.ui.widgets.chart_ranking import RankingChart
from pos_app.ui.widgets.table import RIGHT, Column


class ControlPage(Page):
    """Acts on the left; on the right what customers did not get. ``reason`` names a code."""

    def __init__(self, currency: str, reason: Callable[[str], Named | None]) -> None:
        super().__init__(currency)
        self._reason = reason
        self.acts: FigureTable[ControlFigure] = FigureTable(
            (
                Column(240, lambda row: act_words.act(row.kind), is_strong=True),
                Column(0, lambda row: self._reason_name(row.reason_code)),
                Column(90, lambda row: f"{row.count:,}", RIGHT),
                Column(140, _amount, RIGHT, is_strong=True),
            ),
            self._bar,
        )
        self.missing = Tile()
        self.lost = RankingChart()
        right = QVBoxLayout()
        right.setSpacing(theme.px(8))
        right.addWidget(self.missing)
        right.addWidget(card(self.lost), 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        outer.addWidget(card(self.acts), 8)
        outer.addLayout(right, 5)
        self.can_be_marked(self.acts, self.lost)
        self.name()

    def name(self) -> None:
        """Set the fixed words."""
        self.acts.show_words(
            self.tr("Returns, voids and changed prices"),
            self.tr("There was nothing of the kind."),
            (self.tr("What"), self.tr("Why"), self.tr("Times"), self.tr("Amount")),
        )
        self.missing.show_name(self.tr("Found out of stock"))
        self.lost.show_words(self.tr("Why sales were lost"), self.tr("No lost sale was noted."))

    def fill(self, dashboard: Dashboard) -> None:
        """Put the figures in."""
        self.acts.show_rows(dashboard.control)
        self.missing.show_value(CountedWords().times(dashboard.out_of_stock))
        self.lost.show_marks([self._lost_mark(one) for one in dashboard.lost_sales])

    def _lost_mark(self, of: ControlFigure) -> Mark:
        return Mark(
            self._reason_name(of.reason_code),
            of.count,
            CountedWords().times(of.count),
            note=_amount(of),
        )

    def _bar(self, row: ControlFigure) -> Bar:
        reason = self._reason(row.reason_code)
        chinese = reason.name_zh if reason else row.reason_code
        english = reason.name_en if reason else row.reason_code
        return Bar(Part(kind=row.kind, reason_code=row.reason_code), chinese, english)

    def _reason_name(self, code: str) -> str:
        reason = self._reason(code)
        return language.name_of(reason) if reason else code


def _amount(row: ControlFigure) -> str:
    return formats.money(row.amount) if row.amount.minor else ""
