"""Rows that the cloud called safe are in every backup it may go back to: section 20, 21.

A backup of the cloud is verified some minutes after it was made, by the product's own calls; from
then on older ones are thrown away. So a till that was told that a row is safe need not keep it.
"""

from typing import Final

import sqlalchemy as sa

from sync.wire.exchange import Position
from tests.simulation.cloud import CloudNode
from tests.simulation.synced import SyncedTill
from tests.simulation.world import Broken, World

_CHAIN: Final = "SELECT chain FROM inbox WHERE terminal = ? AND epoch = ? AND seq = ?"


class Safe:
    """What tills were told; looked at when a till starts, and at the end."""

    def __init__(self, world: World, cloud: CloudNode) -> None:
        self._world = world
        self._cloud = cloud
        self._told: dict[tuple[bytes, int], Position] = {}
        """The furthest position of each terminal and epoch."""

    def check(self, till: SyncedTill) -> None:
        """What a till was ever told to be safe is there, also if its own disk went back since."""
        if self._cloud.cloud is None or till.engine is None:
            return
        safe = till.engine.line.journal.standing().safe
        if safe is not None:
            place = till.terminal_id, safe.epoch
            known = self._told.get(place)
            if known is None or known.seq < safe.seq:
                self._told[place] = safe
                self._world.sometimes("rows_safe")
        self._cloud.database.read(self._look)

    def _look(self, connection: sa.Connection) -> None:
        for (terminal, epoch), safe in self._told.items():
            found = connection.exec_driver_sql(_CHAIN, (terminal, epoch, safe.seq)).scalar()
            if found is None or bytes(found) != safe.chain:
                raise Broken(21, f"row {epoch}.{safe.seq} was called safe and is gone")
