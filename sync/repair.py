"""Rows put right without a reload: both sides compare ranges, only what differs is fetched.

Range-based reconciliation at a frozen position (sync/wire/ranges.py); the cloud keeps nothing
between two messages, so any of them may be repeated.
"""

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from sync import errors
from sync.errors import Distrusted
from sync.line import Line
from sync.steps import BREATHE, Lane, Outgoing, Steps
from sync.wire.exchange import Cursor
from sync.wire.feeds import FeedRow, RowsAnswer, RowsRequest
from sync.wire.packing import pack
from sync.wire.ranges import KeyedHashes, Range, RangesMessage, compared, opening

KEYS_AT_ONCE: Final = 200
_MOST_ROUNDS: Final = 40
"""A million rows take three (sync.md section 13): what needs so many gets nowhere."""


def feed_path(kind: str, feed: str) -> str:
    """Give the path of a feed's pages or snapshots."""
    return f"/sync/v1/{kind}/{quote(feed, safe=':')}"


def repair(line: Line, feed: str, at: Cursor) -> Steps[int]:
    """Make a feed's rows what the cloud had at a position; give how many were not."""
    rows = line.reference.hashes(feed)
    yield BREATHE
    keys = yield from _differing(line, feed, at, rows)
    for first in range(0, len(keys), KEYS_AT_ONCE):
        part = keys[first : first + KEYS_AT_ONCE]
        fetched = yield from _fetch(line, feed, at, part)
        line.reference.replace(feed, fetched)
        yield BREATHE
    return len(keys)


def _differing(line: Line, feed: str, at: Cursor, rows: KeyedHashes) -> Steps[tuple[str, ...]]:
    found: set[str] = set()
    asked: tuple[Range, ...] | None = opening(rows)
    for _ in range(_MOST_ROUNDS):
        if asked is None:
            return tuple(sorted(found))
        message = RangesMessage(feed, at.gen, at.pos, asked)
        request = Outgoing("POST", "/sync/v1/rbsr", Lane.BULK, body=pack(message))
        said = yield from line.ask(request, RangesMessage)
        if (said.feed, said.gen, said.pos) != (feed, at.gen, at.pos):
            raise Distrusted(errors.PAGE_WRONG)
        differences, asked = compared(rows, said.ranges)
        found.update(differences.keys)
    raise Distrusted(errors.NO_PROGRESS)


def _fetch(line: Line, feed: str, at: Cursor, keys: Sequence[str]) -> Steps[tuple[FeedRow, ...]]:
    path = f"{feed_path('feeds', feed)}/rows"
    body = pack(RowsRequest(at.gen, at.pos, tuple(keys)))
    said = yield from line.ask(Outgoing("POST", path, Lane.BULK, body=body), RowsAnswer)
    is_asked_for = (said.gen, said.pos) == (at.gen, at.pos)
    if not is_asked_for or tuple(row.key for row in said.rows) != tuple(keys):
        raise Distrusted(errors.PAGE_WRONG)
    return said.rows
