"""The keys of the prices' screen."""

from enum import Enum, auto

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import Scope
from pos_app.ui.action_specs import ActionSpec
from pos_app.ui.marked import marked


class PriceAction(Enum):
    """The names by which its keys are asked for."""

    COMING = auto()
    DONE = auto()
    LABELS = auto()
    FIND = auto()
    LABEL_RIGHT = auto()
    APPLY = auto()
    WITHDRAW = auto()
    NEW_PRICE = auto()


_N, _P = PriceAction, Privilege.CHANGE_PRICE
_HERE = frozenset({Scope.PRICES})

SPECS = (
    ActionSpec(_N.COMING, "F1", marked("Actions", "Coming"), _HERE, _P),
    ActionSpec(_N.DONE, "F2", marked("Actions", "Done"), _HERE, _P),
    ActionSpec(_N.LABELS, "F3", marked("Actions", "Labels due"), _HERE, _P),
    ActionSpec(_N.FIND, "F6", marked("Actions", "Find goods"), _HERE, _P),
    ActionSpec(_N.LABEL_RIGHT, "F7", marked("Actions", "Label is right"), _HERE, _P),
    ActionSpec(_N.APPLY, "F8", marked("Actions", "Apply due"), _HERE, _P),
    ActionSpec(_N.WITHDRAW, "F12", marked("Actions", "Withdraw"), _HERE, _P),
    ActionSpec(_N.NEW_PRICE, "F9", marked("Actions", "New price"), _HERE, _P),
)
