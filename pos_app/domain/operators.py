"""Who may do what: operators, roles as a table of permissions, and approvals by a second person.

The shipped roles are the programme's table of privileges (tests/domain/test_operators.py has it
too): default deny, checked in services/.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from pos_app.domain.identifiers import OperatorId
from pos_app.domain.money import Money
from pos_app.errors import Refusal


class Privilege(StrEnum):
    """One command of the till; every guarded service method names exactly one."""

    SELL = "sell"
    VOID_LINE = "void_line"
    VOID_TRANSACTION = "void_transaction"
    PRICE_OVERRIDE = "price_override"
    DISCOUNT = "discount"
    RETURN_WITH_RECEIPT = "return_with_receipt"
    RETURN_WITHOUT_RECEIPT = "return_without_receipt"
    REFUND_OTHER_TENDER = "refund_other_tender"
    POST_VOID = "post_void"
    NO_SALE = "no_sale"
    REPRINT = "reprint"
    PAID_IN = "paid_in"
    PAID_OUT = "paid_out"
    TENDER_LOAN = "tender_loan"
    TENDER_PICKUP = "tender_pickup"
    SHIFT_OPEN = "shift_open"
    X_REPORT = "x_report"
    SHIFT_CLOSE = "shift_close"
    CLOSE_OTHERS_SHIFT = "close_others_shift"
    BUSINESS_DATE_CLOSE = "business_date_close"
    TRAINING = "training"
    UNLOCK_OTHERS = "unlock_others"
    CONFIRM_CLOCK = "confirm_clock"
    ERASE_MEMBER = "erase_member"
    CONNECT_CLOUD = "connect_cloud"
    VIEW_REPORTS = "view_reports"
    EXPORT = "export"
    AUDIT = "audit"
    MANAGE_SAFE = "manage_safe"
    BANK_DEPOSIT = "bank_deposit"
    RECEIVE_STOCK = "receive_stock"
    TRANSFER_STOCK = "transfer_stock"
    ADJUST_STOCK = "adjust_stock"
    COUNT_STOCK = "count_stock"
    CHANGE_PRICE = "change_price"
    SET_UP_STORE = "set_up_store"
    SET_UP_PEOPLE = "set_up_people"
    SET_UP_DEVICES = "set_up_devices"
    BACK_UP = "back_up"


class Level(StrEnum):
    """How far a permission goes."""

    NO = "no"
    APPROVAL = "approval"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Permission:
    """What a role may do alone. Past a limit it needs an approval; ``None`` means no limit.

    ``limit_ppm`` bounds the share of the price that is given away, ``limit_minor`` the amount.
    """

    level: Level = Level.NO
    limit_ppm: int | None = None
    limit_minor: int | None = None

    def allows(self, *, rate_ppm: int = 0, amount: Money | None = None) -> bool:
        """Tell whether the holder may act alone on this rate and amount."""
        if self.level is not Level.YES:
            return False
        if self.limit_ppm is not None and rate_ppm > self.limit_ppm:
            return False
        amount_minor = abs(amount.minor) if amount else 0
        return self.limit_minor is None or amount_minor <= self.limit_minor


NO = Permission()
WITH_APPROVAL = Permission(Level.APPROVAL)
YES = Permission(Level.YES)


def up_to_percent(percent: int) -> Permission:
    """Give alone as much as this share of the price; more with an approval."""
    return Permission(Level.YES, limit_ppm=percent * 10_000)


def up_to_amount(minor: int) -> Permission:
    """Act alone up to this amount; more with an approval."""
    return Permission(Level.YES, limit_minor=minor)


@dataclass(frozen=True, slots=True)
class Role:
    """A row of the permission table; what it does not name is denied."""

    code: str
    name_zh: str
    name_en: str
    permissions: dict[Privilege, Permission] = field(hash=False)

    def permission(self, privilege: Privilege) -> Permission:
        """Look a privilege up; denied when the role does not name it."""
        return self.permissions.get(privilege, NO)


@dataclass(frozen=True, slots=True)
class Operator:
    """A person who may sign on. ``number`` is what is typed; ``id`` is what records carry."""

    id: OperatorId
    number: str
    name: str
    role: Role
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class ApprovalRequest:
    """One action that asks for a second person: what, on what, and how much.

    ``subject`` names the thing acted on (a transaction and line, a shift); an approval given for
    one request is worth nothing for another.
    """

    privilege: Privilege
    subject: str
    rate_ppm: int = 0
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """A second person's consent to one request; used once, within a minute."""

    request: ApprovalRequest
    approved_by: OperatorId
    nonce: str
    given_mono_ms: int


class ApprovalNeeded(Refusal):
    """The operator may not do this alone. Nothing changed; ask a second person, then repeat."""

    def __init__(self, request: ApprovalRequest) -> None:
        super().__init__("APPROVAL_NEEDED", privilege=request.privilege.value)
        self.request = request


def check_permission(operator: Operator, request: ApprovalRequest) -> None:
    """Let the operator act alone, or refuse.

    Refuses: NOT_PERMITTED (no approval helps), APPROVAL_NEEDED.
    """
    permission = operator.role.permission(request.privilege)
    if permission.allows(rate_ppm=request.rate_ppm, amount=request.amount):
        return
    if permission.level is Level.NO:
        raise Refusal("NOT_PERMITTED", privilege=request.privilege.value)
    raise ApprovalNeeded(request)


def check_approver(approver: Operator, acting: OperatorId, request: ApprovalRequest) -> None:
    """Refuse an approver who is the same person or has not the right alone.

    Refuses: APPROVAL_BY_SELF, APPROVER_NOT_PERMITTED.
    """
    if approver.id == acting:
        raise Refusal("APPROVAL_BY_SELF")
    permission = approver.role.permission(request.privilege)
    if not permission.allows(rate_ppm=request.rate_ppm, amount=request.amount):
        raise Refusal("APPROVER_NOT_PERMITTED", privilege=request.privilege.value)


_P = Privilege
_COUNTER = dict.fromkeys(
    (_P.SELL, _P.VOID_LINE, _P.SHIFT_OPEN, _P.SHIFT_CLOSE, _P.COUNT_STOCK), YES
)

CASHIER = Role(
    "cashier",
    "收银员",
    "Cashier",
    _COUNTER
    | dict.fromkeys(
        (
            _P.VOID_TRANSACTION,
            _P.PRICE_OVERRIDE,
            _P.DISCOUNT,
            _P.RETURN_WITH_RECEIPT,
            _P.RETURN_WITHOUT_RECEIPT,
            _P.REFUND_OTHER_TENDER,
            _P.POST_VOID,
            _P.NO_SALE,
            _P.REPRINT,
            _P.PAID_IN,
            _P.PAID_OUT,
            _P.TENDER_LOAN,
            _P.TENDER_PICKUP,
            _P.X_REPORT,
            _P.BUSINESS_DATE_CLOSE,
            _P.TRAINING,
            _P.CONFIRM_CLOCK,
            _P.ERASE_MEMBER,
            _P.CONNECT_CLOUD,
            _P.AUDIT,
            _P.RECEIVE_STOCK,
        ),
        WITH_APPROVAL,
    ),
)
SENIOR = Role(
    "senior",
    "资深收银员",
    "Senior cashier",
    CASHIER.permissions
    | {
        _P.VOID_TRANSACTION: YES,
        _P.PRICE_OVERRIDE: up_to_percent(10),
        _P.DISCOUNT: up_to_percent(10),
        _P.RETURN_WITH_RECEIPT: YES,
        _P.NO_SALE: YES,
        _P.REPRINT: YES,
        _P.X_REPORT: YES,
        _P.RECEIVE_STOCK: YES,
        _P.TRANSFER_STOCK: WITH_APPROVAL,
        _P.ADJUST_STOCK: WITH_APPROVAL,
    },
)
SHIFT_MANAGER = Role(
    "shift_manager",
    "值班经理",
    "Shift manager",
    dict.fromkeys(Privilege, YES)
    | {
        _P.PRICE_OVERRIDE: up_to_percent(30),
        _P.DISCOUNT: up_to_percent(30),
        _P.RETURN_WITHOUT_RECEIPT: up_to_amount(50_000),
        _P.REFUND_OTHER_TENDER: up_to_amount(50_000),
        _P.ERASE_MEMBER: WITH_APPROVAL,
        _P.CONNECT_CLOUD: WITH_APPROVAL,
        _P.EXPORT: WITH_APPROVAL,
        _P.AUDIT: WITH_APPROVAL,
        _P.BANK_DEPOSIT: WITH_APPROVAL,
        _P.CHANGE_PRICE: WITH_APPROVAL,
        _P.SET_UP_STORE: NO,
        _P.SET_UP_PEOPLE: NO,
    },
)
STORE_MANAGER = Role("store_manager", "店长", "Store manager", dict.fromkeys(Privilege, YES))
AUDITOR = Role(
    "auditor",
    "审计员",
    "Auditor",
    dict.fromkeys((_P.X_REPORT, _P.VIEW_REPORTS, _P.EXPORT, _P.AUDIT), YES),
)
TECHNICIAN = Role(
    "technician", "技术员", "Technician", dict.fromkeys((_P.SET_UP_DEVICES, _P.BACK_UP), YES)
)

SHIPPED_ROLES = (CASHIER, SENIOR, SHIFT_MANAGER, STORE_MANAGER, AUDITOR, TECHNICIAN)
