"""The queue before the printer: nothing waits, nothing prints twice, nothing is lost sight of."""

from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QThread

from pos_app.devices.cash_drawer import PrinterDrawer
from pos_app.devices.interfaces import PrintJob, PrintOutcome, PrintResult
from pos_app.devices.io_worker import IoWorker, Result
from pos_app.devices.print_queue import MOST_KEPT, PrintQueue
from pos_app.devices.receipt_printer import EscposPrinter, PrinterSettings
from pos_app.devices.simulators import SimulatedLink, SimulatedPrinter
from pos_app.errors import EnvironmentFault
from pos_app.receipts.paper import Column, Cut, Line, Paper
from tests.devices.conftest import wait_until

PAPER = Paper("test", (Line((Column("悦选便利"),)), Cut()))


class Desk:
    """A queue with a simulated printer behind it, and what was heard from it."""

    def __init__(self) -> None:
        self.insides = SimulatedPrinter()
        printer = EscposPrinter(SimulatedLink(self.insides), PrinterSettings())
        self.worker = IoWorker("printer")
        self.queue = PrintQueue(printer, PrinterDrawer(printer), self.worker)
        self.outcomes: list[PrintOutcome] = []
        self.drawer_faults: list[EnvironmentFault] = []
        self.queue.finished.connect(self.outcomes.append)
        self.queue.drawer_failed.connect(self.drawer_faults.append)

    def print(self, *ids: str) -> None:
        before = len(self.outcomes)
        for job_id in ids:
            self.queue.submit(PrintJob(job_id, PAPER))
        wait_until(lambda: len(self.outcomes) == before + len(ids))

    def results(self) -> list[tuple[str, PrintResult]]:
        return [(outcome.job_id, outcome.result) for outcome in self.outcomes]

    def papers(self) -> int:
        return self.insides.printed.count("悦选便利".encode("gb18030"))


@pytest.fixture
def desk(application: QCoreApplication) -> Desk:
    made = Desk()
    yield made
    made.worker.stop()


def test_jobs_print_in_their_order(desk: Desk) -> None:
    desk.print("a", "b", "c")
    assert [job_id for job_id, _ in desk.results()] == ["a", "b", "c"]
    assert desk.papers() == 3


def test_the_same_job_given_twice_prints_once(desk: Desk) -> None:
    desk.print("a")
    desk.queue.submit(PrintJob("a", PAPER))
    desk.print("b")
    assert desk.papers() == 2


def test_a_job_that_was_not_printed_prints_when_somebody_asks(desk: Desk) -> None:
    desk.insides.is_on = False
    desk.print("a", "b")
    assert [result for _, result in desk.results()] == [PrintResult.NOT_PRINTED] * 2
    desk.insides.is_on = True
    assert desk.papers() == 0
    assert desk.queue.retry() == 2
    wait_until(lambda: len(desk.outcomes) == 4)
    assert desk.papers() == 2
    assert desk.queue.not_printed == ()
    assert desk.queue.retry() == 0


def test_a_job_in_doubt_is_never_tried_again(desk: Desk) -> None:
    desk.insides.paper_bytes = 10
    desk.print("a")
    assert desk.results() == [("a", PrintResult.IN_DOUBT)]
    assert desk.queue.not_printed == ()
    desk.queue.submit(PrintJob("a", PAPER))
    assert desk.queue.retry() == 0


def test_the_printer_says_how_it_is_when_it_is_asked(desk: Desk) -> None:
    answers: list[EnvironmentFault | None] = []
    desk.queue.checked.connect(answers.append)
    desk.queue.check()
    wait_until(lambda: len(answers) == 1)
    desk.insides.is_on = False
    desk.queue.check()
    wait_until(lambda: len(answers) == 2)
    assert [fault.code if fault else "" for fault in answers] == ["", "PRINTER_OFF"]


def test_the_oldest_unprinted_jobs_go_when_there_are_too_many(desk: Desk) -> None:
    desk.insides.is_on = False
    for number in range(MOST_KEPT + 3):
        desk.print(f"job-{number}")
    assert desk.queue.not_printed[0].id == "job-3"
    assert len(desk.queue.not_printed) == MOST_KEPT


def test_the_drawer_opens_before_the_paper_that_follows(desk: Desk) -> None:
    desk.queue.open_drawer()
    desk.print("a")
    assert desk.insides.drawer_kicks == 1
    assert desk.insides.printed.index(b"\x1bp") < desk.insides.printed.index(b"\x1b@")


def test_a_drawer_that_cannot_be_reached_is_told_once_and_not_kicked_later(desk: Desk) -> None:
    desk.insides.is_on = False
    desk.queue.open_drawer()
    wait_until(lambda: bool(desk.drawer_faults))
    assert [fault.code for fault in desk.drawer_faults] == ["PRINTER_OFF"]
    desk.insides.is_on = True
    desk.print("a")
    assert desk.insides.drawer_kicks == 0


def test_a_hanging_printer_makes_nobody_wait_and_the_queue_is_bounded(
    application: QCoreApplication,
) -> None:
    worker, goes_on = IoWorker("stuck", most_waiting=2), Event()
    heard: list[Result] = []
    started = Event()

    def hang() -> str:
        started.set()
        goes_on.wait(10)
        return "done"

    assert worker.submit(hang, heard.append)
    assert started.wait(10)
    assert worker.submit(hang, heard.append)
    assert worker.submit(hang, heard.append)
    assert not worker.submit(hang, heard.append)
    assert heard == []
    goes_on.set()
    wait_until(lambda: len(heard) == 3)
    worker.stop()


def test_a_job_for_a_printer_that_is_far_behind_is_kept_as_not_printed(desk: Desk) -> None:
    goes_on = Event()
    desk.worker.submit(lambda: goes_on.wait(10), lambda result: None)
    for number in range(30):
        desk.queue.submit(PrintJob(f"job-{number}", PAPER))
    busy = [o for o in desk.outcomes if o.fault and o.fault.code == "PRINTER_BUSY"]
    assert len(busy) >= 9
    goes_on.set()
    wait_until(lambda: len(desk.outcomes) == 30)
    assert desk.papers() + len(desk.queue.not_printed) == 30


def test_results_come_back_on_the_thread_of_the_window(application: QCoreApplication) -> None:
    worker = IoWorker("carrier")
    threads: list[object] = []
    worker.submit(
        lambda: QThread.currentThread(),
        lambda result: threads.extend([result.value, QThread.currentThread()]),
    )
    wait_until(lambda: bool(threads))
    assert threads[0] != threads[1]
    assert threads[1] == application.thread()
    worker.stop()


def test_our_own_mistake_on_the_carrier_is_logged_and_the_carrier_lives_on(
    application: QCoreApplication, caplog: pytest.LogCaptureFixture
) -> None:
    worker = IoWorker("carrier")
    heard: list[Result] = []
    worker.submit(lambda: 1 // 0, heard.append)
    worker.submit(lambda: 2, heard.append)
    wait_until(lambda: len(heard) == 2)
    assert isinstance(heard[0].error, ZeroDivisionError)
    assert heard[1].value == 2
    assert "device call failed" in caplog.text
    worker.stop()


def test_a_bug_while_printing_leaves_the_job_in_doubt(desk: Desk) -> None:
    desk.insides.take = lambda data: 1 // 0
    desk.print("a")
    assert desk.results() == [("a", PrintResult.IN_DOUBT)]
