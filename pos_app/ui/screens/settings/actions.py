"""The keys that lead into the parts of the set-up."""

from enum import Enum, auto

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import Scope
from pos_app.ui.action_specs import ActionSpec
from pos_app.ui.marked import marked


class SettingsAction(Enum):
    """The names by which they are asked for."""

    PEOPLE = auto()
    ROLES = auto()
    STORE = auto()
    DEVICES = auto()
    BACKUPS = auto()
    CHANGES = auto()
    DAY_EXPORTS = auto()
    PROGRAM = auto()


_S, _P = SettingsAction, Privilege
_HERE = frozenset({Scope.SETTINGS})

SPECS = (
    ActionSpec(_S.PEOPLE, "F1", marked("Actions", "People"), _HERE, _P.SET_UP_PEOPLE),
    ActionSpec(_S.ROLES, "F2", marked("Actions", "Roles and rights"), _HERE, _P.SET_UP_PEOPLE),
    ActionSpec(_S.STORE, "F3", marked("Actions", "Store"), _HERE, _P.SET_UP_STORE),
    ActionSpec(_S.DEVICES, "F4", marked("Actions", "Devices"), _HERE, _P.SET_UP_DEVICES),
    ActionSpec(_S.BACKUPS, "F5", marked("Actions", "Backups"), _HERE, _P.BACK_UP),
    ActionSpec(_S.CHANGES, "F6", marked("Actions", "Changes"), _HERE, _P.AUDIT),
    ActionSpec(_S.DAY_EXPORTS, "F7", marked("Actions", "Day exports"), _HERE, _P.EXPORT),
    ActionSpec(_S.PROGRAM, "F8", marked("Actions", "Program"), _HERE, _P.SET_UP_DEVICES),
)
