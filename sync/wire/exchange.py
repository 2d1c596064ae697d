"""Facts up, positions down: hello, exchange, and a terminal's own journal back.

sync.md sections 5 and 6. Ids, chains and signatures are bytes (base64 in JSON); a body travels as a
JSON string so that its bytes stay what was hashed, whatever they are.
"""

from typing import Literal

import msgspec

from sync.wire.canonical import Whole

Verdict = Literal["ok", "rewind", "fork", "sealed"]


class Position(msgspec.Struct, frozen=True):
    """Where a row stands. ``chain`` vouches for everything up to it; seq 0 is an epoch's start."""

    epoch: Whole
    seq: Whole
    chain: bytes


class EpochStart(msgspec.Struct, frozen=True):
    """How an epoch begins: ``chain_0`` binds terminal, epoch, key and the chain before."""

    epoch: Whole
    public_key: bytes
    before: bytes


class Event(msgspec.Struct, frozen=True):
    """A journal row on its way. ``packet``: personal data sealed for the cloud, beside the row."""

    seq: Whole
    id: bytes = msgspec.field(name="id")
    kind: str = msgspec.field(name="k")
    schema: Whole = msgspec.field(name="v")
    body: str = msgspec.field(name="b")
    packet: bytes | None = msgspec.field(name="p", default=None)


class Cursor(msgspec.Struct, frozen=True):
    """How far a feed was read."""

    gen: Whole
    pos: Whole


class ClockReading(msgspec.Struct, frozen=True):
    """What the till's clocks say; evidence, never an argument."""

    wall_ms: Whole
    mono_ms: Whole
    boot: str


class Pace(msgspec.Struct, frozen=True):
    """How the server wants to be asked. ``lanes_off`` names lanes to leave alone for now."""

    next_ms: int = 60_000
    batch_max: int = 200
    bytes_max: int = 512 * 1024
    lanes_off: tuple[str, ...] = ()


class FeedHead(msgspec.Struct, frozen=True):
    """Where a feed stands. A cursor below ``min_pos``, or of another ``gen``, needs a snapshot."""

    gen: int
    pos: int
    min_pos: int
    shape: int


class HelloRequest(msgspec.Struct, frozen=True):
    """Opens a channel. ``request_id``: 16 random bytes; the same one gets the same channel again.

    ``nonce`` is this start's, ``nonce_before`` the one of the start before it on the same disk.
    ``anchor``, ``anchor_ms``, ``server_gen``: the newest anchor kept, of the row ``acked``, with
    the server's time and generation that it signs; it proves to a restored server what it lost.
    """

    request_id: bytes
    proto: int
    app: str
    sqlite: str
    head: Position
    nonce: bytes
    nonce_before: bytes
    machine_mark: str
    clock: ClockReading
    acked: Position | None = None
    anchor: bytes = b""
    anchor_ms: int = 0
    server_gen: int = 0
    feeds: dict[str, Cursor] = {}


class HelloAnswer(msgspec.Struct, frozen=True):
    """``have``: the last row the server holds. ``next_epoch``: what a fork goes on in."""

    channel: str
    server_gen: int
    server_time_ms: int
    verdict: Verdict
    next_epoch: int
    feeds: dict[str, FeedHead]
    pace: Pace
    have: Position | None = None
    safe: Position | None = None
    offline_limit_minor: int = 0
    offline_age_ms: int = 72 * 3_600_000


class ExchangeRequest(msgspec.Struct, frozen=True):
    """Rows of one epoch after ``base``, in order; none is a question how far things are.

    ``start`` when ``base.seq`` is 0. ``sig``: the journal's own signature of the last row, which
    proves the batch and every prefix of it.
    """

    base: Position
    head: Position
    clock: ClockReading
    events: tuple[Event, ...] = ()
    sig: bytes = b""
    start: EpochStart | None = None
    feeds: dict[str, Cursor] = {}


class ExchangeAnswer(msgspec.Struct, frozen=True):
    """The acknowledgement is state, not a message: ``acked`` is the last row the server holds.

    ``anchor``: the server's signature over terminal, position, time and generation
    (tokens-and-journal.md section 9). ``safe``: rows in two failure domains; None without backups.
    ``behind``: a hint; what became of rows, and whatever else is news, stands in the control feed.
    """

    channel: str
    acked: Position
    anchor: bytes
    server_gen: int
    server_time_ms: int
    pace: Pace
    safe: Position | None = None
    behind: dict[str, int] = {}
    projected: Position | None = None


class ChainsRequest(msgspec.Struct, frozen=True):
    """Asks for the server's chain at positions: the search for where two logs part."""

    at: tuple[tuple[int, int], ...]


class ChainsAnswer(msgspec.Struct, frozen=True):
    """In the order asked; None where the server has no such row."""

    chains: tuple[bytes | None, ...]
    have: Position | None = None


class LogRow(msgspec.Struct, frozen=True):
    """A row as it was uploaded."""

    epoch: int
    event: Event
    hash: bytes
    chain: bytes


class LogPage(msgspec.Struct, frozen=True):
    """A terminal's own journal back, in order. ``starts``: of the epochs that begin in it."""

    rows: tuple[LogRow, ...]
    starts: tuple[EpochStart, ...]
    have: Position
    more: bool
