"""A machine that is lost, or whose keys are: another one is enrolled in its place.

The old one's journal is sealed where the cloud has it; what it had not sent is gone with it.
"""

import functools

from tests.simulation import driver
from tests.simulation.cloud import CloudNode
from tests.simulation.disk import Disk, File
from tests.simulation.faults import Faults
from tests.simulation.founding import enrol_at
from tests.simulation.oracle import Expected
from tests.simulation.shop import Place, set_up
from tests.simulation.synced import SyncedTill
from tests.simulation.world import MINUTE, World

_TICK = 10 * MINUTE


@functools.cache
def spare(name: str, store: str) -> Place:
    """Give a machine that nobody knows yet, the same in every run."""
    return set_up(f"{name}R", store)


class Replacements:
    """Somebody who replaces machines, each at most once. ``cloned``: identities that two have."""

    def __init__(self, world: World, faults: Faults, cloud: CloudNode, cloned: set[bytes]) -> None:
        self._world = world
        self._faults = faults
        self._cloud = cloud
        self._cloned = cloned

    def watch(self, node: SyncedTill) -> None:
        """Look after a till from now on."""
        self._world.every(_TICK, f"replace {node.name}", lambda: self._look(node))

    def _look(self, node: SyncedTill) -> None:
        if node.engine is None or not self._faults.strikes("replace", node.name):
            return
        old = node.engine.line.journal.standing().terminal_id
        is_first = node.name == node.place.name
        if self._cloud.cloud is None or not is_first or old in self._cloned:
            return
        self._world.note(f"replace {node.name}")
        self._give_disk(node, spare(node.name, node.place.store))
        node.start()
        disk = self._cloud.disk
        disk.fuse, disk.bad_reads, disk.busy = None, 0, 0  # a person waits until it is done
        enrol_at(self._cloud, node, replaces=old)
        self._cloud.keep_from(self._world.now + 1)  # who lets a machine in sees that it stays in
        self._world.sometimes("till_replaced")

    def _give_disk(self, node: SyncedTill, place: Place) -> None:
        node.oracle.lose(node.expected.receipts, node.acknowledged(), self._world.now)
        node.stop()
        driver.forget(node.disk)
        node.expected = Expected()
        node.backups.clear()
        node.place = place
        node.clock.boot()
        node.disk = Disk(node.name, {name: File(held) for name, held in place.image.items()})
