"""till.db as sync sees it: ``sync.ports.JournalSide`` over the file and the till's journal writer.

Reads happen on the thread that asks. What writes is handed to ``run_on_till``, because the till
thread alone writes this file, between two operations of the cashier.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from pos_app.store import (
    cloud_head,
    control_feed,
    coupon_uses,
    day_meaning,
    disk,
    journal_line,
    recovery,
    sync_batches,
)
from pos_app.store.control_feed import Issuer
from pos_app.store.coupon_uses import Exchange
from pos_app.store.database import Connection, Database
from pos_app.store.journal import JournalWriter, Renewed
from pos_app.store.kept import Kept
from pos_app.store.lost_transactions import FindItem
from sync.ports import (
    Acknowledged,
    Batch,
    Divergence,
    Enrolment,
    OfflineLimits,
    Standing,
    TimeHeard,
    Waiting,
)
from sync.wire.digests import DayDigest, DayProof
from sync.wire.exchange import Cursor, EpochStart, LogRow, Position
from sync.wire.feeds import FeedPage

RunOnTill = Callable[[Callable[[], None]], None]
"""Has something done by the till thread and comes back when it is; raises what it raised."""


class KeepsTime(Protocol):
    """Trusted time: services/trusted_time.py."""

    def now_ms(self) -> int:
        """Give it, in UTC milliseconds."""

    def heard(self, server_ms: int, sent_mono_ms: int, heard: tuple[int, int, str]) -> None:
        """Take an answer's time; ``heard`` are wall, monotonic clock and boot when it came."""

    def keep(self, connection: Connection) -> None:
        """Keep it for the next start; the caller's transaction."""


def begin_with_cloud(
    connection: Connection, answer: tuple[Enrolment, tuple[bytes, ...], bytes], now_ms: int
) -> None:
    """Keep an enrolment, the issuers' roots and the sealing key; the caller's transaction.

    From now on the cloud owes a word on every coupon used here.
    """
    cloud_head.keep_enrolment(connection, *answer)
    epoch = cloud_head.value_epoch(connection) or 0
    coupon_uses.note_exchange(connection, Exchange(now_ms, through=0, epoch=epoch))


class TillJournal:
    """The till's journal, lent to sync."""

    def __init__(
        self,
        till: Database,
        writer: JournalWriter,
        time: KeepsTime,
        issuer: Issuer,
        machine_mark: str,
        run_on_till: RunOnTill,
    ) -> None:
        self._till = till
        self._writer = writer
        self._time = time
        self._issuer = issuer
        self._machine_mark = machine_mark
        self._run_on_till = run_on_till
        self._find_item: FindItem = lambda sku: None
        self._tell_renewed: Callable[[Renewed], None] = lambda renewed: None
        self._is_doubt_noted = False
        self._waiting = sync_batches.WaitingCount()
        self._enrolment = Kept(till, cloud_head.find_enrolment)
        self._standing = Kept(till, self._read_standing)
        self._control_cursor = Kept(till, cloud_head.control_cursor)

    def name_items_by(self, find_item: FindItem) -> None:
        """Have lost sales named by the catalogue; without it their items bear the SKU alone."""
        self._find_item = find_item

    def tell_renewed(self, listener: Callable[[Renewed], None]) -> None:
        """Call ``listener`` on the till thread when open transactions were given other ids."""
        self._tell_renewed = listener

    # ---- what is

    def enrolment(self) -> Enrolment | None:
        """See ``JournalSide``."""
        return self._enrolment.get()

    def standing(self) -> Standing:
        """See ``JournalSide``."""
        return self._standing.get()

    def _read_standing(self, connection: Connection) -> Standing:
        head = cloud_head.load(connection)
        terminal_id, position = journal_line.head(connection)
        is_worthless = cloud_head.value_epoch(connection) is None
        return Standing(
            terminal_id=terminal_id,
            head=position,
            acked=head.acked,
            safe=head.safe,
            anchor=head.anchor,
            server_gen=head.server_gen,
            nonce=head.nonce,
            nonce_before=head.nonce_before,
            machine_mark=self._machine_mark,
            in_doubt=is_worthless,
            anchor_ms=head.anchor_ms,
        )

    def waiting(self) -> Waiting:
        """See ``JournalSide``."""
        with self._till.read() as connection:
            acked = cloud_head.load(connection).acked
            place = (acked.epoch, acked.seq) if acked else (0, 0)
            return self._waiting.count(connection, place)

    def free_bytes(self) -> int | None:
        """See ``JournalSide``."""
        try:
            return disk.free_bytes(self._till.path.parent)
        except OSError:
            return None

    def batch(self, after: Position | None, most_events: int, most_bytes: int) -> Batch | None:
        """See ``JournalSide``."""
        with self._till.read() as connection:
            return sync_batches.read_batch(connection, after, most_events, most_bytes)

    def chain_at(self, epoch: int, seq: int) -> bytes | None:
        """See ``JournalSide``."""
        with self._till.read() as connection:
            return journal_line.chain_at(connection, (epoch, seq))

    def control_cursor(self) -> Cursor:
        """See ``JournalSide``."""
        return self._control_cursor.get()

    def due_days(self) -> tuple[str, ...]:
        """See ``JournalSide``."""
        with self._till.read() as connection:
            return day_meaning.due_days(connection)

    def day_digest(self, day: str) -> DayDigest | None:
        """See ``JournalSide``."""
        with self._till.read() as connection:
            return day_meaning.digest_of(connection, day)

    # ---- what was said

    def keep_enrolment(
        self, enrolment: Enrolment, roots: tuple[bytes, ...], seal: bytes, phone_pepper: bytes
    ) -> None:
        """See ``JournalSide``. From now on the cloud owes a word on every coupon used here."""

        def keep(connection: Connection) -> None:
            begin_with_cloud(connection, (enrolment, roots, seal), self._time.now_ms())
            self._issuer.take_pepper(connection, phone_pepper)

        self._write(keep)

    def note_ack(self, said: Acknowledged) -> None:
        """See ``JournalSide``."""

        def note(connection: Connection) -> None:
            acked, before = said.acked, cloud_head.load(connection).acked
            place = (acked.epoch, acked.seq)
            assert journal_line.chain_at(connection, place) == acked.chain, "a fork"
            cloud_head.note_answer(connection, said)
            after = (before.epoch, before.seq) if before else (0, 0)
            sync_batches.drop_packets(connection, after, place)
            self._time.keep(connection)

        self._write(note)

    def note_doubt(self) -> None:
        """See ``JournalSide``. What is open gets other ids: another disk may finish it as well."""

        def commit() -> None:
            with self._till.write() as connection:
                is_new = not (self._is_doubt_noted and cloud_head.load(connection).is_in_doubt)
                cloud_head.doubt(connection)
                renewed = self._writer.renew_open(connection) if is_new else {}
            self._is_doubt_noted = True
            self._tell_renewed(renewed)

        self._run_on_till(commit)

    def apply_control(self, page: FeedPage) -> None:
        """See ``JournalSide``."""
        self._write(lambda connection: control_feed.apply(connection, page, self._issuer))

    def keep_lost(self, rows: Sequence[LogRow], starts: Sequence[EpochStart]) -> None:
        """See ``JournalSide``."""
        self._write(lambda c: recovery.keep_lost(c, self._writer, rows, starts, self._find_item))

    def resolve(self, found: Divergence) -> None:
        """See ``JournalSide``."""
        self._write(lambda connection: recovery.resolve(connection, self._writer, found))

    def note_time(self, heard: TimeHeard) -> None:
        """See ``JournalSide``."""
        now = (heard.heard.wall_ms, heard.heard.mono_ms, heard.heard.boot)
        if heard.sent.boot == heard.heard.boot:
            self._run_on_till(lambda: self._time.heard(heard.server_ms, heard.sent.mono_ms, now))

    def note_limits(self, limits: OfflineLimits) -> None:
        """See ``JournalSide``; the judge of coupons reads them (services/coupon_judge.py)."""
        with self._till.read() as connection:
            is_known = cloud_head.find_limits(connection) == limits
        if not is_known:
            self._write(lambda connection: cloud_head.keep_limits(connection, limits))

    def note_proof(self, proof: DayProof) -> None:
        """See ``JournalSide``."""
        self._write(lambda connection: day_meaning.note_proof(connection, proof))

    def _write(self, change: Callable[[Connection], None]) -> None:
        def commit() -> None:
            with self._till.write() as connection:
                change(connection)

        self._run_on_till(commit)
