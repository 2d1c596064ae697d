"""Who serves which rule: groups of units, and single cuts for the units no group needed.

Here is what a group may consist of and what it takes off; which groups are formed is decided in
greedy.py (in the order of the rules) and unit_search.py (what takes most off).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement, product

from pos_app.domain.pricing.benefits import Units, off_group, off_units
from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.bundle import Policy
from pos_app.domain.pricing.rule import GroupCut, Part, Pick, UnitCut, fewer
from pos_app.domain.pricing.sums import LiveRule, in_order


@dataclass(frozen=True, slots=True)
class Group:
    """A complete group, ``times`` over: its units, and what it takes off each of its lines once.

    ``offs`` goes with ``units``; ``off`` is all of them together, once.
    """

    units: Units
    offs: tuple[int, ...]
    off: int
    times: int = 1


@dataclass(frozen=True, slots=True)
class GroupUse:
    """A group and the rule it serves."""

    live: LiveRule
    group: Group


@dataclass(frozen=True, slots=True)
class Single:
    """The units of a line that no group needed, and the cut they got."""

    live: LiveRule
    at: int
    units: int
    off: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who serves what. ``is_proved``: nothing takes more off, as far as units are concerned."""

    groups: tuple[GroupUse, ...] = ()
    singles: tuple[Single, ...] = ()
    is_proved: bool = True

    @property
    def off(self) -> int:
        """What the whole assignment takes off."""
        return sum(use.group.off * use.group.times for use in self.groups) + sum(
            single.off for single in self.singles
        )

    def left(self, board: Board) -> list[int]:
        """Say what is left of each line."""
        left = board.shelves()
        for use in self.groups:
            for (at, _), off in zip(use.group.units, use.group.offs, strict=True):
                left[at] -= off * use.group.times
        for single in self.singles:
            left[single.at] -= single.off
        return left


@dataclass(frozen=True, slots=True)
class Beside:
    """So many units of these lines have to be there for each group, without those it rewards."""

    lines: frozenset[int]
    count: int
    units: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """A rule that forms groups, made ready for one board.

    ``parts`` are those whose units are used up, ``orders`` the lines of each in the order the rule
    takes them; ``most`` groups at most. ``is_picked``: the rule itself says which units it takes,
    so there is nothing to choose. ``beside``: bought units that stay free but may not be the
    rewarded ones.
    """

    live: LiveRule
    benefit: GroupCut
    parts: tuple[Part, ...]
    orders: tuple[list[int], ...]
    most: int | None
    is_picked: bool
    beside: tuple[Beside, ...] = ()

    @property
    def size(self) -> int:
        """Units used up by one group."""
        return sum(part.count for part in self.parts)


def make_grouping(live: LiveRule, board: Board) -> Grouping | None:
    """Make a rule ready that forms groups; None when it cuts whatever units are free."""
    benefit = live.rule.benefit
    if isinstance(benefit, UnitCut):
        if benefit.most_units is None:
            return None
        most = fewer(live.most_times, benefit.most_units)
        part = Part(benefit.items, 1, benefit.pick)
        cut = GroupCut((part,), reward=benefit.cut)
        is_picked = benefit.pick is not Pick.BEST
        return Grouping(live, cut, (part,), (in_order(part, board),), most, is_picked)
    assert isinstance(benefit, GroupCut)
    most, parts = live.most_times, benefit.parts
    beside = []
    if benefit.leaves_bought:
        *bought, reward = parts
        parts = (reward,)
        for part in bought:
            lines, units = frozenset(board.of(part.items)), board.unit_count(part.items)
            most = fewer(most, units // part.count)
            if not benefit.up_to and not lines.isdisjoint(board.of(reward.items)):
                beside.append(Beside(lines, part.count, units))
        if benefit.up_to:
            most = fewer((most or 0) * reward.count, benefit.most_rewards)
            parts = (replace(reward, count=1),)
    is_picked = any(part.pick is not Pick.BEST for part in parts)
    orders = tuple(in_order(part, board) for part in parts)
    return Grouping(live, benefit, parts, orders, most, is_picked, tuple(beside))


def rounds_beside(grouping: Grouping, group: Group, formed: Sequence[Group]) -> int:
    """Say how many more such groups leave enough bought units beside the rewarded ones."""
    rounds = _MANY
    times = sum(other.times for other in formed)
    for beside in grouping.beside:
        taken = sum(
            count * other.times
            for other in formed
            for at, count in other.units
            if at in beside.lines
        )
        each = sum(count for at, count in group.units if at in beside.lines)
        spare = beside.units - taken - times * beside.count
        rounds = min(rounds, spare // (beside.count + each))
    return rounds


_MANY = 10**9


def make_group(
    grouping: Grouping, chosen: Sequence[Sequence[int]], board: Board, policy: Policy
) -> Group:
    """Make a group of the lines chosen for each part (a line once for each unit)."""
    counts: dict[int, int] = {}
    for lines in chosen:
        for at in lines:
            counts[at] = counts.get(at, 0) + 1
    units = tuple(sorted(counts.items()))
    reward: dict[int, int] = {}
    for at in chosen[-1]:
        reward[at] = reward.get(at, 0) + 1
    offs = off_group(grouping.benefit, board, units, tuple(sorted(reward.items())), policy)
    return Group(units, tuple(offs), sum(offs))


def pick_group(
    grouping: Grouping, free: Sequence[int], board: Board, policy: Policy
) -> Group | None:
    """Form the one group that a rule takes by its own order; None when it is not complete."""
    taken: dict[int, int] = {}
    chosen = []
    for part, lines in zip(grouping.parts, grouping.orders, strict=True):
        found: list[int] = []
        for at in lines:
            if len(found) == part.count:
                break
            spare = free[at] - taken.get(at, 0)
            use = min(spare, part.count - len(found))
            if use > 0:
                found += [at] * use
                taken[at] = taken.get(at, 0) + use
        if len(found) < part.count:
            return None
        chosen.append(found)
    return make_group(grouping, chosen, board, policy)


def count_choices(grouping: Grouping) -> int:
    """Say at most how many different groups could be formed; cheap, an upper bound."""
    choices = 1
    for part, lines in zip(grouping.parts, grouping.orders, strict=True):
        kinds = len(lines)
        for step in range(part.count):
            choices = choices * (kinds + step) // (step + 1)
    return choices


def every_group(
    grouping: Grouping, free: Sequence[int], board: Board, policy: Policy
) -> Iterator[Group]:
    """Form every different group that free units allow and that takes anything off."""
    seen = set()
    by_part = [
        combinations_with_replacement([at for at in lines if free[at]], part.count)
        for part, lines in zip(grouping.parts, grouping.orders, strict=True)
    ]
    for chosen in product(*by_part):
        counts: dict[int, int] = {}
        for lines in chosen:
            for at in lines:
                counts[at] = counts.get(at, 0) + 1
        if any(free[at] < count for at, count in counts.items()):
            continue
        group = make_group(grouping, chosen, board, policy)
        key = (group.units, group.offs)
        if group.off > 0 and key not in seen:
            seen.add(key)
            yield group


def neighbours(
    grouping: Grouping, free: Sequence[int], board: Board, policy: Policy
) -> Iterator[Group]:
    """Form groups of units that lie next to one another in price, for a rule of one part."""
    (part,), (lines,) = grouping.parts, grouping.orders
    singles = [at for at in lines for _ in range(min(free[at], part.count))]
    seen = set()
    for start in range(len(singles) - part.count + 1):
        chosen = tuple(singles[start : start + part.count])
        if chosen in seen:
            continue
        seen.add(chosen)
        group = make_group(grouping, (chosen,), board, policy)
        if group.off > 0:
            yield group


def off_single(live: LiveRule, at: int, units: int, board: Board, policy: Policy) -> int:
    """Say what a plain cut takes off some units of a line, before any cap."""
    benefit = live.rule.benefit
    assert isinstance(benefit, UnitCut)
    return off_units(benefit, board.lines[at], units, policy)
