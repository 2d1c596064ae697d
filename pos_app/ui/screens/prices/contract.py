"""What the prices' screen shows and must offer its presenter. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from pos_app.domain.catalog import Item
from pos_app.domain.events_set_up import PriceStage
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money


class Part(Enum):
    """The parts of the screen."""

    COMING = auto()
    DONE = auto()
    LABELS = auto()
    FOUND = auto()


@dataclass(frozen=True, slots=True)
class PriceLine:
    """A row: a change, a label that is due, or goods that were found.

    ``item`` is None for goods that are sold no more. ``before`` is the price before a change, or
    what the label says; ``change`` is empty where there is none to withdraw.
    """

    sku: str
    item: Item | None
    before: Money | None
    after: Money | None
    date: str = ""
    stage: PriceStage | None = None
    change: bytes = b""


class PricesScreen(Protocol):
    """What the view must offer."""

    def show_lines(self, part: Part, rows: Sequence[PriceLine], *, is_from_cloud: bool) -> None:
        """Replace the list by a part's."""

    def marked_line(self) -> PriceLine | None:
        """Give the one that is marked."""

    def ask_find(self) -> None:
        """Ask for goods."""

    def ask_price(self, line: PriceLine, date: BusinessDate) -> None:
        """Ask for an item's new price, and from when on."""

    def show_possible(self, *, can_withdraw: bool, can_note: bool, can_price: bool) -> None:
        """Grey out what makes no sense for the marked row."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
