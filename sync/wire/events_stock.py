"""What journal rows say of goods that move without a sale, and of counts (see events.py).

The till writes them in its outgoing_stock.py. Quantities are thousandths; what comes in is
positive. What a row has besides (costs, lots, what the note said) moves nothing and is not read.
"""

from typing import Annotated

import msgspec

from sync.wire.canonical import Whole

CountId = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
_Counted = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
_Number = Annotated[int, msgspec.Meta(ge=1, le=100_000)]


class MovedGoods(msgspec.Struct, frozen=True):
    """One item of a document."""

    n: Whole
    sku: str
    q: Whole


class StockMoved(msgspec.Struct, frozen=True):
    """A delivery, a transfer or an adjustment; only the last has a ``reason``."""

    lines: tuple[MovedGoods, ...]
    reason: str = ""


class CountOpened(msgspec.Struct, frozen=True):
    """A part of the shop is being counted from here on."""

    count: CountId
    section: str


class CountMarked(msgspec.Struct, frozen=True):
    """This row is another till's place in a count: what it recorded before is counted."""

    count: CountId


class CountedGoods(msgspec.Struct, frozen=True):
    """One item as it was counted; ``e`` and ``s`` are its mark in the counting till's journal."""

    n: Whole
    sku: str
    q: _Counted
    e: _Number
    s: _Counted


class StockCounted(msgspec.Struct, frozen=True):
    """``part`` of ``parts`` rows that say what was counted; good when all of them are there."""

    count: CountId
    section: str
    part: _Number
    parts: _Number
    lines: tuple[CountedGoods, ...]


class CountDropped(msgspec.Struct, frozen=True):
    """A count was given up."""

    count: CountId


StockFact = StockMoved | CountOpened | CountMarked | StockCounted | CountDropped
