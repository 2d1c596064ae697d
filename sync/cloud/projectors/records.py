"""What goes into a projection and what comes out: a row of the inbox, rows of tables, effects."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from sync.cloud.schema import sales
from sync.wire import events

Values = dict[str, Any]


class NotProjected(Exception):
    """A row that says something impossible; ``reason`` is its code in quarantine."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Recorded:
    """A row of the inbox."""

    tenant: str
    store: str
    terminal: bytes
    epoch: int
    seq: int
    event_id: bytes
    kind: str
    schema: int
    body: bytes
    received_ms: int

    @property
    def digest(self) -> bytes:
        """What makes two rows with one id the same fact; not where they stand."""
        head = f"{self.kind} {self.schema} ".encode()
        return hashlib.sha256(head + self.body).digest()


@dataclass(frozen=True, slots=True)
class Original:
    """A transaction that a later one names by its receipt.

    ``back``: coupons whose goods have all come back with the row at hand.
    """

    sale_id: bytes
    kind: str
    handle: str
    handle_day: int
    coupons: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


Originals = Mapping[str, Original]


@dataclass(frozen=True, slots=True)
class Projection:
    """Rows by table, and effects as rows of ``effect``."""

    rows: dict[sa.Table, list[Values]] = field(default_factory=dict)
    effects: list[Values] = field(default_factory=list)

    @property
    def stock(self) -> list[Values]:
        """The goods it moved."""
        return self.rows.get(sales.STOCK_MOVE, [])


def named_receipts(fact: events.Fact | None) -> tuple[str, ...]:
    """List the receipts that a row cannot be understood without."""
    if not isinstance(fact, events.Transaction):
        return ()
    named = {line.of for line in fact.live_lines if line.back and line.of}
    if fact.of:
        named.add(fact.of)
    return tuple(sorted(named))


def plain(text: str) -> str:
    """Take out the one character that PostgreSQL's text cannot hold."""
    return text.replace("\x00", "")
