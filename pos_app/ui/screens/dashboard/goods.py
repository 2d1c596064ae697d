"""The second page: what sells, what does not, and by category."""

from PySide6.QtWidgets import QHBoxLayout

from pos_app.domain.insight.figures import Dashboard, GoodsFigure
from pos_app.domain.insight.part import Part
from pos_app.ui import figure_words, theme
from pos_app.ui.screens.dashboard.contract import Bar
from pos_app.ui.screens.dashboard.figure_table import FigureTable
from pos_app.ui.screens.dashboard.goods_marks import category_mark, goods_mark
from pos_app.ui.screens.dashboard.page import Page, card, named
from pos_app.ui.widgets.chart_ranking import RankingChart
from pos_app.ui.widgets.table import RIGHT, Column


class GoodsPage(Page):
    """Two rankings, and a table of what nobody wants."""

    def __init__(self, currency: str) -> None:
        super().__init__(currency)
        self.top, self.categories = RankingChart(), RankingChart()
        self.slow: FigureTable[GoodsFigure] = FigureTable(
            (
                Column(0, _name, is_strong=True),
                Column(92, lambda row: figure_words.pieces(row.quantity_thousandths), RIGHT),
                Column(128, _last_sold, RIGHT),
            ),
            lambda row: Bar(Part(sku=row.sku), row.name_zh, row.name_en),
        )
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        for chart in (self.top, self.categories, self.slow):
            outer.addWidget(card(chart), 1)
        self.can_be_marked(self.top, self.categories, self.slow)
        self.name()

    def name(self) -> None:
        """Set the fixed words."""
        nothing = self.tr("Nothing was sold.")
        self.top.show_words(self.tr("What sells, net of discounts"), nothing)
        self.slow.show_words(
            self.tr("What hardly sells"),
            self.tr("Nothing stands out."),
            (self.tr("Item"), self.tr("Sold"), self.tr("Last sold")),
        )
        self.categories.show_words(self.tr("Categories, net of discounts"), nothing)

    def fill(self, dashboard: Dashboard) -> None:
        """Put the figures in."""
        self.top.show_marks([goods_mark(one) for one in dashboard.top_goods])
        self.slow.show_rows(dashboard.slow_goods)
        self.categories.show_marks([category_mark(one) for one in dashboard.categories])


def _name(row: GoodsFigure) -> str:
    return named(row.name_zh, row.name_en, row.sku)


def _last_sold(row: GoodsFigure) -> str:
    return figure_words.short_day(row.last_sold) if row.last_sold is not None else "–"
