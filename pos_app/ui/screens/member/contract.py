"""What the member's places must offer their presenter. No Qt."""

from dataclasses import dataclass
from typing import Protocol

from pos_app.domain.coupon import CouponOffer
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.member import Member, Tier
from pos_app.ui.member_words import Face


@dataclass(frozen=True, slots=True, repr=False)
class Glance:
    """The member of the sale with what this basket means to them, read in one go.

    No repr: nothing of it belongs in a log. ``earns`` are points of this basket.
    """

    face: Face
    offers: tuple[CouponOffer, ...]
    earns: int
    currency: str
    today: BusinessDate | None


class Hit(Protocol):
    """Somebody who was found: services/members.py."""

    @property
    def member(self) -> Member | None:
        """Who it is; None for somebody this till does not know."""

    @property
    def tier(self) -> Tier | None:
        """Their tier."""


class Strip(Protocol):
    """The strip over the basket."""

    def show_nobody(self) -> None:
        """Say that nobody in particular buys."""

    def show_glance(self, glance: Glance) -> None:
        """Say who buys and what helps them."""


class FindScreen(Protocol):
    """Where a member is looked for."""

    def begin(self, text: str) -> None:
        """Open with nothing found; a text that was typed already stands in the field."""

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """List who was found, masked."""

    def leave(self) -> None:
        """Close it if it is open."""


class FaceScreen(Protocol):
    """Where the member of the sale is seen."""

    def show_glance(self, glance: Glance) -> None:
        """Show them, as they stand now."""

    def open(self) -> None:
        """Open it."""

    def leave(self) -> None:
        """Close it if it is open."""
