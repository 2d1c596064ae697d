"""Random trade at two tills: the figures of both are the sum of each one's own, however they came.

Told once or after every sale, in whatever order, read at once or by a file begun anew.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.figures import Dashboard
from pos_app.domain.insight.period import Lens, Period
from pos_app.domain.operators import Privilege
from pos_app.domain.quantity import Quantity
from pos_app.errors import Refusal
from pos_app.services.admission import Admission
from pos_app.services.insight_sums import InsightGround
from pos_app.services.insights import Insights
from pos_app.store.database import Database, Synchronous
from pos_app.vault.keys import KeyStore
from tests.builders import APPLE, BOOK, BREAD, FLOAT, MANAGER, WATER, Rig, off, yuan
from tests.services.club import OUYANG, ZHANG, scan
from tests.services.relay import Anybody, Relay, deliver_handles, open_till

MONTH = Period(BusinessDate("2026-11-01"), BusinessDate("2026-11-30"))
_SOMEBODY: Any = None
_HOUR_MS = 3_600_000

acts = st.one_of(
    st.tuples(st.just("sell"), st.lists(st.sampled_from([WATER, BREAD, BOOK]), min_size=1)),
    st.tuples(st.just("weigh"), st.integers(1, 3_000)),
    st.tuples(st.just("member"), st.sampled_from([ZHANG, OUYANG])),
    st.tuples(st.just("discount"), st.integers(1, 50)),
    st.tuples(st.just("override"), st.integers(1, 300)),
    st.tuples(st.just("back"), st.integers(1, 5)),
    st.tuples(st.just("cancel"), st.none()),
    st.tuples(st.just("drop"), st.none()),
    st.tuples(st.just("lose"), st.sampled_from(["PRICE", "OUT_OF_STOCK"])),
    st.tuples(st.just("pay_in"), st.integers(1, 900)),
    st.tuples(st.just("wait"), st.integers(1, 5)),
    st.tuples(st.just("tell"), st.none()),
    st.tuples(st.just("hear"), st.none()),
)
trade = st.lists(st.tuples(st.integers(0, 1), acts), max_size=25)


class Store:
    """Two tills and what is done at them."""

    def __init__(self, tills: dict[str, Path], folder: Path) -> None:
        self.rigs = [open_till(tills[f"T{n}"], folder / f"T{n}", n) for n in (1, 2)]
        self.relay = Relay(*self.rigs)
        for rig in self.rigs:
            rig.open_for(MANAGER)
            deliver_handles(rig)

    def do(self, which: int, name: str, what: Any) -> None:
        rig = self.rigs[which]
        try:
            getattr(self, f"_{name}")(rig, what)
        except Refusal:
            if rig.counter.checkout.basket() is not None:
                rig.counter.checkout.void_transaction("CHANGED")

    def _sell(self, rig: Rig, skus: list[str]) -> None:
        rig.sell(*skus)

    def _weigh(self, rig: Rig, thousandths: int) -> None:
        rig.ring(APPLE, thousandths=thousandths)
        rig.pay_cash()

    def _member(self, rig: Rig, number: str) -> None:
        scan(rig, number)
        rig.sell(WATER, BOOK)

    def _discount(self, rig: Rig, percent: int) -> None:
        rig.ring(BREAD, BOOK)
        rig.counter.checkout.discount_line(1, off(percent=percent))
        rig.pay_card()

    def _override(self, rig: Rig, minor: int) -> None:
        rig.ring(WATER)
        rig.counter.checkout.override_price(1, yuan(minor), "TAG")
        rig.pay_cash()

    def _back(self, rig: Rig, ago: int) -> None:
        for sold in rig.counter.history.recent(ago)[-1:]:
            rig.counter.returns.return_line(sold.receipt, 1, Quantity(1000), "FAULTY")
            rig.pay_cash()

    def _cancel(self, rig: Rig, _: None) -> None:
        rig.counter.returns.post_void("MISTAKE")

    def _drop(self, rig: Rig, _: None) -> None:
        rig.ring(WATER)
        rig.counter.checkout.void_transaction("CHANGED")

    def _lose(self, rig: Rig, reason: str) -> None:
        rig.counter.lost_sales.record(reason)

    def _pay_in(self, rig: Rig, minor: int) -> None:
        rig.counter.shifts.paid_in(yuan(minor), "DEPOSIT")

    def _wait(self, rig: Rig, hours: int) -> None:
        rig.clock.pass_ms(hours * _HOUR_MS)

    def _tell(self, rig: Rig, _: None) -> None:
        self.relay.take(rig)

    def _hear(self, rig: Rig, _: None) -> None:
        self.relay.give(rig)
        self.ask(rig)

    def ask(self, rig: Rig, lens: Lens | None = None) -> Dashboard:
        admission = Admission(Privilege.VIEW_REPORTS, _SOMEBODY)
        insights = rig.counter.office.insights
        return insights.dashboard(admission, MONTH, lens or Lens(), Anybody())

    def ask_alone(self, rig: Rig, folder: Path) -> Dashboard:
        """Ask a till that knows of no other, from sums of its own."""
        folder.mkdir()
        copy = folder / "alone.db"
        rig.database.copy_to(copy)
        keys = KeyStore(rig.folder).load()
        till = Database(copy, keys.till_key, Synchronous.FULL)
        name = rig.counter.profile.workstation
        reference = rig.till.linked().reference
        ground = InsightGround(till, name, "CNY", keys.catalog_key, rig.clock, reference)
        admission = Admission(Privilege.VIEW_REPORTS, _SOMEBODY)
        found = Insights(ground).dashboard(admission, MONTH, Lens(), Anybody())
        till.close()
        return found

    def close(self) -> None:
        for rig in self.rigs:
            rig.close()


def additive(found: Dashboard) -> Counter[tuple[str, ...]]:
    """Give every figure of which the store's is the sum of the tills'."""
    head, members = found.headline, found.members
    sums: Counter[tuple[str, ...]] = Counter()
    for name in ("takings", "net", "discounts", "returns"):
        sums["headline", name] = getattr(head, name).minor
    for name in ("transactions", "sales", "items", "return_count"):
        sums["headline", name] = getattr(head, name)
    sums["visits",], sums["member takings",] = members.visits, members.takings.minor
    sums["absent",] = found.out_of_stock
    for row in _rows(found):
        sums[row[:-1]] += row[-1]
    return Counter({key: value for key, value in sums.items() if value})


def _rows(found: Dashboard) -> Iterator[Any]:
    for hour in found.hours:
        yield "hour", str(hour.hour), hour.takings.minor
        yield "hourly", str(hour.hour), hour.transactions
    for day in found.days:
        yield "day", day.business_date, day.takings.minor
    for tender in found.tenders:
        yield "tender", tender.tender_type, tender.net.minor
        yield "tendered", tender.tender_type, tender.count
    for item in found.top_goods:
        yield "goods", item.sku, item.net.minor
        yield "pieces", item.sku, item.quantity_thousandths
    for section in found.categories:
        yield "section", *section.category, section.net.minor
        yield "baskets", *section.category, section.transactions
    yield from _deeds(found)


def _deeds(found: Dashboard) -> Iterator[Any]:
    for one in found.operators:
        yield "operator", one.operator, one.takings.minor
        yield "did", one.operator, one.voids + one.overrides + one.no_sales + one.returns
    for act in (*found.control, *found.lost_sales):
        yield "act", act.kind, act.reason_code, act.count
        yield "worth", act.kind, act.reason_code, act.amount.minor
    for rule in found.promotions:
        yield "rule", rule.rule, rule.off.minor


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(done=trade, is_closed=st.booleans())
def test_the_figures_of_both_are_the_sum_of_each_ones(
    tills: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
    done: list[tuple[int, Any]],
    is_closed: bool,
) -> None:
    folder = tmp_path_factory.mktemp("store")
    store = Store(tills, folder)
    for which, act in done:
        store.do(which, *act)
    if is_closed:
        store.rigs[1].counter.shifts.count_till(FLOAT)
        store.rigs[1].counter.shifts.close_shift(FLOAT)
        store.rigs[1].counter.shifts.close_day()
    store.relay.exchange()
    one, two = store.rigs
    alone = [store.ask_alone(rig, folder / f"alone{n}") for n, rig in enumerate(store.rigs)]
    both = store.ask(one)
    assert additive(both) == added(*map(additive, alone))
    assert additive(store.ask(two)) == additive(both)
    for till, rig in (("T1", 0), ("T2", 1)):
        assert additive(store.ask(one, Lens(till=till))) == additive(alone[rig])
    people = max(one.members.members for one in alone)
    assert people <= both.members.members <= sum(one.members.members for one in alone)
    assert both.members == store.ask(two).members
    (one.folder / "insight.db").unlink()
    anew = store.ask(one)
    assert anew.completeness.tills == both.completeness.tills
    assert additive(anew) == additive(both)
    assert anew.members == both.members
    store.close()


def added(*parts: Counter[tuple[str, ...]]) -> Counter[tuple[str, ...]]:
    """Add up, what is negative too."""
    sums: Counter[tuple[str, ...]] = Counter()
    for part in parts:
        sums.update(part)
    return Counter({key: value for key, value in sums.items() if value})
