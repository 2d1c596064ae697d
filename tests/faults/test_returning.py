"""A slice of the shop that comes back after a day offline, and a cloud that turns tills away."""

from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from sync.cloud.clock import SystemCloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.keys import ServerKeys
from sync.cloud.pools import Room
from sync.cloud.service import Cloud
from sync.cloud.settings import Settings
from tests.cloud.http.served import served
from tests.faults.cloud_process import codes, found_shop
from tests.faults.fleet import Doorstep, wait_until
from tests.faults.light_till import LightTill
from tests.faults.returning import Day, come_back

TILLS = 8


def test_twelve_tills_come_back_and_nothing_is_lost_doubled_or_asked_too_early(
    postgres_cloud_url: str, tmp_path: Path
) -> None:
    day = Day(tills=12, sales=60, prices=200, jitter_s=1, processes=1)
    story = come_back(postgres_cloud_url, tmp_path, day)
    assert story.faults == []
    assert story.rows > 12 * 60
    assert story.seconds, "customers were answered meanwhile"


@pytest.fixture
def tills(sqlite_cloud_url: str, tmp_path: Path) -> list[LightTill]:
    """Enrolled, with something to send."""
    found_shop(sqlite_cloud_url)
    clock = SystemCloudClock()
    ServerKeys.make(clock.random_bytes, clock.wall_ms() // 1000).save(tmp_path / "keys.json")
    made = []
    with closing(Doorstep(sqlite_cloud_url, tmp_path / "keys.json")) as door:
        for number, code in enumerate(codes(sqlite_cloud_url, TILLS)):
            till = LightTill(tmp_path / f"till-{number}", "http://127.0.0.1:9", f"T{number}")
            till.enrol(code, door)
            till.sell(300)
            made.append(till)
    return made


def test_tills_that_are_turned_away_come_again_when_they_were_told_to(
    tills: list[LightTill], sqlite_cloud_url: str, tmp_path: Path
) -> None:
    database = CloudDatabase(sqlite_cloud_url)
    keys = ServerKeys.load(tmp_path / "keys.json")
    cloud = Cloud(database, SystemCloudClock(), keys, Settings())
    with served(cloud, database, Room(threads=1, waiting=1)) as serving:
        for till in tills:
            till.move_to(serving.url("tills"))
            till.start()
        wait_until(lambda: all(till.is_acknowledged for till in tills), "all of it is there")
        for till in tills:
            till.stop()
    answers = sum((till.watch.answers for till in tills), Counter[str]())
    assert answers["503"], "nobody was turned away: the check shows nothing"
    assert answers["500"] == 0
    assert [till.watch.impatient for till in tills] == [[]] * TILLS
    for till in tills:
        till.close()
