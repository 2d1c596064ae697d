"""What a printer answers when it is asked how it is: the status bytes of ESC/POS, read."""

from dataclasses import dataclass

from pos_app.devices.printer_link import Link
from pos_app.errors import EnvironmentFault

ASK_PRINTER = b"\x10\x04\x01"
ASK_OFFLINE_CAUSE = b"\x10\x04\x02"
ASK_PAPER = b"\x10\x04\x04"
"""DLE EOT n: answered at once, also by a printer that is offline or full of data."""

ASK_WHEN_DONE = b"\x1dr\x01"
"""GS r 1: answered in its turn, so the answer means that all before it was printed."""


_MOST_READS = 3
"""The answer to ``ASK_WHEN_DONE`` may come between a question and its answer; more may not."""


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """The three answers that matter, put together."""

    is_offline: bool = False
    is_cover_open: bool = False
    is_paper_out: bool = False
    is_paper_low: bool = False
    has_error: bool = False

    @property
    def fault(self) -> EnvironmentFault | None:
        """What keeps the printer from printing; the cause a person can mend comes first."""
        if self.is_cover_open:
            return EnvironmentFault("PRINTER_COVER_OPEN")
        if self.is_paper_out:
            return EnvironmentFault("PRINTER_NO_PAPER")
        if self.has_error:
            return EnvironmentFault("PRINTER_ERROR")
        return EnvironmentFault("PRINTER_OFFLINE") if self.is_offline else None


class Conversation:
    """Questions and answers over one open link."""

    def __init__(self, link: Link, answer_ms: int) -> None:
        self._link = link
        self._answer_ms = answer_ms
        self._answers: list[int] = []
        self._is_done = False

    def is_done(self) -> bool:
        """Tell whether ``ASK_WHEN_DONE`` was answered."""
        return self._is_done

    def ask_status(self) -> PrinterStatus:
        """Ask how the printer is. Raises PRINTER_TIMEOUT when it stays silent, PRINTER_GONE."""
        return read_status(
            self._ask(ASK_PRINTER), self._ask(ASK_OFFLINE_CAUSE), self._ask(ASK_PAPER)
        )

    def listen(self) -> None:
        """Take in what the printer says unasked, for as long as one answer may take."""
        for byte in self._link.read(self._answer_ms):
            if _is_realtime_answer(byte):
                self._answers.append(byte)
            elif _is_done_answer(byte):
                self._is_done = True

    def _ask(self, question: bytes) -> int:
        self._answers.clear()  # late answers to earlier questions would shift all that follow
        if self._link.write(question, self._answer_ms) < len(question):
            raise EnvironmentFault("PRINTER_TIMEOUT")
        for _ in range(_MOST_READS):
            self.listen()
            if self._answers:
                return self._answers.pop(0)
            if not self._is_done:
                break
        raise EnvironmentFault("PRINTER_TIMEOUT")


def _is_realtime_answer(byte: int) -> bool:
    """Tell an answer to DLE EOT: bits 0 and 7 are 0, bits 1 and 4 are 1."""
    return byte & 0b1001_0011 == 0b0001_0010


def _is_done_answer(byte: int) -> bool:
    """Tell an answer to GS r 1: bits 4 and 7 are 0."""
    return byte & 0b1001_0000 == 0


def read_status(printer: int, offline_cause: int, paper: int) -> PrinterStatus:
    """Read the answers to the three questions, in that order."""
    return PrinterStatus(
        is_offline=bool(printer & 0x08),
        is_cover_open=bool(offline_cause & 0x04),
        is_paper_out=bool(offline_cause & 0x20) or bool(paper & 0x60),
        is_paper_low=bool(paper & 0x0C),
        has_error=bool(offline_cause & 0x40),
    )
