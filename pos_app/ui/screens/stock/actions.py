"""The keys of the room for goods: five pages, and what is done to the marked line."""

from enum import Enum, auto

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import Scope
from pos_app.ui.action_specs import ActionSpec
from pos_app.ui.marked import marked


class StockAction(Enum):
    """The names by which the keys are asked for."""

    ON_HAND = auto()
    DELIVERY = auto()
    COUNT = auto()
    LISTS = auto()
    LABELS = auto()
    QUANTITY = auto()
    TAKE_OFF = auto()
    PUT_ON = auto()
    GO = auto()
    COST = auto()
    ADD_LABEL = auto()
    GIVE_UP = auto()


_S, _P = StockAction, Privilege
_HERE = frozenset({Scope.STOCK})

SPECS = (
    ActionSpec(_S.ON_HAND, "F1", marked("Actions", "On hand"), _HERE),
    ActionSpec(_S.DELIVERY, "F2", marked("Actions", "Delivery"), _HERE, _P.RECEIVE_STOCK),
    ActionSpec(_S.COUNT, "F3", marked("Actions", "Stocktake"), _HERE, _P.COUNT_STOCK),
    ActionSpec(_S.LISTS, "F4", marked("Actions", "Alerts"), _HERE),
    ActionSpec(_S.LABELS, "F5", marked("Actions", "Labels"), _HERE),
    ActionSpec(_S.QUANTITY, "F6", marked("Actions", "Amount"), _HERE),
    ActionSpec(_S.TAKE_OFF, "F7", marked("Actions", "Loss"), _HERE, _P.ADJUST_STOCK),
    ActionSpec(_S.PUT_ON, "F8", marked("Actions", "Found"), _HERE, _P.ADJUST_STOCK),
    ActionSpec(_S.GO, "F9", marked("Actions", "Record"), _HERE),
    ActionSpec(_S.COST, "F10", marked("Actions", "Cost"), _HERE),
    ActionSpec(_S.ADD_LABEL, "F12", marked("Actions", "Add label"), _HERE),
    ActionSpec(_S.GIVE_UP, "Del", marked("Actions", "Give up"), _HERE),
)
