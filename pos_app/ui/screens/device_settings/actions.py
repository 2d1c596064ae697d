"""The keys of the devices' screen."""

from enum import Enum, auto

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import Scope
from pos_app.ui.action_specs import ActionSpec
from pos_app.ui.marked import marked


class DeviceAction(Enum):
    """The names by which its keys are asked for."""

    SET_UP = auto()
    TAKE_AWAY = auto()
    TEST = auto()


_N, _P = DeviceAction, Privilege.SET_UP_DEVICES
_HERE = frozenset({Scope.DEVICES})

SPECS = (
    ActionSpec(_N.SET_UP, "F6", marked("Actions", "Set up"), _HERE, _P),
    ActionSpec(_N.TAKE_AWAY, "F12", marked("Actions", "Take away"), _HERE, _P),
    ActionSpec(_N.TEST, "F9", marked("Actions", "Test it"), _HERE, _P),
)
