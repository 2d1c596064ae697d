"""Devices for whoever has none at hand, tests first: they answer and fail as the real ones do.

Each is used through the same code as the real thing: the printer is the far end of a ``Link``, the
scanner strikes keys in a window, the scale answers on a line.
"""

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow

from pos_app.devices.scale import ACK, DC1, ENQ, check_byte
from pos_app.domain.quantity import Quantity
from pos_app.errors import EnvironmentFault

_LENGTHS = {
    b"\x10\x04": 3,
    b"\x10\x14": 5,
    b"\x1b@": 2,
    b"\x1b3": 3,
    b"\x1bE": 3,
    b"\x1ba": 3,
    b"\x1bd": 3,
    b"\x1bp": 5,
    b"\x1c&": 2,
    b"\x1d!": 3,
    b"\x1dV": 3,
    b"\x1dr": 3,
}
"""How long each command is that we send, by its first two bytes; GS v 0 brings its own length."""

_RASTER = b"\x1dv"


@dataclass
class SimulatedPrinter:
    """A printer's insides: what reaches it, what it answers, what goes wrong. Change it at will.

    ``takes_bytes`` fills its buffer after so many; ``paper_bytes`` ends its paper. ``printed`` is
    what got on paper, commands included.
    """

    is_on: bool = True
    is_cover_open: bool = False
    is_paper_low: bool = False
    paper_bytes: int | None = None
    takes_bytes: int | None = None
    answers: bool = True
    printed: bytearray = field(default_factory=bytearray)
    drawer_kicks: int = 0
    _buffer: bytearray = field(default_factory=bytearray)

    @property
    def is_paper_out(self) -> bool:
        """Nothing more gets on paper."""
        return self.paper_bytes is not None and self.paper_bytes <= 0

    def load_paper(self) -> None:
        """Put a new roll in; what was in the buffer goes on."""
        self.paper_bytes = None

    def take(self, data: bytes) -> bytes:
        """Take bytes from the line and give what is answered to them."""
        self._buffer += data
        answer = bytearray()
        while command := self._next_command():
            answer += self._obey(command)
        return bytes(answer) if self.answers else b""

    def _next_command(self) -> bytes:
        """Cut the next command, or one byte of text, off the buffer; nothing while it is broken."""
        head = bytes(self._buffer[:2])
        stuck = self.is_paper_out or self.is_cover_open
        if not head or (stuck and head[:1] != b"\x10"):
            return self._next_real_time()
        length = self._raster_length() if head == _RASTER else _LENGTHS.get(head, 1)
        if len(head) == 1 and head in {b"\x10", b"\x1b", b"\x1c", b"\x1d"}:
            return b""
        return self._cut(0, length)

    def _next_real_time(self) -> bytes:
        """Find a real-time command behind what cannot be printed now."""
        at = self._buffer.find(b"\x10")
        if at < 0 or len(self._buffer) < at + 2:
            return b""
        return self._cut(at, _LENGTHS.get(bytes(self._buffer[at : at + 2]), 1))

    def _cut(self, at: int, length: int) -> bytes:
        if len(self._buffer) < at + length:
            return b""
        command = bytes(self._buffer[at : at + length])
        del self._buffer[at : at + length]
        return command

    def _raster_length(self) -> int:
        if len(self._buffer) < 8:
            return 8
        across, down = (
            self._buffer[4] | self._buffer[5] << 8,
            self._buffer[6] | self._buffer[7] << 8,
        )
        return 8 + across * down

    def _obey(self, command: bytes) -> bytes:
        head = command[:2]
        if head == b"\x10\x04":
            return bytes((self._status(command[2]),))
        if head == b"\x10\x14":
            self.drawer_kicks += 1
            return b""
        if head == b"\x1dr":
            return b"\x00"
        if head == b"\x1bp":
            self.drawer_kicks += 1
        self.printed += command
        if self.paper_bytes is not None:
            self.paper_bytes -= len(command)
        return b""

    def _status(self, question: int) -> int:
        is_offline = self.is_paper_out or self.is_cover_open
        if question == 1:
            return 0x12 | (0x08 if is_offline else 0)
        if question == 2:
            return 0x12 | (0x04 if self.is_cover_open else 0) | (0x20 if self.is_paper_out else 0)
        low = 0x0C if self.is_paper_low or self.is_paper_out else 0
        return 0x12 | low | (0x60 if self.is_paper_out else 0)


class SimulatedLink:
    """A ``Link`` to a simulated printer, with nothing between."""

    def __init__(self, printer: SimulatedPrinter) -> None:
        self._printer = printer
        self._answers = bytearray()

    def open(self, timeout_ms: int) -> None:
        """See ``Link``."""
        del timeout_ms
        if not self._printer.is_on:
            raise EnvironmentFault("PRINTER_OFF", printer="simulated")

    def write(self, data: bytes, timeout_ms: int) -> int:
        """See ``Link``. Where time would pass, the time is over at once."""
        del timeout_ms
        if not self._printer.is_on:
            raise EnvironmentFault("PRINTER_GONE", sent=0)
        room = self._printer.takes_bytes
        taken = data if room is None else data[:room]
        if room is not None:
            self._printer.takes_bytes = room - len(taken)
        self._answers += self._printer.take(taken)
        return len(taken)

    def read(self, timeout_ms: int) -> bytes:
        """See ``Link``."""
        del timeout_ms
        answers = bytes(self._answers)
        self._answers.clear()
        return answers

    def close(self) -> None:
        """See ``Link``."""


class SimulatedScanner:
    """A wedge: strikes a code's keys in a window, a few milliseconds apart by their own time."""

    def __init__(self, window: QWindow, gap_ms: int = 8, prefix: str = "") -> None:
        self._window = window
        self._gap_ms = gap_ms
        self._prefix = prefix

    def scan(self, code: str, at_ms: int) -> int:
        """Strike the code and Enter; gives the time of the last key."""
        for character in self._prefix + code:
            strike(self._window, character, at_ms)
            at_ms += self._gap_ms
        strike(self._window, "\r", at_ms)
        return at_ms


def strike(window: QWindow, character: str, at_ms: int) -> None:
    """Press and release one key in a window, at its own time."""
    key = Qt.Key.Key_Return if character == "\r" else Qt.Key.Key_unknown
    if character.isascii() and character.isprintable():
        key = Qt.Key(ord(character.upper()))
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
        event.setTimestamp(at_ms)
        QCoreApplication.sendEvent(window, event)


@dataclass
class SimulatedScale:
    """A ``Scale`` with something on it, which also plays the far end of a scale's serial line."""

    quantity: Quantity = field(default_factory=lambda: Quantity(0))
    is_on: bool = True
    is_stable: bool = True

    def read_weight(self) -> Quantity:
        """See ``Scale``."""
        if not self.is_on:
            raise EnvironmentFault("SCALE_OFF")
        if not self.is_stable:
            raise EnvironmentFault("SCALE_UNSTABLE")
        if not self.quantity.thousandths:
            raise EnvironmentFault("SCALE_EMPTY")
        return self.quantity

    def answer(self, question: bytes) -> bytes:
        """Answer a question on the line as a CAS scale does."""
        if not self.is_on:
            return b""
        if question == ENQ:
            return ACK
        return self._frame() if question == DC1 else b""

    def _frame(self) -> bytes:
        kilograms, grams = divmod(abs(self.quantity.thousandths), 1000)
        sign = "-" if self.quantity.thousandths < 0 else " "
        text = f"{'S' if self.is_stable else 'U'}{sign}{kilograms:02d}.{grams:03d}kg"
        body = text.encode("ascii")
        return b"\x01\x02" + body + bytes((check_byte(body),)) + b"\x03\x04"
