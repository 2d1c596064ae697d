"""What the money room shows and must offer its presenter. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from pos_app.domain.money import Money
from pos_app.domain.over_short import CountedShift, OperatorHistory
from pos_app.domain.report import CashFigures
from pos_app.domain.safe import OnTheWay, SafeEntryKind, SafeRecord
from pos_app.domain.shift import Counts, Shift
from pos_app.domain.variance.explain import Explanation, Part
from pos_app.domain.variance.possibility import Evidence
from pos_app.receipts.paper import Paper


class Page(IntEnum):
    """The pages, in the order of their keys."""

    SAFE = 0
    TILL = 1
    HISTORY = 2
    SHIFTS = 3
    FINDING = 4


class Safe(Protocol):
    """The safe as its ledger has it."""

    @property
    def expected(self) -> Money | None:
        """What should lie there; None while the ledger has not begun."""

    @property
    def on_the_way(self) -> tuple[OnTheWay, ...]:
        """Pickups that left this till."""

    @property
    def entries(self) -> tuple[SafeRecord, ...]:
        """The ledger, newest first."""

    @property
    def last_count(self) -> SafeRecord | None:
        """The count that is believed now."""

    @property
    def is_count_waiting(self) -> bool:
        """The last count is to be made once more."""


class TillState(Protocol):
    """This till's cash."""

    @property
    def shift(self) -> Shift | None:
        """The open shift."""

    @property
    def cash(self) -> CashFigures | None:
        """What moved without a sale."""

    @property
    def in_till(self) -> Money | None:
        """What should lie there, for who may know it."""

    @property
    def limit(self) -> Money | None:
        """Above which a pickup is due."""

    @property
    def standard_float(self) -> Money | None:
        """What a shift should begin with."""

    @property
    def tolerance(self) -> Money | None:
        """From where on a count is made once more."""

    @property
    def is_pickup_due(self) -> bool:
        """It is."""

    @property
    def on_the_way(self) -> Money:
        """What left for the safe and is not there yet."""


class Found(Protocol):
    """What was found about a closed shift."""

    @property
    def shift(self) -> CountedShift:
        """Which one, and by how much it was off."""

    @property
    def counted(self) -> Money:
        """What was counted."""

    @property
    def expected(self) -> Money:
        """What should have been."""

    @property
    def counted_before(self) -> tuple[Counts, ...]:
        """Counts that were asked for once more."""

    @property
    def explanations(self) -> tuple[Explanation, ...]:
        """What may explain it, likeliest first."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row of a finding: an explanation's part, or, with ``evidence``, where to look.

    ``is_rest``: it heads places of a part above that had no room there.
    """

    rank: int
    score_ppm: int
    part: Part
    is_second: bool = False
    evidence: Evidence | None = None
    is_rest: bool = False


class MoneyScreen(Protocol):
    """What the view must offer."""

    def show_page(self, page: Page) -> None:
        """Bring a page to the front."""

    def show_safe(self, safe: Safe) -> None:
        """Replace the safe's page."""

    def show_till(self, till: TillState) -> None:
        """Replace this till's page."""

    def show_history(self, days: int, histories: Sequence[OperatorHistory]) -> None:
        """Replace how operators' shifts came out."""

    def show_shifts(self, shifts: Sequence[CountedShift]) -> None:
        """Replace the closed shifts and mark the newest."""

    def marked_shift(self) -> CountedShift | None:
        """Give the shift that is marked."""

    def show_finding(self, found: Found) -> None:
        """Show what was found, with the first evidence marked."""

    def marked_receipt(self) -> str:
        """Give the receipt of the marked evidence; empty where it has none."""

    def show_paper(self, paper: Paper | None) -> None:
        """Show the receipt behind the marked evidence."""

    def ask_count(self, *, is_again: bool) -> None:
        """Ask for a count of the safe."""

    def ask_move(
        self, kind: SafeEntryKind, pickup: OnTheWay | None, *, of_many: bool = False
    ) -> None:
        """Ask how much moves, and under which number; of a pickup how much arrived."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
