"""Every action of the till once: its name, its key, its words, where it works, who may.

The touch button, the function key and the test trigger the same QAction. A key may mean different
things in different scopes but only one thing in each; a test says so. Enter is nobody's key.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from pos_app.domain.operators import Privilege
from pos_app.ui.marked import marked


class Scope(StrEnum):
    """What has the keyboard: a screen, a second row of keys, or a panel inside a screen."""

    STARTING = "starting"
    SIGN_ON = "sign_on"
    CHECKOUT = "checkout"
    MORE = "more"
    PANEL = "panel"
    TENDER = "tender"
    RETURNS = "returns"
    FINDING = "finding"
    SHIFT = "shift"
    PAPER = "paper"
    REPORTS = "reports"
    HISTORY = "history"
    SYNC = "sync"


class ActionName(Enum):
    """The names by which views, presenters' wiring and tests ask for an action."""

    # Everywhere
    LANGUAGE = auto()
    DISMISS_NOTICE = auto()
    # A panel: go ahead, leave, the first to the eighth choice
    CONFIRM = auto()
    CANCEL = auto()
    CHOICE_1 = auto()
    CHOICE_2 = auto()
    CHOICE_3 = auto()
    CHOICE_4 = auto()
    CHOICE_5 = auto()
    CHOICE_6 = auto()
    CHOICE_7 = auto()
    CHOICE_8 = auto()
    # Signing on
    SIGN_ON = auto()
    # Selling
    FOCUS_SCAN = auto()
    CLEAR_FIELD = auto()
    CHANGE_QUANTITY = auto()
    DISCOUNT = auto()
    OVERRIDE_PRICE = auto()
    SUSPEND = auto()
    RESUME = auto()
    RETURNS = auto()
    VOID_LINE = auto()
    VOID_TRANSACTION = auto()
    MORE = auto()
    WHY = auto()
    MEMBER = auto()
    COUPONS = auto()
    POINTS = auto()
    PAY = auto()
    LINE_UP = auto()
    LINE_DOWN = auto()
    # The second row of keys
    NOTE = auto()
    HISTORY = auto()
    SHIFT = auto()
    REPORTS = auto()
    TRAINING = auto()
    LOCK = auto()
    SIGN_OFF = auto()
    LEAVE_MORE = auto()
    BACK = auto()
    # Tendering
    TENDER_CASH = auto()
    TENDER_CARD = auto()
    TENDER_WECHAT = auto()
    TENDER_ALIPAY = auto()
    TENDER_COUPON = auto()
    TENDER_GIFT_CARD = auto()
    TAKE_TENDER = auto()
    REMOVE_TENDER = auto()
    QUICK_1 = auto()
    QUICK_2 = auto()
    QUICK_3 = auto()
    QUICK_4 = auto()
    QUICK_5 = auto()
    # After the sale
    PRINT_AGAIN = auto()
    # Day, shift and drawer
    OPEN_SHIFT = auto()
    CLOSE_SHIFT = auto()
    CONFIRM_CLOCK = auto()
    CLOSE_DAY = auto()
    PAID_IN = auto()
    PAID_OUT = auto()
    PICKUP = auto()
    LOAN = auto()
    NO_SALE = auto()
    X_REPORT = auto()
    SHIFT_TRAINING = auto()
    # Paper on the screen
    PRINT_PAPER = auto()
    PRINT_REPORT = auto()
    READ_X = auto()
    LEAVE_PAPER = auto()
    PAPER_UP = auto()
    PAPER_DOWN = auto()
    # Receipts and goods that come back
    FIND = auto()
    REPRINT = auto()
    RETURN_RECEIPT = auto()
    POST_VOID = auto()
    OPEN_RECEIPT = auto()
    WITHOUT_RECEIPT = auto()
    TAKE_BACK = auto()
    TAKE_ALL_BACK = auto()
    OTHER_RECEIPT = auto()
    TO_BASKET = auto()
    # The cloud
    SYNC = auto()
    SYNC_NOW = auto()
    SYNC_RECEIPTS = auto()
    SYNC_MATTERS = auto()
    SYNC_DAYS = auto()
    SYNC_FEEDS = auto()
    SYNC_CONNECT = auto()


CHOICES = tuple(ActionName[f"CHOICE_{number}"] for number in range(1, 9))
QUICK_KEYS = tuple(ActionName[f"QUICK_{number}"] for number in range(1, 6))


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One row of the table; ``text`` is the English source, translated in the context Actions."""

    name: ActionName
    key: str
    text: str
    scopes: frozenset[Scope]
    privilege: Privilege | None = None


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
_INNER_SCREENS = _RETURNS | _FINDING | _SHIFT | _REPORTS | _HISTORY | _SYNC
_WITH_PAPER = _PAPER | _REPORTS | _HISTORY
_LISTS = frozenset({Scope.CHECKOUT, Scope.PANEL, Scope.TENDER}) | _INNER_SCREENS | _PAPER
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
        ActionSpec(_A.PRINT_REPORT, "F9", marked("Actions", "Print"), _REPORTS),
        ActionSpec(_A.LEAVE_PAPER, "Esc", marked("Actions", "Go on"), _PAPER),
        ActionSpec(_A.PAPER_UP, "PgUp", marked("Actions", "Page up"), _WITH_PAPER),
        ActionSpec(_A.PAPER_DOWN, "PgDown", marked("Actions", "Page down"), _WITH_PAPER),
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
        ActionSpec(_A.LINE_UP, "Up", marked("Actions", "Line up"), _LISTS),
        ActionSpec(_A.LINE_DOWN, "Down", marked("Actions", "Line down"), _LISTS),
        ActionSpec(_A.PRINT_AGAIN, "Ctrl+P", marked("Actions", "Print again"), _CHECKOUT),
        ActionSpec(_A.NOTE, "F3", marked("Actions", "Line note"), _MORE, _P.SELL),
        ActionSpec(_A.HISTORY, "F4", marked("Actions", "Receipts"), _MORE),
        ActionSpec(_A.SHIFT, "F5", marked("Actions", "Shift"), _MORE),
        ActionSpec(_A.REPORTS, "F6", marked("Actions", "Reports"), _MORE),
        ActionSpec(_A.TRAINING, "F8", marked("Actions", "Training"), _MORE, _P.TRAINING),
        ActionSpec(_A.LOCK, "F11", marked("Actions", "Lock"), _CHECKOUT | _MORE | _SHIFT),
        ActionSpec(_A.SIGN_OFF, "F12", marked("Actions", "Sign off"), _MORE | _SHIFT),
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
_REPEATED = frozenset({_A.LINE_UP, _A.LINE_DOWN, _A.PAPER_UP, _A.PAPER_DOWN})


class Actions(QObject):
    """Holds the QActions, and lets work only those of the scope in front.

    Signals: ``choice_made(int)`` when one of F1–F8 answers a panel, counted from 0;
    ``scope_changed(Scope)``.
    """

    choice_made = Signal(int)
    scope_changed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.scope = Scope.STARTING
        self._allowed: frozenset[Privilege] = frozenset()
        self._blocked: set[ActionName] = set()
        self._actions = {spec.name: self._make(spec) for spec in SPECS}
        for name in CHOICES:
            self._actions[name].triggered.connect(self._on_choice)
        self.retranslate()
        self._refresh()

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(self)
        action.setObjectName(spec.name.name)
        action.setShortcut(QKeySequence(spec.key))
        action.setAutoRepeat(spec.name in _REPEATED)
        return action

    def __getitem__(self, name: ActionName) -> QAction:
        return self._actions[name]

    def all(self) -> list[QAction]:
        """List every action; the main window adds them, so that their keys work everywhere."""
        return list(self._actions.values())

    def set_scope(self, scope: Scope) -> None:
        """Say what has the keyboard now."""
        self.scope = scope
        self._refresh()
        self.scope_changed.emit(scope)

    def set_privileges(self, allowed: Iterable[Privilege]) -> None:
        """Say what the operator may do, alone or with an approval."""
        self._allowed = frozenset(allowed)
        self._refresh()

    def set_possible(self, name: ActionName, *, is_possible: bool) -> None:
        """Say whether an action makes sense now, such as paying with nothing in the basket."""
        if is_possible == (name not in self._blocked):
            return
        if is_possible:
            self._blocked.discard(name)
        else:
            self._blocked.add(name)
        self._refresh()

    def retranslate(self) -> None:
        """Take the words again, in the language that is spoken now."""
        for spec in SPECS:
            action = self._actions[spec.name]
            if spec.text:
                action.setText(QCoreApplication.translate("Actions", spec.text))

    def _refresh(self) -> None:
        for spec in SPECS:
            is_permitted = spec.privilege is None or spec.privilege in self._allowed
            self._actions[spec.name].setEnabled(
                self.scope in spec.scopes and is_permitted and spec.name not in self._blocked
            )

    def _on_choice(self) -> None:
        sender = self.sender()
        self.choice_made.emit(CHOICES.index(ActionName[sender.objectName()]))
