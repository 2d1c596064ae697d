"""X1 to X3: rows appended where they continue ours, compared where they overlap, else a no.

One terminal, one transaction, its row locked. What was found is given back and not raised: a fork
is kept in the same commit that finds it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from sync.cloud.inbox import directory, set_aside, terminals
from sync.cloud.inbox.linking import Linked
from sync.cloud.inbox.rows import insert_rows
from sync.cloud.inbox.terminals import Epoch, Terminal
from sync.cloud.keys import is_signed_by
from sync.wire import canonical
from sync.wire.exchange import EpochStart, ExchangeRequest, Position

Code = Literal["GAP", "FORK", "REVOKED", "BAD_SIGNATURE", "INVALID"]


@dataclass(frozen=True, slots=True)
class Parted:
    """A no: where we stand, or for REVOKED up to where rows were set aside."""

    code: Code
    epoch: int
    seq: int


@dataclass(frozen=True, slots=True)
class Taken:
    """The acknowledgement, after the commit; ``added`` rows were new."""

    have: Position
    safe: Position | None
    projected: Position | None
    server_gen: int
    state: str
    added: int


@dataclass(frozen=True, slots=True)
class Batch:
    """A request with its rows linked, and who sent it through which channel.

    ``is_shut_out``: its key or its terminal is not active any more.
    """

    store: str
    terminal_id: bytes
    public_key: bytes
    channel: str
    is_shut_out: bool
    request: ExchangeRequest
    rows: Sequence[Linked]
    now_ms: int

    @property
    def base(self) -> Position:
        """What the rows continue."""
        return self.request.base

    @property
    def last_chain(self) -> bytes:
        """The chain that the signature covers."""
        return self.rows[-1].chain if self.rows else self.base.chain

    def is_signed_with(self, public_key: bytes) -> bool:
        """Tell whether the last row is signed; nothing needs no signature."""
        message = canonical.signed_message(self.last_chain)
        return not self.rows or is_signed_by(public_key, self.request.sig, message)


def take(connection: sa.Connection, batch: Batch) -> Taken | Parted:
    """Take a batch in the caller's transaction."""
    terminal = terminals.lock(connection, batch.store, batch.terminal_id)
    if batch.is_shut_out and _is_apart(connection, terminal, batch):
        return _keep_apart(connection, terminal, batch)
    if batch.base.epoch > terminal.epoch:
        found = _begin(connection, terminal, batch)
    else:
        found = _continue(connection, terminal, batch)
    if isinstance(found, Parted):
        _note_parting(connection, terminal, batch, found)
        return found
    return _advance(connection, terminal, batch, found)


def _is_apart(connection: sa.Connection, terminal: Terminal, batch: Batch) -> bool:
    """Tell whether rows are set aside. A sealed till's may still come, in an epoch of their own."""
    keys = directory.active_keys(connection, batch.store, batch.terminal_id)
    return terminal.state == "revoked" or batch.public_key not in keys


def _begin(connection: sa.Connection, terminal: Terminal, batch: Batch) -> int | Parted:
    """Check the start of an epoch that we do not have; 0 rows of it are held."""
    start, base = batch.request.start, batch.base
    gap = Parted("GAP", terminal.epoch, terminal.seq)
    if base.seq > 0:
        return gap
    if start is None or not _is_start(batch.terminal_id, start, base):
        return Parted("INVALID", terminal.epoch, terminal.seq)
    if not batch.is_signed_with(start.public_key):
        return Parted("BAD_SIGNATURE", terminal.epoch, terminal.seq)
    if terminal.epoch == 0:
        is_first = base.epoch == 1 and start.before == canonical.NO_CHAIN
        if not is_first:
            return gap
    elif start.before != terminal.chain:
        is_behind = terminals.holds_chain(connection, terminal, start.before)
        return Parted("FORK", terminal.epoch, terminal.seq) if is_behind else gap
    if batch.rows:  # an epoch without rows is nothing yet
        terminals.seal_epoch(connection, terminal, "next")
        terminals.open_epoch(connection, terminal, start, base.chain, batch.now_ms)
    return 0


def _is_start(terminal_id: bytes, start: EpochStart, base: Position) -> bool:
    if start.epoch != base.epoch or not len(start.public_key) == len(start.before) == 32:
        return False
    chain = canonical.chain_start(terminal_id, start.epoch, start.public_key, start.before)
    return chain == base.chain


def _continue(connection: sa.Connection, terminal: Terminal, batch: Batch) -> int | Parted:
    """Compare with what we hold of this epoch; give how many of the rows are held already."""
    base, fork = batch.base, Parted("FORK", terminal.epoch, terminal.seq)
    epoch = terminals.find_epoch(connection, terminal, base.epoch)
    if epoch is None:
        return fork  # an epoch that we went past without it
    if not batch.is_signed_with(epoch.public_key):
        return Parted("BAD_SIGNATURE", terminal.epoch, terminal.seq)
    is_sealed = epoch.sealed_why is not None
    ours = epoch.sealed_seq if is_sealed else terminal.seq
    if base.seq > ours:
        return fork if is_sealed else Parted("GAP", terminal.epoch, terminal.seq)
    if _chain_at(connection, terminal, epoch, base.seq) != base.chain:
        return fork
    overlap = min(len(batch.rows), ours - base.seq)
    if overlap:
        stored = _chain_at(connection, terminal, epoch, base.seq + overlap)
        if stored != batch.rows[overlap - 1].chain:  # a chain vouches for all rows before it
            return fork
    return fork if is_sealed and len(batch.rows) > overlap else overlap


def _chain_at(
    connection: sa.Connection, terminal: Terminal, epoch: Epoch, seq: int
) -> bytes | None:
    if (epoch.epoch, seq) == (terminal.epoch, terminal.seq):
        return bytes(terminal.chain)
    if seq == 0:
        return bytes(epoch.start_chain)
    return terminals.chain_at(connection, terminal, epoch.epoch, seq)


def _advance(connection: sa.Connection, terminal: Terminal, batch: Batch, held: int) -> Taken:
    """Store what is new and move the terminal's row."""
    rows, base, head = batch.rows[held:], batch.base, batch.request.head
    have = Position(terminal.epoch, terminal.seq, bytes(terminal.chain))
    if rows:
        have = Position(base.epoch, base.seq + len(batch.rows), batch.last_chain)
    if rows:
        insert_rows(connection, terminal, batch.request, rows, batch.now_ms)
    is_well = batch.channel == terminal.channel and have.chain == batch.last_chain
    terminals.change(
        connection,
        terminal,
        epoch=have.epoch,
        seq=have.seq,
        chain=have.chain,
        head_epoch=head.epoch,
        head_seq=head.seq,
        last_seen_ms=batch.now_ms,
        was_well=1 if is_well else terminal.was_well,
    )
    projected = terminals.projected(connection, terminal)
    safe = terminals.safe(terminal)
    return Taken(have, safe, projected, terminal.server_gen, terminal.state, len(rows))


def _note_parting(
    connection: sa.Connection, terminal: Terminal, batch: Batch, found: Parted
) -> None:
    """Count a gap; on a fork take no more of this epoch, so that the next hello says what to do."""
    if found.code == "GAP":
        terminals.change(connection, terminal, gaps=terminal.gaps + 1, last_seen_ms=batch.now_ms)
    elif found.code == "FORK":
        note_fork(
            connection, terminal, max(batch.base.epoch, batch.request.head.epoch), batch.now_ms
        )


def note_fork(connection: sa.Connection, terminal: Terminal, epoch: int, now_ms: int) -> None:
    """Seal our epoch where it stands: a journal up to ``epoch`` goes another way than ours."""
    if terminal.fork_epoch >= max(epoch, terminal.epoch):
        return
    terminals.seal_epoch(connection, terminal, "fork")
    terminals.change(
        connection,
        terminal,
        fork_epoch=max(epoch, terminal.epoch),
        forks=terminal.forks + 1,
        last_seen_ms=now_ms,
    )


def _keep_apart(connection: sa.Connection, terminal: Terminal, batch: Batch) -> Parted:
    """Set the rows of a revoked key aside, whole, and say how far its journal is here.

    A server that was put back may lack what it once set aside: rows that continue nothing of ours
    are not kept, but told to come again behind those before them. So a row vouches for the rest.
    """
    base, ours = batch.base, 0
    epoch = terminals.find_epoch(connection, terminal, base.epoch)
    is_held = base.seq == 0 or set_aside.holds(connection, terminal, base)
    if epoch is not None:
        ours = terminal.seq if epoch.sealed_why is None else epoch.sealed_seq
        is_held |= _chain_at(connection, terminal, epoch, base.seq) == base.chain
    if not is_held:
        return Parted("REVOKED", base.epoch, ours if ours < base.seq else 0)
    set_aside.keep(connection, terminal, batch.request, batch.rows, batch.now_ms)
    return Parted("REVOKED", base.epoch, base.seq + len(batch.rows))
