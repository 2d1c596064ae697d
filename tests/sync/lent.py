"""What a till lends to sync, in memory: a real journal on SQLite, reference rows in dictionaries.

The rules of ``sync.ports`` and nothing else; the till's own files keep them too (tests/store).
"""

import gzip
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import sqlalchemy as sa

from sync.journal import (
    TABLES,
    TRIGGERS,
    Entry,
    Journal,
    JournalRow,
    epochs,
    get_head,
    rows_after,
)
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
from sync.signer import Signer
from sync.wire import canonical
from sync.wire.digests import DayDigest, DayProof
from sync.wire.exchange import Cursor, EpochStart, Event, LogRow, Position
from sync.wire.feeds import PUT, FeedPage, FeedRow, Manifest, SegmentRow
from sync.wire.packing import unpack
from sync.wire.ranges import KeyedHashes, row_hash

FIRST_WALL_MS = 1_795_262_400_000
DISK_FREE = 5 << 30


class LentJournal:
    """A disk: ``copy`` is its backup, or its clone."""

    def __init__(self, terminal_id: bytes, seed: bytes, file: Path | None = None) -> None:
        """In memory for one thread; ``file`` for several."""
        self.terminal_id, self.seed = terminal_id, seed
        self.signer = Signer(seed)
        pool = sa.pool.StaticPool if file is None else None
        self.engine = sa.create_engine(f"sqlite:///{file or ''}", poolclass=pool)
        self.writer = Journal(terminal_id, seed)
        self.kept: Enrolment | None = None
        self.acked: Position | None = None
        self.safe: Position | None = None
        self.anchor, self.anchor_ms, self.server_gen = b"", 0, 0
        self.nonce, self.nonce_before = b"", b""
        self.in_doubt = False
        self.lost: dict[tuple[int, int], LogRow] = {}
        self.lost_starts: dict[int, EpochStart] = {}
        self.joined: dict[int, Position] = {}
        self.control = Cursor(0, 0)
        self.control_rows: dict[str, bytes] = {}
        self.times: list[TimeHeard] = []
        self.days: dict[str, DayDigest] = {}
        self.proofs: dict[str, DayProof] = {}
        self.acks: list[Position] = []
        self.limits: OfflineLimits | None = None
        self.written = 0
        self.disk_free: int | None = DISK_FREE
        with self.engine.begin() as connection:
            for statement in (*TABLES, *TRIGGERS):
                connection.exec_driver_sql(statement)
            self.writer.open_epoch(connection)

    # ---- the till's side

    def write(self, kind: str = "sale", event_id: bytes = b"", **data: object) -> Position:
        self.written += 1
        number = self.written.to_bytes(6, "big")
        event_id = event_id or canonical.chain_link(self.nonce.ljust(32), number.ljust(32))[:16]
        if kind in {"sale", "return", "post_void"}:
            data = {"total": 100, **data}
        with self.engine.begin() as connection:
            return self.writer.append(
                connection,
                Entry(
                    kind=kind,
                    data=data,
                    event_id=event_id,
                    business_date="2026-11-21",
                    wall_ms=FIRST_WALL_MS + self.written,
                    mono_ms=self.written,
                ),
            )

    def restart(self, nonce: bytes) -> None:
        self.nonce_before, self.nonce = self.nonce, nonce

    def copy(self) -> "LentJournal":
        twin = LentJournal(self.terminal_id, self.seed)
        with self.engine.begin() as ours, twin.engine.begin() as theirs:
            for table in ("journal", "journal_epoch", "head"):
                if table != "head":
                    theirs.exec_driver_sql(f"DROP TRIGGER {table}_refuses_delete")
                theirs.exec_driver_sql(f"DELETE FROM {table}")
                for row in ours.exec_driver_sql(f"SELECT * FROM {table}"):
                    marks = ",".join("?" * len(row))
                    theirs.exec_driver_sql(f"INSERT INTO {table} VALUES ({marks})", tuple(row))
        for name in ("kept", "acked", "safe", "anchor", "anchor_ms", "server_gen", "nonce"):
            setattr(twin, name, getattr(self, name))
        for name in ("nonce_before", "in_doubt", "control", "written"):
            setattr(twin, name, getattr(self, name))
        twin.lost, twin.lost_starts = dict(self.lost), dict(self.lost_starts)
        twin.joined, twin.control_rows = dict(self.joined), dict(self.control_rows)
        return twin

    def rows(self) -> list[JournalRow]:
        with self.engine.begin() as connection:
            return list(rows_after(connection, 0, 0))

    def event_ids(self) -> set[bytes]:
        return {row.event_id for row in self.rows()}

    # ---- JournalSide

    def enrolment(self) -> Enrolment | None:
        return self.kept

    def keep_enrolment(
        self, enrolment: Enrolment, roots: tuple[bytes, ...], seal: bytes, phone_pepper: bytes
    ) -> None:
        self.kept = enrolment
        self.phone_pepper = phone_pepper

    def standing(self) -> Standing:
        with self.engine.begin() as connection:
            at = get_head(connection).position
        return Standing(
            terminal_id=self.terminal_id,
            head=at,
            acked=self.acked,
            safe=self.safe,
            anchor=self.anchor,
            server_gen=self.server_gen,
            nonce=self.nonce,
            nonce_before=self.nonce_before,
            machine_mark="machine",
            in_doubt=self.in_doubt,
            anchor_ms=self.anchor_ms,
        )

    def waiting(self) -> Waiting:
        at = (self.acked.epoch, self.acked.seq) if self.acked else (0, 0)
        rows = [row for row in self.rows() if (row.epoch, row.seq) > at]
        return Waiting(len(rows), len(rows), 100 * len(rows), FIRST_WALL_MS if rows else None)

    def free_bytes(self) -> int | None:
        return self.disk_free

    def batch(self, after: Position | None, most_events: int, most_bytes: int) -> Batch | None:
        place, base = self._place_after(after)
        rows = [row for row in self.rows() if (row.epoch, row.seq) > place]
        if not rows:
            return None
        epoch = rows[0].epoch
        taken: list[JournalRow] = []
        for row in rows[:most_events]:
            most_bytes -= len(row.body)
            if row.epoch != epoch or (taken and most_bytes < 0):
                break
            taken.append(row)
        start = None
        if base is None or base.epoch != epoch:
            start = self._starts()[epoch]
            chain = self.chain_at(epoch, 0)
            assert chain is not None
            base = Position(epoch, 0, chain)
        elif base.seq == 0:
            start = self._starts()[epoch]
        events = tuple(
            Event(row.seq, row.event_id, row.kind, row.schema, row.body.decode()) for row in taken
        )
        last = taken[-1]
        return Batch(base, start, events, Position(epoch, last.seq, last.chain), last.sig)

    def _place_after(self, after: Position | None) -> tuple[tuple[int, int], Position | None]:
        """Where to go on; after a fork the cloud's last row is followed by a new epoch's first."""
        if after is None:
            return (0, 0), None
        for epoch, joined in self.joined.items():
            if (after.epoch, after.seq) == (joined.epoch, joined.seq) and after == joined:
                return (epoch - 1, 1 << 62), None
        return (after.epoch, after.seq), after

    def _starts(self) -> dict[int, EpochStart]:
        with self.engine.begin() as connection:
            found = epochs(connection)
        return {epoch: EpochStart(epoch, key, before) for epoch, (key, before) in found.items()}

    def start_of(self, epoch: int) -> EpochStart:
        return self._starts()[epoch]

    def chain_at(self, epoch: int, seq: int) -> bytes | None:
        start = self._starts().get(epoch)
        if start is None:
            return None
        if seq == 0:
            return canonical.chain_start(self.terminal_id, epoch, start.public_key, start.before)
        with self.engine.begin() as connection:
            for row in rows_after(connection, epoch, seq - 1):
                return row.chain if (row.epoch, row.seq) == (epoch, seq) else None
        return None

    def note_ack(self, said: Acknowledged) -> None:
        at = said.acked
        assert at == self.acked or self.chain_at(at.epoch, at.seq) == at.chain, "a fork"
        self.acked, self.safe = at, said.safe
        self.anchor, self.anchor_ms = said.anchor, said.anchor_time_ms
        self.server_gen = said.server_gen
        self.acks.append(at)

    def note_doubt(self) -> None:
        self.in_doubt = True

    def keep_lost(self, rows: Sequence[LogRow], starts: Sequence[EpochStart]) -> None:
        self.lost |= {(row.epoch, row.event.seq): row for row in rows}
        self.lost_starts |= {start.epoch: start for start in starts}

    def resolve(self, found: Divergence) -> None:
        common = (found.common.epoch, found.common.seq)
        again = [row for row in self.rows() if (row.epoch, row.seq) > common]
        with self.engine.begin() as connection:
            connection.exec_driver_sql(
                "UPDATE head SET epoch = ?, seq = ?, chain = ?",
                (found.next_epoch - 1, found.have.seq, found.have.chain),
            )
            assert self.writer.open_epoch(connection) == found.next_epoch
        self.write("epoch_open", fork=found.is_fork)
        for row in again:
            body = canonical.decode(row.body)
            with self.engine.begin() as connection:
                self._log_again(connection, row, body)
        self.joined[found.next_epoch] = found.have
        self.acked, self.in_doubt = found.have, False

    def _log_again(
        self, connection: sa.Connection, row: JournalRow, body: dict[str, object]
    ) -> None:
        head = get_head(connection)
        identity = canonical.RowIdentity(row.event_id, row.kind, row.schema, row.body)
        one = canonical.row_hash(self.terminal_id, (head.epoch, head.seq + 1), identity)
        chain = canonical.chain_link(head.chain, one)
        connection.exec_driver_sql(
            "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                head.epoch,
                head.seq + 1,
                row.event_id,
                row.kind,
                row.schema,
                row.body,
                one,
                chain,
                self.signer.sign(canonical.signed_message(chain)),
            ),
        )
        connection.exec_driver_sql("UPDATE head SET seq = ?, chain = ?", (head.seq + 1, chain))

    def control_cursor(self) -> Cursor:
        return self.control

    def apply_control(self, page: FeedPage) -> None:
        for row in page.rows:
            self.control_rows[row.key] = bytes(row.body)
        self.control = Cursor(page.gen, page.to)

    def note_time(self, heard: TimeHeard) -> None:
        self.times.append(heard)

    def note_limits(self, limits: OfflineLimits) -> None:
        self.limits = limits

    def due_days(self) -> tuple[str, ...]:
        proved = {day for day, proof in self.proofs.items() if proof.is_proved}
        return tuple(sorted(set(self.days) - proved))

    def day_digest(self, day: str) -> DayDigest | None:
        return self.days.get(day)

    def note_proof(self, proof: DayProof) -> None:
        self.proofs[proof.day] = proof


class LentFeed:
    """One feed's rows with their cursor."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[int, bytes]] = {}
        self.cursor: Cursor | None = None

    def hashes(self) -> KeyedHashes:
        rows = sorted(self.rows.items())
        return KeyedHashes([(key, row_hash(key, *row)) for key, row in rows])

    def put(self, row: FeedRow) -> None:
        self.rows.pop(row.key, None)
        if row.op == PUT:
            self.rows[row.key] = (row.ver, bytes(row.body))


class LentReference:
    """Feeds in memory; ``loading`` is a snapshot that is not switched to yet."""

    def __init__(self, shapes: Callable[[str], int] = lambda feed: 1) -> None:
        self._shapes = shapes
        self.feeds: dict[str, LentFeed] = {}
        self.loading: dict[str, tuple[Manifest, dict[str, dict[str, tuple[int, bytes]]]]] = {}
        self.contents: dict[str, bytes] = {}
        self.wanted: dict[str, tuple[str, ...]] = {}
        self.exchanged_ms: int | None = None
        self.loaded_segments: list[str] = []

    def shape(self, feed: str) -> int:
        return self._shapes(feed)

    def cursor(self, feed: str) -> Cursor | None:
        return self.feeds[feed].cursor if feed in self.feeds else None

    def apply(self, page: FeedPage) -> bool:
        feed = self.feeds[page.feed]
        for row in page.rows:
            feed.put(row)
        feed.cursor = Cursor(page.gen, page.to)
        return page.digest is None or feed.hashes().digest() == page.digest

    def needs_content(self, page: FeedPage) -> tuple[str, ...]:
        keys = {row.key for row in page.rows}
        named = [sha256 for key in sorted(keys) for sha256 in self.wanted.get(key, ())]
        return tuple(sha256 for sha256 in named if sha256 not in self.contents)

    def keep_content(self, sha256: str, content: bytes) -> None:
        self.contents[sha256] = content

    def go_on(self) -> bool:
        return False

    def begin_snapshot(self, manifest: Manifest) -> tuple[str, ...]:
        known = self.loading.get(manifest.feed)
        names = {segment.sha256 for segment in manifest.segments}
        done = {} if known is None else {k: v for k, v in known[1].items() if k in names}
        self.loading[manifest.feed] = (manifest, done)
        return tuple(one.sha256 for one in manifest.segments if one.sha256 not in done)

    def load_segment(self, feed: str, sha256: str, content: bytes) -> Iterator[int]:
        lines = gzip.decompress(content).splitlines()
        rows = [unpack(line, SegmentRow) for line in lines]
        for first in range(0, len(rows), 500):
            yield min(first + 500, len(rows))
        self.loading[feed][1][sha256] = {row.key: (row.ver, bytes(row.body)) for row in rows}
        self.loaded_segments.append(sha256)

    def finish_snapshot(self, manifest: Manifest) -> bool:
        _, done = self.loading.pop(manifest.feed)
        feed = LentFeed()
        for rows in done.values():
            feed.rows |= rows
        feed.cursor = Cursor(manifest.gen, manifest.pos)
        if feed.hashes().digest() != manifest.digest:
            return False
        self.feeds[manifest.feed] = feed
        return True

    def hashes(self, feed: str) -> KeyedHashes:
        return self.feeds[feed].hashes()

    def replace(self, feed: str, rows: Sequence[FeedRow]) -> None:
        for row in rows:
            self.feeds[feed].put(row)

    def note_exchange(self, trusted_ms: int) -> None:
        self.exchanged_ms = trusted_ms
