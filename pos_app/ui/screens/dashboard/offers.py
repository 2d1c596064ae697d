"""The fourth page: what promotions and coupons brought, and what they cost."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout

from pos_app.domain.campaign import Campaign
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
        self._campaigns: dict[int, Campaign] = {}
        self.promotions = RankingChart()
        self.coupons: FigureTable[CouponFunnel] = FigureTable(
            (
                Column(0, self._name, is_strong=True),
                Column(92, _shown, RIGHT),
                Column(92, lambda row: f"{row.taken:,}", RIGHT),
                Column(148, _redeemed, RIGHT, is_strong=True),
                Column(128, lambda row: formats.money(row.cost), RIGHT),
            ),
            self._bar,
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

    def show_campaigns(self, campaigns: Sequence[Campaign]) -> None:
        """Name the campaigns; one that is not known any more keeps its number."""
        self._campaigns = {campaign.number: campaign for campaign in campaigns}
        self.retranslate()

    def fill(self, dashboard: Dashboard) -> None:
        """Put the figures in."""
        self.promotions.show_marks([promotion_mark(one) for one in dashboard.promotions])
        self.coupons.show_rows(dashboard.coupons)

    def _name(self, row: CouponFunnel) -> str:
        campaign = self._campaigns.get(row.campaign)
        return language.name_of(campaign) if campaign else f"#{row.campaign}"

    def _bar(self, row: CouponFunnel) -> Bar:
        campaign = self._campaigns.get(row.campaign)
        chinese = campaign.name_zh if campaign else f"#{row.campaign}"
        english = campaign.name_en if campaign else f"#{row.campaign}"
        return Bar(Part(campaign=row.campaign), chinese, english)


def _shown(row: CouponFunnel) -> str:
    """Say nothing where it was not counted: none is taken that nobody has shown."""
    return f"{row.shown:,}" if row.shown >= row.taken else "–"


def _redeemed(row: CouponFunnel) -> str:
    """Say how many, and of how many that were shown."""
    if row.shown < max(row.redeemed, 1):
        return f"{row.redeemed:,}"
    return f"{row.redeemed:,}  {figure_words.percent(row.redeemed, row.shown)}"
