"""Which rules are used together: in the order given, or so that the customer pays least.

A *line-up* is a set of rules that may be used together: of every exclusivity name one, or an
exclusive rule alone. For each line-up the units are assigned (unit_search.py) and the sums reduced
(sums.py). To take most off unit by unit is best in all when what comes after cannot tell the
difference; independence.py says when that is so. Otherwise less may be reduced to keep a rung
(rung_keeping.py), or whole plans are compared one by one (whole_plans.py).

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
from pos_app.domain.pricing.independence import Independence
from pos_app.domain.pricing.plan import Plan, plan_with_all, plan_with_best
from pos_app.domain.pricing.rule import GroupCut, Phase, Pick, Rule, UnitCut
from pos_app.domain.pricing.rung_keeping import RungKeeping
from pos_app.domain.pricing.sums import LaterRules, LiveRule, Steps
from pos_app.domain.pricing.unit_search import Assigned, assign_best, rivals_of
from pos_app.domain.pricing.whole_plans import best_whole_plan


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
    chooser = _Chooser(board, policy, steps)
    best: Plan | None = None
    is_proved = True
    cost = (len(board.lines) + len(rules)) // _LINES_AND_RULES_OF_A_STEP
    for line_up in _line_ups(board, rules, policy):
        if best is not None and not steps.take(cost):
            is_proved = False
            break
        plan = chooser.best_of(_sorted(line_up))
        is_proved &= plan.is_proved
        if best is None or plan.total < best.total:
            best = plan
    assert best is not None
    if not is_proved or any(_picks_itself(live.rule) for live in rules):
        in_order = _in_order(board, rules, policy)
        if in_order.total < best.total:
            best = in_order
    return replace(best, is_proved=is_proved), steps.taken


def _picks_itself(rule: Rule) -> bool:
    """Tell whether a rule says which units it takes, and so may take others when it comes later."""
    benefit = rule.benefit
    if isinstance(benefit, GroupCut):
        return any(part.pick is not Pick.BEST for part in benefit.parts)
    return isinstance(benefit, UnitCut) and benefit.pick is not Pick.BEST


_LINES_AND_RULES_OF_A_STEP = 2
"""To price a line-up without any search takes a step for so many lines and rules."""


def _line_ups(board: Board, rules: Sequence[LiveRule], policy: Policy) -> Iterator[list[LiveRule]]:
    """Give the sets of rules to be looked at by themselves, the most promising first.

    Rivals that all take from units stay together: the assignment of the units chooses among them.
    """
    beside = [live for live in rules if not live.rule.is_exclusive]
    mixed = [
        sorted(rivals, key=lambda live: _total_alone(board, live, policy))
        for rivals in rivals_of(beside)
        if any(live.rule.phase is not Phase.UNITS for live in rivals)
    ]
    fought = {live.order for rivals in mixed for live in rivals}
    for chosen in product(*mixed):
        taken = {live.order for live in chosen}
        yield [live for live in beside if live.order not in fought or live.order in taken]
    for live in rules:
        if live.rule.is_exclusive:
            yield [live]


def _total_alone(board: Board, live: LiveRule, policy: Policy) -> int:
    return _plan_in_order(board, _sorted([live]), policy).total


def _sorted(rules: Sequence[LiveRule]) -> _LineUp:
    def of(phase: Phase) -> tuple[LiveRule, ...]:
        return tuple(live for live in rules if live.rule.phase is phase)

    return _LineUp(of(Phase.UNITS), of(Phase.STACKED), of(Phase.TRANSACTION))


def _in_order(board: Board, rules: Sequence[LiveRule], policy: Policy) -> Plan:
    """Use the rules in their order; of an exclusivity name the first that gives anything."""
    for live in rules:
        if live.rule.is_exclusive:
            plan = _plan_in_order(board, _sorted([live]), policy)
            if plan.sums or plan.assignment.off:
                return plan
    beside = [live for live in rules if not live.rule.is_exclusive]
    return _plan_in_order(board, _sorted(beside), policy)


def _plan_in_order(board: Board, line_up: _LineUp, policy: Policy) -> Plan:
    names: set[str] = set()
    assignment = assign_in_order(board, line_up.units, policy, names)
    left = assignment.left(board)
    later = LaterRules(board, line_up.stacked, line_up.sums, policy)
    sums = later.apply_in_order(left, names)
    return Plan(assignment, tuple(sums), tuple(left))


class _Chooser:
    """Finds the best plan of each line-up; units are assigned once for the same rules."""

    def __init__(self, board: Board, policy: Policy, steps: Steps) -> None:
        self._board = board
        self._policy = policy
        self._steps = steps
        self._assigned: dict[tuple[int, ...], Assigned] = {}

    def best_of(self, line_up: _LineUp) -> Plan:
        board, policy, steps = self._board, self._policy, self._steps
        units = self._assign(line_up.units)
        later = LaterRules(board, line_up.stacked, line_up.sums, policy)
        plan = plan_with_all(board, later, units.assignment)
        if not later:
            return plan
        question = Independence(board, policy, later, units.assignment, units.clusters)
        if question.holds():
            return plan
        kept = RungKeeping(board, policy, later, units, plan, steps).best(question.roles())
        if kept is not None and kept.is_proved:
            return kept
        return self._compare(line_up, later, kept or plan, units)

    def _assign(self, rules: Sequence[LiveRule]) -> Assigned:
        key = tuple([live.order for live in rules])
        if key not in self._assigned:
            self._assigned[key] = assign_best(self._board, rules, self._policy, self._steps)
        return self._assigned[key]

    def _compare(self, line_up: _LineUp, later: LaterRules, first: Plan, units: Assigned) -> Plan:
        """Leave later rules out, and compare whole plans while there are steps."""
        board, policy, steps = self._board, self._policy, self._steps
        plan = plan_with_best(board, later, units.assignment, steps)
        if first.total <= plan.total:
            plan = first
        if units.has_more_ways_than(steps.left):
            return replace(plan, is_proved=False)
        is_proved = True
        for rules in _one_of_each(line_up.units):
            plan = best_whole_plan(board, policy, rules, later, plan, steps)
            is_proved &= plan.is_proved
            if steps.ran_out:
                break
        return replace(plan, is_proved=is_proved)


def _one_of_each(units: Sequence[LiveRule]) -> Iterator[list[LiveRule]]:
    """Give the rules on units with one of each exclusivity name, in every way."""
    names = list(rivals_of(units))
    fought = {live.order for rivals in names for live in rivals}
    for chosen in product(*names):
        taken = {live.order for live in chosen}
        yield [live for live in units if live.order not in fought or live.order in taken]
