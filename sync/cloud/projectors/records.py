"""What goes into a projection and what comes out: a row of the inbox, rows of tables, effects."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from sync.wire import events

Values = dict[str, Any]
Place = tuple[int, int]
"""Epoch and row number."""

MOST: Final = 10**13
"""Of an amount or a quantity in one record: a million of them still add up in 64 bits."""


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


class Window(NamedTuple):
    """A mark of a count: its place on the journal that is held here, and between when it counts."""

    place: Place
    from_ms: int
    until_ms: int


Marks = Mapping[Place, Window]
"""By the place that the row itself names."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Rows by table, and effects as rows of ``effect``."""

    rows: dict[sa.Table, list[Values]] = field(default_factory=dict)
    effects: list[Values] = field(default_factory=list)


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
