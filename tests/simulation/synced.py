"""A till with the product's own sync engine: what it wants becomes requests and timers."""

import contextlib
import json
from collections.abc import Callable
from typing import Any, TypeVar, cast

from pos_app.clock import Clock
from pos_app.cloud_link import CloudLink
from pos_app.errors import EnvironmentFault
from pos_app.services.online_desk import CloudDesk
from pos_app.store import catalog_rows, feed_rows
from sync.agent import TillSync
from sync.cloud.call import Request
from sync.errors import Unreachable
from sync.slots import Committed, Effect, Event, Failed, Reply, Send, SetTimer, Tick
from sync.steps import Answered, Outcome, Outgoing, Steps
from sync.wire.exchange import ClockReading
from sync.wire.ranges import KeyedHashes
from tests.builders import ITEMS
from tests.simulation.fast_lane import Wire
from tests.simulation.faults import Faults
from tests.simulation.network import Network
from tests.simulation.oracle import Oracle
from tests.simulation.shop import Place
from tests.simulation.till import TillNode
from tests.simulation.world import MINUTE, World

_T = TypeVar("_T")


def reading(clock: Clock) -> ClockReading:
    """Read a till's clocks as the engine is told them."""
    return ClockReading(clock.wall_ms(), clock.mono_ms(), clock.boot_id())


class SyncedTill(TillNode):
    """``engine`` lives as long as the process."""

    def __init__(
        self,
        world: World,
        oracle: Oracle,
        place: Place,
        network: Network,
        faults: Faults,
        name: str = "",
    ) -> None:
        super().__init__(world, oracle, place, name)
        self.network = network
        self.faults = faults
        self.engine: TillSync | None = None
        self._link: CloudLink | None = None
        self.terminal_id = b""
        self.inspect: Callable[[SyncedTill], None] = lambda _: None
        """Told when the process has begun and before it has done anything."""
        self.granted: Callable[[Request], None] = lambda _: None
        """Told when the cloud has granted what the counter asked for."""
        self._timer = 0

    def opened(self) -> None:
        """Build the link to the cloud as the window would, and drive its engine from here."""
        assert self.till is not None
        linked = self.till.linked()
        self.terminal_id = linked.grants.terminal_id
        self._link = CloudLink(linked, lambda act: act(), lambda _status: None)
        self.engine = self._link.sync
        self._link._fast_connection = Wire(self)
        linked.door.open(CloudDesk(self._link._fast_lane))
        self.inspect(self)
        self._carry(self.engine.on(Tick(), reading(self.clock)))

    def transactions(self) -> set[bytes]:
        """Name every finished transaction that its tables have."""
        with self.database.read() as connection:
            rows = connection.exec_driver_sql("SELECT id FROM retail_transaction")
            return {bytes(row[0]) for row in rows}

    def known(self) -> set[bytes]:
        """Name what its tables have; nothing while its disk cannot be read."""
        with contextlib.suppress(EnvironmentFault):
            return self.transactions()
        return set()

    def acknowledged(self) -> set[bytes]:
        """Name the events whose last place in its journal the cloud has acknowledged."""
        if self.engine is None:
            return set()
        with contextlib.suppress(EnvironmentFault):
            acked = self.engine.line.journal.standing().acked
            if acked is None:
                return set()
            with self.database.read() as connection:
                last = connection.exec_driver_sql(
                    "SELECT event_id, epoch, seq FROM journal ORDER BY epoch, seq"
                ).all()
            places = {bytes(row.event_id): (row.epoch, row.seq) for row in last}
            return {one for one, place in places.items() if place <= (acked.epoch, acked.seq)}
        return set()

    def kept_digests(self) -> dict[str, tuple[int, int, bytes]]:
        """Read generation and position of each feed, and the digest of the rows that are there."""
        statement = "SELECT feed, gen, pos FROM feed_state"
        desk = self.counter._real
        found: dict[str, tuple[int, int, bytes]] = {}
        with desk.checkout._catalog.read() as connection:
            for row in connection.exec_driver_sql(statement).all():
                rows = KeyedHashes(list(catalog_rows.hashed_rows(connection)))
                found[row.feed] = (row.gen, row.pos, rows.digest())
        with desk.desk.rules._reference.read() as connection:
            for row in connection.exec_driver_sql(f"{statement} WHERE loading IS NULL").all():
                rows = feed_rows.hashes(connection, row.feed)
                found[row.feed] = (row.gen, row.pos, rows.digest())
        return found

    def epochs(self) -> list[dict[str, Any]]:
        """Read why each epoch after the first was begun, as its first row says."""
        with self.database.read() as connection:
            rows = connection.exec_driver_sql("SELECT body FROM journal WHERE kind = 'epoch_open'")
            return [json.loads(row[0])["d"] for row in rows]

    def prices(self) -> dict[str, int | None]:
        """Read what a cashier would be told of each item that ever was."""
        found: dict[str, int | None] = dict.fromkeys(row[0] for row in ITEMS)
        with self.counter._real.checkout._catalog.read() as connection:
            rows = connection.exec_driver_sql("SELECT sku, price_minor FROM item").all()
        return found | {row[0]: row[1] for row in rows}

    def closing(self) -> None:
        if self._link is not None:
            self._link.reference.close()

    def stopped(self) -> None:
        self.engine = self._link = None

    def committed(self) -> None:
        """Hint that a row was committed; hints get lost."""
        if self.network.is_cut(self.name):
            self.world.sometimes("sold_offline")
        if not self.faults.strikes("hint_lost", self.name):
            self.tell(Committed())

    def tell(self, event: Event) -> None:
        """Give the engine an event."""
        if self.engine is None:
            return
        if self.is_asleep:
            self._tell_later(event)
            return
        with self.guard():
            self._carry(self.engine.on(event, reading(self.clock)))

    def _tell_later(self, event: Event) -> None:
        engine = self.engine

        def again() -> None:
            if self.engine is engine:
                self.tell(event)

        self.world.at(MINUTE, f"later {self.name}", again)

    def drive_now(self, steps: Steps[_T]) -> _T:
        """Carry an activity out at once: where there are no faults yet."""
        answers: tuple[Outcome, ...] | None = None
        while True:
            try:
                asked = next(steps) if answers is None else steps.send(answers)
            except StopIteration as end:
                return cast(_T, end.value)
            answers = tuple(self._answered_now(one) for one in asked)

    def _answered_now(self, one: Outgoing) -> Outcome:
        request = Request(one.method, one.path, one.query, one.headers, one.body)
        response = self.network.deliver(request)
        assert response is not None
        return Answered(response.status, response.headers, response.body)

    def _carry(self, effects: list[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, Send):
                self._send(effect)
            elif isinstance(effect, SetTimer):
                self._set_timer(effect)

    def _send(self, send: Send) -> None:
        engine = self.engine

        def came(outcome: Outcome) -> None:
            if self.engine is not engine:
                return  # another process by now
            is_failure = isinstance(outcome, Unreachable)
            event = Failed(send.request, outcome) if is_failure else Reply(send.request, outcome)
            self.tell(event)

        self.network.send(self.name, send.outgoing, came)

    def _set_timer(self, timer: SetTimer) -> None:
        self._timer += 1
        number, engine = self._timer, self.engine

        def ring() -> None:
            if self.engine is engine and self._timer == number:
                self.tell(Tick())

        delay = timer.at_ms - self.clock.mono_ms()
        self.world.at(max(1, delay), f"timer {self.name}", ring)
