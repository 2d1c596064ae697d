"""What is old goes, and nobody who may still ask misses it."""

import sqlalchemy as sa

from sync.cloud.feeds.retention import Retention
from sync.cloud.schema.facts import SERVER_HEAD
from sync.cloud.schema.feeds import FEED_ROW, SEGMENT, SNAPSHOT
from tests.cloud.feeds.conftest import count
from tests.cloud.feeds.feed_copy import CAT, DAY_MS, FeedCopy, FeedWorld

PATH = "/sync/v1/feeds/{feed}"


def let_go(world: FeedWorld) -> None:
    retention = Retention(world.database)
    while retention.work(world.now_ms):
        pass


def test_a_cursor_older_than_what_is_kept_is_told_to_take_a_snapshot(world: FeedWorld) -> None:
    world.put({"i:1": b"{}", "i:2": b"{}"})
    world.write_all()
    early = FeedCopy()
    early.catch_up(world, limit=1)
    late = FeedCopy()
    late.apply(world.page(limit=1))
    world.delete("i:1")
    world.write_all()
    world.now_ms += 46 * DAY_MS
    world.put({"i:3": b"{}"})
    world.write_all()
    let_go(world)
    query = {"gen": "1", "after": str(late.cursor.pos)}
    assert world.refusal("GET", PATH, path={"feed": CAT}, query=query) == "GONE"
    late.load(world, world.manifest())
    late.catch_up(world)
    assert late.bodies == {"i:2": b"{}", "i:3": b"{}"}


def test_what_changed_again_is_left_out_and_says_so(world: FeedWorld) -> None:
    for number in range(5):
        world.put({"i:1": f'{{"n":{number}}}'.encode()})
        world.write_all()
    world.now_ms += 4 * DAY_MS
    let_go(world)
    assert count(world.database, FEED_ROW) == 1
    page = world.page()
    assert (page.after, page.to, page.compacted_to, len(page.rows)) == (0, 5, 5, 1)
    assert page.digest is not None
    till = FeedCopy()
    till.catch_up(world)
    assert till.bodies == {"i:1": b'{"n":4}'}


def test_pieces_of_superseded_snapshots_stay_three_days(world: FeedWorld) -> None:
    world.put({f"i:{at}": b"{}" for at in range(9)})
    world.write_all()
    world.snapshot()
    name = world.manifest().segments[0].sha256
    world.put({"i:1": b'{"n":1}'})
    world.write_all()
    world.snapshot()
    assert world.manifest().segments[0].sha256 != name
    world.now_ms += 2 * DAY_MS
    let_go(world)
    assert world.segment(name).status == 200
    world.now_ms += 2 * DAY_MS
    let_go(world)
    code = world.refusal("GET", "/sync/v1/seg/{sha256}", path={"sha256": name})
    assert code == "NOT_FOUND"
    assert (count(world.database, SNAPSHOT), count(world.database, SEGMENT)) == (1, 1)


def test_a_server_that_went_back_in_time_compares_every_cursor_again(world: FeedWorld) -> None:
    world.put({"i:1": b"{}"})
    world.write_all()
    till = FeedCopy()
    till.catch_up(world)
    world.database.write(
        lambda connection: connection.execute(
            sa.insert(SERVER_HEAD).values(one=1, server_gen=2, incarnation=b"")
        )
    )
    query = {"gen": "1", "after": "1"}
    assert world.refusal("GET", PATH, path={"feed": CAT}, query=query) == "FEED_GEN"
    manifest = world.manifest()
    assert (manifest.gen, manifest.digest) == (2, till.digest)
    assert world.page(2, manifest.pos).rows == ()


def test_a_build_that_does_not_add_up_is_thrown_away(world: FeedWorld) -> None:
    world.put({"i:1": b"{}", "i:2": b"{}"})
    world.write_all()
    world.database.write(
        lambda connection: connection.execute(
            sa.update(FEED_ROW).where(FEED_ROW.c.pos == 1).values(rowhash=bytes(32))
        )
    )
    world.snapshot()
    assert count(world.database, SNAPSHOT) == 0
