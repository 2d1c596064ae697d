"""The names by which keys are asked for, and the scopes in which they work."""

from enum import Enum, StrEnum, auto


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
    OFFICE = "office"
    CONTROL = "control"
    SETTINGS = "settings"
    PEOPLE = "people"
    ROLES = "roles"
    STORE = "store"
    DEVICES = "devices"
    BACKUPS = "backups"
    CHANGES = "changes"
    DAY_EXPORTS = "day_exports"
    PROGRAM = "program"
    PRICES = "prices"
    DASHBOARD = "dashboard"
    MONEY = "money"
    MONEY_LISTS = "money_lists"
    MONEY_FINDING = "money_finding"
    BEHIND = "behind"
    STOCK = "stock"
    READINESS = "readiness"


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
    LOST_SALE = auto()
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
    EXPORT_REPORT = auto()
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
    # The manager's desk
    OFFICE = auto()


CHOICES = tuple(ActionName[f"CHOICE_{number}"] for number in range(1, 9))
QUICK_KEYS = tuple(ActionName[f"QUICK_{number}"] for number in range(1, 6))
