"""The phases after units: rules stacked on lines, then rules on sums, on what is left of each line.

Rules go in the bundle's order. A rule never raises what is left of a line, and less left of one
line never means more of another, but for two things: a sum that fell below a rung, and a sum shared
over lines of which a later rule counts only some. Where neither is in the way, using every rule is
best; otherwise ``best`` tries to leave some out.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pos_app.domain.money import allocate, allocate_within, percent_minor
from pos_app.domain.pricing.benefits import climb, off_ladder, off_units
from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.bundle import PercentOf, Policy
from pos_app.domain.pricing.rule import Ladder, Need, Part, Pick, Rule, Rung, UnitCut


@dataclass(slots=True, eq=False)
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


@dataclass(slots=True, eq=False)
class Sum:
    """A rule on a sum with what the board says of its set; ``floors`` are of whole lines."""

    live: LiveRule
    benefit: Ladder
    scope: list[int]
    lines: frozenset[int]
    count: int
    shelf: int
    floors: list[int] | None

    def reach(self, base: int) -> tuple[Rung | None, int]:
        """Find the rung that a sum reaches, and how many times over it may count."""
        rung, times = climb(self.benefit, self.count if self.benefit.by_count else base)
        most = self.live.most_times
        return rung, times if most is None else min(times, most)

    def off(self, rung: Rung, times: int, base: int, policy: Policy) -> int:
        """Say what a rung takes off a sum, within the rule's cap; floors not looked at."""
        is_of_rest = policy.percent_of is PercentOf.REMAINING
        off = off_ladder(rung, times, base, base if is_of_rest else self.shelf, policy)
        most = self.live.most_off
        return off if most is None else min(off, most)


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
        self.sums = [_prepare(live, board) for live in sums]
        self.cost = 5 + sum(len(each.scope) // 2 + 4 for each in self.sums) + 9 * len(self.stacked)
        """To apply all rules takes as long as so many steps of the search."""

    def __bool__(self) -> bool:
        return bool(self.stacked or self.sums)

    def apply(self, left: list[int], dropped: Container[int] = ()) -> list[SumUse]:
        """Use every rule but those dropped as far as it is earned; ``left`` is changed."""
        stacked = [live for live in self.stacked if live.order not in dropped]
        used = stack(self._board, stacked, left, self._policy)
        for each in self.sums:
            if each.live.order not in dropped:
                use = self._use(each, left)
                if use is not None:
                    used.append(use)
        return used

    def with_last_line(self, board: Board, sets: Container[int]) -> "LaterRules":
        """Give the same rules for a board with a line more, which is in these sets."""
        more = LaterRules(board, self.stacked, (), self._policy)
        at = len(board.lines) - 1
        line = board.lines[at]
        more.sums = [
            replace(
                each,
                scope=[*each.scope, at],
                lines=each.lines | {at},
                count=each.count + line.units,
                shelf=each.shelf + line.shelf,
                floors=None if each.floors is None else [*each.floors, 0],
            )
            if each.benefit.items in sets
            else each
            for each in self.sums
        ]
        return more

    def apply_in_order(self, left: list[int], names: set[str]) -> list[SumUse]:
        """Use the rules but those of which another of their exclusivity name was used before."""
        used: list[SumUse] = []
        for live in self.stacked:
            if live.rule.exclusivity not in names:
                used += stack(self._board, [live], left, self._policy)
                _take_name(used, live, names)
        for each in self.sums:
            if each.live.rule.exclusivity not in names:
                use = self._use(each, left)
                used += () if use is None else (use,)
                _take_name(used, each.live, names)
        return used

    def _use(self, each: Sum, left: list[int]) -> SumUse | None:
        live, scope = each.live, each.scope
        needs = live.rule.needs
        if needs and not needs_met(needs, self._board, left):
            return None
        weights = [left[at] for at in scope]
        base = sum(weights)
        rung, times = each.reach(base)
        if rung is None:
            return None
        off = each.off(rung, times, base, self._policy)
        if off <= 0:
            return None
        if each.floors is None:
            shares = allocate(off, weights)
        else:
            rooms = [max(w - f, 0) for w, f in zip(weights, each.floors, strict=True)]
            shares = allocate_within(off, weights, rooms)
            off = sum(shares)
            if not off:
                return None
        for at, share in zip(scope, shares, strict=True):
            left[at] -= share
        shared = tuple([pair for pair in zip(scope, shares, strict=True) if pair[1]])
        return SumUse(live, base, off, shared, times, rung.at)

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
        most = {live.order: self.most_of_stacked(live, before) for live in self.stacked}
        most |= {each.live.order: self.most_of(each, before) for each in self.sums}
        orders = [order for order in droppable if most[order]]
        spare = sum(most.values()) - sum(use.off for use in best)
        for dropped in _worth_dropping(orders, most, spare, steps):
            if not steps.take(self.cost):
                break
            trial = list(before)
            uses = self.apply(trial, dropped)
            if sum(trial) < fewest:
                best, best_left, fewest = uses, trial, sum(trial)
        left[:] = best_left
        return best

    def _droppable(self, before: Sequence[int], used: Sequence[SumUse]) -> list[int]:
        """List the rules (by order) without which a later one might give more."""
        if not self.sums:
            return []
        reached = {use.live.order: (use.rung_at, use.times) for use in used}
        last = -1 if self._is_nested() else len(self.sums) - 1
        for place, each in enumerate(self.sums):
            if self._reached_alone(each, before) != reached.get(each.live.order):
                last = max(last, place)
        if last < 0:
            return []
        return [live.order for live in self.stacked] + [e.live.order for e in self.sums[:last]]

    def _is_nested(self) -> bool:
        """Tell whether no later rule counts only a part of what an earlier one was shared over."""
        wholes = len(self._board.lines)
        seen: list[frozenset[int]] = []
        for each in self.sums:
            lines = each.lines
            if len(lines) < wholes and not all(
                earlier.isdisjoint(lines) or earlier <= lines for earlier in seen
            ):
                return False
            seen.append(lines)
        return True

    def _reached_alone(self, each: Sum, left: Sequence[int]) -> tuple[int, int] | None:
        """Give the rung, and how many times, a rule on sums would reach if it came first."""
        base = sum([left[at] for at in each.scope])
        if not base or not needs_met(each.live.rule.needs, self._board, left):
            return None
        rung, times = each.reach(base)
        return (rung.at, times) if rung is not None else None

    def most_of(self, each: Sum, left: Sequence[int]) -> int:
        """Say the most a rule on a sum could give when no line has more left than this."""
        base = sum([left[at] for at in each.scope])
        if not base or not needs_met(each.live.rule.needs, self._board, left):
            return 0
        reached = each.count if each.benefit.by_count else base
        _, times = each.reach(base)
        rungs = [rung for rung in each.benefit.rungs if rung.at <= reached and times]
        return max([each.off(rung, times, base, self._policy) for rung in rungs], default=0)

    def most_of_stacked(self, live: LiveRule, left: Sequence[int]) -> int:
        """Say the most a stacked rule could give when no line has more left than this."""
        return sum(use.off for use in stack(self._board, [live], list(left), self._policy))


def _prepare(live: LiveRule, board: Board) -> Sum:
    benefit = live.rule.benefit
    assert isinstance(benefit, Ladder)
    scope = board.of(benefit.items)
    lines = board.lines
    count = sum([lines[at].units for at in scope]) if benefit.by_count else 0
    shelf = sum([lines[at].price * lines[at].units for at in scope])
    floors = [lines[at].floor * lines[at].units for at in scope]
    return Sum(
        live, benefit, scope, frozenset(scope), count, shelf, floors if any(floors) else None
    )


def _take_name(used: Sequence[SumUse], live: LiveRule, names: set[str]) -> None:
    if live.rule.exclusivity and used and used[-1].live is live:
        names.add(live.rule.exclusivity)


def _worth_dropping(
    orders: Sequence[int], most: Mapping[int, int], spare: int, steps: Steps
) -> Iterator[frozenset[int]]:
    """Give the sets of rules that together could give less than is to be gained."""
    waiting: list[tuple[int, int, frozenset[int]]] = [(0, spare, frozenset())]
    while waiting and steps.take():
        place, spare, dropped = waiting.pop()
        if place < len(orders):
            order = orders[place]
            if spare > most[order]:
                waiting.append((place + 1, spare - most[order], dropped | {order}))
            waiting.append((place + 1, spare, dropped))
        elif dropped:
            yield dropped


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
