"""What the control room shows and must offer its presenter. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_app.domain.audit import AuditFilter, AuditRow, Exceptions, Replay
from pos_app.domain.identifiers import BusinessDate
from pos_app.receipts.paper import Paper


@dataclass(frozen=True, slots=True)
class Where:
    """Where to look: days, or a shift, or one receipt; what is empty is not asked for."""

    first: BusinessDate | None = None
    last: BusinessDate | None = None
    shift: int | None = None
    receipt: str = ""


class Found(Protocol):
    """How the journal's check ended: a store's verdict."""

    @property
    def rows(self) -> int:
        """Journal rows that were checked."""

    @property
    def sales(self) -> int:
        """Transactions that were held against them."""


class ControlScreen(Protocol):
    """What the view must offer."""

    def show_names(self, names: Mapping[str, str]) -> None:
        """Say how operators are called, by id."""

    def show_goods(self, names: Mapping[str, tuple[str, str]]) -> None:
        """Say how goods of the rows are called, by SKU, in Chinese and English."""

    def show_nothing(self) -> None:
        """Forget whatever was shown, and bring the first page to the front."""

    def show_page(self, page: int) -> None:
        """Bring a page to the front: 0 stands out, 1 journal, 2 replay, 3 verify."""

    def show_question(self, wanted: AuditFilter, shift: int | None) -> None:
        """Say what is looked at, before the answer is there."""

    def show_exceptions(self, found: Exceptions) -> None:
        """Replace what stands out."""

    def show_rows(self, rows: Sequence[AuditRow]) -> None:
        """Replace the journal's rows; the newest is marked."""

    def show_replay(self, replay: Replay | None) -> None:
        """Replace the replay; None when there is no shift to step through."""

    def show_verdict(self, found: Found | None, trouble: str) -> None:
        """Say how the check ended; None and no trouble while it has not been made."""

    def show_reading(self, done: float | None) -> None:
        """Show how far reading has come; None when nothing is being read."""

    def show_paper(self, paper: Paper | None) -> None:
        """Show a receipt as it was printed."""

    def marked_row(self) -> AuditRow | None:
        """Give the row that is marked on the page in front."""

    def ask_where(self, wanted: AuditFilter) -> None:
        """Ask for other days, a shift or a receipt."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
