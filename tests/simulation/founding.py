"""The state that every run begins with: a cloud with two stores, and tills that are enrolled.

Made once a process with no faults, by the product's own doors, and copied from then on.
"""

import functools
from dataclasses import dataclass, replace
from typing import Final

from sync.cloud.inbox import directory
from sync.enrol import Application, enrol
from sync.wire.exchange import EpochStart
from tests.simulation.cloud import CloudImage, CloudNode
from tests.simulation.faults import Faults
from tests.simulation.giveaways import GROUP, fill, let_decide
from tests.simulation.head_office import TENANT, ZONE, fill_catalog
from tests.simulation.network import Network
from tests.simulation.oracle import Oracle
from tests.simulation.shop import STORES, Place, place
from tests.simulation.synced import SyncedTill
from tests.simulation.world import World

_DECIDE: Final = ("T1", "T3")
_CODE_LIFE_MS: Final = 600_000


@dataclass(frozen=True, slots=True)
class Founded:
    """What is copied into each run."""

    cloud: CloudImage
    places: tuple[Place, ...]


@functools.cache
def founded(tills: int) -> Founded:
    """Make the cloud and enrol so many tills."""
    world, faults = World(-1), Faults(-1, {})
    cloud = CloudNode(world, faults)
    for disk in (cloud.disk, cloud.mark):
        disk.sync_names()
    cloud.start()
    _add_stores(cloud)
    fill_catalog(cloud)
    fill(cloud)
    cloud.work_all()
    network = Network(world, faults, cloud)
    enrolled = []
    for name in list(STORES)[:tills]:
        node = SyncedTill(world, Oracle(), place(name), network, faults)
        node.start()
        enrol_at(cloud, node)
        assert node.till is not None
        if name in _DECIDE:
            let_decide(cloud, node.place.store, node.till.linked().grants.terminal_id)
        node.stop()
        enrolled.append(replace(node.place, image=node.disk.image()))
    cloud.stop()
    return Founded(cloud.image(), tuple(enrolled))


def _add_stores(cloud: CloudNode) -> None:
    now_ms = cloud.clock.wall_ms()
    write = cloud.database.write
    write(lambda connection: directory.add_tenant(connection, TENANT, "Shop", now_ms))
    for store in sorted(set(STORES.values())):
        new = directory.NewStore(store, TENANT, store, store, ZONE, GROUP)
        write(lambda connection, new=new: directory.add_store(connection, new, now_ms))


def enrol_at(cloud: CloudNode, node: SyncedTill, replaces: bytes | None = None) -> None:
    """Enrol a till with a code of its store, as a person with both screens would."""
    assert node.engine is not None
    line = node.engine.line
    workstation = node.place.name
    expires_ms = cloud.clock.wall_ms() + _CODE_LIFE_MS
    store = node.place.store
    wanted = directory.NewCode(TENANT, store, workstation, replaces=(replaces or b"").hex())
    random = node.clock.random_bytes(directory.CODE_RANDOM_BYTES)
    code = cloud.database.write(
        lambda connection: directory.issue_code(connection, wanted, expires_ms, random)
    )
    start = EpochStart(1, line.public_key, bytes(32))
    application = Application("https://cloud.invalid", code, workstation, start)
    node.drive_now(enrol(line, application))
