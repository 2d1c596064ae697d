"""The finished transaction whose paper a screen shows, and copies printed of it. Plain Python."""

from typing import Protocol

from pos_app.domain.settlement import CompletedTransaction
from pos_app.receipts import layout
from pos_app.receipts.paper import Paper
from pos_app.services.counter import Counter
from pos_app.ui.approving import Approving
from pos_app.ui.ports import Front, Printing
from pos_app.ui.sale_rows import SaleRow


class PaperPlace(Protocol):
    """What a view must offer: a place for paper."""

    def show_paper(self, paper: Paper | None) -> None:
        """Show the receipt as it was printed."""


class ReceiptList(PaperPlace, Protocol):
    """And a list with a mark, for a receipt that is shown beside it."""

    def marked_sale(self) -> SaleRow | None:
        """Give the one that is marked."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""


class ShownReceipt:
    """The keys of a screen act on ``completed``, whose paper is shown; None while none is."""

    def __init__(self, place: PaperPlace, printing: Printing) -> None:
        self._place = place
        self._printing = printing
        self.completed: CompletedTransaction | None = None

    def show(self, completed: CompletedTransaction | None) -> None:
        """Set its paper, in the language spoken now; None takes the paper away."""
        self.completed = completed
        head = self._printing.letterhead()
        self._place.show_paper(None if completed is None else layout.receipt(completed, head))

    def set_again(self) -> None:
        """Set the paper in another language."""
        self.show(self.completed)


class ListedReceipt(ShownReceipt):
    """Follows the mark of a list, and prints copies."""

    def __init__(
        self,
        view: ReceiptList,
        counter: Counter,
        front: Front,
        printing: Printing,
        approving: Approving,
    ) -> None:
        super().__init__(view, printing)
        self._view = view
        self._counter = counter
        self._front = front
        self._approving = approving

    def follow(self) -> None:
        """Show the receipt of the marked row."""
        sale = self._view.marked_sale()
        if sale is None:
            self.show(None)
            return
        receipt = sale.receipt
        self._front.run(lambda: self._counter.history.find(receipt), self.show)

    def copy(self) -> None:
        """Print a copy of what is shown; it is counted and marked."""
        shown = self.completed
        if shown is not None:
            self._approving.attempt(
                lambda approval: self._counter.history.reprint(shown.receipt, approval),
                self._on_copied,
                about={"detail": str(shown.receipt)},
            )

    def _on_copied(self, copy: CompletedTransaction) -> None:
        self._front.notices.clear()
        self._view.close_panel()
        self.show(copy)
        hand_over_copy(self._front, self._printing, copy)


def hand_over_copy(front: Front, printing: Printing, copy: CompletedTransaction) -> None:
    """Print a copy that was recorded, and say so."""
    printing.print_receipt(copy)
    front.notices.tell("COPY_PRINTED", receipt=str(copy.receipt), copy=copy.copy)
