"""What the list behind a figure must offer its presenter. No Qt."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.domain.insight.part import Part
from pos_app.domain.insight.period import Period
from pos_app.domain.settlement import CompletedTransaction
from pos_app.receipts.paper import Paper
from pos_app.ui.sale_rows import SaleRow


class BehindScreen(Protocol):
    """What the view must offer."""

    def show_figure(self, period: Period, part: Part, name_zh: str, name_en: str) -> None:
        """Say which figure it is; the list is empty until it is read."""

    def show_elsewhere(self, tills: Sequence[str], *, is_here: bool) -> None:
        """Say of which tills the receipts are kept elsewhere; ``is_here``: others are listed."""

    def show_sales(self, rows: Sequence[SaleRow], *, are_all: bool) -> None:
        """Replace the list and mark the first; say so where there are older ones."""

    def show_reading(self, done: float | None) -> None:
        """Show how far reading has come; None when nothing is being read."""

    def marked_sale(self) -> SaleRow | None:
        """Give the receipt that is marked."""

    def show_paper(self, paper: Paper | None) -> None:
        """Show the receipt as it was printed."""

    def explain(self, completed: CompletedTransaction) -> None:
        """Say why its lines cost what they do."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
