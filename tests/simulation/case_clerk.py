"""Somebody at head office who now and then closes the case of a coupon that was spent twice."""

from typing import Final

import sqlalchemy as sa

from sync.cloud.coupons import disputes
from tests.simulation.cloud import CloudNode
from tests.simulation.world import HOUR, World

_OPEN: Final = """SELECT store, case_id FROM case_ WHERE code = 'COUPON_SPENT_TWICE'
 AND state = 'open' ORDER BY store, case_id LIMIT 1"""


class CaseClerk:
    """Closes one at a time, each as something else; a closed one stays as it was closed."""

    def __init__(self, world: World, cloud: CloudNode) -> None:
        self._world = world
        self._cloud = cloud
        world.every(HOUR, "clerk", self.act)

    def act(self) -> None:
        """Close one, if there is any."""
        if self._cloud.cloud is None:
            return
        how = self._world.rng.choice(disputes.RESOLUTIONS)
        now_ms = self._cloud.clock.wall_ms()

        def work(connection: sa.Connection) -> bool:
            row = connection.exec_driver_sql(_OPEN).first()
            if row is None:
                return False
            closed = disputes.resolve(connection, row.store, row.case_id, how, now_ms)
            return closed and not disputes.resolve(
                connection, row.store, row.case_id, "charged", now_ms
            )

        with self._cloud.guarded():
            if self._cloud.database.write(work):
                self._world.sometimes("case_closed")
