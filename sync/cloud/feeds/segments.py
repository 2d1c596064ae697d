"""Cuts a feed into immutable pieces, so that what did not change keeps its name.

sync.md section 9. A segment is the gzip, without a time, of lines that are each a ``SegmentRow``,
ordered by key. The cuts are those of the snapshot before: a range of keys in which nothing changed
is the same file again. A range that has grown too long is cut, one that has become short goes
together with the next.
"""

import gzip
import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.feeds.heads import Scope
from sync.cloud.schema.feeds import SEGMENT
from sync.wire.feeds import SegmentName, SegmentRow
from sync.wire.packing import pack, raw
from sync.wire.version import SEGMENT_ROWS

FILLED_TO: Final = 4_000
"""Where a range that is too long is cut: new keys have room before it must be cut again."""

SHORT: Final = 1_000
"""A range with fewer rows is joined with the next."""

_GZIP_LEVEL: Final = 6


@dataclass(frozen=True, slots=True)
class Cut:
    """A segment's content, the last key in it, the hashes of its rows; whether it is the last."""

    name: SegmentName
    content: bytes
    last_key: str
    hashes: Sequence[bytes]
    is_last: bool


def cut(rows: Iterable[Any], bounds: Sequence[str]) -> Cut | None:
    """Take the first segment off the rows; None when there are none.

    ``bounds``: first keys of the segments of the snapshot before, ordered.
    """
    taken: list[Any] = []
    bound = 0
    for row in rows:
        passed = bisect_right(bounds, row.key)
        if taken and passed > bound and len(taken) >= SHORT:
            return _segment(taken, is_last=False)
        if len(taken) == SEGMENT_ROWS:
            return _segment(taken[:FILLED_TO], is_last=False)
        bound = passed
        taken.append(row)
    return _segment(taken, is_last=True) if taken else None


def _segment(rows: Sequence[Any], *, is_last: bool) -> Cut:
    lines = b"".join(pack(SegmentRow(row.key, row.pos, raw(row.body))) + b"\n" for row in rows)
    content = gzip.compress(lines, _GZIP_LEVEL, mtime=0)
    name = SegmentName(name_of(content), len(content), len(lines), len(rows), rows[0].key)
    return Cut(name, content, rows[-1].key, [row.rowhash for row in rows], is_last)


def name_of(content: bytes) -> str:
    """Give the name of stored bytes."""
    return hashlib.sha256(content).hexdigest()


def keep(
    connection: sa.Connection, scope: Scope, content: bytes, now_ms: int, *, is_kept: bool = False
) -> str:
    """Store bytes under their name and give it; what is there is only marked as in use again."""
    values = {
        **scope._asdict(),
        "sha256": name_of(content),
        "bytes": len(content),
        "is_kept": int(is_kept),
        "now": now_ms,
        "content": content,
    }
    # The mark is also a lock: a collector at the same moment sees it, or this stores them anew.
    if not connection.execute(_TOUCH, values).rowcount:
        connection.execute(_STORE, values)
    return str(values["sha256"])


def release(connection: sa.Connection, scope: Scope, sha256: str, now_ms: int) -> None:
    """Leave bytes that were kept to whoever collects what nothing names."""
    connection.execute(_RELEASE, {**scope._asdict(), "sha256": sha256, "now": now_ms})


def find_range(
    connection: sa.Connection, scope: Scope, sha256: str, first: int, count: int
) -> bytes | None:
    """Read bytes of a segment from an index (0 is the first); None when there is none."""
    content: bytes | None = connection.execute(
        sa.select(sa.func.substr(SEGMENT.c.content, first + 1, count)).where(
            SEGMENT.c.tenant == scope.tenant,
            SEGMENT.c.feed == scope.feed,
            SEGMENT.c.sha256 == sha256,
        )
    ).scalar()
    return content


def find_sizes(connection: sa.Connection, tenant: str, sha256: str) -> dict[str, int]:
    """Find the feeds that have a segment of this name, with its size."""
    return {
        row.feed: row.bytes
        for row in connection.execute(
            sa.select(SEGMENT.c.feed, SEGMENT.c.bytes).where(
                SEGMENT.c.tenant == tenant, SEGMENT.c.sha256 == sha256
            )
        )
    }


_TOUCH: Final = sa.text(
    "UPDATE segment SET touched_ms = :now,"
    " is_kept = CASE WHEN is_kept = 1 THEN 1 ELSE :is_kept END"
    " WHERE tenant = :tenant AND feed = :feed AND sha256 = :sha256"
)
_RELEASE: Final = sa.text(
    "UPDATE segment SET touched_ms = :now, is_kept = 0"
    " WHERE tenant = :tenant AND feed = :feed AND sha256 = :sha256"
)
_STORE: Final = sa.text(
    "INSERT INTO segment (tenant, feed, sha256, bytes, is_kept, touched_ms, content)"
    " VALUES (:tenant, :feed, :sha256, :bytes, :is_kept, :now, :content)"
    " ON CONFLICT (tenant, feed, sha256) DO UPDATE SET touched_ms = excluded.touched_ms"
)
