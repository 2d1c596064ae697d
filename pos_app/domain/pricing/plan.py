"""A plan: who serves what, which later rules are used, and what is left of each line."""

from dataclasses import dataclass

from pos_app.domain.pricing.assignment import Assignment
from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.sums import LaterRules, Steps, SumUse


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


def plan_with_all(board: Board, later: LaterRules, assignment: Assignment) -> Plan:
    """Give the plan in which every later rule is used as far as it is earned."""
    left = assignment.left(board)
    sums = later.apply(left)
    return Plan(assignment, tuple(sums), tuple(left), assignment.is_proved)


def plan_with_best(board: Board, later: LaterRules, assignment: Assignment, steps: Steps) -> Plan:
    """Give the best plan for an assignment of the units: later rules may be left out."""
    left = assignment.left(board)
    sums = later.best(left, steps)
    return Plan(assignment, tuple(sums), tuple(left), assignment.is_proved and not steps.ran_out)
