"""The detective: possibilities that come to the difference, weighed against one another.

An explanation fits to the last coin or it is none: what is left over would have to be explained as
well, and then it is two. Its score is its share of everything that comes to the difference,
with a share kept back for what nobody thought of.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pos_app.domain.money import Money
from pos_app.domain.variance import counting, drawer, movements, tenders
from pos_app.domain.variance.facts import ShiftFacts
from pos_app.domain.variance.pieces import PieceFacts
from pos_app.domain.variance.possibility import (
    EVERY_SHIFT,
    Cause,
    Evidence,
    Possibility,
    one_in,
)
from pos_app.domain.variance.small_change import small_change

_SOURCES: Final = (
    tenders.possibilities,
    drawer.possibilities,
    movements.possibilities,
    counting.possibilities,
)
_UNKNOWN: Final = one_in(20)
_MOST_PAIRS: Final = 6
_MOST_WEIGHED: Final = 12
"""Pairs that are held against the pieces; there may be thousands, each a shift to go through."""
_MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """One cause: the amount it brings, and where to look, likeliest first.

    ``fitting`` of ``of`` chances in this shift come to the amount: one of many says more.
    """

    cause: Cause
    amount: Money
    evidence: tuple[Evidence, ...]
    fitting: int
    of: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """One cause, or two that add up. ``score_ppm`` is its share of all that may have happened."""

    parts: tuple[Part, ...]
    score_ppm: int

    @property
    def amount(self) -> Money:
        """What it explains: the whole difference."""
        first, *rest = self.parts
        return sum((part.amount for part in rest), first.amount)


def explain(facts: ShiftFacts, most: int = 8) -> tuple[Explanation, ...]:
    """Rank what may explain a shift's over or short, likeliest first; nothing when it is even."""
    target = facts.over_short_minor
    if not target:
        return ()
    found = _possibilities(facts)
    pieces = PieceFacts(facts)
    alone = [replace(one, rate=pieces.weigh(one.rate, one)) for one in fitting(facts, found)]
    pairs = _pairs(found, target, facts)
    leading = [(pieces.weigh(rate, *pair), pair) for rate, pair in pairs[:_MOST_WEIGHED]]
    pairs = sorted(leading, key=lambda pair: -pair[0]) + pairs[_MOST_WEIGHED:]
    singles = _grouped(alone)
    weights = [(sum(one.rate for one in group), group) for group in singles.values()]
    whole = sum(weight for weight, _ in weights) + sum(weight for weight, _ in pairs)
    whole += _UNKNOWN // _amounts_like(target, facts.step_minor)
    chances = _chances(found)
    made = [
        Explanation((_part(group, chances, facts.currency),), weight * _MILLION // whole)
        for weight, group in weights
    ]
    for weight, pair in pairs[:_MOST_PAIRS]:
        parts = tuple(_part([one], chances, facts.currency) for one in pair)
        made.append(Explanation(parts, weight * _MILLION // whole))
    made.sort(key=lambda explanation: -explanation.score_ppm)
    return tuple(made[:most])


def undecided(found: Sequence[Explanation]) -> int:
    """Say how many of the first cannot be told apart: 1 where the first stands out; 0 of nothing.

    One that is at least two thirds as likely as the first is a matter of what shops are like, not
    of what this shift's record says.
    """
    return sum(3 * one.score_ppm >= 2 * found[0].score_ppm for one in found)


def fitting(
    facts: ShiftFacts, found: Sequence[Possibility] | None = None
) -> tuple[Possibility, ...]:
    """List what alone comes to the difference."""
    target = facts.over_short_minor
    found = _possibilities(facts) if found is None else found
    habit = small_change(facts, target)
    alone = tuple(one for one in found if one.effect_minor == target)
    return alone if habit is None else (*alone, habit)


def _possibilities(facts: ShiftFacts) -> tuple[Possibility, ...]:
    return tuple(one for source in _SOURCES for one in source(facts) if one.rate > 0)


def _pairs(
    found: Sequence[Possibility], target: int, facts: ShiftFacts
) -> list[tuple[int, tuple[Possibility, Possibility]]]:
    """Find every two that add up, of different receipts and times; likeliest first."""
    by_effect: dict[int, list[int]] = defaultdict(list)
    habits: dict[int, Possibility | None] = {0: None}
    for at, one in enumerate(found):
        by_effect[one.effect_minor].append(at)
    pairs = []
    for at, one in enumerate(found):
        rest = target - one.effect_minor
        for other_at in by_effect.get(rest, ()):
            other = found[other_at]
            if other_at > at and _are_apart(one, other):
                pairs.append((one.rate * other.rate // EVERY_SHIFT, _larger_first(one, other)))
        if rest not in habits:
            habits[rest] = small_change(facts, rest)
        habit = habits[rest]
        if habit is not None:
            pairs.append((one.rate * habit.rate // EVERY_SHIFT, (one, habit)))
    pairs.sort(key=lambda pair: -pair[0])
    return pairs


def _are_apart(one: Possibility, other: Possibility) -> bool:
    """Tell whether both can have happened, and neither would undo the other."""
    places = {(evidence.at_ms, evidence.receipt) for evidence in one.evidence}
    is_elsewhere = not any((e.at_ms, e.receipt) in places for e in other.evidence)
    return is_elsewhere and one.effect_minor != 0 != other.effect_minor


def _larger_first(one: Possibility, other: Possibility) -> tuple[Possibility, Possibility]:
    return (one, other) if abs(one.effect_minor) >= abs(other.effect_minor) else (other, one)


def _grouped(alone: Iterable[Possibility]) -> dict[Cause, list[Possibility]]:
    groups: dict[Cause, list[Possibility]] = defaultdict(list)
    for one in alone:
        groups[one.cause].append(one)
    return groups


def _part(group: Sequence[Possibility], chances: dict[Cause, int], currency: str) -> Part:
    ranked = sorted(group, key=lambda one: -one.rate)
    return Part(
        cause=ranked[0].cause,
        amount=Money(ranked[0].effect_minor, currency),
        evidence=tuple(evidence for one in ranked for evidence in one.evidence),
        fitting=len(ranked),
        of=max(chances.get(ranked[0].cause, 0), len(ranked)),
    )


def _chances(found: Iterable[Possibility]) -> dict[Cause, int]:
    """Count, for each cause, the places of this shift where it could have been at work."""
    places: dict[Cause, set[tuple[int, str]]] = defaultdict(set)
    for one in found:
        first = one.evidence[0]
        places[one.cause].add((first.at_ms, first.receipt or str(first.denomination_minor)))
    return {cause: len(where) for cause, where in places.items()}


def _amounts_like(target: int, step_minor: int) -> int:
    """Say how many differences as round as this one a shop may meet: up to 500 yuan, both ways."""
    for unit in (10_000, 1_000, 100):
        if target % unit == 0:
            return 2 * 50_000 // unit
    return 2 * 50_000 // max(1, step_minor)
