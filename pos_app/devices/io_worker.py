"""The carrier of one blocking device: calls go in, results come out on the thread that made it.

It owns no state of the shop. Its queue is bounded: a device that does not keep up is reported, it
never makes anybody wait.
"""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from pos_app.errors import EnvironmentFault, Refusal

_log = logging.getLogger(__name__)

MOST_WAITING = 20
"""Calls that may wait for one device; a printer that is twenty receipts behind is broken."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a call ended: with a value, or with an error."""

    value: object = None
    error: Exception | None = None


Call = Callable[[], object]
Then = Callable[[Result], None]


class IoWorker(QObject):
    """One thread that makes one call after the other. No public signals."""

    _finished = Signal(object, object)

    def __init__(self, name: str, most_waiting: int = MOST_WAITING) -> None:
        super().__init__()
        self._calls: queue.Queue[tuple[Call, Then] | None] = queue.Queue(most_waiting)
        self._finished.connect(self._on_finished)
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def submit(self, call: Call, then: Then) -> bool:
        """Have a call made; ``then`` gets its result on the thread this object was made in.

        Gives False, and forgets the call, when too many are waiting already.
        """
        try:
            self._calls.put_nowait((call, then))
        except queue.Full:
            return False
        return True

    def stop(self, timeout_ms: int = 2_000) -> None:
        """Drop what is waiting and end; a call that hangs is left behind with its thread."""
        try:
            while True:
                self._calls.get_nowait()
        except queue.Empty:
            self._calls.put_nowait(None)
        self._thread.join(timeout_ms / 1000)

    def _work(self) -> None:
        while (job := self._calls.get()) is not None:
            call, then = job
            try:
                result = Result(call())
            except (EnvironmentFault, Refusal) as fault:
                result = Result(error=fault)
            except Exception as bug:
                _log.exception("device call failed")
                result = Result(error=bug)
            self._post(then, result)

    def _post(self, then: Then, result: Result) -> None:
        try:
            self._finished.emit(then, result)
        except RuntimeError:  # the application is closing: Qt has deleted the other half
            _log.info("device result came after the end")

    def _on_finished(self, then: Then, result: Result) -> None:
        then(result)
