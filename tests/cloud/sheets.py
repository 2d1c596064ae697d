"""Tills of a cloud that tell of their days, and what they are told."""

import gzip
import hashlib
import json
from typing import Any

import pytest
import sqlalchemy as sa

from sync.cloud.feeds.retention import Retention
from sync.cloud.reports.tills import SEEN_EVERY_MS
from sync.cloud.schema.feeds import FEED_STATE
from sync.wire.admin import CodeAnswer, CodeRequest
from sync.wire.exchange import Position
from sync.wire.feeds import PUT, FeedPage
from sync.wire.head_office import DayReport, SheetFinding
from sync.wire.holds import Done
from sync.wire.sheets import DaySheet, SheetHead
from tests.cloud.client import Refusal, Shop, TestClock, Till, read
from tests.cloud.ledgers.world import transaction

DAY = "2026-11-21"
DAY_MS = 86_400_000
FEED = "sheet:S1"


def collect(shop: Shop, clock: TestClock) -> None:
    """Let go of what feeds need no longer."""
    retention = Retention(shop.cloud.database)
    while retention.work(clock.now_ms):
        pass


def days_told(shop: Shop) -> set[str]:
    """Name the days that somebody who begins now is told of."""
    while shop.cloud.work():
        pass
    keys = sa.select(FEED_STATE.c.key).where(FEED_STATE.c.feed == FEED)
    found = shop.cloud.database.read(lambda c: c.execute(keys).scalars().all())
    return {key for key in found if key.startswith("s:")}


Rows = dict[str, dict[str, Any]]


def code_of(shop: Shop, workstation: str, replaces: bytes = b"", *, by_hand: bool = False) -> str:
    wanted = CodeRequest(workstation, by_hand, replaces.hex())
    answer = shop.admin("POST", f"/admin/v1/stores/{shop.store}/codes", wanted)
    return read(answer, CodeAnswer).code


def till_of(shop: Shop, workstation: str, replaces: bytes = b"") -> Till:
    """Enrol a till under a number of head office's; its journal is up."""
    till = Till(shop.cloud)
    till.write("start")
    mark = f"machine of {till.terminal_id.hex()}"
    till.enrol(code_of(shop, workstation, replaces), mark)
    till.upload()
    return till


def trade(till: Till, receipt: str, price: int, kind: str = "sale", **more: Any) -> Position:
    event_id = hashlib.sha256(till.terminal_id + receipt.encode()).digest()[:16]
    data = transaction(receipt, price, "W1", **more) | {"txn": event_id.hex()}
    return till.write(kind, event_id, **data)


def sheet(at: Position, transactions: int, takings: int, **more: Any) -> DaySheet:
    content = more.pop("content", None)
    if content is None:
        content = gzip.compress(json.dumps([transactions, takings, more]).encode(), mtime=0)
    fields = {"day": DAY, "shape": 1, "epoch": at.epoch, "seq": at.seq, "until_ms": 7, **more}
    head = SheetHead(transactions=transactions, takings_minor=takings, **fields)
    return DaySheet(head, content)


def send(till: Till, said: DaySheet) -> None:
    assert till.ask("POST", "/sync/v1/sheets", Done, said).done


def refused(till: Till, said: DaySheet) -> tuple[str, dict[str, str | int]]:
    with pytest.raises(Refusal) as no:
        send(till, said)
    return no.value.code, no.value.facts


def work(shop: Shop, clock: TestClock) -> None:
    """Let some time pass, and the cloud do what it does then."""
    while shop.cloud.work():
        pass
    clock.now_ms += SEEN_EVERY_MS
    while shop.cloud.work():
        pass


def told(till: Till, feed: str = FEED) -> Rows:
    """Read what a till is told by now."""
    while till.cloud.work():
        pass
    rows: Rows = {}
    after, gen = 0, 0
    while True:
        target = f"/sync/v1/feeds/{feed}?gen={gen}&after={after}"
        page = till.ask("GET", target, FeedPage)
        for row in page.rows:
            rows.pop(row.key, None)
            if row.op == PUT:
                rows[row.key] = json.loads(bytes(row.body))
        if not page.rows:
            return rows
        gen, after = page.gen, page.to


def content_of(till: Till, sha256: str) -> bytes | None:
    answer = till.send("GET", f"/sync/v1/seg/{sha256}")
    return answer.body if answer.status == 200 else None


def report(shop: Shop) -> tuple[SheetFinding | None, str]:
    """What the day's report says of the first till's sheet, as it is and in words."""
    said = read(shop.admin("GET", f"/admin/v1/days/{DAY}"), DayReport)
    text = shop.admin("GET", f"/admin/v1/days/{DAY}?as=text").body.decode()
    return said.stores[0].tills[0].sheet, text
