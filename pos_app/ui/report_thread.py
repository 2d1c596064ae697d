"""One more worker, for reading that takes long: reports, proofs, exports. It never writes till.db.

Questions are answered one after another, the newest of each asker: a newer one takes the place of
the one before, whether that still waits or is being worked on. Answers come back on the thread that
asked, and none comes of a question that was taken back.
"""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from pos_app.clock import Clock
from pos_app.ui.ports import Result, Trouble
from pos_app.ui.till_thread import Outcome, carry_out

_LONGEST_WAIT_S = 10
"""Reading looks at its errand far more often; past this the disk itself does not answer."""


class NotWantedError(Exception):
    """Nobody waits for the answer any more; raised out of the reading, and seen by nobody else."""


class ReportErrand:
    """What a question carries along: see ``errand.Errand``. Any thread."""

    def __init__(self, tell: Callable[[float], None]) -> None:
        self._tell = tell
        self._taken_back = threading.Event()
        self._percent = -1

    @property
    def is_taken_back(self) -> bool:
        """Nobody wants the answer."""
        return self._taken_back.is_set()

    def take_back(self) -> None:
        """Want no answer any more."""
        self._taken_back.set()

    def check(self) -> None:
        """Go on, or raise ``NotWantedError``."""
        if self._taken_back.is_set():
            raise NotWantedError

    def say(self, done: float) -> None:
        """Tell how much is done, from 0 to 1, and check; only whole per cents are passed on."""
        self.check()
        percent = int(done * 100)
        if percent > self._percent:
            self._percent = percent
            self._tell(percent / 100)


@dataclass(frozen=True, slots=True)
class _Question:
    operation: Callable[[ReportErrand], Any]
    then: Callable[[Any], None]
    refused: Callable[[Trouble], None]
    progressed: Callable[[float], None]
    errand: ReportErrand


class ReportThread(QObject):
    """Meets ``ports.Reports``. The worker starts with the first question.

    Signals: ``troubled(trouble)`` for a question whose asker did not want to hear of it.
    """

    troubled = Signal(object)
    _answered = Signal(object, object)
    _progressed = Signal(object, float)

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._questions: queue.SimpleQueue[_Question | None] = queue.SimpleQueue()
        self._newest: dict[str, ReportErrand] = {}
        queued = Qt.ConnectionType.QueuedConnection
        self._answered.connect(self._on_answered, queued)
        self._progressed.connect(self._on_progressed, queued)
        self._worker = threading.Thread(target=self._work, name="reports", daemon=True)

    def run(
        self,
        asker: str,
        operation: Callable[[ReportErrand], Result],
        then: Callable[[Result], None],
        refused: Callable[[Trouble], None] | None = None,
        progressed: Callable[[float], None] | None = None,
    ) -> None:
        """See ``ports.Reports``. Call it on the window's thread only."""
        self.cancel(asker)
        tell = refused or self.troubled.emit

        def pass_on(done: float) -> None:
            self._progressed.emit(question, done)

        errand = ReportErrand(pass_on)
        question = _Question(operation, then, tell, progressed or _nothing, errand)
        self._newest[asker] = errand
        if self._worker.ident is None:
            self._worker.start()
        self._questions.put(question)

    def cancel(self, asker: str) -> None:
        """See ``ports.Reports``."""
        errand = self._newest.pop(asker, None)
        if errand is not None:
            errand.take_back()

    def stop(self) -> bool:
        """Take every question back and end the worker; False when it does not come to an end.

        It then still reads: the files must not be closed under it.
        """
        for asker in tuple(self._newest):
            self.cancel(asker)
        if self._worker.ident is None:
            return True
        self._questions.put(None)
        self._worker.join(_LONGEST_WAIT_S)
        return not self._worker.is_alive()

    def _work(self) -> None:
        while (question := self._questions.get()) is not None:
            if not question.errand.is_taken_back:
                self._answered.emit(question, self._answer(question))

    def _answer(self, question: _Question) -> Outcome:
        def ask() -> Any:
            try:
                return question.operation(question.errand)
            except NotWantedError:
                return None  # nobody is told of it

        return carry_out(ask, self._clock)

    def _on_answered(self, question: _Question, outcome: Outcome) -> None:
        if question.errand.is_taken_back:
            return
        self._forget(question.errand)
        if outcome.trouble is None:
            question.then(outcome.result)
        else:
            question.refused(outcome.trouble)

    def _forget(self, errand: ReportErrand) -> None:
        self._newest = {asker: held for asker, held in self._newest.items() if held is not errand}

    def _on_progressed(self, question: _Question, done: float) -> None:
        if not question.errand.is_taken_back:
            question.progressed(done)


def _nothing(_done: float) -> None:
    """Show no progress."""
