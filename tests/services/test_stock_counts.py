"""Counting while the shop sells on: nothing that moves meanwhile spoils it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.domain.quantity import Quantity
from pos_app.domain.scan_data import ScanData
from pos_app.domain.stock import Mark
from pos_app.services.stock_counts import Counts
from pos_app.store import stock_balance, stock_facts
from pos_app.store.database import Connection
from tests.builders import (
    BREAD,
    MANAGER,
    SENIOR,
    TECHNICIAN,
    WATER,
    WATER_GTIN,
    Rig,
    make_rig,
)
from tests.services.test_stock import difference, on_hand, receive

SKUS = (WATER, BREAD)


def test_a_count_sets_the_figure_and_says_what_it_was_before(managed: Rig) -> None:
    receive(managed, WATER, 10_000)
    counts = managed.counter.office.counts
    count = counts.open("a1").task.id
    for _ in range(9):
        counts.scan(count, ScanData(WATER_GTIN))
    (line,) = counts.finish(count)
    assert (line.counted.before, line.counted.counted, line.counted.difference) == (
        10_000,
        9_000,
        -1_000,
    )
    assert on_hand(managed, WATER) == 9_000
    move = managed.counter.office.stock.moves(WATER)[0]
    assert (move.kind, move.partner) == ("stock_count", "A1")
    assert (move.before, move.after) == (10_000, 9_000)
    assert difference(managed) is None


def test_a_shelf_never_holds_less_than_nothing(managed: Rig) -> None:
    counts = managed.counter.office.counts
    count = counts.open("a1").task.id
    with managed.refuses("QUANTITY_NOT_POSITIVE"):
        counts.enter(count, WATER, Quantity(-1_000))


def test_whoever_may_not_count_spoils_no_count(managed: Rig) -> None:
    counts = managed.counter.office.counts
    count = counts.open("a1").task.id
    counts.scan(count, ScanData(WATER_GTIN))
    managed.sign_on(TECHNICIAN)
    for act in (
        lambda: counts.scan(count, ScanData(WATER_GTIN)),
        lambda: counts.enter(count, WATER, Quantity.of(9)),
        lambda: counts.leave_out(count, WATER),
        lambda: counts.give_up(count),
    ):
        with managed.refuses("NOT_PERMITTED"):
            act()


def test_what_is_sold_after_the_entry_is_taken_off_the_count(managed: Rig) -> None:
    receive(managed, WATER, 10_000)
    managed.sell(WATER)
    counts = managed.counter.office.counts
    count = counts.open("A1").task.id
    counts.enter(count, WATER, Quantity.of(9))
    managed.sell(WATER, WATER)
    receive(managed, WATER, 4_000)
    counts.finish(count)
    assert on_hand(managed, WATER) == 11_000


def test_an_item_that_moves_between_mark_and_entry_is_counted_again(managed: Rig) -> None:
    receive(managed, WATER, 10_000)
    receive(managed, BREAD, 5_000)
    counts = managed.counter.office.counts
    count = counts.open("A1").task.id
    managed.sell(WATER)  # while the person stands at the shelf
    state = counts.enter(count, WATER, Quantity.of(10))
    assert [(line.sku, line.has_moved) for line in state.again] == [(WATER, True)]
    managed.sell(WATER)  # before the next item's mark is of no matter to the next item
    assert counts.enter(count, BREAD, Quantity.of(5)).again == state.again
    with managed.refuses("COUNT_AGAIN_LEFT"):
        counts.finish(count)
    assert counts.enter(count, WATER, Quantity.of(8)).again == ()
    counts.finish(count)
    assert (on_hand(managed, WATER), on_hand(managed, BREAD)) == (8_000, 5_000)


def test_a_large_difference_is_counted_until_two_counts_agree(managed: Rig) -> None:
    receive(managed, WATER, 100_000)
    counts = managed.counter.office.counts
    count = counts.open("A1").task.id
    assert counts.enter(count, WATER, Quantity.of(98)).again == ()  # two are below the threshold
    for figure, is_wanted in ((60, True), (61, True), (61, False)):
        again = counts.enter(count, WATER, Quantity.of(figure)).again
        assert bool(again) is is_wanted
    review = counts.review(count)
    assert [line.counted.difference for line in review] == [-39_000]


def test_whoever_counts_is_not_told_what_should_be_there(shop: Rig) -> None:
    counts = shop.counter.office.counts
    count = counts.open("A1").task.id
    state = counts.enter(count, WATER, Quantity.of(1))
    assert not any(
        hasattr(line, name) for line in state.lines for name in ("expected", "before", "difference")
    )
    with shop.refuses("NOT_PERMITTED"):
        counts.review(count)
    with shop.refuses("NOT_PERMITTED"):
        counts.finish(count)
    shop.sign_on(SENIOR)
    shop.approved(lambda approval: counts.finish(count, approval))
    assert on_hand(shop, WATER) == 1_000


def test_a_count_of_the_whole_store_asks_for_what_nobody_met(managed: Rig) -> None:
    receive(managed, WATER, 10_000)
    receive(managed, BREAD, 2_000)
    managed.counter.office.stock.catch_up()
    counts = managed.counter.office.counts
    count = counts.open("ALL").task.id
    state = counts.enter(count, WATER, Quantity.of(10))
    assert [(line.sku, line.found) for line in state.again] == [(BREAD, None)]
    assert counts.enter(count, BREAD, Quantity.of(0)).again == ()
    counts.finish(count)
    assert on_hand(managed, BREAD) == 0


def test_a_section_is_counted_once_at_a_time_and_can_be_given_up(managed: Rig) -> None:
    counts = managed.counter.office.counts
    count = counts.open("A1").task.id
    with managed.refuses("COUNT_SECTION_OPEN"):
        counts.open("a1")
    with managed.refuses("COUNT_SECTION_WRONG"):
        counts.open("the shelf of Ms Wang")
    with managed.refuses("COUNT_EMPTY"):
        counts.finish(count)
    counts.enter(count, WATER, Quantity.of(3))
    assert counts.leave_out(count, WATER).lines == ()
    counts.give_up(count)
    assert counts.waiting() == ()
    assert managed.kinds()[-1] == "count_drop"


def test_a_count_outlives_a_restart(managed: Rig) -> None:
    count = managed.counter.office.counts.open("A1").task.id
    managed.counter.office.counts.enter(count, WATER, Quantity.of(3))
    managed.lose_power()
    managed.sign_on(MANAGER)
    assert [line.found for line in managed.counter.office.counts.show(count).lines] == [3_000]


def test_of_two_counts_the_later_mark_wins_whichever_is_finished_first(managed: Rig) -> None:
    receive(managed, WATER, 10_000)
    counts = managed.counter.office.counts
    first = counts.open("A1").task.id
    counts.enter(first, WATER, Quantity.of(9))
    second = counts.open("B1").task.id
    counts.enter(second, WATER, Quantity.of(8))
    counts.finish(second)
    managed.sell(WATER)
    counts.finish(first)
    assert on_hand(managed, WATER) == 7_000
    with managed.database.write() as connection:
        stock_balance.forget(connection)
    assert on_hand(managed, WATER) == 7_000


# ---- whatever the order: the figure is what lies on the shelf


class Shelf:
    """A shop, and beside it the truth: what lies on its shelves and in people's hands."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.truth = {sku: on_hand(rig, sku) for sku in SKUS}
        self.counting: dict[bytes, dict[str, int]] = {}

    @property
    def counts(self) -> Counts:
        return self.rig.counter.office.counts

    def sell(self, sku: str, pieces: int) -> None:
        self.rig.ring(sku, thousandths=1000 * pieces)
        self.rig.pay_cash()
        self.truth[sku] -= 1000 * pieces

    def take_back(self, sku: str, pieces: int) -> None:
        sold = self.rig.sell(sku)
        self.rig.counter.returns.return_line(sold.receipt, 1, Quantity.of(1), "FAULTY")
        self.rig.pay_cash()
        if pieces % 2:
            self.rig.sell(sku)
            self.rig.counter.returns.post_void("MISTAKE")

    def receive(self, sku: str, pieces: int) -> None:
        receive(self.rig, sku, 1000 * pieces)
        self.truth[sku] += 1000 * pieces

    def steal(self, sku: str, pieces: int) -> None:
        """What no book hears of: a count has to find it."""
        self.truth[sku] = max(self.truth[sku] - 1000 * pieces, 0)

    def open(self, sku: str, pieces: int) -> None:
        if len(self.counting) < 2:
            section = f"{sku}{pieces}-{len(self.counting)}"
            self.counting[self.counts.open(section).task.id] = {}

    def count(self, sku: str, pieces: int) -> None:
        """Enter what lies there at this moment; no shelf holds less than nothing."""
        if self.truth[sku] < 0:
            self.receive(sku, -self.truth[sku] // 1000)
        for count in self.counting:
            self.counts.enter(count, sku, Quantity(self.truth[sku]))
            self.counts.enter(count, sku, Quantity(self.truth[sku]))  # two counts that agree
            self.counting[count][sku] = self.truth[sku]

    def fold(self, sku: str, pieces: int) -> None:
        with self.rig.database.write() as connection:
            stock_balance.fold(connection, pieces)

    def finish(self, sku: str, pieces: int) -> None:
        if not self.counting:
            return
        count = list(self.counting)[pieces % len(self.counting)]
        if self.counting.pop(count):
            self.counts.finish(count)
        else:
            self.counts.give_up(count)

    def forget(self, sku: str, pieces: int) -> None:
        with self.rig.database.write() as connection:
            stock_balance.forget(connection)

    def end(self) -> None:
        """Count everything once more, sell on, and finish."""
        self.open(WATER, 0)
        for sku in SKUS:
            self.count(sku, 0)
            self.sell(sku, 2)
            self.receive(sku, 3)
        while self.counting:
            self.finish(WATER, 0)


STEPS: tuple[Callable[[Shelf, str, int], None], ...] = (
    Shelf.sell,
    Shelf.take_back,
    Shelf.receive,
    Shelf.steal,
    Shelf.open,
    Shelf.count,
    Shelf.fold,
    Shelf.finish,
    Shelf.forget,
)
PLAN = st.lists(
    st.tuples(st.sampled_from(STEPS), st.sampled_from(SKUS), st.integers(1, 4)), max_size=14
)


@pytest.fixture(scope="module")
def kept(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    """One shop for all examples: each goes on where the one before it ended."""
    rig = make_rig(template, tmp_path_factory.mktemp("shelf") / "till")
    rig.open_for(MANAGER)
    yield rig
    rig.close()


def _play(rig: Rig, plan: list[tuple[Callable[[Shelf, str, int], None], str, int]]) -> None:
    shelf = Shelf(rig)
    for step, sku, pieces in plan:
        step(shelf, sku, pieces)
    shelf.end()
    for sku in SKUS:
        assert on_hand(rig, sku) == shelf.truth[sku]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=PLAN)
def test_after_a_count_the_books_are_the_shelf_whatever_happened_meanwhile(
    kept: Rig, plan: list[tuple[Callable[[Shelf, str, int], None], str, int]]
) -> None:
    _play(kept, plan)
    with kept.database.write() as connection:
        before = {sku: stock_balance.quantity_of(connection, sku, {}) for sku in SKUS}
        stock_balance.forget(connection)
        assert {sku: stock_balance.quantity_of(connection, sku, {}) for sku in SKUS} == before
        while stock_balance.fold(connection, 50):
            pass
        assert {sku: stock_balance.quantity_of(connection, sku, {}) for sku in SKUS} == before


def test_a_vector_made_of_what_was_added_up_so_far_is_caught(
    managed: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sales made before the count but added up after it would be taken off twice."""
    receive(managed, WATER, 10_000)
    managed.counter.office.stock.catch_up()

    def applied(connection: Connection) -> Mark:
        folded = stock_balance._folded(connection)
        place = connection.exec_driver_sql(
            "SELECT journal_epoch, journal_seq FROM retail_transaction WHERE number <= ?"
            " ORDER BY number DESC LIMIT 1",
            (folded,),
        ).first()
        return Mark(*(place or (1, 3)), max(folded, 0))

    shelf = Shelf(managed)
    shelf.sell(WATER, 1)
    managed.counter.office.stock.catch_up()
    shelf.sell(WATER, 2)
    monkeypatch.setattr(stock_balance, "head_mark", applied)
    monkeypatch.setattr(stock_balance, "moved_since", lambda *_: (0, False))
    shelf.open(WATER, 1)
    shelf.count(WATER, 1)
    shelf.finish(WATER, 0)
    assert on_hand(managed, WATER) == shelf.truth[WATER] - 2_000  # the two sold since, once more
    plan = [(Shelf.sell, WATER, 1), (Shelf.sell, BREAD, 1)]
    with pytest.raises(AssertionError):
        _play(managed, plan)
    monkeypatch.undo()
    _play(managed, plan)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(order=st.permutations(range(6)))
def test_lost_facts_come_back_in_any_order_to_the_same_figure(
    template: Path, tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    rig = make_rig(template, tmp_path_factory.mktemp("order") / "till")
    rig.open_for(MANAGER)
    try:
        receive(rig, WATER, 10_000)
        rig.sell(WATER)
        for pieces, stock in ((9, 7), (6, 4)):
            rig.counter.office.stock.take_off(WATER, Quantity.of(2), "DAMAGED")
            count = rig.counter.office.counts.open(f"S{pieces}").task.id
            rig.counter.office.counts.enter(count, WATER, Quantity.of(stock))
            rig.sell(WATER)
            rig.counter.office.counts.finish(count)
        receive(rig, WATER, 5_000)
        expected = on_hand(rig, WATER)
        facts = [
            (kind, (epoch, seq), json.loads(body))
            for kind, epoch, seq, body in rig.rows(
                "SELECT kind, epoch, seq, body FROM journal ORDER BY seq"
            )
            if kind in stock_facts.KINDS
        ]
        assert len(facts) == len(order)
        with rig.database.write() as connection:
            for table in ("stock_counted", "stock_movement", "stock_document"):
                connection.exec_driver_sql(f"DROP TRIGGER {table}_refuses_delete")
                connection.exec_driver_sql(f"DELETE FROM {table}")
            stock_balance.forget(connection)
            for at in order:
                stock_facts.bring_back(connection, *facts[at])
                stock_facts.bring_back(connection, *facts[at])
        assert on_hand(rig, WATER) == expected == 8_000
    finally:
        rig.close()
