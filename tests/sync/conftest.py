"""A real cloud on SQLite, a shop in it, and a world whose time stands still."""

from collections.abc import Iterator

import pytest

from sync.cloud.database import CloudDatabase
from sync.cloud.keys import ServerKeys
from sync.cloud.service import Cloud
from sync.cloud.settings import Settings
from tests.cloud.client import Shop, TestClock
from tests.sync.lent import LentReference
from tests.sync.shop import Machine, World, enrolled


@pytest.fixture
def world(sqlite_cloud_url: str) -> Iterator[World]:
    """An empty cloud in a file."""
    clock = TestClock()
    keys = ServerKeys.make(TestClock().random_bytes, 1_795_000_000)
    cloud = Cloud(CloudDatabase(sqlite_cloud_url), clock, keys, Settings())
    yield World(cloud, clock)
    cloud.close()


@pytest.fixture
def shop(world: World) -> Shop:
    return Shop(world.cloud, world.clock)


@pytest.fixture
def machine(world: World, shop: Shop) -> Machine:
    """An enrolled till that was just switched on."""
    return Machine(world, enrolled(shop), LentReference())
