"""What the changes' screen shows and must offer its presenter. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_app.domain.events_set_up import Subject


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change. ``before`` and ``after`` say what differs, and nothing of what is personal.

    ``name_zh`` and ``name_en`` name the person or the role it is about.
    """

    at_ms: int
    who: str
    approver: str
    subject: Subject
    key: str
    name_zh: str
    name_en: str
    before: str
    after: str


class ChangesScreen(Protocol):
    """What the view must offer."""

    def show_changes(self, rows: Sequence[ChangeRow]) -> None:
        """Replace the list."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
