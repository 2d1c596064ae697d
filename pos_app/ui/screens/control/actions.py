"""The keys of the control room."""

from enum import Enum, auto

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import Scope
from pos_app.ui.action_specs import ActionSpec
from pos_app.ui.marked import marked


class ControlAction(Enum):
    """The names by which its keys are asked for."""

    STANDING_OUT = auto()
    JOURNAL = auto()
    REPLAY = auto()
    VERIFY = auto()
    SAME_OPERATOR = auto()
    SAME_KIND = auto()
    APPROVED = auto()
    WHERE = auto()
    SHOW_RECEIPT = auto()
    DAY_BEFORE = auto()
    DAY_AFTER = auto()


_C = ControlAction
_HERE = frozenset({Scope.CONTROL})
_MAY = Privilege.AUDIT

SPECS = (
    ActionSpec(_C.STANDING_OUT, "F1", marked("Actions", "Stands out"), _HERE, _MAY),
    ActionSpec(_C.JOURNAL, "F2", marked("Actions", "Journal"), _HERE, _MAY),
    ActionSpec(_C.REPLAY, "F3", marked("Actions", "Replay shift"), _HERE, _MAY),
    ActionSpec(_C.VERIFY, "F4", marked("Actions", "Verify"), _HERE, _MAY),
    ActionSpec(_C.SAME_OPERATOR, "F5", marked("Actions", "This person"), _HERE, _MAY),
    ActionSpec(_C.SAME_KIND, "F6", marked("Actions", "This kind"), _HERE, _MAY),
    ActionSpec(_C.APPROVED, "F7", marked("Actions", "Approved"), _HERE, _MAY),
    ActionSpec(_C.WHERE, "F8", marked("Actions", "Other days"), _HERE, _MAY),
    ActionSpec(_C.SHOW_RECEIPT, "F9", marked("Actions", "Show receipt"), _HERE, _MAY),
    ActionSpec(_C.DAY_BEFORE, "Left", marked("Actions", "Day before"), _HERE, _MAY),
    ActionSpec(_C.DAY_AFTER, "Right", marked("Actions", "Day after"), _HERE, _MAY),
)
PAGES = (_C.STANDING_OUT, _C.JOURNAL, _C.REPLAY, _C.VERIFY)
"""In the order of the pages."""
