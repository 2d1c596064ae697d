"""The ways to a printer: network, serial line, a device or a plain file, all with deadlines.

python-escpos has transports of its own, but they cannot say how many bytes went out before a
failure, and that decides whether a receipt may be printed again. USB printers are device files on
Linux (``/dev/usb/lp0``) and virtual serial ports elsewhere.
"""

import contextlib
import os
import select
import socket
import stat
from pathlib import Path
from typing import Protocol

from pos_app.clock import Clock
from pos_app.devices.serial_port import SerialPort
from pos_app.errors import EnvironmentFault

PIECE = 4_096
"""Bytes handed over at once: small enough that a hanging printer is noticed within its deadline."""


class Link(Protocol):
    """An open way to a printer. Faults: PRINTER_OFF on opening, PRINTER_GONE later."""

    def open(self, timeout_ms: int) -> None:
        """Reach the printer."""

    def write(self, data: bytes, timeout_ms: int) -> int:
        """Send, and say how many bytes went out before the time was over."""

    def read(self, timeout_ms: int) -> bytes:
        """Read what the printer says, up to 64 bytes; nothing when it stays silent."""

    def close(self) -> None:
        """Let go of the printer, so that another till may have it."""


class NetworkLink:
    """Raw TCP, port 9100. One connection per job: most printers serve one till at a time."""

    def __init__(self, host: str, port: int, clock: Clock) -> None:
        self._address = (host, port)
        self._clock = clock
        self._socket: socket.socket | None = None

    def open(self, timeout_ms: int) -> None:
        """See ``Link``."""
        try:
            self._socket = socket.create_connection(self._address, timeout_ms / 1000)
        except OSError as error:
            raise EnvironmentFault("PRINTER_OFF", printer=self._address[0]) from error

    def write(self, data: bytes, timeout_ms: int) -> int:
        """See ``Link``."""
        assert self._socket is not None
        ends_ms = self._clock.mono_ms() + timeout_ms
        sent = 0
        while sent < len(data):
            left_ms = ends_ms - self._clock.mono_ms()
            if left_ms <= 0:
                break
            self._socket.settimeout(left_ms / 1000)
            try:
                sent += self._socket.send(data[sent : sent + PIECE])
            except TimeoutError:
                break
            except OSError as error:
                raise EnvironmentFault("PRINTER_GONE", sent=sent) from error
        return sent

    def read(self, timeout_ms: int) -> bytes:
        """See ``Link``. The printer closing its end is the same as gone."""
        assert self._socket is not None
        self._socket.settimeout(timeout_ms / 1000)
        try:
            data = self._socket.recv(64)
        except TimeoutError:
            return b""
        except OSError as error:
            raise EnvironmentFault("PRINTER_GONE") from error
        if not data:
            raise EnvironmentFault("PRINTER_GONE")
        return data

    def close(self) -> None:
        """See ``Link``."""
        if self._socket is not None:
            link, self._socket = self._socket, None
            with contextlib.suppress(OSError):
                link.shutdown(socket.SHUT_WR)  # what is on its way still arrives
            link.close()


class SerialLink:
    """A printer on a serial line; the line stays open between jobs."""

    def __init__(self, port: SerialPort, clock: Clock) -> None:
        self._port = port
        self._clock = clock

    def open(self, timeout_ms: int) -> None:
        """See ``Link``. A line opens at once or not at all."""
        del timeout_ms
        self._port.open()

    def write(self, data: bytes, timeout_ms: int) -> int:
        """See ``Link``. In small pieces: at 9,600 baud 256 bytes take a quarter of a second."""
        ends_ms = self._clock.mono_ms() + timeout_ms
        sent = 0
        while sent < len(data):
            left_ms = ends_ms - self._clock.mono_ms()
            if left_ms <= 0:
                break
            piece = data[sent : sent + 256]
            if not self._port.write(piece, left_ms):
                return max(sent, 1)  # how much of the piece went nobody knows
            sent += len(piece)
        return sent

    def read(self, timeout_ms: int) -> bytes:
        """See ``Link``."""
        return self._port.read(1, timeout_ms)

    def close(self) -> None:
        """Keep the line: nobody else is on it."""


class FileLink:
    """A device file such as ``/dev/usb/lp0``, or a plain file that collects what is printed."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._file: int | None = None
        self._can_wait = False

    def open(self, timeout_ms: int) -> None:
        """See ``Link``. A plain file is made where there is none, and grows."""
        del timeout_ms
        try:
            self._file = self._open_device() if self._is_device() else self._open_plain()
        except OSError as error:
            raise EnvironmentFault("PRINTER_OFF", printer=str(self._path)) from error

    def write(self, data: bytes, timeout_ms: int) -> int:
        """See ``Link``."""
        assert self._file is not None
        ends_ms = self._clock.mono_ms() + timeout_ms
        sent = 0
        while sent < len(data):
            left_ms = ends_ms - self._clock.mono_ms()
            if not self._is_ready(for_reading=False, timeout_ms=left_ms):
                break
            try:
                sent += os.write(self._file, data[sent : sent + PIECE])
            except BlockingIOError:
                continue
            except OSError as error:
                raise EnvironmentFault("PRINTER_GONE", sent=sent) from error
        return sent

    def read(self, timeout_ms: int) -> bytes:
        """See ``Link``. A plain file says nothing."""
        assert self._file is not None
        if not self._can_wait or not self._is_ready(for_reading=True, timeout_ms=timeout_ms):
            return b""
        try:
            return os.read(self._file, 64)
        except OSError as error:
            raise EnvironmentFault("PRINTER_GONE") from error

    def close(self) -> None:
        """See ``Link``."""
        if self._file is not None:
            file, self._file = self._file, None
            with contextlib.suppress(OSError):
                os.close(file)

    def _is_device(self) -> bool:
        return self._path.exists() and not stat.S_ISREG(self._path.stat().st_mode)

    def _open_device(self) -> int:
        self._can_wait = hasattr(os, "O_NONBLOCK")
        return os.open(self._path, os.O_RDWR | getattr(os, "O_NONBLOCK", 0))

    def _open_plain(self) -> int:
        self._can_wait = False
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        return os.open(self._path, flags, 0o600)

    def _is_ready(self, *, for_reading: bool, timeout_ms: int) -> bool:
        if not self._can_wait:
            return True
        if timeout_ms <= 0:
            return False
        assert self._file is not None
        wanted = [self._file]
        ready = select.select(
            wanted if for_reading else [], [] if for_reading else wanted, [], timeout_ms / 1000
        )
        return bool(ready[0] or ready[1])
