"""What the reports screen shows and must offer its presenter. No Qt."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.shift import Shift
from pos_app.receipts.paper import Paper


class ReportRow(Protocol):
    """A closed shift, or a closed day when ``shift`` is None."""

    @property
    def business_date(self) -> BusinessDate:
        """The day."""

    @property
    def number(self) -> int:
        """The shift's number, or the day's Z number."""

    @property
    def shift(self) -> Shift | None:
        """The shift."""

    @property
    def counted(self) -> Money:
        """What was counted."""

    @property
    def over_short(self) -> Money:
        """Counted less expected."""


class ReportsScreen(Protocol):
    """What the view must offer."""

    def show_reports(self, rows: Sequence[ReportRow]) -> None:
        """Replace the list and mark the newest."""

    def marked_report(self) -> ReportRow | None:
        """Give the one that is marked."""

    def show_paper(self, paper: Paper | None) -> None:
        """Show a report as it is printed."""

    def show_possible(self, *, can_read_x: bool) -> None:
        """Say whether a shift is open that could be read."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
