"""The search in one cluster of lines: who serves which rule so that most is taken off.

The rules for groups have their turn in order, each trying every group that free units allow, the
dearest reduction first; the units left over get the best single cut of their line. A branch ends
when even the most its free units could bring does not beat the best found, or when the same units
were left with as much taken off before.

What is not proved is told: the steps ran out, or a rule could form so many different groups that
only neighbours in price were tried.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from pos_app.domain.money import Rounding, percent_minor
from pos_app.domain.pricing.assignment import (
    Assignment,
    Group,
    Grouping,
    GroupUse,
    Single,
    count_choices,
    every_group,
    neighbours,
    off_single,
    pick_group,
    rounds_beside,
)
from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.bundle import Policy
from pos_app.domain.pricing.greedy import form_groups, within
from pos_app.domain.pricing.rule import WHOLE_PPM
from pos_app.domain.pricing.sums import LiveRule, Steps, cut_of

_SHARE_OF_CHOICES = 8
"""To list the different groups of one rule may take up this part of the steps that are left."""

MOST_UNITS = 120
"""More units than these in one cluster are not searched: the path would get too deep."""


@dataclass(slots=True)
class Cluster:
    """Lines bound together, and what binds them: rules for groups, capped cuts, rivals.

    ``most`` is the most that can be taken off its lines, once it is known.
    """

    lines: set[int] = field(default_factory=set)
    groupings: list[Grouping] = field(default_factory=list)
    capped: list[LiveRule] = field(default_factory=list)
    rivals: list[list[LiveRule]] = field(default_factory=list)
    most: int = 0


class Cuts:
    """The plain cuts that may be used on each line, and the best of them."""

    def __init__(self, board: Board, policy: Policy, rules: Sequence[LiveRule]) -> None:
        self._board = board
        self._policy = policy
        self.of_line: dict[int, list[LiveRule]] = {}
        for live in rules:
            for at in board.of(cut_of(live).items):
                self.of_line.setdefault(at, []).append(live)
        self._offs: dict[tuple[int, int, int], int] = {}

    def on(self, at: int, dropped: frozenset[int]) -> list[LiveRule]:
        """List the cuts of a line but those dropped."""
        return [live for live in self.of_line.get(at, ()) if live.order not in dropped]

    def best(self, at: int, units: int, dropped: frozenset[int] = frozenset()) -> Single | None:
        """Give the cut that takes most off; of equals the first in order."""
        best_off, best = 0, None
        if units:
            for live in self.of_line.get(at, ()):
                if live.order not in dropped:
                    off = self._off(live, at, units)
                    if off > best_off:
                        best_off, best = off, live
        return None if best is None else Single(best, at, units, best_off)

    def every(self, at: int, units: int) -> list[Single]:
        """Give the cuts that take different amounts off, each once."""
        offs = {self._off(live, at, units): live for live in reversed(self.of_line.get(at, ()))}
        return [Single(live, at, units, off) for off, live in offs.items() if off]

    def _off(self, live: LiveRule, at: int, units: int) -> int:
        key = (live.order, at, units)
        off = self._offs.get(key)
        if off is None:
            off = self._offs[key] = off_single(live, at, units, self._board, self._policy)
        return off


class ClusterSearch:
    """The search in one cluster. ``free`` is by line of the board."""

    def __init__(
        self,
        board: Board,
        policy: Policy,
        cluster: Cluster,
        cuts: Cuts,
        dropped: frozenset[int],
        steps: Steps,
    ) -> None:
        self._board = board
        self._policy = policy
        self._cuts = cuts
        self._dropped = dropped
        self._groupings = [g for g in cluster.groupings if g.live.order not in dropped]
        self._capped = [live for live in cluster.capped if live.order not in dropped]
        fought = {at for grouping in self._groupings for at in chain(*grouping.orders)}
        fought.update(at for live in self._capped for at in board.of(cut_of(live).items))
        self._lines = sorted(fought)
        self._others = sorted(cluster.lines - fought)
        self._steps = steps
        self._is_whole = True
        self._cost = 1
        self._best_off = -1
        self._best_groups: tuple[GroupUse, ...] = ()
        self._best_singles: tuple[Single, ...] = ()
        self._seen: dict[tuple[object, ...], int] = {}
        self._path: list[GroupUse] = []

    def run(self) -> Assignment:
        """Solve the cluster."""
        free = [line.units for line in self._board.lines]
        others = tuple(self._cut_plainly(self._others, free))
        found = self._search(free)
        return Assignment(found.groups, (*others, *found.singles), found.is_proved)

    def _search(self, free: list[int]) -> Assignment:
        if self._is_plain():
            groups = [
                use
                for grouping in self._groupings
                for use in form_groups(grouping, free, self._board, self._policy)
            ]
            return Assignment(tuple(groups))
        if sum(free[at] for at in self._lines) > MOST_UNITS:
            return self._in_order(free)
        self._choices = [self._choices_of(grouping, free) for grouping in self._groupings]
        self._most_each = self._optimism()
        self._cost = 1 + len(self._lines) // 8 + sum(len(c or ()) for c in self._choices) // 64
        self._visit(0, free, 0, 0, 0)
        if not self._steps.ran_out:
            return Assignment(self._best_groups, self._best_singles, self._is_whole)
        in_order = self._in_order([line.units for line in self._board.lines])
        found = Assignment(self._best_groups, self._best_singles, is_proved=False)
        return found if found.off > in_order.off else in_order

    def _cut_plainly(self, lines: Sequence[int], free: Sequence[int]) -> list[Single]:
        found = [self._cuts.best(at, free[at], self._dropped) for at in lines]
        return [single for single in found if single is not None]

    def _is_plain(self) -> bool:
        """One rule, one set, nothing else on its lines: dearest first in rows is best.

        Why: by exchange. A later step takes a larger share of a cheaper unit, and a price for the
        group takes most off the dearest. A rate that is rounded once for several units, or a step
        that gains less on a dearer unit by rounding, has to be searched.
        """
        if not self._groupings and not self._capped:
            return True
        if len(self._groupings) != 1 or self._capped:
            return False
        (grouping,) = self._groupings
        if grouping.beside or any(self._cuts.on(at, self._dropped) for at in self._lines):
            return False
        if grouping.is_picked:
            return True
        if len(grouping.parts) != 1 or grouping.live.most_off is not None:
            return False
        if any(self._board.lines[at].floor for at in self._lines):
            return False
        return self._gains_by_rows(grouping)

    def _gains_by_rows(self, grouping: Grouping) -> bool:
        benefit = grouping.benefit
        prices = sorted({self._board.lines[at].price for at in self._lines})
        if benefit.steps:
            return self._later_steps_gain(benefit.steps, prices)
        cut = benefit.whole or benefit.reward
        assert cut is not None
        if cut.rate_ppm is None and any(self._board.lines[at].thousandths for at in self._lines):
            return False
        if grouping.size == 1 or cut.price is not None:
            return True
        if cut.amount is not None:
            return benefit.reward is not None
        assert cut.rate_ppm is not None
        return all(price * cut.rate_ppm % WHOLE_PPM == 0 for price in prices)

    def _later_steps_gain(self, steps: Sequence[int], prices: Sequence[int]) -> bool:
        """Tell whether a dearer unit never gains less by going up a step."""
        if list(steps) != sorted(steps):
            return False
        lower = [0] * len(prices)
        for rate_ppm in sorted(set(steps)):
            offs = [percent_minor(price, rate_ppm, self._policy.rounding) for price in prices]
            gains = [off - before for off, before in zip(offs, lower, strict=True)]
            if gains != sorted(gains):
                return False
            lower = offs
        return True

    def _in_order(self, free: list[int]) -> Assignment:
        groups: list[GroupUse] = []
        for grouping in self._groupings:
            groups += form_groups(grouping, free, self._board, self._policy)
        singles, _ = self._cut_rest(free)
        return Assignment(tuple(groups), singles, is_proved=False)

    def _choices_of(self, grouping: Grouping, free: Sequence[int]) -> tuple[Group, ...] | None:
        """List the groups a rule may form, largest reduction first; None: it picks for itself."""
        if grouping.is_picked:
            return None
        if count_choices(grouping) <= self._steps.left // _SHARE_OF_CHOICES:
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
        for at in self._lines:
            lives = self._cuts.on(at, self._dropped) + self._capped_on(at)
            offs = [off_single(live, at, 1, self._board, rounded_up) for live in lives]
            singles[at] = max(offs, default=0)
        most = [singles]
        for grouping, choices in zip(
            reversed(self._groupings), reversed(self._choices), strict=True
        ):
            each = dict(most[-1])
            top = choices[0].off if choices else self._most_picked(grouping, choices)
            per_unit = -(-top // grouping.size)
            for at in chain(*grouping.orders):
                each[at] = max(each[at], per_unit)
            most.append(each)
        most.reverse()
        return most

    def _most_picked(self, grouping: Grouping, choices: tuple[Group, ...] | None) -> int:
        if choices is not None:
            return 0
        prices = [self._board.lines[at].price for at in chain(*grouping.orders)]
        return max(prices, default=0) * grouping.size

    def _visit(self, rank: int, free: list[int], off: int, times: int, first: int) -> None:
        """Go on with a rule that formed ``times`` groups, the last of them its choice ``first``."""
        if not self._steps.take(self._cost):
            return
        if off + self._hope(rank, free) <= self._best_off:
            return
        key = (rank, times, first, self._mark(rank), *(free[at] for at in self._lines))
        if self._seen.get(key, -1) >= off:
            return
        self._seen[key] = off
        if rank == len(self._groupings):
            self._finish(free, off)
            return
        grouping = self._groupings[rank]
        if grouping.most is None or times < grouping.most:
            for place, group in self._open_groups(rank, free, first):
                is_capped = grouping.live.most_off is not None
                self._try(rank, group, free, off, times, 0 if is_capped else place)
        self._visit(rank + 1, free, off, 0, 0)

    def _try(
        self, rank: int, group: Group, free: list[int], off: int, times: int, place: int
    ) -> None:
        live = self._groupings[rank].live
        if live.most_off is not None:
            group = within(group, live.most_off - self._given(rank))
        if group.off <= 0 or not self._leaves_beside(rank, group):
            return
        for at, count in group.units:
            free[at] -= count
        self._path.append(GroupUse(live, group))
        self._visit(rank, free, off + group.off, times + 1, place)
        self._path.pop()
        for at, count in group.units:
            free[at] += count

    def _open_groups(
        self, rank: int, free: Sequence[int], first: int
    ) -> Sequence[tuple[int, Group]]:
        """List the groups that free units allow. Of one rule they go in the order of its choices.

        Why: in which order the same groups are formed makes no difference, but under a cap.
        """
        choices = self._choices[rank]
        if choices is None:
            grouping = self._groupings[rank]
            group = pick_group(grouping, free, self._board, self._policy)
            return ((0, group),) if group is not None else ()
        return [
            (place, group)
            for place, group in enumerate(choices[first:], first)
            if all(free[at] >= count for at, count in group.units)
        ]

    def _formed(self, rank: int) -> list[Group]:
        live = self._groupings[rank].live
        return [use.group for use in self._path if use.live is live]

    def _leaves_beside(self, rank: int, group: Group) -> bool:
        grouping = self._groupings[rank]
        return not grouping.beside or rounds_beside(grouping, group, self._formed(rank)) > 0

    def _mark(self, rank: int) -> tuple[object, ...]:
        """Tell apart what a rule may still do, beyond what free units say."""
        if rank == len(self._groupings):
            return ()
        grouping = self._groupings[rank]
        taken: tuple[object, ...] = ()
        if grouping.beside:
            taken = tuple(sorted(unit for group in self._formed(rank) for unit in group.units))
        return (self._given(rank), *taken)

    def _given(self, rank: int) -> int:
        """Say how much of a capped rule's leave this path has used."""
        if self._groupings[rank].live.most_off is None:
            return 0
        return sum(group.off for group in self._formed(rank))

    def _hope(self, rank: int, free: Sequence[int]) -> int:
        most = self._most_each[rank]
        return sum(free[at] * most[at] for at in self._lines)

    def _finish(self, free: Sequence[int], off: int) -> None:
        singles, more = self._cut_rest(free)
        if off + more > self._best_off:
            self._best_off = off + more
            self._best_groups = tuple(self._path)
            self._best_singles = singles

    def _cut_rest(self, free: Sequence[int]) -> tuple[tuple[Single, ...], int]:
        if self._capped:
            return self._cut_rest_capped(free)
        singles = self._cut_plainly(self._lines, free)
        return tuple(singles), sum(single.off for single in singles)

    def _capped_on(self, at: int) -> list[LiveRule]:
        sets = self._board.lines[at].sets
        return [live for live in self._capped if cut_of(live).items in sets]

    def _cut_rest_capped(self, free: Sequence[int]) -> tuple[tuple[Single, ...], int]:
        """Choose cuts for the lines left over when a capped rule cannot serve them all."""
        best: tuple[tuple[Single, ...], int] = ((), 0)
        rooms = {live.order: live.most_off or 0 for live in self._capped}
        lines = [at for at in self._lines if free[at]]

        def choose(place: int, singles: tuple[Single, ...], off: int) -> None:
            nonlocal best
            if not self._steps.take():
                return
            if place == len(lines):
                if off > best[1]:
                    best = (singles, off)
                return
            at = lines[place]
            for live in self._capped_on(at):
                gross = off_single(live, at, free[at], self._board, self._policy)
                less = min(gross, rooms[live.order])
                if less > 0:
                    rooms[live.order] -= less
                    choose(place + 1, (*singles, Single(live, at, free[at], less)), off + less)
                    rooms[live.order] += less
            plain = self._cuts.best(at, free[at], self._dropped)
            choose(
                place + 1,
                (*singles, plain) if plain else singles,
                off + (plain.off if plain else 0),
            )

        choose(0, (), 0)
        return best
