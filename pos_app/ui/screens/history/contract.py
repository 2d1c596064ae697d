"""What the history screen must offer its presenter. No Qt."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.domain.identifiers import BusinessDate
from pos_app.receipts.paper import Paper
from pos_app.ui.sale_rows import SaleRow


class HistoryScreen(Protocol):
    """What the view must offer."""

    def show_sales(self, rows: Sequence[SaleRow]) -> None:
        """Replace the list and mark the newest."""

    def marked_sale(self) -> SaleRow | None:
        """Give the one that is marked."""

    def show_paper(self, paper: Paper | None) -> None:
        """Show the receipt as it was printed."""

    def ask_find(self, today: BusinessDate | None) -> None:
        """Ask what is looked for."""

    def ask_post_void(self, sale: SaleRow) -> None:
        """Ask whether and why the last sale is cancelled."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
