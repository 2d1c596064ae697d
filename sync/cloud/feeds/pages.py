"""Pages of a feed, and rows by key at a position.

sync.md section 8, F1 and F7. ``to`` is the last row that was read; the head is read *after* the
rows, so that what it says of compaction is true of them, and is a hint in everything else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.feeds.emission import ENVELOPE, size_on_page
from sync.cloud.feeds.heads import (
    Scope,
    Unanswerable,
    check_generation,
    check_position,
    read_head,
    within,
)
from sync.cloud.feeds.todo import GONE_BODY
from sync.cloud.schema.feeds import FEED_ROW, SNAPSHOT
from sync.wire.exchange import Cursor
from sync.wire.feeds import DELETE, PUT, FeedPage, FeedRow, RowsAnswer
from sync.wire.packing import raw
from sync.wire.ranges import NO_ROWS
from sync.wire.version import MOST_PAGE_BYTES, MOST_PAGE_ROWS

BEGINNING: Final = Cursor(0, 0)
"""The cursor of a reader that has nothing, whatever the generation."""


def read_page(
    connection: sa.Connection, scope: Scope, cursor: Cursor, most_rows: int = MOST_PAGE_ROWS
) -> FeedPage:
    """Read what comes after a cursor, up to a whole batch where one ends on the page.

    Pages also end where the feed was frozen for a snapshot. Raises ``Unanswerable``: FEED_GEN,
    GONE.
    """
    found = _rows_after(connection, scope, cursor.pos, most_rows)
    frozen = _frozen_after(connection, scope, cursor.pos)
    head = read_head(connection, scope)
    if cursor != BEGINNING:
        check_generation(head, cursor.gen, cursor.pos)
    if cursor.pos < head.min_pos:
        raise Unanswerable("GONE", gen=head.gen, min_pos=head.min_pos)
    rows = _cut(found, frozen)
    to = rows[-1].pos if rows else cursor.pos
    digest = rows[-1].digest if rows else _boundary(connection, scope, to)
    return FeedPage(
        feed=scope.feed,
        gen=head.gen,
        after=cursor.pos,
        to=to,
        head=head.pos,
        shape=scope.shape,
        rows=tuple(FeedRow(row.key, row.op, row.pos, raw(row.body)) for row in rows),
        compacted_to=head.compacted_to,
        digest=digest if to >= head.compacted_to else None,
    )


def read_rows(
    connection: sa.Connection, scope: Scope, at: Cursor, keys: Sequence[str]
) -> RowsAnswer:
    """Read rows by key as they stood at a position. Raises ``Unanswerable``: FEED_GEN, GONE."""
    newer = FEED_ROW.alias()
    newest = (
        sa.select(sa.func.max(newer.c.pos))
        .where(within(newer, scope), newer.c.key == FEED_ROW.c.key, newer.c.pos <= at.pos)
        .scalar_subquery()
    )
    found = {
        row.key: row
        for row in connection.execute(
            sa.select(FEED_ROW.c.key, FEED_ROW.c.pos, FEED_ROW.c.op, FEED_ROW.c.body).where(
                within(FEED_ROW, scope), FEED_ROW.c.key.in_(keys), FEED_ROW.c.pos == newest
            )
        )
    }
    check_position(read_head(connection, scope), at.gen, at.pos)
    return RowsAnswer(at.gen, at.pos, tuple(_row_at(key, found.get(key)) for key in keys))


def digest_at(connection: sa.Connection, scope: Scope, at: Cursor) -> bytes | None:
    """Give the feed's digest at the end of a batch or page; None inside of a batch.

    Raises ``Unanswerable``: FEED_GEN, GONE.
    """
    digest = _boundary(connection, scope, at.pos)
    check_position(read_head(connection, scope), at.gen, at.pos)
    return digest


@dataclass(frozen=True, slots=True)
class _Found:
    pos: int
    key: str
    op: Any
    body: bytes
    digest: bytes | None


def _rows_after(
    connection: sa.Connection, scope: Scope, after: int, most_rows: int
) -> list[_Found]:
    found = connection.execute(
        sa.select(FEED_ROW.c.pos, FEED_ROW.c.key, FEED_ROW.c.op, FEED_ROW.c.body, FEED_ROW.c.digest)
        .where(within(FEED_ROW, scope), FEED_ROW.c.pos > after)
        .order_by(FEED_ROW.c.pos)
        .limit(min(most_rows, MOST_PAGE_ROWS))
    )
    return [_Found(*row) for row in found]


def _cut(found: list[_Found], frozen: int | None) -> list[_Found]:
    """Keep what fits, up to the frozen position, and of that up to the last end of a batch."""
    room = MOST_PAGE_BYTES - ENVELOPE
    count = batches = 0
    for row in found:
        room -= size_on_page(row.key, row.body)
        if count and room < 0:
            break
        count += 1
        if row.digest is not None:
            batches = count
        if row.pos == frozen:
            break
    return found[: batches or count]


def _frozen_after(connection: sa.Connection, scope: Scope, after: int) -> int | None:
    return connection.execute(
        sa.select(sa.func.min(SNAPSHOT.c.pos)).where(
            within(SNAPSHOT, scope), SNAPSHOT.c.pos > after
        )
    ).scalar()


def _boundary(connection: sa.Connection, scope: Scope, pos: int) -> bytes | None:
    if pos == 0:
        return NO_ROWS
    return connection.execute(
        sa.select(FEED_ROW.c.digest).where(within(FEED_ROW, scope), FEED_ROW.c.pos == pos)
    ).scalar()


def _row_at(key: str, row: Any) -> FeedRow:
    if row is None:
        return FeedRow(key, DELETE, 0, raw(GONE_BODY))
    return FeedRow(key, PUT if row.op == PUT else DELETE, row.pos, raw(row.body))
