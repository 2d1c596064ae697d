"""The manager's reports: asked for a period and a lens, answered from sums that are kept.

Each question first adds to insight.db whatever till.db and the store's other tills have more; then
the sums are read. What no sum tells (a category, the receipts behind a bar) is read in till.db
itself, and so for this till alone; the answer says so.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, TypeVar

from pos_app.domain.campaign import read_campaign
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.completeness import Completeness
from pos_app.domain.insight.figures import (
    ControlFigure,
    CouponFunnel,
    Dashboard,
    GoodsFigure,
    Headline,
    MembersReport,
    MonthFigure,
)
from pos_app.domain.insight.part import Part
from pos_app.domain.insight.period import Lens, Period
from pos_app.domain.money import Money
from pos_app.domain.operators import Privilege
from pos_app.errand import Errand
from pos_app.errors import Refusal
from pos_app.services.admission import Admission
from pos_app.services.insight_sums import InsightGround, Summed, Sums
from pos_app.services.insight_tills import Asked
from pos_app.store.campaigns import find_campaign
from pos_app.store.database import Connection
from pos_app.store.insight import receipts as behind
from pos_app.store.insight.goods import Goods
from pos_app.store.insight.names import path_text
from pos_app.store.insight.narrowed import Narrowing, narrowed
from pos_app.store.insight.others import keep_told, own_closed_days
from pos_app.store.insight.reading import Reading, Trade
from pos_app.store.sales_search import Summary
from pos_app.store.stock_costs import CostBook

LOST_SALE: Final = "lost_sale"
"""The kind of figures that count sales not made, by reason."""

MOST_GOODS: Final = 10
"""In each list of a dashboard."""

Answer = TypeVar("Answer")

_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class _Question:
    admission: Admission
    period: Period
    compared: Period
    lens: Lens


@dataclass(frozen=True, slots=True)
class _Around:
    """What an answer takes from the sums of all goods, whatever goods it is about.

    ``elsewhere_by_now``: what other tills had taken by now of the day that today is measured
    against, in minor units.
    """

    completeness: Completeness
    completeness_before: Completeness
    out_of_stock: int
    lost_sales: tuple[tuple[str, int], ...]
    coupon_steps: dict[int, tuple[int, int]]
    elsewhere_by_now: int


class Insights:
    """Any thread; one question at a time, others wait."""

    most_receipts: Final = behind.MOST_RECEIPTS
    """Behind one bar; older ones are not listed."""

    def __init__(self, ground: InsightGround) -> None:
        self._ground = ground
        self.sums = Sums(ground)

    @property
    def here(self) -> str:
        """What this till is called in the figures."""
        return self._ground.till_name

    def is_elsewhere(self, lens: Lens) -> bool:
        """Tell whether another till is looked at, whose receipts are kept there."""
        return lens.till not in (None, self.here)

    def dashboard(
        self,
        admission: Admission,
        period: Period,
        lens: Lens,
        errand: Errand,
        compared: Period | None = None,
    ) -> Dashboard:
        """Add a period up, and what it is measured against: ``period.before()`` if not said.

        The first question of a till with a long past takes a minute for a million sales.

        Refuses: DISK_FULL, DATABASE_CORRUPT of till.db.
        """
        question = _Question(admission, period, compared or period.before(), lens)
        return self._answer(question, errand, self._dashboard)

    def goods(
        self, admission: Admission, period: Period, lens: Lens, most: int, errand: Errand
    ) -> tuple[GoodsFigure, ...]:
        """List so many goods, those that brought most first."""

        def listed(sums: Connection, question: _Question, _: _Around) -> tuple[GoodsFigure, ...]:
            reading = self._reading(sums, question.period, lens)
            return Goods(reading, self._read_costs()).top(most)

        return self._answer(_Question(admission, period, period, lens), errand, listed)

    def months(
        self, admission: Admission, period: Period, lens: Lens, errand: Errand
    ) -> tuple[MonthFigure, ...]:
        """Give the months of a period, each by itself."""

        def read(sums: Connection, question: _Question, _: _Around) -> tuple[MonthFigure, ...]:
            costs = self._read_costs()
            readings = [self._reading(sums, month, lens) for month in question.period.months()]
            return tuple(
                MonthFigure(
                    month,
                    _headline(one.trade(), Goods(one, costs) if costs else None),
                    one.members(),
                )
                for month, one in zip(question.period.months(), readings, strict=True)
            )

        return self._answer(_Question(admission, period, period, lens), errand, read)

    def members(
        self, admission: Admission, period: Period, lens: Lens, errand: Errand
    ) -> MembersReport:
        """Give the members' part of a period, and how often they came."""

        def read(sums: Connection, question: _Question, around: _Around) -> MembersReport:
            reading = self._reading(sums, question.period, lens)
            return MembersReport(around.completeness, reading.members(), reading.frequencies())

        return self._answer(_Question(admission, period, period, lens), errand, read)

    def receipts(
        self, admission: Admission, period: Period, lens: Lens, part: Part, errand: Errand
    ) -> tuple[Summary, ...]:
        """List this till's receipts behind a bar, the latest first, at most ``most_receipts``.

        Another till's are kept there, and none of them is listed.
        """
        assert admission.privilege is Privilege.VIEW_REPORTS
        errand.check()
        ground = self._ground
        if self.is_elsewhere(lens):
            return ()
        offset, found = ground.clock.utc_offset_minutes(), list[Summary]()
        months = tuple(reversed(period.months()))
        for at, month in enumerate(months):
            errand.say(at / len(months))
            with ground.till.read() as till:
                found += behind.list_receipts(till, month, lens, part, offset)
            if len(found) >= behind.MOST_RECEIPTS:
                break
        return tuple(found[: behind.MOST_RECEIPTS])

    # ---- within

    def _dashboard(self, sums: Connection, question: _Question, around: _Around) -> Dashboard:
        period, lens, completeness = question.period, question.lens, around.completeness
        now = self._reading(sums, period, lens)
        then = self._reading(sums, question.compared, lens)
        costs = self._read_costs()
        goods = Goods(now, costs)
        return Dashboard(
            period=period,
            compared=question.compared,
            lens=lens,
            completeness=completeness,
            completeness_before=around.completeness_before,
            headline=_headline(now.trade(), goods),
            before=_headline(then.trade(), Goods(then, costs) if costs else None),
            takings_by_now=self._takings_by_now(then, question, around),
            hours=now.hours(),
            hours_before=then.hours(),
            days=now.days(),
            tenders=now.tenders(),
            top_goods=goods.top(MOST_GOODS),
            slow_goods=goods.slow(MOST_GOODS),
            categories=goods.categories(),
            operators=now.operators(),
            members=now.members(),
            coupons=self._coupons(now, around),
            promotions=now.promotions(),
            control=now.acts(),
            out_of_stock=around.out_of_stock,
            lost_sales=tuple(
                ControlFigure(LOST_SALE, reason, count, Money(0, self._ground.currency))
                for reason, count in around.lost_sales
            ),
        )

    def _answer(
        self,
        question: _Question,
        errand: Errand,
        read: Callable[[Connection, _Question, _Around], Answer],
    ) -> Answer:
        """Have the sums read; goods of a category are added up by themselves first."""
        assert question.admission.privilege is Privilege.VIEW_REPORTS
        return self.sums.ask(errand, lambda summed: self._read(summed, question, errand, read))

    def _read(
        self,
        summed: Summed,
        question: _Question,
        errand: Errand,
        read: Callable[[Connection, _Question, _Around], Answer],
    ) -> Answer:
        record, category = summed.record, question.lens.category
        with summed.cube.read() as sums:
            around = self._around(sums, summed, question)
            if not category:
                return read(sums, question, around)
        narrow = Narrowing(category, (question.period, question.compared))
        path = self.sums.path.with_name(f"{self.sums.path.name}.category")
        key = self._ground.key
        with narrowed(path, key, record, narrow, errand.say) as cube, cube.read() as sums:
            return read(sums, question, around)

    def _around(self, sums: Connection, summed: Summed, question: _Question) -> _Around:
        lens = self._till_of(question.lens)
        now, then = (
            self._reading(sums, period, lens) for period in (question.period, question.compared)
        )
        skus = None
        if lens.category:
            skus = now.goods_below(path_text(lens.category)[:-1])
        asked = self._asked(question, summed)
        before = replace(asked, period=question.compared)
        elsewhere, day = 0, _day_then(asked.today, question)
        if day is not None and question.compared.has(day) and not lens.category:
            elsewhere = then.taken_elsewhere_by(day, self.here, asked.minutes_today)
        return _Around(
            self._completeness(sums, summed, asked),
            self._completeness(sums, summed, before),
            now.out_of_stock(skus),
            now.lost_sales(skus),
            {} if lens.category else now.coupon_steps(),
            elsewhere,
        )

    def _till_of(self, lens: Lens) -> Lens:
        """Say which till is meant: shifts have numbers of their own at each."""
        is_of_one = lens.shift is not None or lens.category
        return replace(lens, till=self.here) if is_of_one and lens.till is None else lens

    def _asked(self, question: _Question, summed: Summed) -> Asked:
        lens, record = question.lens, summed.record
        if lens.shift is not None:
            lens = self._till_of(lens)
        return Asked(self.here, question.period, lens, record.now_ms, record.utc_offset_minutes)

    def _completeness(self, sums: Connection, summed: Summed, asked: Asked) -> Completeness:
        """Say how far an answer can be relied on, and keep what it says of days gone by."""
        reading = self._reading(sums, asked.period, asked.lens)
        news = summed.tills.news(asked, own_closed_days(sums, self.here))
        others = self._ground.others
        if news and others is not None:
            keep_told(others.reference, summed.feed, news)
        return summed.tills.with_news(news).completeness(reading, asked)

    def _coupons(self, now: Reading, around: _Around) -> tuple[CouponFunnel, ...]:
        """Put together how campaigns fared; a lens of goods tells nothing of what was shown."""
        nothing = Money(0, self._ground.currency)
        redeemed, steps = now.coupons(), around.coupon_steps
        found = []
        with self._ground.reference.read() as reference:
            for campaign in {*redeemed, *steps}:
                count, cost = redeemed.get(campaign, (0, nothing))
                shown, taken = steps.get(campaign, (0, 0))
                names = _names(reference, campaign)
                found.append(CouponFunnel(campaign, shown, taken, count, cost, *names))
        return tuple(sorted(found, key=lambda one: (-one.cost.minor, one.campaign)))

    def _reading(self, sums: Connection, period: Period, lens: Lens) -> Reading:
        return Reading(sums, period, self._till_of(lens), self._ground.currency)

    def _read_costs(self) -> CostBook:
        with self._ground.till.read() as till:
            return CostBook(till)

    def _takings_by_now(self, then: Reading, question: _Question, around: _Around) -> Money | None:
        """Add up what the compared period had taken when it was as old as this one is now.

        Of this till to the second. Of others by their hours: those before the hour that runs, and
        of that one as much as of it is gone; an hour after midnight counts as one of the morning.
        """
        ground, made_ms = self._ground, around.completeness.made_ms
        asked = Asked(
            self.here, question.period, question.lens, made_ms, ground.clock.utc_offset_minutes()
        )
        then_today = _day_then(asked.today, question)
        if then_today is None:
            return None
        whole = sum(one.takings.minor for one in then.days() if one.business_date < then_today)
        if question.compared.has(then_today) and not self.is_elsewhere(question.lens):
            with ground.till.read() as till:
                until_ms = made_ms - _days_apart(question) * _DAY_MS
                whole += behind.taken_by(till, then_today, until_ms, question.lens)
        return Money(whole + around.elsewhere_by_now, ground.currency)


def _names(reference: Connection, campaign: int) -> tuple[str, str]:
    """Give the names of a campaign, or its number where none is known."""
    definition = find_campaign(reference, campaign)
    with contextlib.suppress(Refusal):
        if definition is not None:
            known = read_campaign(definition)
            return known.name_zh, known.name_en
    return f"#{campaign}", f"#{campaign}"


def _days_apart(question: _Question) -> int:
    first, compared = question.period.first, question.compared.first
    return (date.fromisoformat(first) - date.fromisoformat(compared)).days


def _day_then(today: BusinessDate, question: _Question) -> BusinessDate | None:
    """Give the day that today is measured against; None where the period is over.

    It may lie before the compared period or after it, as today does with the period.
    """
    if today > question.period.last:
        return None
    then = date.fromisoformat(today) - timedelta(days=_days_apart(question))
    return BusinessDate(then.isoformat())


def _headline(trade: Trade, goods: Goods | None) -> Headline:
    """Put a headline together; without ``goods`` no cost is known."""
    cost, costed_net = goods.cost() if goods else (None, Money(0, trade.net.currency))
    return Headline(
        takings=trade.takings,
        net=trade.net,
        transactions=trade.sales + trade.returns,
        sales=trade.sales,
        items=trade.pieces_thousandths // 1000,
        discounts=trade.off,
        returns=-trade.returns_takings,
        return_count=trade.returns,
        cost=cost,
        costed_net=costed_net,
    )
