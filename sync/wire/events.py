"""What journal rows say, as receivers read them: a struct for each kind and version ever shipped.

The bodies are written by the till (its outgoing.py says what the keys mean); here they are read
with forgiveness for what a newer till adds, and with none for what is missing or of another type. A
new version of a kind is one more line in ``_READERS`` that brings it up to the struct here.
"""

from collections.abc import Callable
from typing import Annotated, Any, Final

import msgspec

from sync.wire import events_stock as stock
from sync.wire.canonical import Whole
from sync.wire.packing import UnreadableError, unpack


class UnknownVersionError(ValueError):
    """A kind this program reads, in a version it does not know yet."""


class MemberName(msgspec.Struct, frozen=True):
    """A member in records: a handle of one day (hex), and that day counted from 1970."""

    h: str
    day: Whole


class Line(msgspec.Struct, frozen=True):
    """``q`` thousandths, never negative; ``back`` goods taken back, ``of`` their receipt."""

    n: Whole
    sku: str
    q: Whole
    ext: Whole
    net: Whole
    tax: Whole
    amount: Whole
    tc: str
    u: str = ""
    v: bool = False
    back: bool = False
    of: str = ""
    of_n: Whole = 0
    rounding: Whole = 0


class Tender(msgspec.Struct, frozen=True):
    """``ref`` names a maker's coupon or the hold of stored value, before its ``@``."""

    t: str
    a: Whole
    change: bool = False
    ref: str = ""


class Tax(msgspec.Struct, frozen=True):
    """Base and tax of one group."""

    c: str
    r: Whole
    i: bool
    b: Whole
    x: Whole


class Points(msgspec.Struct, frozen=True):
    """One move: reason, points, the allowance it used, its last day."""

    r: str
    n: Whole
    g: Whole = 0
    x: str = ""


class Coupon(msgspec.Struct, frozen=True):
    """A coupon the transaction used. ``grant``: the hold or right it was used by.

    ``max``: uses its token is good for.
    """

    n: str
    campaign: Whole
    cls: str
    value: Whole = 0
    grant: Whole = 0
    max: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 1


class UsedRule(msgspec.Struct, frozen=True):
    """What one application of a rule took off (``o``), of which lines, by which coupon."""

    r: str = ""
    o: Whole = 0
    c: str = ""
    lines: tuple[tuple[Whole, ...], ...] = msgspec.field(name="l", default=())


class Rules(msgspec.Struct, frozen=True):
    """The price trace."""

    used: tuple[UsedRule, ...] = ()


class Transaction(msgspec.Struct, frozen=True):
    """A finished sale, return or post void. ``of``: the receipt that a post void cancels."""

    txn: str
    rcpt: str
    opened: Whole
    subtotal: Whole
    discount: Whole
    tax_added: Whole
    total: Whole
    rounding: Whole
    rounding_back: Whole
    lines: tuple[Line, ...]
    tenders: tuple[Tender, ...]
    taxes: tuple[Tax, ...]
    of: str = ""
    mb: MemberName | None = None
    tier: str = ""
    points: tuple[Points, ...] = ()
    coupons: tuple[Coupon, ...] = ()
    rules: Rules = Rules()

    @property
    def live_lines(self) -> tuple[Line, ...]:
        """Those that were not voided."""
        return tuple(line for line in self.lines if not line.v)


class CashMove(msgspec.Struct, frozen=True):
    """Money that moved without a transaction, always positive."""

    amount: Whole
    reason: str = ""


class ShiftOpened(msgspec.Struct, frozen=True):
    """The float a shift began with."""

    shift: Whole
    opening_float: Whole = msgspec.field(name="float")


class ShiftClosed(msgspec.Struct, frozen=True):
    """The count that ended a shift, and the till's own sums of it."""

    shift: Whole
    counted: Whole
    expected: Whole
    net: Whole
    transactions: Whole


class DayClosed(msgspec.Struct, frozen=True):
    """The Z report's number and sums."""

    date: str
    z: Whole
    net: Whole
    transactions: Whole
    over_short: Whole


class ConsentAnswered(msgspec.Struct, frozen=True):
    """One answer to one notice."""

    mb: MemberName
    purpose: str
    granted: bool
    notice: str
    at: Whole
    lang: str = ""
    channel: str = ""


class MemberEnrolled(msgspec.Struct, frozen=True):
    """Somebody joined at a till; who they are is in the sealed packet beside the row."""

    mb: MemberName


class EnrolmentPacket(msgspec.Struct, frozen=True):
    """What the sealed packet of an enrolment holds. No repr: it belongs in no log."""

    member_id: str
    number: str
    phone: str
    name: str = ""
    language: str = ""

    def __repr__(self) -> str:
        return "EnrolmentPacket(...)"


class Envelope(msgspec.Struct, frozen=True):
    """What every body has around its data. ``tr``: training, which counts nowhere."""

    bd: str
    d: msgspec.Raw
    wall: Whole
    op: str = ""
    sh: Whole = 0
    tr: bool = False


class Common(msgspec.Struct, frozen=True):
    """The last row that a till and the cloud both had before they parted."""

    epoch: Whole
    seq: Whole


class Joined(msgspec.Struct, frozen=True):
    """The first row of an epoch after a fork: so many of the till's own rows follow ``again``."""

    common: Common
    again: Whole


TillFact = (
    Transaction
    | CashMove
    | ShiftOpened
    | ShiftClosed
    | DayClosed
    | ConsentAnswered
    | MemberEnrolled
)
Fact = TillFact | stock.StockFact
TRANSACTIONS: Final = ("sale", "return", "post_void")
CASH_MOVES: Final = ("tender_loan", "tender_pickup", "paid_in", "paid_out")
RECEIPTS: Final = ("stock_receive", "stock_transfer_in")
STOCK_MOVES: Final = (*RECEIPTS, "stock_transfer_out", "stock_adjust")


def _reader(of: Any) -> Callable[[bytes], Any]:
    return lambda data: unpack(data, of)


_READERS: Final[dict[tuple[str, int], Callable[[bytes], Any]]] = {
    **{(kind, 1): _reader(Transaction) for kind in TRANSACTIONS},
    **{(kind, 1): _reader(CashMove) for kind in CASH_MOVES},
    ("shift_open", 1): _reader(ShiftOpened),
    ("shift_close", 1): _reader(ShiftClosed),
    ("business_date_close", 1): _reader(DayClosed),
    ("consent", 1): _reader(ConsentAnswered),
    ("enrol", 1): _reader(MemberEnrolled),
    **{(kind, 1): _reader(stock.StockMoved) for kind in STOCK_MOVES},
    ("count_open", 1): _reader(stock.CountOpened),
    ("count_mark", 1): _reader(stock.CountMarked),
    ("stock_count", 1): _reader(stock.StockCounted),
    ("count_drop", 1): _reader(stock.CountDropped),
}
"""Every version that was ever shipped stays readable."""

_KINDS: Final = frozenset(kind for kind, _ in _READERS)


def read_fact(kind: str, schema: int, body: bytes) -> tuple[Envelope, Fact] | None:
    """Read a row; None for a kind that moves nothing here, known or not.

    Raises ``UnknownVersionError``, ``UnreadableError``.
    """
    if kind not in _KINDS:
        return None
    reader = _READERS.get((kind, schema))
    if reader is None:
        raise UnknownVersionError(f"{kind} {schema}")
    envelope = unpack(body, Envelope)
    return envelope, reader(bytes(envelope.d))


def read_joined(body: bytes) -> Joined:
    """Read an epoch's first row, if a fork began it. Raises ``UnreadableError``."""
    return unpack(bytes(unpack(body, Envelope).d), Joined)


def read_packet(content: bytes) -> EnrolmentPacket:
    """Read what an enrolment's packet holds, unsealed. Raises ``UnreadableError``."""
    packet = unpack(content, EnrolmentPacket)
    if len(packet.member_id) != _MEMBER_HEX:
        raise UnreadableError("no member id")
    return packet


_MEMBER_HEX: Final = 32
