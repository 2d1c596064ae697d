"""What the journal records of goods that move without a sale, of counts, and of sales not made."""

from dataclasses import dataclass
from typing import ClassVar

from pos_app.domain.stock import CountedLine, MovedLine


@dataclass(frozen=True, slots=True)
class StockReceived:
    """Goods came in against a note. ``partner`` is the supplier's code, or empty."""

    kind: ClassVar[str] = "stock_receive"
    schema: ClassVar[int] = 1
    note: str
    partner: str
    lines: tuple[MovedLine, ...]


@dataclass(frozen=True, slots=True)
class StockTransferredIn:
    """Goods came in from another store; lines are positive."""

    kind: ClassVar[str] = "stock_transfer_in"
    schema: ClassVar[int] = 1
    note: str
    partner: str
    lines: tuple[MovedLine, ...]


@dataclass(frozen=True, slots=True)
class StockTransferredOut:
    """Goods went out to another store; lines are negative."""

    kind: ClassVar[str] = "stock_transfer_out"
    schema: ClassVar[int] = 1
    note: str
    partner: str
    lines: tuple[MovedLine, ...]


@dataclass(frozen=True, slots=True)
class StockAdjusted:
    """Goods were written off, found or used, for a reason of the store's list."""

    kind: ClassVar[str] = "stock_adjust"
    schema: ClassVar[int] = 1
    reason_code: str
    lines: tuple[MovedLine, ...]


@dataclass(frozen=True, slots=True)
class CountOpened:
    """A part of the shop is being counted; every till of the store may mark it."""

    kind: ClassVar[str] = "count_open"
    schema: ClassVar[int] = 1
    count: bytes
    section: str


@dataclass(frozen=True, slots=True)
class CountMarked:
    """This till's place in a count that another till opened: what it sold before is counted."""

    kind: ClassVar[str] = "count_mark"
    schema: ClassVar[int] = 1
    count: bytes


@dataclass(frozen=True, slots=True)
class StockCounted:
    """What was counted, each item with its own mark; ``part`` of ``parts`` facts of one count."""

    kind: ClassVar[str] = "stock_count"
    schema: ClassVar[int] = 1
    count: bytes
    section: str
    part: int
    parts: int
    lines: tuple[CountedLine, ...]


@dataclass(frozen=True, slots=True)
class CountDropped:
    """A count was given up; nothing of it counts."""

    kind: ClassVar[str] = "count_drop"
    schema: ClassVar[int] = 1
    count: bytes


@dataclass(frozen=True, slots=True)
class OutOfStock:
    """Somebody scanned or looked for an item that should not be there, by the books."""

    kind: ClassVar[str] = "out_of_stock"
    schema: ClassVar[int] = 1
    sku: str
    on_hand: int
    found_by: str


@dataclass(frozen=True, slots=True)
class LostSale:
    """A customer left without buying; ``sku`` is what they came for, if it was said."""

    kind: ClassVar[str] = "lost_sale"
    schema: ClassVar[int] = 1
    reason_code: str
    sku: str


StockEvent = (
    StockReceived
    | StockTransferredIn
    | StockTransferredOut
    | StockAdjusted
    | CountOpened
    | CountMarked
    | StockCounted
    | CountDropped
    | OutOfStock
    | LostSale
)
