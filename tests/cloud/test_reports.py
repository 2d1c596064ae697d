"""What tills say of themselves: the newest word of each, and who only seems to be at work."""

from sync.cloud.inbox.terminals import SILENT_MS
from sync.cloud.metrics import Metrics
from sync.cloud.readings import DISK_LOW_BYTES
from sync.wire.admin import Terminals, TerminalSeen
from sync.wire.holds import Done
from sync.wire.report import TillReport
from tests.cloud.client import Shop, TestClock, Till, read

MINUTE_MS = 60_000


def said(shop: Shop) -> TerminalSeen:
    (till,) = read(shop.admin("GET", "/admin/v1/terminals"), Terminals).terminals
    return till


def report(till: Till, heartbeat: int, boot: str = "b1", disk_free: int | None = None) -> None:
    word = TillReport(
        1, boot, heartbeat, 1, 2, "1.0", "3.53.4", unsent_rows=heartbeat, disk_free=disk_free
    )
    assert till.ask("POST", "/sync/v1/report", Done, word).done


def test_a_heartbeat_that_stands_still_is_told_from_one_that_beats(
    shop: Shop, clock: TestClock
) -> None:
    till, metrics = shop.till(rows=1), Metrics(shop.cloud.database, clock)
    assert said(shop).report is None
    report(till, 5)
    begun_ms = clock.now_ms
    assert (said(shop).beat_ms, said(shop).reported_ms) == (begun_ms, begun_ms)
    clock.now_ms += SILENT_MS
    report(till, 5)
    assert b"pos_cloud_terminals_frozen 0.0" in metrics.scrape()
    clock.now_ms += MINUTE_MS
    report(till, 5)
    assert (said(shop).beat_ms, said(shop).reported_ms) == (begun_ms, clock.now_ms)
    assert b"pos_cloud_terminals_frozen 1.0" in metrics.scrape()
    report(till, 5, boot="b2")
    assert said(shop).beat_ms == clock.now_ms, "another start counts anew"
    assert b"pos_cloud_terminals_frozen 0.0" in metrics.scrape()


def test_the_newest_word_replaces_the_one_before_and_nobody_elses(shop: Shop) -> None:
    first, second = shop.till(), shop.till()
    for heartbeat in (1, 2):
        report(first, heartbeat)
    report(second, 9)
    target = f"/admin/v1/stores/{shop.store}/terminals"
    tills = read(shop.admin("GET", target), Terminals).terminals
    assert {one.terminal: one.report.unsent_rows for one in tills if one.report} == {
        first.terminal_id.hex(): 2,
        second.terminal_id.hex(): 9,
    }
    other = Shop(shop.cloud, shop.clock, "other", "O1")
    assert read(other.admin("GET", "/admin/v1/terminals"), Terminals).terminals == ()


def test_tills_whose_disks_run_full_are_counted(shop: Shop, clock: TestClock) -> None:
    tills, metrics = [shop.till() for _ in range(4)], Metrics(shop.cloud.database, clock)
    for till, free in zip(tills, (DISK_LOW_BYTES, DISK_LOW_BYTES - 1, 0, None), strict=True):
        report(till, 1, disk_free=free)
    assert b"pos_cloud_terminals_disk_low 2.0" in metrics.scrape()
    report(tills[2], 2, disk_free=DISK_LOW_BYTES * 5)
    assert b"pos_cloud_terminals_disk_low 1.0" in metrics.scrape()
    seen = read(shop.admin("GET", "/admin/v1/terminals"), Terminals).terminals
    assert {one.report.disk_free for one in seen if one.report} == {
        DISK_LOW_BYTES,
        DISK_LOW_BYTES - 1,
        DISK_LOW_BYTES * 5,
        None,
    }
