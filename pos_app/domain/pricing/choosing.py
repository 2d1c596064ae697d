"""Which rules are used together: in the order given, or so that the customer pays least.

A *line-up* is a set of rules that may be used together: of every exclusivity name one, or an
exclusive rule alone. For each line-up the units are assigned (unit_search.py) and the sums reduced
(sums.py). To take most off unit by unit is best in all when what comes after cannot tell the
difference; ``_comes_apart`` says when that is so. Otherwise whole plans are compared one by one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from pos_app.domain.pricing.assignment import (
    Assignment,
    Group,
    Grouping,
    GroupUse,
    Single,
    every_group,
    make_grouping,
    off_single,
    pick_group,
)
from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.bundle import Choose, Policy
from pos_app.domain.pricing.greedy import assign_in_order, within
from pos_app.domain.pricing.rule import Ladder, Phase, UnitCut
from pos_app.domain.pricing.sums import (
    LiveRule,
    Steps,
    SumUse,
    apply_sums,
    best_of_sums,
    stack,
)
from pos_app.domain.pricing.unit_search import Cluster, assign_best


@dataclass(frozen=True, slots=True)
class Plan:
    """What is used on a board, and what is left of each line. ``is_proved``: none leaves less."""

    assignment: Assignment
    sums: tuple[SumUse, ...]
    left: tuple[int, ...]
    is_proved: bool = True

    @property
    def total(self) -> int:
        """What is left in all."""
        return sum(self.left)


@dataclass(frozen=True, slots=True)
class _LineUp:
    units: tuple[LiveRule, ...]
    stacked: tuple[LiveRule, ...]
    sums: tuple[LiveRule, ...]


def choose(board: Board, rules: Sequence[LiveRule], policy: Policy) -> tuple[Plan, int]:
    """Decide what is used, and say how many steps that took.

    ``rules`` are alive, met and in their order. The same input gives the same plan on every
    machine: steps are counted, not timed, and of equals the first wins.
    """
    if policy.choose is Choose.PRIORITY:
        return _in_order(board, rules, policy), 0
    steps = Steps(policy.steps)
    best: Plan | None = None
    is_proved = True
    for line_up in _line_ups(rules):
        plan = _best_of(board, _sorted(line_up), policy, steps)
        is_proved &= plan.is_proved
        if best is None or plan.total < best.total:
            best = plan
        if steps.ran_out:
            is_proved = False
            break
    assert best is not None
    return Plan(best.assignment, best.sums, best.left, is_proved), steps.taken


def _line_ups(rules: Sequence[LiveRule]) -> Iterator[list[LiveRule]]:
    alone = [live for live in rules if live.rule.is_exclusive]
    beside = [live for live in rules if not live.rule.is_exclusive]
    names = list(dict.fromkeys(live.rule.exclusivity for live in beside if live.rule.exclusivity))
    rivals = [[live for live in beside if live.rule.exclusivity == name] for name in names]
    free = [live for live in beside if not live.rule.exclusivity]
    for chosen in product(*rivals):
        yield sorted([*free, *chosen], key=lambda live: live.order)
    for live in alone:
        yield [live]


def _sorted(rules: Sequence[LiveRule]) -> _LineUp:
    def of(phase: Phase) -> tuple[LiveRule, ...]:
        return tuple(live for live in rules if live.rule.phase is phase)

    return _LineUp(of(Phase.UNITS), of(Phase.STACKED), of(Phase.TRANSACTION))


def _in_order(board: Board, rules: Sequence[LiveRule], policy: Policy) -> Plan:
    """Use the rules in their order; the first of each exclusivity name that gives anything."""
    alone = [live for live in rules if live.rule.is_exclusive]
    for live in alone:
        plan = _plan_in_order(board, _sorted([live]), policy)
        if plan.total < sum(line.shelf for line in board.lines):
            return plan
    dropped: set[int] = set()
    while True:
        taken = [live for live in rules if live.order not in dropped and not live.rule.is_exclusive]
        first = _first_of_names(taken)
        plan = _plan_in_order(board, _sorted(first), policy)
        useless = [
            live.order
            for live in first
            if live.rule.exclusivity
            and live.order not in _used(plan)
            and any(
                rival.rule.exclusivity == live.rule.exclusivity and rival is not live
                for rival in taken
            )
        ]
        if not useless:
            return plan
        dropped.update(useless)


def _first_of_names(rules: Sequence[LiveRule]) -> list[LiveRule]:
    names: set[str] = set()
    first = []
    for live in rules:
        name = live.rule.exclusivity
        if name not in names:
            first.append(live)
        if name:
            names.add(name)
    return first


def _used(plan: Plan) -> set[int]:
    orders = {use.live.order for use in plan.assignment.groups}
    orders |= {single.live.order for single in plan.assignment.singles}
    return orders | {use.live.order for use in plan.sums}


def _plan_in_order(board: Board, line_up: _LineUp, policy: Policy) -> Plan:
    assignment = assign_in_order(board, line_up.units, policy)
    left = assignment.left(board)
    sums = stack(board, line_up.stacked, left, policy)
    sums += apply_sums(board, line_up.sums, left, policy)
    return Plan(assignment, tuple(sums), tuple(left))


def _best_of(board: Board, line_up: _LineUp, policy: Policy, steps: Steps) -> Plan:
    assignment, clusters = assign_best(board, line_up.units, policy, steps)
    plan = _finish(board, line_up, assignment, policy, steps)
    if not line_up.sums and not line_up.stacked:
        return plan
    if _comes_apart(board, line_up, plan, clusters, policy):
        return plan
    return _Whole(board, line_up, policy, steps, plan).run()


def _finish(
    board: Board, line_up: _LineUp, assignment: Assignment, policy: Policy, steps: Steps
) -> Plan:
    left = assignment.left(board)
    sums = stack(board, line_up.stacked, left, policy)
    sums += best_of_sums(board, line_up.sums, left, policy, steps)
    return Plan(assignment, tuple(sums), tuple(left), assignment.is_proved and not steps.ran_out)


def _comes_apart(
    board: Board, line_up: _LineUp, plan: Plan, clusters: Sequence[Cluster], policy: Policy
) -> bool:
    """Tell whether the units could be assigned without regard to what comes after.

    That is so when (1) the rules on sums reach the same rungs whether units are reduced as far as
    possible or not at all, so no rung can be won by reducing less; (2) their sets are the same or
    have nothing in common, so the sharing of one does not move the next; and (3) the lines of a
    cluster are all in the same of these sets and under no stacked rule, so that reductions within
    it can be traded one for one.
    """
    nothing = [line.shelf for line in board.lines]
    unreduced = stack(board, line_up.stacked, nothing, policy)
    unreduced += apply_sums(board, line_up.sums, nothing, policy)
    if [_rung(use) for use in unreduced] != [_rung(use) for use in plan.sums]:
        return False
    sets = [frozenset(board.of(_ladder(live).items)) for live in line_up.sums]
    if any(a != b and not a.isdisjoint(b) for a in sets for b in sets):
        return False
    stacked = {at for live in line_up.stacked for at in board.of(_cut(live).items)}
    for cluster in clusters:
        if len(cluster.lines) > 1 and not stacked.isdisjoint(cluster.lines):
            return False
        if any(
            not lines.isdisjoint(cluster.lines) and not lines.issuperset(cluster.lines)
            for lines in sets
        ):
            return False
    return True


def _rung(use: SumUse) -> tuple[int, int, int]:
    return use.live.order, use.rung_at, use.times


def _ladder(live: LiveRule) -> Ladder:
    assert isinstance(live.rule.benefit, Ladder)
    return live.rule.benefit


def _cut(live: LiveRule) -> UnitCut:
    assert isinstance(live.rule.benefit, UnitCut)
    return live.rule.benefit


class _Whole:
    """Compares whole plans: every way to form groups, every cut or none on every line."""

    def __init__(
        self, board: Board, line_up: _LineUp, policy: Policy, steps: Steps, first: Plan
    ) -> None:
        self._board = board
        self._line_up = line_up
        self._policy = policy
        self._steps = steps
        self._best = first
        self._groupings = []
        self._plain = []
        for live in line_up.units:
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
        self._form(0, [line.units for line in self._board.lines], 0)
        best = self._best
        return Plan(best.assignment, best.sums, best.left, not self._steps.ran_out)

    def _form(self, rank: int, free: list[int], times: int) -> None:
        if not self._steps.take():
            return
        if rank == len(self._groupings):
            self._cut(0, free)
            return
        key = (rank, times, tuple(free), tuple(Assignment(tuple(self._groups)).left(self._board)))
        if key in self._seen:
            return
        self._seen.add(key)
        grouping = self._groupings[rank]
        if grouping.most is None or times < grouping.most:
            given = sum(use.group.off for use in self._groups if use.live is grouping.live)
            most = grouping.live.most_off
            for whole in self._groups_of(grouping, free):
                group = within(whole, None if most is None else most - given)
                if group.off and self._steps.take():
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
            return every_group(grouping, free, self._board, self._policy)
        picked = pick_group(grouping, free, self._board, self._policy)
        return (picked,) if picked and picked.off > 0 else ()

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
        return [live for live in self._plain if _cut(live).items in sets]

    def _compare(self) -> None:
        if not self._steps.take(_STEPS_OF_A_PLAN):
            return
        assignment = Assignment(tuple(self._groups), tuple(self._singles))
        plan = _finish(self._board, self._line_up, assignment, self._policy, self._steps)
        if plan.total < self._best.total:
            self._best = plan


_STEPS_OF_A_PLAN = 10
"""To price a whole plan takes as long as so many steps of the search."""
