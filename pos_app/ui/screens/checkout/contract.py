"""What the selling screen must offer its presenter, and what its panels answer. No Qt."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.domain.catalog import Item
from pos_app.domain.identifiers import TransactionId
from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedLine, PricedTransaction
from pos_app.domain.quantity import Quantity, Unit
from pos_app.domain.settlement import CompletedTransaction


class Waiting(Protocol):
    """A suspended transaction in a list."""

    @property
    def id(self) -> TransactionId:
        """What it is taken up again by."""

    @property
    def label(self) -> str:
        """The name it was given."""

    @property
    def suspended_ms(self) -> int:
        """When it was put aside."""

    @property
    def line_count(self) -> int:
        """How many lines it has."""

    @property
    def total(self) -> Money:
        """What it comes to."""

    @property
    def opened_ms(self) -> int:
        """When its first line was rung up."""


class DiscountWanted(Protocol):
    """What the discount panel answers."""

    @property
    def is_whole(self) -> bool:
        """Off the whole transaction, not off the marked line."""

    @property
    def reason(self) -> str:
        """Why, by code."""

    @property
    def rate_ppm(self) -> int | None:
        """A rate in parts per million, or None when it is an amount."""

    @property
    def amount(self) -> Money | None:
        """An amount, or None when it is a rate."""


class CheckoutScreen(Protocol):
    """What the view must offer."""

    def show_basket(self, basket: PricedTransaction | None, line_number: int | None) -> None:
        """Replace the basket and mark a line."""

    def show_completed(self, completed: CompletedTransaction) -> None:
        """Show the change until the next scan."""

    def show_items(self, items: tuple[Item, ...], *, marks_first: bool) -> None:
        """Show what a search found."""

    def hide_found(self) -> None:
        """Take the results away."""

    def show_suspended(self, suspended: Sequence[Waiting]) -> None:
        """Say how many wait."""

    def ask_resume(self) -> None:
        """Open the list of those that wait."""

    def ask_quantity(self, line: PricedLine) -> None:
        """Ask how many of a line."""

    def ask_weight(self, unit: Unit, name_zh: str, name_en: str) -> None:
        """Ask for the weight, or another measure, of the item that was just scanned."""

    def ask_price(self, line: PricedLine, price: Money) -> None:
        """Ask for a new price."""

    def ask_discount(self, line: PricedLine | None) -> None:
        """Ask what is taken off."""

    def ask_note(self, text: str) -> None:
        """Ask for a note."""

    def ask_suspend(self) -> None:
        """Ask for a name to find it by."""

    def ask_void(self) -> None:
        """Ask whether, and why, everything is dropped."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""

    def marked_line(self) -> PricedLine | None:
        """Give the line that the keys act on."""

    def take_times(self) -> Quantity | None:
        """Give the number typed with ``×`` before an item, once."""

    def take_typed_quantity(self) -> Quantity | None:
        """Give the number in the scan field when it is one, and empty the field."""

    def put_back(self, text: str) -> None:
        """Put a refused text back to be mended."""
