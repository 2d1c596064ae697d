"""A terminal's own row: found by its key, locked, and what is read from it."""

from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.schema.facts import EPOCH, INBOX, SERVER_HEAD, TERMINAL
from sync.wire.exchange import EpochStart, Position

Terminal = sa.Row[Any]
"""A row of ``terminal``; ``lock`` and ``read`` give ``server_gen`` beside it."""

Epoch = sa.Row[Any]
"""A row of ``epoch``."""

SILENT_MS: Final = 30 * 60_000
"""A till that was not heard of for so long is silent: it may have sold what we still count."""

_READ: Final = sa.select(
    TERMINAL, sa.select(SERVER_HEAD.c.server_gen).scalar_subquery().label("server_gen")
).where(
    TERMINAL.c.store == sa.bindparam("of_store"), TERMINAL.c.terminal == sa.bindparam("of_terminal")
)
_LOCKED: Final = _READ.with_for_update(of=TERMINAL)
"""Statements that every request needs are made once: making one takes as long as running it."""


def lock(connection: sa.Connection, store: str, terminal_id: bytes) -> Terminal:
    """Read a terminal's row and keep everybody else from it until the commit."""
    return connection.execute(_LOCKED, {"of_store": store, "of_terminal": terminal_id}).one()


def read(connection: sa.Connection, store: str, terminal_id: bytes) -> Terminal:
    """Read a terminal's row as it stands."""
    return connection.execute(_READ, {"of_store": store, "of_terminal": terminal_id}).one()


def change(connection: sa.Connection, terminal: Terminal, **values: Any) -> None:
    """Change columns of a terminal that is locked."""
    connection.execute(
        sa.update(TERMINAL)
        .where(TERMINAL.c.store == terminal.store, TERMINAL.c.terminal == terminal.terminal)
        .values(**values)
    )


def have(terminal: Terminal) -> Position | None:
    """Give the last row held; None before the first epoch."""
    if terminal.epoch == 0:
        return None
    return Position(terminal.epoch, terminal.seq, terminal.chain)


def safe(terminal: Terminal) -> Position | None:
    """Give the last row in two failure domains; None without backups."""
    if terminal.safe_epoch == 0:
        return None
    return Position(terminal.safe_epoch, terminal.safe_seq, terminal.safe_chain)


def find_epoch(connection: sa.Connection, terminal: Terminal, epoch: int) -> Epoch | None:
    """Read how an epoch began and whether it is sealed."""
    query = sa.select(EPOCH).where(
        EPOCH.c.store == terminal.store,
        EPOCH.c.terminal == terminal.terminal,
        EPOCH.c.epoch == epoch,
    )
    return connection.execute(query).one_or_none()


def chain_at(connection: sa.Connection, terminal: Terminal, epoch: int, seq: int) -> bytes | None:
    """Give our chain after a row (seq 0: an epoch's start); None where we have no such row."""
    if seq == 0:
        known = find_epoch(connection, terminal, epoch)
        return bytes(known.start_chain) if known else None
    found = connection.scalar(
        sa.select(INBOX.c.chain).where(
            INBOX.c.store == terminal.store,
            INBOX.c.terminal == terminal.terminal,
            INBOX.c.epoch == epoch,
            INBOX.c.seq == seq,
        )
    )
    return bytes(found) if found is not None else None


def holds_chain(connection: sa.Connection, terminal: Terminal, chain: bytes) -> bool:
    """Tell whether a chain stands anywhere in our rows: rare, so it walks them."""
    query = sa.select(INBOX.c.seq).where(
        INBOX.c.store == terminal.store,
        INBOX.c.terminal == terminal.terminal,
        INBOX.c.chain == chain,
    )
    return connection.execute(query.limit(1)).one_or_none() is not None


def projected(connection: sa.Connection, terminal: Terminal) -> Position | None:
    """Give the last row that became tables; None before the first."""
    epoch, seq = terminal.projected_epoch, terminal.projected_seq
    if epoch == 0:
        return None
    chain = chain_at(connection, terminal, epoch, seq)
    return Position(epoch, seq, chain) if chain is not None else None


def seal_epoch(connection: sa.Connection, terminal: Terminal, why: str) -> None:
    """Take no further row of the epoch that stands open; one sealed already stays as it is."""
    connection.execute(
        sa.update(EPOCH)
        .where(
            EPOCH.c.store == terminal.store,
            EPOCH.c.terminal == terminal.terminal,
            EPOCH.c.epoch == terminal.epoch,
            EPOCH.c.sealed_why.is_(None),
        )
        .values(sealed_seq=terminal.seq, sealed_why=why)
    )


def open_epoch(
    connection: sa.Connection, terminal: Terminal, start: EpochStart, chain: bytes, now_ms: int
) -> None:
    """Write down how an epoch begins. The caller has made sure that it continues the last one."""
    connection.execute(
        sa.insert(EPOCH).values(
            store=terminal.store,
            terminal=terminal.terminal,
            epoch=start.epoch,
            tenant=terminal.tenant,
            public_key=start.public_key,
            chain_before=start.before,
            start_chain=chain,
            opened_ms=now_ms,
        )
    )
