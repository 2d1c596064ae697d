"""What can go wrong between two machines, one class for each; the proxy asks for one a request.

A fault is told of a request when its head has arrived. It decides what the server hears and what
the client hears. A request that a fault lets through reaches the server byte by byte as it came.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Protocol

from tests.faults.framing import Message, answer


class Exchange(Protocol):
    """One request on its way, as a fault sees it."""

    method: str
    path: str

    async def read(self) -> Message:
        """Take the whole request from the client."""

    async def read_part(self, size: int) -> bytes:
        """Take its head and so many bytes of its body."""

    async def forward(self, request: Message) -> Message:
        """Send it to the server on a new connection and wait for the whole answer."""

    async def forward_part(self, part: bytes) -> None:
        """Send these bytes to the server and cut that connection."""

    async def trickle_to_server(self, request: Message, size: int, pause_ms: int) -> Message:
        """Send it in small pieces and wait for the answer."""

    async def reply(self, raw: bytes) -> None:
        """Send bytes to the client."""

    async def wait_for_client_to_leave(self) -> None:
        """Say nothing until the client closes the connection."""

    def cut(self, *, is_reset: bool = True) -> None:
        """End the client's connection, with a reset or as if all were said."""

    def deliver_late(self, request: Message, after: int) -> None:
        """Have the server get it when so many more requests have come; nobody hears the answer."""


class Fault(Protocol):
    """One thing that happens to one request."""

    async def happen(self, exchange: Exchange) -> None:
        """Do it."""


@dataclass(frozen=True)
class Pass:
    """Nothing goes wrong; perhaps it takes its time, to the server and back."""

    there_ms: int = 0
    back_ms: int = 0

    async def happen(self, exchange: Exchange) -> None:
        request = await exchange.read()
        await asyncio.sleep(self.there_ms / 1000)
        response = await exchange.forward(request)
        await asyncio.sleep(self.back_ms / 1000)
        await exchange.reply(response.raw)
        if response.is_last:
            exchange.cut(is_reset=False)


@dataclass(frozen=True)
class CutBefore:
    """The connection breaks before the server hears of it, perhaps in the middle of the upload."""

    after_bytes: int = 0

    async def happen(self, exchange: Exchange) -> None:
        await exchange.read_part(self.after_bytes)
        exchange.cut()


@dataclass(frozen=True)
class CutAfter:
    """The server has done it, and the client never learns ("cut after commit")."""

    async def happen(self, exchange: Exchange) -> None:
        await exchange.forward(await exchange.read())
        exchange.cut()


@dataclass(frozen=True)
class CutUpload:
    """The server hears the beginning of a request, and the client nothing."""

    after_bytes: int

    async def happen(self, exchange: Exchange) -> None:
        await exchange.forward_part(await exchange.read_part(self.after_bytes))
        exchange.cut()


@dataclass(frozen=True)
class Vanish:
    """No answer and no end: the client must give up by itself."""

    is_forwarded: bool = False

    async def happen(self, exchange: Exchange) -> None:
        request = await exchange.read()
        if self.is_forwarded:
            await exchange.forward(request)
        await exchange.wait_for_client_to_leave()


@dataclass(frozen=True)
class Duplicate:
    """The server gets it twice, one after the other or both at once; one answer comes back."""

    answered: int = 0
    is_at_once: bool = False

    async def happen(self, exchange: Exchange) -> None:
        request = await exchange.read()
        if self.is_at_once:
            both = await asyncio.gather(exchange.forward(request), exchange.forward(request))
        else:
            both = [await exchange.forward(request), await exchange.forward(request)]
        await exchange.reply(both[self.answered].raw)


@dataclass(frozen=True)
class Replay:
    """It passes, and the server gets it once more after others have passed."""

    after: int = 1

    async def happen(self, exchange: Exchange) -> None:
        request = await exchange.read()
        await exchange.reply((await exchange.forward(request)).raw)
        exchange.deliver_late(request, self.after)


@dataclass(frozen=True)
class Overtaken:
    """The connection breaks, and the server gets it after later ones: out of order."""

    after: int = 1

    async def happen(self, exchange: Exchange) -> None:
        exchange.deliver_late(await exchange.read(), self.after)
        exchange.cut()


@dataclass(frozen=True)
class Truncate:
    """The answer ends too early; its length still promises all of it."""

    missing_bytes: int = 1

    async def happen(self, exchange: Exchange) -> None:
        response = await exchange.forward(await exchange.read())
        await exchange.reply(response.raw[: max(len(response.raw) - self.missing_bytes, 1)])
        exchange.cut(is_reset=False)


@dataclass(frozen=True)
class FlipBit:
    """One bit of the answer's body is another, counted from its start and beginning anew there."""

    bit: int = 0

    async def happen(self, exchange: Exchange) -> None:
        response = await exchange.forward(await exchange.read())
        body = bytearray(response.body)
        if body:
            body[self.bit // 8 % len(body)] ^= 1 << self.bit % 8
        await exchange.reply(response.head.raw + bytes(body))


@dataclass(frozen=True)
class SlowAnswer:
    """The answer comes in drops."""

    size: int = 1
    pause_ms: int = 200

    async def happen(self, exchange: Exchange) -> None:
        raw = (await exchange.forward(await exchange.read())).raw
        for start in range(0, len(raw), self.size):
            await exchange.reply(raw[start : start + self.size])
            await asyncio.sleep(self.pause_ms / 1000)


@dataclass(frozen=True)
class SlowUpload:
    """The server gets the request in drops ("slow-loris")."""

    size: int = 1
    pause_ms: int = 200

    async def happen(self, exchange: Exchange) -> None:
        request = await exchange.read()
        response = await exchange.trickle_to_server(request, self.size, self.pause_ms)
        await exchange.reply(response.raw)


@dataclass(frozen=True)
class Answer:
    """Something in between answers instead; the server may have heard the request all the same."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    is_forwarded: bool = False

    async def happen(self, exchange: Exchange) -> None:
        request = await exchange.read()
        if self.is_forwarded:
            await exchange.forward(request)
        await exchange.reply(answer(self.status, self.headers, self.body))


@dataclass(frozen=True)
class Garbage:
    """Bytes that are no HTTP."""

    raw: bytes = b"\x16\x03\x01\x02\x00\x01\xff\xfe220 mail.shop ESMTP\r\n\r\n"

    async def happen(self, exchange: Exchange) -> None:
        await exchange.read()
        await exchange.reply(self.raw)
        exchange.cut(is_reset=False)


_PAGE = {"Content-Type": "text/html; charset=utf-8"}
CAPTIVE_PORTAL = Answer(
    200, _PAGE, "<html><title>欢迎使用免费 Wi-Fi</title><form>手机号</form></html>".encode()
)
MOVED = Answer(301, {**_PAGE, "Location": "http://login.wifi.example/"}, b"<html>Moved</html>")
BAD_GATEWAY = Answer(502, _PAGE, b"<html><h1>502 Bad Gateway</h1><hr>nginx</html>")


def refused(status: int, retry_after: str = "") -> Answer:
    """Give a bare status as a proxy or an overloaded server sends it."""
    return Answer(status, {"Retry-After": retry_after} if retry_after else {})
