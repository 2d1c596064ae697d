"""The keys of the dashboard."""

from enum import Enum, auto

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import Scope
from pos_app.ui.action_specs import ActionSpec
from pos_app.ui.marked import marked


class DashboardAction(Enum):
    """The names by which its keys are asked for."""

    OVERVIEW = auto()
    GOODS = auto()
    PEOPLE = auto()
    OFFERS = auto()
    CONTROL = auto()
    PERIOD = auto()
    FILTER = auto()
    STOP = auto()
    RECEIPTS_BEHIND = auto()
    READ_AGAIN = auto()
    HAND_OUT = auto()
    MARK_LEFT = auto()
    MARK_RIGHT = auto()


_D = DashboardAction
_HERE = frozenset({Scope.DASHBOARD})
_MAY = Privilege.VIEW_REPORTS

SPECS = (
    ActionSpec(_D.OVERVIEW, "F1", marked("Actions", "Overview"), _HERE, _MAY),
    ActionSpec(_D.GOODS, "F2", marked("Actions", "Goods"), _HERE, _MAY),
    ActionSpec(_D.PEOPLE, "F3", marked("Actions", "People"), _HERE, _MAY),
    ActionSpec(_D.OFFERS, "F4", marked("Actions", "Offers"), _HERE, _MAY),
    ActionSpec(_D.CONTROL, "F5", marked("Actions", "Control"), _HERE, _MAY),
    ActionSpec(_D.PERIOD, "F6", marked("Actions", "Period"), _HERE, _MAY),
    ActionSpec(_D.FILTER, "F7", marked("Actions", "Filter"), _HERE, _MAY),
    ActionSpec(_D.STOP, "F8", marked("Actions", "Stop"), _HERE),
    ActionSpec(_D.RECEIPTS_BEHIND, "F9", marked("Actions", "See receipts"), _HERE, _MAY),
    ActionSpec(_D.READ_AGAIN, "F10", marked("Actions", "Refresh"), _HERE, _MAY),
    ActionSpec(_D.HAND_OUT, "F12", marked("Actions", "Export"), _HERE, Privilege.EXPORT),
    ActionSpec(_D.MARK_LEFT, "Left", marked("Actions", "Mark left"), _HERE, repeats=True),
    ActionSpec(_D.MARK_RIGHT, "Right", marked("Actions", "Mark right"), _HERE, repeats=True),
)
PAGES = (_D.OVERVIEW, _D.GOODS, _D.PEOPLE, _D.OFFERS, _D.CONTROL)
"""In the order of the pages."""
