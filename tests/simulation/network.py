"""The network between tills and cloud: it loses, repeats, delays, cuts, and lies.

What a till gets is what ``sync/transport.py`` would give it: an answer with its body whole and
decompressed, or ``Unreachable``. TLS notices a flipped or cut answer; a request that a proxy
damages arrives damaged, since the signature over its digest is there to be tried.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Protocol

from sync import errors
from sync.cloud.call import Request, Response
from sync.errors import Unreachable
from sync.steps import Answered, Outcome, Outgoing
from tests.simulation.faults import Faults
from tests.simulation.world import HOUR, MINUTE, SECOND, Broken, World

GATEWAY_SAYS: Final = (401, 408, 409, 413, 429, 500, 502, 503, 504)
_RETRY_AFTER: Final = (None, "5", "120", "99999999", "Wed, 21 Oct 2015 07:28:00 GMT", "-1", "soon")

_MOST_AT_FIRST: Final = 1_000
_MOST_AN_HOUR: Final = 600
"""Of all tills together; what asks again at once would never let an hour end."""

Done = Callable[[Outcome], None]


class Peer(Protocol):
    """Who answers."""

    def answer(self, request: Request) -> Response | None:
        """Answer; None while nobody is there, or when it died over it."""


class Network:
    """Every till has a line of its own to the one cloud."""

    def __init__(self, world: World, faults: Faults, cloud: Peer) -> None:
        self._world = world
        self._faults = faults
        self._cloud = cloud
        self._cut_up: dict[str, int] = {}
        self._cut_down: dict[str, int] = {}
        self.requests = 0
        self.lost_after_commit: set[str] = set()

    def partition(self, till: str, until: int, ways: str = "both") -> None:
        """Cut a line until a time: ``up``, ``down`` or ``both`` ways."""
        if ways != "down":
            self._cut_up[till] = until
        if ways != "up":
            self._cut_down[till] = until

    def heal(self) -> None:
        """Join every line again."""
        self._cut_up.clear()
        self._cut_down.clear()

    def is_cut(self, till: str) -> bool:
        return self._world.now < self._cut_up.get(till, 0)

    def send(self, till: str, outgoing: Outgoing, done: Done) -> None:
        """Carry a sealed request; ``done`` is told once, no later than the deadline."""
        Trip(self, self._world, self._faults, till, outgoing, done).start()

    def reaches(self, till: str) -> bool:
        return self._world.now >= self._cut_up.get(till, 0)

    def returns(self, till: str) -> bool:
        return self._world.now >= self._cut_down.get(till, 0)

    def deliver(self, request: Request) -> Response | None:
        self.requests += 1
        if self.requests > _MOST_AT_FIRST + _MOST_AN_HOUR * (self._world.now // HOUR):
            raise Broken(28, f"{self.requests} requests by now: somebody asks without a pause")
        response = self._cloud.answer(request)
        if response is not None and response.status == 404 and "/seg/" in request.path:
            self._world.sometimes("segment_gone")
        return response


class Trip:
    """One request and its answer."""

    def __init__(
        self,
        network: Network,
        world: World,
        faults: Faults,
        till: str,
        outgoing: Outgoing,
        done: Done,
    ) -> None:
        self._network = network
        self._world = world
        self._faults = faults
        self._till = till
        self._outgoing = outgoing
        self._done: Done | None = done
        self._what = outgoing.path.rpartition("/")[2][:24]

    def start(self) -> None:
        world, outgoing = self._world, self._outgoing
        if not self._network.reaches(self._till) and world.rng.random() < 0.5:
            world.at(SECOND // 2, f"no route {self._till}", lambda: self._fail(errors.OFFLINE))
            return
        world.at(outgoing.deadline_ms, "deadline", lambda: self._fail(errors.TIMED_OUT))
        if self.strikes("drop_request"):
            return
        request = self.on_its_way()
        world.at(self._delay(), f"arrives {self._till} {self._what}", lambda: self._arrive(request))
        if self.strikes("duplicate"):
            self.again(request, self._delay())
        if self.strikes("replay_later"):
            self.again(request, world.rng.randrange(MINUTE, 12 * HOUR))

    def again(self, request: Request, delay: int) -> None:
        def act() -> None:
            if self._network.reaches(self._till):
                self._world.sometimes("replayed_hours_later")
                self._network.deliver(request)

        self._world.at(delay, f"again {self._till} {self._what}", act)

    def on_its_way(self) -> Request:
        outgoing, body = self._outgoing, self._outgoing.body
        rng = self._world.rng
        if body and self.strikes("truncate_request"):
            body = body[: rng.randrange(len(body))]
        if body and self.strikes("flip_request"):
            at = rng.randrange(len(body))
            body = body[:at] + bytes([body[at] ^ (1 << rng.randrange(8))]) + body[at + 1 :]
        headers = dict(outgoing.headers)
        return Request(
            outgoing.method, outgoing.path, outgoing.query, headers, body, peer=self._till
        )

    def _arrive(self, request: Request) -> None:
        world = self._world
        if not self._network.reaches(self._till):
            return
        if self.strikes("reset"):
            self._fail(errors.CUT)
            return
        liar = self.lie()
        if liar is not None:
            world.at(self._delay(), f"answered {self._till}", lambda: self._end(liar))
            return
        response = self._network.deliver(request)
        if response is None:
            world.at(self._delay(), f"refused {self._till}", lambda: self._fail(errors.OFFLINE))
            return
        world.note(f"{response.status} {len(response.body)}")
        if self.strikes("drop_response"):
            if response.status == 200 and request.method == "POST":
                world.sometimes("response_lost_after_commit")
            return
        if self.strikes("truncate_response") or self.strikes("flip_response"):
            world.at(self._delay(), f"cut {self._till}", lambda: self._fail(errors.CUT))
            return
        world.at(self._delay(), f"answer {self._till}", lambda: self._come_back(response))

    def lie(self) -> Answered | None:
        rng = self._world.rng
        if self.strikes("gateway"):
            after = rng.choice(_RETRY_AFTER)
            headers = {"content-type": "text/html"} | ({"retry-after": after} if after else {})
            return Answered(rng.choice(GATEWAY_SAYS), headers, b"<html>gateway</html>")
        if self.strikes("portal"):
            return Answered(200, {"content-type": "text/html"}, b"<html>Welcome!</html>")
        if self.strikes("redirect"):
            return Answered(301, {"location": "https://elsewhere.invalid/"}, b"")
        return None

    def _come_back(self, response: Response) -> None:
        if not self._network.returns(self._till):
            return
        headers = {name.lower(): value for name, value in response.headers.items()}
        self._end(Answered(response.status, headers, response.body))

    def _fail(self, code: str) -> None:
        self._end(Unreachable(code))

    def _end(self, outcome: Outcome) -> None:
        done, self._done = self._done, None
        if done is not None:
            done(outcome)

    def strikes(self, kind: str) -> bool:
        return self._faults.strikes(kind, self._till)

    def _delay(self) -> int:
        if self.strikes("delay"):
            return self._world.rng.randrange(SECOND, 3 * MINUTE)
        return self._world.rng.randrange(5, 400)


def damaged(outgoing: Outgoing, body: bytes) -> Outgoing:
    """Give the request with another body: for tests of the network itself."""
    return replace(outgoing, body=body)
