"""A serial line with deadlines. The only user of pyserial."""

import contextlib
import importlib.util
from dataclasses import dataclass

import serial

from pos_app.errors import EnvironmentFault

_LINE_ERRORS: tuple[type[Exception], ...] = (serial.SerialException, OSError, ValueError)
if importlib.util.find_spec("termios"):  # where there is one, pyserial lets its errors through
    import termios

    _LINE_ERRORS += (termios.error,)


@dataclass(frozen=True, slots=True)
class SerialSettings:
    """How a line is set. ``port`` is ``COM3`` or ``/dev/ttyUSB0``; 8 data bits, one stop bit."""

    port: str
    baud: int = 9_600
    parity: str = "N"


class SerialPort:
    """An open line. Raises its user's fault: PRINTER_OFF with the port as fact ``printer``."""

    def __init__(self, settings: SerialSettings, *, off_code: str) -> None:
        self._settings = settings
        self._off_code = off_code
        self._line: serial.Serial | None = None

    def open(self) -> None:
        """Take the line for us alone. Opening it again changes nothing."""
        if self._line is not None:
            return
        try:
            self._line = serial.Serial(
                port=self._settings.port,
                baudrate=self._settings.baud,
                parity=self._settings.parity,
                exclusive=True,
            )
        except _LINE_ERRORS as error:
            raise self._off() from error

    def write(self, data: bytes, timeout_ms: int) -> bool:
        """Send, and say whether all of it went in time; where not, part of it may have gone."""
        line = self._opened()
        try:
            line.write_timeout = timeout_ms / 1000
            line.write(data)
        except serial.SerialTimeoutException:
            return False
        except _LINE_ERRORS as error:
            self.close()
            raise self._off() from error
        return True

    def read(self, count: int, timeout_ms: int) -> bytes:
        """Read up to so many bytes; fewer, or none, when the time is over."""
        line = self._opened()
        try:
            line.timeout = timeout_ms / 1000
            return bytes(line.read(count))
        except _LINE_ERRORS as error:
            self.close()
            raise self._off() from error

    def read_until(self, end: bytes, most: int, timeout_ms: int) -> bytes:
        """Read up to and with an end mark, or so many bytes, or what came in time."""
        line = self._opened()
        try:
            line.timeout = timeout_ms / 1000
            return bytes(line.read_until(end, most))
        except _LINE_ERRORS as error:
            self.close()
            raise self._off() from error

    def forget_input(self) -> None:
        """Throw away what came unasked, so that the next answer is the answer."""
        line = self._opened()
        try:
            line.reset_input_buffer()
        except _LINE_ERRORS as error:
            self.close()
            raise self._off() from error

    def close(self) -> None:
        """Give the line back, without waiting for what is still in it."""
        if self._line is not None:
            line, self._line = self._line, None
            with contextlib.suppress(*_LINE_ERRORS):
                line.reset_output_buffer()
            with contextlib.suppress(*_LINE_ERRORS):
                line.close()

    def _off(self) -> EnvironmentFault:
        name = self._off_code.removesuffix("_OFF").lower()
        return EnvironmentFault(self._off_code, **{name: self._settings.port})

    def _opened(self) -> serial.Serial:
        self.open()
        assert self._line is not None
        return self._line


def list_lines() -> tuple[str, ...]:
    """Name the lines that something is plugged into, such as ``COM3`` or ``/dev/ttyUSB0``."""
    from serial.tools import list_ports  # needed when a till is set up, and never again

    return tuple(sorted(port.device for port in list_ports.comports() if port.hwid != "n/a"))
