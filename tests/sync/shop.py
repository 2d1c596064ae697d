"""A till's engine and a real cloud with a network between them that a test decides about.

Time is the world's own: it stands still until ``run`` moves it from one timer to the next.
"""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sync.agent import TillSync
from sync.cloud.call import Request, Response
from sync.cloud.feeds.snapshots import EVERY_MS, SnapshotBuilder
from sync.cloud.service import Cloud
from sync.enrol import Application, enrol
from sync.errors import Unreachable
from sync.line import Line, Program
from sync.slots import (
    Asked,
    Cancel,
    Committed,
    Event,
    Failed,
    Reply,
    Send,
    SetTimer,
    Status,
    Tick,
)
from sync.status import SyncStatus
from sync.steps import Answered, Outcome, Outgoing, Steps
from sync.wire import canonical
from sync.wire.exchange import ClockReading
from tests.cloud.client import START_MS, Shop, TestClock
from tests.sync.lent import LentJournal, LentReference
from tests.sync.lent_sheets import LentSheets

T = TypeVar("T")
PROGRAM = Program("1.0", "3.53.4")


def carried(cloud: Cloud, outgoing: Outgoing) -> Answered:
    """Carry a request to the cloud, as its shell would."""
    response = cloud.handle(
        Request(
            outgoing.method, outgoing.path, outgoing.query, outgoing.headers, outgoing.body, "net"
        )
    )
    return answered(response)


def answered(response: Response) -> Answered:
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answered(response.status, headers, response.body)


Network = Callable[[Outgoing], Answered | Unreachable | None]
"""What becomes of a request; None: nothing is ever heard of it."""


@dataclass
class World:
    """One cloud, its clock, and the machines that talk to it."""

    cloud: Cloud
    clock: TestClock
    machines: "list[Machine]" = field(default_factory=list)
    mono_ms: int = 1_000
    starts: int = 0

    def run(self, ms: int) -> None:
        """Let time pass: timers in their order, one machine after the other."""
        until = self.mono_ms + ms
        while True:
            due = min((m.timer_ms for m in self.machines if m.is_on), default=until + 1)
            if due > until:
                break
            self._move(max(due, self.mono_ms))
            for machine in [m for m in self.machines if m.is_on and m.timer_ms <= self.mono_ms]:
                machine.happen(Tick())
        self._move(until)

    def work(self) -> None:
        """Let the cloud do all that nobody waits for."""
        while self.cloud.work():
            pass

    def build_snapshots(self) -> None:
        """Let a night pass at the cloud."""
        builder = SnapshotBuilder(self.cloud.database)
        while builder.work(self.clock.now_ms + 2 * EVERY_MS):
            pass

    def _move(self, to_ms: int) -> None:
        self.clock.now_ms += to_ms - self.mono_ms
        self.mono_ms = to_ms


class Machine:
    """A till that is switched on, over a disk. ``network`` may be replaced at any time."""

    def __init__(self, world: World, journal: LentJournal, reference: LentReference) -> None:
        self.world, self.journal, self.reference = world, journal, reference
        self.network: Network = lambda outgoing: carried(world.cloud, outgoing)
        self.asked: list[Outgoing] = []
        self.status: SyncStatus | None = None
        self.statuses: list[SyncStatus] = []
        self.timer_ms = world.mono_ms
        self.is_on = True
        self.wall_off_ms = 0
        world.starts += 1
        self._start = world.starts.to_bytes(8, "big")
        self._drawn = 0
        self.cancelled: set[int] = set()
        journal.restart(self.random_bytes(16))
        self.sheets = LentSheets()
        self.sync = TillSync(
            journal, reference, self.sheets, journal.signer, PROGRAM, self.random_bytes
        )
        world.machines.append(self)

    def random_bytes(self, count: int) -> bytes:
        self._drawn += 1
        return canonical.chain_link(
            self.journal.seed + self._start, self._drawn.to_bytes(32, "big")
        )[:count]

    def reading(self) -> ClockReading:
        mono_ms = self.world.mono_ms
        return ClockReading(START_MS + mono_ms + self.wall_off_ms, mono_ms, "0a0b0c0d")

    def sell(self, count: int = 1) -> None:
        for _ in range(count):
            self.journal.write()
        self.happen(Committed())

    def ask(self) -> None:
        self.happen(Asked())

    def happen(self, event: Event) -> None:
        """Give an event to the engine, and everything that comes of it without waiting."""
        events = [event]
        while events:
            for effect in self.sync.on(events.pop(0), self.reading()):
                match effect:
                    case Send():
                        events += self._carried(effect)
                    case SetTimer(at_ms):
                        self.timer_ms = at_ms
                    case Status(status):
                        self.status = status
                        self.statuses.append(status)
                    case Cancel(request):
                        self.cancelled.add(request)

    def _carried(self, send: Send) -> list[Event]:
        self.asked.append(send.outgoing)
        came = self.network(send.outgoing)
        if came is None:
            return []
        is_answer = isinstance(came, Answered)
        return [Reply(send.request, came) if is_answer else Failed(send.request, came)]

    def off(self) -> None:
        self.is_on = False


def enrolled(
    shop: Shop,
    number: int = 1,
    *,
    by_hand: bool = False,
    file: Path | None = None,
    replaces: bytes = b"",
) -> LentJournal:
    """A disk whose till was let in by an administrator; one row is in its journal."""
    terminal_id = b"T" * 8 + number.to_bytes(8, "big")
    journal = LentJournal(terminal_id, number.to_bytes(32, "little"), file)
    journal.write("start")
    line = Line(journal, LentReference(), LentSheets(), journal.signer, PROGRAM, bytes)
    code = shop.code(by_hand=by_hand, replaces=replaces)
    start = journal.start_of(1)
    application = Application("https://cloud.example", code, "T1", start)
    finish(enrol(line, application), lambda outgoing: carried(shop.cloud, outgoing))
    return journal


def finish(steps: Steps[T], carry: Callable[[Outgoing], Outcome]) -> T:
    """Drive an activity to its end, every request answered at once."""
    try:
        asked = next(steps)
        while True:
            asked = steps.send(tuple(carry(outgoing) for outgoing in asked))
    except StopIteration as end:
        value: T = end.value
        return value


def unpacked(outgoing: Outgoing) -> bytes:
    """A request's body as it was before compression."""
    is_small = outgoing.headers.get("content-encoding") == "gzip"
    return gzip.decompress(outgoing.body) if is_small else outgoing.body
