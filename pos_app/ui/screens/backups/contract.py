"""What the backups' screen shows and must offer its presenter. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A backup in the folder. Moments are UTC milliseconds; never rehearsed is None."""

    name: str
    made_ms: int
    age_hours: int
    bytes: int
    rehearsed_ms: int | None


@dataclass(frozen=True, slots=True)
class PlanShown:
    """The plan, how the last run went, and what is wrong with the folder (a code, or nothing)."""

    is_on: bool
    folder: str
    hour: int
    keep: int
    last_ms: int | None = None
    last_code: str = ""
    fault: str = ""


class BackupsScreen(Protocol):
    """What the view must offer."""

    def show_copies(self, plan: PlanShown, rows: Sequence[CopyRow]) -> None:
        """Replace the list, and say how the plan is."""

    def marked_copy(self) -> CopyRow | None:
        """Give the one that is marked."""

    def ask_plan(self, plan: PlanShown) -> None:
        """Open the form of the plan."""

    def show_progress(self, done: float | None) -> None:
        """Say how far a copy or a rehearsal is, from 0 to 1; None when none is under way."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
