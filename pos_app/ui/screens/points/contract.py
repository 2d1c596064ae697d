"""What the points' place must offer its presenter, and what it shows. No Qt."""

from dataclasses import dataclass
from typing import Protocol

from pos_app.domain.money import Money
from pos_app.domain.points import PointsStanding
from pos_app.domain.pricing.trace import PointsEarned


@dataclass(frozen=True, slots=True)
class PointsGlance:
    """What a member has, may spend on this basket, and will earn by it."""

    standing: PointsStanding
    earns: tuple[PointsEarned, ...]

    @property
    def earns_in_all(self) -> int:
        """The points of this basket, whatever rule gives them."""
        return sum(entry.points for entry in self.earns)

    def worth(self, points: int) -> Money:
        """Say what so many points take off, counted in whole blocks."""
        standing = self.standing
        return standing.block_worth * (points // standing.block if standing.block else 0)

    def quick(self) -> tuple[int, ...]:
        """Suggest how many to spend: all that this basket takes, half of it, ten blocks, one."""
        most, block = self.standing.spendable_here, self.standing.block
        if not most:
            return ()
        half = most // 2 // block * block
        wanted = (most, half, 10 * block, block)
        return tuple(dict.fromkeys(points for points in wanted if 0 < points <= most))


class PointsScreen(Protocol):
    """The points panel."""

    def show_glance(self, glance: PointsGlance) -> None:
        """Show what there is."""

    def open(self) -> None:
        """Open it."""

    def leave(self) -> None:
        """Close it if it is open."""
