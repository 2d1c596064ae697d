"""The keys of the program's screen."""

from enum import Enum, auto

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import Scope
from pos_app.ui.action_specs import ActionSpec
from pos_app.ui.marked import marked


class ProgramAction(Enum):
    """The names by which its keys are asked for."""

    LOOK = auto()
    LOOK_ON_STICK = auto()
    FULL_SCREEN = auto()
    STARTING = auto()
    CLOSE = auto()
    INSTALL = auto()


_N, _P = ProgramAction, Privilege.SET_UP_DEVICES
_HERE = frozenset({Scope.PROGRAM})

SPECS = (
    ActionSpec(_N.LOOK, "F5", marked("Actions", "Look for an update"), _HERE, _P),
    ActionSpec(_N.LOOK_ON_STICK, "F6", marked("Actions", "From a stick"), _HERE, _P),
    ActionSpec(_N.FULL_SCREEN, "F7", marked("Actions", "Full screen"), _HERE, _P),
    ActionSpec(_N.STARTING, "F8", marked("Actions", "Open by itself"), _HERE, _P),
    ActionSpec(_N.CLOSE, "F10", marked("Actions", "Close the till"), _HERE, _P),
    ActionSpec(_N.INSTALL, "F9", marked("Actions", "Close and install"), _HERE, _P),
)
