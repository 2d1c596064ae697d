"""Every action of the counter once: its key, its words, where it works, who may.

A key may mean different things in different scopes but only one thing in each; a test says so.
Enter is nobody's key. The manager's desk has tables of its own, one beside each of its screens.
"""

from dataclasses import dataclass
from enum import Enum

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import CHOICES, QUICK_KEYS, ActionName, Scope
from pos_app.ui.marked import marked


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One row of the table; ``text`` is the English source, translated in the context Actions."""

    name: Enum
    key: str
    text: str
    scopes: frozenset[Scope]
    privilege: Privilege | None = None
    repeats: bool = False
    """Whether it goes on while its key is held down."""


_EVERYWHERE = frozenset(Scope)
_CHECKOUT = frozenset({Scope.CHECKOUT})
_MORE = frozenset({Scope.MORE})
_PANEL = frozenset({Scope.PANEL})
_TENDER = frozenset({Scope.TENDER})
_METHODS = frozenset({Scope.CHECKOUT, Scope.TENDER})
_SHIFT, _PAPER = frozenset({Scope.SHIFT}), frozenset({Scope.PAPER})
_REPORTS, _HISTORY = frozenset({Scope.REPORTS}), frozenset({Scope.HISTORY})
_RETURNS, _FINDING = frozenset({Scope.RETURNS}), frozenset({Scope.FINDING})
_SYNC = frozenset({Scope.SYNC})
_OFFICE = frozenset(
    {Scope.OFFICE, Scope.DASHBOARD, Scope.BEHIND, Scope.STOCK, Scope.CONTROL, Scope.READINESS}
)
"""The manager's desk and its rooms; each room's scope is added here, for Esc and for its lists."""
_SET_UP = frozenset(
    {Scope.SETTINGS, Scope.PEOPLE, Scope.ROLES, Scope.STORE, Scope.DEVICES, Scope.BACKUPS}
) | {Scope.CHANGES, Scope.PRICES, Scope.DAY_EXPORTS, Scope.PROGRAM}
"""Setting the shop up, and its prices: rooms of the desk too."""
_MONEY = frozenset({Scope.MONEY, Scope.MONEY_LISTS})
_OF_A_SHIFT = frozenset({Scope.MONEY_FINDING})
"""The store's cash: a room of the desk; what was found about a shift has an Esc of its own."""
_INNER_SCREENS = (
    _RETURNS | _FINDING | _SHIFT | _REPORTS | _HISTORY | _SYNC | _OFFICE | _SET_UP | _MONEY
)
_WITH_PAPER = _PAPER | _REPORTS | _HISTORY | {Scope.BEHIND, Scope.CONTROL} | _OF_A_SHIFT
_LISTS = (
    frozenset({Scope.CHECKOUT, Scope.PANEL, Scope.TENDER}) | _INNER_SCREENS | _PAPER | _OF_A_SHIFT
)
_A, _P = ActionName, Privilege


def _shift_specs() -> tuple[ActionSpec, ...]:
    """Day, shift, drawer, and the paper that comes of them."""
    return (
        ActionSpec(_A.OPEN_SHIFT, "F1", marked("Actions", "Open shift"), _SHIFT, _P.SHIFT_OPEN),
        ActionSpec(_A.X_REPORT, "F2", marked("Actions", "X report"), _SHIFT, _P.X_REPORT),
        ActionSpec(_A.READ_X, "F2", marked("Actions", "X report"), _REPORTS, _P.X_REPORT),
        ActionSpec(_A.PAID_IN, "F3", marked("Actions", "Paid in"), _SHIFT, _P.PAID_IN),
        ActionSpec(_A.PAID_OUT, "F4", marked("Actions", "Paid out"), _SHIFT, _P.PAID_OUT),
        ActionSpec(_A.PICKUP, "F5", marked("Actions", "To the safe"), _SHIFT, _P.TENDER_PICKUP),
        ActionSpec(_A.LOAN, "F6", marked("Actions", "More float"), _SHIFT, _P.TENDER_LOAN),
        ActionSpec(_A.NO_SALE, "F7", marked("Actions", "No sale"), _SHIFT, _P.NO_SALE),
        ActionSpec(_A.SHIFT_TRAINING, "F8", marked("Actions", "Training"), _SHIFT, _P.TRAINING),
        ActionSpec(_A.CLOSE_SHIFT, "F9", marked("Actions", "Close shift"), _SHIFT, _P.SHIFT_CLOSE),
        ActionSpec(
            _A.CLOSE_DAY, "F10", marked("Actions", "Close day"), _SHIFT, _P.BUSINESS_DATE_CLOSE
        ),
        ActionSpec(
            _A.CONFIRM_CLOCK, "Ctrl+T", marked("Actions", "Confirm clock"), _SHIFT, _P.CONFIRM_CLOCK
        ),
        ActionSpec(_A.PRINT_PAPER, "F9", marked("Actions", "Print"), _PAPER),
        ActionSpec(_A.EXPORT_REPORT, "F5", marked("Actions", "Export"), _REPORTS, _P.EXPORT),
        ActionSpec(_A.PRINT_REPORT, "F9", marked("Actions", "Print"), _REPORTS),
        ActionSpec(_A.LEAVE_PAPER, "Esc", marked("Actions", "Go on"), _PAPER),
        ActionSpec(_A.PAPER_UP, "PgUp", marked("Actions", "Page up"), _WITH_PAPER, repeats=True),
        ActionSpec(
            _A.PAPER_DOWN, "PgDown", marked("Actions", "Page down"), _WITH_PAPER, repeats=True
        ),
    )


def _receipt_specs() -> tuple[ActionSpec, ...]:
    """Receipts of the past, and goods that come back."""
    finding = _HISTORY | _FINDING
    by_receipt, without = _P.RETURN_WITH_RECEIPT, _P.RETURN_WITHOUT_RECEIPT
    return (
        ActionSpec(_A.FIND, "F3", marked("Actions", "Find"), finding),
        ActionSpec(_A.RETURN_RECEIPT, "F8", marked("Actions", "Return"), _HISTORY, by_receipt),
        ActionSpec(_A.REPRINT, "F9", marked("Actions", "Print a copy"), _HISTORY, _P.REPRINT),
        ActionSpec(
            _A.POST_VOID, "F12", marked("Actions", "Post void last sale"), _HISTORY, _P.POST_VOID
        ),
        ActionSpec(_A.OPEN_RECEIPT, "F9", marked("Actions", "Open receipt"), _FINDING, by_receipt),
        ActionSpec(
            _A.WITHOUT_RECEIPT,
            "F7",
            marked("Actions", "Without receipt"),
            _FINDING | _RETURNS,
            without,
        ),
        ActionSpec(_A.TAKE_BACK, "F9", marked("Actions", "Take back"), _RETURNS, by_receipt),
        ActionSpec(
            _A.TAKE_ALL_BACK, "F8", marked("Actions", "Take all back"), _RETURNS, by_receipt
        ),
        ActionSpec(_A.OTHER_RECEIPT, "F3", marked("Actions", "Another receipt"), _RETURNS),
        ActionSpec(_A.TO_BASKET, "F10", marked("Actions", "To the basket"), _FINDING | _RETURNS),
    )


def _loyalty_specs() -> tuple[ActionSpec, ...]:
    """List the keys for what the price is made of, and who buys."""
    return (
        ActionSpec(_A.WHY, "F1", marked("Actions", "Why this price"), _CHECKOUT),
        ActionSpec(_A.MEMBER, "Ins", marked("Actions", "Member"), _CHECKOUT, _P.SELL),
        ActionSpec(_A.COUPONS, "PgUp", marked("Actions", "Coupons"), _CHECKOUT, _P.SELL),
        ActionSpec(_A.POINTS, "PgDown", marked("Actions", "Points"), _CHECKOUT, _P.SELL),
    )


def _sync_specs() -> tuple[ActionSpec, ...]:
    """List the keys of the page about the cloud, and the way there."""
    return (
        ActionSpec(_A.SYNC, "F7", marked("Actions", "Cloud"), _MORE),
        ActionSpec(_A.SYNC_NOW, "F9", marked("Actions", "Sync now"), _SYNC),
        ActionSpec(_A.SYNC_RECEIPTS, "F2", marked("Actions", "Receipts"), _SYNC),
        ActionSpec(_A.SYNC_MATTERS, "F4", marked("Actions", "To see to"), _SYNC),
        ActionSpec(_A.SYNC_DAYS, "F5", marked("Actions", "Days"), _SYNC),
        ActionSpec(_A.SYNC_FEEDS, "F6", marked("Actions", "Lists"), _SYNC),
        ActionSpec(_A.SYNC_CONNECT, "F7", marked("Actions", "Connect"), _SYNC, _P.CONNECT_CLOUD),
    )


def _tender_specs() -> tuple[ActionSpec, ...]:
    """List the keys for what the customer hands over; the notes on the first function keys."""
    quick = tuple(
        ActionSpec(name, f"F{number}", "", _TENDER) for number, name in enumerate(QUICK_KEYS, 1)
    )
    return (
        ActionSpec(_A.TENDER_CASH, "Ctrl+1", marked("Actions", "Cash"), _METHODS, _P.SELL),
        ActionSpec(_A.TENDER_CARD, "Ctrl+2", marked("Actions", "Card"), _METHODS, _P.SELL),
        ActionSpec(_A.TENDER_WECHAT, "Ctrl+3", marked("Actions", "WeChat"), _METHODS, _P.SELL),
        ActionSpec(_A.TENDER_ALIPAY, "Ctrl+4", marked("Actions", "Alipay"), _METHODS, _P.SELL),
        ActionSpec(_A.TENDER_COUPON, "Ctrl+5", marked("Actions", "Coupon"), _TENDER, _P.SELL),
        ActionSpec(_A.TENDER_GIFT_CARD, "Ctrl+6", marked("Actions", "Gift card"), _TENDER, _P.SELL),
        ActionSpec(_A.TAKE_TENDER, "F9", marked("Actions", "Take payment"), _TENDER, _P.SELL),
        ActionSpec(_A.REMOVE_TENDER, "Del", marked("Actions", "Remove payment"), _TENDER, _P.SELL),
        *quick,
    )


def _specs() -> tuple[ActionSpec, ...]:
    choices = tuple(
        ActionSpec(name, f"F{number}", "", _PANEL) for number, name in enumerate(CHOICES, 1)
    )
    return (
        ActionSpec(_A.LANGUAGE, "Ctrl+L", marked("Actions", "中文 / English"), _EVERYWHERE),
        ActionSpec(_A.DISMISS_NOTICE, "Ctrl+D", marked("Actions", "Dismiss"), _EVERYWHERE),
        ActionSpec(_A.CONFIRM, "F9", marked("Actions", "Confirm"), _PANEL),
        ActionSpec(_A.CANCEL, "Esc", marked("Actions", "Cancel"), _PANEL),
        ActionSpec(_A.SIGN_ON, "F9", marked("Actions", "Sign on"), frozenset({Scope.SIGN_ON})),
        ActionSpec(_A.FOCUS_SCAN, "F2", marked("Actions", "Search"), _CHECKOUT),
        ActionSpec(_A.CLEAR_FIELD, "Esc", marked("Actions", "Clear"), _CHECKOUT),
        ActionSpec(_A.CHANGE_QUANTITY, "F3", marked("Actions", "Quantity"), _CHECKOUT, _P.SELL),
        ActionSpec(_A.DISCOUNT, "F4", marked("Actions", "Discount"), _CHECKOUT, _P.DISCOUNT),
        ActionSpec(
            _A.OVERRIDE_PRICE, "F5", marked("Actions", "Price"), _CHECKOUT, _P.PRICE_OVERRIDE
        ),
        ActionSpec(_A.SUSPEND, "F6", marked("Actions", "Suspend"), _CHECKOUT, _P.SELL),
        ActionSpec(_A.RESUME, "F7", marked("Actions", "Resume"), _CHECKOUT, _P.SELL),
        ActionSpec(
            _A.RETURNS, "F8", marked("Actions", "Return"), _CHECKOUT, _P.RETURN_WITH_RECEIPT
        ),
        ActionSpec(_A.VOID_LINE, "Del", marked("Actions", "Void line"), _CHECKOUT, _P.VOID_LINE),
        ActionSpec(
            _A.VOID_TRANSACTION,
            "F12",
            marked("Actions", "Void all"),
            _CHECKOUT,
            _P.VOID_TRANSACTION,
        ),
        ActionSpec(_A.MORE, "F10", marked("Actions", "More"), _CHECKOUT),
        ActionSpec(_A.PAY, "F9", marked("Actions", "PAY"), _CHECKOUT, _P.SELL),
        ActionSpec(_A.LINE_UP, "Up", marked("Actions", "Line up"), _LISTS, repeats=True),
        ActionSpec(_A.LINE_DOWN, "Down", marked("Actions", "Line down"), _LISTS, repeats=True),
        ActionSpec(_A.PRINT_AGAIN, "Ctrl+P", marked("Actions", "Print again"), _CHECKOUT),
        ActionSpec(_A.LOST_SALE, "F2", marked("Actions", "Lost sale"), _MORE),
        ActionSpec(_A.NOTE, "F3", marked("Actions", "Line note"), _MORE, _P.SELL),
        ActionSpec(_A.HISTORY, "F4", marked("Actions", "Receipts"), _MORE),
        ActionSpec(_A.SHIFT, "F5", marked("Actions", "Shift"), _MORE),
        ActionSpec(_A.REPORTS, "F6", marked("Actions", "Reports"), _MORE),
        ActionSpec(_A.TRAINING, "F8", marked("Actions", "Training"), _MORE, _P.TRAINING),
        ActionSpec(_A.LOCK, "F11", marked("Actions", "Lock"), _CHECKOUT | _MORE | _SHIFT),
        ActionSpec(_A.SIGN_OFF, "F12", marked("Actions", "Sign off"), _MORE | _SHIFT),
        ActionSpec(_A.OFFICE, "F9", marked("Actions", "Manager"), _MORE),
        ActionSpec(_A.LEAVE_MORE, "F10", marked("Actions", "Fewer"), _MORE),
        ActionSpec(_A.BACK, "Esc", marked("Actions", "Back"), _MORE | _TENDER | _INNER_SCREENS),
        *choices,
        *_tender_specs(),
        *_loyalty_specs(),
        *_shift_specs(),
        *_receipt_specs(),
        *_sync_specs(),
    )


SPECS = _specs()
