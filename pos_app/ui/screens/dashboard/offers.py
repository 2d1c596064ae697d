"""The fourth page: what promotions and coupons brought, and what they cost."""

from PySide6.QtWidgets import QHBoxLayout

from pos_app.domain.insight.figures import CouponFunnel, Dashboard
from pos_app.domain.insight.part import Part
from pos_app.ui import figure_words, formats, language, theme
from pos_app.ui.screens.dashboard.contract import Bar
from pos_app.ui.screens.dashboard.figure_table import FigureTable
from pos_app.ui.screens.dashboard.goods_marks import promotion_mark
from pos_app.ui.screens.dashboard.page import Page, card
from pos_app.ui.widgets.chart_ranking import RankingChart
from pos_app.ui.widgets.table import RIGHT, Column


class OffersPage(Page):
    """Rules on the left, coupons on the right."""

    def __init__(self, currency: str) -> None:
        super().__init__(currency)
        self.promotions = RankingChart()
        self.coupons: FigureTable[CouponFunnel] = FigureTable(
            (
                Column(0, language.name_of, is_strong=True),
                Column(92, _shown, RIGHT),
                Column(92, lambda row: f"{row.taken:,}", RIGHT),
                Column(148, _redeemed, RIGHT, is_strong=True),
                Column(128, lambda row: formats.money(row.cost), RIGHT),
            ),
            lambda row: Bar(Part(campaign=row.campaign), row.name_zh, row.name_en),
        )
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        outer.addWidget(card(self.promotions), 1)
        outer.addWidget(card(self.coupons), 1)
        self.can_be_marked(self.promotions, self.coupons)
        self.name()

    def name(self) -> None:
        """Set the fixed words."""
        self.promotions.show_words(
            self.tr("Taken off by promotions"), self.tr("No promotion was used.")
        )
        self.coupons.show_words(
            self.tr("Coupons, from shown to redeemed"),
            self.tr("No coupon was shown."),
            (
                self.tr("Campaign"),
                self.tr("Shown"),
                self.tr("Taken"),
                self.tr("Redeemed"),
                self.tr("Cost"),
            ),
        )

    def fill(self, dashboard: Dashboard) -> None:
        """Put the figures in."""
        self.promotions.show_marks([promotion_mark(one) for one in dashboard.promotions])
        self.coupons.show_rows(dashboard.coupons)


def _shown(row: CouponFunnel) -> str:
    """Say nothing where it was not counted: none is taken that nobody has shown."""
    return f"{row.shown:,}" if row.shown >= row.taken else "–"


def _redeemed(row: CouponFunnel) -> str:
    """Say how many, and of how many that were shown."""
    if row.shown < max(row.redeemed, 1):
        return f"{row.redeemed:,}"
    return f"{row.redeemed:,}  {figure_words.percent(row.redeemed, row.shown)}"
