"""The keys of the store's screen."""

from enum import Enum, auto

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import Scope
from pos_app.ui.action_specs import ActionSpec
from pos_app.ui.marked import marked


class StoreAction(Enum):
    """The names by which its keys are asked for."""

    TEXTS = auto()
    REASONS = auto()
    MONEY = auto()
    BARCODES = auto()
    ADD = auto()
    REMOVE = auto()
    CHANGE = auto()


_N, _P = StoreAction, Privilege.SET_UP_STORE
_HERE = frozenset({Scope.STORE})

SPECS = (
    ActionSpec(_N.TEXTS, "F1", marked("Actions", "Texts"), _HERE, _P),
    ActionSpec(_N.REASONS, "F2", marked("Actions", "Reasons"), _HERE, _P),
    ActionSpec(_N.MONEY, "F3", marked("Actions", "Money, tax"), _HERE, _P),
    ActionSpec(_N.BARCODES, "F4", marked("Actions", "Barcodes"), _HERE, _P),
    ActionSpec(_N.ADD, "F6", marked("Actions", "Add"), _HERE, _P),
    ActionSpec(_N.REMOVE, "F12", marked("Actions", "Remove"), _HERE, _P),
    ActionSpec(_N.CHANGE, "F9", marked("Actions", "Change it"), _HERE, _P),
)
