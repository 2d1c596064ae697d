"""Hello: a channel, where the two journals stand to one another, and who else has this key.

A start of a till makes a nonce and names the one before. What comes from a start that was followed
by another, or from one that has fallen behind what it had itself agreed to, is either a request
that was on its way for a long time or a second machine with the same key. Both get a channel that
is marked; only a second machine can use it, and that revokes the key (api/auth.py).
"""

import hashlib
from dataclasses import dataclass

import sqlalchemy as sa

from sync.cloud.inbox import terminals
from sync.cloud.inbox.taking import note_fork
from sync.cloud.inbox.terminals import Terminal
from sync.cloud.schema.facts import BOOT, CHANNEL
from sync.cloud.schema.upsert import insert_new
from sync.wire.exchange import HelloRequest, Position, Verdict


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

    @property
    def channel(self) -> str:
        """The channel's name: the same for the same request."""
        parts = (b"RPCH", self.terminal_id, self.public_key, self.request.request_id)
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
    verdict = _verdict(connection, terminal, greeting)
    head = greeting.request.head
    answer = Greeted(
        channel=greeting.channel,
        verdict=verdict,
        next_epoch=max(terminal.epoch, terminal.fork_epoch, head.epoch) + 1,
        have=terminals.have(terminal),
        safe=terminals.safe(terminal),
    )
    if _is_known(connection, greeting):
        return answer
    is_suspect = _is_suspect(connection, terminal, greeting.request, verdict)
    _open_channel(connection, terminal, greeting, is_suspect=is_suspect)
    if not (is_suspect or greeting.is_shut_out):
        _note_start(connection, terminal, greeting)
        if verdict == "fork":
            note_fork(connection, terminal, head.epoch, greeting.now_ms)
    return answer


def _verdict(connection: sa.Connection, terminal: Terminal, greeting: Greeting) -> Verdict:
    request = greeting.request
    if greeting.is_shut_out:
        return "sealed"
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


def _is_known(connection: sa.Connection, greeting: Greeting) -> bool:
    query = sa.select(CHANNEL.c.channel).where(
        CHANNEL.c.store == greeting.store,
        CHANNEL.c.terminal == greeting.terminal_id,
        CHANNEL.c.channel == greeting.channel,
    )
    return connection.execute(query).one_or_none() is not None


def _is_suspect(
    connection: sa.Connection, terminal: Terminal, request: HelloRequest, verdict: Verdict
) -> bool:
    if request.nonce == terminal.nonce:
        return bool(terminal.was_well) and verdict in {"rewind", "fork"}
    query = sa.select(BOOT.c.is_over).where(
        BOOT.c.store == terminal.store,
        BOOT.c.terminal == terminal.terminal,
        BOOT.c.nonce == request.nonce,
    )
    return bool(connection.scalar(query))


def _open_channel(
    connection: sa.Connection, terminal: Terminal, greeting: Greeting, *, is_suspect: bool
) -> None:
    connection.execute(
        sa.insert(CHANNEL).values(
            store=terminal.store,
            terminal=terminal.terminal,
            channel=greeting.channel,
            tenant=terminal.tenant,
            public_key=greeting.public_key,
            counter=0,
            seen=b"",
            is_suspect=int(is_suspect),
            opened_ms=greeting.now_ms,
        )
    )


def _note_start(connection: sa.Connection, terminal: Terminal, greeting: Greeting) -> None:
    """Make this the terminal's one channel, and its nonce the newest."""
    request = greeting.request
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
        _know(connection, terminal, greeting, request.nonce, is_over=0)
        if request.nonce_before not in {b"", request.nonce}:
            _know(connection, terminal, greeting, request.nonce_before, is_over=1)
    terminals.change(
        connection,
        terminal,
        channel=greeting.channel,
        nonce=request.nonce,
        was_well=0 if is_new else terminal.was_well,
        machine_mark=request.machine_mark,
        app=request.app,
        head_epoch=request.head.epoch,
        head_seq=request.head.seq,
        last_seen_ms=greeting.now_ms,
    )


def _know(
    connection: sa.Connection, terminal: Terminal, greeting: Greeting, nonce: bytes, *, is_over: int
) -> None:
    row = {
        "store": terminal.store,
        "terminal": terminal.terminal,
        "nonce": nonce,
        "tenant": terminal.tenant,
        "is_over": is_over,
        "first_ms": greeting.now_ms,
    }
    insert_new(connection, BOOT, [row])
