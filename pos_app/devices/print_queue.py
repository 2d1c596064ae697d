"""What the rest of the till sees of the printer: give it paper, and hear how it went.

Nothing here waits. A job that is known not to have been printed stays until somebody asks to try
again; a job in doubt does not, for the paper in the printer may carry it: the receipt is reprinted
from the records, marked as a copy.
"""

from collections import OrderedDict, deque

from PySide6.QtCore import QObject, Signal

from pos_app.devices.interfaces import (
    CashDrawer,
    PrintJob,
    PrintOutcome,
    PrintResult,
    ReceiptPrinter,
)
from pos_app.devices.io_worker import IoWorker, Result
from pos_app.errors import EnvironmentFault

MOST_KEPT = 50
"""Jobs kept for another try; beyond that the oldest goes: every receipt is in the records."""

_IDS_REMEMBERED = 1_000


class PrintQueue(QObject):
    """The printer's desk, on the GUI thread.

    Signals: ``accepted(PrintJob)`` for every new job, ``finished(PrintOutcome)`` when it ended,
    ``drawer_failed(EnvironmentFault)``, ``checked(EnvironmentFault | None)`` as the answer to
    ``check``.
    """

    accepted = Signal(object)
    finished = Signal(object)
    drawer_failed = Signal(object)
    checked = Signal(object)

    def __init__(self, printer: ReceiptPrinter, drawer: CashDrawer, worker: IoWorker) -> None:
        super().__init__()
        self._printer = printer
        self._drawer = drawer
        self._worker = worker
        self._jobs: OrderedDict[str, PrintJob | None] = OrderedDict()
        self._not_printed: deque[PrintJob] = deque(maxlen=MOST_KEPT)

    @property
    def not_printed(self) -> tuple[PrintJob, ...]:
        """The jobs known not to be on paper, oldest first."""
        return tuple(self._not_printed)

    def submit(self, job: PrintJob) -> None:
        """Print a job once. The same id given again is ignored, whatever became of the first."""
        if job.id in self._jobs:
            return
        self._jobs[job.id] = job
        while len(self._jobs) > _IDS_REMEMBERED:
            self._jobs.popitem(last=False)
        self.accepted.emit(job)
        self._start(job)

    def retry(self) -> int:
        """Try again, on a person's word, what is known not to be on paper; says how many."""
        jobs = self.not_printed
        self._not_printed.clear()
        for job in jobs:
            self._jobs[job.id] = job
            self._start(job)
        return len(jobs)

    def check(self) -> None:
        """Ask the printer how it is; one that has too much to do is not asked."""
        self._worker.submit(self._printer.check, self._on_checked)

    def open_drawer(self) -> None:
        """Kick the drawer, before any paper that is submitted after this. Never tried again.

        The caller has recorded why: a finished cash transaction or a no sale.
        """
        if not self._worker.submit(self._drawer.open_drawer, self._on_drawer):
            self.drawer_failed.emit(EnvironmentFault("PRINTER_BUSY"))

    def _start(self, job: PrintJob) -> None:
        def call() -> PrintOutcome:
            return self._printer.print_job(job)

        def then(result: Result) -> None:
            self._on_printed(job, result)

        if not self._worker.submit(call, then):
            busy = EnvironmentFault("PRINTER_BUSY")
            self._settle(job, PrintOutcome(job.id, PrintResult.NOT_PRINTED, busy))

    def _on_printed(self, job: PrintJob, result: Result) -> None:
        outcome = result.value
        if not isinstance(outcome, PrintOutcome):  # our bug, logged by the worker
            fault = EnvironmentFault("PRINTER_ERROR")
            outcome = PrintOutcome(job.id, PrintResult.IN_DOUBT, fault)
        self._settle(job, outcome)

    def _settle(self, job: PrintJob, outcome: PrintOutcome) -> None:
        if job.id in self._jobs:
            self._jobs[job.id] = None  # the id stays, the paper may go
        if outcome.result is PrintResult.NOT_PRINTED:
            self._not_printed.append(job)
        self.finished.emit(outcome)

    def _on_checked(self, result: Result) -> None:
        if isinstance(result.value, EnvironmentFault | None):
            self.checked.emit(result.value)

    def _on_drawer(self, result: Result) -> None:
        if isinstance(result.error, EnvironmentFault):
            self.drawer_failed.emit(result.error)
        elif result.error is not None:
            self.drawer_failed.emit(EnvironmentFault("DRAWER_NOT_REACHED"))
