"""What the day exports' screen shows and must offer its presenter. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_app.domain.events_export import FileFormat


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report of the day: as which files it goes, and as which it could not be written last."""

    what: str
    chosen: frozenset[FileFormat]
    possible: frozenset[FileFormat]
    failed: frozenset[FileFormat]


@dataclass(frozen=True, slots=True)
class PlanShown:
    """The plan as it is on the screen; ``is_kept``: it is also the one that counts.

    ``last_code`` says what kept the last day from being whole, empty if nothing did;
    ``is_folder_there`` is None until somebody has looked.
    """

    is_on: bool
    folder: str
    is_kept: bool
    is_folder_there: bool | None = None
    last_ms: int | None = None
    last_date: str = ""
    last_count: int = 0
    last_code: str = ""
    waiting: tuple[str, ...] = ()


class DayExportsScreen(Protocol):
    """What the view must offer."""

    def show_reports(self, plan: PlanShown, rows: Sequence[ReportRow]) -> None:
        """Replace the list, and say how the plan is."""

    def marked_report(self) -> ReportRow | None:
        """Give the one that is marked."""

    def ask_folder(self, plan: PlanShown) -> None:
        """Open the form of the folder."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
