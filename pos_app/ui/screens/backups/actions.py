"""The keys of the backups' screen."""

from enum import Enum, auto

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import Scope
from pos_app.ui.action_specs import ActionSpec
from pos_app.ui.marked import marked


class BackupAction(Enum):
    """The names by which its keys are asked for."""

    PLAN = auto()
    REHEARSE = auto()
    RUN = auto()


_N, _P = BackupAction, Privilege.BACK_UP
_HERE = frozenset({Scope.BACKUPS})

SPECS = (
    ActionSpec(_N.PLAN, "F6", marked("Actions", "Plan"), _HERE, _P),
    ActionSpec(_N.REHEARSE, "F7", marked("Actions", "Rehearse a restore"), _HERE, _P),
    ActionSpec(_N.RUN, "F9", marked("Actions", "Back up now"), _HERE, _P),
)
