"""Reference data down through the engine: without a hole, and the same as the cloud's."""

import hashlib

import pytest
import sqlalchemy as sa

from sync import errors
from sync.cloud.feeds.heads import Scope
from sync.cloud.feeds.segments import keep
from sync.cloud.feeds.todo import Change
from sync.cloud.schema.facts import SERVER_HEAD
from sync.cloud.schema.feeds import FEED_HEAD
from sync.errors import Unreachable
from sync.steps import Answered, Lane, Outgoing
from sync.wire.exchange import Cursor
from sync.wire.feeds import DELETE, FeedPage
from sync.wire.packing import pack, unpack
from tests.sync.goods import CAT, assert_equal, goods, hand, put
from tests.sync.lent import LentReference
from tests.sync.shop import Machine, World, carried

STOCK = "stk:near:S1"
MINUTE_MS = 60_000


def test_a_new_till_loads_every_feed_by_its_snapshot(machine: Machine, world: World) -> None:
    put(world, goods(700))
    world.run(MINUTE_MS)
    assert_equal(machine, goods(700))
    assert machine.reference.cursor(CAT) == Cursor(1, 700)
    assert machine.reference.cursor(STOCK) == Cursor(1, 0)
    assert machine.status is not None
    assert machine.status.bootstrap is None
    assert any(status.bootstrap for status in machine.statuses)
    assert machine.status.catalogue_as_of_ms is not None


def test_changes_follow_within_a_minute(machine: Machine, world: World) -> None:
    put(world, goods(50))
    world.run(MINUTE_MS)
    put(world, goods(30, price=900))
    hand(world, [Change("i:000049", DELETE, b"{}")], CAT)
    world.run(2 * MINUTE_MS)
    expected = {**goods(50), **goods(30, price=900)}
    del expected["i:000049"]
    assert_equal(machine, expected)


def test_more_than_a_page_comes_in_pages_without_a_hole(machine: Machine, world: World) -> None:
    world.run(MINUTE_MS)
    for first in range(0, 2_000, 500):
        put(world, goods(500, first=first))
    world.run(2 * MINUTE_MS)
    assert_equal(machine, goods(2_000))
    pages = [asked for asked in machine.asked if asked.path.endswith(CAT) and asked.query]
    assert len(pages) >= 4


def test_what_is_urgent_comes_before_stock(machine: Machine, world: World) -> None:
    world.run(MINUTE_MS)
    put(world, goods(400), STOCK)
    put(world, goods(3), "coupon:S1")
    before = len(machine.asked)
    world.run(2 * MINUTE_MS)
    lanes = [asked.lane for asked in machine.asked[before:] if asked.query]
    assert lanes.index(Lane.URGENT) < lanes.index(Lane.STOCK)


def tampered(page: FeedPage, **changes: object) -> bytes:
    fields = {name: getattr(page, name) for name in page.__struct_fields__}
    return pack(FeedPage(**{**fields, **changes}))


@pytest.mark.parametrize(
    "changes",
    [
        {"after": 3},
        {"gen": 9},
        {"feed": "cat:other"},
        {"to": 999},
        {"rows": ()},
    ],
)
def test_a_page_that_does_not_continue_is_thrown_away(
    machine: Machine, world: World, changes: dict[str, object]
) -> None:
    world.run(MINUTE_MS)
    put(world, goods(5))
    through = machine.network
    is_wrong = True

    def network(asked: Outgoing) -> Answered | Unreachable | None:
        answer = carried(world.cloud, asked)
        if is_wrong and asked.query and asked.path.endswith(CAT):
            page = unpack(answer.body, FeedPage)
            return Answered(answer.status, answer.headers, tampered(page, **changes))
        return answer

    machine.network = network
    world.run(5 * MINUTE_MS)
    assert_equal(machine, {})
    assert machine.status is not None
    assert machine.status.lanes["reference"].error == errors.PAGE_WRONG
    assert machine.status.lanes["facts"].error == ""
    is_wrong = False
    machine.network = through
    world.run(20 * MINUTE_MS)
    assert_equal(machine, goods(5))


def test_a_row_that_went_wrong_here_is_found_by_the_digest_and_put_right(
    machine: Machine, world: World
) -> None:
    put(world, goods(2_000))
    world.run(MINUTE_MS)
    rows = machine.reference.feeds[CAT].rows
    rows["i:000007"] = (7, b'{"price":1}')
    del rows["i:000900"]
    rows["i:999999"] = (1, b'{"price":2}')
    put(world, goods(1, price=5_000))
    world.run(3 * MINUTE_MS)
    assert_equal(machine, {**goods(2_000), **goods(1, price=5_000)})
    assert machine.status is not None
    assert machine.status.repaired == 3
    assert [one for one in machine.asked if one.path == "/sync/v1/rbsr"]
    assert {lane.error for lane in machine.status.lanes.values()} == {""}


def test_a_restored_cloud_is_compared_row_by_row_and_followed(
    machine: Machine, world: World
) -> None:
    put(world, goods(1_000))
    world.run(MINUTE_MS)
    loaded = len(machine.reference.loaded_segments)
    machine.reference.feeds[CAT].rows["i:000001"] = (99, b'{"price":7}')
    raise_generation(world)
    world.run(5 * MINUTE_MS)
    assert machine.reference.cursor(CAT) == Cursor(2, 1_000)
    assert_equal(machine, goods(1_000))
    assert len(machine.reference.loaded_segments) == loaded, "nothing was loaded anew"
    assert machine.journal.control.gen == 2
    assert machine.status is not None
    assert {lane.error for lane in machine.status.lanes.values()} == {""}
    put(world, goods(2, price=77))
    world.run(2 * MINUTE_MS)
    assert_equal(machine, {**goods(1_000), **goods(2, price=77)})


def raise_generation(world: World) -> None:
    world.cloud.database.write(
        lambda connection: connection.execute(sa.update(SERVER_HEAD).values(server_gen=2))
    )


def test_a_till_away_for_too_long_loads_the_feed_anew(machine: Machine, world: World) -> None:
    put(world, goods(20))
    world.run(MINUTE_MS)
    machine.is_on = False
    put(world, goods(20, price=500))
    world.cloud.database.write(
        lambda connection: connection.execute(
            sa.update(FEED_HEAD).where(FEED_HEAD.c.feed == CAT).values(min_pos=40)
        )
    )
    machine.is_on = True
    world.run(5 * MINUTE_MS)
    assert_equal(machine, goods(20, price=500))


def test_a_snapshot_that_is_newer_than_what_hello_said_is_loaded_once(
    machine: Machine, world: World
) -> None:
    put(world, goods(5))

    def network(asked: Outgoing) -> Answered | Unreachable | None:
        if "/snapshots/" in asked.path and not asked_for:
            put(world, goods(5, first=5))
            world.build_snapshots()
        if "/snapshots/" in asked.path or "/rbsr" in asked.path:
            asked_for.append(asked.path)
            assert len(asked_for) < 20, "over and over"
        return carried(world.cloud, asked)

    asked_for: list[str] = []
    machine.network = network
    world.run(MINUTE_MS // 4)
    assert_equal(machine, goods(10))


def test_a_snapshot_that_was_cut_goes_on_where_it_stopped(machine: Machine, world: World) -> None:
    for first in range(0, 12_000, 3_000):
        put(world, goods(3_000, first=first))
    world.build_snapshots()
    cut = iter(range(1))

    def network(asked: Outgoing) -> Answered | Unreachable | None:
        if "/seg/" in asked.path and machine.reference.loaded_segments and next(cut, None) is None:
            return carried(world.cloud, asked)
        if "/seg/" in asked.path and not machine.reference.loaded_segments:
            seen.append(asked.path)
            if len(seen) > 1:
                return Unreachable(errors.CUT)
        return carried(world.cloud, asked)

    seen: list[str] = []
    machine.network = network
    world.run(20_000)
    assert machine.reference.cursor(CAT) is None
    machine.network = lambda asked: carried(world.cloud, asked)
    world.run(5 * MINUTE_MS)
    assert_equal(machine, goods(12_000))
    loaded = machine.reference.loaded_segments
    assert len(loaded) == len(set(loaded)) == 3 + 1, "the goods', and the store's tills'"


@pytest.mark.parametrize("damage", ["flip", "other", "longer"])
def test_a_segment_is_believed_by_its_hash_alone(
    machine: Machine, world: World, damage: str
) -> None:
    put(world, goods(100))

    def network(asked: Outgoing) -> Answered | Unreachable | None:
        answer = carried(world.cloud, asked)
        if "/seg/" not in asked.path:
            return answer
        body = {
            "flip": answer.body[:50] + bytes([answer.body[50] ^ 1]) + answer.body[51:],
            "other": b"<html>",
            "longer": answer.body + b"\0",
        }[damage]
        return Answered(200, answer.headers, body)

    machine.network = network
    world.run(MINUTE_MS)
    assert machine.reference.cursor(CAT) is None
    assert machine.status is not None
    assert machine.status.lanes["bulk"].error == errors.CUT
    machine.network = lambda asked: carried(world.cloud, asked)
    world.run(10 * MINUTE_MS)
    assert_equal(machine, goods(100))


def test_a_manifest_that_is_not_signed_loads_nothing(machine: Machine, world: World) -> None:
    put(world, goods(10))

    def network(asked: Outgoing) -> Answered | Unreachable | None:
        answer = carried(world.cloud, asked)
        if asked.path.startswith("/sync/v1/snapshots/"):
            body = answer.body.replace(b'"gen\\":1', b'"gen\\":2')
            return Answered(200, answer.headers, body)
        return answer

    machine.network = network
    world.run(MINUTE_MS)
    assert machine.reference.feeds == {}
    assert machine.status is not None
    assert machine.status.lanes["bulk"].error == errors.MANIFEST_WRONG


def test_facts_go_up_while_a_segment_hangs(machine: Machine, world: World) -> None:
    put(world, goods(100))
    machine.network = lambda asked: None if "/seg/" in asked.path else carried(world.cloud, asked)
    world.run(5_000)
    for _ in range(5):
        machine.sell()
        world.run(6_000)
        assert machine.journal.acked == machine.journal.standing().head


def test_a_feed_of_a_shape_this_till_does_not_read_waits_for_an_update(
    machine: Machine, world: World
) -> None:
    put(world, goods(10))
    machine.sync.line.reference = machine.reference = LentReference(
        lambda feed: 0 if feed == CAT else 1
    )
    world.run(MINUTE_MS)
    assert machine.status is not None
    assert machine.status.needs_update == "till"
    assert machine.reference.cursor(CAT) is None
    assert machine.reference.cursor(STOCK) == Cursor(1, 0)
    assert machine.journal.acked == machine.journal.standing().head


def test_a_row_that_names_content_waits_for_it(machine: Machine, world: World) -> None:
    content = b'{"rules":[]}' * 100
    sha256 = hashlib.sha256(content).hexdigest()
    world.run(MINUTE_MS)
    world.cloud.database.write(
        lambda connection: keep(
            connection, Scope("shop", "promo:zone-shop"), content, world.clock.now_ms
        )
    )
    machine.reference.wanted["bundle"] = (sha256,)
    put(world, {"bundle": b'{"sha256":"' + sha256.encode() + b'"}'}, "promo:zone-shop")
    world.run(2 * MINUTE_MS)
    assert machine.reference.contents == {sha256: content}
    assert "bundle" in machine.reference.feeds["promo:zone-shop"].rows


def test_what_the_cloud_leaves_with_the_till_is_applied_in_its_journal(
    machine: Machine, world: World
) -> None:
    feed = f"ctl:{machine.journal.terminal_id.hex()}"
    world.run(MINUTE_MS)
    rows = {f"result:1.{n}": b'{"n":%d}' % n for n in range(3)}
    put(world, rows, feed)
    world.run(2 * MINUTE_MS)
    assert rows.items() <= machine.journal.control_rows.items()
