"""Comparing whole plans: every way to form groups, every cut or none on every line.

For baskets where to reduce units as far as possible is not best in all, because a sum would fall
below a rung, or a later rule makes one line's reduction worth more than another's.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pos_app.domain.pricing.assignment import (
    Assignment,
    Group,
    Grouping,
    GroupUse,
    Single,
    count_choices,
    every_group,
    make_grouping,
    off_single,
    pick_group,
    rounds_beside,
)
from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.bundle import Policy
from pos_app.domain.pricing.greedy import within
from pos_app.domain.pricing.plan import Plan, finish_plan
from pos_app.domain.pricing.sums import LaterRules, LiveRule, Steps, cut_of

MOST_UNITS = 120
"""More units than these under rules for groups are not searched: the path would get too deep."""


class WholePlans:
    """One search over all plans of a line-up; ``first`` is the plan to beat."""

    def __init__(
        self,
        board: Board,
        policy: Policy,
        units: Sequence[LiveRule],
        later: LaterRules,
        first: Plan,
        steps: Steps,
    ) -> None:
        self._board = board
        self._policy = policy
        self._later = later
        self._steps = steps
        self._best = first
        self._groupings: list[Grouping] = []
        self._plain: list[LiveRule] = []
        for live in units:
            grouping = make_grouping(live, board)
            if grouping is None:
                self._plain.append(live)
            else:
                self._groupings.append(grouping)
        self._groups: list[GroupUse] = []
        self._singles: list[Single] = []
        self._seen: set[tuple[object, ...]] = set()

    def run(self) -> Plan:
        """Give the best plan; proved when no way was left out."""
        is_proved = self._is_small()
        if is_proved:
            self._form(0, [line.units for line in self._board.lines], 0)
        best = self._best
        is_proved &= not self._steps.ran_out
        return Plan(best.assignment, best.sums, best.left, is_proved)

    def _is_small(self) -> bool:
        """Tell whether to begin at all: more ways than steps, or too deep a path, is no use."""
        lines, left = self._board.lines, self._steps.left
        grouped = {at for grouping in self._groupings for at in chain(*grouping.orders)}
        if sum(lines[at].units for at in grouped) > MOST_UNITS:
            return False
        if any(count_choices(grouping) > left for grouping in self._groupings):
            return False
        ways = 1
        for at in range(len(lines)):
            if at not in grouped:
                ways *= 1 + len(self._cuts_of(at))
                if ways > left:
                    return False
        return True

    def _form(self, rank: int, free: list[int], times: int) -> None:
        if not self._steps.take():
            return
        left = Assignment(tuple(self._groups)).left(self._board)
        if rank == len(self._groupings):
            key: tuple[object, ...] = (rank, *free, *left)
            if key not in self._seen:
                self._seen.add(key)
                self._cut(0, free)
            return
        grouping = self._groupings[rank]
        formed = [use.group for use in self._groups if use.live is grouping.live]
        given = sum(group.off for group in formed)
        taken = tuple(sorted(unit for group in formed for unit in group.units))
        key = (rank, times, given, taken if grouping.beside else (), *free, *left)
        if key in self._seen:
            return
        self._seen.add(key)
        if grouping.most is None or times < grouping.most:
            most = grouping.live.most_off
            for whole in self._groups_of(grouping, free):
                group = within(whole, None if most is None else most - given)
                if group.off > 0 and rounds_beside(grouping, group, formed) > 0:
                    self._use(grouping.live, group, rank, free, times)
        self._form(rank + 1, free, 0)

    def _use(self, live: LiveRule, group: Group, rank: int, free: list[int], times: int) -> None:
        for at, count in group.units:
            free[at] -= count
        self._groups.append(GroupUse(live, group))
        self._form(rank, free, times + 1)
        self._groups.pop()
        for at, count in group.units:
            free[at] += count

    def _groups_of(self, grouping: Grouping, free: Sequence[int]) -> Iterable[Group]:
        if not grouping.is_picked:
            return self._counted(every_group(grouping, free, self._board, self._policy))
        picked = pick_group(grouping, free, self._board, self._policy)
        return (picked,) if picked and picked.off > 0 else ()

    def _counted(self, groups: Iterator[Group]) -> Iterator[Group]:
        for group in groups:
            if not self._steps.take():
                return
            yield group

    def _cut(self, at: int, free: list[int]) -> None:
        while at < len(free) and not (free[at] and self._cuts_of(at)):
            at += 1
        if at == len(free):
            self._compare()
            return
        for live in self._cuts_of(at):
            off = off_single(live, at, free[at], self._board, self._policy)
            if live.most_off is not None:
                off = min(off, live.most_off - sum(s.off for s in self._singles if s.live is live))
            if off > 0:
                self._singles.append(Single(live, at, free[at], off))
                if self._steps.take():
                    self._cut(at + 1, free)
                self._singles.pop()
        if self._steps.take():
            self._cut(at + 1, free)

    def _cuts_of(self, at: int) -> list[LiveRule]:
        sets = self._board.lines[at].sets
        return [live for live in self._plain if cut_of(live).items in sets]

    def _compare(self) -> None:
        if not self._steps.take(_STEPS_OF_A_PLAN):
            return
        assignment = Assignment(tuple(self._groups), tuple(self._singles))
        plan = finish_plan(self._board, self._later, assignment, self._steps)
        if plan.total < self._best.total:
            self._best = plan


_STEPS_OF_A_PLAN = 10
"""To price a whole plan takes as long as so many steps of the search."""
