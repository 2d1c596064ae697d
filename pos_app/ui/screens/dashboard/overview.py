"""The first page: how the store stands, hour by hour, how it was paid, what sells."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos_app.domain.insight.figures import Dashboard, DayFigure, HourFigure, MonthFigure
from pos_app.domain.insight.part import Part
from pos_app.domain.insight.period import Period
from pos_app.ui import figure_words, formats, theme
from pos_app.ui.counted_words import CountedWords
from pos_app.ui.figure_words import Change
from pos_app.ui.screens.dashboard.contract import Bar, Closer
from pos_app.ui.screens.dashboard.goods_marks import goods_mark
from pos_app.ui.screens.dashboard.page import Page, card
from pos_app.ui.screens.dashboard.tile import Tile
from pos_app.ui.widgets.chart import Mark
from pos_app.ui.widgets.chart_bars import BarChart
from pos_app.ui.widgets.chart_ink import BEFORE, NOW
from pos_app.ui.widgets.chart_line import LineChart
from pos_app.ui.widgets.chart_ranking import RankingChart
from pos_app.ui.widgets.chart_share import ShareChart

_TOP = 5
_OPENING_HOURS = (8, 20)
"""Shown at least, so that the first sale of the day does not fill the whole chart."""


class OverviewPage(Page):
    """Seven figures above; below them the hours, or for longer periods the days too."""

    def __init__(self, currency: str) -> None:
        super().__init__(currency)
        self.takings = Tile(34)
        self.transactions, self.basket, self.items = Tile(), Tile(), Tile()
        self.margin, self.members, self.returns = Tile(), Tile(), Tile()
        self.days = LineChart(self.whole)
        self.months, self.hours = BarChart(self.whole), BarChart(self.whole)
        self.tenders = ShareChart()
        self.goods = RankingChart()
        self._days_card, self._months_card = card(self.days), card(self.months)
        self._months: tuple[MonthFigure, ...] = ()
        self._was, self._by_now = "", ""
        self._lay_out()
        self.can_be_marked(self.months, self.days, self.hours, self.tenders, self.goods)
        self.name()

    def _lay_out(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(theme.px(8))
        tiles.addWidget(self.takings, 9)
        for tile in (self.transactions, self.basket, self.items):
            tiles.addWidget(tile, 5)
        for tile in (self.margin, self.members, self.returns):
            tiles.addWidget(tile, 6)
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        left.addWidget(self._months_card, 1)
        left.addWidget(self._days_card, 1)
        left.addWidget(card(self.hours), 1)
        right = QVBoxLayout()
        right.setSpacing(theme.px(8))
        right.addWidget(card(self.tenders), 1)
        right.addWidget(card(self.goods), 1)
        below = QHBoxLayout()
        below.setSpacing(theme.px(8))
        below.addLayout(left, 5)
        below.addLayout(right, 3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        outer.addLayout(tiles)
        outer.addLayout(below, 1)

    def name(self) -> None:
        """Set the fixed words."""
        self.takings.show_name(self.tr("Takings"))
        self.transactions.show_name(self.tr("Transactions"))
        self.basket.show_name(self.tr("Average basket"))
        self.items.show_name(self.tr("Items per basket"))
        self.margin.show_name(self.tr("Margin"))
        self.members.show_name(self.tr("Members' share"))
        self.returns.show_name(self.tr("Returns"))
        self._was = self.tr("was {amount}")
        self._by_now = self.tr("by now {amount}, all day {all}")
        nothing = self.tr("Nothing was sold.")
        self.tenders.show_words(self.tr("How it was paid"), nothing)
        self.goods.show_words(self.tr("What sells, net of discounts"), nothing)
        self.days.show_words(self.in_money(self.tr("Day by day")), nothing)
        self.months.show_words(self.in_money(self.tr("Month by month")), nothing)

    def fill(self, dashboard: Dashboard) -> None:
        """Put the figures in."""
        self._fill_takings(dashboard)
        self._fill_tiles(dashboard)
        self._fill_people(dashboard)
        legend = (
            (NOW, figure_words.short_period(dashboard.period)),
            (BEFORE, figure_words.short_period(dashboard.compared)),
        )
        title = self.in_money(self.tr("Hour by hour"))
        self.hours.show_words(title, self.tr("Nothing was sold."), legend)
        self.hours.show_marks(self._hour_marks(dashboard))
        self._fill_days(dashboard)
        paid = self.tr("How it was paid")
        if dashboard.rounding.minor:
            rounding = self.tr("rounding {amount}")
            paid += " · " + rounding.replace("{amount}", formats.money(dashboard.rounding))
        self.tenders.show_words(paid, self.tr("Nothing was sold."))
        self.tenders.show_marks(
            [
                Mark(
                    figure_words.tender(share.tender_type),
                    share.net.minor,
                    formats.money(share.net),
                    note=CountedWords().times(share.count),
                    key=Bar(Part(tender_type=share.tender_type)),
                )
                for share in dashboard.tenders
            ]
        )
        self.goods.show_marks([goods_mark(one) for one in dashboard.top_goods[:_TOP]])

    def show_months(self, months: Sequence[MonthFigure]) -> None:
        """Show the months in place of the days; none leaves the days."""
        self._months = tuple(months)
        if self.dashboard is not None:
            self._fill_days(self.dashboard)

    # ------------------------------------------------------------------ tiles

    def _fill_takings(self, dashboard: Dashboard) -> None:
        """Measure an open day against the other one up to the same time, and say both of it."""
        now, then = dashboard.headline.takings, dashboard.before.takings
        by_now = dashboard.takings_by_now
        measure, words = (then, self._was) if by_now is None else (by_now, self._by_now)
        said = words.replace("{amount}", formats.money(measure))
        said = said.replace("{all}", formats.money(then))
        change = figure_words.change(now.minor, measure.minor)
        self.takings.show_value(formats.money(now), change, said)

    def _fill_tiles(self, dashboard: Dashboard) -> None:
        now, before = dashboard.headline, dashboard.before
        is_open = dashboard.takings_by_now is not None
        change = None if is_open else figure_words.change(now.transactions, before.transactions)
        words = self.tr("was {amount} in all") if is_open else self._was
        other = words.replace("{amount}", f"{before.transactions:,}")
        self.transactions.show_value(f"{now.transactions:,}", change, other)
        basket, basket_before = now.average_basket, before.average_basket
        self.basket.show_value(
            formats.money(basket) if basket else "–",
            _change(
                basket.minor if basket else None, basket_before.minor if basket_before else None
            ),
            self._was.replace("{amount}", formats.money(basket_before)) if basket_before else "",
        )
        items, items_before = now.items_per_basket_hundredths, before.items_per_basket_hundredths
        self.items.show_value(
            _hundredths(items),
            _change(items, items_before),
            self._was.replace("{amount}", _hundredths(items_before)) if items_before else "",
        )
        self._fill_margin(dashboard)

    def _fill_margin(self, dashboard: Dashboard) -> None:
        """Say of how much of the goods the cost is known: a margin of half of them is no margin."""
        now = dashboard.headline
        margin = now.margin
        if margin is None:
            self.margin.show_value("–", None, self.tr("no cost is known"))
            return
        share = figure_words.margin_share(margin, now.costed_net)
        known = figure_words.percent(now.costed_net.minor, now.net.minor)
        words = self.tr("cost known of {share}").replace("{share}", known)
        self.margin.show_value(formats.money(margin), Change(share, None), words)

    def _fill_people(self, dashboard: Dashboard) -> None:
        members, now = dashboard.members, dashboard.headline
        self.members.show_value(
            figure_words.percent(members.takings.minor, now.takings.minor),
            Change(formats.money(members.takings), None),
            self.tr("repeat rate {rate}").replace("{rate}", _rate(members.repeat_rate_ppm)),
        )
        share = figure_words.percent(now.returns.minor, now.takings.minor + now.returns.minor)
        self.returns.show_value(
            formats.money(now.returns),
            Change(CountedWords().transactions(now.return_count), None),
            self.tr("{share} of sales").replace("{share}", share),
        )

    # ------------------------------------------------------------------ charts

    def _fill_days(self, dashboard: Dashboard) -> None:
        """Show the months of these very days if there are any, otherwise the days."""
        months, period = self._months, dashboard.period
        whole = Period(months[0].period.first, months[-1].period.last) if months else None
        shown = months if whole == period else ()
        days = dashboard.days if period.days > 1 and not shown else ()
        self._months_card.setVisible(bool(shown))
        self._days_card.setVisible(bool(days))
        self.months.show_marks([self._month_mark(month) for month in shown])
        self.days.show_marks([self._day_mark(day) for day in days])

    def _hour_marks(self, dashboard: Dashboard) -> list[Mark]:
        now = {figure.hour: figure for figure in dashboard.hours}
        before = {figure.hour: figure for figure in dashboard.hours_before}
        if not now and not before:
            return []
        every = [*now, *before, _OPENING_HOURS[0], _OPENING_HOURS[1]]
        return [
            self._hour_mark(hour, now.get(hour), before.get(hour))
            for hour in range(min(every), max(every) + 1)
        ]

    def _hour_mark(self, hour: int, now: HourFigure | None, before: HourFigure | None) -> Mark:
        taken = now.takings.minor if now else 0
        then = before.takings.minor if before else 0
        detail = [figure_words.hours(hour)]
        if now is not None:
            detail += [formats.money(now.takings), CountedWords().transactions(now.transactions)]
        if before is not None:
            words = self.tr("before: {amount}")
            detail.append(words.replace("{amount}", formats.money(before.takings)))
        return Mark(
            f"{hour:02d}",
            taken,
            self.whole(taken),
            detail="  ".join(detail),
            before=then,
            key=Bar(Part(hour=hour)),
        )

    def _month_mark(self, month: MonthFigure) -> Mark:
        now = month.headline
        words = [
            month.period.first[:7],
            formats.money(now.takings),
            CountedWords().transactions(now.transactions),
        ]
        if now.average_basket is not None:
            basket = self.tr("average {amount}")
            words.append(basket.replace("{amount}", formats.money(now.average_basket)))
        rate = self.tr("repeat rate {rate}")
        words.append(rate.replace("{rate}", _rate(month.members.repeat_rate_ppm)))
        return Mark(
            month.period.first[2:7],
            now.takings.minor,
            self.whole(now.takings.minor),
            detail="  ".join(words),
            key=Closer(month.period),
        )

    def _day_mark(self, day: DayFigure) -> Mark:
        words = (
            figure_words.day(day.business_date),
            formats.money(day.takings),
            CountedWords().transactions(day.transactions),
        )
        return Mark(
            day.business_date[5:],
            day.takings.minor,
            self.whole(day.takings.minor),
            detail="  ".join(words),
            key=Bar(Part(business_date=day.business_date)),
        )


def _change(now: int | None, before: int | None) -> Change | None:
    return None if now is None or not before else figure_words.change(now, before)


def _hundredths(value: int | None) -> str:
    return "–" if value is None else f"{value // 100}.{value % 100:02d}"


def _rate(ppm: int | None) -> str:
    return "–" if ppm is None else figure_words.percent(ppm, 1_000_000)
