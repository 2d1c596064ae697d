"""Feeds in reference.db: every row whole with its hash, the digest, the cursor, in one commit.

What the till reads are tables made of the rows in the same commit (feed_projections.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pos_app.store.database import Connection
from sync.wire import ranges
from sync.wire.exchange import Cursor
from sync.wire.feeds import PUT, FeedRow
from sync.wire.ranges import KeyedHashes

BY_ITSELF: Final = -1
"""What ``loaded`` says of a row that came in a page and not in a snapshot."""

_STATE: Final = "SELECT gen, pos, digest, loading FROM feed_state WHERE feed = ?"
_STATES: Final = "SELECT feed, gen, pos, digest, loading FROM feed_state"
_SET_STATE: Final = """INSERT INTO feed_state (feed, gen, pos, digest, loading)
 VALUES (?, ?, ?, ?, ?) ON CONFLICT (feed) DO UPDATE SET gen = excluded.gen, pos = excluded.pos,
 digest = excluded.digest, loading = excluded.loading"""
_SET_DIGEST: Final = "UPDATE feed_state SET digest = ? WHERE feed = ?"
_HASH: Final = "SELECT hash FROM feed_row WHERE feed = ? AND key = ?"
_PUT: Final = """INSERT INTO feed_row (feed, key, ver, body, hash, loaded) VALUES (?, ?, ?, ?, ?, ?)
 ON CONFLICT (feed, key) DO UPDATE SET ver = excluded.ver, body = excluded.body,
 hash = excluded.hash, loaded = excluded.loaded"""
_DELETE: Final = "DELETE FROM feed_row WHERE feed = ? AND key = ?"
_ROWS: Final = "SELECT key, ver, body FROM feed_row WHERE feed = ? ORDER BY key"
_NOT_LOADED: Final = "SELECT key FROM feed_row WHERE feed = ? AND loaded <> ? LIMIT ?"
_LOADED: Final = "SELECT sha256, rows FROM feed_loaded WHERE feed = ?"
_NOTE_LOADED: Final = """INSERT INTO feed_loaded (feed, sha256, rows) VALUES (?, ?, ?)
 ON CONFLICT (feed, sha256) DO UPDATE SET rows = excluded.rows"""
_FORGET_LOADED: Final = "DELETE FROM feed_loaded WHERE feed = ?"
_FORGET: Final = (
    "DELETE FROM feed_row WHERE feed LIKE 'member:%'",
    "DELETE FROM feed_loaded WHERE feed LIKE 'member:%'",
    "DELETE FROM feed_state WHERE feed LIKE 'member:%'",
)


@dataclass(frozen=True, slots=True)
class FeedState:
    """Where a feed stands; ``loading``: the snapshot position on its way, and no cursor yet."""

    gen: int
    pos: int
    digest: bytes
    loading: int | None

    @property
    def cursor(self) -> Cursor | None:
        """How far it was read."""
        return None if self.loading is not None else Cursor(self.gen, self.pos)


def find_state(connection: Connection, feed: str) -> FeedState | None:
    """Read where a feed stands; None when nothing of it is here."""
    row = connection.exec_driver_sql(_STATE, (feed,)).first()
    return FeedState(*row) if row else None


def states(connection: Connection) -> dict[str, FeedState]:
    """Read where every feed stands of which something is here."""
    return {row[0]: FeedState(*row[1:]) for row in connection.exec_driver_sql(_STATES)}


def set_state(connection: Connection, feed: str, state: FeedState) -> None:
    """Write where a feed stands, in the transaction of its rows."""
    row = (feed, state.gen, state.pos, state.digest, state.loading)
    connection.exec_driver_sql(_SET_STATE, row)


def put_rows(
    connection: Connection, feed: str, rows: Iterable[FeedRow], digest: bytes, loaded: int
) -> bytes:
    """Write and delete rows as they stand, and give the digest brought forward."""
    came, went = [], []
    for row in rows:
        old = connection.exec_driver_sql(_HASH, (feed, row.key)).scalar_one_or_none()
        if old is not None:
            went.append(old)
        if row.op == PUT:
            body = bytes(row.body)
            new = ranges.row_hash(row.key, row.ver, body)
            connection.exec_driver_sql(_PUT, (feed, row.key, row.ver, body, new, loaded))
            came.append(new)
        elif old is not None:
            connection.exec_driver_sql(_DELETE, (feed, row.key))
    return ranges.add(digest, came, went)


def hashes(connection: Connection, feed: str) -> KeyedHashes:
    """Recompute every row's hash from its body."""
    rows = connection.exec_driver_sql(_ROWS, (feed,))
    return KeyedHashes([(key, ranges.row_hash(key, ver, body)) for key, ver, body in rows])


def set_digest(connection: Connection, feed: str, digest: bytes) -> None:
    """Write a recomputed digest."""
    connection.exec_driver_sql(_SET_DIGEST, (digest, feed))


# ---- a snapshot on its way


def loaded_segments(connection: Connection, feed: str) -> dict[str, int]:
    """Say which segments of a snapshot were begun, and how many of their rows are here."""
    return {row[0]: row[1] for row in connection.exec_driver_sql(_LOADED, (feed,))}


def note_loaded(connection: Connection, feed: str, sha256: str, rows: int) -> None:
    """Note how much of a segment is here, in the commit of its rows."""
    connection.exec_driver_sql(_NOTE_LOADED, (feed, sha256, rows))


def forget_loaded(connection: Connection, feed: str) -> None:
    """Forget which segments were loaded: the next snapshot begins at its first."""
    connection.exec_driver_sql(_FORGET_LOADED, (feed,))


def left_over(connection: Connection, feed: str, loading: int, most: int) -> tuple[str, ...]:
    """List keys that a whole snapshot did not have."""
    return tuple(connection.exec_driver_sql(_NOT_LOADED, (feed, loading, most)).scalars())


def forget_members(connection: Connection) -> None:
    """Delete the rows of members whole, because what is made of them has been kept long enough.

    The next exchange loads them anew. Then ``press_out``.

    Why the cursor goes too: what changed meanwhile would not bring back the names of those who did
    not change, and a digest over rows without their bodies would vouch for nothing.
    """
    for statement in _FORGET:
        connection.exec_driver_sql(statement)
