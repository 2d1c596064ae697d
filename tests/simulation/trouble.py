"""Faults inside the cloud: transactions that lose a race, rows that this version cannot read yet.

Head office looks a second time at what was set aside.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final
from unittest.mock import patch

import sqlalchemy as sa

from sync.cloud.api.auth import hash_admin_key
from sync.cloud.call import Request, Response
from sync.cloud.database import CloudDatabase, Conflicted
from sync.cloud.inbox import directory
from sync.cloud.projectors import taking
from sync.cloud.projectors.taking import Recorded
from sync.cloud.schema.facts import ADMIN_KEY
from sync.wire import events
from sync.wire.head_office import Quarantine, RowName
from sync.wire.packing import pack, unpack
from tests.simulation.case_clerk import CaseClerk
from tests.simulation.cloud import CloudNode
from tests.simulation.faults import Faults
from tests.simulation.head_office import TENANT
from tests.simulation.shop import STORES
from tests.simulation.world import MINUTE, World

_MONEY: Final = frozenset({"sale", "return", "post_void"})
_KEY: Final = "the key of head office"


@contextmanager
def troubled(world: World, faults: Faults) -> Iterator[None]:
    """Let writes lose races, and rows come that an older server cannot read."""
    real_once, real_fact = CloudDatabase._once, taking._fact_of

    def once(self: Any, work: Callable[[sa.Connection], Any], *, is_write: bool, **how: Any) -> Any:
        if not is_write or not faults.strikes("cloud_conflict"):
            return real_once(self, work, is_write=is_write, **how)

        def beaten(connection: sa.Connection) -> Any:
            work(connection)
            world.sometimes("write_lost_a_race")
            raise Conflicted

        return real_once(self, beaten, is_write=True, **how)

    def fact_of(row: Recorded) -> Any:
        if row.kind in _MONEY and faults.strikes("row_too_new"):
            raise events.UnknownVersionError
        return real_fact(row)

    with ExitStack() as stack:
        stack.enter_context(patch.object(CloudDatabase, "_once", once))
        stack.enter_context(patch.object(taking, "_fact_of", fact_of))
        yield


class SecondLook:
    """Head office tries what was set aside once more, by the button of its list.

    The clerk for coupons that were spent twice sits in the same room.
    """

    def __init__(self, world: World, cloud: CloudNode) -> None:
        self._cloud = cloud
        self._clerk = CaseClerk(world, cloud)
        world.every(30 * MINUTE, "second look", self.act)

    def act(self) -> None:
        """Try every row of every store once."""
        self._clerk.act()
        if self._cloud.cloud is None:
            return
        with self._cloud.guarded():
            self._cloud.database.write(self._let_in)
        for store in sorted(set(STORES.values())):
            said = self._ask("GET", store, "", None)
            if said is None or said.status != 200:
                return
            for row in unpack(said.body, Quarantine).rows:
                if not row.behind:
                    self._ask("POST", store, "/replay", RowName(row.terminal, row.epoch, row.seq))
        self._cloud.wake()

    def _let_in(self, connection: sa.Connection) -> None:
        known = connection.execute(sa.select(ADMIN_KEY.c.name)).first()
        if known is None:
            now_ms = self._cloud.clock.wall_ms()
            row = (TENANT, "head office", "owner", hash_admin_key(_KEY), now_ms)
            directory.add_admin_key(connection, *row)

    def _ask(self, method: str, store: str, what: str, message: Any) -> Response | None:
        path = f"/admin/v1/stores/{store}/quarantine{what}"
        body = pack(message) if message is not None else b""
        headers = {"authorization": f"Bearer {_KEY}"}
        request = Request(method, path, "", headers, body, peer="head office")
        response: Response | None = None
        with self._cloud.guarded():
            if self._cloud.cloud is not None:
                response = self._cloud.cloud.handle(request)
        return response if self._cloud.cloud is not None else None
