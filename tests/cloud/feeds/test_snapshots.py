"""A till begins with a snapshot and goes on by the feed."""

from sync.cloud.feeds.segments import FILLED_TO
from sync.cloud.feeds.snapshots import SnapshotBuilder
from tests.cloud.feeds.feed_copy import CAT, FeedCopy, FeedWorld


def _items(count: int, word: str = "a") -> dict[str, bytes]:
    return {f"i:{at:06}": f'{{"n":"{word}{at}"}}'.encode() for at in range(count)}


def test_a_snapshot_and_what_came_after_it_are_the_feed(world: FeedWorld) -> None:
    world.put(_items(12_000))
    world.write_all()
    world.snapshot()
    world.put({"i:000005": b'{"n":"new"}', "i:zzz": b"{}"})
    world.delete("i:000006")
    world.write_all()
    till, reader = FeedCopy(), FeedCopy()
    manifest = world.manifest()
    assert (manifest.pos, manifest.rows) == (12_000, 12_000)
    assert [name.rows for name in manifest.segments] == [FILLED_TO, FILLED_TO, 4_000]
    till.load(world, manifest)
    till.catch_up(world)
    reader.catch_up(world)
    assert till.rows == reader.rows
    assert till.digest == reader.digest


def test_a_range_in_which_nothing_changed_keeps_its_name(world: FeedWorld) -> None:
    world.put(_items(40_000))
    world.write_all()
    world.snapshot()
    before = [name.sha256 for name in world.manifest().segments]
    world.put({"i:013000": b'{"n":"changed"}', "i:013000-new": b"{}"})
    world.delete("i:000003")
    world.write_all()
    world.snapshot()
    after = [name.sha256 for name in world.manifest().segments]
    assert len(before) == len(after) == 10
    assert [one == two for one, two in zip(before, after, strict=True)].count(False) == 2


def test_a_snapshot_of_a_clock_that_was_ahead_does_not_put_off_the_next(
    world: FeedWorld,
) -> None:
    world.put(_items(6_000))
    world.write_all()
    builder, right_ms = SnapshotBuilder(world.database), world.now_ms
    while builder.work(right_ms + 10 * 365 * 86_400_000):
        pass
    world.put(_items(10, "b"))
    world.write_all()
    while builder.work(right_ms):
        pass
    assert world.manifest().pos == 6_010


def test_pages_end_where_a_feed_was_frozen(world: FeedWorld) -> None:
    world.put(_items(10))
    world.write_all()
    world.snapshot()
    world.put(_items(10, "b"))
    world.write_all()
    assert world.page().to == 10
    assert world.page(1, 10).to == 20


def test_a_small_feed_is_frozen_when_somebody_asks(world: FeedWorld) -> None:
    ctl = f"ctl:{bytes(range(16)).hex()}"
    assert world.manifest(ctl).pos == 0
    world.put({"ring:1": b"{}"}, feed=ctl)
    world.write_all()
    assert world.manifest(ctl).rows == 1


def test_a_large_feed_without_a_snapshot_is_not_ready(world: FeedWorld) -> None:
    world.put(_items(6_000))
    world.write_all()
    path = {"feed": CAT}
    assert world.refusal("GET", "/sync/v1/snapshots/{feed}", path=path) == "NOT_READY"
    while world.builder.work(world.now_ms):
        pass
    assert world.manifest().rows == 6_000


def test_a_segment_comes_in_ranges_and_only_to_those_who_may(world: FeedWorld) -> None:
    world.put(_items(10))
    world.put(_items(10), feed="cat:z2")
    world.put({"m:1": b'{"other":1}'}, feed="member:g2")
    world.write_all()
    world.snapshot()
    name = world.manifest().segments[0]
    whole = world.segment(name.sha256)
    assert (whole.status, whole.content_type) == (200, "application/octet-stream")
    part = world.segment(name.sha256, {"range": "bytes=10-"})
    assert (part.status, part.body) == (206, whole.body[10:])
    assert part.headers["content-range"] == f"bytes 10-{name.bytes - 1}/{name.bytes}"
    part = world.segment(name.sha256, {"range": "bytes=0-0"})
    assert part.body == whole.body[:1]
    assert world.segment(name.sha256, {"range": f"bytes={name.bytes}-"}).status == 416
    assert world.segment(name.sha256, {"range": "lines=1-"}).body == whole.body
    for other in ("0" * 64, "x", _foreign(world)):
        code = world.refusal("GET", "/sync/v1/seg/{sha256}", path={"sha256": other})
        assert code == "NOT_FOUND"


def _foreign(world: FeedWorld) -> str:
    import sqlalchemy as sa

    from sync.cloud.schema.feeds import SEGMENT

    return world.database.read(
        lambda connection: connection.execute(
            sa.select(SEGMENT.c.sha256).where(SEGMENT.c.feed == "member:g2")
        ).scalar_one()
    )
