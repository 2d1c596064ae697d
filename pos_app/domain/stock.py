"""Goods of one store: what moves them besides sales, what is on hand, and how sure that is.

Quantities are thousandths of the item's unit and signed: what comes in is positive. Sales and
returns move goods by themselves and have no lines here.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.quantity import LARGEST_THOUSANDTHS, Unit
from pos_app.errors import Refusal

LINES_IN_A_FACT = 400
"""A longer list becomes several facts: a journal body has 256 KiB and a line up to some 300."""

FRESH_DAYS = 90
"""A figure that was counted longer ago than this is shown as old."""

LONGEST_DAYS = 92
"""A quarter of a year: what was sold before says nothing of the next delivery."""

_CODE = re.compile(r"[A-Z0-9][A-Z0-9/_.-]{0,31}")
_SECTION = re.compile(r"[A-Z0-9][A-Z0-9-]{0,11}")
_LOT = re.compile(r"[!-~]{0,20}")


class DocumentKind(StrEnum):
    """What a list of movements is; the value is the word of the journal and of the table."""

    RECEIVE = "stock_receive"
    TRANSFER_IN = "stock_transfer_in"
    TRANSFER_OUT = "stock_transfer_out"
    ADJUST = "stock_adjust"
    COUNT = "stock_count"


@dataclass(frozen=True, slots=True)
class MovedLine:
    """One item of a document. ``cost`` is of one unit; ``expires_on`` is ``2026-12-31`` or empty.

    ``expected`` is what the delivery note says; None without one. ``pack`` is how many come in one
    box, for the next order.
    """

    sku: str
    thousandths: int
    cost: Money | None = None
    lot: str = ""
    expires_on: str = ""
    expected: int | None = None
    pack: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in this till's journal, and its last receipt then: what moved before and after it."""

    epoch: int
    seq: int
    number: int


@dataclass(frozen=True, slots=True)
class CountedLine:
    """One item as it was counted at a mark, and what the books had there."""

    sku: str
    counted: int
    before: int
    mark: Mark

    @property
    def difference(self) -> int:
        """More on the shelf than in the books is positive."""
        return self.counted - self.before


class Confidence(StrEnum):
    """What a figure of stock rests on, the best first."""

    COUNTED = "counted"
    UNSETTLED = "unsettled"
    DOUBTFUL = "doubtful"
    COUNTED_LONG_AGO = "counted_long_ago"
    RECEIVED = "received"
    NEVER_SEEN = "never_seen"


@dataclass(frozen=True, slots=True)
class OnHand:
    """What should be on the shelf by the movements of ``tills``, as of a moment.

    Negative is possible: goods in hand are always sold, so the books can be behind the shelf.
    ``told_ms``: until when the cloud knew the other tills; None when this till is alone in it.
    ``is_provisional``: a count is in it that is not settled yet: rows of a till inside its marks
    are still to come, or the cloud does not have it. ``is_doubtful``: it moved at another till
    while it was counted, or two counts were made across one another. ``unmarked``: tills that gave
    it no mark.
    """

    sku: str
    thousandths: int
    as_of_ms: int
    tills: tuple[str, ...]
    counted_on: BusinessDate | None = None
    has_received: bool = False
    days_since_count: int | None = None
    told_ms: int | None = None
    is_provisional: bool = False
    is_doubtful: bool = False
    unmarked: tuple[str, ...] = ()

    @property
    def confidence(self) -> Confidence:
        """Say what the figure rests on."""
        if self.is_doubtful:
            return Confidence.DOUBTFUL
        if self.is_provisional:
            return Confidence.UNSETTLED
        if self.days_since_count is not None:
            is_fresh = self.days_since_count <= FRESH_DAYS
            return Confidence.COUNTED if is_fresh else Confidence.COUNTED_LONG_AGO
        return Confidence.RECEIVED if self.has_received else Confidence.NEVER_SEEN

    @property
    def is_known(self) -> bool:
        """The item was counted or received here once: only then does the figure say anything."""
        return self.counted_on is not None or self.has_received

    @property
    def is_negative(self) -> bool:
        """More was sold than was ever there: something was not received, or miscounted."""
        return self.thousandths < 0


@dataclass(frozen=True, slots=True)
class ReorderPolicy:
    """How a store orders: for how many days, how long a delivery takes, what sales it looks at."""

    cover_days: int = 7
    lead_days: int = 2
    look_back_days: int = 28

    def __post_init__(self) -> None:
        for days in (self.cover_days, self.lead_days, self.look_back_days):
            if not 1 <= days <= LONGEST_DAYS:
                raise Refusal("STOCK_DAYS_OUT_OF_RANGE", least=1, most=LONGEST_DAYS)


@dataclass(frozen=True, slots=True)
class Reorder:
    """A suggestion and everything it is based on."""

    sku: str
    on_hand: int
    sold: int
    trading_days: int
    policy: ReorderPolicy
    pack: int = 1000
    suggested: int = 0

    @property
    def days_of_cover(self) -> int | None:
        """Say for how many days it lasts, rounded down; None when nothing of it was sold."""
        if self.sold <= 0:
            return None
        return max(self.on_hand, 0) * self.trading_days // self.sold

    @property
    def is_low(self) -> bool:
        """It would run out before a delivery ordered today could be on the shelf."""
        cover = self.days_of_cover
        return cover is not None and cover <= self.policy.lead_days


def suggest(reorder: Reorder) -> int:
    """Work out how much to order: enough for cover and delivery, in whole packs, never negative."""
    if reorder.sold <= 0 or reorder.trading_days <= 0:
        return 0
    days = reorder.policy.cover_days + reorder.policy.lead_days
    wanted = -(-reorder.sold * days // reorder.trading_days) - reorder.on_hand
    return -(-max(wanted, 0) // reorder.pack) * reorder.pack


@dataclass(frozen=True, slots=True)
class ExpiringLot:
    """A lot near its last day or past it.

    ``left`` is an estimate: what expires first is taken to be sold first.
    """

    sku: str
    lot: str
    expires_on: str
    received: int
    left: int

    def days_left(self, today: BusinessDate) -> int:
        """Count the days until its last one; negative when that is over."""
        return (date.fromisoformat(self.expires_on) - date.fromisoformat(today)).days


def check_code(text: str) -> str:
    """Give the number of a note or of another store as it is kept: capitals, no spaces around.

    Refuses: STOCK_REFERENCE_WRONG. Why so strict: it stands in signed rows, where no name may.
    """
    code = text.strip().upper()
    if not _CODE.fullmatch(code):
        raise Refusal("STOCK_REFERENCE_WRONG")
    return code


def check_section(text: str) -> str:
    """Give the code of a part of the shop as it is kept.

    Refuses: COUNT_SECTION_WRONG.
    """
    code = text.strip().upper()
    if not _SECTION.fullmatch(code):
        raise Refusal("COUNT_SECTION_WRONG")
    return code


def check_line(line: MovedLine, unit: Unit) -> None:
    """Refuse a line that no document may have.

    Refuses: QUANTITY_TOO_LARGE, QUANTITY_NOT_WHOLE, STOCK_LOT_WRONG, COST_NEGATIVE.
    """
    check_amount(abs(line.thousandths), unit)
    if not _LOT.fullmatch(line.lot) or (line.expires_on and not _is_day(line.expires_on)):
        raise Refusal("STOCK_LOT_WRONG")
    if line.cost is not None and line.cost.minor < 0:
        raise Refusal("COST_NEGATIVE")


def check_amount(thousandths: int, unit: Unit) -> None:
    """Refuse a figure that no shelf has; nought is a figure like another.

    Refuses: QUANTITY_NOT_POSITIVE, QUANTITY_TOO_LARGE, QUANTITY_NOT_WHOLE.
    """
    if thousandths < 0:
        raise Refusal("QUANTITY_NOT_POSITIVE")
    if thousandths > LARGEST_THOUSANDTHS:
        raise Refusal("QUANTITY_TOO_LARGE", largest=LARGEST_THOUSANDTHS // 1000)
    if not unit.is_measured and thousandths % 1000:
        raise Refusal("QUANTITY_NOT_WHOLE")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
