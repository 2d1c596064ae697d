"""What the store's screen shows and must offer its presenter. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from pos_app.receipts.paper import Paper


class Part(Enum):
    """The parts of the screen."""

    TEXTS = auto()
    REASONS = auto()
    MONEY = auto()
    BARCODES = auto()


class Shape(Enum):
    """What a decision is made of, and so which form asks for it."""

    TEXT = auto()
    NUMBER = auto()
    AMOUNTS = auto()
    ROUNDING = auto()
    CASH = auto()
    TAX = auto()
    REASON = auto()
    PATTERN = auto()


@dataclass(frozen=True, slots=True)
class Decision:
    """A row: one decision, or one entry of a list of them.

    ``key`` is the profile's, ``at`` the entry's place in its list (-1: the whole), ``group`` the
    activity of a reason, or which rule for cash. ``label`` is an English source in the context
    Decisions; ``values`` are what its form shows, ``choice`` what is chosen in it, ``text`` the
    row's value in plain signs.
    """

    key: str
    label: str
    shape: Shape
    text: str
    applies: str
    values: Mapping[str, str]
    choice: str = ""
    at: int = -1
    group: str = ""
    coming: str = ""
    """What it will be: from the next business day on, or from ``coming_from`` on."""
    coming_from: str = ""


class StoreScreen(Protocol):
    """What the view must offer."""

    def show_decisions(self, part: Part, rows: Sequence[Decision]) -> None:
        """Replace the list by a part's."""

    def marked_decision(self) -> Decision | None:
        """Give the one that is marked."""

    def ask(self, decision: Decision, *, is_new: bool) -> None:
        """Open the form of a decision, empty for a new entry beside it."""

    def ask_sure(self, subject: str) -> None:
        """Ask before an entry is removed."""

    def show_paper(self, paper: Paper) -> None:
        """Show how a receipt would look."""

    def show_scan(self, text: str) -> None:
        """Say what a scanned barcode would be read as."""

    def show_possible(self, *, can_add: bool, can_remove: bool) -> None:
        """Grey out what makes no sense for the marked row."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
