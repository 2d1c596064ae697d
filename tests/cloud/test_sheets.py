"""Day sheets: what a till's reports know of a day reaches its store's tills, and nobody else."""

import gzip
import hashlib
import json
from typing import Any

import pytest
import sqlalchemy as sa

from sync.cloud.feeds.retention import SUPERSEDED_KEPT_MS, Retention
from sync.cloud.metrics import Metrics
from sync.cloud.projectors.rebuild import rebuild
from sync.cloud.reports.counting import KEPT_DAYS
from sync.cloud.reports.tills import SEEN_EVERY_MS
from sync.cloud.schema.feeds import FEED_STATE
from sync.cloud.schema.sales import SALE
from sync.cloud.schema.sheets import DAY_SHEET
from sync.wire.admin import CodeAnswer, CodeRequest
from sync.wire.digests import DayDigest, DayProof, tidy
from sync.wire.exchange import Position
from sync.wire.feeds import PUT, FeedPage
from sync.wire.head_office import DayReport, SheetFinding
from sync.wire.holds import Done
from sync.wire.sheets import MOST_SHEET_BYTES, MOST_SHEET_RAW_BYTES, DaySheet, SheetHead
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


def test_tills_are_told_of_when_they_come_are_heard_of_and_go(shop: Shop, clock: TestClock) -> None:
    here, there = till_of(shop, "T1"), till_of(shop, "T2")
    rows = told(there)
    assert {key: row["terminal"] for key, row in rows.items()} == {
        "t:T1": here.terminal_id.hex(),
        "t:T2": there.terminal_id.hex(),
    }
    clock.now_ms += SEEN_EVERY_MS
    here.exchange()
    work(shop, clock)
    rows = told(there)
    assert rows["t:T1"]["last_seen_ms"] == clock.now_ms - SEEN_EVERY_MS
    target = f"/admin/v1/stores/S1/terminals/{here.terminal_id.hex()}/revoke"
    assert read(shop.admin("POST", target), Done).done
    assert told(there)["t:T1"]["is_out"]
    assert refused(here, sheet(here.head, 0, 0))[0] == "REVOKED"


def test_a_till_that_waits_for_somebody_to_compare_the_digits_is_not_told_of(shop: Shop) -> None:
    till, waiting = till_of(shop, "T1"), Till(shop.cloud)
    waiting.write("start")
    digits = waiting.enrol(code_of(shop, "T2", by_hand=True), mark="another").fingerprint
    assert len(told(till)) == 1
    shop.admin(
        "POST",
        f"/admin/v1/stores/S1/terminals/{waiting.terminal_id.hex()}/confirm",
        {"fingerprint": digits},
    )
    assert len(told(till)) == 2


def test_a_till_that_takes_anothers_place_takes_its_number_and_not_its_days(shop: Shop) -> None:
    old, witness = till_of(shop, "T1"), till_of(shop, "T2")
    at = trade(old, "R1", 500)
    old.upload()
    send(old, sheet(at, 1, 500))
    shop.clock.now_ms += 1
    new = till_of(shop, "T1", replaces=old.terminal_id)
    send(new, sheet(new.head, 0, 0))
    rows = told(witness)
    assert rows.keys() == {"t:T1", "t:T1 (1)", "t:T2", f"s:T1:{DAY}", f"s:T1 (1):{DAY}"}
    assert rows["t:T1 (1)"]["is_out"]
    assert rows["t:T1 (1)"]["terminal"] == old.terminal_id.hex()
    assert not rows["t:T1"].get("is_out", False)
    assert rows[f"s:T1 (1):{DAY}"]["takings_minor"] == 500
    assert "takings_minor" not in rows[f"s:T1:{DAY}"]
    assert content_of(witness, rows[f"s:T1 (1):{DAY}"]["sha256"])


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


def test_another_store_hears_nothing_of_it(shop: Shop) -> None:
    till = till_of(shop, "T1")
    said = sheet(till.head, 0, 0)
    send(till, said)
    other = Shop(shop.cloud, shop.clock, "other", "O1")
    stranger = till_of(other, "T1")
    assert content_of(stranger, hashlib.sha256(said.content).hexdigest()) is None
    with pytest.raises(Refusal, match="OUT_OF_SCOPE"):
        told(stranger)
    assert told(stranger, "sheet:O1").keys() == {"t:T1"}


def test_days_of_long_ago_are_let_go_with_their_contents(shop: Shop, clock: TestClock) -> None:
    till = till_of(shop, "T1")
    at = trade(till, "R1", 500)
    till.upload()
    said = sheet(at, 1, 500)
    send(till, said)
    work(shop, clock)
    assert days_told(shop) == {f"s:T1:{DAY}"}
    clock.now_ms += (KEPT_DAYS + 1) * DAY_MS
    work(shop, clock)
    assert days_told(shop) == set()
    till.hello()
    send(till, said)
    assert days_told(shop) == set(), "one that comes late is not told of either"
    clock.now_ms += SUPERSEDED_KEPT_MS
    collect(shop, clock)
    assert content_of(till, hashlib.sha256(said.content).hexdigest()) is None


def test_a_day_is_counted_again_when_its_till_is_projected_anew(
    shop: Shop, clock: TestClock
) -> None:
    till = till_of(shop, "T1")
    trade(till, "R1", 500)
    till.upload()
    while shop.cloud.work():
        pass
    shop.cloud.database.write(lambda c: c.execute(sa.update(SALE).values(total=1)))
    trade(till, "R2", 200)
    till.upload()
    work(shop, clock)
    assert told(till)[f"s:T1:{DAY}"]["known_minor"] == 201
    shop.cloud.database.write(lambda c: rebuild(c, "S1", till.terminal_id))
    work(shop, clock)
    assert told(till)[f"s:T1:{DAY}"]["known_minor"] == 700


def test_a_day_that_no_calendar_has_is_not_told_of(shop: Shop, clock: TestClock) -> None:
    till = till_of(shop, "T1")
    trade(till, "R1", 500)
    till.upload()
    while shop.cloud.work():
        pass
    shop.cloud.database.write(lambda c: c.execute(sa.update(SALE).values(day="2026-99-99")))
    shop.cloud.database.write(lambda c: rebuild(c, "S1", till.terminal_id))
    work(shop, clock)
    days = shop.cloud.database.read(lambda c: c.execute(sa.select(DAY_SHEET.c.day)).scalars().all())
    assert set(days) == {DAY}


def test_a_till_whose_program_knows_no_sheets_is_proved_without_them(shop: Shop) -> None:
    till = till_of(shop, "T1")
    assert told(till).keys() == {"t:T1"}
    asked = DayDigest(DAY, till.head, tidy({}))
    proof = till.ask("POST", "/sync/v1/digest", DayProof, asked)
    assert (proof.is_proved, proof.scopes) == (True, {})
