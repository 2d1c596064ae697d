"""The stock of the whole store at one till: the cloud's figure, and what was done here since."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.domain.quantity import Quantity
from pos_app.domain.stock import Confidence
from pos_app.services.stock_counts import Counts
from pos_app.store import stock_balance, stock_recent, store_stock
from pos_app.store.database import Database
from sync.wire.reference import StoreStock
from tests.builders import BREAD, DAY, MANAGER, WATER, Rig, make_rig
from tests.services.test_stock import on_hand, receive

SKUS = (WATER, BREAD)
Place = tuple[int, int]
TILL = "T03"


def reference_of(rig: Rig) -> Database:
    reference = rig.counter.office.stock._ground.store_stock._reference
    assert reference is not None
    return reference


def tell(
    rig: Rig,
    sku: str,
    figure: int,
    place: Place | None,
    *,
    received: bool = False,
    counted_on: str = "",
) -> None:
    """Let the cloud say a figure that has this till's facts up to a place, and till 02's."""
    mine = ((TILL, *place),) if place else ()
    row = StoreStock(sku, figure, 1_000, (*mine, ("02", 1, 9)), counted_on, received)
    with reference_of(rig).write() as connection:
        store_stock.put(connection, row)


def head(rig: Rig) -> Place:
    with rig.database.read() as connection:
        mark = stock_balance.head_mark(connection)
    return mark.epoch, mark.seq


def test_goods_of_other_tills_are_in_the_figure_and_own_ones_only_once(managed: Rig) -> None:
    receive(managed, WATER, 10_000)
    seen = head(managed)
    managed.sell(WATER)
    tell(managed, WATER, 17_000, seen)  # 02 received 8 and sold 1
    assert on_hand(managed, WATER) == 16_000
    assert managed.counter.office.stock.catch_up() == 0
    assert on_hand(managed, WATER) == 16_000
    tell(managed, WATER, 16_000, head(managed))
    assert on_hand(managed, WATER) == 16_000
    found = managed.counter.office.stock.look_up(WATER).on_hand
    assert (found.tills, found.told_ms) == ((TILL, "02"), 1_000)


def test_of_what_the_cloud_says_nothing_this_till_knows_its_own(managed: Rig) -> None:
    receive(managed, BREAD, 3_000)
    tell(managed, WATER, 5_000, None, received=True)
    found = managed.counter.office.stock.look_up(BREAD).on_hand
    assert (found.thousandths, found.tills, found.told_ms) == (3_000, (TILL,), None)
    assert on_hand(managed, WATER) == 5_000


def test_lists_and_what_is_missing_go_by_the_store_and_not_by_one_till(managed: Rig) -> None:
    """Received at till 02 and sold here: nothing is below zero, nothing is missing."""
    managed.sell(WATER, WATER, BREAD)
    stock, lost = managed.counter.office.stock, managed.counter.lost_sales
    tell(managed, WATER, 9_000, None, received=True)
    tell(managed, BREAD, 0, None, received=True)
    assert [one.sku for one in stock.negative()] == [BREAD]
    assert not lost.notice(WATER, is_searched=False)
    assert lost.notice(BREAD, is_searched=False)
    tell(managed, WATER, 1_000, None, received=True)
    assert [one.sku for one in stock.negative()] == [BREAD, WATER]


def test_a_count_that_the_cloud_does_not_have_yet_is_called_provisional(managed: Rig) -> None:
    receive(managed, WATER, 10_000)
    tell(managed, WATER, 15_000, head(managed))
    counts = managed.counter.office.counts
    count = counts.open("A1").task.id
    counts.enter(count, WATER, Quantity.of(14))
    managed.sell(WATER)
    (line,) = counts.finish(count)
    assert line.counted.before == 15_000
    found = managed.counter.office.stock.look_up(WATER).on_hand
    assert (found.thousandths, found.is_provisional) == (13_000, True)
    assert found.confidence is Confidence.UNSETTLED
    tell(managed, WATER, 13_000, head(managed), counted_on=DAY)
    found = managed.counter.office.stock.look_up(WATER).on_hand
    assert (found.thousandths, found.confidence) == (13_000, Confidence.COUNTED)


def test_a_whole_count_asks_for_what_other_tills_received(managed: Rig) -> None:
    tell(managed, BREAD, 4_000, None, received=True)
    state = managed.counter.office.counts.open("ALL")
    assert [line.sku for line in state.again] == [BREAD]


def test_a_till_that_practises_hears_nothing_of_the_store(managed: Rig) -> None:
    tell(managed, WATER, 5_000, None)
    managed.counter.enter_training()
    assert on_hand(managed, WATER) == 0
    managed.counter.leave_training()
    assert on_hand(managed, WATER) == 5_000


def test_a_figure_that_is_weeks_behind_this_till_is_not_used(managed: Rig) -> None:
    receive(managed, WATER, 10_000)
    seen = head(managed)
    receive(managed, WATER, 1_000, "N2")
    tell(managed, WATER, 17_000, seen)
    assert on_hand(managed, WATER) == 18_000
    with managed.database.write() as connection:
        stock_recent.drop_old(connection, "2999-01-01")
    assert on_hand(managed, WATER) == 11_000
    tell(managed, WATER, 18_000, head(managed))
    assert on_hand(managed, WATER) == 18_000


def test_a_damaged_reference_file_leaves_the_till_its_own_figure(managed: Rig) -> None:
    receive(managed, WATER, 10_000)
    tell(managed, WATER, 17_000, head(managed))
    reference = reference_of(managed)
    reference.close()
    for companion in ("-wal", "-shm"):
        reference.path.with_name(reference.path.name + companion).unlink(missing_ok=True)
    reference.path.write_bytes(bytes(8_192))
    assert on_hand(managed, WATER) == 10_000
    assert managed.counter.office.stock.negative() == ()


# ---- whatever happens at this till and elsewhere, and whatever the cloud has heard of it


class Store:
    """Two tills on one shelf: this one, another by its sums alone, and what the cloud knows.

    ``books`` is the sum over everything; ``mine`` what each fact of this till did to it. The other
    till has told the cloud all it did by when this one counts.
    """

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.books = dict.fromkeys(SKUS, 0)
        self.shelf = dict.fromkeys(SKUS, 0)
        self.mine: list[tuple[Place, str, int]] = []
        self.adjustments: list[tuple[Place, str, int]] = []
        self.known = head(rig)
        self.counting: dict[bytes, dict[str, tuple[int, Place]]] = {}
        self.marks: dict[str, Place] = {}
        self.sections = itertools.count()
        for sku in SKUS:
            self.tell(sku)

    @property
    def counts(self) -> Counts:
        return self.rig.counter.office.counts

    def tell(self, sku: str) -> None:
        """The cloud says its figure: everything, but for this till's facts after ``known``."""
        later = sum(did for place, of, did in self.mine if of == sku and place > self.known)
        tell(self.rig, sku, self.books[sku] - later, self.known)

    def did(self, sku: str, thousandths: int) -> None:
        self.mine.append((head(self.rig), sku, thousandths))
        self.books[sku] += thousandths

    def sell(self, sku: str, pieces: int) -> None:
        self.rig.ring(sku, thousandths=1000 * pieces)
        self.rig.pay_cash()
        self.shelf[sku] -= 1000 * pieces
        self.did(sku, -1000 * pieces)

    def receive(self, sku: str, pieces: int) -> None:
        receive(self.rig, sku, 1000 * pieces)
        self.shelf[sku] += 1000 * pieces
        self.did(sku, 1000 * pieces)

    def elsewhere(self, sku: str, pieces: int) -> None:
        """Till 02 sells or receives, and the cloud hears of it at once."""
        moved = 1000 * pieces * (-1 if pieces % 2 else 1)
        self.books[sku] += moved
        self.shelf[sku] += moved
        self.tell(sku)

    def hear(self, sku: str, pieces: int) -> None:
        """The cloud hears of some more of what this till did."""
        heard = [place for place, _, _ in self.mine if place > self.known]
        if heard:
            self.known = heard[min(pieces, len(heard)) - 1]
            for each in SKUS:
                self.tell(each)

    def steal(self, sku: str, pieces: int) -> None:
        self.shelf[sku] -= 1000 * pieces

    def fold(self, sku: str, pieces: int) -> None:
        with self.rig.database.write() as connection:
            stock_balance.fold(connection, pieces)

    def forget(self, sku: str, pieces: int) -> None:
        with self.rig.database.write() as connection:
            stock_balance.forget(connection)

    def open(self, sku: str, pieces: int) -> None:
        if len(self.counting) < 2:
            self.counting[self.counts.open(f"S{next(self.sections)}").task.id] = {}

    def count(self, sku: str, pieces: int) -> None:
        if not self.counting:
            return
        if self.shelf[sku] < 0:
            self.receive(sku, -self.shelf[sku] // 1000)
        count = list(self.counting)[pieces % len(self.counting)]
        there = Quantity(self.shelf[sku])
        for _ in range(2):  # two counts that agree
            self.counts.enter(count, sku, there)
        self.counting[count][sku] = (self.shelf[sku] - self.books[sku], head(self.rig))

    def finish(self, sku: str, pieces: int) -> None:
        """What was missing at the mark goes off the books, unless a later count knew it already."""
        if not self.counting:
            return
        count = next(iter(self.counting))
        lines = self.counting.pop(count)
        if not lines:
            self.counts.give_up(count)
            return
        at_entry = {sku: self.adjusted(sku, place) for sku, (_, place) in lines.items()}
        self.counts.finish(count)
        for each, (missing, place) in lines.items():
            if place >= self.marks.get(each, (0, 0)):
                self.marks[each] = place
                self.did(each, missing - at_entry[each])
                self.adjustments.append((head(self.rig), each, missing - at_entry[each]))

    def adjusted(self, sku: str, since: Place) -> int:
        """What other counts put right after an entry: it is not missing any more."""
        return sum(did for place, of, did in self.adjustments if of == sku and place > since)


STEPS: tuple[Callable[[Store, str, int], None], ...] = (
    Store.sell,
    Store.receive,
    Store.elsewhere,
    Store.hear,
    Store.steal,
    Store.fold,
    Store.forget,
    Store.open,
    Store.count,
    Store.finish,
)
PLAN = st.lists(
    st.tuples(st.sampled_from(STEPS), st.sampled_from(SKUS), st.integers(1, 4)), max_size=16
)


@pytest.fixture(scope="module")
def kept(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    """One shop for all examples: each goes on where the one before it ended."""
    rig = make_rig(template, tmp_path_factory.mktemp("store") / "till")
    rig.open_for(MANAGER)
    yield rig
    rig.close()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=PLAN)
def test_on_hand_is_the_sum_over_everything_wherever_the_cloud_has_come_to(
    kept: Rig, plan: list[tuple[Callable[[Store, str, int], None], str, int]]
) -> None:
    for task in kept.counter.office.counts.waiting():  # of an example that failed
        kept.counter.office.counts.give_up(task.id)
    store = Store(kept)
    for step, sku, pieces in plan:
        step(store, sku, pieces)
        assert {each: on_hand(kept, each) for each in SKUS} == store.books, (step, store.mine)
    kept.counter.office.stock.catch_up()
    told = kept.counter.office.stock._ground.store_stock.everything()
    with kept.database.read() as connection:
        assert stock_recent.figures(connection, told) == store.books
