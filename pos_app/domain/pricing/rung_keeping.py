"""Reducing less to keep a rung: ¥50 off from ¥300 on may be worth more than the last cut on a line.

For the case that shops have: rules on one sum, mostly of the whole basket, whose rungs depend on
what the units were reduced by, while all other rules on sums give the same whatever happens. Then
only the total that is left on that sum matters. Which totals can be reached is a subset sum, kept
in the bits of one number; between two rungs the smallest total is best.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from pos_app.domain.pricing.assignment import Assignment
from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.bundle import Policy
from pos_app.domain.pricing.independence import Role, Weight
from pos_app.domain.pricing.plan import Plan
from pos_app.domain.pricing.sums import LaterRules, Steps, Sum
from pos_app.domain.pricing.unit_search import Assigned, Reduction

MOST_RULES = 3
MOST_SPANS = 80
LARGEST_OFF = 1_000_000
"""Reductions of units beyond this are not looked at: the number would get too long."""


class RungKeeping:
    """One attempt for a line-up; ``first`` is the plan to beat."""

    def __init__(
        self,
        board: Board,
        policy: Policy,
        later: LaterRules,
        units: Assigned,
        first: Plan,
        steps: Steps,
    ) -> None:
        self._board = board
        self._policy = policy
        self._later = later
        self._units = units
        self._first = first
        self._steps = steps
        self._is_whole = first.assignment.is_proved

    def best(self, roles: Sequence[Role]) -> Plan | None:
        """Give the best plan; None when the case is another one, or too large."""
        rules = [role.sum for role in roles if role.weight is not Weight.SAME]
        if not rules or len(rules) > MOST_RULES or not self._is_the_case(rules, roles):
            return None
        scope = rules[0].lines
        of_units, is_whole = self._units.reductions(scope, self._steps)
        self._is_whole &= is_whole
        choices = [*of_units, *_of_earlier(rules[0], roles)]
        reached = _reached_by(choices)
        if reached is None or not self._steps.take(sum(map(len, choices))):
            return None
        found = [(self._lowest(kept, reached[-1]), kept) for kept in _subsets(rules)]
        lowest, kept = min(found, key=lambda pair: pair[0])
        if lowest is _NOWHERE or not self._steps.take(self._later.cost):
            return None
        dropped = {each.live.order for each in rules if each not in kept}
        plan = self._plan(list(_pick(choices, reached, lowest[1])), dropped, scope)
        best = plan if plan.total < self._first.total else self._first
        return replace(best, is_proved=self._is_whole)

    def _is_the_case(self, rules: Sequence[Sum], roles: Sequence[Role]) -> bool:
        scope = rules[0].lines
        if self._later.stacked or any(role.weight is Weight.LOSES_TURN for role in roles):
            return False
        if any(each.lines != scope for each in rules):
            return False
        if any(
            not cluster.lines.isdisjoint(scope) and not cluster.lines <= scope
            for cluster in self._units.clusters
        ):
            return False
        first, last = rules[0].live.order, rules[-1].live.order
        return all(
            role.weight is not Weight.SAME
            or role.sum.lines.isdisjoint(scope)
            or role.sum.live.order > last
            or (role.sum.live.order < first and role.sum.lines <= scope)
            for role in roles
        )

    def _lowest(self, kept: Sequence[Sum], bits: int) -> tuple[int, int]:
        """Find how little can be left of the sum under these rules, and by which reduction."""
        highest = kept[0].shelf if kept else 0
        best = _NOWHERE
        for start in self._spans(kept, highest - bits.bit_length() + 1, highest):
            off = (bits & ((1 << (highest - start + 1)) - 1)).bit_length() - 1
            if off >= 0:
                best = min(best, (self._after(kept, highest - off), off))
        return best

    def _spans(self, kept: Sequence[Sum], lowest: int, highest: int) -> list[int]:
        """Give the sums from which on, up to the next, every rule stays on its rung."""
        starts = [lowest]
        for place, each in enumerate(kept):
            before = kept[:place]
            found = []
            for start, end in zip(starts, [*starts[1:], highest + 1], strict=True):
                inside = range(start, end)
                found.append(start)
                for at in _rungs_between(
                    each, self._after(before, start), self._after(before, end - 1)
                ):
                    found.append(
                        start + bisect_left(inside, at, key=lambda base: self._after(before, base))
                    )
            starts = found
            if len(starts) > MOST_SPANS:
                self._is_whole = False
                return [lowest]
        return starts

    def _after(self, rules: Sequence[Sum], base: int) -> int:
        for each in rules:
            rung, times = each.reach(base)
            if rung is not None:
                off = each.off(rung, times, base, self._policy)
                base -= max(0, min(off, base - sum(each.floors or ())))
        return base

    def _plan(self, picked: Sequence[Reduction], dropped: set[int], scope: frozenset[int]) -> Plan:
        assignment = self._first.assignment
        groups = [use for use in assignment.groups if use.group.units[0][0] not in scope]
        singles = [single for single in assignment.singles if single.at not in scope]
        for choice in picked:
            groups += choice.groups
            singles += choice.singles
            if choice.dropped is not None:
                dropped.add(choice.dropped)
        made = Assignment(tuple(groups), tuple(singles), assignment.is_proved)
        left = made.left(self._board)
        sums = self._later.apply(left, dropped)
        return Plan(made, tuple(sums), tuple(left))


_NOWHERE = (10**15, 0)


def _of_earlier(first: Sum, roles: Sequence[Role]) -> Iterator[list[Reduction]]:
    """List the rules that always give the same before the sum is looked at: used, or left out."""
    for role in roles:
        order = role.sum.live.order
        if (
            role.weight is Weight.SAME
            and order < first.live.order
            and role.sum.lines <= first.lines
        ):
            yield [Reduction(role.off), Reduction(0, dropped=order)]


def _subsets(rules: Sequence[Sum]) -> Iterator[tuple[Sum, ...]]:
    for count in range(len(rules), 0, -1):
        yield from combinations(rules, count)


def _reached_by(choices: Sequence[Sequence[Reduction]]) -> list[int] | None:
    """Give, after each line, all reductions that can be reached, as the bits of a number."""
    reached = [1]
    for some in choices:
        bits = 0
        offs = {choice.off for choice in some}
        if reached[-1].bit_length() + max(offs) > LARGEST_OFF:
            return None
        for off in offs:
            bits |= reached[-1] << off
        reached.append(bits)
    return reached


def _pick(
    choices: Sequence[Sequence[Reduction]], reached: Sequence[int], off: int
) -> Iterator[Reduction]:
    """Give choices that make a reduction, from the last back."""
    for some, before in zip(reversed(choices), reversed(reached[:-1]), strict=True):
        choice = next(c for c in some if c.off <= off and before >> (off - c.off) & 1)
        off -= choice.off
        yield choice


def _rungs_between(each: Sum, low: int, high: int) -> list[int]:
    """Give the rungs above one sum, up to and with another."""
    benefit = each.benefit
    if benefit.by_count:
        return []
    if not benefit.every:
        return [rung.at for rung in benefit.rungs if low < rung.at <= high]
    at = benefit.rungs[0].at
    times = range(max(low, 0) // at + 1, high // at + 1)
    return [at * so_often for so_often in times[: MOST_SPANS + 1]]
