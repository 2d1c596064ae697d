"""A terminal's own journal back, and our chains at positions it asks about."""

from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.inbox import terminals
from sync.cloud.inbox.terminals import Terminal
from sync.cloud.schema.facts import EPOCH, INBOX
from sync.wire import canonical
from sync.wire.exchange import EpochStart, Event, LogPage, LogRow, Position

# Of an answer, like those of a request in sync/wire/version.py: one row goes, however large.
MOST_ROWS: Final = 500
MOST_BYTES: Final = 512 * 1024
MOST_POSITIONS: Final = 64


def read_log(connection: sa.Connection, terminal: Terminal, after: tuple[int, int]) -> LogPage:
    """Read rows after (epoch, seq) as they were uploaded, their sealed packets left out.

    At least one row where there are any, then as many as fit; ``more`` when there are others.
    """
    query = (
        sa.select(INBOX)
        .where(
            INBOX.c.store == terminal.store,
            INBOX.c.terminal == terminal.terminal,
            sa.tuple_(INBOX.c.epoch, INBOX.c.seq) > sa.tuple_(*after),
        )
        .order_by(INBOX.c.epoch, INBOX.c.seq)
        .limit(MOST_ROWS + 1)
    )
    found = connection.execute(query).all()
    kept = _fitting(found)
    epochs = {row.epoch for row in kept} - ({after[0]} if after[1] else set())
    have = terminals.have(terminal) or Position(0, 0, canonical.NO_CHAIN)
    return LogPage(
        rows=tuple(map(_row, kept)),
        starts=_starts(connection, terminal, sorted(epochs)),
        have=have,
        more=len(kept) < len(found),
    )


def read_chains(
    connection: sa.Connection, terminal: Terminal, at: Sequence[tuple[int, int]]
) -> tuple[bytes | None, ...]:
    """Read our chains, in the order asked; None where we have no such row."""
    query = sa.select(INBOX.c.epoch, INBOX.c.seq, INBOX.c.chain).where(
        INBOX.c.store == terminal.store,
        INBOX.c.terminal == terminal.terminal,
        sa.tuple_(INBOX.c.epoch, INBOX.c.seq).in_(list(at)),
    )
    found = {(row.epoch, row.seq): bytes(row.chain) for row in connection.execute(query)}
    starts = sa.select(EPOCH.c.epoch, EPOCH.c.start_chain).where(
        EPOCH.c.store == terminal.store,
        EPOCH.c.terminal == terminal.terminal,
        EPOCH.c.epoch.in_([epoch for epoch, seq in at if seq == 0]),
    )
    found |= {(row.epoch, 0): bytes(row.start_chain) for row in connection.execute(starts)}
    return tuple(found.get(one) for one in at)


def _fitting(found: Sequence[sa.Row[Any]]) -> Sequence[sa.Row[Any]]:
    size = 0
    for count, row in enumerate(found[:MOST_ROWS]):
        size += len(row.body) + 200
        if count and size > MOST_BYTES:
            return found[:count]
    return found[:MOST_ROWS]


def _row(row: sa.Row[Any]) -> LogRow:
    body = bytes(row.body).decode()
    event = Event(row.seq, bytes(row.event_id), row.kind, row.schema, body)
    return LogRow(row.epoch, event, bytes(row.hash), bytes(row.chain))


def _starts(
    connection: sa.Connection, terminal: Terminal, epochs: Sequence[int]
) -> tuple[EpochStart, ...]:
    query = (
        sa.select(EPOCH)
        .where(
            EPOCH.c.store == terminal.store,
            EPOCH.c.terminal == terminal.terminal,
            EPOCH.c.epoch.in_(list(epochs)),
        )
        .order_by(EPOCH.c.epoch)
    )
    return tuple(
        EpochStart(row.epoch, bytes(row.public_key), bytes(row.chain_before))
        for row in connection.execute(query)
    )
