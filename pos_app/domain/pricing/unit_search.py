"""Which units serve which rule so that most is taken off: exact where it can be shown.

Lines that no rule for groups binds together are independent, so each cluster of lines is solved by
itself. In a cluster the rules for groups have their turn in order, each trying every group that
free units allow, the dearest reduction first; the units left over get the best single cut of their
line. A branch ends when even the most its free units could bring does not beat the best found, or
when the same units were left with as much taken off before.

What is not proved is told: the steps ran out, or a rule could form more than ``MOST_GROUPS``
different groups and only neighbours in price were tried.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pos_app.domain.money import Rounding
from pos_app.domain.pricing.assignment import (
    Assignment,
    Group,
    Grouping,
    GroupUse,
    Single,
    count_choices,
    every_group,
    make_grouping,
    neighbours,
    off_single,
    pick_group,
)
from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.bundle import Policy
from pos_app.domain.pricing.greedy import form_groups, within
from pos_app.domain.pricing.rule import UnitCut
from pos_app.domain.pricing.sums import LiveRule, Steps

MOST_GROUPS = 150
MOST_UNITS = 120
"""More units than these in one cluster are not searched: the path would get too deep."""


@dataclass(slots=True)
class Cluster:
    """Lines bound together by rules, and the rules for groups that bind them, in order."""

    lines: list[int] = field(default_factory=list)
    groupings: list[Grouping] = field(default_factory=list)


class Cuts:
    """The plain cuts that may be used on each line, and the best of them."""

    def __init__(self, board: Board, policy: Policy, rules: Sequence[LiveRule]) -> None:
        self._board = board
        self._policy = policy
        self.of_line: dict[int, list[LiveRule]] = {}
        for live in rules:
            benefit = live.rule.benefit
            assert isinstance(benefit, UnitCut)
            for at in board.of(benefit.items):
                self.of_line.setdefault(at, []).append(live)
        self._best: dict[tuple[int, int], Single | None] = {}

    def best(self, at: int, units: int) -> Single | None:
        """Give the cut that takes most off; of equals the first in order."""
        key = (at, units)
        if key not in self._best:
            self._best[key] = self._find_best(at, units)
        return self._best[key]

    def _find_best(self, at: int, units: int) -> Single | None:
        best = None
        if units:
            for live in self.of_line.get(at, ()):
                off = off_single(live, at, units, self._board, self._policy)
                if off > (best.off if best else 0):
                    best = Single(live, at, units, off)
        return best


def assign_best(
    board: Board, rules: Sequence[LiveRule], policy: Policy, steps: Steps
) -> tuple[Assignment, list[Cluster]]:
    """Find the assignment that takes most off, and the clusters it was found in."""
    groupings, plain = [], []
    for live in rules:
        grouping = make_grouping(live, board)
        if grouping is None:
            plain.append(live)
        else:
            groupings.append(grouping)
    capped = [live for live in plain if _cap_binds(live, board, policy)]
    cuts = Cuts(board, policy, [live for live in plain if live not in capped])
    groups: list[GroupUse] = []
    singles: list[Single] = []
    is_proved = True
    clusters = _clusters(board, groupings, capped)
    bound = {at for cluster in clusters for at in cluster.lines}
    for at in cuts.of_line:
        if at not in bound:
            single = cuts.best(at, board.lines[at].units)
            if single is not None:
                singles.append(single)
    for cluster in clusters:
        search = ClusterSearch(board, policy, cluster, cuts, capped, steps)
        found = search.run()
        groups += found.groups
        singles += found.singles
        is_proved &= found.is_proved
    return Assignment(tuple(groups), tuple(singles), is_proved), clusters


def _cap_binds(live: LiveRule, board: Board, policy: Policy) -> bool:
    if live.most_off is None:
        return False
    benefit = live.rule.benefit
    assert isinstance(benefit, UnitCut)
    lines = board.of(benefit.items)
    most = sum(off_single(live, at, board.lines[at].units, board, policy) for at in lines)
    return most > live.most_off


def _clusters(
    board: Board, groupings: Sequence[Grouping], capped: Sequence[LiveRule]
) -> list[Cluster]:
    found: list[Cluster] = []

    def bind(lines: set[int], grouping: Grouping | None) -> None:
        into = Cluster(sorted(lines), [grouping] if grouping else [])
        for cluster in [c for c in found if not lines.isdisjoint(c.lines)]:
            found.remove(cluster)
            into.lines = sorted({*into.lines, *cluster.lines})
            into.groupings += cluster.groupings
        found.append(into)

    for grouping in groupings:
        lines = {at for part in grouping.parts for at in board.of(part.items)}
        if lines:
            bind(lines, grouping)
    for live in capped:
        benefit = live.rule.benefit
        assert isinstance(benefit, UnitCut)
        if board.of(benefit.items):
            bind(set(board.of(benefit.items)), None)
    for cluster in found:
        cluster.groupings.sort(key=lambda grouping: grouping.live.order)
    return found


class ClusterSearch:
    """The search in one cluster. ``free`` is by line of the board."""

    def __init__(
        self,
        board: Board,
        policy: Policy,
        cluster: Cluster,
        cuts: Cuts,
        capped: Sequence[LiveRule],
        steps: Steps,
    ) -> None:
        self._board = board
        self._policy = policy
        self._cluster = cluster
        self._cuts = cuts
        self._capped = [
            live for live in capped if not set(_lines_of(live, board)).isdisjoint(cluster.lines)
        ]
        self._steps = steps
        self._is_whole = True
        self._best_off = -1
        self._best_groups: tuple[GroupUse, ...] = ()
        self._best_singles: tuple[Single, ...] = ()
        self._seen: dict[tuple[object, ...], int] = {}
        self._path: list[GroupUse] = []

    def run(self) -> Assignment:
        """Solve the cluster."""
        free = [line.units for line in self._board.lines]
        if self._is_plain():
            groups = form_groups(self._cluster.groupings[0], free, self._board, self._policy)
            return Assignment(tuple(groups))
        if sum(free[at] for at in self._cluster.lines) > MOST_UNITS:
            return self._in_order(free)
        self._choices = [self._choices_of(grouping, free) for grouping in self._cluster.groupings]
        self._most_each = self._optimism()
        self._visit(0, free, 0, 0)
        if not self._steps.ran_out:
            return Assignment(self._best_groups, self._best_singles, self._is_whole)
        in_order = self._in_order(free)
        found = Assignment(self._best_groups, self._best_singles, is_proved=False)
        return found if found.off > in_order.off else in_order

    def _is_plain(self) -> bool:
        """One rule, one set, nothing else on its lines: dearest first in rows is best.

        Why: by exchange. A later step takes a larger share of a cheaper unit, and a price for the
        group takes most off the dearest.
        """
        if len(self._cluster.groupings) != 1 or self._capped:
            return False
        (grouping,) = self._cluster.groupings
        benefit = grouping.benefit
        if any(at in self._cuts.of_line for at in self._cluster.lines):
            return False
        if grouping.is_picked:
            return True
        if len(grouping.parts) != 1 or grouping.live.most_off is not None:
            return False
        if any(self._board.lines[at].floor for at in self._cluster.lines):
            return False
        if benefit.steps:
            return list(benefit.steps) == sorted(benefit.steps)
        cut = benefit.whole or benefit.reward
        assert cut is not None
        return cut.amount is None or grouping.size == 1

    def _in_order(self, free: list[int]) -> Assignment:
        groups: list[GroupUse] = []
        for grouping in self._cluster.groupings:
            groups += form_groups(grouping, free, self._board, self._policy)
        singles, _ = self._cut_rest(free)
        return Assignment(tuple(groups), singles, is_proved=False)

    def _choices_of(self, grouping: Grouping, free: Sequence[int]) -> tuple[Group, ...] | None:
        """List the groups a rule may form, largest reduction first; None: it picks for itself."""
        if grouping.is_picked:
            return None
        if count_choices(grouping, self._board) <= MOST_GROUPS:
            found = list(every_group(grouping, free, self._board, self._policy))
        else:
            self._is_whole = False
            if len(grouping.parts) == 1:
                found = list(neighbours(grouping, free, self._board, self._policy))
            else:
                one = pick_group(grouping, free, self._board, self._policy)
                found = [one] if one and one.off > 0 else []
        self._steps.take(len(found))
        return tuple(sorted(found, key=lambda group: (-group.off, group.units)))

    def _optimism(self) -> list[dict[int, int]]:
        """Say, from each rule on, the most that a free unit of a line could bring."""
        rounded_up = replace(self._policy, rounding=Rounding.UP)
        singles: dict[int, int] = {}
        for at in self._cluster.lines:
            lives = [*self._cuts.of_line.get(at, ()), *self._capped]
            offs = [
                off_single(live, at, 1, self._board, rounded_up)
                for live in lives
                if at in _lines_of(live, self._board)
            ]
            singles[at] = max(offs, default=0)
        most = [singles]
        for grouping, choices in zip(
            reversed(self._cluster.groupings), reversed(self._choices), strict=True
        ):
            each = dict(most[-1])
            top = choices[0].off if choices else self._most_picked(grouping, choices)
            per_unit = -(-top // grouping.size)
            for part in grouping.parts:
                for at in self._board.of(part.items):
                    each[at] = max(each[at], per_unit)
            most.append(each)
        most.reverse()
        return most

    def _most_picked(self, grouping: Grouping, choices: tuple[Group, ...] | None) -> int:
        if choices is not None:
            return 0
        lines = [at for part in grouping.parts for at in self._board.of(part.items)]
        return max((self._board.lines[at].price for at in lines), default=0) * grouping.size

    def _visit(self, rank: int, free: list[int], off: int, times: int) -> None:
        if not self._steps.take():
            return
        if off + self._hope(rank, free) <= self._best_off:
            return
        key = (rank, times, self._given(rank), *(free[at] for at in self._cluster.lines))
        if self._seen.get(key, -1) >= off:
            return
        self._seen[key] = off
        if rank == len(self._cluster.groupings):
            self._finish(free, off)
            return
        grouping = self._cluster.groupings[rank]
        if grouping.most is None or times < grouping.most:
            for group in self._open_groups(rank, free):
                self._try(rank, group, free, off, times)
        self._visit(rank + 1, free, off, 0)

    def _try(self, rank: int, group: Group, free: list[int], off: int, times: int) -> None:
        live = self._cluster.groupings[rank].live
        if live.most_off is not None:
            group = within(group, live.most_off - self._given(rank))
            if group.off <= 0:
                return
        for at, count in group.units:
            free[at] -= count
        self._path.append(GroupUse(live, group))
        self._visit(rank, free, off + group.off, times + 1)
        self._path.pop()
        for at, count in group.units:
            free[at] += count

    def _open_groups(self, rank: int, free: Sequence[int]) -> Sequence[Group]:
        choices = self._choices[rank]
        if choices is None:
            grouping = self._cluster.groupings[rank]
            group = pick_group(grouping, free, self._board, self._policy)
            return (group,) if group is not None and group.off > 0 else ()
        return [g for g in choices if all(free[at] >= count for at, count in g.units)]

    def _given(self, rank: int) -> int:
        """Say how much of a capped rule's leave this path has used."""
        if rank == len(self._cluster.groupings):
            return 0
        live = self._cluster.groupings[rank].live
        if live.most_off is None:
            return 0
        return sum(use.group.off for use in self._path if use.live is live)

    def _hope(self, rank: int, free: Sequence[int]) -> int:
        most = self._most_each[rank]
        return sum(free[at] * most[at] for at in self._cluster.lines)

    def _finish(self, free: Sequence[int], off: int) -> None:
        singles, more = self._cut_rest(free)
        if off + more > self._best_off:
            self._best_off = off + more
            self._best_groups = tuple(self._path)
            self._best_singles = singles

    def _cut_rest(self, free: Sequence[int]) -> tuple[tuple[Single, ...], int]:
        if self._capped:
            return self._cut_rest_capped(free)
        found = [self._cuts.best(at, free[at]) for at in self._cluster.lines]
        singles = tuple(single for single in found if single is not None)
        return singles, sum(single.off for single in singles)

    def _cut_rest_capped(self, free: Sequence[int]) -> tuple[tuple[Single, ...], int]:
        """Choose cuts for the lines left over when a capped rule cannot serve them all."""
        best: tuple[tuple[Single, ...], int] = ((), 0)
        rooms = {live.order: live.most_off or 0 for live in self._capped}
        lines = [at for at in self._cluster.lines if free[at]]

        def choose(place: int, singles: tuple[Single, ...], off: int) -> None:
            nonlocal best
            if not self._steps.take():
                return
            if place == len(lines):
                if off > best[1]:
                    best = (singles, off)
                return
            at = lines[place]
            for live in self._capped:
                if at in _lines_of(live, self._board):
                    gross = off_single(live, at, free[at], self._board, self._policy)
                    less = min(gross, rooms[live.order])
                    if less > 0:
                        rooms[live.order] -= less
                        choose(place + 1, (*singles, Single(live, at, free[at], less)), off + less)
                        rooms[live.order] += less
            plain = self._cuts.best(at, free[at])
            choose(
                place + 1,
                (*singles, plain) if plain else singles,
                off + (plain.off if plain else 0),
            )

        choose(0, (), 0)
        return best


def _lines_of(live: LiveRule, board: Board) -> list[int]:
    benefit = live.rule.benefit
    assert isinstance(benefit, UnitCut)
    return board.of(benefit.items)
