"""What the program's screen shows and must offer its presenter. No Qt."""

from dataclasses import dataclass
from typing import Protocol

from pos_app.autostart import StartsFor


@dataclass(frozen=True, slots=True)
class ProgramShown:
    """This program and the one that was found.

    ``hindrances`` are codes of what keeps an update from being run now. ``found`` is empty until an
    installer is here; ``is_looking`` while somebody looks.
    """

    version: str = ""
    address: str = ""
    rejected: str = ""
    can_trust: bool = True
    hindrances: tuple[str, ...] = ()
    found: str = ""
    notes_zh: str = ""
    notes_en: str = ""
    is_looking: bool = False
    is_full_screen: bool = False
    starts_for: StartsFor = StartsFor.NOBODY


class ProgramScreen(Protocol):
    """What the view must offer."""

    def show_program(self, shown: ProgramShown) -> None:
        """Show it anew."""

    def ask_sure(self, version: str) -> None:
        """Ask before the till is closed for an installation."""

    def end(self) -> None:
        """Close the till and have the installer run."""

    def ask_leave(self) -> None:
        """Ask before the till is closed."""

    def leave(self) -> None:
        """Close the till."""

    def fill_screen(self, *, is_full: bool) -> None:
        """Let the window fill the screen, or not any more."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
