"""What may go wrong when money is counted: pieces missed, digits turned, the wrong row."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from pos_app.domain.shift import Counts
from pos_app.domain.variance.facts import ShiftFacts
from pos_app.domain.variance.possibility import Cause, Evidence, Possibility, one_in, slips_of_key

_SLIP: Final = one_in(100)
_SLIP_SHARES: Final = {1: 30, 2: 8, 3: 3, 5: 2, 10: 4, 20: 2, 40: 1, 50: 2, 100: 1}
"""By how many pieces a count slips, in hundredths of the times it does: one, or a bundle, a roll.
"""
MOST_FORGOTTEN: Final = 80
_ROW_FORGOTTEN: Final = one_in(400) // MOST_FORGOTTEN
"""Any number may have lain in a row left out, until ``pieces`` says how many are to be expected."""
_KEYED: Final = one_in(400)
_WRONG_ROW: Final = one_in(1_000)
_FLOAT_SHARE: Final = 2
"""A float is counted in fewer pieces than a day's takings: so much more rarely wrong."""
_STANDARD: Final = one_in(12)
"""The float differs from the store's standard by the very amount that is missing now."""
_AGAIN: Final = 10
"""Two counts that agree are so much more rarely wrong."""


def possibilities(facts: ShiftFacts) -> Iterator[Possibility]:
    """Go through the rows of the closing and the opening count."""
    kinds = set(facts.denominations)
    was_repeated = facts.counts in facts.counted_before
    for slip in _of_count(_rows(facts.counts, kinds) if facts.counts else (), facts.closed_ms):
        rate = slip.rate // _AGAIN if was_repeated else slip.rate
        yield Possibility(slip.cause, slip.effect_minor, rate, slip.evidence)
    for slip in _of_count(_rows(facts.opening, kinds), facts.opened_ms):
        rate = slip.rate // _FLOAT_SHARE
        yield Possibility(Cause.FLOAT_WRONG, -slip.effect_minor, rate, slip.evidence)
    yield from _not_standard(facts)


def _rows(counts: Counts, kinds: set[int]) -> Counts:
    """Give a row for each kind of piece, largest first; what was left out has none."""
    counted = dict(counts)
    return tuple((kind, counted.get(kind, 0)) for kind in sorted(kinds | set(counted))[::-1])


def _of_count(rows: Counts, at_ms: int) -> Iterator[Possibility]:
    for denomination, pieces in rows:
        yield from _slips(denomination, pieces, at_ms)
        meant = slips_of_key(pieces)
        for real, weight in meant.items():
            if max(real, pieces) >= 10:  # with one digit there is nothing to turn around
                rate = _KEYED * weight // sum(meant.values())
                yield _piece(Cause.COUNT_KEYED, rate, (denomination, pieces, real), at_ms)
    for above, below in pairwise(rows):
        yield from _exchanged(above, below, at_ms)


def _slips(denomination: int, pieces: int, at_ms: int) -> Iterator[Possibility]:
    if not pieces:
        for real in range(1, MOST_FORGOTTEN + 1):
            row = (denomination, 0, real)
            yield _piece(Cause.COUNT_SLIP, _ROW_FORGOTTEN, row, at_ms)
        return
    crowd = min(3, 1 + pieces // 20)  # more pieces, more slips
    for slip, share in _SLIP_SHARES.items():
        for real in (pieces - slip, pieces + slip):
            # Nobody overlooks many more pieces than there are, single ones aside.
            if real >= 0 and slip <= max(2, pieces):
                row = (denomination, pieces, real)
                yield _piece(Cause.COUNT_SLIP, _SLIP * share * crowd // 200, row, at_ms)


def _exchanged(above: tuple[int, int], below: tuple[int, int], at_ms: int) -> Iterator[Possibility]:
    """Suppose that the pieces of one kind were written in the row of its neighbour."""
    for there, missing in ((above, below), (below, above)):
        if there[1] >= 2 and not missing[1]:
            effect = there[1] * (there[0] - missing[0])
            evidence = (
                Evidence(at_ms, "", there[1], 0, there[0]),
                Evidence(at_ms, "", 0, there[1], missing[0]),
            )
            yield Possibility(Cause.COUNT_KEYED, effect, _WRONG_ROW, evidence)


def _not_standard(facts: ShiftFacts) -> Iterator[Possibility]:
    standard = facts.standard_float_minor
    opening = sum(denomination * pieces for denomination, pieces in facts.opening)
    if standard is not None and opening != standard:
        evidence = (Evidence(facts.opened_ms, booked=opening, supposed=standard),)
        yield Possibility(Cause.FLOAT_WRONG, standard - opening, _STANDARD, evidence)


def _piece(cause: Cause, rate: int, row: tuple[int, int, int], at_ms: int) -> Possibility:
    """Make one of a row: (denomination, pieces written, pieces there)."""
    denomination, pieces, real = row
    evidence = (Evidence(at_ms, "", pieces, real, denomination),)
    return Possibility(cause, (pieces - real) * denomination, rate, evidence)
