"""The phases after units: rules stacked on lines, then rules on sums, on what is left of each line.

Rules go in the bundle's order. A rule never raises what is left of a line, and less left of one
line never means more of another, but for two things: a sum that fell below a rung, and a sum shared
over lines of which a later rule counts only some. Where neither is in the way, using every rule is
best; otherwise ``best`` tries to leave some out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.money import allocate, allocate_within, percent_minor
from pos_app.domain.pricing.benefits import climb, off_ladder, off_units
from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.bundle import PercentOf, Policy
from pos_app.domain.pricing.rule import Ladder, Need, Part, Pick, Rule, Rung, UnitCut


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


class LaterRules:
    """The rules stacked on lines and those on sums of one line-up, ready for one board."""

    def __init__(
        self, board: Board, stacked: Sequence[LiveRule], sums: Sequence[LiveRule], policy: Policy
    ) -> None:
        self._board = board
        self._policy = policy
        self.stacked = [live for live in stacked if needs_met(live.rule.needs, board, None)]
        self.sums = list(sums)
        self.scopes = [board.set_of(ladder_of(live).items) for live in sums]
        self.is_nested = all(
            earlier.isdisjoint(later) or earlier <= later
            for place, earlier in enumerate(self.scopes)
            for later in self.scopes[place + 1 :]
        )
        """No later rule counts only a part of what an earlier one was shared over."""

    def __bool__(self) -> bool:
        return bool(self.stacked or self.sums)

    def apply(self, left: list[int]) -> list[SumUse]:
        """Use every rule as far as it is earned; ``left`` is changed."""
        return stack(self._board, self.stacked, left, self._policy) + apply_sums(
            self._board, self.sums, left, self._policy
        )

    def rungs_alone(self, left: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Give the rung, and how many times, each rule on sums would reach if it came first."""
        found = {}
        for live in self.sums:
            reached = _climb_alone(self._board, live, left)
            if reached is not None:
                found[live.order] = reached
        return found

    def best(self, left: list[int], steps: Steps) -> list[SumUse]:
        """Use the rules so that the least is left in all; ``left`` is changed.

        To leave rules out pays only while all others at their very best give more than is given.
        """
        before = list(left)
        best = self.apply(left)
        droppable = self._droppable(before, best)
        if not droppable:
            return best
        fewest, best_left = sum(left), list(left)
        most = {live.order: self.most_of(live, before) for live in (*self.stacked, *self.sums)}
        lowest = sum(before) - sum(most.values())
        waiting: list[tuple[int, int, frozenset[int]]] = [(0, lowest, frozenset())]
        while waiting:
            place, lowest, dropped = waiting.pop()
            if lowest >= fewest:
                continue
            if place < len(droppable):
                order = droppable[place].order
                waiting.append((place + 1, lowest + most[order], dropped | {order}))
                waiting.append((place + 1, lowest, dropped))
            elif dropped:
                if not steps.take(_STEPS_OF_A_TRIAL):
                    break
                trial = list(before)
                uses = self._apply_without(dropped, trial)
                if sum(trial) < fewest:
                    best, best_left, fewest = uses, trial, sum(trial)
        left[:] = best_left
        return best

    def _droppable(self, before: Sequence[int], used: Sequence[SumUse]) -> list[LiveRule]:
        """List the rules without which a later one might give more."""
        if not self.sums:
            return []
        reached = {use.live.order: (use.rung_at, use.times) for use in used}
        alone = self.rungs_alone(before)
        last = len(self.sums) - 1 if not self.is_nested else -1
        for place, live in enumerate(self.sums):
            if alone.get(live.order) != reached.get(live.order):
                last = max(last, place)
        return [*self.stacked, *self.sums[:last]] if last >= 0 else []

    def most_of(self, live: LiveRule, left: Sequence[int]) -> int:
        """Say the most a rule could give on what is left, whatever is used before it."""
        trial = list(left)
        if isinstance(live.rule.benefit, UnitCut):
            return sum(use.off for use in stack(self._board, [live], trial, self._policy))
        return most_of_ladder(self._board, live, left, self._policy)

    def _apply_without(self, dropped: frozenset[int], left: list[int]) -> list[SumUse]:
        board, policy = self._board, self._policy
        stacked = [live for live in self.stacked if live.order not in dropped]
        sums = [live for live in self.sums if live.order not in dropped]
        return stack(board, stacked, left, policy) + apply_sums(board, sums, left, policy)


_STEPS_OF_A_TRIAL = 8
"""To apply all rules on sums takes as long as so many steps of the search."""


def ladder_of(live: LiveRule) -> Ladder:
    """Give the benefit of a rule on sums."""
    assert isinstance(live.rule.benefit, Ladder)
    return live.rule.benefit


def cut_of(live: LiveRule) -> UnitCut:
    """Give the benefit of a plain or stacked cut."""
    assert isinstance(live.rule.benefit, UnitCut)
    return live.rule.benefit


def stack(board: Board, rules: Sequence[LiveRule], left: list[int], policy: Policy) -> list[SumUse]:
    """Apply rules stacked on lines to what is left; ``left`` is changed. Needs are met."""
    used = []
    for live in rules:
        room = live.most_off
        shares: list[tuple[int, int]] = []
        for at, units in _stacked_units(cut_of(live), board):
            off = _stacked_off(cut_of(live), board, at, units, left[at], policy)
            if room is not None:
                off = min(off, room)
                room -= off
            if off > 0:
                shares.append((at, off))
        if shares:
            seen = sum(left[at] for at, _ in shares)
            for at, off in shares:
                left[at] -= off
            used.append(SumUse(live, seen, sum(off for _, off in shares), tuple(shares)))
    return used


def _stacked_units(benefit: UnitCut, board: Board) -> list[tuple[int, int]]:
    """Say how many units of each line a stacked cut may touch, in the order they were rung."""
    lines = board.of(benefit.items)
    if benefit.most_units is None:
        return [(at, board.lines[at].units) for at in lines]
    free = benefit.most_units
    found = []
    for at in in_order(Part(benefit.items, 1, benefit.pick), board):
        units = min(free, board.lines[at].units)
        free -= units
        if units:
            found.append((at, units))
    return sorted(found)


def in_order(part: Part, board: Board) -> list[int]:
    """List the lines of a part in the order in which its units are picked."""
    lines = board.of(part.items)
    if part.pick is Pick.AS_RUNG:
        return lines
    if part.pick is Pick.CHEAPEST:
        return sorted(lines, key=lambda at: (board.lines[at].price, at))
    return sorted(lines, key=lambda at: (-board.lines[at].price, at))


def _stacked_off(
    benefit: UnitCut, board: Board, at: int, units: int, left: int, policy: Policy
) -> int:
    line = board.lines[at]
    room = max(left - line.floor * line.units, 0)
    rate_ppm = benefit.cut.rate_ppm
    if rate_ppm is None or benefit.prices or policy.percent_of is PercentOf.SHELF_PRICE:
        return min(off_units(benefit, line, units, policy), room)
    theirs = left
    if units < line.units:
        theirs = allocate(left, [units, line.units - units])[0]
    return min(percent_minor(theirs, rate_ppm, policy.rounding), room)


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
    return sum([left[at] for at in board.of(items)])


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
    benefit = ladder_of(live)
    scope = board.of(benefit.items)
    if not scope or not needs_met(live.rule.needs, board, left):
        return None
    base = sum([left[at] for at in scope])
    rung, times = reach(board, live, base)
    if rung is None:
        return None
    rate_base = base if policy.percent_of is PercentOf.REMAINING else board.shelf_sum(benefit.items)
    off = off_ladder(rung, times, base, rate_base, policy)
    if live.most_off is not None:
        off = min(off, live.most_off)
    if off <= 0:
        return None
    rooms = [max(left[at] - board.lines[at].floor * board.lines[at].units, 0) for at in scope]
    shares = allocate_within(off, [left[at] for at in scope], rooms)
    off = sum(shares)
    if off <= 0:
        return None
    shared = tuple((at, share) for at, share in zip(scope, shares, strict=True) if share)
    return SumUse(live, base, off, shared, times, rung.at)


def reach(board: Board, live: LiveRule, base: int) -> tuple[Rung | None, int]:
    """Find the rung that a sum reaches, and how many times over it may count."""
    benefit = ladder_of(live)
    rung, times = climb(benefit, board.unit_count(benefit.items) if benefit.by_count else base)
    if rung is not None and live.most_times is not None:
        times = min(times, live.most_times)
    return rung, times


def most_of_ladder(board: Board, live: LiveRule, left: Sequence[int], policy: Policy) -> int:
    """Say the most a rule on a sum could give when no line has more left than this."""
    benefit = ladder_of(live)
    base = sum_of(board, benefit.items, left)
    if not base or not needs_met(live.rule.needs, board, left):
        return 0
    reached = board.unit_count(benefit.items) if benefit.by_count else base
    rate_base = base if policy.percent_of is PercentOf.REMAINING else board.shelf_sum(benefit.items)
    _, times = reach(board, live, base)
    offs = [
        off_ladder(rung, times, base, rate_base, policy)
        for rung in benefit.rungs
        if rung.at <= reached and times
    ]
    most = max(offs, default=0)
    return most if live.most_off is None else min(most, live.most_off)


def _climb_alone(board: Board, live: LiveRule, left: Sequence[int]) -> tuple[int, int] | None:
    base = sum_of(board, ladder_of(live).items, left)
    if not base or not needs_met(live.rule.needs, board, left):
        return None
    rung, times = reach(board, live, base)
    return (rung.at, times) if rung is not None else None
