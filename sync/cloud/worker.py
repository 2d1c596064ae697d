"""The cloud's own threads: one does what no request waits for, one listens for the parent's end.

The worker projects, writes feed pages and does jobs. It derives its work from what the database
holds: a wake-up that is lost costs one period, and two workers, of one process or of two, only find
less to do.
"""

import sys
import threading
import time
from collections.abc import Callable
from typing import Final

from sync.cloud.request_log import say

_PERIOD_S: Final = 1.0
_FIRST_WAIT_S: Final = 0.5
_LONGEST_WAIT_S: Final = 60.0
_GIVES_WAY_S: Final = 1.0
_NAP_S: Final = 0.02


class Worker:
    """Calls ``work`` until it says that there was nothing to do; then waits for a wake-up.

    While ``is_in_the_way`` it does one step a second: a file has one writer, and what tills send
    is to be safe before it is counted.
    """

    def __init__(
        self, work: Callable[[], bool], is_in_the_way: Callable[[], bool] = lambda: False
    ) -> None:
        self.failures = 0
        self.steps = 0
        self._work = work
        self._is_in_the_way = is_in_the_way
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="cloud worker")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Say that there may be something to do. Any thread."""
        self._woken.set()

    def stop(self) -> None:
        """Let the step in hand end, and the thread with it."""
        self._stopping.set()
        self._woken.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        wait_s = _FIRST_WAIT_S
        while not self._stopping.is_set():
            self._woken.clear()
            try:
                while not self._stopping.is_set() and self._work():
                    self.steps += 1
                    self._give_way()
                wait_s = _FIRST_WAIT_S
                self._woken.wait(_PERIOD_S)
            except Exception:  # the thread ends here; what failed is tried again
                self.failures += 1
                say("worker_failed", 40, wait_ms=int(wait_s * 1000))
                self._stopping.wait(wait_s)
                wait_s = min(wait_s * 2, _LONGEST_WAIT_S)

    def _give_way(self) -> None:
        until_s = time.perf_counter() + _GIVES_WAY_S
        while self._is_in_the_way() and time.perf_counter() < until_s:
            if self._stopping.wait(_NAP_S):
                return


def when_input_ends(then: Callable[[], None]) -> None:
    """Call something when standard input ends: the process that started this one is gone."""

    def wait() -> None:
        while sys.stdin.buffer.read(4096):
            pass
        then()

    threading.Thread(target=wait, name="parent", daemon=True).start()
