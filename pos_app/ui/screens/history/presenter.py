"""Finds finished transactions, prints copies of them, and cancels the last one."""

from collections.abc import Callable, Sequence

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.scan import ReceiptScan
from pos_app.domain.scan_data import ScanData
from pos_app.domain.settlement import CompletedTransaction
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.services.returns import SaleQuery
from pos_app.ui.approving import Approving
from pos_app.ui.ports import Front, Printing
from pos_app.ui.sale_rows import SaleRow, SaleWanted, found_sale, receipt_meant
from pos_app.ui.scanning import read_scan, take_badge
from pos_app.ui.screens.history.contract import HistoryScreen
from pos_app.ui.shown_receipt import ListedReceipt


class HistoryPresenter:
    """Shows the receipt that is marked; the keys act on the receipt that is shown."""

    def __init__(
        self, view: HistoryScreen, counter: Counter, front: Front, printing: Printing
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._printing = printing
        self.approving = Approving(view, front, lambda: counter.approvals)
        self.return_wanted: Callable[[ReceiptNumber], None] | None = None
        self._shown = ListedReceipt(view, counter, front, printing, self.approving)

    def on_shown(self) -> None:
        """List the latest."""
        self._front.run(lambda: self._counter.history.recent(), self._view.show_sales)

    def on_sale_marked(self) -> None:
        """Show the receipt of the marked row."""
        self._shown.follow()

    def on_scan(self, scan: ScanData) -> None:
        """Open a scanned receipt; a badge names the second person."""
        notices = self._front.notices
        scanned = read_scan(scan, notices)
        if isinstance(scanned, ReceiptScan):
            self._open(scanned.receipt)
        else:
            take_badge(scanned, self._view.offer_badge, notices, "SCAN_A_RECEIPT_HERE")

    def on_find(self) -> None:
        """Ask what is looked for."""
        session = self._front.attendance.session
        self._view.ask_find(session.business_date if session else None)

    def on_find_answered(self, wanted: SaleWanted) -> None:
        """List what fits; a receipt number opens that one."""
        if wanted.receipt:
            try:
                receipt = receipt_meant(wanted.receipt, self._counter.profile)
            except Refusal as refusal:
                self._front.notices.trouble(refusal)
                return
            self._open(receipt)
            return
        query = SaleQuery(
            wanted.business_date, wanted.total, wanted.item_text, wanted.card_last_four
        )
        self._front.run(lambda: self._counter.returns.search(query), self._on_found)

    def on_reprint(self) -> None:
        """Print a copy of what is shown; it is counted and marked."""
        self._shown.copy()

    def on_return(self) -> None:
        """Begin a return from what is shown."""
        shown = self._shown.completed
        if shown is not None and self.return_wanted is not None:
            self.return_wanted(shown.receipt)

    def on_post_void(self) -> None:
        """Show the last sale and ask whether and why it is cancelled."""
        self._front.run(lambda: self._counter.history.recent(), self._on_last_found)

    def on_post_void_answered(self, reason: str) -> None:
        """Cancel the last sale."""
        sale = self._view.marked_sale()
        self.approving.attempt(
            lambda approval: self._counter.returns.post_void(reason, approval),
            self._on_post_voided,
            about={"detail": str(sale.receipt)} if sale else None,
        )

    def on_reason_missing(self) -> None:
        """Say that the panel wants a reason."""
        self._front.notices.trouble(Refusal("REASON_MISSING"))

    def on_language_changed(self) -> None:
        """Set the paper again in the language spoken now."""
        self._shown.set_again()

    def _open(self, receipt: ReceiptNumber) -> None:
        def on_opened(completed: CompletedTransaction) -> None:
            self._on_found((found_sale(completed),))

        self._front.run(lambda: self._counter.history.find(receipt), on_opened)

    def _on_found(self, sales: Sequence[SaleRow]) -> None:
        self._front.notices.clear()
        self._view.close_panel()
        self._view.show_sales(sales)

    def _on_last_found(self, sales: Sequence[SaleRow]) -> None:
        if not sales:
            self._front.notices.trouble(Refusal("NOTHING_TO_POST_VOID"))
            return
        self._view.show_sales(sales)
        self._view.ask_post_void(sales[0])

    def _on_post_voided(self, completed: CompletedTransaction) -> None:
        self._front.notices.clear()
        self._view.close_panel()
        self._printing.print_receipt(completed)
        original = completed.priced.transaction.post_void_of
        self._front.notices.tell("POST_VOID_DONE", receipt=str(original), amount=-completed.paid)
        self.on_shown()
