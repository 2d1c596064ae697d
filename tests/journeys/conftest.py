"""A new shop with two tills for every journey."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sync.cloud import demo
from sync.cloud.clock import SystemCloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.keys import ServerKeys
from sync.cloud.service import Cloud
from tests.builders import write_set_up
from tests.cloud.http.served import served
from tests.faults.proxy import FaultProxy
from tests.journeys.shop import ZHANG, Shop, ShopTill

MEMBER = {
    "id": "01980000000070008000000000000001",
    "number": ZHANG,
    "cards": [ZHANG],
    "tier": "SILVER",
    "points": 800,
    "as_of_ms": 0,
    "name": "张*",
    "last4": "0101",
}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    folder = tmp_path / "cloud"
    folder.mkdir()
    clock = SystemCloudClock()
    keys = ServerKeys.make(clock.random_bytes, clock.wall_ms() // 1000)
    database = CloudDatabase(f"sqlite:///{folder / 'cloud.db'}")
    cloud = Cloud(database, clock, keys, demo.SETTINGS)
    members = folder / "people.json"
    members.write_text(json.dumps([MEMBER | {"as_of_ms": clock.wall_ms()}]), encoding="utf-8")
    demo.set_up(cloud, clock, folder, members)
    with served(cloud, database) as serving, _network(serving.url("tills")) as network:
        key = demo.admin_key(cloud, clock, folder)
        shop = Shop(cloud, network, serving.url("admin"), key)
        yield shop


def _network(url: str) -> FaultProxy:
    return FaultProxy(int(url.rsplit(":", 1)[1]))


@pytest.fixture
def open_till(shop: Shop, tmp_path: Path) -> Iterator[Callable[[str], ShopTill]]:
    opened: list[ShopTill] = []

    def opening(workstation: str) -> ShopTill:
        set_up = write_set_up(
            tmp_path / f"{workstation}-set-up", workstation=workstation, points_need_code=False
        )
        till = ShopTill(tmp_path / workstation, set_up, shop)
        opened.append(till)
        till.exchange_until(lambda: till.knows_goods, "the till has the shop's goods")
        return till

    yield opening
    for till in opened:
        till.end()


@pytest.fixture
def first(open_till: Callable[[str], ShopTill]) -> ShopTill:
    return open_till("T1")


@pytest.fixture
def second(open_till: Callable[[str], ShopTill]) -> ShopTill:
    return open_till("T2")
