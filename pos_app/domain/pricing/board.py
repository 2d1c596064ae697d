"""The basket as rules see it: lines with whole units, shelf prices, floors and their sets.

A weighed line, and one whose label carries its price, is one unit worth the whole line.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pos_app.domain.catalog import Item
from pos_app.domain.pricing.bundle import RuleBundle
from pos_app.domain.pricing.rule import EVERYTHING
from pos_app.domain.transaction import SaleLine


@dataclass(slots=True, eq=False)
class BoardLine:
    """A line that rules may touch; ``at`` is its place among all lines of the transaction.

    ``price`` and ``floor`` are of a unit, ``shelf`` is the whole line at its shelf price;
    ``thousandths`` is set when the one unit was measured. Nobody changes it; not frozen because
    that costs as much as all else in laying out a basket.
    """

    at: int
    item: Item
    price: int
    units: int
    floor: int
    sets: tuple[int, ...]
    thousandths: int
    shelf: int


@dataclass(slots=True)
class Board:
    """The lines that rules may touch, and who is in which set (by position in ``lines``)."""

    lines: list[BoardLine] = field(default_factory=list)
    members: dict[int, list[int]] = field(default_factory=dict)

    def of(self, items: int) -> list[int]:
        """List the lines of a set, in the order they were rung."""
        return self.members.get(items, [])

    def set_of(self, items: int) -> frozenset[int]:
        """Give the lines of a set without an order."""
        return frozenset(self.of(items))

    def with_line(self, shelf: int, units: int, sets: Iterable[int]) -> "Board":
        """Give a board with a line more, of a good that is in these sets and may cost nothing."""
        at = len(self.lines)
        found = tuple(sorted({EVERYTHING, *sets}))
        line = BoardLine(-1, self.lines[0].item, shelf // units, units, 0, found, 0, shelf)
        members = dict(self.members)
        for items in found:
            members[items] = [*self.of(items), at]
        return Board([*self.lines, line], members)

    def shelf_sum(self, items: int) -> int:
        """Add a set up at shelf prices."""
        return sum(self.lines[at].shelf for at in self.of(items))

    def shelves(self) -> list[int]:
        """List the lines at their shelf prices."""
        return [line.shelf for line in self.lines]

    def unit_count(self, items: int) -> int:
        """Count the units of a set."""
        return sum(self.lines[at].units for at in self.of(items))


def lay_out(sold: Iterable[tuple[int, SaleLine, int]], bundle: RuleBundle) -> Board:
    """Put sale lines (place, line, extended amount) up; what rules must not touch stays off.

    Off stays: nothing worth anything, and a price an operator set unless the bundle says otherwise.
    """
    board = Board()
    members = board.members
    overridden_too = bundle.policy.overridden_too
    lines = board.lines
    for place, line, extended in sold:
        if extended <= 0 or (line.price_override is not None and not overridden_too):
            continue
        item, quantity = line.item, line.quantity.thousandths
        if quantity % 1000 or line.fixed_price is not None or item.unit.is_measured:
            price, units, thousandths = extended, 1, quantity
        else:
            price, units, thousandths = line.unit_price.minor, quantity // 1000, 0
        sets = bundle.sets_of(item, price)
        if not sets:
            continue
        floor = bundle.floor_of(sets, price) if bundle.floors else 0
        if item.lowest_price is not None:
            floor = max(floor, min(price, _whole(item.lowest_price.minor, thousandths)))
        at = len(lines)
        lines.append(BoardLine(place, item, price, units, floor, sets, thousandths, price * units))
        for items in sets:
            found = members.get(items)
            if found is None:
                members[items] = [at]
            else:
                found.append(at)
    return board


def _whole(price: int, thousandths: int) -> int:
    return -(-price * thousandths // 1000) if thousandths else price
