"""Builds snapshots, one segment a step, and gives out their manifests.

sync.md sections 9 and 13. Each night a feed is frozen at the position where it stands; the segments
are read from its rows at that position, whatever comes after it. A build goes on where it stopped,
in any process, and is thrown away when its rows do not add up to the feed's digest.
"""

import logging
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.database import CloudDatabase
from sync.cloud.feeds.frozen import rows_at
from sync.cloud.feeds.heads import Scope, read_head, within
from sync.cloud.feeds.segments import Cut, cut, keep
from sync.cloud.schema.feeds import FEED_STATE, SNAPSHOT, SNAPSHOT_SEGMENT
from sync.wire.feeds import Manifest, SegmentName
from sync.wire.ranges import NO_ROWS, add
from sync.wire.version import SEGMENT_ROWS

EVERY_MS: Final = 24 * 3_600_000
_LOOKED_EVERY_MS: Final = 5_000
_LOG: Final = logging.getLogger(__name__)


class SnapshotBuilder:
    """Builds what is due, one segment a call. One thread at a time may use it.

    Control feeds are left out: there is one a till, and it hardly ever asks for a snapshot.
    """

    def __init__(self, database: CloudDatabase, every_ms: int = EVERY_MS) -> None:
        self._database = database
        self._every_ms = every_ms
        self._looked_ms: int | None = None
        self._building: list[Scope] = []

    def work(self, now_ms: int) -> bool:
        """Cut one segment of a snapshot that is due; False when there was none."""
        if not self._building:
            self._look(now_ms)
        if not self._building:
            return False
        scope = self._building[0]
        if not self._database.write(lambda connection: build_step(connection, scope, now_ms)):
            self._building.pop(0)
        return True

    def _look(self, now_ms: int) -> None:
        if self._looked_ms is not None and 0 <= now_ms - self._looked_ms < _LOOKED_EVERY_MS:
            return
        self._looked_ms = now_ms
        asked = {"late": now_ms - self._every_ms, "now": now_ms}
        due = self._database.read(lambda connection: connection.execute(_DUE, asked).all())
        self._building = [Scope(tenant, feed) for tenant, feed in due]
        for scope in self._building:
            self._begin(scope, now_ms)

    def _begin(self, scope: Scope, now_ms: int) -> None:
        self._database.write(lambda connection: begin(connection, scope, now_ms))


def begin(connection: sa.Connection, scope: Scope, now_ms: int) -> None:
    """Freeze a feed where it stands, unless a build is under way or nothing has changed since."""
    head = read_head(connection, scope)
    newest = _newest(connection, scope)
    if head.pos == 0 or (
        newest is not None and (newest.built_ms is None or newest.pos == head.pos)
    ):
        return
    frozen = {"pos": head.pos, "digest": head.digest, "summed": NO_ROWS, "now": now_ms}
    connection.execute(_BEGIN, {**scope._asdict(), **frozen})


def build_step(connection: sa.Connection, scope: Scope, now_ms: int) -> bool:
    """Cut the next segment of a build; False when there is nothing more to do for it."""
    building = connection.execute(
        sa.select(SNAPSHOT)
        .where(within(SNAPSHOT, scope), SNAPSHOT.c.built_ms.is_(None))
        .with_for_update()
    ).first()
    if building is None:
        return False
    bounds = _bounds(connection, scope, building.done_key)
    piece = cut(rows_at(connection, scope, building.pos, building.done_key), bounds)
    summed = building.summed
    if piece is not None:
        summed = add(summed, piece.hashes)
        keep(connection, scope, piece.content, now_ms)
        _note(connection, scope, building, piece)
    if piece is not None and not piece.is_last:
        return True
    _finish(connection, scope, building.pos, now_ms, is_right=summed == building.digest)
    return False


def find_manifest(connection: sa.Connection, scope: Scope, now_ms: int) -> Manifest | None:
    """Read the newest snapshot that can be caught up from; None when one is to be built first.

    That of a large feed is always the builder's business; a small one that is a day old and behind
    is built again.
    """
    head = read_head(connection, scope)
    if head.pos == 0:
        return Manifest(scope.feed, head.gen, 0, scope.shape, 0, NO_ROWS, ())
    newest = _newest(connection, scope, is_built=True)
    if newest is None or newest.pos < head.min_pos:
        return None
    is_fresh = now_ms - EVERY_MS < newest.begun_ms <= now_ms  # later: by a clock that was ahead
    if not is_fresh and newest.pos < head.pos and newest.rows < SEGMENT_ROWS:
        return None
    return _manifest(connection, scope, newest, head.gen)


def build_now(connection: sa.Connection, scope: Scope, now_ms: int) -> Manifest | None:
    """Build the snapshot of a small feed at once; of another one, only begin it and give None."""
    begin(connection, scope, now_ms)
    some = sa.select(FEED_STATE.c.key).where(within(FEED_STATE, scope)).limit(SEGMENT_ROWS)
    if len(connection.execute(some).all()) == SEGMENT_ROWS:
        return None
    while build_step(connection, scope, now_ms):
        pass
    return find_manifest(connection, scope, now_ms)


def _manifest(connection: sa.Connection, scope: Scope, newest: Any, gen: int) -> Manifest:
    segments = tuple(
        SegmentName(row.sha256, row.bytes, row.raw_bytes, row.rows, row.first_key)
        for row in connection.execute(
            sa.select(SNAPSHOT_SEGMENT)
            .where(within(SNAPSHOT_SEGMENT, scope), SNAPSHOT_SEGMENT.c.pos == newest.pos)
            .order_by(SNAPSHOT_SEGMENT.c.first_key)
        )
    )
    return Manifest(scope.feed, gen, newest.pos, scope.shape, newest.rows, newest.digest, segments)


def _newest(connection: sa.Connection, scope: Scope, *, is_built: bool = False) -> Any:
    found = sa.select(SNAPSHOT).where(within(SNAPSHOT, scope))
    if is_built:
        found = found.where(SNAPSHOT.c.built_ms.is_not(None))
    return connection.execute(found.order_by(SNAPSHOT.c.pos.desc()).limit(1)).first()


def _bounds(connection: sa.Connection, scope: Scope, after_key: str) -> list[str]:
    before = _newest(connection, scope, is_built=True)
    if before is None:
        return []
    found = connection.execute(
        sa.select(SNAPSHOT_SEGMENT.c.first_key)
        .where(
            within(SNAPSHOT_SEGMENT, scope),
            SNAPSHOT_SEGMENT.c.pos == before.pos,
            SNAPSHOT_SEGMENT.c.first_key > after_key,
        )
        .order_by(SNAPSHOT_SEGMENT.c.first_key)
    )
    return list(found.scalars())


def _note(connection: sa.Connection, scope: Scope, building: Any, piece: Cut) -> None:
    name = piece.name
    connection.execute(
        sa.insert(SNAPSHOT_SEGMENT).values(
            **scope._asdict(),
            pos=building.pos,
            first_key=name.first_key,
            sha256=name.sha256,
            bytes=name.bytes,
            raw_bytes=name.raw_bytes,
            rows=name.rows,
        )
    )
    connection.execute(
        sa.update(SNAPSHOT)
        .where(within(SNAPSHOT, scope), SNAPSHOT.c.pos == building.pos)
        .values(
            summed=add(building.summed, piece.hashes),
            done_key=piece.last_key,
            rows=SNAPSHOT.c.rows + name.rows,
        )
    )


def _finish(
    connection: sa.Connection, scope: Scope, pos: int, now_ms: int, *, is_right: bool
) -> None:
    if not is_right:
        _LOG.error("snapshot does not add up feed=%s pos=%d", scope.feed, pos)
        drop(connection, scope, pos)
        return
    built = sa.update(SNAPSHOT).where(within(SNAPSHOT, scope))
    connection.execute(
        built.where(SNAPSHOT.c.pos < pos, SNAPSHOT.c.superseded_ms.is_(None)).values(
            superseded_ms=now_ms
        )
    )
    connection.execute(built.where(SNAPSHOT.c.pos == pos).values(built_ms=now_ms))


def drop(connection: sa.Connection, scope: Scope, pos: int) -> None:
    """Forget a snapshot; its segments are collected when nothing names them."""
    for table in (SNAPSHOT_SEGMENT, SNAPSHOT):
        connection.execute(sa.delete(table).where(within(table, scope), table.c.pos == pos))


_BEGIN: Final = sa.text(
    "INSERT INTO snapshot (tenant, feed, pos, digest, summed, done_key, rows, begun_ms)"
    " VALUES (:tenant, :feed, :pos, :digest, :summed, '', 0, :now) ON CONFLICT DO NOTHING"
)
_DUE: Final = sa.text(
    "SELECT h.tenant, h.feed FROM feed_head h WHERE EXISTS ("
    "SELECT 1 FROM snapshot s WHERE s.tenant = h.tenant AND s.feed = h.feed"
    " AND s.built_ms IS NULL)"
    " OR (h.pos > 0 AND h.feed NOT LIKE 'ctl:%' AND NOT EXISTS ("
    "SELECT 1 FROM snapshot s WHERE s.tenant = h.tenant AND s.feed = h.feed"
    " AND ((s.begun_ms > :late AND s.begun_ms <= :now) OR s.pos = h.pos)))"
    " ORDER BY h.tenant, h.feed"
)
