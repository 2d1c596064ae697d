"""The phases after units: rules stacked on lines, then rules on sums, on what is left of each line.

Rules go in the bundle's order. On sums the best mode may leave one out where it would spoil a
better one further down: ``best_of_sums`` tries every way when it has to, and otherwise says why it
need not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from pos_app.domain.money import allocate_within, percent_minor
from pos_app.domain.pricing.benefits import climb, off_ladder, off_units
from pos_app.domain.pricing.board import Board, BoardLine
from pos_app.domain.pricing.bundle import PercentOf, Policy
from pos_app.domain.pricing.rule import Ladder, Need, Pick, Rule, UnitCut


@dataclass(frozen=True, slots=True)
class LiveRule:
    """A rule that may be used now; ``order`` is its turn. ``coupon`` is the one it takes.

    ``most_off`` and ``most_times`` are what caps, budgets and earlier uses leave; None is no limit.
    """

    order: int
    rule: Rule
    coupon: str = ""
    most_off: int | None = None
    most_times: int | None = None


@dataclass(frozen=True, slots=True)
class SumUse:
    """A rule of a sum or a line as it was used: what it saw, what it gave, how it was shared."""

    live: LiveRule
    seen: int
    off: int
    shares: tuple[tuple[int, int], ...]
    times: int = 1
    rung_at: int = 0


def stack(board: Board, rules: Sequence[LiveRule], left: list[int], policy: Policy) -> list[SumUse]:
    """Apply rules stacked on lines to what is left; ``left`` is changed."""
    used = []
    for live in rules:
        benefit = live.rule.benefit
        assert isinstance(benefit, UnitCut)
        if not needs_met(live.rule.needs, board, None):
            continue
        room_of_cap = live.most_off
        shares: list[tuple[int, int]] = []
        for at, units in _units_cut(benefit, board):
            off = _stacked_off(benefit, board.lines[at], units, left[at], policy)
            if room_of_cap is not None:
                off = min(off, room_of_cap - sum(share for _, share in shares))
            if off > 0:
                shares.append((at, off))
        if shares:
            seen = sum(left[at] for at, _ in shares)
            for at, off in shares:
                left[at] -= off
            used.append(SumUse(live, seen, sum(off for _, off in shares), tuple(shares)))
    return used


def _units_cut(benefit: UnitCut, board: Board) -> list[tuple[int, int]]:
    """Say of which lines a stacked cut takes how many units, ascending by line."""
    lines = board.of(benefit.items)
    if benefit.most_units is None:
        return [(at, board.lines[at].units) for at in lines]
    if benefit.pick is not Pick.AS_RUNG:
        sign = 1 if benefit.pick is Pick.CHEAPEST else -1
        lines = sorted(lines, key=lambda at: (sign * board.lines[at].price, at))
    cut, left = [], benefit.most_units
    for at in lines:
        units = min(left, board.lines[at].units)
        if units:
            cut.append((at, units))
        left -= units
    return sorted(cut)


def _stacked_off(benefit: UnitCut, line: BoardLine, units: int, left: int, policy: Policy) -> int:
    room = max(left - line.floor * line.units, 0)
    rate_ppm = benefit.cut.rate_ppm
    if rate_ppm is None or benefit.prices or policy.percent_of is PercentOf.SHELF_PRICE:
        return min(off_units(benefit, line, units, policy), room)
    return min(percent_minor(left * units, rate_ppm, policy.rounding, line.units), room)


def needs_met(needs: Sequence[Need], board: Board, left: Sequence[int] | None) -> bool:
    """Tell whether the basket holds what a rule needs; ``left`` None means at shelf prices."""
    for need in needs:
        if need.spend:
            whole = sum_of(board, need.items, None if need.of_shelf_price else left)
            if whole < need.spend:
                return False
        if need.count and board.unit_count(need.items) < need.count:
            return False
        if need.count_of_one_line and not any(
            board.lines[at].units >= need.count_of_one_line for at in board.of(need.items)
        ):
            return False
    return True


def sum_of(board: Board, items: int, left: Sequence[int] | None) -> int:
    """Add up what is left of a set, or its shelf prices."""
    if left is None:
        return board.shelf_sum(items)
    return sum(left[at] for at in board.of(items))


def apply_sums(
    board: Board, rules: Sequence[LiveRule], left: list[int], policy: Policy
) -> list[SumUse]:
    """Apply rules on sums one after the other as far as they are earned; ``left`` is changed."""
    used = []
    for live in rules:
        use = _sum_use(board, live, left, policy)
        if use is not None:
            for at, off in use.shares:
                left[at] -= off
            used.append(use)
    return used


def _sum_use(board: Board, live: LiveRule, left: list[int], policy: Policy) -> SumUse | None:
    benefit = live.rule.benefit
    assert isinstance(benefit, Ladder)
    scope = board.of(benefit.items)
    if not scope or not needs_met(live.rule.needs, board, left):
        return None
    base = sum(left[at] for at in scope)
    reached = board.unit_count(benefit.items) if benefit.by_count else base
    rung, times = climb(benefit, reached)
    if rung is None:
        return None
    if live.most_times is not None:
        times = min(times, live.most_times)
    rate_base = base if policy.percent_of is PercentOf.REMAINING else board.shelf_sum(benefit.items)
    off = off_ladder(rung, times, base, rate_base, policy)
    if live.most_off is not None:
        off = min(off, live.most_off)
    rooms = [max(left[at] - board.lines[at].floor * board.lines[at].units, 0) for at in scope]
    shares = allocate_within(off, [left[at] for at in scope], rooms)
    off = sum(shares)
    if off <= 0:
        return None
    shared = tuple((at, share) for at, share in zip(scope, shares, strict=True) if share)
    return SumUse(live, base, off, shared, times, rung.at)


@dataclass(slots=True)
class Steps:
    """How many steps of searching are left; a search that runs out proves nothing."""

    left: int
    taken: int = 0
    ran_out: bool = False

    def take(self, count: int = 1) -> bool:
        """Use steps up; False when there are none left."""
        self.taken += count
        self.left -= count
        if self.left < 0:
            self.ran_out = True
        return not self.ran_out


def best_of_sums(
    board: Board, rules: Sequence[LiveRule], left: list[int], policy: Policy, steps: Steps
) -> list[SumUse]:
    """Apply the rules on sums so that the least is left in all; ``left`` is changed.

    When every rule gives what it would have given first and alone in line, no choice is better:
    each only lowers what is left, and none has lost its rung to another.
    """
    before = list(left)
    used = apply_sums(board, rules, left, policy)
    alone = {live.order: _climb_alone(board, live, before) for live in rules}
    if len(used) == sum(1 for reached in alone.values() if reached) and all(
        (use.rung_at, use.times) == alone[use.live.order] for use in used
    ):
        return used
    best, best_left, fewest = used, list(left), sum(left)
    for size in range(len(rules) - 1, 0, -1):
        for chosen in combinations(rules, size):
            if not steps.take(8):
                break
            trial = list(before)
            uses = apply_sums(board, chosen, trial, policy)
            if sum(trial) < fewest:
                best, best_left, fewest = uses, trial, sum(trial)
    left[:] = best_left
    return best


def _climb_alone(board: Board, live: LiveRule, left: Sequence[int]) -> tuple[int, int] | None:
    """Give the rung, and how many times, that a rule would reach if it came first."""
    benefit = live.rule.benefit
    assert isinstance(benefit, Ladder)
    if not board.of(benefit.items) or not needs_met(live.rule.needs, board, left):
        return None
    reached = (
        board.unit_count(benefit.items) if benefit.by_count else sum_of(board, benefit.items, left)
    )
    rung, times = climb(benefit, reached)
    if rung is None or not sum_of(board, benefit.items, left):
        return None
    if live.most_times is not None:
        times = min(times, live.most_times)
    return rung.at, times
