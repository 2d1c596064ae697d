"""The keys of the page about readiness."""

from enum import Enum, auto

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import Scope
from pos_app.ui.action_specs import ActionSpec
from pos_app.ui.marked import marked


class ReadinessAction(Enum):
    """The names by which they are asked for."""

    LOOK = auto()
    PRINT = auto()
    DRILL = auto()


_HERE = frozenset({Scope.READINESS})

SPECS = (
    ActionSpec(ReadinessAction.LOOK, "F5", marked("Actions", "Look again"), _HERE),
    ActionSpec(ReadinessAction.PRINT, "F7", marked("Actions", "Print last drill"), _HERE),
    ActionSpec(
        ReadinessAction.DRILL, "F9", marked("Actions", "Fire drill"), _HERE, Privilege.TRAINING
    ),
)
