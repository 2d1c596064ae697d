"""A printer that works, and printers that are off, silent, out of paper or gone half-way."""

import socket
from pathlib import Path

import pytest

from pos_app.clock import SystemClock
from pos_app.devices.cash_drawer import PrinterDrawer
from pos_app.devices.interfaces import PrintJob, PrintOutcome, PrintResult
from pos_app.devices.printer_link import FileLink, Link, NetworkLink, SerialLink
from pos_app.devices.printer_status import read_status
from pos_app.devices.receipt_printer import EscposPrinter, PrinterSettings, encode_paper
from pos_app.devices.serial_port import SerialPort, SerialSettings
from pos_app.devices.simulators import SimulatedLink, SimulatedPrinter
from pos_app.errors import EnvironmentFault
from pos_app.receipts.layout import receipt
from pos_app.receipts.paper import Column, Cut, Line, Paper, Picture, Roll
from tests.devices.conftest import Answering, PrinterServer, SerialFarEnd
from tests.receipts import samples

PATIENT = PrinterSettings(answer_ms=2_000)
HASTY = PrinterSettings(answer_ms=200, write_ms=400, print_ms=600)
"""For printers that will never answer, so that the tests need not wait long for that."""

BLIND = PrinterSettings(answers=False, write_ms=400)
PAPER = Paper("test", (Line((Column("悦选便利"),)), Cut()))
DARK = Picture("dark", 576, 900, b"\xff" * 72 * 900)
LONG = Paper("long", (DARK,) * 4)
ENDLESS = Paper("endless", (DARK,) * 200)
"""More than the buffers of both ends of a network connection hold."""


def a_job(paper: Paper = PAPER) -> PrintJob:
    return PrintJob("job-1", paper)


def code(outcome: PrintOutcome) -> str:
    return outcome.fault.code if outcome.fault else ""


def test_a_receipt_reaches_a_network_printer_byte_for_byte(
    printer_server: PrinterServer, network_link: NetworkLink
) -> None:
    paper = receipt(samples.cash_sale(), samples.letterhead("zh_CN", with_logo=True))
    outcome = EscposPrinter(network_link, PATIENT).print_job(a_job(paper))
    assert (outcome.result, code(outcome)) == (PrintResult.PRINTED, "")
    assert bytes(printer_server.printer.printed) == encode_paper(paper, Roll.MM80)


def test_the_connection_is_given_back_after_each_job(
    printer_server: PrinterServer, network_link: NetworkLink
) -> None:
    printer = EscposPrinter(network_link, PATIENT)
    for _ in range(3):
        assert printer.print_job(a_job()).result is PrintResult.PRINTED
    assert printer_server.connections == 3


def test_a_printer_that_is_off_is_said_to_be_off_and_nothing_was_printed(
    clock: SystemClock,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    outcome = EscposPrinter(NetworkLink("127.0.0.1", port, clock), PATIENT).print_job(a_job())
    assert (outcome.result, code(outcome)) == (PrintResult.NOT_PRINTED, "PRINTER_OFF")


def test_a_printer_that_hangs_before_it_answers_has_printed_nothing(
    printer_server: PrinterServer, network_link: NetworkLink
) -> None:
    printer_server.reads = False
    outcome = EscposPrinter(network_link, HASTY).print_job(a_job())
    assert (outcome.result, code(outcome)) == (PrintResult.NOT_PRINTED, "PRINTER_TIMEOUT")


def test_a_printer_that_only_listens_and_hangs_leaves_the_job_in_doubt(
    printer_server: PrinterServer, network_link: NetworkLink
) -> None:
    printer_server.reads = False
    outcome = EscposPrinter(network_link, BLIND).print_job(a_job(ENDLESS))
    assert (outcome.result, code(outcome)) == (PrintResult.IN_DOUBT, "PRINTER_TIMEOUT")


def test_a_printer_that_only_listens_is_believed(
    printer_server: PrinterServer, network_link: NetworkLink
) -> None:
    printer_server.printer.answers = False
    outcome = EscposPrinter(network_link, BLIND).print_job(a_job())
    assert (outcome.result, code(outcome)) == (PrintResult.SENT, "")


def test_a_connection_that_breaks_half_way_leaves_the_job_in_doubt(
    printer_server: PrinterServer, network_link: NetworkLink
) -> None:
    printer_server.closes_after = 400
    paper = receipt(samples.cash_sale(), samples.letterhead("zh_CN"))
    outcome = EscposPrinter(network_link, PATIENT).print_job(a_job(paper))
    assert outcome.result is PrintResult.IN_DOUBT
    assert code(outcome) in {"PRINTER_GONE", "PRINTER_TIMEOUT"}


def test_a_printer_that_closes_at_the_first_question_has_printed_nothing(
    printer_server: PrinterServer, network_link: NetworkLink
) -> None:
    printer_server.closes_after = 1
    outcome = EscposPrinter(network_link, PATIENT).print_job(a_job())
    assert (outcome.result, code(outcome)) == (PrintResult.NOT_PRINTED, "PRINTER_GONE")


def test_out_of_paper_is_noticed_before_a_byte_is_sent(
    printer_server: PrinterServer, network_link: NetworkLink
) -> None:
    printer_server.printer.paper_bytes = 0
    outcome = EscposPrinter(network_link, PATIENT).print_job(a_job())
    assert (outcome.result, code(outcome)) == (PrintResult.NOT_PRINTED, "PRINTER_NO_PAPER")
    assert not printer_server.printer.printed


def test_an_open_cover_is_noticed_before_a_byte_is_sent(
    printer_server: PrinterServer, network_link: NetworkLink
) -> None:
    printer_server.printer.is_cover_open = True
    outcome = EscposPrinter(network_link, PATIENT).print_job(a_job())
    assert (outcome.result, code(outcome)) == (PrintResult.NOT_PRINTED, "PRINTER_COVER_OPEN")


def test_paper_that_ends_half_way_is_named_and_the_job_is_in_doubt(
    printer_server: PrinterServer, network_link: NetworkLink
) -> None:
    printer_server.printer.paper_bytes = 400
    paper = receipt(samples.cash_sale(), samples.letterhead("zh_CN"))
    outcome = EscposPrinter(network_link, PATIENT).print_job(a_job(paper))
    assert (outcome.result, code(outcome)) == (PrintResult.IN_DOUBT, "PRINTER_NO_PAPER")


def test_paper_that_is_running_low_is_mentioned(
    printer_server: PrinterServer, network_link: NetworkLink
) -> None:
    printer_server.printer.is_paper_low = True
    outcome = EscposPrinter(network_link, PATIENT).print_job(a_job())
    assert outcome == PrintOutcome("job-1", PrintResult.PRINTED, is_paper_low=True)


def test_a_buffer_that_fills_up_leaves_the_job_in_doubt() -> None:
    insides = SimulatedPrinter(takes_bytes=60)
    outcome = EscposPrinter(SimulatedLink(insides), HASTY).print_job(a_job(LONG))
    assert (outcome.result, code(outcome)) == (PrintResult.IN_DOUBT, "PRINTER_TIMEOUT")


def test_a_printer_says_how_it_is_when_it_is_asked() -> None:
    insides = SimulatedPrinter()
    printer = EscposPrinter(SimulatedLink(insides), PATIENT)
    assert printer.check() is None
    insides.is_cover_open = True
    assert str(printer.check()) == "PRINTER_COVER_OPEN"
    insides.is_on = False
    assert str(printer.check()) == "PRINTER_OFF printer=simulated"


def test_the_drawer_opens_once_a_kick() -> None:
    insides = SimulatedPrinter()
    drawer = PrinterDrawer(EscposPrinter(SimulatedLink(insides), PATIENT))
    drawer.open_drawer()
    assert insides.drawer_kicks == 1


def test_the_drawer_opens_now_and_not_later_when_the_paper_is_out() -> None:
    insides = SimulatedPrinter(paper_bytes=0)
    PrinterDrawer(EscposPrinter(SimulatedLink(insides), PATIENT)).open_drawer()
    assert insides.drawer_kicks == 1
    insides.load_paper()
    insides.take(b"\n")
    assert insides.drawer_kicks == 1


def test_a_drawer_on_a_printer_that_is_off_is_a_fault() -> None:
    drawer = PrinterDrawer(EscposPrinter(SimulatedLink(SimulatedPrinter(is_on=False)), PATIENT))
    with pytest.raises(EnvironmentFault, match="PRINTER_OFF"):
        drawer.open_drawer()
    full = SimulatedPrinter(takes_bytes=9)
    with pytest.raises(EnvironmentFault, match="DRAWER_NOT_REACHED"):
        PrinterDrawer(EscposPrinter(SimulatedLink(full), PATIENT)).open_drawer()


def test_a_printer_on_a_serial_line_prints(
    clock: SystemClock, serial_far_end: SerialFarEnd, answering: Answering
) -> None:
    insides = SimulatedPrinter()
    answering(insides.take)
    port = SerialPort(
        SerialSettings(serial_far_end.name, 115_200),
        off_code="PRINTER_OFF",
    )
    outcome = EscposPrinter(SerialLink(port, clock), PATIENT).print_job(a_job())
    assert (outcome.result, code(outcome)) == (PrintResult.PRINTED, "")
    assert bytes(insides.printed) == encode_paper(PAPER, Roll.MM80)
    port.close()


def test_a_serial_printer_that_is_unplugged_is_off(clock: SystemClock) -> None:
    port = SerialPort(SerialSettings("/dev/does-not-exist"), off_code="PRINTER_OFF")
    outcome = EscposPrinter(SerialLink(port, clock), PATIENT).print_job(a_job())
    assert (outcome.result, code(outcome)) == (PrintResult.NOT_PRINTED, "PRINTER_OFF")


def test_a_device_file_prints_and_answers_like_a_usb_printer(
    clock: SystemClock, serial_far_end: SerialFarEnd, answering: Answering
) -> None:
    insides = SimulatedPrinter()
    answering(insides.take)
    link: Link = FileLink(Path(serial_far_end.name), clock)
    outcome = EscposPrinter(link, PATIENT).print_job(a_job())
    assert (outcome.result, code(outcome)) == (PrintResult.PRINTED, "")


def test_a_device_file_that_takes_nothing_more_runs_into_its_deadline(
    clock: SystemClock, serial_far_end: SerialFarEnd
) -> None:
    link = FileLink(Path(serial_far_end.name), clock)
    outcome = EscposPrinter(link, BLIND).print_job(a_job(LONG))
    assert (outcome.result, code(outcome)) == (PrintResult.IN_DOUBT, "PRINTER_TIMEOUT")


def test_a_plain_file_collects_what_is_printed(clock: SystemClock, tmp_path: Path) -> None:
    target = tmp_path / "printed.bin"
    printer = EscposPrinter(FileLink(target, clock), BLIND)
    for _ in range(2):
        assert printer.print_job(a_job()).result is PrintResult.SENT
    assert target.read_bytes() == encode_paper(PAPER, Roll.MM80) * 2


def test_a_file_in_a_folder_that_is_gone_is_a_printer_that_is_off(
    clock: SystemClock, tmp_path: Path
) -> None:
    outcome = EscposPrinter(FileLink(tmp_path / "gone" / "x", clock), BLIND).print_job(a_job())
    assert (outcome.result, code(outcome)) == (PrintResult.NOT_PRINTED, "PRINTER_OFF")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((0x12, 0x12, 0x12), ""),
        ((0x1A, 0x16, 0x12), "PRINTER_COVER_OPEN"),
        ((0x1A, 0x32, 0x7E), "PRINTER_NO_PAPER"),
        ((0x12, 0x12, 0x72), "PRINTER_NO_PAPER"),
        ((0x1A, 0x52, 0x12), "PRINTER_ERROR"),
        ((0x1A, 0x12, 0x12), "PRINTER_OFFLINE"),
        ((0x12, 0x12, 0x1E), ""),
    ],
)
def test_status_bytes_are_read_as_the_manuals_say(
    answers: tuple[int, int, int], expected: str
) -> None:
    fault = read_status(*answers).fault
    assert (fault.code if fault else "") == expected


def test_a_serial_printer_that_stops_taking_data_leaves_the_job_in_doubt(
    clock: SystemClock, serial_far_end: SerialFarEnd
) -> None:
    port = SerialPort(SerialSettings(serial_far_end.name), off_code="PRINTER_OFF")
    outcome = EscposPrinter(SerialLink(port, clock), BLIND).print_job(a_job(LONG))
    assert (outcome.result, code(outcome)) == (PrintResult.IN_DOUBT, "PRINTER_TIMEOUT")
    port.close()


def test_a_fault_of_a_serial_line_names_the_port() -> None:
    port = SerialPort(SerialSettings("/dev/does-not-exist"), off_code="PRINTER_OFF")
    with pytest.raises(EnvironmentFault) as caught:
        port.open()
    assert caught.value.facts == {"printer": "/dev/does-not-exist"}
