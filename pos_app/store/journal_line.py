"""The journal as the cloud has or will have it: one line of rows, over restored and copied disks.

Without a fork the line is the journal. A resolved fork (``journal_fork``) takes the rows of this
file after the common position out of it, puts the lost ones in (``journal_lost``), and goes on in
an epoch of its own, where the rows taken out stand once more.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from pos_app.domain.synced import Place
from pos_app.store.database import Connection
from sync.wire import canonical
from sync.wire.exchange import EpochStart, Position

_END: Final[Place] = (2**62, 0)

_ROWS: Final = """SELECT epoch, seq, event_id, kind, schema, body, hash, chain, sig FROM {}
 WHERE (epoch, seq) > (?, ?) AND (epoch, seq) <= (?, ?) ORDER BY epoch, seq"""
_ROW: Final = """SELECT epoch, seq, event_id, kind, schema, body, hash, chain, sig FROM {}
 WHERE epoch = ? AND seq = ?"""
_START: Final = "SELECT public_key, chain_before FROM {}_epoch WHERE epoch = ?"

_EPOCHS: Final = """SELECT epoch FROM journal_epoch UNION SELECT epoch FROM journal_lost_epoch
 ORDER BY epoch"""
_HAS_FORKS: Final = "SELECT 1 FROM sqlite_master WHERE name = 'journal_fork'"
_FORKS: Final = """SELECT epoch, common_epoch, common_seq, have_epoch, have_seq, lost, again
 FROM journal_fork ORDER BY epoch"""
_TERMINAL: Final = "SELECT terminal_id FROM head"
_HEAD: Final = "SELECT terminal_id, epoch, seq, chain FROM head"


@dataclass(frozen=True, slots=True)
class LineRow:
    """A row as stored, in whichever table."""

    epoch: int
    seq: int
    event_id: bytes
    kind: str
    schema: int
    body: bytes
    hash: bytes
    chain: bytes
    sig: bytes

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.epoch, self.seq

    @property
    def position(self) -> Position:
        """Where it stands, with what vouches for it."""
        return Position(self.epoch, self.seq, self.chain)


@dataclass(frozen=True, slots=True)
class Fork:
    """A resolved fork: ``epoch`` goes on after ``have``, ``lost`` rows after ``common``.

    ``again`` rows of this file stand once more in it, after its first row.
    """

    epoch: int
    common: Place
    have: Place
    lost: int
    again: int

    @property
    def last_again(self) -> Place:
        """The last row that stands once more."""
        return self.epoch, 1 + self.again


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows of one table, after one place and up to another."""

    table: str
    after: Place
    upto: Place


def head(connection: Connection) -> tuple[bytes, Position]:
    """Give the terminal's id and its last row."""
    row = connection.exec_driver_sql(_HEAD).one()
    return row[0], Position(*row[1:])


def may_have_forks(connection: Connection) -> bool:
    """Tell whether a file is of a version that knows of forks; a backup may be older."""
    return connection.exec_driver_sql(_HAS_FORKS).first() is not None


def forks(connection: Connection) -> tuple[Fork, ...]:
    """List the resolved forks, the oldest first."""
    rows = connection.exec_driver_sql(_FORKS)
    return tuple(Fork(row[0], (row[1], row[2]), (row[3], row[4]), row[5], row[6]) for row in rows)


def segments(resolved: tuple[Fork, ...]) -> tuple[Segment, ...]:
    """Say of which pieces the line is made after these forks."""
    line: tuple[Segment, ...] = (Segment("journal", (0, 0), _END),)
    for fork in resolved:
        kept = tuple(
            replace(piece, upto=min(piece.upto, fork.common))
            for piece in line
            if piece.after < fork.common
        )
        lost = Segment("journal_lost", fork.common, fork.have)
        line = (*kept, lost, Segment("journal", (fork.epoch, 0), _END))
    return line


def rows_after(
    connection: Connection, place: Place, line: tuple[Segment, ...] | None = None
) -> Iterator[LineRow]:
    """Walk the line after a place, in order, without loading it all."""
    for piece in segments(forks(connection)) if line is None else line:
        after = max(piece.after, place)
        if after < piece.upto:
            span = (*after, *piece.upto)
            rows = connection.exec_driver_sql(_ROWS.format(piece.table), span)
            for row in rows:
                yield LineRow(*row)


def find_row(connection: Connection, place: Place) -> LineRow | None:
    """Find a row of the line."""
    piece = _piece_of(connection, place)
    if piece is None:
        return None
    row = connection.exec_driver_sql(_ROW.format(piece.table), place).first()
    return LineRow(*row) if row else None


def find_start(connection: Connection, epoch: int) -> EpochStart | None:
    """Find how an epoch of the line begins."""
    piece = _piece_of(connection, (epoch, 1))
    if piece is None:
        return None
    row = connection.exec_driver_sql(_START.format(piece.table), (epoch,)).first()
    return EpochStart(epoch, row[0], row[1]) if row else None


def chain_of_start(connection: Connection, start: EpochStart) -> bytes:
    """Give the chain that an epoch's first row hangs on."""
    terminal_id = connection.exec_driver_sql(_TERMINAL).scalar_one()
    return canonical.chain_start(terminal_id, start.epoch, start.public_key, start.before)


def chain_at(connection: Connection, place: Place) -> bytes | None:
    """Give the chain after a row of the line, or at an epoch's start; None where there is none."""
    epoch, seq = place
    if seq:
        row = find_row(connection, place)
        return row.chain if row else None
    start = find_start(connection, epoch)
    return chain_of_start(connection, start) if start else None


def epoch_starts(connection: Connection) -> tuple[EpochStart, ...]:
    """List how the epochs of the line begin, in order."""
    known = connection.exec_driver_sql(_EPOCHS).scalars().all()
    there = [epoch for epoch in known if find_row(connection, (epoch, 1)) is not None]
    starts = [find_start(connection, epoch) for epoch in there]
    return tuple(start for start in starts if start is not None)


def rows_of_epoch(connection: Connection, epoch: int) -> Iterator[LineRow]:
    """Walk the rows of one epoch of the line in order."""
    return takewhile(lambda row: row.epoch == epoch, rows_after(connection, (epoch, 0)))


def _piece_of(connection: Connection, place: Place) -> Segment | None:
    for piece in segments(forks(connection)):
        if piece.after < place <= piece.upto:
            return piece
    return None  # of a branch
