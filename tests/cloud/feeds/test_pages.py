"""Changes come down in pages without a hole, and nothing else."""

from sync.cloud import feeds
from sync.cloud.schema.feeds import FEED_TODO
from sync.wire.feeds import DELETE
from sync.wire.reference import TaxGroup, body_of
from tests.cloud.feeds.conftest import count
from tests.cloud.feeds.feed_copy import CAT, TENANT, FeedCopy, FeedWorld


def test_what_is_put_comes_down_once_written(world: FeedWorld) -> None:
    group = TaxGroup("standard", 130_000, True)
    world.database.write(lambda c: feeds.put(c, TENANT, CAT, "t:standard", group))
    assert world.page().rows == ()
    assert world.writer.work(world.now_ms)
    page = world.page()
    assert (page.gen, page.after, page.to, page.head) == (1, 0, 1, 1)
    assert [(row.key, row.op, row.ver, bytes(row.body)) for row in page.rows] == [
        ("t:standard", 1, 1, body_of(group))
    ]
    assert not world.writer.work(world.now_ms)
    assert count(world.database, FEED_TODO) == 0


def test_a_deletion_is_a_row_with_a_position(world: FeedWorld) -> None:
    world.put({"i:1": b'{"a":1}', "i:2": b'{"a":2}'})
    world.write_all()
    world.delete("i:1", "i:9")
    world.write_all()
    page = world.page(1, 2)
    assert [(row.key, row.op, row.ver, bytes(row.body)) for row in page.rows] == [
        ("i:1", DELETE, 3, b"{}")
    ]
    till = FeedCopy()
    till.catch_up(world)
    assert till.bodies == {"i:2": b'{"a":2}'}


def test_what_changes_nothing_takes_no_position(world: FeedWorld) -> None:
    world.put({"i:1": b'{"a":1}'})
    world.write_all()
    world.put({"i:1": b'{"a":1}'})
    world.write_all()
    assert world.page(1, 1).rows == ()
    assert world.page(1, 1).head == 1
    assert count(world.database, FEED_TODO) == 0


def test_a_page_ends_where_a_batch_ends_and_says_the_digest_there(world: FeedWorld) -> None:
    for batch in range(3):
        world.put({f"i:{batch}-{at:03}": b'{"a":1}' for at in range(300)})
        world.write_all()
    pages = [world.page(1, after) for after in (0, 300, 600, 900)]
    assert [page.to for page in pages] == [300, 600, 900, 900]
    assert all(page.digest is not None for page in pages)


def test_a_page_that_ends_inside_of_a_batch_says_no_digest(world: FeedWorld) -> None:
    world.put({f"i:{at:03}": b'{"a":1}' for at in range(300)})
    world.write_all()
    page = world.page(limit=100)
    assert (page.to, page.digest) == (100, None)
    till = FeedCopy()
    till.catch_up(world, limit=70)
    assert len(till.rows) == 300
    assert till.digests_seen == 2


def test_a_page_is_never_larger_than_a_till_takes(world: FeedWorld) -> None:
    large = b'{"a":"' + b"x" * 30_000 + b'"}'
    world.put({f"i:{at:03}": large for at in range(20)})
    world.write_all()
    till = FeedCopy()
    till.catch_up(world)
    assert len(till.rows) == 20
    assert len(world.page().rows) == 6
    assert world.page().digest is not None


def test_a_cursor_of_another_generation_or_beyond_the_head_is_compared_again(
    world: FeedWorld,
) -> None:
    world.put({"i:1": b'{"a":1}'})
    world.write_all()
    path = {"feed": CAT}
    for gen, after in (("2", "1"), ("0", "1"), ("1", "2")):
        code = world.refusal(
            "GET", "/sync/v1/feeds/{feed}", path=path, query={"gen": gen, "after": after}
        )
        assert code == "FEED_GEN"


def test_feeds_of_others_are_out_of_scope_whether_they_exist_or_not(world: FeedWorld) -> None:
    world.put({"i:1": b"{}"}, feed="cat:z2")
    world.write_all()
    for feed in ("cat:z2", "cat:z3", "ctl:00", "coupon:s2", "", "cat:z1 "):
        code = world.refusal("GET", "/sync/v1/feeds/{feed}", path={"feed": feed})
        assert code == "OUT_OF_SCOPE"


def test_numbers_that_are_none_are_refused(world: FeedWorld) -> None:
    for query in ({"after": "-1"}, {"after": "x"}, {"limit": "0"}, {"gen": "1" * 30}):
        code = world.refusal("GET", "/sync/v1/feeds/{feed}", path={"feed": CAT}, query=query)
        assert code == "INVALID"


def test_a_second_process_leaves_a_feed_to_the_one_that_writes_it(world: FeedWorld) -> None:
    from sync.cloud.feeds.writer import LEASE_MS, FeedWriter

    world.put({"i:1": b"{}"})
    world.write_all()
    world.put({"i:2": b"{}"})
    other = FeedWriter(world.database, "two")
    assert not other.work(world.now_ms)
    world.put({"x": b"{}"}, feed="order:s1")
    assert other.work(world.now_ms)
    assert not other.work(world.now_ms)
    assert other.work(world.now_ms + LEASE_MS)
    assert world.page().to == 2
