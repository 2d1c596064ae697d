"""What should be on the shelf, what wants attention, and putting the books right."""

from collections.abc import Callable
from dataclasses import replace

from pos_app.domain.operators import Approval
from pos_app.domain.quantity import Quantity
from pos_app.domain.scan_data import ScanData, Source
from pos_app.domain.shop import ReasonFor
from pos_app.domain.stock import ReorderPolicy
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.services.stock import Expiring, LowStock, Missing
from pos_app.services.stock_ground import ItemStock
from pos_app.ui.approving import Approving
from pos_app.ui.goods_rows import LISTS, GoodsRow, Page, figure, name_of, signed
from pos_app.ui.goods_screen import parse_amount
from pos_app.ui.ports import Front
from pos_app.ui.screens.stock.contract import StockScreen


class StockPresenter:
    """Looks goods up, shows the lists, and takes adjustments to the till thread."""

    def __init__(self, view: StockScreen, counter: Counter, front: Front) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self.approving = Approving(view, front, lambda: counter.approvals)
        self._newest_search = ""
        self._is_loss = False

    def on_shown(self) -> None:
        """Add sales up that no figure has yet, step by step, so that the till may sell between."""
        self._front.run(lambda: self._counter.office.stock.catch_up(), self._on_caught_up)

    def _on_caught_up(self, left: int) -> None:
        self._view.show_left(left)
        if left and self._view.is_in_front():
            self.on_shown()

    # ---- on hand

    def on_page(self) -> None:
        """F1: show what was looked up last."""
        self._view.show_task("")
        self._view.show_rows(Page.ON_HAND, ())

    def on_scan(self, scan: ScanData) -> None:
        """Show what there should be of an item."""
        self._front.run(lambda: self._counter.office.stock.scan(scan), self._show_one)

    def on_entered(self, text: str) -> None:
        """Take what was typed for a code, or else for a name."""
        typed = ScanData(text, source=Source.TYPED)

        def on_refused(_trouble: object) -> None:
            self.on_searched(text)

        self._front.run(lambda: self._counter.office.stock.scan(typed), self._show_one, on_refused)

    def on_searched(self, text: str) -> None:
        """Look for what is being typed; only the newest text counts."""
        self._newest_search = text
        if not text:
            return

        def on_found(found: tuple[ItemStock, ...]) -> None:
            if self._newest_search != text:
                return
            self._view.show_rows(Page.ON_HAND, [_row(stock) for stock in found])
            if not found:
                self._front.notices.trouble(Refusal("ITEM_NOT_FOUND"))
            else:
                self._front.notices.clear()

        self._front.run(lambda: self._counter.office.stock.search(text), on_found)

    def _show_one(self, stock: ItemStock) -> None:
        self._newest_search = ""
        self._front.notices.clear()
        self._view.show_rows(Page.ON_HAND, [_row(stock)], marks=stock.sku)

    # ---- adjusting

    def on_take_off(self) -> None:
        """F7: write goods off."""
        self._ask(is_loss=True)

    def on_put_on(self) -> None:
        """F8: add goods that were found."""
        self._ask(is_loss=False)

    def on_adjusted(self, quantity: Quantity, reason: str) -> None:
        """Record the panel's answer."""
        row = self._view.marked()
        if row is None:
            return
        is_loss = self._is_loss

        def adjust(approval: Approval | None) -> ItemStock:
            stock = self._counter.office.stock
            act = stock.take_off if is_loss else stock.put_on
            return act(row.sku, quantity, reason, approval)

        moved = signed(-quantity.thousandths if is_loss else quantity.thousandths, row.unit)
        about: dict[str, object] = {"item": row.item, "detail": moved}
        self.approving.attempt(adjust, self._on_adjusted, about=about)

    def on_field_missing(self) -> None:
        """Say that the panel wants a number."""
        self._front.notices.trouble(Refusal("NUMBER_MISSING"))

    def on_reason_missing(self) -> None:
        """Say that the panel wants a reason."""
        self._front.notices.trouble(Refusal("REASON_MISSING"))

    def _ask(self, *, is_loss: bool) -> None:
        row = self._view.marked()
        if row is None:
            self._front.notices.trouble(Refusal("LINE_NOT_MARKED"))
            return
        self._is_loss = is_loss
        purpose = ReasonFor.STOCK_OUT if is_loss else ReasonFor.STOCK_IN
        self._view.ask_adjust(row, self._counter.profile.reasons_for(purpose), is_loss=is_loss)

    def _on_adjusted(self, stock: ItemStock) -> None:
        self._view.close_panel()
        row = _row(stock)
        self._show_one(stock)
        now = figure(stock.on_hand.thousandths, row.unit)
        self._front.notices.tell("STOCK_ADJUSTED", name=name_of(row), figure=now)

    # ---- lists

    def on_lists(self) -> None:
        """F4: the next list."""
        at = LISTS.index(self._view.page) + 1 if self._view.page in LISTS else 0
        self.show_list(LISTS[at % len(LISTS)])

    def show_list(self, page: Page) -> None:
        """Read a list and show it."""
        self._view.show_task("")
        self._view.show_rows(page, ())
        self._front.run(lambda: self._read(page), lambda rows: self._view.show_rows(page, rows))

    def on_cover_days(self) -> None:
        """F6 on the list of what runs out: the number typed is for how many days is ordered."""
        days = self._typed_days()
        if days is not None:
            self._order_for(lambda policy: replace(policy, cover_days=days))

    def on_lead_days(self) -> None:
        """F10 there: the number typed is how many days a delivery takes."""
        days = self._typed_days()
        if days is not None:
            self._order_for(lambda policy: replace(policy, lead_days=days))

    def _typed_days(self) -> int | None:
        amount = parse_amount(self._view.take_typed())
        if amount is None or not amount.is_whole:
            self._front.notices.trouble(Refusal("NUMBER_MISSING"))
            return None
        return amount.thousandths // 1000

    def _order_for(self, changed: Callable[[ReorderPolicy], ReorderPolicy]) -> None:
        def change(approval: Approval | None) -> None:
            stock = self._counter.office.stock
            stock.set_policy(changed(stock.policy()), approval)

        self.approving.attempt(change, lambda _done: self.show_list(Page.LOW))

    def _read(self, page: Page) -> list[GoodsRow]:
        stock = self._counter.office.stock
        if page is Page.LOW:
            return [_low(low) for low in stock.low()]
        if page is Page.EXPIRY:
            return [_expiring(lot) for lot in stock.expiring()]
        if page is Page.MISSING:
            return [_missing(one) for one in stock.missing_lately()]
        return [_row(found) for found in stock.negative()]


def _row(stock: ItemStock) -> GoodsRow:
    return GoodsRow(stock.sku, stock.item, stock.on_hand)


def _low(low: LowStock) -> GoodsRow:
    return GoodsRow(low.stock.sku, low.stock.item, low.stock.on_hand, reorder=low.reorder)


def _expiring(one: Expiring) -> GoodsRow:
    stock = one.stock
    return GoodsRow(stock.sku, stock.item, stock.on_hand, expiring=one.lot, days_left=one.days_left)


def _missing(one: Missing) -> GoodsRow:
    return GoodsRow(one.stock.sku, one.stock.item, one.stock.on_hand, times=one.times)
