"""The sync thread: gives the engine its events and carries out what it wants done.

It waits on its queue until the engine's next timer, never sleeps and never reads the wall clock for
waiting. Requests go out on carrier threads, one for facts, one for pages, four for what is large,
so that none of them holds up another; what they bring back are events like any other. Knows no Qt:
``publish`` and ``progress`` are called on this thread, and whoever passes them gets to its own.
"""

import logging
import queue
import threading
from collections.abc import Callable
from typing import Final, Protocol, TypeVar

from sync import errors
from sync.agent import TillSync
from sync.errors import Unreachable
from sync.slots import (
    Asked,
    Cancel,
    Committed,
    Effect,
    Event,
    Failed,
    NetworkUp,
    Reply,
    Send,
    SetTimer,
    Status,
    Tick,
)
from sync.status import Round, RoundState, SyncStatus
from sync.steps import Answered, Lane, Outcome, Outgoing, Steps
from sync.wire.exchange import ClockReading

BULK_CARRIERS: Final = 4
STOP_WITHIN_S: Final = 1.0
_AFTER_A_FAULT_MS: Final = 1_000
"""So that a fault that comes back at once does not keep a core busy."""

_T = TypeVar("_T")

_log = logging.getLogger(__name__)


class Connection(Protocol):
    """One connection to the cloud, used by one thread: ``sync.transport.Transport``."""

    def send(self, outgoing: Outgoing) -> Outcome:
        """Send a request and wait for all of its answer, or its deadline."""

    def close(self) -> None:
        """Give it up."""


Connect = Callable[[], Connection]
"""Makes a connection to the address that is in force now."""

_Item = tuple[Event, Callable[[Round], None] | None]


class Scheduler:
    """One for a till. Its methods may be called from any thread and come back at once."""

    def __init__(
        self,
        sync: TillSync,
        connect: Connect,
        read_clock: Callable[[], ClockReading],
        publish: Callable[[SyncStatus], None],
    ) -> None:
        self._sync = sync
        self._read_clock = read_clock
        self._publish = publish
        self._events: queue.SimpleQueue[_Item] = queue.SimpleQueue()
        self._is_stopping = threading.Event()
        self._timer_ms = 0
        self._restarts = 0
        self._followers: list[Callable[[Round], None]] = []
        self._thread = threading.Thread(target=self._work, name="sync", daemon=True)
        self._facts = _Carriers("sync facts", 1, connect, self._came)
        self._pages = _Carriers("sync pages", 1, connect, self._came)
        self._bulk = _Carriers("sync bulk", BULK_CARRIERS, connect, self._came)

    def start(self) -> None:
        """Begin."""
        for carriers in (self._facts, self._pages, self._bulk):
            carriers.start()
        self._thread.start()

    def stop(self, timeout_s: float = STOP_WITHIN_S) -> bool:
        """End the thread; whatever is on its way is sent again at the next start.

        False when it is still busy in a store: then that must not be closed yet.
        """
        self._is_stopping.set()
        self._events.put((Tick(), None))
        for carriers in (self._facts, self._pages, self._bulk):
            carriers.stop()
        if self._thread.is_alive():
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def wake(self) -> None:
        """Look at once whether there is something to do."""
        self._events.put((Tick(), None))

    def committed(self) -> None:
        """Say that something was committed; it goes up in a few seconds."""
        self._events.put((Committed(), None))

    def reconnect(self) -> None:
        """Say that the cloud's address has changed: what is sent from now on goes there."""
        for carriers in (self._facts, self._pages, self._bulk):
            carriers.renew()
        self._events.put((NetworkUp(), None))

    def sync_now(self, progress: Callable[[Round], None]) -> None:
        """Do everything at once that there is to do; ``progress`` hears how it goes and ends."""
        self._events.put((Asked(), progress))

    def _came(self, event: Event) -> None:
        self._events.put((event, None))

    def _work(self) -> None:
        while not self._is_stopping.is_set():
            event, progress = self._next()
            if progress is not None:
                self._followers.append(progress)
            self._carry_out(self._given(event))

    def _next(self) -> _Item:
        wait_ms = self._timer_ms - self._read_clock().mono_ms
        try:
            return self._events.get(timeout=max(0, wait_ms) / 1000)
        except queue.Empty:
            return Tick(), None

    def _given(self, event: Event) -> list[Effect]:
        """Give the engine an event; the thread goes on whatever happens, the next tick tries again.

        A fault with a code is the store's: the disk, a lock. Anything else is our mistake.
        """
        try:
            return self._sync.on(event, self._read_clock())
        except Exception as error:
            self._timer_ms = self._read_clock().mono_ms + _AFTER_A_FAULT_MS
            code = getattr(error, "code", "")
            if code:
                _log.warning("sync met a fault code=%s", code, exc_info=error)
            else:
                _log.exception("sync failed")
            return []

    def _carry_out(self, effects: list[Effect]) -> None:
        for effect in effects:
            match effect:
                case Send(_, outgoing):
                    self._carriers(outgoing.lane).take(effect)
                case SetTimer(at_ms):
                    self._timer_ms = at_ms
                case Cancel(request):
                    for carriers in (self._facts, self._pages, self._bulk):
                        carriers.cancel(request)
                case Status(status):
                    self._show(status)

    def _carriers(self, lane: Lane) -> "_Carriers":
        if lane is Lane.FACTS:
            return self._facts
        return self._bulk if lane is Lane.BULK else self._pages

    def _show(self, status: SyncStatus) -> None:
        if status.restarts > self._restarts:
            self._restarts = status.restarts
            _log.warning("sync was stuck and began anew restarts=%d", status.restarts)
        self._publish(status)
        followed = status.round
        if followed is None:
            return
        followers, self._followers = self._followers, []
        for progress in followers:
            progress(followed)
        if followed.state is RoundState.RUNNING:
            self._followers = followers + self._followers


class _Carriers:
    """Threads that take bytes to the cloud and bring bytes back; they own no state."""

    def __init__(
        self, name: str, count: int, connect: Connect, came: Callable[[Event], None]
    ) -> None:
        self._connect = connect
        self._came = came
        self._sends: queue.SimpleQueue[Send | None] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._age = 0
        self._threads = [
            threading.Thread(target=self._carry, name=f"{name} {number}", daemon=True)
            for number in range(1, count + 1)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        for _ in self._threads:
            self._sends.put(None)

    def take(self, send: Send) -> None:
        self._sends.put(send)

    def cancel(self, request: int) -> None:
        """Do not begin with it; what is on its way already comes back to nobody."""
        self._cancelled.add(request)

    def renew(self) -> None:
        self._age += 1

    def _carry(self) -> None:
        connection, age = None, -1
        while (send := self._sends.get()) is not None:
            if send.request in self._cancelled:
                continue
            try:
                if connection is not None and age != self._age:
                    connection.close()
                    connection = None
                if connection is None:
                    connection, age = self._connect(), self._age
                outcome = connection.send(send.outgoing)
            except Exception as error:
                _log.exception("carrier failed")
                outcome = Unreachable(getattr(error, "code", errors.CUT))
            if isinstance(outcome, Answered):
                self._came(Reply(send.request, outcome))
            else:
                self._came(Failed(send.request, outcome))
        if connection is not None:
            connection.close()


def drive(steps: Steps[_T], connection: Connection) -> _T:
    """Drive one activity to its end on this very thread: enrolment, a command.

    Raises what the activity raises.
    """
    try:
        asked = next(steps)
        while True:
            asked = steps.send(tuple(connection.send(outgoing) for outgoing in asked))
    except StopIteration as end:
        value: _T = end.value
        return value
