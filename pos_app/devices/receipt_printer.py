"""The receipt printer: paper becomes ESC/POS through python-escpos and goes out over a link.

A job is sent only after the printer said that it can print, and is followed by a question that is
answered once all of it is on paper. What failed before the first byte was not printed and may be
tried again; what failed later is in doubt, and a person looks at the paper.
"""

import os
import shutil
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pos_app.devices.escpos_text import SELECT_CHINESE, disarm_dots, encode_text
from pos_app.devices.interfaces import PrintJob, PrintOutcome, PrintResult
from pos_app.devices.printer_link import Link
from pos_app.devices.printer_status import ASK_WHEN_DONE, Conversation
from pos_app.errors import EnvironmentFault
from pos_app.receipts.paper import LINE_DOTS, Cut, Paper, Picture, Roll, Row, set_paper

if TYPE_CHECKING:
    from escpos.printer import Dummy


_PROFILES = {Roll.MM58: "POS-5890", Roll.MM80: "TM-T20II"}
"""python-escpos's names of ordinary printers: 384 dots and no cutter, 576 dots and a cutter."""


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """One printer as set up. ``answers`` is False for one that only listens.

    ``write_ms`` bounds handing the data over, ``print_ms`` the printing itself.
    """

    roll: Roll = Roll.MM80
    answers: bool = True
    drawer_pin: int = 2
    open_ms: int = 3_000
    answer_ms: int = 1_000
    write_ms: int = 10_000
    print_ms: int = 20_000


@cache
def _python_escpos() -> type["Dummy"]:
    """Import the library on the carrier, for it takes 0.2 s, and clear up after it.

    Importing it makes a folder for temporary files, even where it is told of another, and leaves
    it there with what it read. Nothing looks into that one again.
    """
    from escpos import capabilities
    from escpos.printer import Dummy

    if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
        shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)
    printer: type[Dummy] = Dummy
    return printer


def encode_paper(paper: Paper, roll: Roll) -> bytes:
    """Turn paper into the bytes a printer of this width takes.

    QR codes go out as dots, not as the printer's own QR command: every printer can draw dots, old
    ones know no QR, and so paper and preview are the same to the dot. Sizes go by GS !, which
    Chinese characters follow too; ESC !, which many programs send, changes Latin letters only.
    """
    printer = _python_escpos()(profile=_PROFILES[roll])
    printer.hw("INIT")
    printer.line_spacing(LINE_DOTS)
    data = bytearray(printer.output + SELECT_CHINESE)
    before = Row()
    for placed in set_paper(paper, roll):
        printer.clear()
        match placed:
            case Row():
                _change_type(printer, before, placed)
                before = placed
                data += printer.output + encode_text(placed.text) + b"\n"
            case Picture():
                _draw(printer, placed)
                data += printer.output
            case Cut():
                printer.cut(mode="PART")
                data += printer.output
    return bytes(data)


def _change_type(printer: "Dummy", before: Row, row: Row) -> None:
    """Send what differs from the row before; a printer starts with normal type."""
    if row.size is not before.size:
        printer.line_spacing(row.height)
        printer.set(custom_size=True, width=row.size.across, height=row.size.down)
    if row.is_bold is not before.is_bold:
        printer.set(bold=row.is_bold)


def _draw(printer: "Dummy", picture: Picture) -> None:
    from PIL import Image

    safe = bytes(byte ^ 0xFF for byte in disarm_dots(picture.rows))  # here 1 is white
    size = (picture.stride * 8, picture.height)
    printer.set(align="center")
    printer.image(Image.frombytes("1", size, safe))
    printer.set(align="left")


def encode_kick(pin: int, *, is_real_time: bool) -> bytes:
    """Give the drawer kick for pin 2 or 5: ESC p, or DLE DC4 for a printer that is offline."""
    if is_real_time:
        return bytes((0x10, 0x14, 1, 0 if pin == 2 else 1, 1))  # one pulse of 100 ms
    printer = _python_escpos()()
    printer.cashdraw(pin)
    output: bytes = printer.output
    return output


class EscposPrinter:
    """A ``ReceiptPrinter`` and the drawer that hangs on it. Blocks; belongs on its carrier."""

    def __init__(self, link: Link, settings: PrinterSettings) -> None:
        self._link = link
        self._settings = settings

    def print_job(self, job: PrintJob) -> PrintOutcome:
        """See ``ReceiptPrinter``."""
        data = encode_paper(job.paper, self._settings.roll)
        try:
            self._link.open(self._settings.open_ms)
        except EnvironmentFault as fault:
            return PrintOutcome(job.id, PrintResult.NOT_PRINTED, fault)
        try:
            return self._print_opened(job.id, data)
        finally:
            self._link.close()

    def check(self) -> EnvironmentFault | None:
        """See ``ReceiptPrinter``."""
        try:
            self._link.open(self._settings.open_ms)
        except EnvironmentFault as fault:
            return fault
        try:
            return self._talk().ask_status().fault if self._settings.answers else None
        except EnvironmentFault as fault:
            return fault
        finally:
            self._link.close()

    def open_drawer(self) -> None:
        """See ``CashDrawer``. A printer that is offline gets the real-time kick.

        The ordinary one would wait in its buffer and open the drawer minutes later, when somebody
        puts paper in. Raises PRINTER_OFF, PRINTER_TIMEOUT, PRINTER_GONE, DRAWER_NOT_REACHED.
        """
        self._link.open(self._settings.open_ms)
        try:
            is_offline = self._settings.answers and self._talk().ask_status().is_offline
            kick = encode_kick(self._settings.drawer_pin, is_real_time=is_offline)
            if self._link.write(kick, self._settings.write_ms) < len(kick):
                raise EnvironmentFault("DRAWER_NOT_REACHED")
        finally:
            self._link.close()

    def _talk(self) -> Conversation:
        return Conversation(self._link, self._settings.answer_ms)

    def _print_opened(self, job_id: str, data: bytes) -> PrintOutcome:
        if not self._settings.answers:
            return self._send_blindly(job_id, data)
        talk = self._talk()
        try:
            status = talk.ask_status()
        except EnvironmentFault as fault:
            return PrintOutcome(job_id, PrintResult.NOT_PRINTED, fault)
        if status.fault:
            return PrintOutcome(job_id, PrintResult.NOT_PRINTED, status.fault)
        failed = self._send(job_id, data + ASK_WHEN_DONE, talk)
        if failed:
            return failed
        fault_or_none = self._wait_until_done(talk)
        if fault_or_none:
            return PrintOutcome(job_id, PrintResult.IN_DOUBT, fault_or_none)
        return PrintOutcome(job_id, PrintResult.PRINTED, is_paper_low=status.is_paper_low)

    def _send_blindly(self, job_id: str, data: bytes) -> PrintOutcome:
        return self._send(job_id, data, None) or PrintOutcome(job_id, PrintResult.SENT)

    def _send(self, job_id: str, data: bytes, talk: Conversation | None) -> PrintOutcome | None:
        """Hand the data over; gives the outcome when not all of it went."""
        try:
            sent = self._link.write(data, self._settings.write_ms)
        except EnvironmentFault as fault:
            was_touched = fault.facts.get("sent") != 0
            return PrintOutcome(job_id, _failure(was_touched=was_touched), fault)
        if sent == len(data):
            return None
        return PrintOutcome(job_id, _failure(was_touched=sent > 0), _find_cause(talk))

    def _wait_until_done(self, talk: Conversation) -> EnvironmentFault | None:
        """Wait for the answer to GS r; in between ask, in real time, what is holding it up."""
        try:
            for _ in range(max(1, self._settings.print_ms // self._settings.answer_ms)):
                talk.listen()
                if talk.is_done():
                    return None
                status = talk.ask_status()
                if talk.is_done():
                    return None
                if status.fault:
                    return status.fault
        except EnvironmentFault as fault:
            return None if talk.is_done() else fault
        return EnvironmentFault("PRINTER_TIMEOUT")


def _failure(*, was_touched: bool) -> PrintResult:
    return PrintResult.IN_DOUBT if was_touched else PrintResult.NOT_PRINTED


def _find_cause(talk: Conversation | None) -> EnvironmentFault:
    try:
        cause = talk.ask_status().fault if talk else None
    except EnvironmentFault as fault:
        return fault
    return cause or EnvironmentFault("PRINTER_TIMEOUT")
