"""Far ends of devices: real sockets and real serial lines, on this machine."""

import os
import pty
import socket
import tty
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from pos_app.clock import SystemClock
from pos_app.devices.printer_link import NetworkLink
from pos_app.devices.simulators import SimulatedPrinter


@dataclass
class PrinterServer:
    """A network printer: one connection after the other goes to the same insides.

    ``closes_after`` breaks the connection off after so many bytes; ``reads`` is False for a
    printer that accepts and then hangs.
    """

    printer: SimulatedPrinter
    port: int = 0
    closes_after: int | None = None
    reads: bool = True
    connections: int = 0

    def serve(self, listener: socket.socket, stopped: Event) -> None:
        while not stopped.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                continue
            self.connections += 1
            with connection:
                self._talk(connection, stopped)

    def _talk(self, connection: socket.socket, stopped: Event) -> None:
        connection.settimeout(0.05)
        received = 0
        while not stopped.is_set():
            if not self.reads:
                stopped.wait(0.05)
                continue
            try:
                data = connection.recv(64)
            except TimeoutError:
                continue
            except OSError:
                return
            if not data:
                return
            received += len(data)
            if self.closes_after is not None and received >= self.closes_after:
                return
            answer = self.printer.take(data)
            if answer:
                connection.sendall(answer)


@pytest.fixture
def clock() -> SystemClock:
    return SystemClock()


@pytest.fixture
def printer_server() -> Iterator[PrinterServer]:
    server = PrinterServer(SimulatedPrinter())
    stopped = Event()
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as pool:
        listener.settimeout(0.05)
        server.port = listener.getsockname()[1]
        pool.submit(server.serve, listener, stopped)
        yield server
        stopped.set()


@pytest.fixture
def network_link(printer_server: PrinterServer, clock: SystemClock) -> NetworkLink:
    return NetworkLink("127.0.0.1", printer_server.port, clock)


Answering = Callable[[Callable[[bytes], bytes]], None]


@dataclass
class SerialFarEnd:
    """The other end of a serial line: ``name`` is what our end opens."""

    name: str
    file: int

    def answer(self, respond: Callable[[bytes], bytes], stopped: Event) -> None:
        """Play a device: read what comes and send what it answers."""
        os.set_blocking(self.file, False)
        while not stopped.wait(0.005):
            try:
                data = os.read(self.file, 4096)
            except BlockingIOError:
                continue
            if data:
                os.write(self.file, respond(data))


@pytest.fixture
def serial_far_end() -> Iterator[SerialFarEnd]:
    far, near = pty.openpty()
    tty.setraw(near)
    tty.setraw(far)
    yield SerialFarEnd(os.ttyname(near), far)
    os.close(far)
    os.close(near)


@pytest.fixture
def answering(serial_far_end: SerialFarEnd) -> Iterator[Answering]:
    """Have a function answer on the far end of the serial line."""
    stopped = Event()
    with ThreadPoolExecutor(1) as pool:

        def start(respond: Callable[[bytes], bytes]) -> None:
            pool.submit(serial_far_end.answer, respond, stopped)

        yield start
        stopped.set()


@pytest.fixture
def application() -> QCoreApplication:
    return QApplication.instance() or QApplication([])


def wait_until(is_true: Callable[[], bool], at_most_ms: int = 10_000) -> None:
    """Let Qt work until something has come about."""
    loop = QEventLoop()
    look = QTimer(interval=5)
    look.timeout.connect(lambda: loop.quit() if is_true() else None)
    QTimer.singleShot(at_most_ms, loop.quit)
    look.start()
    loop.exec()
    look.stop()
    assert is_true(), "it did not come about"
