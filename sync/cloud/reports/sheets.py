"""Day sheets as they come: the newest of each till and day is kept, its content as a segment.

A content that another replaced goes with the feed's other segments, some days later; until then a
till that reads of it finds it, and then the notice that replaced it.
"""

import zlib
from typing import Final

import sqlalchemy as sa

from sync.cloud.feeds import segments
from sync.cloud.feeds.heads import Scope
from sync.cloud.feeds.scopes import sheet_feed
from sync.cloud.reports import counting
from sync.cloud.schema.leases import Till
from sync.cloud.schema.sheets import DAY_SHEET
from sync.cloud.schema.upsert import put
from sync.wire.sheets import MOST_SHEET_RAW_BYTES, DaySheet, SheetHead

_AS_GZIP: Final = 31
_AT_ONCE: Final = 1 << 20


def opens(content: bytes) -> bool:
    """Tell whether a content is one gzip file that is no longer than it may be when it is opened.

    It is opened a piece at a time and no further than allowed.
    """
    reader = zlib.decompressobj(_AS_GZIP)
    left, rest = MOST_SHEET_RAW_BYTES, content
    try:
        while not reader.eof and rest:
            left -= len(reader.decompress(rest, _AT_ONCE))
            rest = reader.unconsumed_tail
            if left < 0:
                return False
    except zlib.error:
        return False
    return reader.eof and not reader.unused_data


def keep(connection: sa.Connection, till: Till, sheet: DaySheet, now_ms: int) -> None:
    """Keep a checked sheet, compare it with the journal and tell the store's tills.

    One that is older than what is kept, or of a day that is not told of any more, changes nothing.
    """
    head = sheet.head
    counting.touch(connection, till, head.day)  # also a lock: two at once come one by one
    kept = counting.find_sheet(connection, till, head.day)
    is_older = kept is not None and _place(head) < (kept.epoch, kept.seq, kept.until_ms)
    if is_older or head.day < counting.oldest_day(now_ms):
        return
    scope = Scope(till.tenant, sheet_feed(till.store))
    sha256 = segments.keep(connection, scope, sheet.content, now_ms, is_kept=True)
    row = {
        **counting.name_row(till, head.day),
        "shape": head.shape,
        "epoch": head.epoch,
        "seq": head.seq,
        "transactions": head.transactions,
        "takings": head.takings_minor,
        "until_ms": head.until_ms,
        "closed_ms": head.closed_ms,
        "sha256": sha256,
        "bytes": len(sheet.content),
        "received_ms": now_ms,
        **counting.NOT_COUNTED,
    }
    put(connection, DAY_SHEET, row)
    counting.renew(connection, till, head.day, now_ms)
    if kept is not None and kept.sha256 not in ("", sha256):
        _let_go(connection, scope, till.store, kept.sha256, now_ms)


def forget(connection: sa.Connection, store: str, now_ms: int) -> int:
    """Forget some of a store's days that are too old, with their contents; say how many."""
    rows = counting.forget_days(connection, store, now_ms)
    for row in rows:
        if row.sha256:
            scope = Scope(row.tenant, sheet_feed(store))
            _let_go(connection, scope, store, row.sha256, now_ms)
    return len(rows)


def _let_go(connection: sa.Connection, scope: Scope, store: str, sha256: str, now_ms: int) -> None:
    """Leave a content to the collector of segments, unless another day has the same."""
    query = sa.select(DAY_SHEET.c.day).where(
        DAY_SHEET.c.store == store, DAY_SHEET.c.sha256 == sha256
    )
    if connection.execute(query.limit(1)).first() is None:
        segments.release(connection, scope, sha256, now_ms)


def _place(head: SheetHead) -> tuple[int, int, int]:
    return head.epoch, head.seq, head.until_ms
