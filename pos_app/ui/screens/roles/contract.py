"""What the roles' screen shows and must offer its presenter. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_app.domain.operators import Permission, Privilege, Role


@dataclass(frozen=True, slots=True)
class Cell:
    """One role's right to one thing."""

    role: Role
    privilege: Privilege

    @property
    def permission(self) -> Permission:
        """As it stands."""
        return self.role.permission(self.privilege)


class RolesScreen(Protocol):
    """What the view must offer."""

    def show_roles(self, roles: Sequence[Role], own_role: str) -> None:
        """Replace the table."""

    def marked_cell(self) -> Cell | None:
        """Give the right that is marked."""

    def move_role(self, step: int) -> None:
        """Mark another role."""

    def ask_permission(self, cell: Cell) -> None:
        """Open the form about a right."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
