"""Hello: a channel, where the two journals stand to one another, and who else has this key.

A start of a till makes a nonce and names the one before. What comes from a start that was followed
by another, or from one that has fallen behind what it had itself agreed to, is either a request
that was on its way for a long time or a second machine with the same key. Both get a channel that
is marked; only a second machine can use it, and that revokes the key (api/auth.py).

A hello by itself ends nothing: a proxy may say an old one again, and a cloud that was put back from
a backup does not know it. Its start counts from the first request through its channel, which only
the machine that got the answer can make, since nobody else can tell the channel's name beforehand.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from sync.cloud.inbox import terminals
from sync.cloud.inbox.taking import note_fork
from sync.cloud.inbox.terminals import Terminal
from sync.cloud.schema.facts import BOOT, CHANNEL, SERVER_HEAD
from sync.cloud.schema.upsert import insert_new
from sync.wire.exchange import HelloRequest, Position, Verdict
from sync.wire.packing import pack, unpack


@dataclass(frozen=True, slots=True)
class Greeting:
    """A hello from a terminal, with the key that signed it.

    ``is_shut_out``: key or terminal is not active any more. It gets a channel for what it may still
    upload, and takes nobody else's away.
    """

    store: str
    terminal_id: bytes
    public_key: bytes
    is_shut_out: bool
    request: HelloRequest
    now_ms: int

    def channel(self, incarnation: bytes) -> str:
        """Name the channel: the same for the same request, until the server starts anew."""
        parts = (b"RPCH", incarnation, self.terminal_id, self.public_key, self.request.request_id)
        return hashlib.sha256(b"".join(parts)).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Greeted:
    """What hello answers from the terminal's row."""

    channel: str
    verdict: Verdict
    next_epoch: int
    have: Position | None
    safe: Position | None


def greet(connection: sa.Connection, greeting: Greeting) -> Greeted:
    """Answer a hello in the caller's transaction. The same request again changes nothing."""
    terminal = terminals.lock(connection, greeting.store, greeting.terminal_id)
    request = greeting.request
    verdict = "sealed" if greeting.is_shut_out else _verdict(connection, terminal, request)
    incarnation = connection.execute(sa.select(SERVER_HEAD.c.incarnation)).scalar_one()
    channel = greeting.channel(bytes(incarnation))
    if not _is_known(connection, greeting, channel):
        is_suspect = _is_suspect(connection, terminal, request, verdict)
        _open_channel(connection, terminal, greeting, channel, is_suspect=is_suspect)
    return Greeted(
        channel=channel,
        verdict=verdict,
        next_epoch=max(terminal.epoch, terminal.fork_epoch, request.head.epoch) + 1,
        have=terminals.have(terminal),
        safe=terminals.safe(terminal),
    )


def count_start(connection: sa.Connection, channel: sa.Row[Any], now_ms: int) -> bool:
    """Make a channel that is used for the first time the terminal's one, and its start the newest.

    Other channels that were never used are lost: what is on its way in them is of an older hello.
    False when a later start was used before. Part of the caller's transaction.
    """
    terminal = terminals.lock(connection, channel.store, channel.terminal)
    request = unpack(bytes(channel.said), HelloRequest)
    if _is_over(connection, terminal, request.nonce):
        return False
    _note_start(connection, terminal, channel.channel, request, now_ms)
    if _verdict(connection, terminal, request) == "fork":
        note_fork(connection, terminal, request.head.epoch, now_ms)
    connection.execute(
        sa.update(CHANNEL)
        .where(
            CHANNEL.c.store == channel.store,
            CHANNEL.c.terminal == channel.terminal,
            CHANNEL.c.said != b"",
        )
        .values(said=b"")
    )
    return True


def _verdict(connection: sa.Connection, terminal: Terminal, request: HelloRequest) -> Verdict:
    if terminal.epoch == 0:
        return "ok"
    head = request.head
    if terminal.epoch <= terminal.fork_epoch and head.epoch <= terminal.fork_epoch:
        return "fork"
    if (head.epoch, head.seq) > (terminal.epoch, terminal.seq):
        return "ok" if _agrees(connection, terminal, request.acked) else "fork"
    ours = terminals.chain_at(connection, terminal, head.epoch, head.seq)
    if ours != head.chain:
        return "fork"
    return "ok" if (head.epoch, head.seq) == (terminal.epoch, terminal.seq) else "rewind"


def _agrees(connection: sa.Connection, terminal: Terminal, acked: Position | None) -> bool:
    """Tell whether what the till believes acknowledged is ours, as far as ours goes."""
    if acked is None or (acked.epoch, acked.seq) > (terminal.epoch, terminal.seq):
        return True
    return terminals.chain_at(connection, terminal, acked.epoch, acked.seq) == acked.chain


def _is_known(connection: sa.Connection, greeting: Greeting, channel: str) -> bool:
    query = sa.select(CHANNEL.c.channel).where(
        CHANNEL.c.store == greeting.store,
        CHANNEL.c.terminal == greeting.terminal_id,
        CHANNEL.c.channel == channel,
    )
    return connection.execute(query).one_or_none() is not None


def _is_suspect(
    connection: sa.Connection, terminal: Terminal, request: HelloRequest, verdict: Verdict
) -> bool:
    if request.nonce == terminal.nonce:
        return bool(terminal.was_well) and verdict in {"rewind", "fork"}
    return _is_over(connection, terminal, request.nonce)


def _is_over(connection: sa.Connection, terminal: Terminal, nonce: bytes) -> bool:
    """Tell whether a later start than this one was seen."""
    query = sa.select(BOOT.c.is_over).where(
        BOOT.c.store == terminal.store,
        BOOT.c.terminal == terminal.terminal,
        BOOT.c.nonce == nonce,
    )
    return bool(connection.scalar(query))


def _open_channel(
    connection: sa.Connection,
    terminal: Terminal,
    greeting: Greeting,
    channel: str,
    *,
    is_suspect: bool,
) -> None:
    connection.execute(
        sa.insert(CHANNEL).values(
            store=terminal.store,
            terminal=terminal.terminal,
            channel=channel,
            tenant=terminal.tenant,
            public_key=greeting.public_key,
            counter=0,
            seen=b"",
            said=b"" if is_suspect or greeting.is_shut_out else pack(greeting.request),
            is_suspect=int(is_suspect),
            opened_ms=greeting.now_ms,
        )
    )


def _note_start(
    connection: sa.Connection, terminal: Terminal, channel: str, request: HelloRequest, now_ms: int
) -> None:
    is_new = request.nonce != terminal.nonce
    if is_new:
        connection.execute(
            sa.update(BOOT)
            .where(
                BOOT.c.store == terminal.store,
                BOOT.c.terminal == terminal.terminal,
                BOOT.c.is_over == 0,
            )
            .values(is_over=1)
        )
        _know(connection, terminal, request.nonce, now_ms, is_over=0)
        if request.nonce_before not in {b"", request.nonce}:
            _know(connection, terminal, request.nonce_before, now_ms, is_over=1)
    terminals.change(
        connection,
        terminal,
        channel=channel,
        nonce=request.nonce,
        was_well=0 if is_new else terminal.was_well,
        machine_mark=request.machine_mark,
        app=request.app,
        head_epoch=request.head.epoch,
        head_seq=request.head.seq,
        last_seen_ms=now_ms,
    )


def _know(
    connection: sa.Connection, terminal: Terminal, nonce: bytes, now_ms: int, *, is_over: int
) -> None:
    row = {
        "store": terminal.store,
        "terminal": terminal.terminal,
        "nonce": nonce,
        "tenant": terminal.tenant,
        "is_over": is_over,
        "first_ms": now_ms,
    }
    insert_new(connection, BOOT, [row])
