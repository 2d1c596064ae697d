"""Who may come in: bounded pools of threads, and what is turned away first when they are full.

Holds have a pool of their own, so that no upload, page or snapshot stands in front of a customer.
The other lanes share one and are shed from the bulk upwards (sync.md section 14). Used on the event
loop alone.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, TypeVar

from sync.cloud.api.endpoint import Lane

_T = TypeVar("_T")

_PAUSE_S: Final = 0.1
"""A till that sends one batch after the other takes less than this between two."""

_BACKLOG_BYTES: Final = 4_000
"""What is sent of some dozens of sales, compressed; a till that is online sends less at a time."""

_SHARE_PERCENT: Final[dict[Lane, int]] = {
    "holds": 100,
    "facts": 100,
    "admin": 100,
    "urgent": 80,
    "reference": 60,
    "stock": 45,
    "bulk": 30,
}
"""How full the pool may be for a lane to be let in."""

_RETRY_AFTER_S: Final[dict[Lane, int]] = {
    "holds": 1,
    "facts": 2,
    "admin": 2,
    "urgent": 5,
    "reference": 15,
    "stock": 30,
    "bulk": 60,
}


class Overloaded(Exception):
    """There is no room for this lane now; the wait is a floor."""

    def __init__(self, lane: Lane) -> None:
        super().__init__(lane)
        self.retry_after_s = _RETRY_AFTER_S[lane]


@dataclass(frozen=True, slots=True)
class Room:
    """How much is let in. ``waiting`` counts requests behind those that threads are busy with.

    ``held_bytes``: of all bodies together, from their first byte to their answer.
    """

    threads: int = 8
    hold_threads: int = 4
    waiting: int = 64
    held_bytes: int = 128 << 20
    body_s: int = 20


class Pools:
    """The threads that run the cloud's core."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.held_bytes = 0
        self._backlog_at_s = -_PAUSE_S
        self._common = _Pool("cloud", room.threads, room.waiting)
        self._holds = _Pool("holds", room.hold_threads, room.waiting)

    @property
    def inside(self) -> int:
        """How many requests are being answered or wait for a thread."""
        return self._common.inside + self._holds.inside

    def is_taking_journals(self) -> bool:
        """Tell whether tills are sending what they were long kept from, pauses included."""
        return time.perf_counter() - self._backlog_at_s < _PAUSE_S

    def check(self, lane: Lane) -> None:
        """Turn a request away before its body is read.

        Raises ``Overloaded``.
        """
        if not self._of(lane).has_room(_SHARE_PERCENT[lane]):
            raise Overloaded(lane)

    def hold(self, lane: Lane, size: int) -> None:
        """Count bytes that a request keeps in memory; ``let_go`` gives them back.

        Raises ``Overloaded``.
        """
        if self.held_bytes + size > self.room.held_bytes:
            raise Overloaded(lane)
        self.held_bytes += size

    def let_go(self, size: int) -> None:
        """Give counted bytes back."""
        self.held_bytes -= size

    async def run(self, lane: Lane, size: int, work: Callable[[], _T]) -> _T:
        """Run something on a thread of the lane's pool; ``size``: of the body that came with it.

        Once begun it is always finished. Raises ``Overloaded``.
        """
        self.check(lane)
        is_of_backlog = lane == "facts" and size >= _BACKLOG_BYTES
        self._note(is_of_backlog=is_of_backlog)
        try:
            return await self._of(lane).run(work)
        finally:
            self._note(is_of_backlog=is_of_backlog)

    def _note(self, *, is_of_backlog: bool) -> None:
        if is_of_backlog:
            self._backlog_at_s = time.perf_counter()

    def close(self) -> None:
        """Wait for what was begun, and end the threads."""
        self._common.close()
        self._holds.close()

    def _of(self, lane: Lane) -> "_Pool":
        return self._holds if lane == "holds" else self._common


class _Pool:
    def __init__(self, name: str, threads: int, waiting: int) -> None:
        self.inside = 0
        self._most = threads + waiting
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)

    def has_room(self, share_percent: int) -> bool:
        return self.inside * 100 < self._most * share_percent

    async def run(self, work: Callable[[], _T]) -> _T:
        self.inside += 1
        future = asyncio.get_running_loop().run_in_executor(self._threads, work)
        future.add_done_callback(self._left)
        return await asyncio.shield(future)

    def close(self) -> None:
        self._threads.shutdown()

    def _left(self, _: object) -> None:
        self.inside -= 1
