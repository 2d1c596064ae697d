"""The keys of the people's screen."""

from enum import Enum, auto

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import Scope
from pos_app.ui.action_specs import ActionSpec
from pos_app.ui.marked import marked


class PeopleAction(Enum):
    """The names by which its keys are asked for."""

    ADD = auto()
    NUMBER = auto()
    ROLE = auto()
    PIN = auto()
    ACTIVE = auto()
    NAME = auto()


_N, _P = PeopleAction, Privilege.SET_UP_PEOPLE
_HERE = frozenset({Scope.PEOPLE})

SPECS = (
    ActionSpec(_N.ADD, "F6", marked("Actions", "New person"), _HERE, _P),
    ActionSpec(_N.NUMBER, "F7", marked("Actions", "Number"), _HERE, _P),
    ActionSpec(_N.ROLE, "F8", marked("Actions", "Role"), _HERE, _P),
    ActionSpec(_N.PIN, "F10", marked("Actions", "New PIN"), _HERE, _P),
    ActionSpec(_N.ACTIVE, "F12", marked("Actions", "Bar / admit"), _HERE, _P),
    ActionSpec(_N.NAME, "F9", marked("Actions", "Change the name"), _HERE, _P),
)
