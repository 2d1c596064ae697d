"""The cloud's own threads: one does what no request waits for, one listens for the parent's end.

The worker projects, writes feed pages and does jobs. It derives its work from what the database
holds: a wake-up that is lost costs one period, and two workers, of one process or of two, only find
less to do.
"""

import logging
import sys
import threading
import time
from collections.abc import Callable
from typing import Final

from sync.cloud.request_log import say

_PERIOD_S: Final = 1.0
_FIRST_WAIT_S: Final = 0.5
_LONGEST_WAIT_S: Final = 60.0
_NAP_S: Final = 0.02


class Patience:
    """How long the worker may still stand aside: some seconds, then in proportion to its work.

    So it is never kept from working for good, whoever keeps sending.
    """

    LONGEST_S: Final = 5.0
    EACH_SECOND_OF_WORK: Final = 3.0

    def __init__(self) -> None:
        self.left_s = self.LONGEST_S

    def worked(self, seconds: float) -> None:
        """Earn some."""
        self.left_s = min(self.LONGEST_S, self.left_s + seconds * self.EACH_SECOND_OF_WORK)

    def waited(self, seconds: float) -> None:
        """Use some up."""
        self.left_s -= seconds


class Worker:
    """Calls ``work`` until it says that there was nothing to do; then waits for a wake-up.

    While ``is_in_the_way`` it stands aside as long as its patience lasts: what tills send is to be
    safe before it is counted, and both want the same processor and, of a file, the same lock.
    """

    def __init__(
        self, work: Callable[[], bool], is_in_the_way: Callable[[], bool] = lambda: False
    ) -> None:
        self.failures = 0
        self.steps = 0
        self._work = work
        self._is_in_the_way = is_in_the_way
        self.patience = Patience()
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
                self._give_way()
                while not self._stopping.is_set() and self._step():
                    self.steps += 1
                    self._give_way()
                wait_s = _FIRST_WAIT_S
                self._woken.wait(_PERIOD_S)
            except Exception:  # the thread ends here; what failed is tried again
                self.failures += 1
                say("worker_failed", logging.ERROR, wait_ms=int(wait_s * 1000))
                self._stopping.wait(wait_s)
                wait_s = min(wait_s * 2, _LONGEST_WAIT_S)

    def _step(self) -> bool:
        begun_s = time.perf_counter()
        had_something = self._work()
        self.patience.worked(time.perf_counter() - begun_s)
        return had_something

    def _give_way(self) -> None:
        begun_s = time.perf_counter()
        while self._is_in_the_way() and self.patience.left_s > 0:
            is_over = self._stopping.wait(_NAP_S)
            now_s = time.perf_counter()
            self.patience.waited(now_s - begun_s)
            begun_s = now_s
            if is_over:
                return


def when_input_ends(then: Callable[[], None]) -> None:
    """Call something when standard input ends: the process that started this one is gone."""

    def wait() -> None:
        while sys.stdin.buffer.read(4096):
            pass
        then()

    threading.Thread(target=wait, name="parent", daemon=True).start()
