"""Projections are nothing but the inbox read again: made anew, and compared with what is there.

What a terminal recorded is summed up as a set, so that the comparison holds one page in memory.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.projectors.marks import find_marks
from sync.cloud.projectors.projection import project
from sync.cloud.projectors.records import NotProjected, Projection, Recorded
from sync.cloud.projectors.taking import recorded
from sync.cloud.schema.facts import INBOX, TERMINAL
from sync.cloud.schema.sales import (
    EVENT_SEEN,
    PARKED,
    PROJECTED,
    QUARANTINE,
    SALE,
)
from sync.cloud.schema.sheets import DAY_SHEET, DAY_TOUCHED
from sync.cloud.schema.upsert import add_up, insert_new
from sync.wire.events import UnknownVersionError
from sync.wire.packing import UnreadableError
from sync.wire.ranges import NO_ROWS, add

_PAGE: Final = 500


def find_differing(connection: sa.Connection, store: str, terminal: bytes) -> tuple[str, ...]:
    """Name the tables whose rows are not what the terminal's journal makes. Changes nothing."""
    made = {table.name: NO_ROWS for table in PROJECTED}
    for projection in _projections(connection, store, terminal):
        for table, rows in projection.rows.items():
            made[table.name] = add(made[table.name], [_hash(row) for row in rows])
    return tuple(
        table.name
        for table in PROJECTED
        if made[table.name] != _digest(connection, table, store, terminal)
    )


def rebuild(connection: sa.Connection, store: str, terminal: bytes) -> tuple[str, ...]:
    """Make a terminal's projections anew, up to its cursor; name the tables that were wrong.

    Ledgers elsewhere are not touched: they have each effect by its id.
    """
    of = TERMINAL.c
    connection.execute(  # holds the projector off until the end
        sa.update(TERMINAL)
        .where(of.store == store, of.terminal == terminal)
        .values(projected_seq=of.projected_seq)
    )
    wrong = find_differing(connection, store, terminal)
    if wrong:
        for table in PROJECTED:
            connection.execute(
                sa.delete(table).where(table.c.store == store, table.c.terminal == terminal)
            )
        for projection in _projections(connection, store, terminal):
            for table, rows in projection.rows.items():
                insert_new(connection, table, rows)
        _touch_days(connection, store, terminal)
    return wrong


def _touch_days(connection: sa.Connection, store: str, terminal: bytes) -> None:
    """Have every day counted again that there is now, or that the store was told of."""
    for table in (SALE, DAY_SHEET):
        of = table.c
        days = (
            sa.select(of.store, of.terminal, of.tenant, of.day)
            .where(of.store == store, of.terminal == terminal)
            .distinct()
        )
        rows = [{**row, "changes": 1} for row in connection.execute(days).mappings()]
        add_up(connection, DAY_TOUCHED, rows, sums=("changes",))


def _projections(connection: sa.Connection, store: str, terminal: bytes) -> Iterator[Projection]:
    """Read the inbox again up to the cursor: what is neither a repeat nor set aside nor waiting."""
    aside = _places(connection, QUARANTINE, store, terminal, QUARANTINE.c.state != "replayed")
    aside |= _places(connection, PARKED, store, terminal)
    until = connection.execute(
        sa.select(TERMINAL.c.projected_epoch, TERMINAL.c.projected_seq).where(
            TERMINAL.c.store == store, TERMINAL.c.terminal == terminal
        )
    ).one()
    for row in rows_between(connection, store, terminal, (0, 0), tuple(until)):
        if (row.epoch, row.seq) in aside:
            continue
        try:
            yield project(row, {}, find_marks(connection, row))
        except (NotProjected, UnknownVersionError, UnreadableError):  # as it was, told elsewhere
            continue


def rows_between(
    connection: sa.Connection,
    store: str,
    terminal: bytes,
    after: tuple[int, int],
    until: tuple[int, int],
) -> Iterator[Recorded]:
    """Read a terminal's rows between two positions (epoch, seq), but for those told once more."""
    of, at = INBOX.c, after
    is_first = sa.and_(
        EVENT_SEEN.c.store == of.store,
        EVENT_SEEN.c.event_id == of.event_id,
        EVENT_SEEN.c.terminal == of.terminal,
        EVENT_SEEN.c.epoch == of.epoch,
        EVENT_SEEN.c.seq == of.seq,
    )
    while True:
        page = connection.execute(
            sa.select(INBOX)
            .join(EVENT_SEEN, is_first)
            .where(
                of.store == store,
                of.terminal == terminal,
                sa.tuple_(of.epoch, of.seq) > sa.tuple_(*at),
                sa.tuple_(of.epoch, of.seq) <= sa.tuple_(*until),
            )
            .order_by(of.epoch, of.seq)
            .limit(_PAGE)
        ).all()
        if not page:
            return
        at = (page[-1].epoch, page[-1].seq)
        yield from map(recorded, page)


def _places(
    connection: sa.Connection,
    table: sa.Table,
    store: str,
    terminal: bytes,
    *but: sa.ColumnElement[bool],
) -> set[tuple[int, int]]:
    found = connection.execute(
        sa.select(table.c.epoch, table.c.seq).where(
            table.c.store == store, table.c.terminal == terminal, *but
        )
    )
    return {(row.epoch, row.seq) for row in found}


def _digest(connection: sa.Connection, table: sa.Table, store: str, terminal: bytes) -> bytes:
    rows = connection.execute(
        sa.select(table).where(table.c.store == store, table.c.terminal == terminal),
        execution_options={"yield_per": _PAGE},
    )
    return _sum(rows.mappings())


def _sum(rows: Iterable[Mapping[Any, Any]]) -> bytes:
    digest = NO_ROWS
    for row in rows:
        digest = add(digest, [_hash(row)])
    return digest


def _hash(row: Mapping[Any, Any]) -> bytes:
    text = repr(sorted((str(name), value) for name, value in row.items()))
    return hashlib.sha256(text.encode()).digest()
