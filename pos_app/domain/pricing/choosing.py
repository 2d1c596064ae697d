"""Which rules are used together: in the order given, or so that the customer pays least.

A *line-up* is a set of rules that may be used together: of every exclusivity name one, or an
exclusive rule alone. For each line-up the units are assigned (unit_search.py) and the sums reduced
(sums.py). To take most off unit by unit is best in all when what comes after cannot tell the
difference; ``_comes_apart`` says when that is so. Otherwise whole plans are compared one by one
(whole_plans.py).

Rules that say which units they take (``pick``) choose from what the rules before them left; plain
cuts come last. What the rules come to one after the other is tried as well, so that the best is
never dearer than the order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.bundle import Choose, Policy
from pos_app.domain.pricing.greedy import assign_in_order
from pos_app.domain.pricing.plan import Plan, finish_plan
from pos_app.domain.pricing.rule import GroupCut, Phase, Pick, Rule, UnitCut
from pos_app.domain.pricing.sums import LaterRules, LiveRule, Steps, cut_of
from pos_app.domain.pricing.unit_search import Cluster, assign_best
from pos_app.domain.pricing.whole_plans import WholePlans


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
    rules = [live for live in rules if live.most_off != 0 and live.most_times != 0]
    if policy.choose is Choose.PRIORITY:
        return _in_order(board, rules, policy), 0
    steps = Steps(policy.steps)
    best: Plan | None = None
    for line_up in _line_ups(rules):
        if best is not None and not steps.take(_STEPS_OF_A_LINE_UP):
            best = replace(best, is_proved=False)
            break
        plan = _best_of(board, _sorted(line_up), policy, steps)
        if best is None or plan.total < best.total:
            best = replace(plan, is_proved=plan.is_proved and (best is None or best.is_proved))
        elif not plan.is_proved:
            best = replace(best, is_proved=False)
    assert best is not None
    if not best.is_proved or any(_picks_itself(live.rule) for live in rules):
        in_order = _in_order(board, rules, policy)
        if in_order.total < best.total:
            best = replace(in_order, is_proved=best.is_proved)
    return best, steps.taken


def _picks_itself(rule: Rule) -> bool:
    """Tell whether a rule says which units it takes, and so may take others when it comes later."""
    benefit = rule.benefit
    if isinstance(benefit, GroupCut):
        return any(part.pick is not Pick.BEST for part in benefit.parts)
    return isinstance(benefit, UnitCut) and benefit.pick is not Pick.BEST


_STEPS_OF_A_LINE_UP = 20
"""To price a line-up without any search takes as long as so many steps of one."""


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
    sums = LaterRules(board, line_up.stacked, line_up.sums, policy).apply(left)
    return Plan(assignment, tuple(sums), tuple(left))


def _best_of(board: Board, line_up: _LineUp, policy: Policy, steps: Steps) -> Plan:
    assignment, clusters = assign_best(board, line_up.units, policy, steps)
    later = LaterRules(board, line_up.stacked, line_up.sums, policy)
    plan = finish_plan(board, later, assignment, steps)
    if not later or _comes_apart(board, later, plan, clusters):
        return plan
    return WholePlans(board, policy, line_up.units, later, plan, steps).run()


def _comes_apart(board: Board, later: LaterRules, plan: Plan, clusters: Sequence[Cluster]) -> bool:
    """Tell whether the units could be assigned without regard to what comes after.

    That is so when (1) the rules on sums reach the same rungs whether units are reduced as far as
    possible or nothing at all was taken off before, so no rung can be won by reducing less; (2) no
    rule on sums counts only a part of what an earlier one was shared over; and (3) the lines of a
    cluster are all in the same of these sets and under no stacked rule, so that reductions within
    it can be traded one for one.
    """
    unreduced = [line.shelf for line in board.lines]
    reached = {use.live.order: (use.rung_at, use.times) for use in plan.sums}
    alone = later.rungs_alone(unreduced)
    if not later.is_nested or any(
        alone.get(live.order) != reached.get(live.order) for live in later.sums
    ):
        return False
    stacked = {at for live in later.stacked for at in board.of(cut_of(live).items)}
    for cluster in clusters:
        if len(cluster.lines) > 1 and not stacked.isdisjoint(cluster.lines):
            return False
        if any(
            not lines.isdisjoint(cluster.lines) and not lines.issuperset(cluster.lines)
            for lines in later.scopes
        ):
            return False
    return True
