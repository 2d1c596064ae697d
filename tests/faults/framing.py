"""HTTP/1.1 messages as bytes: where one ends, and nothing changed on the way.

What the proxy needs of HTTP and no more: the first line, the headers that say how long the body is,
and the body as it stands on the wire.
"""

from asyncio import IncompleteReadError, StreamReader
from dataclasses import dataclass


@dataclass(frozen=True)
class Head:
    """First line and headers, the empty line included."""

    raw: bytes

    @property
    def words(self) -> list[str]:
        """The three parts of the first line."""
        return self.raw.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)

    def header(self, name: str) -> str:
        """Give a header's value, in small letters; '' without it."""
        for line in self.raw.split(b"\r\n")[1:]:
            key, _, value = line.partition(b":")
            if key.strip().lower() == name.encode():
                return value.strip().lower().decode("latin-1")
        return ""


@dataclass(frozen=True)
class Message:
    """One request or one response."""

    head: Head
    body: bytes

    @property
    def raw(self) -> bytes:
        return self.head.raw + self.body

    @property
    def status(self) -> int:
        """A response's status."""
        return int(self.head.words[1])

    @property
    def is_last(self) -> bool:
        """Whether the connection ends with it."""
        if self.head.header("connection") == "close":
            return True
        return not (self.head.header("content-length") or self.head.header("transfer-encoding"))


async def read_head(reader: StreamReader) -> Head | None:
    """Read up to the empty line; ``None`` when the other side has no more to say."""
    try:
        return Head(await reader.readuntil(b"\r\n\r\n"))
    except IncompleteReadError as end:
        if end.partial:
            raise
        return None


async def read_request_body(reader: StreamReader, head: Head) -> bytes:
    """Read a request's body: none without a length."""
    if head.header("transfer-encoding") == "chunked":
        return await _read_chunks(reader)
    return await reader.readexactly(int(head.header("content-length") or 0))


async def read_response(reader: StreamReader, method: str) -> Message:
    """Read a response to this method; one without a length ends with the connection."""
    head = await read_head(reader)
    while head is not None and head.words[1].startswith("1"):  # 100 Continue
        head = await read_head(reader)
    if head is None:
        raise ConnectionResetError("the server closed the connection without an answer")
    if method == "HEAD" or head.words[1] in {"204", "304"}:
        return Message(head, b"")
    if head.header("transfer-encoding") == "chunked":
        return Message(head, await _read_chunks(reader))
    length = head.header("content-length")
    return Message(head, await (reader.readexactly(int(length)) if length else reader.read()))


async def _read_chunks(reader: StreamReader) -> bytes:
    parts = []
    while True:
        size = await reader.readuntil(b"\r\n")
        count = int(size.split(b";")[0], 16)
        parts += [size, await reader.readexactly(count + 2) if count else await _trailer(reader)]
        if not count:
            return b"".join(parts)


async def _trailer(reader: StreamReader) -> bytes:
    lines = [await reader.readuntil(b"\r\n")]
    while lines[-1] != b"\r\n":
        lines.append(await reader.readuntil(b"\r\n"))
    return b"".join(lines)


def answer(status: int, headers: dict[str, str], body: bytes) -> bytes:
    """Write a response that no server of ours wrote."""
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name}: {text}" for name, text in headers.items())]
    lines += [f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


STREAM_LIMIT = 64 * 1024
"""The longest head that is read, in bytes."""
