"""Feeds: their heads, their rows, what is still to be written, and snapshots in segments.

sync.md sections 8, 9 and 19. Everything is distributed by the feed. Written by feeds/ alone.
"""

from typing import Final

import sqlalchemy as sa

from sync.cloud.schema.base import BYTES, DISTRIBUTED_BY, KEY, METADATA, WHOLE, WORD

_BY_FEED: Final = {DISTRIBUTED_BY: "feed"}


def _scope() -> tuple[sa.Column[str], sa.Column[str]]:
    return sa.Column("tenant", KEY, primary_key=True), sa.Column("feed", KEY, primary_key=True)


FEED_HEAD: Final = sa.Table(
    "feed_head",
    METADATA,
    *_scope(),
    sa.Column("pos", WHOLE, nullable=False),
    sa.Column("min_pos", WHOLE, nullable=False),
    sa.Column("compacted_to", WHOLE, nullable=False),
    sa.Column("digest", BYTES, nullable=False),
    info=_BY_FEED,
    sqlite_with_rowid=False,
)
"""``pos`` is the counter row. Cursors below ``min_pos`` need a snapshot; up to ``compacted_to``
rows are left out whose key has changed again by then. The generation is the server's."""

FEED_ROW: Final = sa.Table(
    "feed_row",
    METADATA,
    *_scope(),
    sa.Column("pos", WHOLE, primary_key=True, autoincrement=False),
    sa.Column("key", KEY, nullable=False),
    sa.Column("op", sa.SmallInteger, nullable=False),
    sa.Column("body", BYTES, nullable=False),
    sa.Column("rowhash", BYTES, nullable=False),
    sa.Column("at_ms", WHOLE, nullable=False),
    sa.Column("digest", BYTES),
    sa.Index("feed_row_key", "tenant", "feed", "key", "pos"),
    info=_BY_FEED,
    sqlite_with_rowid=False,
)
"""A row's version is its position. The last row of a batch has the feed's digest there."""

FEED_STATE: Final = sa.Table(
    "feed_state",
    METADATA,
    *_scope(),
    sa.Column("key", KEY, primary_key=True),
    sa.Column("ver", WHOLE, nullable=False),
    sa.Column("rowhash", BYTES, nullable=False),
    info=_BY_FEED,
    sqlite_with_rowid=False,
)
"""What the digest of the head sums."""

FEED_TODO: Final = sa.Table(
    "feed_todo",
    METADATA,
    *_scope(),
    sa.Column("key", KEY, primary_key=True),
    sa.Column("op", sa.SmallInteger, nullable=False),
    sa.Column("body", BYTES, nullable=False),
    info=_BY_FEED,
    sqlite_with_rowid=False,
)
"""Work of the feed's writer, used up by deleting it: what commits late is not skipped."""

FEED_LEASE: Final = sa.Table(
    "feed_lease",
    METADATA,
    *_scope(),
    sa.Column("holder", WORD, nullable=False),
    sa.Column("until_ms", WHOLE, nullable=False),
    info=_BY_FEED,
    sqlite_with_rowid=False,
)
"""Which process writes a feed, for efficiency alone: two at once are still right."""

SEGMENT: Final = sa.Table(
    "segment",
    METADATA,
    *_scope(),
    sa.Column("sha256", WORD, primary_key=True),
    sa.Column("bytes", WHOLE, nullable=False),
    sa.Column("is_kept", sa.SmallInteger, nullable=False),
    sa.Column("touched_ms", WHOLE, nullable=False),
    sa.Column("content", BYTES, nullable=False),
    sa.Index("segment_name", "tenant", "sha256"),
    info=_BY_FEED,
)
"""Immutable bytes named by their SHA-256. ``is_kept`` ones (rule bundles, the newest day sheets)
are not collected."""

SNAPSHOT: Final = sa.Table(
    "snapshot",
    METADATA,
    *_scope(),
    sa.Column("pos", WHOLE, primary_key=True, autoincrement=False),
    sa.Column("digest", BYTES, nullable=False),
    sa.Column("summed", BYTES, nullable=False),
    sa.Column("done_key", KEY, nullable=False),
    sa.Column("rows", WHOLE, nullable=False),
    sa.Column("begun_ms", WHOLE, nullable=False),
    sa.Column("built_ms", WHOLE),
    sa.Column("superseded_ms", WHOLE),
    info=_BY_FEED,
    sqlite_with_rowid=False,
)
"""``digest`` is the feed's at ``pos``; ``summed`` of the rows cut so far, up to ``done_key``.

Given out from ``built_ms`` on, and kept for a while after ``superseded_ms``.
"""

SNAPSHOT_SEGMENT: Final = sa.Table(
    "snapshot_segment",
    METADATA,
    *_scope(),
    sa.Column("pos", WHOLE, primary_key=True, autoincrement=False),
    sa.Column("first_key", KEY, primary_key=True),
    sa.Column("sha256", WORD, nullable=False),
    sa.Column("bytes", WHOLE, nullable=False),
    sa.Column("raw_bytes", WHOLE, nullable=False),
    sa.Column("rows", WHOLE, nullable=False),
    sa.Index("snapshot_segment_name", "tenant", "feed", "sha256"),
    info=_BY_FEED,
    sqlite_with_rowid=False,
)

TABLES: Final = (
    FEED_HEAD,
    FEED_ROW,
    FEED_STATE,
    FEED_TODO,
    FEED_LEASE,
    SEGMENT,
    SNAPSHOT,
    SNAPSHOT_SEGMENT,
)
