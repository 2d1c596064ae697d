"""What the people's screen shows and must offer its presenter. No Qt."""

from collections.abc import Sequence
from enum import Enum, auto
from typing import Protocol

from pos_app.domain.identifiers import OperatorId
from pos_app.domain.operators import Operator, Role


class Asked(Enum):
    """The forms of the screen."""

    ADD = auto()
    NAME = auto()
    NUMBER = auto()
    ROLE = auto()
    PIN = auto()


class PeopleScreen(Protocol):
    """What the view must offer."""

    def show_people(self, people: Sequence[Operator], own_id: OperatorId) -> None:
        """Replace the list."""

    def marked_person(self) -> Operator | None:
        """Give the one that is marked."""

    def ask(self, asked: Asked, person: Operator | None, roles: Sequence[Role]) -> None:
        """Open a form about somebody, or about a new person."""

    def ask_sure(self, code: str, name: str) -> None:
        """Ask before somebody is barred or admitted again."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
