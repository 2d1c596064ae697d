"""What the journal records: one frozen class per kind of fact.

``kind`` is the journal's word (tokens-and-journal §8) and ``schema`` the version of the body that
store/outgoing.py makes of it. No event holds a name, a phone number, a note or a code of anybody.
"""

from dataclasses import dataclass
from typing import ClassVar

from pos_app.domain.events_cash import CashEvent
from pos_app.domain.events_export import FilesHandedOut
from pos_app.domain.events_offers import OfferEvent
from pos_app.domain.events_set_up import CopyMade, SetUpChange, ShelfPrice
from pos_app.domain.events_stock import StockEvent
from pos_app.domain.fire_drill import DrillHeld
from pos_app.domain.identifiers import BusinessDate, OperatorId, ReceiptNumber, TransactionId
from pos_app.domain.member import Consent, MemberRef
from pos_app.domain.money import Money
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.shift import CashMovement, Counts


@dataclass(frozen=True, slots=True)
class Start:
    """The first row of a terminal: which store, which money."""

    kind: ClassVar[str] = "start"
    schema: ClassVar[int] = 1
    store: str
    workstation: str
    currency: str


@dataclass(frozen=True, slots=True)
class SignOn:
    """An operator signed on; ``is_unlock`` when the screen was only locked."""

    kind: ClassVar[str] = "sign_on"
    schema: ClassVar[int] = 1
    operator: OperatorId
    is_unlock: bool = False


@dataclass(frozen=True, slots=True)
class SignOff:
    """The operator signed off, or locked the screen."""

    kind: ClassVar[str] = "sign_off"
    schema: ClassVar[int] = 1
    operator: OperatorId
    is_lock: bool = False


@dataclass(frozen=True, slots=True)
class LockOut:
    """Too many wrong PINs. ``operator`` is empty when the terminal itself was locked."""

    kind: ClassVar[str] = "lock_out"
    schema: ClassVar[int] = 1
    operator: str
    failures: int
    wait_ms: int


@dataclass(frozen=True, slots=True)
class Override:
    """A second person approved one action of the signed-on operator (the envelope's ``by``)."""

    kind: ClassVar[str] = "override"
    schema: ClassVar[int] = 1
    privilege: str
    subject: str
    rate_ppm: int
    amount: Money | None


@dataclass(frozen=True, slots=True)
class TransactionRecorded:
    """A finished sale, return or post void: the whole of it. Its kind is the transaction's."""

    schema: ClassVar[int] = 1
    completed: CompletedTransaction

    @property
    def kind(self) -> str:
        """``sale``, ``return`` or ``post_void``."""
        return self.completed.priced.transaction.kind.value


@dataclass(frozen=True, slots=True)
class VoidTransaction:
    """An unfinished transaction was dropped; what was in it, in numbers."""

    kind: ClassVar[str] = "void"
    schema: ClassVar[int] = 1
    transaction: TransactionId
    line_count: int
    total: Money
    reason_code: str


@dataclass(frozen=True, slots=True)
class Suspend:
    """An unfinished transaction was put aside."""

    kind: ClassVar[str] = "suspend"
    schema: ClassVar[int] = 1
    transaction: TransactionId
    line_count: int
    total: Money


@dataclass(frozen=True, slots=True)
class Resume:
    """A suspended transaction was taken up again."""

    kind: ClassVar[str] = "resume"
    schema: ClassVar[int] = 1
    transaction: TransactionId


@dataclass(frozen=True, slots=True)
class Reprint:
    """A copy of a receipt was asked for."""

    kind: ClassVar[str] = "reprint"
    schema: ClassVar[int] = 1
    receipt: ReceiptNumber
    copy: int


@dataclass(frozen=True, slots=True)
class NoSale:
    """The drawer was opened without a transaction."""

    kind: ClassVar[str] = "no_sale"
    schema: ClassVar[int] = 1
    reason_code: str


@dataclass(frozen=True, slots=True)
class CashMoved:
    """A tender loan or pickup, a paid in or paid out. Its kind is the movement's."""

    schema: ClassVar[int] = 1
    movement: CashMovement

    @property
    def kind(self) -> str:
        """``tender_loan``, ``tender_pickup``, ``paid_in`` or ``paid_out``."""
        return self.movement.kind.value


@dataclass(frozen=True, slots=True)
class ShiftOpen:
    """An operator took a till over with this float."""

    kind: ClassVar[str] = "shift_open"
    schema: ClassVar[int] = 1
    shift: int
    opening_float: Money
    counts: Counts


@dataclass(frozen=True, slots=True)
class XReportTaken:
    """Somebody read the figures without closing."""

    kind: ClassVar[str] = "x_report"
    schema: ClassVar[int] = 1
    shift: int


@dataclass(frozen=True, slots=True)
class ShiftClose:
    """The till was counted and the shift closed: counted, expected, and the shift's own sums."""

    kind: ClassVar[str] = "shift_close"
    schema: ClassVar[int] = 1
    shift: int
    counted: Money
    expected: Money
    counts: Counts
    net_total: Money
    transaction_count: int


@dataclass(frozen=True, slots=True)
class BusinessDateClose:
    """The day was closed: its Z number and sums."""

    kind: ClassVar[str] = "business_date_close"
    schema: ClassVar[int] = 1
    date: BusinessDate
    number: int
    net_total: Money
    transaction_count: int
    over_short: Money


@dataclass(frozen=True, slots=True)
class TrainingOn:
    """From here somebody was in training, in a file of its own."""

    kind: ClassVar[str] = "training_on"
    schema: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class TrainingOff:
    """Training ended."""

    kind: ClassVar[str] = "training_off"
    schema: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class Boot:
    """The till was started; ``was_clean`` tells whether it had been closed in order."""

    kind: ClassVar[str] = "boot"
    schema: ClassVar[int] = 1
    version: str
    was_clean: bool


@dataclass(frozen=True, slots=True)
class ClockChange:
    """The wall clock jumped against the clock that counts since boot, by so much."""

    kind: ClassVar[str] = "clock_change"
    schema: ClassVar[int] = 1
    jump_ms: int


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """A setting changed; its name only, for values may be personal."""

    kind: ClassVar[str] = "settings_change"
    schema: ClassVar[int] = 1
    name: str


@dataclass(frozen=True, slots=True)
class MemberDataPurged:
    """Members' data went because its time was over: names and last digits, members, handles."""

    kind: ClassVar[str] = "member_data_purged"
    schema: ClassVar[int] = 1
    faces: int
    members: int
    handles: int


@dataclass(frozen=True, slots=True)
class MemberEnrolled:
    """Somebody became a member here. ``id`` also names the sealed packet of who they are."""

    kind: ClassVar[str] = "enrol"
    schema: ClassVar[int] = 1
    id: bytes
    ref: MemberRef


@dataclass(frozen=True, slots=True)
class ConsentAnswered:
    """A member answered a notice, or took an answer back."""

    kind: ClassVar[str] = "consent"
    schema: ClassVar[int] = 1
    ref: MemberRef
    answer: Consent
    channel: str


@dataclass(frozen=True, slots=True)
class MemberSearched:
    """An operator looked for a member by phone, number or name; how many were found, not who."""

    kind: ClassVar[str] = "member_search"
    schema: ClassVar[int] = 1
    by: str
    hits: int


Event = (
    Start
    | SignOn
    | SignOff
    | LockOut
    | Override
    | TransactionRecorded
    | VoidTransaction
    | Suspend
    | Resume
    | Reprint
    | NoSale
    | CashMoved
    | ShiftOpen
    | XReportTaken
    | ShiftClose
    | BusinessDateClose
    | TrainingOn
    | TrainingOff
    | Boot
    | ClockChange
    | SettingsChange
    | MemberDataPurged
    | MemberEnrolled
    | ConsentAnswered
    | MemberSearched
    | CashEvent
    | SetUpChange
    | ShelfPrice
    | CopyMade
    | FilesHandedOut
    | StockEvent
    | OfferEvent
    | DrillHeld
)
