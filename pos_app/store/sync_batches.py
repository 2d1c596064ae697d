"""Rows on their way to the cloud: batches of the line, and what of it waits."""

from itertools import islice
from typing import Final

from pos_app.domain.synced import Place
from pos_app.store import journal_line
from pos_app.store.database import Connection
from pos_app.store.journal_line import Fork, LineRow
from sync.ports import Batch, Waiting
from sync.wire.exchange import Event, Position

_ROW_BYTES: Final = 160
"""What a row's ids and names take beside its body, about."""

_PACKET: Final = "SELECT sealed FROM personal_packet WHERE event_id = ?"
_DROP_PACKET: Final = "DELETE FROM personal_packet WHERE event_id = ?"
_HAS_PACKETS: Final = "SELECT 1 FROM personal_packet LIMIT 1"
_COUNT: Final = "SELECT count(*) FROM {} WHERE (epoch, seq) > (?, ?) AND (epoch, seq) <= (?, ?)"
_SALES: Final = """SELECT number, journal_epoch, journal_seq, total_minor, completed_ms, id
 FROM retail_transaction WHERE number > ? ORDER BY number"""
_LAST_ACKED: Final = """SELECT number FROM retail_transaction WHERE number > 0
 AND (journal_epoch, journal_seq) <= (?, ?) ORDER BY number DESC LIMIT 1"""
_IS_OURS: Final = "SELECT 1 FROM journal WHERE epoch = ? AND seq = ? AND event_id = ?"


def read_batch(
    connection: Connection, after: Position | None, most_events: int, most_bytes: int
) -> Batch | None:
    """Read the rows after a position, of one epoch; see ``sync.ports.JournalSide.batch``."""
    place = (after.epoch, after.seq) if after else (0, 0)
    rows = list(islice(journal_line.rows_after(connection, place), most_events))
    if not rows:
        return None
    epoch = rows[0].epoch
    has_packets = connection.exec_driver_sql(_HAS_PACKETS).first() is not None
    events: list[Event] = []
    room, last = most_bytes, rows[0]
    for row in rows:
        packet = _packet(connection, row) if has_packets else None
        event = Event(row.seq, row.event_id, row.kind, row.schema, row.body.decode(), packet)
        room -= _ROW_BYTES + len(row.body) + len(event.packet or b"")
        if row.epoch != epoch or (events and room < 0):
            break
        events.append(event)
        last = row
    if after is not None and after.epoch == epoch:
        return Batch(after, None, tuple(events), last.position, last.sig)
    start = journal_line.find_start(connection, epoch)
    assert start is not None, epoch
    base = Position(epoch, 0, journal_line.chain_of_start(connection, start))
    return Batch(base, start, tuple(events), last.position, last.sig)


def drop_packets(connection: Connection, after: Place, upto: Place) -> None:
    """Delete the sealed packets of rows that were acknowledged: they are at the cloud now."""
    if connection.exec_driver_sql(_HAS_PACKETS).first() is None:
        return
    for row in journal_line.rows_after(connection, after):
        if row.place > upto:
            break
        connection.exec_driver_sql(_DROP_PACKET, (row.event_id,))


def _packet(connection: Connection, row: LineRow) -> bytes | None:
    return connection.exec_driver_sql(_PACKET, (row.event_id,)).scalar_one_or_none()


class WaitingCount:
    """Counts what is not acknowledged, each finished transaction once however often it is asked.

    Keeps the sums between two calls: only what was sold or acknowledged since is read. Receipt
    numbers rise with the journal.
    """

    def __init__(self) -> None:
        self._low = self._high = -1
        self._acked: Place = (0, 0)
        self._count = self._amount = 0

    def count(self, connection: Connection, acked: Place) -> Waiting:
        """Bring the sums up to date."""
        resolved = journal_line.forks(connection)
        if self._low < 0 or acked < self._acked:  # the first time, or the server was restored
            self._low = self._high = last_number_upto(connection, acked)
            self._count = self._amount = 0
        self._acked = acked
        self._take_sold(connection)
        oldest = self._drop_acked(connection, resolved)
        rows = _count_rows(connection, resolved, acked)
        return Waiting(rows, self._count, self._amount, oldest)

    def _take_sold(self, connection: Connection) -> None:
        for row in connection.exec_driver_sql(_SALES, (self._high,)):
            self._high = row.number
            self._count += 1
            self._amount += row.total_minor

    def _drop_acked(self, connection: Connection, resolved: tuple[Fork, ...]) -> int | None:
        rows = connection.exec_driver_sql(_SALES, (self._low,))
        for row in rows:
            place = (row.journal_epoch, row.journal_seq)
            if line_place(connection, resolved, place, row.id) > self._acked:
                rows.close()
                return int(row.completed_ms)
            self._low = row.number
            self._count -= 1
            self._amount -= row.total_minor
        return None


def last_number_upto(connection: Connection, place: Place) -> int:
    """Find a receipt number up to which all stands at or before a place, from the newest back."""
    for fork in journal_line.forks(connection):
        if place < fork.last_again:
            place = min(place, fork.common)
    return int(connection.exec_driver_sql(_LAST_ACKED, place).scalar() or 0)


def line_place(
    connection: Connection, resolved: tuple[Fork, ...], place: Place, event_id: bytes
) -> Place:
    """Say where a transaction's row stands for the cloud: where it stands last.

    ``resolved``: ``journal_line.forks``.
    """
    for fork in resolved:
        is_between = fork.common < place < (fork.epoch, 0)
        if is_between and connection.exec_driver_sql(_IS_OURS, (*place, event_id)).first():
            place = fork.last_again
    return place


def _count_rows(connection: Connection, resolved: tuple[Fork, ...], acked: Place) -> int:
    count = 0
    for piece in journal_line.segments(resolved):
        after = max(piece.after, acked)
        if after < piece.upto:
            span = (*after, *piece.upto)
            count += connection.exec_driver_sql(_COUNT.format(piece.table), span).scalar_one()
    return count
