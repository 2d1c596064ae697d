"""The manager's reports: asked for a period and a lens, answered from sums that are kept.

Each question first adds to insight.db whatever till.db has more; then the sums are read. What no
sum tells (a category, the receipts behind a bar) is read in till.db itself.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final, TypeVar

from pos_app.clock import Clock
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.completeness import Completeness, TillMark
from pos_app.domain.insight.costs import CostBook
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
from pos_app.domain.ticket import Ticket
from pos_app.errors import EnvironmentFault
from pos_app.services.admission import Admission
from pos_app.store.database import Connection, Database
from pos_app.store.insight import demand
from pos_app.store.insight import receipts as behind
from pos_app.store.insight.file import DAMAGED, INSIGHT_FILE, opened, throw_away
from pos_app.store.insight.following import OtherPastError, Record, bring_up
from pos_app.store.insight.goods import Goods
from pos_app.store.insight.names import path_text
from pos_app.store.insight.narrowed import Narrowing, narrowed
from pos_app.store.insight.reading import Reading, Trade
from pos_app.store.sales_search import Summary
from pos_app.store.till_file import TILL_FILE

LOST_SALE: Final = "lost_sale"
"""The kind of figures that count sales not made, by reason."""

MOST_GOODS: Final = 10
"""In each list of a dashboard."""

Answer = TypeVar("Answer")

_MINUTE_MS: Final = 60_000
_DAY_MS: Final = 86_400_000
_FOLLOWING: Final = 0.8
"""The share of a question's progress that bringing the sums up to date takes, if it takes long."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the reports stand on: a till's file, what it is called there, its money and its keys."""

    till: Database
    till_name: str
    currency: str
    key: bytes
    clock: Clock


@dataclass(frozen=True, slots=True)
class _Question:
    admission: Admission
    period: Period
    compared: Period
    lens: Lens


@dataclass(frozen=True, slots=True)
class _Around:
    """What an answer needs beside the sums: ``skus`` are the goods looked at, None for all."""

    completeness: Completeness
    skus: tuple[str, ...] | None = None


class Insights:
    """Any thread; one question at a time, others wait."""

    most_receipts: Final = behind.MOST_RECEIPTS
    """Behind one bar; older ones are not listed."""

    def __init__(
        self, ground: Ground, costs: Callable[[Connection], CostBook] | None = None
    ) -> None:
        self._ground = ground
        self._costs = costs
        # Beside the till's own, under its name: a training till's goes with its file.
        file = ground.till.path
        own = INSIGHT_FILE if file.name == TILL_FILE else f"{file.name}.insight"
        self._path = file.with_name(own)
        self._turn = threading.Lock()

    def dashboard(
        self,
        admission: Admission,
        period: Period,
        lens: Lens,
        ticket: Ticket,
        compared: Period | None = None,
    ) -> Dashboard:
        """Add a period up, and what it is measured against: ``period.before()`` if not said.

        The first question of a till with a long past takes a minute for a million sales.

        Refuses: DISK_FULL, DATABASE_CORRUPT of till.db.
        """
        question = _Question(admission, period, compared or period.before(), lens)
        return self._answer(question, ticket, self._dashboard)

    def goods(
        self, admission: Admission, period: Period, lens: Lens, most: int, ticket: Ticket
    ) -> tuple[GoodsFigure, ...]:
        """List so many goods, those that brought most first."""

        def listed(sums: Connection, question: _Question, _: _Around) -> tuple[GoodsFigure, ...]:
            reading = self._reading(sums, question.period, lens)
            return Goods(reading, self._read_costs()).top(most)

        return self._answer(_Question(admission, period, period, lens), ticket, listed)

    def months(
        self, admission: Admission, period: Period, lens: Lens, ticket: Ticket
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

        return self._answer(_Question(admission, period, period, lens), ticket, read)

    def members(
        self, admission: Admission, period: Period, lens: Lens, ticket: Ticket
    ) -> MembersReport:
        """Give the members' part of a period, and how often they came."""

        def read(sums: Connection, question: _Question, around: _Around) -> MembersReport:
            reading = self._reading(sums, question.period, lens)
            return MembersReport(around.completeness, reading.members(), reading.frequencies())

        return self._answer(_Question(admission, period, period, lens), ticket, read)

    def receipts(
        self, admission: Admission, period: Period, lens: Lens, part: Part, ticket: Ticket
    ) -> tuple[Summary, ...]:
        """List the receipts behind a bar, the latest first, at most ``most_receipts``."""
        assert admission.privilege is Privilege.VIEW_REPORTS
        ticket.check()
        ground = self._ground
        if lens.till not in (None, ground.till_name):
            return ()
        offset, found = ground.clock.utc_offset_minutes(), list[Summary]()
        months = tuple(reversed(period.months()))
        for at, month in enumerate(months):
            ticket.say(at / len(months))
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
        by_now = self._takings_by_now(then, question, completeness.made_ms)
        out_of_stock, lost = self._not_sold(question, around.skus)
        return Dashboard(
            period=period,
            compared=question.compared,
            lens=lens,
            completeness=completeness,
            headline=_headline(now.trade(), goods),
            before=_headline(then.trade(), Goods(then, costs) if costs else None),
            takings_by_now=by_now,
            hours=now.hours(),
            hours_before=then.hours(),
            days=now.days(),
            tenders=now.tenders(),
            top_goods=goods.top(MOST_GOODS),
            slow_goods=goods.slow(MOST_GOODS),
            categories=goods.categories(),
            operators=now.operators(),
            members=now.members(),
            coupons=self._coupons(now, question),
            promotions=now.promotions(),
            control=now.acts(),
            out_of_stock=out_of_stock,
            lost_sales=lost,
        )

    def _answer(
        self,
        question: _Question,
        ticket: Ticket,
        read: Callable[[Connection, _Question, _Around], Answer],
    ) -> Answer:
        """Bring the sums up to date and have them read; once more, anew, where they are damaged."""
        assert question.admission.privilege is Privilege.VIEW_REPORTS
        with self._turn:
            try:
                return self._answered(question, ticket, read)
            except OtherPastError:
                throw_away(self._path)
            except EnvironmentFault as fault:
                is_ours = fault.facts.get("file") == self._path.name
                if fault.code not in DAMAGED or not is_ours:
                    raise
                throw_away(self._path)
            return self._answered(question, ticket, read)

    def _answered(
        self,
        question: _Question,
        ticket: Ticket,
        read: Callable[[Connection, _Question, _Around], Answer],
    ) -> Answer:
        ground = self._ground
        record = Record(
            ground.till,
            ground.till_name,
            ground.clock.utc_offset_minutes(),
            ground.clock.wall_ms(),
        )
        with opened(self._path, ground.key) as cube:
            bring_up(cube, record, lambda done: ticket.say(done * _FOLLOWING))
            with cube.read() as sums:
                around = _Around(self._completeness(sums, question, record.now_ms))
                if not question.lens.category:
                    return read(sums, question, around)
                beginning = path_text(question.lens.category)[:-1]
                around = replace(around, skus=demand.goods_below(sums, beginning))
        periods = (question.period, question.compared)
        narrow = Narrowing(question.lens.category, periods)
        path = self._path.with_name(f"{self._path.name}.category")
        with narrowed(path, ground.key, record, narrow, ticket.say) as cube, cube.read() as sums:
            return read(sums, question, around)

    def _not_sold(
        self, question: _Question, skus: tuple[str, ...] | None
    ) -> tuple[int, tuple[ControlFigure, ...]]:
        """Count goods that were not there, and sales that were lost, by reason."""
        period, lens = question.period, question.lens
        if lens.till not in (None, self._ground.till_name):
            return 0, ()
        nothing = Money(0, self._ground.currency)
        with self._ground.till.read() as till:
            lost = demand.lost_sales(till, period, lens, skus)
            figures = [ControlFigure(LOST_SALE, reason, count, nothing) for reason, count in lost]
            return demand.out_of_stock(till, period, lens, skus), tuple(figures)

    def _coupons(self, now: Reading, question: _Question) -> tuple[CouponFunnel, ...]:
        """Put together how campaigns fared; a lens of goods tells nothing of what was shown."""
        lens, nothing = question.lens, Money(0, self._ground.currency)
        redeemed, steps = now.coupons(), dict[int, tuple[int, int]]()
        if not lens.category and lens.till in (None, self._ground.till_name):
            with self._ground.till.read() as till:
                steps = demand.coupon_steps(till, question.period, lens)
        found = []
        for campaign in {*redeemed, *steps}:
            count, cost = redeemed.get(campaign, (0, nothing))
            shown, taken = steps.get(campaign, (0, 0))
            found.append(CouponFunnel(campaign, shown, taken, count, cost))
        return tuple(sorted(found, key=lambda one: (-one.cost.minor, one.campaign)))

    def _reading(self, sums: Connection, period: Period, lens: Lens) -> Reading:
        return Reading(sums, period, lens, self._ground.currency)

    def _read_costs(self) -> CostBook | None:
        if self._costs is None:
            return None
        with self._ground.till.read() as till:
            return self._costs(till)

    def _completeness(self, sums: Connection, question: _Question, made_ms: int) -> Completeness:
        reading = self._reading(sums, question.period, question.lens)
        here = self._ground.till_name
        return Completeness(
            made_ms,
            tuple(
                TillMark(till, till == here, until_ms)
                for till, until_ms in reading.marks().items()
                if question.lens.till in (None, till)
            ),
            reading.restated(),
            reading.open_days(),
        )

    def _takings_by_now(self, then: Reading, question: _Question, made_ms: int) -> Money | None:
        """Add up what the compared period had taken when it was as old as this one is now."""
        period, compared = question.period, question.compared
        offset_ms = self._ground.clock.utc_offset_minutes() * _MINUTE_MS
        today = datetime.fromtimestamp((made_ms + offset_ms) / 1000, UTC).date()
        if today.isoformat() > period.last:
            return None
        days = (date.fromisoformat(period.first) - date.fromisoformat(compared.first)).days
        then_today = BusinessDate((today - timedelta(days=days)).isoformat())
        whole = sum(one.takings.minor for one in then.days() if one.business_date < then_today)
        if compared.first <= then_today <= compared.last and question.lens.till in (
            None,
            self._ground.till_name,
        ):
            with self._ground.till.read() as till:
                until_ms = made_ms - days * _DAY_MS
                whole += behind.taken_by(till, then_today, until_ms, question.lens)
        return Money(whole, self._ground.currency)


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
