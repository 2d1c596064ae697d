"""Every way in which rules can share the units of some lines, one after the other.

Rules for groups have their turn in order, each forming every number of every group; then every line
gets every plain cut or none.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
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
from pos_app.domain.pricing.sums import LiveRule, Steps, cut_of

MOST_UNITS = 120
"""More units than these under rules for groups are not searched: the path would get too deep."""


class EveryAssignment:
    """Every way in which rules can share the units of some lines."""

    def __init__(
        self,
        board: Board,
        policy: Policy,
        units: Sequence[LiveRule],
        lines: Sequence[int],
        steps: Steps,
    ) -> None:
        self._board = board
        self._policy = policy
        self._lines = lines
        self._left = [line.shelf for line in board.lines]
        self._steps = steps
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
        self._found: Callable[[Assignment], object] = _overlook

    def show(self, found: Callable[[Assignment], object]) -> bool:
        """Show every assignment; tells whether none was left out."""
        if not self._is_small():
            return False
        self._found = found
        self._form(0, [line.units for line in self._board.lines], 0)
        return not self._steps.ran_out

    def _is_small(self) -> bool:
        """Tell whether to begin at all: more ways than steps, or too deep a path, is no use."""
        lines, left = self._board.lines, self._steps.left
        grouped = {at for grouping in self._groupings for at in chain(*grouping.orders)}
        if sum(lines[at].units for at in grouped) > MOST_UNITS:
            return False
        if any(count_choices(grouping) > left for grouping in self._groupings):
            return False
        ways = 1
        for at in self._lines:
            if at not in grouped:
                ways *= 1 + len(self._cuts_of(at))
                if ways > left:
                    return False
        return True

    def _form(self, rank: int, free: list[int], times: int) -> None:
        if not self._steps.take():
            return
        left = [self._left[at] for at in self._lines]
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
        for (at, count), off in zip(group.units, group.offs, strict=True):
            free[at] -= count
            self._left[at] -= off
        self._groups.append(GroupUse(live, group))
        self._form(rank, free, times + 1)
        self._groups.pop()
        for (at, count), off in zip(group.units, group.offs, strict=True):
            free[at] += count
            self._left[at] += off

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

    def _cut(self, place: int, free: list[int]) -> None:
        lines = self._lines
        while place < len(lines) and not (free[lines[place]] and self._cuts_of(lines[place])):
            place += 1
        if place == len(lines):
            if self._steps.take():
                self._found(Assignment(tuple(self._groups), tuple(self._singles)))
            return
        at = lines[place]
        for live in self._cuts_of(at):
            self._cut_by(live, place, free)
        if self._steps.take():
            self._cut(place + 1, free)

    def _cut_by(self, live: LiveRule, place: int, free: list[int]) -> None:
        at = self._lines[place]
        off = off_single(live, at, free[at], self._board, self._policy)
        if live.most_off is not None:
            off = min(off, live.most_off - sum(s.off for s in self._singles if s.live is live))
        if off > 0 and self._steps.take():
            self._singles.append(Single(live, at, free[at], off))
            self._cut(place + 1, free)
            self._singles.pop()

    def _cuts_of(self, at: int) -> list[LiveRule]:
        sets = self._board.lines[at].sets
        return [live for live in self._plain if cut_of(live).items in sets]


def _overlook(_assignment: Assignment) -> None:
    """Nobody asked yet."""
