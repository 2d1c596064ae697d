"""From a database to open ports, and back: how the cloud is started and how it stops.

Stopping: no new connection, /readyz says no, what was begun is answered, the worker ends its step,
the database is closed.
"""

import asyncio
import contextlib
import signal
import socket
import ssl
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from sync.cloud.app import Core, Door, Origin, Shell
from sync.cloud.clock import CloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.metrics import Metrics
from sync.cloud.pools import Pools, Room
from sync.cloud.request_log import say
from sync.cloud.worker import Worker
from sync.wire.version import PROTOCOL

_BACKLOG: Final = 1024
_KEEP_ALIVE_S: Final = 75
_MOST_CONNECTIONS: Final = 2_000
_LAST_ANSWERS_S: Final = 30
_MOST_HEAD_BYTES: Final = 64 * 1024
"""Ours have less than two thousand; a proxy in front adds some."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen; port 0 takes a free one."""

    host: str = "127.0.0.1"
    port: int = 0


@dataclass(frozen=True, slots=True)
class Certificate:
    """The server's own, where nothing in front of it ends TLS."""

    chain: Path
    key: Path


class Serving:
    """One process of the cloud: two origins, one core, one worker."""

    def __init__(
        self,
        core: Core,
        database: CloudDatabase,
        clock: CloudClock,
        *,
        room: Room | None = None,
        certificate: Certificate | None = None,
    ) -> None:
        """Raise ``OSError`` for a certificate that cannot be used."""
        self._core = core
        self._certificate = certificate
        context = _tls(certificate) if certificate else None
        self._context = (lambda *_: context) if context else None
        self._pools = Pools(room or Room())
        self._worker = Worker(core.work, self._pools.is_taking_journals)
        shell = Shell(core, self._pools, self._worker, Metrics(database, clock), clock)
        self._doors: dict[Origin, Door] = {
            "tills": Door(shell, "tills"),
            "admin": Door(shell, "admin"),
        }
        self._sockets: dict[Origin, socket.socket] = {}
        self._servers: list[_Server] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_stopping = False

    def listen(self, tills: Address, admin: Address) -> None:
        """Take the ports. Raises ``OSError``."""
        self._sockets = {"tills": _listening(tills), "admin": _listening(admin)}

    def url(self, origin: Origin) -> str:
        """Give an origin's address, once it is listened on."""
        host, port = self._sockets[origin].getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        return f"http{'s' if self._certificate else ''}://{shown}:{port}"

    def run(self, is_up: Callable[[], None] = lambda: None) -> None:
        """Serve until ``stop``, or a signal where this is the main thread. Closes the core."""
        self._servers = [self._server(origin) for origin in self._doors]
        with asyncio.Runner(loop_factory=self._servers[0].config.get_loop_factory()) as runner:
            runner.run(self._serve(is_up))

    def stop(self) -> None:
        """Begin to stop, also before ``run`` has come far. Any thread."""
        self._is_stopping = True
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # it has ended already
                self._loop.call_soon_threadsafe(self._close_doors)

    async def _serve(self, is_up: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        try:
            with self._signals():
                self._worker.start()
                serving = asyncio.gather(
                    *(
                        server.serve([self._sockets[origin]])
                        for server, origin in zip(self._servers, self._doors, strict=True)
                    )
                )
                say("serving", url=self.url("tills"), admin_url=self.url("admin"), proto=PROTOCOL)
                is_up()
                if self._is_stopping:
                    self._close_doors()
                await serving
        finally:  # else the worker would keep a process that serves nobody
            await asyncio.to_thread(self._close)

    def _server(self, origin: Origin) -> "_Server":
        config = uvicorn.Config(
            self._doors[origin].application(),
            http=_impatient(self._pools.room.body_s),
            lifespan="off",
            ws="none",
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=False,
            backlog=_BACKLOG,
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_keep_alive=_KEEP_ALIVE_S,
            timeout_graceful_shutdown=_LAST_ANSWERS_S,
            ssl_context_factory=self._context,
            ssl_certfile=self._certificate.chain if self._certificate else None,
        )
        return _Server(config)

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        """Let a signal stop both origins at once; in a thread that is not the main one, none."""
        handled = (signal.SIGINT, signal.SIGTERM)
        try:
            before = {one: signal.signal(one, lambda *_: self.stop()) for one in handled}
        except ValueError:
            before = {}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def _close_doors(self) -> None:
        if all(server.should_exit for server in self._servers):
            return
        say("stopping", waiting=self._pools.inside)
        for door in self._doors.values():
            door.is_closing = True
        for server in self._servers:
            server.should_exit = True

    def _close(self) -> None:
        self._pools.close()
        self._worker.stop()
        self._core.close()
        say("stopped")


def _tls(certificate: Certificate) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(certificate.chain, certificate.key)
    return context


class _Server(uvicorn.Server):
    """A uvicorn whose signals are handled by ``Serving``, since there are two of them."""

    capture_signals: Any = contextlib.nullcontext


class _Impatient(HttpToolsProtocol):
    """Hangs up on whoever does not say what they want in time, or in short.

    The parser keeps a request's head, however long: nobody else counts it before it ends.
    """

    patience_s: ClassVar[int]
    _head_bytes = 0
    _is_head = True

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.loop.call_later(self.patience_s, self._lose_patience)

    def data_received(self, data: bytes) -> None:
        if self._is_head:
            self._head_bytes += len(data)
        super().data_received(data)
        if self._is_head and self._head_bytes > _MOST_HEAD_BYTES:
            self.transport.close()

    def on_headers_complete(self) -> None:
        self._is_head, self._head_bytes = False, 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._is_head = True
        super().on_message_complete()

    def _lose_patience(self) -> None:
        has_asked = self.cycle is not None
        if not has_asked:
            self.transport.close()


def _impatient(patience_s: int) -> type[asyncio.Protocol]:
    return type("Impatient", (_Impatient,), {"patience_s": patience_s})


def free_port(wished: int) -> int:
    """Give a port if nobody on this machine has it now, else 0."""
    try:
        _listening(Address(port=wished)).close()
    except OSError:
        return 0
    return wished


def _listening(address: Address) -> socket.socket:
    """Listen with the protocol named: asyncio sets TCP_NODELAY only where it is.

    Without it a small answer waits 40 ms for the other side's acknowledgement.
    """
    is_v6 = ":" in address.host
    family = socket.AF_INET6 if is_v6 else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # where it would let two servers share a port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((address.host, address.port))
        listening.listen(_BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening
