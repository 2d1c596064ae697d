"""What the fast lane of a simulated till runs on: no thread, and the simulated network's wires.

The lane is the product's own. Its carrier's loop runs whenever something is put into the queue, so
that an answer is there when the till thread begins to wait for it; a question takes no time of the
world's, unless the machine falls asleep over it. Broken invariants go past the lane's own catching
of everything (``World.failed``).
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from sync import errors
from sync.cloud.call import Request, Response
from sync.errors import Unreachable
from sync.steps import Answered, Outcome, Outgoing
from tests.simulation.network import Trip
from tests.simulation.world import MINUTE, SECOND, Broken

if TYPE_CHECKING:
    from tests.simulation.synced import SyncedTill

HOLDS: Final = ("/coupon/hold", "/points/hold", "/value/hold")


class Jobs:
    """The lane's queue: ``get`` gives None when it is empty, so that the carrier's loop ends."""

    def __init__(self) -> None:
        self._jobs: deque[Any] = deque()
        self.carry: Callable[[], None] = lambda: None

    def put(self, job: Any) -> None:
        self._jobs.append(job)
        self.carry()

    def get(self) -> Any:
        return self._jobs.popleft() if self._jobs else None


class _Carrier:
    """Stands where ``threading.Thread`` does."""

    def __init__(self, target: Any, **_: Any) -> None:
        self._target = target  # a method of the lane's

    def start(self) -> None:
        self._target.__self__._jobs.carry = self._target


class Threads:
    """Stands where the module ``threading`` does."""

    Thread = _Carrier
    Event = threading.Event


class Queues:
    """Stands where the module ``queue`` does."""

    SimpleQueue = Jobs


class Wire:
    """The lane's own connection of one till."""

    def __init__(self, node: "SyncedTill") -> None:
        self._node = node

    def send(self, outgoing: Outgoing) -> Outcome:
        """See ``sync.scheduler.Connection``."""
        try:
            return self._asked(outgoing)
        except Broken as broken:
            self._node.world.failed = broken
            raise

    def close(self) -> None:
        return None

    def _asked(self, outgoing: Outgoing) -> Outcome:
        node = self._node
        network, world = node.network, node.world
        trip = Trip(network, world, node.faults, node.name, outgoing, lambda _: None)
        if not network.reaches(node.name):
            return Unreachable(errors.OFFLINE)
        if trip.strikes("drop_request"):
            return Unreachable(errors.TIMED_OUT)
        request = trip.on_its_way()
        if trip.strikes("delay"):
            self._arrives_late(request)
            return Unreachable(errors.TIMED_OUT)
        if trip.strikes("duplicate"):
            trip.again(request, world.rng.randrange(1, MINUTE))
        if trip.strikes("replay_later"):
            trip.again(request, world.rng.randrange(MINUTE, 3 * 60 * MINUTE))
        if trip.strikes("reset"):
            return Unreachable(errors.CUT)
        return trip.lie() or self._answered(trip, request)

    def _answered(self, trip: Trip, request: Request) -> Outcome:
        node = self._node
        response = self._deliver(request)
        if response is None:
            return Unreachable(errors.OFFLINE)
        if trip.strikes("drop_response") or not node.network.returns(node.name):
            node.world.sometimes("hold_granted_and_not_heard_of")
            return Unreachable(errors.TIMED_OUT)
        if trip.strikes("truncate_response") or trip.strikes("flip_response"):
            return Unreachable(errors.CUT)
        if trip.strikes("asleep_asking"):
            node.world.sometimes("asleep_over_a_question")
            node.sleep(node.world.rng.randrange(MINUTE, 20 * MINUTE))
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answered(response.status, headers, response.body)

    def _arrives_late(self, request: Request) -> None:
        node = self._node

        def act() -> None:
            if node.network.reaches(node.name):
                self._deliver(request)

        delay = node.world.rng.randrange(2 * SECOND, 3 * MINUTE)
        node.world.at(delay, f"late question {node.name}", act)

    def _deliver(self, request: Request) -> Response | None:
        node = self._node
        response = node.network.deliver(request)
        if response is not None:
            node.world.note(f"{request.path} {response.status}")
            if response.status == 200 and request.path.endswith(HOLDS):
                node.granted(request)
        return response
