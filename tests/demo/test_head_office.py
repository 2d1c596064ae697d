"""The demonstration store's head office is whole before a till meets it."""

from pathlib import Path

import sqlalchemy as sa

from sync.cloud import demo
from sync.cloud.clock import SystemCloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.keys import ServerKeys
from sync.cloud.schema.feeds import FEED_HEAD, FEED_TODO
from sync.cloud.service import Cloud


def test_the_first_till_finds_every_item_and_nothing_on_its_way(tmp_path: Path) -> None:
    clock = SystemCloudClock()
    keys = ServerKeys.make(clock.random_bytes, clock.wall_ms() // 1000)
    cloud = Cloud(CloudDatabase(f"sqlite:///{tmp_path / 'cloud.db'}"), clock, keys, demo.SETTINGS)
    demo.set_up(cloud, clock, tmp_path, None)

    def standing(connection: sa.Connection) -> tuple[int, int]:
        todo = connection.execute(sa.select(sa.func.count()).select_from(FEED_TODO)).scalar_one()
        of_goods = sa.select(FEED_HEAD.c.pos).where(FEED_HEAD.c.feed == "cat:demo")
        return todo, connection.execute(of_goods).scalar_one()

    lines = (demo.SET_UP / "items.csv").read_text(encoding="utf-8").splitlines()
    todo, goods = cloud.database.read(standing)
    cloud.close()
    assert todo == 0
    assert goods > len(lines) - 1  # and the tax groups
