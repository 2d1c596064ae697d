"""A proxy between the real client and the real server that makes a network's faults on request.

It runs in a thread of its own. ``plan`` says what happens to each request and may be changed at
any time; ``cut_network`` refuses and breaks all connections until ``restore_network``.
``round_trip_ms`` is added to each request and to each new connection, as a far server would;
bandwidth is not limited.
"""

import asyncio
import contextlib
import socket
import ssl
import struct
import threading
from asyncio import StreamReader, StreamWriter
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Self

from tests.faults.framing import (
    STREAM_LIMIT,
    Head,
    Message,
    read_head,
    read_request_body,
    read_response,
)
from tests.faults.kinds import Fault
from tests.faults.plans import Plan, Request, all_well

_RESET = struct.pack("ii", 1, 0)
_BROKEN = (OSError, EOFError, ValueError, asyncio.LimitOverrunError)


@dataclass(frozen=True)
class Seen:
    """What happened to one request; ``statuses`` are the server's answers, in order."""

    method: str
    path: str
    fault: Fault
    statuses: list[int]


class FaultProxy:
    """Listens on a port of 127.0.0.1 for one server; with ``tls`` it holds the certificate."""

    def __init__(
        self, upstream: int, plan: Plan = all_well, tls: ssl.SSLContext | None = None
    ) -> None:
        self.plan = plan
        self.round_trip_ms = 0
        self.seen: list[Seen] = []
        self.port = 0
        self._upstream = upstream
        self._tls = tls
        self._late: list[tuple[int, Message]] = []
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fault proxy")

    @property
    def url(self) -> str:
        return f"http{'s' if self._tls else ''}://127.0.0.1:{self.port}"

    def start(self) -> Self:
        """Begin to listen, on a free port."""
        self._thread.start()
        self.restore_network()
        return self

    def stop(self) -> None:
        """End every connection and the thread."""
        self.cut_network()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def cut_network(self) -> None:
        """Break all connections and refuse new ones."""
        self._run(self._close())

    def restore_network(self) -> None:
        """Listen again, on the same port."""
        self._run(self._listen())

    def deliver_late(self) -> None:
        """Let the server have every request that was kept back, now."""
        self._run(self._deliver(None))

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    async def _listen(self) -> None:
        if self._server is None:
            self._server = await asyncio.start_server(
                self._serve, "127.0.0.1", self.port, limit=STREAM_LIMIT, ssl=self._tls
            )
            self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        if self._server is None:
            return
        self._server.close()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._server.wait_closed()
        self._server = None

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        exchange = None
        try:
            await asyncio.sleep(self.round_trip_ms / 1000)
            while exchange is None or not exchange.is_cut:
                head = await read_head(reader)
                if head is None:
                    break
                exchange = _Exchange(self, head, reader, writer)
                await self._handle(exchange)
        except (*_BROKEN, asyncio.CancelledError):  # as a cable would: whoever waits is cut off
            _reset(writer)
        finally:
            self._tasks.discard(task)
            await _end(writer)

    async def _handle(self, exchange: "_Exchange") -> None:
        fault = self.plan(Request(len(self.seen) + 1, exchange.method, exchange.path))
        self.seen.append(Seen(exchange.method, exchange.path, fault, exchange.statuses))
        number = len(self.seen)
        await asyncio.sleep(self.round_trip_ms / 2000)
        await fault.happen(exchange)
        await self._deliver(number)

    async def _deliver(self, number: int | None) -> None:
        due = [entry for entry in self._late if number is None or entry[0] <= number]
        self._late = [entry for entry in self._late if not (number is None or entry[0] <= number)]
        for _, request in due:
            with contextlib.suppress(*_BROKEN):
                await self.ask(request)

    def keep_back(self, request: Message, after: int) -> None:
        """Remember it for the time when so many more requests have come."""
        self._late.append((len(self.seen) + after, request))

    async def ask(self, request: Message, size: int = 0, pause_ms: int = 0) -> Message:
        """Send a request to the server, whole or in pieces of ``size``, and read the answer."""
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", self._upstream, limit=STREAM_LIMIT
        )
        try:
            step = size or len(request.raw)
            for start in range(0, len(request.raw), step):
                writer.write(request.raw[start : start + step])
                await writer.drain()
                if pause_ms:
                    await asyncio.sleep(pause_ms / 1000)
            return await read_response(reader, request.head.words[0])
        finally:
            await _end(writer)

    async def ask_part(self, part: bytes) -> None:
        """Send the beginning of a request and cut."""
        _, writer = await asyncio.open_connection("127.0.0.1", self._upstream)
        writer.write(part)
        await writer.drain()
        await _end(writer)


class _Exchange:
    """One request of one client, as a fault handles it."""

    def __init__(
        self, proxy: FaultProxy, head: Head, reader: StreamReader, writer: StreamWriter
    ) -> None:
        self.method, self.path = head.words[:2]
        self.statuses: list[int] = []
        self.is_cut = False
        self._has_begun = False
        self._proxy = proxy
        self._head = head
        self._reader = reader
        self._writer = writer

    async def read(self) -> Message:
        return Message(self._head, await read_request_body(self._reader, self._head))

    async def read_part(self, size: int) -> bytes:
        length = int(self._head.header("content-length") or 0)
        return self._head.raw + await self._reader.readexactly(min(size, length))

    async def forward(self, request: Message) -> Message:
        return self._note(await self._proxy.ask(request))

    async def forward_part(self, part: bytes) -> None:
        await self._proxy.ask_part(part)

    async def trickle_to_server(self, request: Message, size: int, pause_ms: int) -> Message:
        return self._note(await self._proxy.ask(request, size, pause_ms))

    def _note(self, response: Message) -> Message:
        self.statuses.append(response.status)
        return response

    async def reply(self, raw: bytes) -> None:
        if not self._has_begun:
            await asyncio.sleep(self._proxy.round_trip_ms / 2000)
        self._has_begun = True
        self._writer.write(raw)
        await self._writer.drain()

    async def wait_for_client_to_leave(self) -> None:
        await self._reader.read()
        self.cut()

    def cut(self, *, is_reset: bool = True) -> None:
        self.is_cut = True
        if is_reset:
            _reset(self._writer)

    def deliver_late(self, request: Message, after: int) -> None:
        self._proxy.keep_back(request, after)


def _reset(writer: StreamWriter) -> None:
    """Have the kernel send a reset where it would say goodbye."""
    with contextlib.suppress(OSError):
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    writer.transport.abort()


async def _end(writer: StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(*_BROKEN):
        await writer.wait_closed()
