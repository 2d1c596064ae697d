"""What lasts of a till and its cloud: receipts on their way, days proved, what needs somebody."""

from dataclasses import dataclass
from typing import Final

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.money import Money

Place = tuple[int, int]
"""Where a row stands in the journal: epoch and number; row 0 is the epoch's start."""

NOT_COMPARED: Final = "DAY_NOT_COMPARED"
"""Why a day is not proved that was closed and not compared yet."""


@dataclass(frozen=True, slots=True)
class SentReceipt:
    """A finished transaction and where its row stands for the cloud: ``epoch`` and ``seq``.

    ``completed_ms``: wall clock. ``paid_minor`` is signed.
    """

    receipt: ReceiptNumber
    completed_ms: int
    paid_minor: int
    currency: str
    place: Place


@dataclass(frozen=True, slots=True)
class Receipts:
    """Finished transactions, the newest first. ``proved``: up to here days are proved."""

    rows: tuple[SentReceipt, ...]
    proved: Place | None


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that somebody has to see to: a code of the cloud, and ``who`` in its words.

    ``subject``: a receipt, a coupon or the like. ``at_ms``: the server's time, None if untold.
    """

    code: str
    who: str
    subject: str
    at_ms: int | None = None
    amount_minor: int = 0


@dataclass(frozen=True, slots=True)
class DayDifference:
    """One number of a day that is not the same on both sides; units as in sync/wire/digests.py."""

    section: str
    key: str
    till: int
    cloud: int


@dataclass(frozen=True, slots=True)
class DayOutcome:
    """A closed day; ``reason`` says in a code why it is not proved."""

    day: str
    is_proved: bool
    reason: str
    differences: tuple[DayDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedCursor:
    """How far a feed was read; ``is_loading``: its first whole copy is on its way."""

    feed: str
    gen: int
    pos: int
    is_loading: bool = False


@dataclass(frozen=True, slots=True)
class CloudConnection:
    """Whom this till belongs to; ``fingerprint`` is what head office compares."""

    url: str
    store: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class CouponRisk:
    """What this till may still take on coupons that anybody may hold, before it asks the cloud."""

    used: Money
    most: Money


@dataclass(frozen=True, slots=True)
class Lasting:
    """All that lasts: what needs somebody, closed days, feeds, the connection."""

    connection: CloudConnection | None
    matters: tuple[Matter, ...]
    days: tuple[DayOutcome, ...]
    feeds: tuple[FeedCursor, ...]
    coupon_risk: CouponRisk | None
