"""Coupons into the sale and out of it; what each is worth is asked of the till every time."""

from collections.abc import Callable

from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.services.counter import Counter
from pos_app.ui.ports import Front
from pos_app.ui.screens.coupons.contract import CouponRow, CouponsScreen, rows_of

Rows = tuple[CouponRow, ...]


class CouponsPresenter:
    """Takes what the cashier wants with coupons to the till thread."""

    def __init__(
        self,
        view: CouponsScreen,
        counter: Counter,
        front: Front,
        show: Callable[[PricedTransaction | None], None],
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._show = show

    def on_open(self) -> None:
        """Show what there is for this basket."""
        self._front.run(self._read, self._on_opened)

    def on_taken(self, number: str) -> None:
        """Take one into the sale; the list stays while another one would help as well."""

        def take() -> tuple[PricedTransaction, Rows]:
            return self._counter.coupons.take_from_wallet(number), self._read()

        self._front.run(take, self._on_taken)

    def on_given_back(self, number: str) -> None:
        """Take one out of the sale again."""

        def give_back() -> tuple[PricedTransaction, Rows]:
            return self._counter.coupons.give_back(number), self._read()

        self._front.run(give_back, self._on_changed)

    def _read(self) -> Rows:
        coupons = self._counter.coupons
        return rows_of(coupons.wallet(), coupons.held())

    def _on_opened(self, rows: Rows) -> None:
        self._front.notices.clear()
        self._view.show_rows(rows)
        self._view.open()

    def _on_taken(self, done: tuple[PricedTransaction, Rows]) -> None:
        self._on_changed(done)
        if not any(not row.is_held and not row.offer.why_not for row in done[1]):
            self._view.leave()

    def _on_changed(self, done: tuple[PricedTransaction, Rows]) -> None:
        self._front.notices.clear()
        basket, rows = done
        self._show(basket)
        self._view.show_rows(rows)
