"""The keys of the money room: four pages, the moves of the safe, and looking into a shift."""

from enum import Enum, auto

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import Scope
from pos_app.ui.action_specs import ActionSpec
from pos_app.ui.marked import marked


class MoneyAction(Enum):
    """The names by which the room's keys are asked for."""

    SAFE_PAGE = auto()
    TILL_PAGE = auto()
    HISTORY_PAGE = auto()
    SHIFTS_PAGE = auto()
    ARRIVED = auto()
    DEPOSIT = auto()
    CHANGE_OUT = auto()
    CHANGE_IN = auto()
    COUNT_SAFE = auto()
    FROM_TILL = auto()
    TO_TILL = auto()
    DAYS = auto()
    LOOK_INTO = auto()
    LEAVE_FINDING = auto()


_M, _P = MoneyAction, Privilege
_SAFE = frozenset({Scope.MONEY})
_LISTS = frozenset({Scope.MONEY_LISTS})
_BOTH = _SAFE | _LISTS
_FINDING = frozenset({Scope.MONEY_FINDING})

PAGES = (_M.SAFE_PAGE, _M.TILL_PAGE, _M.HISTORY_PAGE, _M.SHIFTS_PAGE)
SAFE_KEYS = (
    _M.ARRIVED,
    _M.DEPOSIT,
    _M.CHANGE_OUT,
    _M.CHANGE_IN,
    _M.FROM_TILL,
    _M.TO_TILL,
    _M.COUNT_SAFE,
)

SPECS = (
    ActionSpec(_M.SAFE_PAGE, "F1", marked("Actions", "Safe"), _BOTH, _P.MANAGE_SAFE),
    ActionSpec(_M.TILL_PAGE, "F2", marked("Actions", "This till"), _BOTH, _P.VIEW_REPORTS),
    ActionSpec(_M.HISTORY_PAGE, "F3", marked("Actions", "Over / short"), _BOTH, _P.VIEW_REPORTS),
    ActionSpec(_M.SHIFTS_PAGE, "F4", marked("Actions", "Shifts"), _BOTH, _P.VIEW_REPORTS),
    ActionSpec(_M.ARRIVED, "F5", marked("Actions", "Arrived"), _SAFE, _P.MANAGE_SAFE),
    ActionSpec(_M.DEPOSIT, "F6", marked("Actions", "To the bank"), _SAFE, _P.BANK_DEPOSIT),
    ActionSpec(_M.CHANGE_OUT, "F7", marked("Actions", "Change out"), _SAFE, _P.BANK_DEPOSIT),
    ActionSpec(_M.CHANGE_IN, "F8", marked("Actions", "Change in"), _SAFE, _P.MANAGE_SAFE),
    ActionSpec(_M.COUNT_SAFE, "F9", marked("Actions", "Count safe"), _SAFE, _P.MANAGE_SAFE),
    ActionSpec(_M.FROM_TILL, "F10", marked("Actions", "From a till"), _SAFE, _P.MANAGE_SAFE),
    ActionSpec(_M.TO_TILL, "F11", marked("Actions", "To a till"), _SAFE, _P.MANAGE_SAFE),
    ActionSpec(_M.DAYS, "F6", marked("Actions", "More days"), _LISTS, _P.VIEW_REPORTS),
    ActionSpec(_M.LOOK_INTO, "F9", marked("Actions", "Look into it"), _LISTS, _P.VIEW_REPORTS),
    ActionSpec(_M.LEAVE_FINDING, "Esc", marked("Actions", "Other shifts"), _FINDING),
)
