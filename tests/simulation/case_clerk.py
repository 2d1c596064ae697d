"""Somebody at head office who now and then closes the case of a coupon that was spent twice."""

from random import Random
from typing import Final

import sqlalchemy as sa

from sync.cloud.coupons import disputes
from tests.simulation.cloud import CloudNode
from tests.simulation.world import Broken, World

_OPEN: Final = """SELECT store, case_id FROM case_ WHERE code = 'COUPON_SPENT_TWICE'
 AND state = 'open' ORDER BY store, case_id LIMIT 1"""


class CaseClerk:
    """Closes one at a time, each as something else; a closed one stays as it was closed."""

    def __init__(self, world: World, cloud: CloudNode) -> None:
        self._world = world
        self._cloud = cloud
        self._rng = Random(f"clerk {world.seed}")

    def act(self) -> None:
        """Close one now and then, if there is any; the clerk comes about once an hour."""
        if self._cloud.cloud is None or self._rng.random() < 0.5:
            return
        how = self._rng.choice(disputes.RESOLUTIONS)
        now_ms = self._cloud.clock.wall_ms()

        def work(connection: sa.Connection) -> bool:
            row = connection.exec_driver_sql(_OPEN).first()
            if row is None:
                return False
            closed = disputes.resolve(connection, row.store, row.case_id, how, now_ms)
            if disputes.resolve(connection, row.store, row.case_id, "charged", now_ms):
                raise Broken(12, f"the case {row.case_id} was closed twice")
            return closed

        with self._cloud.guarded():
            if self._cloud.database.write(work):
                self._world.sometimes("case_closed")
