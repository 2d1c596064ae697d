"""The ASGI shell: sockets in front, the cloud's core behind, nothing decided in between.

It cuts bodies off at the endpoint's limit, runs the core on bounded threads, compresses JSON,
stamps every answer with the protocol, the channel and the request, writes one line of log for each
and counts it. Administrators' endpoints are answered on an origin of their own alone.
"""

import asyncio
import time
from dataclasses import dataclass, replace
from typing import Final, Literal, Protocol

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
from starlette.requests import Request as WebRequest
from starlette.responses import Response as WebResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from sync.cloud.answers import (
    asgi_messages,
    code_of,
    compressed,
    echoed,
    overloaded,
    refusal,
    request_of,
    stamped,
)
from sync.cloud.api.endpoint import Endpoint, Lane
from sync.cloud.api.routes import Routes
from sync.cloud.call import Request, Response
from sync.cloud.clock import CloudClock
from sync.cloud.metrics import Metrics
from sync.cloud.openapi import document
from sync.cloud.pools import Overloaded, Pools
from sync.cloud.request_log import key_in, say
from sync.cloud.worker import Worker
from sync.wire.packing import pack
from sync.wire.refusals import STATUS, Problem
from sync.wire.version import REQUEST_FIELD, SIGNATURE_INPUT_FIELD

Origin = Literal["tills", "admin"]

_MOST_UNKNOWN_BYTES: Final = 64 * 1024


class _TooLarge(Exception):
    """The body is longer than the endpoint takes."""


class Core(Protocol):
    """What is served: the cloud of service.py. Any thread."""

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """The table it answers by."""

    def handle(self, request: Request) -> Response:
        """Answer one request. Never raises."""

    def work(self) -> bool:
        """Do one step of what no request waits for; False when there was nothing to do."""

    def close(self) -> None:
        """Let the database go."""


@dataclass(frozen=True, slots=True)
class Shell:
    """What both origins share: one core, one set of threads, one worker, one set of counters."""

    cloud: Core
    pools: Pools
    worker: Worker
    metrics: Metrics
    clock: CloudClock


@dataclass(slots=True)
class _Visit:
    """One request on its way through the shell."""

    endpoint: Endpoint | None
    request: Request
    request_id: str
    began: float
    bytes_in: int = 0
    code: str = ""

    @property
    def lane(self) -> Lane:
        return self.endpoint.lane if self.endpoint else "bulk"

    @property
    def most_bytes(self) -> int:
        return self.endpoint.most_bytes if self.endpoint else _MOST_UNKNOWN_BYTES

    @property
    def label(self) -> str:
        return self.endpoint.path if self.endpoint else "other"


class Door:
    """One origin's application; used on the event loop."""

    def __init__(self, shell: Shell, origin: Origin) -> None:
        self._shell = shell
        self._origin = origin
        every = shell.cloud.endpoints
        ours = tuple(one for one in every if (one.auth == "admin") == (origin == "admin"))
        self._routes = Routes(ours)
        self._others = Routes(one for one in every if one not in ours)
        self._document = pack(document(ours, origin))
        self.is_closing = False

    def application(self) -> Starlette:
        """Give what a server serves."""
        routes = [
            Route("/healthz", self._alive),
            Route("/readyz", self._ready),
            Route("/openapi.json", self._describe),
        ]
        if self._origin == "admin":
            routes.append(Route("/metrics", self._measure))
        application = Starlette(routes=routes)
        application.router.redirect_slashes = False
        application.router.default = self._answer  # no pattern: paths may hold any character
        return application

    # ---- about the server itself

    async def _alive(self, _: WebRequest) -> WebResponse:
        return WebResponse(b'{"alive":true}', media_type="application/json")

    async def _ready(self, _: WebRequest) -> WebResponse:
        if not self.is_closing and await asyncio.to_thread(self._shell.metrics.is_database_fit):
            return WebResponse(b'{"ready":true}', media_type="application/json")
        problem = pack(Problem("NOT_READY"))
        return WebResponse(problem, STATUS["NOT_READY"], media_type="application/json")

    async def _describe(self, _: WebRequest) -> WebResponse:
        return WebResponse(self._document, media_type="application/json")

    async def _measure(self, _: WebRequest) -> WebResponse:
        text = await asyncio.to_thread(self._shell.metrics.scrape)
        return WebResponse(text, media_type="text/plain; version=0.0.4; charset=utf-8")

    # ---- everything else

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = request_of(scope)
        route = self._routes.find(request.method, request.path)
        visit = _Visit(
            endpoint=route.endpoint if route else None,
            request=request,
            request_id=echoed(request, REQUEST_FIELD) or self._shell.clock.random_bytes(8).hex(),
            began=time.perf_counter(),
        )
        try:
            response = await self._respond(visit, receive)
        except ClientDisconnect:
            return
        finally:
            self._shell.pools.let_go(visit.bytes_in)
        response = stamped(response, request, visit.request_id)
        for message in asgi_messages(response):
            await send(message)
        self._note(visit, response)

    async def _respond(self, visit: _Visit, receive: Receive) -> Response:
        request, pools = visit.request, self._shell.pools
        if visit.endpoint is None and self._others.methods(request.path):
            visit.code = "NOT_FOUND"  # it is the other origin's
            return refusal(visit.code)
        try:
            pools.check(visit.lane)
            async with asyncio.timeout(pools.room.body_s):
                body = await self._read(visit, receive)
            whole = replace(request, body=body)
            response = await pools.run(
                visit.lane, visit.bytes_in, lambda: self._handle(visit, whole)
            )
        except Overloaded as full:
            visit.code = "OVERLOADED"
            return overloaded(full.retry_after_s)
        except _TooLarge:
            visit.code = "TOO_LARGE"
            return refusal(visit.code, most_bytes=visit.most_bytes)
        except TimeoutError:
            visit.code = "TOO_SLOW"
            return refusal(visit.code, most_s=pools.room.body_s)
        if visit.lane == "facts" and response.status < 300:
            self._shell.worker.wake()
        return response

    async def _read(self, visit: _Visit, receive: Receive) -> bytes:
        """Read the body as it came, no longer than the endpoint takes."""
        declared = visit.request.headers.get("content-length", "0")
        if declared.isdecimal() and int(declared) > visit.most_bytes:
            raise _TooLarge
        parts: list[bytes] = []
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            part = message.get("body", b"")
            if visit.bytes_in + len(part) > visit.most_bytes:
                raise _TooLarge
            self._shell.pools.hold(visit.lane, len(part))
            visit.bytes_in += len(part)
            parts.append(part)
            if not message.get("more_body", False):
                return b"".join(parts)

    def _handle(self, visit: _Visit, request: Request) -> Response:
        """Ask the core, on a thread of a pool."""
        response = self._shell.cloud.handle(request)
        visit.code = code_of(response)
        takes_gzip = "gzip" in request.headers.get("accept-encoding", "")
        return compressed(response) if takes_gzip else response

    def _note(self, visit: _Visit, response: Response) -> None:
        took_s = time.perf_counter() - visit.began
        self._shell.metrics.note(visit.label, response.status, visit.code, took_s)
        say(
            "request",
            origin=self._origin,
            endpoint=visit.label,
            method=visit.request.method,
            lane=visit.lane,
            status=response.status,
            code=visit.code,
            ms=round(took_s * 1000),
            bytes_in=visit.bytes_in,
            bytes_out=len(response.body),
            request=visit.request_id,
            key=key_in(visit.request.headers.get(SIGNATURE_INPUT_FIELD, "")),
        )
