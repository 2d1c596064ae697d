"""What is looked at beside the journals: shelf, safe rows, replays, proofs, personal data."""

from sync.cloud.keys import ServerKeys
from tests.simulation.canaries import Canaries
from tests.simulation.cloud import CloudNode
from tests.simulation.head_office import HeadOffice
from tests.simulation.proofs import Proofs
from tests.simulation.replays import Replays
from tests.simulation.safe import Safe
from tests.simulation.shelf import Shelf
from tests.simulation.synced import SyncedTill
from tests.simulation.till_checks import check_disk, check_printed
from tests.simulation.world import World

_LOADING = "catalog.loading.db"


class Watch:
    """One for a run."""

    def __init__(
        self, world: World, cloud: CloudNode, office: HeadOffice, keys: ServerKeys
    ) -> None:
        self._world = world
        self._cloud = cloud
        self._keys = keys
        self.canaries = Canaries(world)
        self.shelf = Shelf(world, office)
        self._safe = Safe(world, cloud)
        self._replays = Replays(world, cloud)
        self._proofs = Proofs(world, cloud)

    def started(self, till: SyncedTill) -> None:
        """A process has begun on what the last one left: whole sales or none, whatever ended it."""
        if _LOADING in till.disk.names:
            self._world.sometimes("snapshot_gone_on")
        with till.database.read() as connection:
            check_disk(till.name, connection)
            check_printed(till.name, connection, till.expected, till.oracle.twice)
        self._safe.check(till)

    def cloud_restored(self) -> None:
        """What was asked before may not be known any more."""
        self._replays.forget()

    def end(self, tills: list[SyncedTill]) -> None:
        """Everything agrees: look at what only then can be looked at. ``tills``: none shut out."""
        for till in tills:
            self._safe.check(till)
            self.shelf.check(till)
            self._proofs.check(till)
            self.canaries.check_till(till)
        self._replays.check()
        self._cloud.database.read(lambda c: self.canaries.check_cloud(c, self._keys))
        self.canaries.log.close()
