"""The keys of the manager's desk: one for each of its rooms."""

from enum import Enum, auto

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import Scope
from pos_app.ui.action_specs import ActionSpec
from pos_app.ui.marked import marked


class OfficeAction(Enum):
    """The names by which the rooms' keys are asked for."""

    DASHBOARD = auto()
    MONEY = auto()
    STOCK = auto()
    CONTROL = auto()
    PRICES = auto()
    SETTINGS = auto()
    READINESS = auto()
    Z_REPORTS = auto()
    RECEIPTS = auto()
    CLOUD = auto()


_O, _P = OfficeAction, Privilege
_HERE = frozenset({Scope.OFFICE})

SPECS = (
    ActionSpec(_O.DASHBOARD, "F1", marked("Actions", "Dashboard"), _HERE, _P.VIEW_REPORTS),
    ActionSpec(_O.MONEY, "F2", marked("Actions", "Money"), _HERE, _P.VIEW_REPORTS),
    ActionSpec(_O.STOCK, "F4", marked("Actions", "Stock"), _HERE),
    ActionSpec(_O.CONTROL, "F3", marked("Actions", "Control"), _HERE, _P.AUDIT),
    ActionSpec(_O.PRICES, "F5", marked("Actions", "Prices and labels"), _HERE, _P.CHANGE_PRICE),
    ActionSpec(_O.SETTINGS, "F6", marked("Actions", "Set-up"), _HERE),
    ActionSpec(_O.READINESS, "F7", marked("Actions", "Readiness"), _HERE),
    ActionSpec(_O.Z_REPORTS, "F8", marked("Actions", "X and Z reports"), _HERE, _P.X_REPORT),
    ActionSpec(_O.RECEIPTS, "F9", marked("Actions", "Receipts"), _HERE),
    ActionSpec(_O.CLOUD, "F10", marked("Actions", "Cloud"), _HERE),
)
