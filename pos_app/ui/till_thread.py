"""The one bridge between the window and the till thread, which owns the open transaction.

Operations run one after another in the order in which they were asked for. The queue holds 20;
past that the scanner is told to wait (``room_changed``). Nothing mutable crosses: operations give
back frozen snapshots.
"""

import base64
import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from pos_app.clock import Clock
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.ui.ports import Bug, Result, Trouble

LONGEST_QUEUE = 20
"""UnifiedPOS would clear DataEventEnabled here: more unanswered scans than this is a jam."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Job:
    operation: Callable[[], Any]
    then: Callable[[Any], None]
    refused: Callable[[Trouble], None]


class TillStoppedError(RuntimeError):
    """The till thread has ended, or is about to: nothing more is done there."""


class _Errand:
    """Something that another thread waits for, and how it ended."""

    def __init__(self, operation: Callable[[], None]) -> None:
        self._operation = operation
        self._is_over = threading.Event()
        self._error: BaseException | None = None

    def carry_out(self) -> None:
        try:
            self._operation()
        except BaseException as error:  # whoever waits for it gets it, whatever it is
            self._error = error
        self._is_over.set()

    def wait(self) -> None:
        self._is_over.wait()
        if self._error is not None:
            raise self._error


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an operation ended: with a result, or with trouble."""

    result: Any = None
    trouble: Trouble | None = None


def carry_out(operation: Callable[[], Any], clock: Clock) -> Outcome:
    """Do it and give how it ended, whatever that is: here the errors of a worker thread end.

    Our own mistakes are logged under a reference, which is all that the window hears of them.
    """
    try:
        return Outcome(operation())
    except Refusal as refusal:
        return Outcome(trouble=refusal)
    except EnvironmentFault as fault:
        _log.warning("operation met a fault code=%s", fault.code, exc_info=fault)
        return Outcome(trouble=fault)
    except Exception:
        reference = base64.b32encode(clock.random_bytes(5)).decode("ascii")
        _log.exception("operation failed reference=%s", reference)
        return Outcome(trouble=Bug(reference))


class TillThread(QObject):
    """The one worker, and the way back to the thread that this object was made in.

    Signals: ``troubled(trouble)`` for an operation whose caller did not ask to hear of it;
    ``bug_found()`` after our own mistake, so that the basket is read from disk again;
    ``room_changed(bool)`` when the queue fills up and when there is room again.
    """

    troubled = Signal(object)
    bug_found = Signal()
    room_changed = Signal(bool)
    _answered = Signal(object, object)

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._jobs: queue.Queue[_Job | _Errand | None] = queue.Queue(LONGEST_QUEUE)
        self._errands_taken = threading.Lock()
        self._is_stopping = False
        self._is_full = False
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        self._worker = threading.Thread(target=self._work, name="till", daemon=True)

    def start(self) -> None:
        """Begin to work. Operations asked for before wait in the queue."""
        self._worker.start()

    def stop(self, timeout_s: int = 30) -> None:
        """Finish what is queued, then end the worker; a commit in progress is waited for."""
        with self._errands_taken:
            self._is_stopping = True
        if self._worker.is_alive():
            self._jobs.put(None)
            self._worker.join(timeout_s)

    def run(
        self,
        operation: Callable[[], Result],
        then: Callable[[Result], None],
        refused: Callable[[Trouble], None] | None = None,
    ) -> bool:
        """Queue an operation; see ``ports.Run``. Call it on the window's thread only.

        Refuses: TILL_BUSY.
        """
        job = _Job(operation, then, refused or self.troubled.emit)
        try:
            self._jobs.put_nowait(job)
        except queue.Full:
            job.refused(Refusal("TILL_BUSY"))
            return False
        self._note_room()
        return True

    def have_done(self, operation: Callable[[], None]) -> None:
        """Have something done between two operations, from another thread, and wait for it.

        What it raises is raised here. Never call it on the window's thread or on this one.

        Raises ``TillStoppedError`` when the till is closing.
        """
        assert threading.current_thread() is not self._worker, "it would wait for itself"
        errand = _Errand(operation)
        with self._errands_taken:
            if self._is_stopping:
                raise TillStoppedError
            self._jobs.put(errand)
        errand.wait()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if isinstance(job, _Errand):
                job.carry_out()
            else:
                self._answered.emit(job, carry_out(job.operation, self._clock))

    def _on_answered(self, job: _Job, outcome: Outcome) -> None:
        self._note_room()
        if outcome.trouble is None:
            job.then(outcome.result)
            return
        job.refused(outcome.trouble)
        if isinstance(outcome.trouble, Bug):
            self.bug_found.emit()

    def _note_room(self) -> None:
        is_full = self._jobs.full()
        if is_full != self._is_full:
            self._is_full = is_full
            self.room_changed.emit(not is_full)
