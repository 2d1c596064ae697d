"""What stands on the customer's screen, and what it must offer its presenter. No Qt."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, Protocol

from pos_app.domain.money import Money

NOTHING: Final = Money(0)


class Stage(Enum):
    """How far the dealing is."""

    IDLE = auto()
    RINGING = auto()
    DONE = auto()
    TEST = auto()


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line as it was rung. ``before`` is what it would cost without what was taken off it."""

    name_zh: str
    name_en: str
    quantity: str
    amount: Money
    before: Money | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """All that is on the customer's screen: nothing of who they are but that they are a member.

    ``lines`` are the last ones, the newest at the end; ``hidden`` counts those before them.
    ``amount`` is the total; once it is paid, the change. ``due`` is what is still to be paid after
    a part was. ``join`` is the text of the code that invites to join; empty for none.
    """

    stage: Stage = Stage.IDLE
    lines: tuple[ShownLine, ...] = ()
    hidden: int = 0
    pieces: int = 0
    amount: Money = NOTHING
    due: Money | None = None
    saved: Money = NOTHING
    paid: Money = NOTHING
    is_refund: bool = False
    is_member: bool = False
    is_training: bool = False
    join: str = ""


class CustomerScreen(Protocol):
    """What the customer's window must offer."""

    def show_page(self, page: Page) -> None:
        """Show this from now on; painted after the till's own screen was."""

    def show_store(self, name_zh: str, name_en: str) -> None:
        """Name the store, for the time when nobody buys."""
