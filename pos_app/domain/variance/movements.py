"""What may go wrong with loans, pickups and payments: booked twice, not made, keyed wrong."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from pos_app.domain.variance.facts import Moved, ShiftFacts
from pos_app.domain.variance.possibility import Cause, Evidence, Possibility, one_in, slips_of_key

_SOON_MS: Final = 15 * 60_000
_TWICE_SOON: Final = one_in(4)
_TWICE_LATER: Final = one_in(60)
_NOT_MADE: Final = one_in(300)
_KEYED: Final = one_in(40)
_SAFE_SAYS: Final = one_in(2)
"""The safe counted another amount than the till sent: nothing speaks louder."""


def possibilities(facts: ShiftFacts) -> Iterator[Possibility]:
    """Go through the movements of a shift."""
    for moved in facts.movements:
        yield from _alone(moved)
    for first, second in combinations(facts.movements, 2):
        if _is_same(first, second):
            soon = abs(second.at_ms - first.at_ms) <= _SOON_MS
            rate = _TWICE_SOON if soon else _TWICE_LATER
            evidence = tuple(_evidence(moved, 0) for moved in (second, first))
            yield Possibility(Cause.BOOKED_TWICE, _undone(first), rate, evidence)


def _alone(moved: Moved) -> Iterator[Possibility]:
    arrived = moved.arrived_minor
    if arrived is not None:  # the money was seen to move: so much of it
        if arrived != moved.amount_minor:
            effect = _in_till(moved, arrived) - _in_till(moved, moved.amount_minor)
            evidence = (_evidence(moved, arrived),)
            yield Possibility(Cause.MOVEMENT_KEYED, effect, _SAFE_SAYS, evidence)
        return
    yield Possibility(Cause.NOT_MADE, _undone(moved), _NOT_MADE, (_evidence(moved, 0),))
    unit = 100 if moved.amount_minor % 100 == 0 else 1
    meant = slips_of_key(moved.amount_minor // unit)
    whole = sum(meant.values())
    for amount, weight in meant.items():
        effect = _in_till(moved, amount * unit) - _in_till(moved, moved.amount_minor)
        evidence = (_evidence(moved, amount * unit),)
        yield Possibility(Cause.MOVEMENT_KEYED, effect, _KEYED * weight // whole, evidence)


def _in_till(moved: Moved, amount_minor: int) -> int:
    return amount_minor if moved.kind.is_inward else -amount_minor


def _undone(moved: Moved) -> int:
    """Say by how much the count differs where the money of this booking never moved."""
    return -_in_till(moved, moved.amount_minor)


def _is_same(first: Moved, second: Moved) -> bool:
    return (first.kind, first.amount_minor, first.reason_code) == (
        second.kind,
        second.amount_minor,
        second.reason_code,
    )


def _evidence(moved: Moved, supposed: int) -> Evidence:
    return Evidence(
        moved.at_ms, booked=moved.amount_minor, supposed=supposed, word=moved.kind.value
    )
