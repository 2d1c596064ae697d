"""Takes goods back into the open transaction, so that an exchange is one dealing."""

from collections.abc import Sequence

from pos_app.domain.barcode.item import ItemScan
from pos_app.domain.catalog import Item
from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.quantity import Quantity
from pos_app.domain.returns import ReturnableSale
from pos_app.domain.scan import ElsewhereScan, OperatorBadgeScan, OwnCodeScan, ReceiptScan
from pos_app.domain.scan_data import ScanData
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.services.returns import SaleQuery
from pos_app.ui.approving import Approving
from pos_app.ui.ports import Front, ScreenName
from pos_app.ui.sale_rows import SaleRow, SaleWanted, receipt_meant
from pos_app.ui.scanning import read_scan, take_badge
from pos_app.ui.screens.returns.contract import ReturnsScreen


class ReturnsPresenter:
    """Finds the sale, or does without, and puts what comes back into the basket."""

    def __init__(self, view: ReturnsScreen, counter: Counter, front: Front) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self.approving = Approving(view, front, lambda: counter.approvals)
        self._sale: ReturnableSale | None = None
        self._wanted: ReceiptNumber | None = None
        self._trusted: Item | None = None
        self._newest_search = ""

    # ------------------------------------------------------------------ coming

    def on_shown(self) -> None:
        """Begin with the receipt that led here, or ask for one."""
        wanted, self._wanted = self._wanted, None
        self._may_take_back()
        self._front.run(lambda: self._counter.checkout.basket(), self._view.show_basket)
        if wanted is not None:
            self._open(wanted)
        else:
            self._sale = None
            self._front.run(lambda: self._counter.history.recent(), self._on_recent)

    def open_receipt(self, receipt: ReceiptNumber) -> None:
        """Come here with a receipt that was scanned or chosen elsewhere."""
        self._wanted = receipt
        self._front.navigator.go(ScreenName.RETURNS)

    def _on_recent(self, sales: Sequence[SaleRow]) -> None:
        self._view.show_finding(sales)
        self.on_find()

    # ------------------------------------------------------------------ finding the sale

    def on_find(self) -> None:
        """Ask what is looked for."""
        session = self._front.attendance.session
        self._view.ask_find(session.business_date if session else None)

    def on_find_answered(self, wanted: SaleWanted) -> None:
        """Open a number, list what fits, or with nothing typed open the marked sale."""
        if wanted.receipt:
            try:
                self._open(receipt_meant(wanted.receipt, self._counter.profile))
            except Refusal as refusal:
                self._front.notices.trouble(refusal)
            return
        query = SaleQuery(
            wanted.business_date, wanted.total, wanted.item_text, wanted.card_last_four
        )
        if query == SaleQuery():
            self.on_open()
        else:
            self._front.run(lambda: self._counter.returns.search(query), self._on_found)

    def on_open(self) -> None:
        """Open the marked sale."""
        sale = self._view.marked_sale()
        if sale is not None:
            self._open(sale.receipt)

    def on_other_receipt(self) -> None:
        """Leave the sale and look for another."""
        self._sale = None
        self._front.run(lambda: self._counter.history.recent(), self._on_recent)

    def _open(self, receipt: ReceiptNumber) -> None:
        self._front.run(lambda: self._counter.returns.find(receipt), self._on_opened)

    def _on_found(self, sales: Sequence[SaleRow]) -> None:
        self._front.notices.clear()
        self._view.close_panel()
        self._view.show_finding(sales)

    def _on_opened(self, sale: ReturnableSale) -> None:
        self._front.notices.clear()
        self._view.close_panel()
        self._sale = sale
        self._view.show_sale(sale)

    # ------------------------------------------------------------------ scanning

    def on_scan(self, scan: ScanData) -> None:
        """Open a receipt; take an item back as a line of the sale, or without a receipt."""
        notices = self._front.notices
        scanned = read_scan(scan, notices)
        if isinstance(scanned, ReceiptScan):
            self._open(scanned.receipt)
        elif scanned is None or isinstance(
            scanned, OperatorBadgeScan | OwnCodeScan | ElsewhereScan
        ):
            take_badge(scanned, self._view.offer_badge, notices, "SCAN_RECEIPT_OR_GOODS_HERE")
        elif isinstance(scanned, ItemScan) and self._take_back_scanned(scanned):
            return
        else:
            self._front.run(lambda: self._counter.returns.find_item(scan), self._on_item_scanned)

    def _take_back_scanned(self, scanned: ItemScan) -> bool:
        gtins = {scanned.gtin, scanned.gtin_otherwise}
        for line in self._sale.lines if self._sale else ():
            if line.sold.line.item.gtin in gtins and line.remaining.thousandths:
                self._view.mark_line(line.sold.line.number)
                self.on_take_back()
                return True
        return False

    def _on_item_scanned(self, item: Item) -> None:
        line = self._line_of(item)
        if line is not None:
            self._view.mark_line(line)
            self.on_take_back()
        elif self._sale is not None:
            self._front.notices.trouble(Refusal("ITEM_NOT_ON_RECEIPT"))
        else:
            self.on_item_taken(item.sku)

    def _line_of(self, item: Item) -> int | None:
        lines = self._sale.lines if self._sale else ()
        fits = (line.sold.line.number for line in lines if line.sold.line.item.sku == item.sku)
        return next(fits, None)

    # ------------------------------------------------------------------ taking back

    def on_take_back(self) -> None:
        """Ask how much of the marked line comes back."""
        sale, line = self._sale, self._view.marked_line()
        if sale is None or line is None or not self._may_take_back():
            return
        if line.remaining.thousandths:
            self._trusted = None
            self._view.ask_take_back(sale, line)
        else:
            self._front.notices.trouble(Refusal("NOTHING_LEFT_TO_RETURN"))

    def on_take_back_answered(self, quantity: Quantity, reason: str) -> None:
        """Put what comes back into the basket."""
        trusted, sale, line = self._trusted, self._sale, self._view.marked_line()
        if trusted is not None:
            sku = trusted.sku
            self.approving.attempt(
                lambda approval: self._counter.returns.return_without_receipt(
                    sku, quantity, reason, approval
                ),
                self._on_taken_back,
                about={"item": trusted, "quantity": quantity},
            )
        elif sale is not None and line is not None:
            receipt, number = sale.completed.receipt, line.sold.line.number
            self.approving.attempt(
                lambda approval: self._counter.returns.return_line(
                    receipt, number, quantity, reason, approval
                ),
                self._on_taken_back,
                about={"item": line.sold.line.item, "quantity": quantity},
            )

    def on_take_all(self) -> None:
        """Ask why all that is left of the sale comes back."""
        if self._sale is not None and self._may_take_back():
            self._view.ask_take_all(self._sale)

    def on_take_all_answered(self, reason: str) -> None:
        """Put all that is left into the basket."""
        sale = self._sale
        if sale is None:
            return
        receipt = sale.completed.receipt
        self.approving.attempt(
            lambda approval: self._counter.returns.return_all(receipt, reason, approval),
            lambda basket: self._show_taken_back(basket, sale.refund_left),
            about={"detail": str(receipt)},
        )

    def _may_take_back(self) -> bool:
        """Say at once, and not after the reason was chosen, that the shift is not theirs.

        Looking at what was sold stays possible.
        """
        session = self._front.attendance.session
        if session is None or session.can_sell:
            return session is not None
        shift = session.shift
        if shift is None:
            self._front.notices.trouble(Refusal("SHIFT_NOT_OPEN"))
        else:
            self._front.notices.trouble(
                Refusal("SHIFT_OF_ANOTHER_OPERATOR", operator=shift.operator_name)
            )
        return False

    def on_number_missing(self) -> None:
        """Say that the panel wants a number."""
        self._front.notices.trouble(Refusal("NUMBER_MISSING"))

    def on_reason_missing(self) -> None:
        """Say that the panel wants a reason."""
        self._front.notices.trouble(Refusal("REASON_MISSING"))

    def on_to_basket(self) -> None:
        """Go on: sell something in exchange, or give the money back."""
        self._front.navigator.go(ScreenName.CHECKOUT)

    def _on_taken_back(self, basket: PricedTransaction) -> None:
        self._show_taken_back(basket, abs(basket.lines[-1].amount))

    def _show_taken_back(self, basket: PricedTransaction, amount: Money) -> None:
        self._front.notices.clear()
        self._view.close_panel()
        self._view.show_basket(basket)
        self._trusted = None
        self._front.notices.tell("TAKEN_BACK", amount=amount)
        if self._sale is not None:
            receipt = self._sale.completed.receipt
            self._front.run(lambda: self._counter.returns.find(receipt), self._on_refreshed)

    def _on_refreshed(self, sale: ReturnableSale) -> None:
        self._sale = sale
        self._view.show_sale(sale)

    # ------------------------------------------------------------------ without a receipt

    def on_without_receipt(self) -> None:
        """Ask which item."""
        if self._may_take_back():
            self._view.ask_item()

    def on_searched(self, text: str) -> None:
        """Look for what is being typed; only the newest text counts."""
        self._newest_search = text
        if not text:
            self._view.show_items(())
            return

        def on_found(items: tuple[Item, ...]) -> None:
            if self._newest_search == text:
                self._view.show_items(items)

        self._front.run(lambda: self._counter.checkout.search(text), on_found)

    def on_item_taken(self, sku: str) -> None:
        """Ask how much of an item comes back, at its lowest recent price."""
        if not self._may_take_back():
            return
        self._front.run(
            lambda: self._counter.returns.lowest_recent_price(sku), self._on_price_known
        )

    def on_item_missing(self) -> None:
        """Say that no item is marked."""
        self._front.notices.trouble(Refusal("ITEM_NOT_FOUND"))

    def _on_price_known(self, known: tuple[Item, Money]) -> None:
        item, price = known
        self._front.notices.clear()
        self._trusted = item
        self._view.ask_on_trust(item, price)
