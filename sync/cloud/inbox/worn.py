"""What conversations leave behind is let go once nothing can come back to it.

A request's first answer is asked for again within seconds, and what it held ends in minutes. A
channel that is not its till's newest is good for nothing; while it is known, its hello played
again changes nothing, and later it makes the till say hello once more. A start that is over tells a
copied till by itself for a year; a copy older than that is told by its journal.
"""

from typing import Final

import sqlalchemy as sa

from sync.cloud.schema.facts import BOOT, CHANNEL, REQUEST_SEEN, TERMINAL

_DAY_MS: Final = 86_400_000
ANSWER_KEPT_MS: Final = 7 * _DAY_MS
CHANNEL_KEPT_MS: Final = 45 * _DAY_MS
START_KEPT_MS: Final = 400 * _DAY_MS

_ROWS_AT_ONCE: Final = 5_000


def let_go(connection: sa.Connection, now_ms: int) -> int:
    """Let go of some of it; say how many rows. Part of a transaction."""
    of, till = CHANNEL.c, TERMINAL.c
    is_newest = sa.exists().where(
        till.store == of.store, till.terminal == of.terminal, till.channel == of.channel
    )
    return (
        _drop(connection, REQUEST_SEEN, REQUEST_SEEN.c.at_ms < now_ms - ANSWER_KEPT_MS)
        + _drop(connection, CHANNEL, of.opened_ms < now_ms - CHANNEL_KEPT_MS, ~is_newest)
        + _drop(connection, BOOT, BOOT.c.first_ms < now_ms - START_KEPT_MS, BOOT.c.is_over == 1)
    )


def _drop(connection: sa.Connection, table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
    """Delete some rows by their keys: neither engine bounds a DELETE by itself."""
    keys = tuple(table.primary_key.columns)
    some = sa.select(*keys).where(*where).limit(_ROWS_AT_ONCE)
    rows = connection.execute(some).mappings().all()
    if rows:
        is_it = (column == sa.bindparam(f"of_{column.name}") for column in keys)
        named = [{f"of_{name}": value for name, value in row.items()} for row in rows]
        connection.execute(sa.delete(table).where(*is_it), named)
    return len(rows)
