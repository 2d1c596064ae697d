"""How long rows, snapshots and segments of feeds are kept.

sync.md sections 8 (F5, F7) and 9. Everything goes by position: ``compacted_to`` follows the rows of
three days ago, ``min_pos`` those of 45 days ago, both a piece at a time, and neither passes a
position for which there is a snapshot. What a reader at ``compacted_to`` or beyond sees is the same
before and after.
"""

from typing import Final

import sqlalchemy as sa

from sync.cloud.database import CloudDatabase, Conflicted
from sync.cloud.feeds.heads import Head, Scope, read_head, within
from sync.cloud.feeds.snapshots import drop
from sync.cloud.schema.feeds import FEED_HEAD, FEED_ROW, SEGMENT, SNAPSHOT, SNAPSHOT_SEGMENT

_HOUR_MS: Final = 3_600_000
COMPACTED_AFTER_MS: Final = 72 * _HOUR_MS
KEPT_MS: Final = 45 * 24 * _HOUR_MS
SUPERSEDED_KEPT_MS: Final = 72 * _HOUR_MS
SNAPSHOT_KEPT_MS: Final = 7 * 24 * _HOUR_MS
"""Of a snapshot that nothing supersedes: its feed is frozen anew when somebody asks."""

_LOOKED_EVERY_MS: Final = 6 * _HOUR_MS
_ROWS_AT_ONCE: Final = 10_000


class Retention:
    """Lets go of what is no longer needed, a piece a call. One thread at a time may use it."""

    def __init__(self, database: CloudDatabase) -> None:
        self._database = database
        self._looked_ms: int | None = None
        self._left: list[Scope] = []

    def work(self, now_ms: int) -> bool:
        """Do one piece for one feed; False when everything was looked at a while ago."""
        if not self._left:
            self._look(now_ms)
        if not self._left:
            return False
        scope = self._left[-1]
        if not self._database.write(lambda connection: let_go(connection, scope, now_ms)):
            self._left.pop()
        return True

    def _look(self, now_ms: int) -> None:
        if self._looked_ms is not None and 0 <= now_ms - self._looked_ms < _LOOKED_EVERY_MS:
            return
        self._looked_ms = now_ms
        heads = sa.select(FEED_HEAD.c.tenant, FEED_HEAD.c.feed).where(FEED_HEAD.c.pos > 0)
        found = self._database.read(lambda connection: connection.execute(heads).all())
        self._left = [Scope(row.tenant, row.feed) for row in found]


def let_go(connection: sa.Connection, scope: Scope, now_ms: int) -> bool:
    """Do one piece for a feed; True when there is more. Part of a transaction."""
    _drop_snapshots(connection, scope, now_ms)
    _collect_segments(connection, scope, now_ms)
    head = read_head(connection, scope)
    target = _reached(connection, scope, head.compacted_to, now_ms - COMPACTED_AFTER_MS)
    frozen = connection.execute(
        sa.select(sa.func.min(SNAPSHOT.c.pos)).where(within(SNAPSHOT, scope))
    ).scalar()
    compact_to = target if frozen is None else min(target, frozen)
    if compact_to > head.compacted_to:
        _compact(connection, scope, head.compacted_to, compact_to)
    else:
        compact_to = head.compacted_to
    old = _reached(connection, scope, head.min_pos, now_ms - KEPT_MS)
    min_pos = max(head.min_pos, min(old, compact_to))
    if min_pos > head.min_pos:
        _forget_deletions(connection, scope, head.min_pos, min_pos)
    has_moved = (compact_to, min_pos) != (head.compacted_to, head.min_pos)
    if has_moved:
        _move(connection, scope, head, (compact_to, min_pos))
    return has_moved


def _reached(connection: sa.Connection, scope: Scope, after: int, late_ms: int) -> int:
    """Find the last row of the next ones that is old enough; ``after`` when there is none."""
    following = (
        sa.select(FEED_ROW.c.pos, FEED_ROW.c.at_ms)
        .where(within(FEED_ROW, scope), FEED_ROW.c.pos > after)
        .order_by(FEED_ROW.c.pos)
        .limit(_ROWS_AT_ONCE)
        .subquery()
    )
    found = connection.execute(
        sa.select(sa.func.max(following.c.pos)).where(following.c.at_ms <= late_ms)
    ).scalar()
    return after if found is None else int(found)


def _compact(connection: sa.Connection, scope: Scope, after: int, to: int) -> None:
    """Delete rows whose key has changed again, both up to the new position."""
    newer = FEED_ROW.alias()
    outdated = (
        sa.select(FEED_ROW.c.pos)
        .join(
            newer,
            sa.and_(
                newer.c.tenant == FEED_ROW.c.tenant,
                newer.c.feed == FEED_ROW.c.feed,
                newer.c.key == FEED_ROW.c.key,
                newer.c.pos > FEED_ROW.c.pos,
            ),
        )
        .where(within(newer, scope), newer.c.pos > after, newer.c.pos <= to)
    )
    connection.execute(
        sa.delete(FEED_ROW).where(within(FEED_ROW, scope), FEED_ROW.c.pos.in_(outdated))
    )


def _forget_deletions(connection: sa.Connection, scope: Scope, after: int, to: int) -> None:
    """Delete deletions that every cursor has behind it; the row at the position itself stays."""
    connection.execute(
        sa.delete(FEED_ROW).where(
            within(FEED_ROW, scope),
            FEED_ROW.c.pos >= after,
            FEED_ROW.c.pos < to,
            FEED_ROW.c.op == 0,
        )
    )


def _move(connection: sa.Connection, scope: Scope, head: Head, to: tuple[int, int]) -> None:
    moved = connection.execute(
        sa.update(FEED_HEAD)
        .where(
            within(FEED_HEAD, scope),
            FEED_HEAD.c.compacted_to == head.compacted_to,
            FEED_HEAD.c.min_pos == head.min_pos,
        )
        .values(compacted_to=to[0], min_pos=to[1])
    )
    if not moved.rowcount:
        raise Conflicted


def _drop_snapshots(connection: sa.Connection, scope: Scope, now_ms: int) -> None:
    old = sa.select(SNAPSHOT.c.pos).where(
        within(SNAPSHOT, scope),
        sa.or_(
            SNAPSHOT.c.superseded_ms <= now_ms - SUPERSEDED_KEPT_MS,
            sa.and_(
                SNAPSHOT.c.begun_ms <= now_ms - SNAPSHOT_KEPT_MS,
                SNAPSHOT.c.pos < read_head(connection, scope).pos,
            ),
        ),
    )
    for pos in connection.execute(old).scalars().all():
        drop(connection, scope, pos)


def _collect_segments(connection: sa.Connection, scope: Scope, now_ms: int) -> None:
    """Delete segments that no snapshot names and that nobody stored again of late."""
    named = sa.exists().where(
        SNAPSHOT_SEGMENT.c.tenant == SEGMENT.c.tenant,
        SNAPSHOT_SEGMENT.c.feed == SEGMENT.c.feed,
        SNAPSHOT_SEGMENT.c.sha256 == SEGMENT.c.sha256,
    )
    connection.execute(
        sa.delete(SEGMENT).where(
            within(SEGMENT, scope),
            SEGMENT.c.is_kept == 0,
            SEGMENT.c.touched_ms <= now_ms - SUPERSEDED_KEPT_MS,
            ~named,
        )
    )
