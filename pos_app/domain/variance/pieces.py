"""Which notes and coins should lie in the drawer, and what the count of each kind speaks for.

The record knows what was handed over, given back and taken out, not in which pieces. Fewest pieces
in, largest pieces out is how most people do it; how often they do otherwise makes how sure a kind
is: hundreds are nearly certain, coins are not. What a cause does to each kind is then held against
the count: digits turned in one row look unlike the same amount missing at a sale.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pos_app.domain.shift import Counts
from pos_app.domain.variance.counting import MOST_FORGOTTEN
from pos_app.domain.variance.facts import ShiftFacts
from pos_app.domain.variance.possibility import Cause, Possibility

_PIECE: Final = 1_000
"""Of variances: thousandths of a piece squared."""
_OTHERWISE: Final = 100
"""One piece in ten is paid, or given, in the next smaller kind instead."""
_ONE_NOTE: Final = 40
"""One in twenty-five, where the amount is one piece: who gives 100 mostly gives a hundred."""
_HABIT: Final = 30
"""Habits do not average out: the count drifts by one of so many pieces moved."""
_SWAPPED: Final = (500, 500, 4_000)
"""What opening the drawer for change does to the two largest kinds, and to each smaller one."""
_AT_LEAST: Final = 250
_TAILS: Final = 5
"""Degrees of freedom of Student's t: people surprise more often than a normal curve allows."""
_POWER: Final = (_TAILS + 1) // 2
_MOST: Final = 1_000
"""However well or badly the count fits, other evidence is not silenced."""


Flow = tuple[int, int, int]
"""When, how much (negative: out), and, going out, which kind is not taken; 0 for none."""


class PieceFacts:
    """What was counted of each kind beside what the record leads to."""

    def __init__(self, facts: ShiftFacts) -> None:
        self._facts = facts
        self._flows = sorted(_flows(facts), key=lambda flow: flow[0])
        drawer = _Drawer(facts.denominations, facts.opening)
        drawer.follow(self._flows)
        self._expected = drawer.pieces
        counted = dict(facts.counts)
        self._more = {kind: counted.get(kind, 0) - drawer.pieces[kind] for kind in drawer.kinds}
        self._variance = drawer.doubts(len(facts.openings))

    def weigh(self, rate: int, *ones: Possibility) -> int:
        """Scale the rate of one or two by how much better the count fits if they happened."""
        if not self._facts.counts:  # a sum alone says nothing of pieces
            return rate
        prints: Counter[int] = Counter()
        for one in ones:
            prints.update(self._footprint(one))
            if _is_row_forgotten(one):
                rate *= MOST_FORGOTTEN
        better = worse = 1
        for kind, pieces in prints.items():
            if pieces and kind in self._variance:
                spread = _TAILS * self._variance[kind]
                better *= (spread + self._more[kind] ** 2 * _PIECE) ** _POWER
                worse *= (spread + (self._more[kind] - pieces) ** 2 * _PIECE) ** _POWER
        if better > worse * _MOST:
            return rate * _MOST
        return rate // _MOST if worse > better * _MOST else rate * better // worse

    def _footprint(self, one: Possibility) -> dict[int, int]:
        """Say how the count of each kind differs if this happened; nothing where none can say."""
        if one.cause in (Cause.COUNT_SLIP, Cause.COUNT_KEYED):
            return {row.denomination_minor: row.booked - row.supposed for row in one.evidence}
        opening, flows = self._facts.opening, self._flows
        if one.cause is Cause.FLOAT_WRONG:
            rows = {row.denomination_minor: row.supposed for row in one.evidence}
            opening = tuple((dict(opening) | rows).items())
        elif one.cause is not Cause.SMALL_CHANGE:
            flows = sorted(_with(one, flows), key=lambda flow: flow[0])
        drawer = _Drawer(self._facts.denominations, opening)
        drawer.follow(flows)
        return {kind: drawer.pieces[kind] - self._expected[kind] for kind in drawer.kinds}


def _is_row_forgotten(one: Possibility) -> bool:
    first = one.evidence[0]
    return len(one.evidence) == 1 and first.denomination_minor > 0 and not first.booked


def _with(one: Possibility, flows: Sequence[Flow]) -> list[Flow]:
    """Let the drawer go through what would have happened instead of what was booked."""
    first = one.evidence[0]
    if one.cause in (Cause.TENDER_KEYED, Cause.MOVEMENT_KEYED):
        is_more = first.supposed > first.booked
        sign = 1 if is_more is (one.effect_minor > 0) else -1
        at = flows.index((first.at_ms, sign * first.booked, 0))
        return [*flows[:at], (first.at_ms, sign * first.supposed, 0), *flows[at + 1 :]]
    # Whoever changes a note and does not take it gives smaller ones for it.
    is_swap = one.cause is Cause.OPENED_WITHOUT_SALE and one.effect_minor < 0
    return [*flows, (first.at_ms, one.effect_minor, -one.effect_minor if is_swap else 0)]


def fewest(amount: int, kinds: Sequence[int]) -> Counter[int]:
    """Pay an amount in as few pieces as there are; what is smaller than the smallest is left."""
    pieces: Counter[int] = Counter()
    for kind in kinds:
        pieces[kind], amount = divmod(amount, kind)
    return pieces


def _flows(facts: ShiftFacts) -> Iterator[Flow]:
    """List what went in and out; change goes out right after what it is for."""
    for deal in facts.deals:
        if deal.handed_minor:
            yield deal.at_ms, deal.handed_minor, 0
            yield deal.at_ms, -deal.change_minor, 0
        else:
            yield deal.at_ms, deal.cash_minor, 0
    for moved in facts.movements:
        sign = 1 if moved.kind.is_inward else -1
        yield moved.at_ms, sign * moved.amount_minor, 0


class _Drawer:
    """The pieces as they should be, while flows go by."""

    def __init__(self, kinds: Sequence[int], opening: Counts) -> None:
        self.kinds = tuple(sorted(kinds)[::-1])
        self.pieces: Counter[int] = Counter(dict(opening))
        self._variance: Counter[int] = Counter()
        self._moved: Counter[int] = Counter()

    def follow(self, flows: Iterable[Flow]) -> None:
        """Let flows go by in their order."""
        for _, amount, but in flows:
            if amount:
                self._move(amount, but)

    def doubts(self, openings: int) -> dict[int, int]:
        """Give the variance of each kind; a drawer opened for change adds to it."""
        found = {}
        for at, kind in enumerate(self.kinds):
            swapped = openings * _SWAPPED[min(at, len(_SWAPPED) - 1)]
            habit = (self._moved[kind] * _PIECE // _HABIT) ** 2 // _PIECE
            found[kind] = _AT_LEAST + self._variance[kind] + swapped + habit
        return found

    def _move(self, amount: int, but: int) -> None:
        is_in = amount > 0
        moved = fewest(amount, self.kinds) if is_in else self._from_there(-amount, but)
        chance = _ONE_NOTE if is_in and moved.total() == 1 else _OTHERWISE
        for at, kind in enumerate(self.kinds):
            number = abs(moved[kind])
            self.pieces[kind] += moved[kind] if is_in else -moved[kind]
            self._moved[kind] += number
            self._variance[kind] += number * chance
            if number and at + 1 < len(self.kinds):
                smaller = self.kinds[at + 1]
                self._variance[smaller] += number * chance * (kind // smaller) ** 2

    def _from_there(self, amount: int, but: int) -> Counter[int]:
        """Take an amount in the largest pieces there are; where they lack, break a larger one."""
        taken: Counter[int] = Counter()
        for kind in self.kinds:
            there = 0 if kind == but else max(0, self.pieces[kind])
            taken[kind] = min(amount // kind, there)
            amount -= taken[kind] * kind
        larger = [kind for kind in self.kinds if kind > amount and self.pieces[kind] > taken[kind]]
        if amount >= self.kinds[-1] and larger:
            taken[larger[-1]] += 1
            taken.subtract(fewest(larger[-1] - amount, self.kinds))
        return taken
