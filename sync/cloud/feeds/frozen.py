"""The rows of a feed as they stood at a position, in the order of their keys.

Rows up to a position never change once it is given, and compaction stays below the positions that
are in use, so that reading may go on over many transactions.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.database import CloudDatabase
from sync.cloud.feeds.heads import Scope, check_position, read_head
from sync.cloud.schema.feeds import FEED_ROW
from sync.wire.exchange import Cursor
from sync.wire.feeds import PUT
from sync.wire.ranges import KeyedHashes

_AT_ONCE: Final = 5_000
_MOST_CACHED_ROWS: Final = 2_500_000
"""About 150 bytes a row."""


def rows_at(connection: sa.Connection, scope: Scope, pos: int, after_key: str) -> Iterator[Any]:
    """Go through the rows at a position after a key: ``key, pos, op, rowhash, body``.

    ``pos`` of a row is its version.
    """
    return _newest(_versions(connection, _WHOLE_ROWS, scope, (pos, after_key)))


def hashes_at(connection: sa.Connection, scope: Scope, at: Cursor) -> KeyedHashes:
    """Read the hash of every row at a position. Raises ``Unanswerable``: FEED_GEN, GONE."""
    found = _newest(_versions(connection, _HASHES, scope, (at.pos, "")))
    hashes = KeyedHashes([(row.key, row.rowhash) for row in found])
    check_position(read_head(connection, scope), at.gen, at.pos)
    return hashes


class FrozenHashes:
    """Keeps what many tills compare themselves with in the same night. Any thread may use it."""

    def __init__(self, database: CloudDatabase, most_rows: int = _MOST_CACHED_ROWS) -> None:
        self._database = database
        self._most_rows = most_rows
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[Scope, Cursor], KeyedHashes] = OrderedDict()

    def get(self, scope: Scope, at: Cursor) -> KeyedHashes:
        """Give the hashes at a position. Raises ``Unanswerable``: FEED_GEN, GONE."""
        name = (scope, at)
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
                return self._kept[name]
        hashes = self._database.read(lambda connection: hashes_at(connection, scope, at))
        with self._lock:
            self._kept[name] = hashes
            while len(self._kept) > 1 and self._rows() > self._most_rows:
                self._kept.popitem(last=False)
        return hashes

    def _rows(self) -> int:
        return sum(map(len, self._kept.values()))


def _versions(
    connection: sa.Connection,
    statement: sa.Select[Any],
    scope: Scope,
    range_: tuple[int, str],
) -> Iterator[Any]:
    """Go through all versions up to a position by key and version, some thousand at a time."""
    pos, key = range_
    after = (key, pos)
    while True:
        names = {**scope._asdict(), "to": pos, "after_key": after[0], "after_pos": after[1]}
        found = connection.execute(statement, names).all()
        yield from found
        if len(found) < _AT_ONCE:
            return
        after = (found[-1].key, found[-1].pos)


def _newest(versions: Iterator[Any]) -> Iterator[Any]:
    last: Any = None
    for row in versions:
        if last is not None and last.key != row.key and last.op == PUT:
            yield last
        last = row
    if last is not None and last.op == PUT:
        yield last


_HASHES: Final[sa.Select[Any]] = (
    sa.select(FEED_ROW.c.key, FEED_ROW.c.pos, FEED_ROW.c.op, FEED_ROW.c.rowhash)
    .where(
        FEED_ROW.c.tenant == sa.bindparam("tenant"),
        FEED_ROW.c.feed == sa.bindparam("feed"),
        sa.tuple_(FEED_ROW.c.key, FEED_ROW.c.pos)
        > sa.tuple_(sa.bindparam("after_key"), sa.bindparam("after_pos")),
        FEED_ROW.c.pos <= sa.bindparam("to"),
    )
    .order_by(FEED_ROW.c.key, FEED_ROW.c.pos)
    .limit(_AT_ONCE)
)
_WHOLE_ROWS: Final[sa.Select[Any]] = _HASHES.add_columns(FEED_ROW.c.body)
