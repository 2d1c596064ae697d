"""Whose days a store's tills are told of, under which name, and for how long."""

import hashlib

import pytest
import sqlalchemy as sa

from sync.cloud.feeds.retention import SUPERSEDED_KEPT_MS
from sync.cloud.projectors.rebuild import rebuild
from sync.cloud.reports.counting import KEPT_DAYS
from sync.cloud.reports.tills import SEEN_EVERY_MS, tell_tills
from sync.cloud.schema.sales import SALE
from sync.cloud.schema.sheets import DAY_SHEET
from sync.wire.digests import DayDigest, DayProof, tidy
from sync.wire.holds import Done
from tests.cloud.client import Refusal, Shop, TestClock, Till, read
from tests.cloud.sheets import (
    DAY,
    DAY_MS,
    code_of,
    collect,
    content_of,
    days_told,
    refused,
    send,
    sheet,
    till_of,
    told,
    trade,
    work,
)


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
    clock.now_ms += 5
    assert read(shop.admin("POST", target), Done).done
    row = told(there)["t:T1"]
    assert (row["is_out"], row["out_ms"]) == (True, clock.now_ms)
    work(shop, clock)
    shop.cloud.database.write(lambda c: tell_tills(c, "S1", clock.now_ms))
    assert told(there)["t:T1"] == row, "it is out since then"
    assert refused(here, sheet(here.head, 0, 0))[0] == "REVOKED"


def test_a_till_that_has_more_to_send_does_not_count_as_heard_of(
    shop: Shop, clock: TestClock
) -> None:
    back, witness = till_of(shop, "T1"), till_of(shop, "T2")
    before = told(witness)["t:T1"]["last_seen_ms"]
    for number in range(3):
        trade(back, f"R{number}", 500)
    clock.now_ms += 2 * SEEN_EVERY_MS
    back.hello()
    back.exchange(back.batch(most=1))
    work(shop, clock)
    assert told(witness)["t:T1"]["last_seen_ms"] == before
    back.upload()
    until_ms = clock.now_ms
    work(shop, clock)
    rows = told(witness)
    assert rows["t:T1"]["last_seen_ms"] == until_ms
    assert rows[f"s:T1:{DAY}"]["known"] == 3


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
    assert rows["t:T1 (1)"]["out_ms"] == shop.clock.now_ms
    assert "out_ms" not in rows["t:T1"]
    assert not rows["t:T1"].get("is_out", False)
    assert rows[f"s:T1 (1):{DAY}"]["takings_minor"] == 500
    assert "takings_minor" not in rows[f"s:T1:{DAY}"]
    assert content_of(witness, rows[f"s:T1 (1):{DAY}"]["sha256"])


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
