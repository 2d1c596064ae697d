"""The keys of the list behind a figure."""

from enum import Enum, auto

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import Scope
from pos_app.ui.action_specs import ActionSpec
from pos_app.ui.marked import marked


class BehindAction(Enum):
    """The names by which its keys are asked for."""

    WHY_IT_COST = auto()
    COPY = auto()


_HERE = frozenset({Scope.BEHIND})

SPECS = (
    ActionSpec(BehindAction.WHY_IT_COST, "F1", marked("Actions", "Why this price"), _HERE),
    ActionSpec(
        BehindAction.COPY, "F9", marked("Actions", "Print a copy"), _HERE, Privilege.REPRINT
    ),
)
