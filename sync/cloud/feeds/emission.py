"""One batch of a feed: what is to be done, its hashes, its positions.

sync.md section 8. The row lock of the head orders the commits, so positions have no holes and
nobody reads past one that commits later. What is emitted is deleted from ``feed_todo`` in the same
transaction. PostgreSQL appends with one statement, SQLite, which has no changes inside WITH, with
two under BEGIN IMMEDIATE.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from sync.cloud.database import Conflicted
from sync.cloud.feeds.heads import Head, Scope, open_head
from sync.cloud.feeds.todo import Change
from sync.cloud.schema.feeds import FEED_STATE, FEED_TODO
from sync.wire.feeds import DELETE, PUT
from sync.wire.ranges import add, row_hash
from sync.wire.version import MOST_PAGE_BYTES, MOST_PAGE_ROWS

ROW_OVERHEAD: Final = 32
"""Of a row on a page beside key and body: brackets, operation, version."""

ENVELOPE: Final = 1_000
"""Of a page beside its rows."""


class _State(NamedTuple):
    ver: int
    rowhash: bytes


class _Row(NamedTuple):
    change: Change
    rowhash: bytes


@dataclass(frozen=True, slots=True)
class _Batch:
    """Rows in the order of their positions; the digest of the feed after them."""

    rows: Sequence[_Row]
    digest: bytes
    at_ms: int


def emit(connection: sa.Connection, scope: Scope, now_ms: int) -> int:
    """Write one batch of a feed and give the number of its rows. Part of a transaction.

    A change that changes nothing is used up without a row. Raises ``Conflicted`` when another
    writer came between: the whole transaction is to be run again.
    """
    head = open_head(connection, scope)
    taken = _take(connection, scope)
    if not taken:
        return 0
    states = _states(connection, scope, [change.key for change in taken])
    batch = _batch_of(head, taken, states, now_ms)
    if batch.rows:
        append = _append_sqlite if connection.dialect.name == "sqlite" else _append_postgres
        append(connection, scope, head, batch)
    return len(batch.rows)


def _take(connection: sa.Connection, scope: Scope) -> list[Change]:
    """Use up what fits on one page; what somebody is putting at this moment waits for its turn."""
    found = connection.execute(
        sa.select(FEED_TODO.c.key, FEED_TODO.c.op, FEED_TODO.c.body)
        .where(FEED_TODO.c.tenant == scope.tenant, FEED_TODO.c.feed == scope.feed)
        .order_by(FEED_TODO.c.key)
        .limit(MOST_PAGE_ROWS)
        .with_for_update(skip_locked=True)
    )
    taken: list[Change] = []
    room = MOST_PAGE_BYTES - ENVELOPE
    for change in map(Change._make, found):
        room -= size_on_page(change.key, change.body)
        if room < 0:
            break
        taken.append(change)
    if taken:
        connection.execute(
            sa.delete(FEED_TODO).where(
                FEED_TODO.c.tenant == scope.tenant,
                FEED_TODO.c.feed == scope.feed,
                FEED_TODO.c.key.in_([change.key for change in taken]),
            )
        )
    return taken


def size_on_page(key: str, body: bytes) -> int:
    """Give the bytes a row takes on a page, not less than it does."""
    return 2 * len(key) + len(key.encode()) + len(body) + ROW_OVERHEAD


def _states(connection: sa.Connection, scope: Scope, keys: Sequence[str]) -> Mapping[str, _State]:
    found = connection.execute(
        sa.select(FEED_STATE.c.key, FEED_STATE.c.ver, FEED_STATE.c.rowhash).where(
            FEED_STATE.c.tenant == scope.tenant,
            FEED_STATE.c.feed == scope.feed,
            FEED_STATE.c.key.in_(keys),
        )
    )
    return {row.key: _State(row.ver, row.rowhash) for row in found}


def _batch_of(
    head: Head, taken: Sequence[Change], states: Mapping[str, _State], now_ms: int
) -> _Batch:
    rows: list[_Row] = []
    came: list[bytes] = []
    went: list[bytes] = []
    for change in taken:
        state = states.get(change.key)
        if _is_as_before(change, state):
            continue
        version = head.pos + len(rows) + 1
        hashed = row_hash(change.key, version, change.body)
        rows.append(_Row(change, hashed))
        if change.op == PUT:
            came.append(hashed)
        if state is not None:
            went.append(state.rowhash)
    return _Batch(rows, add(head.digest, came, went), now_ms)


def _is_as_before(change: Change, state: _State | None) -> bool:
    if change.op == DELETE or state is None:
        return change.op == DELETE and state is None
    return row_hash(change.key, state.ver, change.body) == state.rowhash


def _append_sqlite(connection: sa.Connection, scope: Scope, head: Head, batch: _Batch) -> None:
    tenant, feed = scope
    kept, gone = [], []
    rows: list[tuple[Any, ...]] = []
    for version, (change, hashed) in enumerate(batch.rows, head.pos + 1):
        rows.append((tenant, feed, version, *change, hashed, batch.at_ms, None))
        if change.op == PUT:
            kept.append((tenant, feed, change.key, version, hashed))
        else:
            gone.append((tenant, feed, change.key))
    rows[-1] = (*rows[-1][:-1], batch.digest)
    if gone:
        connection.exec_driver_sql(_FORGET_SQLITE, gone)
    if kept:
        connection.exec_driver_sql(_REMEMBER_SQLITE, kept)
    bumped = connection.exec_driver_sql(
        _BUMP_SQLITE, (len(rows), batch.digest, tenant, feed, head.pos)
    ).fetchall()
    if not bumped:
        raise Conflicted
    connection.exec_driver_sql(_APPEND_SQLITE, rows)


def _append_postgres(connection: sa.Connection, scope: Scope, head: Head, batch: _Batch) -> None:
    changes = [row.change for row in batch.rows]
    count = len(changes)
    values = {
        **scope._asdict(),
        "n": count,
        "seen": head.pos,
        "digest": batch.digest,
        "keys": [change.key for change in changes],
        "ops": [change.op for change in changes],
        "bodies": [change.body for change in changes],
        "hashes": [row.rowhash for row in batch.rows],
        "now": batch.at_ms,
    }
    if any(change.op == DELETE for change in changes):
        connection.execute(_FORGET_POSTGRES, values)
    connection.execute(_REMEMBER_POSTGRES, values)
    if connection.execute(APPEND_POSTGRES, values).rowcount != count:
        raise Conflicted


_FORGET_SQLITE: Final = "DELETE FROM feed_state WHERE tenant = ? AND feed = ? AND key = ?"
_REMEMBER_SQLITE: Final = (
    "INSERT INTO feed_state (tenant, feed, key, ver, rowhash) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (tenant, feed, key) DO UPDATE SET ver = excluded.ver, rowhash = excluded.rowhash"
)
_BUMP_SQLITE: Final = (
    "UPDATE feed_head SET pos = pos + ?, digest = ?"
    " WHERE tenant = ? AND feed = ? AND pos = ? RETURNING pos"
)
_APPEND_SQLITE: Final = (
    "INSERT INTO feed_row (tenant, feed, pos, key, op, body, rowhash, at_ms, digest)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_FORGET_POSTGRES: Final = sa.text(
    "DELETE FROM feed_state WHERE tenant = :tenant AND feed = :feed AND key IN"
    " (SELECT b.key FROM unnest(CAST(:keys AS text[]), CAST(:ops AS smallint[])) AS b(key, op)"
    " WHERE b.op = 0)"
)
_REMEMBER_POSTGRES: Final = sa.text(
    "INSERT INTO feed_state (tenant, feed, key, ver, rowhash)"
    " SELECT :tenant, :feed, b.key, CAST(:seen AS bigint) + b.ord, b.rowhash"
    " FROM unnest(CAST(:keys AS text[]), CAST(:ops AS smallint[]), CAST(:hashes AS bytea[]))"
    " WITH ORDINALITY AS b(key, op, rowhash, ord) WHERE b.op = 1"
    " ON CONFLICT (tenant, feed, key) DO UPDATE SET ver = excluded.ver, rowhash = excluded.rowhash"
)
APPEND_POSTGRES: Final = sa.text(
    "WITH h AS (UPDATE feed_head SET pos = pos + :n, digest = :digest"
    " WHERE tenant = :tenant AND feed = :feed AND pos = :seen RETURNING pos)"
    " INSERT INTO feed_row (tenant, feed, pos, key, op, body, rowhash, at_ms, digest)"
    " SELECT :tenant, :feed, h.pos - :n + b.ord, b.key, b.op, b.body, b.rowhash, :now,"
    " CASE WHEN b.ord = :n THEN CAST(:digest AS bytea) END"
    " FROM h, unnest(CAST(:keys AS text[]), CAST(:ops AS smallint[]), CAST(:bodies AS bytea[]),"
    " CAST(:hashes AS bytea[])) WITH ORDINALITY AS b(key, op, body, rowhash, ord)"
)
