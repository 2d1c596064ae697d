"""The third page: who sold, and who bought."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from pos_app.domain.insight.figures import Dashboard, OperatorFigure, VisitFigure
from pos_app.domain.insight.part import Part
from pos_app.domain.money import Money
from pos_app.ui import figure_words, formats, theme
from pos_app.ui.counted_words import CountedWords
from pos_app.ui.screens.dashboard.contract import Bar
from pos_app.ui.screens.dashboard.figure_table import FigureTable
from pos_app.ui.screens.dashboard.page import Page, card
from pos_app.ui.screens.dashboard.tile import Tile
from pos_app.ui.widgets.chart import Mark
from pos_app.ui.widgets.chart_bars import BarChart
from pos_app.ui.widgets.chart_share import ShareChart
from pos_app.ui.widgets.table import RIGHT, Column

_GROUPS = ((1, 1), (2, 2), (3, 3), (4, 4), (5, 9), (10, 19), (20, 1_000_000))


class PeoplePage(Page):
    """Operators and how often members came on the left, what members brought on the right."""

    def __init__(self, currency: str) -> None:
        super().__init__(currency)
        self.operators: FigureTable[OperatorFigure] = FigureTable(
            (
                Column(0, lambda row: row.name, is_strong=True),
                Column(136, lambda row: formats.money(row.takings), RIGHT, is_strong=True),
                Column(96, lambda row: f"{row.transactions:,}", RIGHT),
                Column(124, _average, RIGHT),
                Column(96, lambda row: _count(row.returns), RIGHT),
                Column(84, lambda row: _count(row.voids), RIGHT),
                Column(104, lambda row: _count(row.overrides), RIGHT),
                Column(108, lambda row: _count(row.no_sales), RIGHT),
            ),
            lambda row: Bar(Part(operator=row.operator), row.name, row.name),
        )
        self.share = ShareChart()
        self.often = BarChart(lambda count: f"{count:,}")
        self._visits: tuple[VisitFigure, ...] = ()
        self.members, self.visits = Tile(), Tile()
        self.repeat, self.joined = Tile(), Tile()
        tiles = QGridLayout()
        tiles.setSpacing(theme.px(8))
        for at, tile in enumerate((self.members, self.repeat, self.visits, self.joined)):
            tiles.addWidget(tile, at // 2, at % 2)
        right = QVBoxLayout()
        right.setSpacing(theme.px(8))
        right.addWidget(card(self.share), 1)
        right.addLayout(tiles)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        left.addWidget(card(self.operators), 5)
        left.addWidget(card(self.often), 4)
        outer.addLayout(left, 7)
        outer.addLayout(right, 3)
        self.can_be_marked(self.operators, self.often, self.share)
        self.name()

    def show_dashboard(self, dashboard: Dashboard) -> None:
        """Replace the figures; how often members came is told later, and is not that of before."""
        before = self.dashboard
        if before is None or (before.period, before.lens) != (dashboard.period, dashboard.lens):
            self._visits = ()
        super().show_dashboard(dashboard)

    def name(self) -> None:
        """Set the fixed words."""
        self.operators.show_words(
            self.tr("Operators"),
            self.tr("Nobody has sold anything."),
            (
                self.tr("Operator"),
                self.tr("Takings"),
                self.tr("Receipts"),
                self.tr("Avg. basket"),
                self.tr("Returns"),
                self.tr("Voids"),
                self.tr("Repriced"),
                self.tr("No sales"),
            ),
        )
        self.often.show_words(
            self.tr("Members by how often they bought"),
            self.tr("No member has bought anything."),
        )
        self.share.show_words(self.tr("Who buys"), self.tr("Nothing was sold."))
        self.members.show_name(self.tr("Members who bought"))
        self.repeat.show_name(self.tr("Repeat rate"))
        self.visits.show_name(self.tr("Their transactions"))
        self.joined.show_name(self.tr("New members"))

    def fill(self, dashboard: Dashboard) -> None:
        """Put the figures in."""
        self.operators.show_rows(dashboard.operators)
        self._fill_share(dashboard)
        self.often.show_marks([self._often_mark(*one) for one in _grouped(self._visits)])
        members = dashboard.members
        rate = members.repeat_rate_ppm
        again = self.tr("{count} came again").replace("{count}", f"{members.repeat_members:,}")
        self.members.show_value(f"{members.members:,}")
        self.visits.show_value(f"{members.visits:,}")
        self.joined.show_value(f"{members.new_members:,}")
        shown = "–" if rate is None else figure_words.percent(rate, 1_000_000)
        self.repeat.show_value(shown, None, again)

    def show_visits(self, visits: Sequence[VisitFigure]) -> None:
        """Show how often members came."""
        self._visits = tuple(visits)
        self.often.show_marks([self._often_mark(*one) for one in _grouped(self._visits)])

    def _often_mark(self, label: str, members: int, takings: Money) -> Mark:
        words = self.tr("bought {often} times: {count} members, {amount}")
        said = words.replace("{often}", label).replace("{count}", f"{members:,}")
        detail = said.replace("{amount}", formats.money(takings))
        times = self.tr("{often}×").replace("{often}", label)
        return Mark(times, members, f"{members:,}", detail=detail)

    def _fill_share(self, dashboard: Dashboard) -> None:
        members, now = dashboard.members, dashboard.headline
        others = now.takings - members.takings
        rest = now.transactions - members.visits
        sides = ((True, members.takings, members.visits), (False, others, rest))
        self.share.show_marks(
            [
                Mark(
                    figure_words.members(with_them=with_them),
                    takings.minor,
                    formats.money(takings),
                    note=CountedWords().transactions(count),
                    key=Bar(Part(with_member=with_them)),
                )
                for with_them, takings, count in sides
            ]
            if now.transactions
            else []
        )


def _grouped(visits: Sequence[VisitFigure]) -> list[tuple[str, int, Money]]:
    """Put those together who come nearly as often; give label, members and takings of each."""
    found = []
    for first, last in _GROUPS:
        within = [one for one in visits if first <= one.purchases <= last]
        label = str(first) if first == last else f"{first}–{last}"
        if last == _GROUPS[-1][1]:
            label = f"{first}+"
        takings = sum((one.takings for one in within[1:]), within[0].takings) if within else None
        if takings is not None:
            found.append((label, sum(one.members for one in within), takings))
    return found


def _average(row: OperatorFigure) -> str:
    average = row.average_basket
    return "–" if average is None else formats.money(average)


def _count(number: int) -> str:
    """Leave nothing where there is nothing, so that what there is stands out."""
    return f"{number:,}" if number else ""
