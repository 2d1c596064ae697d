"""What the returns screen must offer its presenter. No Qt."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.domain.catalog import Item
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.returns import ReturnableLine, ReturnableSale
from pos_app.ui.sale_rows import SaleRow


class ReturnsScreen(Protocol):
    """What the view must offer."""

    def show_finding(self, rows: Sequence[SaleRow]) -> None:
        """Show sales to choose from."""

    def show_sale(self, sale: ReturnableSale) -> None:
        """Show the lines of one sale with what may still come back."""

    def show_basket(self, basket: PricedTransaction | None) -> None:
        """Say what the open transaction comes to so far."""

    def ask_find(self, today: BusinessDate | None) -> None:
        """Ask what is looked for."""

    def ask_take_back(self, sale: ReturnableSale, line: ReturnableLine) -> None:
        """Ask how much of a line comes back, and why."""

    def ask_take_all(self, sale: ReturnableSale) -> None:
        """Ask why all that is left of a sale comes back."""

    def ask_item(self) -> None:
        """Ask which item comes back without a receipt."""

    def ask_on_trust(self, item: Item, price: Money) -> None:
        """Ask how much of an item comes back without a receipt, and why."""

    def show_items(self, items: tuple[Item, ...]) -> None:
        """Show what a search found."""

    def marked_sale(self) -> SaleRow | None:
        """Give the sale that is marked."""

    def marked_line(self) -> ReturnableLine | None:
        """Give the line that is marked."""

    def mark_line(self, number: int) -> None:
        """Mark a line by its number."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
