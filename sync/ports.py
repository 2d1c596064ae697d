"""What the till lends to sync: its journal, its reference data and its day sheets.

Every call is one read, or one commit, when it returns. ``JournalSide`` writes till.db, so in the
till its writing calls are carried out by the till thread between two operations while the sync
thread waits; ``ReferenceSide`` writes catalog.<n>.db and reference.db on the sync thread itself,
500 rows at a time. No call may wait for the network.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from sync.wire.control import CaseNotice, RowResult
from sync.wire.digests import DayDigest, DayProof
from sync.wire.exchange import ClockReading, Cursor, EpochStart, Event, LogRow, Position
from sync.wire.feeds import FeedPage, FeedRow, Manifest
from sync.wire.ranges import KeyedHashes
from sync.wire.sheets import DaySheet, SheetHead


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Whom this till belongs to, as the answer to its enrolment said."""

    url: str
    tenant: str
    store: str
    anchor_key: bytes
    feeds: tuple[str, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where till.db stands towards the cloud.

    ``acked`` is the last row the server is known to hold, None before the first answer.
    ``in_doubt``: from the discovery that rows are missing or differ to its resolution, and in a
    provisional epoch. Offline value is zero then.
    """

    terminal_id: bytes
    head: Position
    acked: Position | None
    safe: Position | None
    anchor: bytes
    server_gen: int
    nonce: bytes
    nonce_before: bytes
    machine_mark: str
    in_doubt: bool
    anchor_ms: int = 0
    """The server's time that the anchor signs."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is not acknowledged: rows of finished transactions, their amount, the oldest's time."""

    rows: int
    transactions: int
    amount_minor: int
    oldest_wall_ms: int | None


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one epoch, in order, after ``base``. ``start`` when ``base.seq`` is 0."""

    base: Position
    start: EpochStart | None
    events: tuple[Event, ...]
    last: Position
    sig: bytes


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What an answer said, to be kept: the ack, its anchor, what is safe."""

    acked: Position
    anchor: bytes
    anchor_time_ms: int
    server_gen: int
    safe: Position | None
    projected: Position | None
    answered_wall_ms: int


@dataclass(frozen=True, slots=True)
class Divergence:
    """Where the till's journal and the server's part, and what the till lacks after it."""

    common: Position
    have: Position
    next_epoch: int
    is_fork: bool


@dataclass(frozen=True, slots=True)
class TimeHeard:
    """The server's time, and this till's clocks when the request left and the answer came."""

    server_ms: int
    sent: ClockReading
    heard: ClockReading


@dataclass(frozen=True, slots=True)
class OfflineLimits:
    """How much a till may take on bearer coupons between two exchanges, and for how long."""

    most_total_minor: int
    most_age_ms: int


class JournalSide(Protocol):
    """till.db: facts, what was acknowledged of them, and what the cloud left with this till."""

    def enrolment(self) -> Enrolment | None:
        """Read whom the till belongs to; None in a shop without a cloud."""

    def keep_enrolment(
        self, enrolment: Enrolment, roots: tuple[bytes, ...], seal: bytes, phone_pepper: bytes
    ) -> None:
        """Keep the answer to an enrolment. Its address, keys and feeds replace earlier ones.

        ``phone_pepper`` is a secret: it is kept where a copy of the database does not tell it.
        """

    def standing(self) -> Standing:
        """Read where things stand."""

    def waiting(self) -> Waiting:
        """Count what is not acknowledged."""

    def free_bytes(self) -> int | None:
        """Say how much room the disk of the records has left; None where nobody can tell."""

    def batch(self, after: Position | None, most_events: int, most_bytes: int) -> Batch | None:
        """Read the rows after a position (None: from the first epoch's start); None at the end.

        At least one row, however large; never rows of two epochs. With their sealed packets.
        """

    def chain_at(self, epoch: int, seq: int) -> bytes | None:
        """Give the chain after a row (seq 0: the epoch's start); None where there is none here."""

    def note_ack(self, said: Acknowledged) -> None:
        """Keep an acknowledgement; packets of personal data that it covers are deleted.

        A position that this journal does not hold with this very chain is refused by an assertion:
        it is a fork, and the engine must have seen it. One lower than what is kept is kept: the
        server was restored.
        """

    def note_doubt(self) -> None:
        """Keep that rows are missing or differ: offline value is zero until ``resolve``."""

    def keep_lost(self, rows: Sequence[LogRow], starts: Sequence[EpochStart]) -> None:
        """Keep rows of this terminal that the server has and this disk lacks (``journal_lost``).

        Given again they change nothing. Each is re-applied to the till's tables in the same commit.
        """

    def resolve(self, found: Divergence) -> None:
        """End the doubt, in one commit.

        Opens ``next_epoch`` on the server's chain, writes its ``epoch_open`` with the corrected
        totals, re-logs the rows of this disk after ``common`` in it with the same ids and bodies,
        and notes ``have`` as acknowledged.
        """

    def control_cursor(self) -> Cursor:
        """Read how far the control feed was applied; (0, 0) at first."""

    def apply_control(self, page: FeedPage) -> None:
        """Apply a page of the control feed and its cursor in one commit; a grant counts once."""

    def note_time(self, heard: TimeHeard) -> None:
        """Give the server's time to trusted time."""

    def note_limits(self, limits: OfflineLimits) -> None:
        """Keep what the cloud lets this till risk by itself; the same again writes nothing."""

    def due_days(self) -> tuple[str, ...]:
        """List closed business days that are not proved yet, the oldest first."""

    def day_digest(self, day: str) -> DayDigest | None:
        """Recompute what the till's own tables say of a closed day (no scopes); None if unknown."""

    def note_proof(self, proof: DayProof) -> None:
        """Keep the outcome of a day's proof."""


class ReferenceSide(Protocol):
    """catalog.<n>.db and reference.db: what the cloud says, with the cursor in the same file."""

    def shape(self, feed: str) -> int:
        """Give the shape of a feed's rows that this version reads."""

    def cursor(self, feed: str) -> Cursor | None:
        """Read how far a feed was applied; None when nothing of it is here."""

    def apply(self, page: FeedPage) -> bool:
        """Apply a page: rows, digest and cursor in one commit. False if the digest does not agree.

        The caller has made sure that the page continues the cursor.
        """

    def needs_content(self, page: FeedPage) -> tuple[str, ...]:
        """Name the segments (sha256) that must be here before the page can be applied.

        Also those that rows already here speak of: after a snapshot, ask with a page without rows.
        """

    def keep_content(self, sha256: str, content: bytes) -> None:
        """Keep a checked segment for the page that names it."""

    def begin_snapshot(self, manifest: Manifest) -> tuple[str, ...]:
        """Begin or go on with a feed's next file; give the segments (sha256) still to come."""

    def load_segment(self, feed: str, sha256: str, content: bytes) -> Iterator[int]:
        """Load one segment, compressed as it came and already checked; again is harmless.

        Yields the rows so far after each commit, so that the caller can breathe between two.
        """

    def finish_snapshot(self, manifest: Manifest) -> bool:
        """Index, compare the digest, switch over. False: rows differ, nothing was switched."""

    def hashes(self, feed: str) -> KeyedHashes:
        """Recompute the hash of every row of a feed from the till's own columns, in key order."""

    def replace(self, feed: str, rows: Sequence[FeedRow]) -> None:
        """Put single rows right at an unchanged cursor: repair."""

    def go_on(self) -> bool:
        """Do a short piece of what is left after a snapshot (names to search by); False: nothing.

        Called when there is nothing better to do.
        """

    def note_exchange(self, trusted_ms: int) -> None:
        """Keep when the members' data was last known to be up to date."""


class SheetSide(Protocol):
    """The days that this till's reports have added up, made ready by the till when it is idle."""

    def due_sheet(self) -> DaySheet | None:
        """Give a sheet that the cloud lacks, the newest day first; None when nothing is due.

        Gives what is ready at once; adding up happens elsewhere.
        """

    def note_sheet(self, head: SheetHead) -> None:
        """Keep that the cloud has this sheet. What was added to the day meanwhile stays due."""

    def put_off_sheet(self, head: SheetHead) -> None:
        """Have every other sheet that is due go first: the cloud would not take this one."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A row the cloud took and could not use, for the sync page."""

    epoch: int
    seq: int
    result: RowResult


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case that names this till, for the sync page."""

    id: str
    notice: CaseNotice
