"""A second reader of ESC/POS, written from the manuals alone: bytes in, what is on paper out.

It shares no code with the product. A byte it does not know is an error: then the product sent
something nobody meant.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    line: str
    across: int
    down: int
    is_bold: bool


@dataclass(frozen=True)
class Dots:
    width_bytes: int
    height: int
    data: bytes
    is_centred: bool


@dataclass(frozen=True)
class Command:
    name: str
    argument: int = 0


Printed = Text | Dots | Command


class Interpreter:
    """Reads a whole stream at once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._line = bytearray()
        self._across = self._down = 1
        self._is_bold = self._is_centred = self._is_chinese = False
        self.printed: list[Printed] = []

    def read(self) -> list[Printed]:
        while self._at < len(self._data):
            byte = self._next()
            if byte == 0x1B:
                self._escape()
            elif byte == 0x1C:
                assert self._next() == ord("&"), "FS something else"
                self._is_chinese = True
            elif byte == 0x1D:
                self._group()
            elif byte == 0x0A:
                self._end_line()
            else:
                assert 0x20 <= byte != 0x7F, f"control byte {byte:#x} at {self._at}"
                self._character(byte)
        assert not self._line
        return self.printed

    def _next(self) -> int:
        byte = self._data[self._at]
        self._at += 1
        return byte

    def _character(self, byte: int) -> None:
        self._line.append(byte)
        if byte < 0x80:
            return
        assert self._is_chinese, "Chinese before Chinese mode"
        second = self._next()
        self._line.append(second)
        if 0x30 <= second <= 0x39:  # four bytes
            self._line += bytes((self._next(), self._next()))

    def _end_line(self) -> None:
        line = self._line.decode("gb18030")
        self._line.clear()
        self.printed.append(Text(line, self._across, self._down, self._is_bold))

    def _escape(self) -> None:
        command = chr(self._next())
        if command == "@":
            self._across = self._down = 1
            self._is_bold = self._is_centred = self._is_chinese = False
            self.printed.append(Command("init"))
        elif command == "E":
            self._is_bold = bool(self._next() & 1)
        elif command == "a":
            self._is_centred = self._next() in {1, 0x31}
        elif command == "3":
            self.printed.append(Command("spacing", self._next()))
        elif command == "d":
            self.printed.append(Command("feed", self._next()))
        elif command == "p":
            self.printed.append(Command("kick", self._next()))
            self._at += 2
        else:
            raise AssertionError(f"ESC {command!r}")

    def _group(self) -> None:
        command = chr(self._next())
        if command == "!":
            size = self._next()
            self._across, self._down = (size >> 4) + 1, (size & 0x0F) + 1
        elif command == "V":
            self.printed.append(Command("cut", self._next()))
        elif command == "v":
            self._raster()
        elif command == "r":
            self.printed.append(Command("ask", self._next()))
        else:
            raise AssertionError(f"GS {command!r}")

    def _raster(self) -> None:
        assert self._next() == ord("0")
        assert self._next() == 0, "not in normal density"
        assert not self._line, "a picture in the middle of a line"
        width = self._next() | self._next() << 8
        height = self._next() | self._next() << 8
        data = self._data[self._at : self._at + width * height]
        assert len(data) == width * height
        self._at += width * height
        self.printed.append(Dots(width, height, data, self._is_centred))


def read(data: bytes) -> list[Printed]:
    """Read a whole stream."""
    return Interpreter(data).read()
