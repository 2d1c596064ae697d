"""Goods that come without a sale, and stocktakes over the tills of a store."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from pos_app.domain.quantity import Quantity
from pos_app.domain.scan_data import ScanData
from pos_app.domain.stock_task import TaskKind
from pos_app.services.back_office import BackOffice
from pos_app.services.stock_counts import Counts
from tests.builders import BOOK, BREAD, MANAGER, WATER
from tests.simulation.oracle import Stocktakes
from tests.simulation.synced import SyncedTill

_GOODS: Final = (WATER, BREAD, BOOK)
_MOST_UNITS: Final = 30
_REMEMBERED: Final = 0.8
_GIVEN_UP: Final = 0.1


class StoreKeeper:
    """At one till. The manager does it, between two customers."""

    def __init__(self, node: SyncedTill) -> None:
        self._node = node

    @contextmanager
    def _manager(self) -> Iterator[BackOffice]:
        """Sign the manager on in the cashier's place; whoever sells next signs on again."""
        counter = self._node.counter
        counter.sign_on.sign_off()
        counter.sign_on.sign_on(*MANAGER)
        try:
            yield counter.office
        finally:
            if not self._node.disk.is_dead:
                counter.sign_on.sign_off()

    def take_in(self) -> None:
        """Receive a delivery."""
        rng = self._node.world.rng
        with self._manager() as office:
            task = office.deliveries.begin(TaskKind.RECEIVE, f"N{rng.randrange(10**9)}").task.id
            units = Quantity.of(rng.randrange(1, _MOST_UNITS))
            office.deliveries.add(task, rng.choice(_GOODS), units)
            office.deliveries.finish(task)
        self._node.world.sometimes("goods_received")

    @property
    def _stocktakes(self) -> Stocktakes:
        return self._node.oracle.stocktakes

    def is_asked(self) -> bool:
        """Tell whether the store counts and this till has not given its mark."""
        code = self._stocktakes.codes.get(self._node.place.store, "")
        return bool(code) and (code, self._node.name) not in self._stocktakes.marked

    def mark(self) -> None:
        """Scan the count's code, or forget to."""
        code = self._stocktakes.codes[self._node.place.store]
        self._stocktakes.marked.add((code, self._node.name))
        if self._node.world.rng.random() < _REMEMBERED:
            self._node.counter.checkout.scan(ScanData(code))
            self._node.world.sometimes("count_marked")

    def count(self) -> None:
        """Begin a stocktake, or bring this till's own one to its end."""
        with self._manager() as office:
            waiting = office.counts.waiting()
            if waiting:
                self._go_on(office.counts, waiting[0].id)
            else:
                self._begin(office.counts)

    def _begin(self, counts: Counts) -> None:
        code = counts.open("A1").code
        self._stocktakes.codes[self._node.place.store] = code
        self._stocktakes.marked.add((code, self._node.name))

    def _go_on(self, counts: Counts, count: bytes) -> None:
        rng = self._node.world.rng
        if rng.random() < _GIVEN_UP:
            counts.give_up(count)
            return
        for sku in _GOODS:
            seen = Quantity.of(rng.randrange(_MOST_UNITS))
            counts.enter(count, sku, seen)
            counts.enter(count, sku, seen)  # it is asked for once more where the books differ
        counts.finish(count)
        self._node.world.sometimes("stock_counted")
