"""Day sheets: what a till's reports know of a day reaches its store's tills, and nobody else."""

import gzip
import hashlib
from typing import Any

import pytest

from sync.cloud.feeds.retention import SUPERSEDED_KEPT_MS
from sync.cloud.metrics import Metrics
from sync.wire.exchange import Position
from sync.wire.head_office import SheetFinding
from sync.wire.sheets import MOST_SHEET_BYTES, MOST_SHEET_RAW_BYTES
from tests.cloud.client import Shop, TestClock
from tests.cloud.sheets import (
    DAY,
    DAY_MS,
    collect,
    content_of,
    refused,
    report,
    send,
    sheet,
    till_of,
    told,
    trade,
    work,
)


def test_a_sheet_reaches_the_other_tills_of_the_store_with_its_content(shop: Shop) -> None:
    here, there = till_of(shop, "T1"), till_of(shop, "T2")
    trade(here, "R1", 500)
    at = trade(here, "R2", 300)
    here.upload()
    said = sheet(at, 2, 800, closed_ms=9)
    send(here, said)
    row = told(there)[f"s:T1:{DAY}"]
    sha256 = hashlib.sha256(said.content).hexdigest()
    assert row == {
        "workstation": "T1",
        "terminal": here.terminal_id.hex(),
        "day": DAY,
        "shape": 1,
        "epoch": 1,
        "seq": at.seq,
        "transactions": 2,
        "takings_minor": 800,
        "until_ms": 7,
        "closed_ms": 9,
        "known": 0,
        "known_minor": 0,
        "sha256": sha256,
        "bytes": len(said.content),
    } | {"known": row["known"], "known_minor": row["known_minor"]}
    assert content_of(there, sha256) == said.content


def test_the_journal_is_counted_beside_it_as_a_till_counts(shop: Shop, clock: TestClock) -> None:
    till = till_of(shop, "T1")
    trade(till, "R1", 500)
    trade(till, "R2", 300)
    trade(till, "R3", -200, "return", line={"back": True, "of": "R1", "of_n": 1})
    trade(till, "R4", 900)
    at = trade(till, "R5", -900, "post_void", of="R4")
    till.upload()
    send(till, sheet(at, 3, 600))
    work(shop, clock)
    row = told(till)[f"s:T1:{DAY}"]
    assert (row["known"], row["known_minor"]) == (row["transactions"], row["takings_minor"])
    assert report(shop)[0] is None


def test_a_day_that_no_sheet_tells_of_is_told_by_the_journal_alone(
    shop: Shop, clock: TestClock
) -> None:
    here, there = till_of(shop, "T1"), till_of(shop, "T2")
    trade(here, "R1", 500)
    here.upload()
    work(shop, clock)
    row = told(there)[f"s:T1:{DAY}"]
    assert (row["known"], row["known_minor"], row.get("sha256", "")) == (1, 500, "")
    trade(here, "R2", 250)
    here.upload()
    assert told(there)[f"s:T1:{DAY}"]["known"] == 1, "not at every sale"
    work(shop, clock)
    row = told(there)[f"s:T1:{DAY}"]
    assert (row["known"], row["known_minor"]) == (2, 750)


def test_an_older_sheet_changes_nothing_and_a_newer_one_takes_its_place(shop: Shop) -> None:
    till = till_of(shop, "T1")
    first = trade(till, "R1", 500)
    second = trade(till, "R2", 300)
    till.upload()
    newer, older = sheet(second, 2, 800), sheet(first, 1, 500)
    send(till, newer)
    send(till, older)
    send(till, sheet(second, 2, 800, until_ms=6))
    assert told(till)[f"s:T1:{DAY}"]["transactions"] == 2
    assert content_of(till, hashlib.sha256(older.content).hexdigest()) is None
    again = sheet(second, 2, 800, shape=2)
    send(till, again)
    row = told(till)[f"s:T1:{DAY}"]
    assert (row["shape"], row["sha256"]) == (2, hashlib.sha256(again.content).hexdigest())


def test_a_content_that_was_replaced_stays_for_whoever_reads_of_it_and_then_goes(
    shop: Shop, clock: TestClock
) -> None:
    till = till_of(shop, "T1")
    at = trade(till, "R1", 500)
    till.upload()
    old, new = sheet(at, 1, 500), sheet(at, 1, 500, until_ms=8)
    send(till, old)
    assert f"s:T1:{DAY}" in told(till)
    clock.now_ms += 50 * DAY_MS
    send(till, new)
    for later_ms, is_there in ((SUPERSEDED_KEPT_MS - 1, True), (1, False)):
        clock.now_ms += later_ms
        collect(shop, clock)
        found = content_of(till, hashlib.sha256(old.content).hexdigest())
        assert (found is not None) == is_there
    clock.now_ms += 50 * DAY_MS
    collect(shop, clock)
    assert content_of(till, hashlib.sha256(new.content).hexdigest()) == new.content


def test_the_same_content_again_is_in_force_again(shop: Shop, clock: TestClock) -> None:
    till = till_of(shop, "T1")
    at = trade(till, "R1", 500)
    till.upload()
    old = sheet(at, 1, 500, until_ms=7)
    for until_ms, content in ((7, old.content), (8, gzip.compress(b"{}")), (9, old.content)):
        send(till, sheet(at, 1, 500, until_ms=until_ms, content=content))
    clock.now_ms += 10 * DAY_MS
    collect(shop, clock)
    assert content_of(till, hashlib.sha256(old.content).hexdigest()) == old.content


def test_a_sheet_that_is_ahead_of_the_journal_waits(shop: Shop) -> None:
    till = till_of(shop, "T1")
    at = trade(till, "R1", 500)
    code, facts = refused(till, sheet(at, 1, 500))
    assert (code, facts) == ("NOT_READY", {"have_epoch": 1, "have_seq": at.seq - 1})
    till.upload()
    send(till, sheet(at, 1, 500))
    assert refused(till, sheet(Position(2, 1, b""), 1, 500))[0] == "NOT_READY"


def _gzip_of(count: int) -> bytes:
    return gzip.compress(bytes(count), mtime=0)


@pytest.mark.parametrize(
    ("more", "no"),
    [
        ({"day": "2026-02-30"}, ("INVALID", {"field": "day"})),
        ({"day": "20261121"}, ("INVALID", {"field": "day"})),
        ({"day": "２０２６-11-21"}, ("INVALID", {"field": "day"})),
        ({"content": b""}, ("INVALID", {"field": "content"})),
        ({"content": b"{}"}, ("INVALID", {"field": "content"})),
        ({"content": _gzip_of(99)[:-1]}, ("INVALID", {"field": "content"})),
        ({"content": _gzip_of(99) + b"x"}, ("INVALID", {"field": "content"})),
        ({"content": _gzip_of(MOST_SHEET_RAW_BYTES + 1)}, ("INVALID", {"field": "content"})),
        (
            {"content": bytes(MOST_SHEET_BYTES + 1)},
            ("TOO_LARGE", {"most_bytes": MOST_SHEET_BYTES}),
        ),
    ],
)
def test_what_is_no_sheet_is_refused(
    shop: Shop, more: dict[str, Any], no: tuple[str, dict[str, str | int]]
) -> None:
    till = till_of(shop, "T1")
    assert refused(till, sheet(till.head, 0, 0, **more)) == no
    assert told(till).keys() == {"t:T1"}


def test_the_largest_sheet_is_taken(shop: Shop) -> None:
    till = till_of(shop, "T1")
    content = gzip.compress(bytes(MOST_SHEET_RAW_BYTES), mtime=0)
    send(till, sheet(till.head, 0, 0, content=content))
    assert content_of(till, hashlib.sha256(content).hexdigest()) == content
    noise = hashlib.shake_256(b"noise").digest(MOST_SHEET_BYTES - 2_000)
    send(till, sheet(till.head, 0, 0, content=gzip.compress(noise, mtime=0), until_ms=8))


def test_a_sheet_that_says_something_else_than_its_journal_is_seen_by_head_office(
    shop: Shop, clock: TestClock
) -> None:
    till, metrics = till_of(shop, "T1"), Metrics(shop.cloud.database, clock)
    at = trade(till, "R1", 500)
    till.upload()
    send(till, sheet(at, 1, 400))
    work(shop, clock)
    assert b"pos_cloud_sheets_differing 1.0" in metrics.scrape()
    found, text = report(shop)
    assert found == SheetFinding(1, 400, 1, 500)
    assert "says 1 transactions and takings of 400" in text
    send(till, sheet(at, 1, 500, until_ms=8))
    assert b"pos_cloud_sheets_differing 0.0" in metrics.scrape()
    assert report(shop)[0] is None


def test_a_sheet_that_is_only_behind_differs_from_nothing(shop: Shop, clock: TestClock) -> None:
    till, metrics = till_of(shop, "T1"), Metrics(shop.cloud.database, clock)
    at = trade(till, "R1", 500)
    trade(till, "R2", 300)
    till.upload()
    send(till, sheet(at, 1, 500))
    work(shop, clock)
    row = told(till)[f"s:T1:{DAY}"]
    assert (row["transactions"], row["known"]) == (1, 2)
    assert b"pos_cloud_sheets_differing 0.0" in metrics.scrape()


def test_a_till_whose_clock_left_the_calendar_tells_nothing(shop: Shop) -> None:
    till = till_of(shop, "T1")
    at = trade(till, "R1", 500)
    till.upload()
    for later in ({"until_ms": 1 << 48}, {"closed_ms": 1 << 53}):
        assert refused(till, sheet(at, 1, 500, **later))[0] == "MALFORMED"
