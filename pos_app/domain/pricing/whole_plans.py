"""Comparing whole plans: every way to share the units, and the best of the later rules for each.

For baskets where to reduce units as far as possible is not best in all, because a sum would fall
below a rung, or a later rule makes one line's reduction worth more than another's.
"""

from collections.abc import Sequence
from dataclasses import replace

from pos_app.domain.pricing.assignment import Assignment
from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.bundle import Policy
from pos_app.domain.pricing.every_assignment import EveryAssignment
from pos_app.domain.pricing.plan import Plan, plan_with_best
from pos_app.domain.pricing.sums import LaterRules, LiveRule, Steps


def best_whole_plan(
    board: Board,
    policy: Policy,
    units: Sequence[LiveRule],
    later: LaterRules,
    first: Plan,
    steps: Steps,
) -> Plan:
    """Compare all plans of a line-up with the one to beat; proved when no way was left out."""
    best = first

    def compare(assignment: Assignment) -> None:
        nonlocal best
        if steps.take(later.cost):
            plan = plan_with_best(board, later, assignment, steps)
            if plan.total < best.total:
                best = plan

    is_whole = EveryAssignment(board, policy, units, range(len(board.lines)), steps).show(compare)
    return replace(best, is_proved=is_whole)
