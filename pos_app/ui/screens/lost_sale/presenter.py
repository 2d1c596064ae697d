"""Sales not made, written down in two keys; and items that are not there, noted unasked."""

from typing import Protocol

from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.scan_data import ScanData
from pos_app.domain.transaction import SaleLine
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.ui.ports import Front, Trouble


class LostSaleScreen(Protocol):
    """The panel."""

    def open(self) -> None:
        """Open it, empty."""

    def leave(self) -> None:
        """Close it if it is open."""


class LostSalePresenter:
    """Takes reason and item to the till thread, and tells it of items as they are rung up."""

    def __init__(self, view: LostSaleScreen, counter: Counter, front: Front) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._seen: frozenset[str] = frozenset()

    def on_key(self) -> None:
        """Ask why."""
        self._front.notices.clear()
        self._view.open()

    def on_answered(self, reason: str, wanted: ScanData | None) -> None:
        """Write it down."""
        self._front.run(lambda: self._counter.lost_sales.record(reason, wanted), self._on_recorded)

    def on_reason_missing(self) -> None:
        """Say that a reason is wanted."""
        self._front.notices.trouble(Refusal("REASON_MISSING"))

    def on_basket(self, basket: PricedTransaction | None) -> None:
        """Look at an item that was just added: should it have been there at all?

        One at a time: a basket that is taken up again or read anew brings nothing to note.
        """
        lines = basket.transaction.live_lines if basket else ()
        skus = frozenset(line.item.sku for line in lines if isinstance(line, SaleLine))
        new = skus - self._seen
        self._seen = skus
        if len(new) == 1:
            self._notice(next(iter(new)), is_searched=False)

    def on_item_taken(self, sku: str) -> None:
        """Look at an item that was searched for by name."""
        self._notice(sku, is_searched=True)

    def _notice(self, sku: str, *, is_searched: bool) -> None:
        def notice() -> bool:
            return self._counter.lost_sales.notice(sku, is_searched=is_searched)

        self._front.run(notice, self._on_noticed, self._on_not_noticed)

    def _on_recorded(self, _done: None) -> None:
        self._view.leave()
        self._front.notices.clear()
        self._front.notices.tell("LOST_SALE_NOTED")

    def _on_noticed(self, _was_noted: object) -> None:
        """Nobody is told: the goods in hand are sold."""

    def _on_not_noticed(self, _trouble: Trouble) -> None:
        """Nobody is told: a note that could not be made must not stand between two scans."""
