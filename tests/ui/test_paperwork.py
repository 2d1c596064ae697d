"""From a finished sale to paper and drawer, with a printer that works and one that does not."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.clock import SystemClock
from pos_app.devices.cash_drawer import PrinterDrawer
from pos_app.devices.io_worker import IoWorker
from pos_app.devices.print_queue import PrintQueue
from pos_app.devices.receipt_printer import EscposPrinter, PrinterSettings
from pos_app.devices.simulators import SimulatedLink, SimulatedPrinter
from pos_app.errors import EnvironmentFault
from pos_app.ui.paperwork import Paperwork
from pos_app.ui.ports import Trouble
from tests.devices.conftest import wait_until
from tests.receipts import samples


class Heard:
    """A notice bar that remembers."""

    def __init__(self) -> None:
        self.codes: list[str] = []

    def tell(self, code: str, **facts: object) -> None:
        self.codes.append(code)

    def trouble(self, trouble: Trouble) -> None:
        self.codes.append(trouble.code)

    def clear(self) -> None:
        self.codes.clear()

    def withdraw(self, codes: frozenset[str]) -> None:
        self.codes = [code for code in self.codes if code not in codes]


class Counter:
    """Paperwork with a simulated printer and drawer behind it."""

    def __init__(self) -> None:
        self.insides = SimulatedPrinter()
        printer = EscposPrinter(SimulatedLink(self.insides), PrinterSettings())
        self.worker = IoWorker("printer")
        self.queue = PrintQueue(printer, PrinterDrawer(printer), self.worker)
        self.heard = Heard()
        self.paperwork = Paperwork(
            samples.STORE, lambda _completed: "", self.queue, SystemClock(), self.heard
        )
        self.finished = 0
        self.queue.finished.connect(self.on_finished)

    def on_finished(self, _outcome: object) -> None:
        self.finished += 1

    def wait(self, papers: int) -> None:
        wait_until(lambda: self.finished == papers)

    def check(self) -> None:
        """Ask the printer how it is, and wait for its answer."""
        answers: list[object] = []
        self.queue.checked.connect(answers.append)
        self.queue.check()
        wait_until(lambda: bool(answers))

    def has_printed(self, text: str) -> bool:
        return text.encode("gb18030") in self.insides.printed


@pytest.fixture
def counter() -> Iterator[Counter]:
    application = QApplication.instance() or QApplication([])
    made = Counter()
    yield made
    made.worker.stop()
    assert application is not None


def test_a_cash_sale_opens_the_drawer_once_and_prints_its_receipt(counter: Counter) -> None:
    counter.paperwork.print_receipt(samples.cash_sale())
    counter.wait(1)
    assert counter.insides.drawer_kicks == 1
    assert counter.has_printed("S12-T03-000042")
    assert counter.heard.codes == []


def test_a_copy_is_marked_and_opens_no_drawer(counter: Counter) -> None:
    counter.paperwork.print_receipt(samples.cash_sale(copy=1))
    counter.wait(1)
    assert counter.insides.drawer_kicks == 0
    assert counter.has_printed("* 副本 *")


def test_practice_opens_no_drawer_and_says_on_paper_that_it_is_practice(counter: Counter) -> None:
    counter.paperwork.print_receipt(samples.cash_sale(is_training=True))
    counter.wait(1)
    assert counter.insides.drawer_kicks == 0
    assert counter.has_printed("* 培训 *")


def test_a_receipt_that_was_not_printed_is_printed_as_the_original_it_is(counter: Counter) -> None:
    counter.insides.paper_bytes = 0
    counter.paperwork.print_receipt(samples.returned_to_card())
    counter.wait(1)
    assert counter.heard.codes == ["PRINTER_NO_PAPER"]
    counter.insides.load_paper()
    assert counter.paperwork.print_again() == 1
    counter.wait(2)
    assert counter.has_printed("S12-T03-000046")
    assert not counter.has_printed("副本")
    assert counter.paperwork.print_again() == 0


def test_a_receipt_in_doubt_is_not_sent_again_by_itself(counter: Counter) -> None:
    counter.insides.paper_bytes = 500
    counter.paperwork.print_receipt(samples.returned_to_card())
    counter.wait(1)
    assert counter.heard.codes == ["PRINTER_NO_PAPER"]
    assert counter.paperwork.print_again() == 0


def test_paper_that_runs_low_is_mentioned(counter: Counter) -> None:
    counter.insides.is_paper_low = True
    counter.paperwork.print_receipt(samples.returned_to_card())
    counter.wait(1)
    assert counter.heard.codes == ["PRINTER_PAPER_LOW"]


def test_a_notice_about_the_printer_goes_when_the_paper_is_printed_after_all(
    counter: Counter,
) -> None:
    counter.insides.paper_bytes = 0
    counter.paperwork.print_receipt(samples.returned_to_card())
    counter.wait(1)
    counter.insides.load_paper()
    counter.check()
    assert counter.heard.codes == ["PRINTER_NO_PAPER"], "a paper still has to be printed again"
    counter.paperwork.print_again()
    counter.wait(2)
    assert counter.heard.codes == []


def test_a_notice_about_the_printer_goes_when_it_is_well_and_nothing_waits(
    counter: Counter,
) -> None:
    counter.heard.trouble(EnvironmentFault("PRINTER_OFF", printer="P"))
    counter.heard.trouble(EnvironmentFault("PRINTER_GONE"))
    counter.check()
    assert counter.heard.codes == ["PRINTER_GONE"], "a person should look at the last paper first"
    counter.paperwork.print_receipt(samples.returned_to_card())
    counter.wait(1)
    assert counter.heard.codes == []
