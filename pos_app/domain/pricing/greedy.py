"""Units by the order of the rules: each takes all it can use, the next what is left."""

from collections.abc import Sequence
from dataclasses import replace

from pos_app.domain.pricing.assignment import (
    Assignment,
    Group,
    Grouping,
    GroupUse,
    Single,
    make_grouping,
    off_single,
    pick_group,
    rounds_beside,
)
from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.bundle import Policy
from pos_app.domain.pricing.rule import UnitCut
from pos_app.domain.pricing.sums import LiveRule


def assign_in_order(
    board: Board, rules: Sequence[LiveRule], policy: Policy, names: set[str]
) -> Assignment:
    """Give every unit to the first rule that can use it.

    ``names`` takes up the exclusivity names of which one rule was used.
    """
    free = [line.units for line in board.lines]
    groups: list[GroupUse] = []
    singles: list[Single] = []
    for live in rules:
        name = live.rule.exclusivity
        if name and name in names:
            continue
        before = len(groups) + len(singles)
        grouping = make_grouping(live, board)
        if grouping is not None:
            groups += form_groups(grouping, free, board, policy)
        else:
            singles += cut_free(live, free, board, policy)
        if name and len(groups) + len(singles) > before:
            names.add(name)
    return Assignment(tuple(groups), tuple(singles))


def form_groups(
    grouping: Grouping, free: list[int], board: Board, policy: Policy
) -> list[GroupUse]:
    """Form as many groups as a rule may and can, dearest first; ``free`` is changed.

    The same group is formed as often as its units go round, so a thousand bottles cost no more
    than two.
    """
    made: list[GroupUse] = []
    times_left, room = grouping.most, grouping.live.most_off
    while times_left is None or times_left > 0:
        group = pick_group(grouping, free, board, policy)
        if group is None or group.off <= 0 or room == 0:
            break
        times = _rounds(group, free) if room is None else 1
        if grouping.beside:
            times = min(times, rounds_beside(grouping, group, [use.group for use in made]))
            if times <= 0:
                break
        if times_left is not None:
            times = min(times, times_left)
            times_left -= times
        group = replace(within(group, room), times=times)
        if room is not None:
            room -= group.off
        for at, count in group.units:
            free[at] -= count * times
        made.append(GroupUse(grouping.live, group))
    return made


def _rounds(group: Group, free: Sequence[int]) -> int:
    """Say how often the same units would be picked again before a line of them runs out."""
    return min(free[at] // count for at, count in group.units)


def within(group: Group, room: int | None) -> Group:
    """Cut a group's reduction down to what a cap leaves, from its last line back."""
    if room is None or group.off <= room:
        return group
    offs, over = list(group.offs), group.off - room
    for at in range(len(offs) - 1, -1, -1):
        less = min(over, offs[at])
        offs[at] -= less
        over -= less
    return Group(group.units, tuple(offs), room, group.times)


def cut_free(live: LiveRule, free: list[int], board: Board, policy: Policy) -> list[Single]:
    """Cut every free unit of a rule's goods; ``free`` is changed."""
    benefit = live.rule.benefit
    assert isinstance(benefit, UnitCut)
    made, room = [], live.most_off
    for at in board.of(benefit.items):
        if not free[at]:
            continue
        off = off_single(live, at, free[at], board, policy)
        if room is not None:
            off = min(off, room)
            room -= off
        if off > 0:
            made.append(Single(live, at, free[at], off))
            free[at] = 0
    return made
