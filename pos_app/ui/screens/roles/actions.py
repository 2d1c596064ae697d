"""The keys of the roles' screen."""

from enum import Enum, auto

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import Scope
from pos_app.ui.action_specs import ActionSpec
from pos_app.ui.marked import marked


class RolesAction(Enum):
    """The names by which its keys are asked for."""

    LEFT = auto()
    RIGHT = auto()
    CHANGE = auto()


_N, _P = RolesAction, Privilege.SET_UP_PEOPLE
_HERE = frozenset({Scope.ROLES})

SPECS = (
    ActionSpec(_N.LEFT, "F6", marked("Actions", "Role to the left"), _HERE, _P),
    ActionSpec(_N.RIGHT, "F7", marked("Actions", "Role to the right"), _HERE, _P),
    ActionSpec(_N.CHANGE, "F9", marked("Actions", "Change it"), _HERE, _P),
)
