"""Reference data that is damaged on its way, or changes by the thousand while it is read."""

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from pos_app.store.promotions import bundle_in_force
from sync.cloud.database import CloudDatabase
from sync.cloud.feeds.frozen import hashes_at
from sync.cloud.feeds.heads import Scope, read_head
from sync.errors import CUT
from sync.wire.exchange import Cursor
from tests.faults.cloud_process import TAX, TENANT, ZONE, CloudProcess, codes, open_zone, running
from tests.faults.fleet import Doorstep, wait_until
from tests.faults.kinds import Answer, Fault, FlipBit
from tests.faults.light_till import LightTill
from tests.faults.plans import OnPath, all_well
from tests.faults.proxy import FaultProxy

CATALOGUE, RULES = f"cat:{ZONE}", f"promo:{ZONE}"
LISTS, ITEMS = 6, 500


@pytest.fixture
def cloud(sqlite_cloud_url: str, tmp_path: Path) -> Iterator[CloudProcess]:
    with running(CloudProcess(tmp_path, sqlite_cloud_url)) as cloud:
        open_zone(cloud)
        yield cloud


@pytest.fixture
def till(cloud: CloudProcess, proxy: FaultProxy, tmp_path: Path) -> Iterator[LightTill]:
    till = LightTill(tmp_path / "till", proxy.url)
    (code,) = codes(cloud.database_url, 1)
    with closing(Doorstep(cloud.database_url, tmp_path / "keys.json")) as door:
        till.enrol(code, door)
    till.start()
    yield till
    till.stop()
    till.close()


def publish(cloud: CloudProcess, version: int) -> None:
    rule = {"id": "r1", "kind": "percent_off", "items": {}, "percent": 10}
    bundle = {"format": "ronghe-rules/1", "id": "b", "version": version, "rules": [rule]}
    cloud.admin("PUT", f"promotions/{ZONE}", bundle)
    cloud.wait_until_none("pos_cloud_feed_todo")


def version_in_force(till: LightTill) -> int:
    with till.reference_file.read() as connection:
        bundle = bundle_in_force(connection)
    return bundle.version if bundle else 0


@pytest.mark.parametrize(
    "damage",
    [FlipBit(99), Answer(200, {"Sync-Proto": "1"}, b'{"version":9}')],
    ids=["a bit flipped", "other rules"],
)
def test_rules_that_are_damaged_on_their_way_are_not_taken_and_the_old_ones_stay(
    cloud: CloudProcess, proxy: FaultProxy, till: LightTill, damage: Fault
) -> None:
    publish(cloud, 1)
    till.hurry()
    wait_until(lambda: version_in_force(till) == 1, "the first rules are in force")
    proxy.plan = OnPath("/seg/", lambda _: damage)
    publish(cloud, 2)
    till.hurry()

    def is_refused() -> bool:
        lanes = till.status.lanes.values() if till.status else ()
        return any(lane.error == CUT for lane in lanes)

    wait_until(is_refused, "what came is refused")
    assert version_in_force(till) == 1
    till.sell(1)
    till.hurry()
    wait_until(lambda: till.is_acknowledged, "facts go up all the same")
    proxy.plan = all_well
    till.hurry()
    wait_until(lambda: version_in_force(till) == 2, "the new rules are in force")


def test_a_feed_that_is_read_while_lists_are_imported_ends_as_the_lists_say(
    cloud: CloudProcess, till: LightTill
) -> None:
    is_over = threading.Event()

    def read_again_and_again() -> None:
        while not is_over.wait(0.05):
            till.hurry()

    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read_again_and_again)
        for number in range(LISTS):
            lines = [_item(item, number) for item in range(number * ITEMS // 2, ITEMS * LISTS // 2)]
            said = cloud.admin("POST", "items/import", b"\n".join(lines), "application/x-ndjson")
            assert said["created"] == (ITEMS * LISTS // 2 if number == 0 else 0)
        cloud.wait_until_none("pos_cloud_feed_todo")
        is_over.set()
        reading.result()
    wait_until(lambda: has_all(cloud, till), "the till has what the cloud has")
    assert len(till.reference.hashes(CATALOGUE)) >= ITEMS * LISTS // 2


def _item(number: int, price: int) -> bytes:
    one = {"sku": f"S{number:05d}", "tax": TAX, "unit": "EA", "price": 100 + price}
    return json.dumps({**one, "zh": f"商品{number}"}).encode()


def has_all(cloud: CloudProcess, till: LightTill) -> bool:
    """Tell whether the till is at the feed's head, with the very rows of the cloud."""
    scope, cursor = Scope(TENANT, CATALOGUE), till.reference.cursor(CATALOGUE)
    with closing(CloudDatabase(cloud.database_url)) as database:
        head = database.read(lambda c: read_head(c, scope))
        if cursor != Cursor(head.gen, head.pos):
            till.hurry()
            return False
        theirs = database.read(lambda c: hashes_at(c, scope, cursor))
    ours = till.reference.hashes(CATALOGUE)
    assert ours.listed(0, len(ours)) == theirs.listed(0, len(theirs))
    return True
