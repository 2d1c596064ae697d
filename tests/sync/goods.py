"""Goods at the cloud, and whether a till has the same."""

from collections.abc import Mapping

from sync.cloud.feeds.todo import Change, hand_over
from sync.wire.feeds import PUT
from tests.sync.shop import Machine, World

CAT = "cat:zone-shop"


def put(world: World, rows: Mapping[str, bytes], feed: str = CAT) -> None:
    """Change rows of a feed at the cloud."""
    hand(world, [Change(key, PUT, body) for key, body in rows.items()], feed)


def hand(world: World, changes: list[Change], feed: str) -> None:
    world.cloud.database.write(lambda connection: hand_over(connection, "shop", feed, changes))
    world.work()


def goods(count: int, price: int = 100, first: int = 0) -> dict[str, bytes]:
    return {f"i:{n:06d}": b'{"price":%d}' % (price + n) for n in range(first, first + count)}


def assert_equal(machine: Machine, rows: Mapping[str, bytes], feed: str = CAT) -> None:
    ours = {key: body for key, (_, body) in machine.reference.feeds[feed].rows.items()}
    assert ours == rows
