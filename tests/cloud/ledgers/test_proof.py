"""A day is proved when all three layers are equal; every seeded difference is found and named."""

from dataclasses import replace

import msgspec
import sqlalchemy as sa

from sync.cloud import jobs
from sync.cloud.feeds.heads import Scope, read_head
from sync.cloud.feeds.writer import FeedWriter
from sync.cloud.inbox.terminals import SILENT_MS
from sync.cloud.keys import is_signed_by
from sync.cloud.reconcile import proof, report
from sync.cloud.reconcile.report_text import as_text
from sync.cloud.schema.facts import CASE, SERVER_HEAD, STORE
from sync.cloud.schema.ledgers import RECONCILIATION
from sync.cloud.stock import nearby
from sync.wire.digests import PROOF_PURPOSE, DayDigest, DayProof, ScopeDigest
from sync.wire.exchange import Cursor
from sync.wire.ranges import NO_ROWS
from tests.cloud.ledgers.world import DAY, NOW, TENANT_NAME, MadeTill, World, said_by


def begun(world: World) -> None:
    head = {"one": 1, "server_gen": 1, "incarnation": b""}
    world.write(lambda c: c.execute(sa.insert(SERVER_HEAD).values(head)))


def traded(world: World) -> MadeTill:
    begun(world)
    till = MadeTill("S1", 1)
    till.record("shift_open", {"shift": 1, "float": 30_000, "counts": []}, sh=1)
    sold = till.sell()
    till.sell(sku="B1", price=333)
    till.take_back(sold)
    till.record("paid_out", {"amount": 700, "reason": "COURIER"}, sh=1)
    till.record(
        "shift_close",
        {
            "shift": 1,
            "counted": 29_000,
            "expected": 29_633,
            "counts": [],
            "net": 333,
            "transactions": 3,
        },
        sh=1,
    )
    till.record(
        "business_date_close",
        {"date": DAY, "net": 333, "over_short": -633, "transactions": 3, "z": 1},
    )
    world.settle(till)
    return till


def asked(world: World, till: MadeTill, said: DayDigest, at: int = NOW) -> DayProof:
    question = proof.Question(world.till(till), said, b"signed")
    answer = world.write(lambda c: proof.prove(c, world.keys, question, at))
    assert isinstance(answer, DayProof)
    assert is_signed_by(world.keys.anchor_public, answer.sig, PROOF_PURPOSE + answer.evidence)
    return answer


def test_a_day_both_sides_say_the_same_of_is_proved_and_signed(world: World) -> None:
    till = traded(world)
    answer = asked(world, till, said_by(world, till))
    assert (answer.is_proved, answer.reason, answer.transport) == (True, "", "equal")
    (row,) = world.rows(RECONCILIATION)
    assert (row["is_proved"], row["evidence"]) == (1, answer.evidence)


def test_a_number_that_differs_is_named(world: World) -> None:
    till = traded(world)
    said = said_by(world, till)
    world.write(lambda c: c.execute(sa.text("UPDATE tender SET amount = amount + 1 WHERE n = 1")))
    answer = asked(world, till, said)
    assert (answer.is_proved, answer.reason) == (False, "DAY_MEANING_DIFFERS")
    (found,) = answer.differences
    assert (found.section, found.key, found.cloud - found.till) == ("tender", "cash", 3)
    assert world.rows(RECONCILIATION)[0]["meaning"] == "differs"


def test_every_kind_of_damage_shows(world: World) -> None:
    till = traded(world)
    said = said_by(world, till)
    for damage, section in (
        ("DELETE FROM sale_tax", "tax"),
        ("UPDATE sale_line SET quantity = 7", "stock"),
        ("UPDATE sale_line SET amount = amount + 1 WHERE n = 1", "total"),
        ("UPDATE sale SET receipt = receipt || 'x'", "receipts"),
        ("UPDATE sale SET day = '2026-11-22'", "count"),
        ("UPDATE cash_movement SET amount = 1", "cash"),
        ("UPDATE shift SET counted = counted + 1", "cash"),
    ):
        world.write(lambda c, damage=damage: c.execute(sa.text(damage)))
        answer = asked(world, till, said)
        assert section in {one.section for one in answer.differences}, damage
        wrong = world.write(lambda c: jobs.check_sample(c, _row(till), NOW))
        assert wrong, damage
        assert asked(world, till, said).is_proved, damage
    assert {row["code"] for row in world.rows(CASE)} == {"PROJECTION_DIFFERED"}


class _Row:
    def __init__(self, till: MadeTill) -> None:
        self.tenant, self.store, self.terminal = TENANT_NAME, till.store, till.terminal


def _row(till: MadeTill) -> _Row:
    return _Row(till)


def test_journals_that_part_or_lag_are_told_apart(world: World) -> None:
    till = traded(world)
    said = said_by(world, till)
    other = msgspec.structs.replace(said.through, chain=bytes(32))
    answer = asked(world, till, msgspec.structs.replace(said, through=other))
    assert (answer.transport, answer.reason) == ("differs", "DAY_TRANSPORT_DIFFERS")
    ahead = msgspec.structs.replace(said.through, seq=99)
    answer = asked(world, till, msgspec.structs.replace(said, through=ahead))
    assert (answer.transport, answer.reason) == ("behind", "DAY_TRANSPORT_BEHIND")


def test_rows_that_wait_for_the_projector_are_no_difference(world: World) -> None:
    till = traded(world)
    till.sell()
    said = said_by(world, till)
    world.receive(till.store, till.terminal, till.rows[till.sent :])
    assert asked(world, till, said).reason == "DAY_NOT_PROJECTED"


def test_reference_data_is_compared_at_the_tills_own_position(world: World) -> None:
    till = traded(world)
    other = MadeTill("S2", 1)
    world.add_terminal(other.store, other.terminal)
    world.write(lambda c: nearby.tell_silent(c, "S2", NOW))
    said = said_by(world, till)
    assert asked(world, till, said).is_proved, "what no feed holds yet is not missing"
    writer = FeedWriter(world.database, "w")
    while writer.work(NOW):
        pass
    feed = "stk:near:S1"
    assert asked(world, till, said).reason == "DAY_SCOPES_BEHIND", "the till says nothing of it"
    for cursor, digest, layer in (
        (Cursor(1, 1), bytes(32), "differs"),
        (Cursor(2, 1), bytes(32), "behind"),
        (Cursor(1, 0), NO_ROWS, "equal"),
    ):
        scopes = {feed: ScopeDigest(cursor, digest)}
        answer = asked(world, till, msgspec.structs.replace(said, scopes=scopes))
        assert answer.scopes[feed] == layer
        assert answer.is_proved == (layer == "equal")


def test_a_till_that_took_nothing_new_for_a_day_is_behind_until_it_has(world: World) -> None:
    till = traded(world)
    feed = "stk:near:S1"
    world.add_store("S2")
    world.write(lambda c: nearby.tell_silent(c, "S2", NOW))
    writer = FeedWriter(world.database, "w")
    while writer.work(NOW):
        pass
    scope = Scope(TENANT_NAME, feed)
    head = world.database.read(lambda c: read_head(c, scope))
    said = said_by(world, till)
    stale = msgspec.structs.replace(said, scopes={feed: ScopeDigest(Cursor(1, 0), NO_ROWS)})
    day = proof.OLDEST_UNREAD_MS
    assert asked(world, till, stale, NOW + day).is_proved, "what is fresh may be on its way"
    answer = asked(world, till, stale, NOW + day + 1)
    assert (answer.is_proved, answer.reason) == (False, "DAY_SCOPES_BEHIND")
    assert answer.scopes == {feed: "behind"}
    caught_up = ScopeDigest(Cursor(head.gen, head.pos), head.digest)
    newest = msgspec.structs.replace(said, scopes={feed: caught_up})
    assert asked(world, till, newest, NOW + 10 * day).is_proved


def test_a_store_is_proved_only_when_all_its_tills_are(world: World) -> None:
    till = traded(world)
    second = MadeTill("S1", 2)
    second.sell()
    world.settle(second)
    third = MadeTill("S1", 3)
    world.add_terminal(third.store, third.terminal, "T03")
    asked(world, till, said_by(world, till))

    def told() -> report.DayReport:
        found = world.database.read(lambda c: report.report(c, TENANT_NAME, DAY))
        assert isinstance(found, report.DayReport)
        return found

    (store,) = told().stores
    assert not store.is_proved
    assert [one.reason for one in store.tills] == ["", "DAY_NOT_CLOSED", "DAY_TILL_SILENT"]
    text = as_text(told())
    assert "S1: NOT PROVED" in text
    assert "T01: proved" in text
    second.record(
        "business_date_close",
        {"date": DAY, "net": 500, "over_short": 0, "transactions": 1, "z": 1},
    )
    world.settle(second)
    assert told().stores[0].tills[1].reason == "DAY_NOT_COMPARED"
    asked(world, second, said_by(world, second))
    world.write(lambda c: c.execute(sa.text("DELETE FROM terminal WHERE workstation = 'T03'")))
    assert told().stores[0].is_proved


def test_silent_tills_and_changed_figures_are_told_to_the_neighbours(world: World) -> None:
    till = traded(world)
    world.add_store("S2")
    world.write(
        lambda c: c.execute(sa.insert(STORE).values(
            store="S9", tenant=TENANT_NAME, zh="远", en="Far", zone="z1",
            store_group="elsewhere", created_ms=NOW,
        ))
    )  # fmt: skip
    assert world.write(nearby.tell_changed) == 2
    assert world.write(nearby.tell_changed) == 0
    late = NOW + SILENT_MS + 1
    world.write(lambda c: nearby.tell_silent(c, "S1", late))
    told = world.told("stk:near:S2")
    assert told["s:S1:B1"] == {
        "store": "S1",
        "sku": "B1",
        "on_hand": -1000,
        "as_of_ms": told["s:S1:B1"]["as_of_ms"],
    }
    assert told["n:S1"]["silent"] == [["T01", NOW]]
    assert world.told("stk:near:S9") == world.told("stk:near:S1") == {}
    till.sell(sku="B1")
    world.settle(till)
    assert world.write(nearby.tell_changed) == 1


def test_a_till_is_told_up_to_where_its_coupons_count(world: World) -> None:
    till = traded(world)
    assert world.write(lambda c: jobs.tell_coupon_sync(c, NOW)) == 1
    told = world.told(f"ctl:{till.terminal.hex()}")["coupons"]
    assert told == {"epoch": 1, "seq": len(till.rows), "at_ms": NOW}
    assert world.write(lambda c: jobs.tell_coupon_sync(c, NOW)) == 0
    till.sell()
    world.settle(till)
    assert world.write(lambda c: jobs.tell_coupon_sync(c, NOW + 1)) == 0, "once a minute"
    assert world.write(lambda c: jobs.tell_coupon_sync(c, NOW + jobs.SYNC_MS)) == 1


def test_jobs_do_what_is_due_and_then_rest(world: World) -> None:
    till = traded(world)
    work = jobs.Jobs(world.database, world.clock, world.keys)
    assert work.work(NOW)
    assert not work.work(NOW)
    assert world.rows(CASE) == []
    assert replace(MadeTill("S1", 1)).terminal == till.terminal
