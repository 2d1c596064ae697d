"""Lists the receipts behind a figure, shows the marked one, prints copies, explains its prices."""

from collections.abc import Sequence

from pos_app.domain.scan_data import ScanData
from pos_app.services.counter import Counter
from pos_app.ui.approving import Approving
from pos_app.ui.behind import Behind
from pos_app.ui.ports import Front, Printing, Reports, ScreenName, Trouble
from pos_app.ui.sale_rows import SaleRow
from pos_app.ui.scanning import read_scan, take_badge
from pos_app.ui.screens.behind.contract import BehindScreen
from pos_app.ui.shown_receipt import ListedReceipt

_ASKER = "receipts behind"


class BehindPresenter:
    """The keys act on the receipt whose paper is shown."""

    def __init__(
        self,
        view: BehindScreen,
        counter: Counter,
        front: Front,
        printing: Printing,
        reports: Reports,
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._printing = printing
        self._reports = reports
        self.approving = Approving(view, front, lambda: counter.approvals)
        self._most = 0
        self._shown = ListedReceipt(view, counter, front, printing, self.approving)

    def open(self, behind: Behind) -> None:
        """Go there, and have the receipts of a figure listed."""
        self._shown.show(None)
        self._view.show_figure(behind.period, behind.part, behind.name_zh, behind.name_en)
        self._view.show_elsewhere(behind.elsewhere, is_here=behind.is_here)
        self._view.show_reading(0.0)
        self._front.navigator.go(ScreenName.BEHIND)
        self._most = behind.most
        self._reports.run(
            _ASKER, behind.read, self._on_read, self._on_unread, self._view.show_reading
        )

    def on_hidden(self) -> None:
        """Read nothing while nobody looks."""
        self._reports.cancel(_ASKER)
        self._view.show_reading(None)

    def on_sale_marked(self) -> None:
        """Show the receipt of the marked row."""
        self._shown.follow()

    def on_copy(self) -> None:
        """Print a copy of what is shown; it is counted and marked."""
        self._shown.copy()

    def on_why(self) -> None:
        """Say why the lines of what is shown cost what they do."""
        if self._shown.completed is not None:
            self._view.explain(self._shown.completed)

    def on_scan(self, scan: ScanData) -> None:
        """Take a badge into the approval panel; nothing else is scanned here."""
        notices = self._front.notices
        take_badge(read_scan(scan, notices), self._view.offer_badge, notices)

    def on_language_changed(self) -> None:
        """Set the paper again in the language spoken now."""
        self._shown.set_again()

    def _on_read(self, sales: Sequence[SaleRow]) -> None:
        self._view.show_reading(None)
        self._view.show_sales(sales, are_all=len(sales) < self._most)

    def _on_unread(self, trouble: Trouble) -> None:
        self._view.show_reading(None)
        self._front.notices.trouble(trouble)
