"""The one append-only record of a terminal: table, append, check. Outbox and audit trail at once.

Format: tokens-and-journal.md section 8. The caller brings the connection and its transaction, so
that a sale and its row are committed together or not at all. Reads no clock and makes no ids.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa

from sync.signer import Signer, is_signed_by
from sync.wire import canonical

TABLES: Final = (
    """CREATE TABLE journal (
  epoch INTEGER NOT NULL, seq INTEGER NOT NULL, event_id BLOB NOT NULL,
  kind TEXT NOT NULL, schema INTEGER NOT NULL, body BLOB NOT NULL,
  hash BLOB NOT NULL, chain BLOB NOT NULL, sig BLOB NOT NULL,
  PRIMARY KEY (epoch, seq),
  UNIQUE (epoch, event_id)
) STRICT""",
    """CREATE TABLE journal_epoch (
  epoch INTEGER NOT NULL PRIMARY KEY,
  public_key BLOB NOT NULL,
  chain_before BLOB NOT NULL
) STRICT""",
    """CREATE TABLE head (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  terminal_id BLOB NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  chain BLOB NOT NULL,
  gt_abs_minor INTEGER NOT NULL CHECK (gt_abs_minor >= 0),
  gt_net_minor INTEGER NOT NULL
) STRICT""",
)

TRIGGERS: Final = tuple(
    f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    for table in ("journal", "journal_epoch")
    for verb in ("UPDATE", "DELETE")
)

LINKS_AT_START: Final = 256
"""How many links are recomputed at every start: all of a long day, in about 10 ms."""

_SELECT_HEAD = "SELECT terminal_id, epoch, seq, chain, gt_abs_minor, gt_net_minor FROM head"
_INSERT_HEAD = "INSERT INTO head VALUES (1, ?, ?, ?, ?, ?, ?)"
_MOVE_HEAD = "UPDATE head SET epoch = ?, seq = ?, chain = ?, gt_abs_minor = ?, gt_net_minor = ?"
_INSERT_EPOCH = "INSERT INTO journal_epoch VALUES (?, ?, ?)"
_SELECT_EPOCHS = "SELECT epoch, public_key, chain_before FROM journal_epoch ORDER BY epoch"
_INSERT_ROW = "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_SELECT_ROWS = (
    "SELECT epoch, seq, event_id, kind, schema, body, hash, chain, sig FROM journal"
    " WHERE (epoch, seq) > (?, ?) ORDER BY epoch, seq"
)
_SELECT_CHAIN = "SELECT chain FROM journal WHERE epoch = ? AND seq = ?"

_KIND = re.compile(r"[a-z_]{1,32}")
_TOTALLED = frozenset({"sale", "return", "post_void"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact to be written down. ``total`` inside ``data`` moves the perpetual totals.

    ``mono_ms`` counts since boot; ``boot`` (8 hex) stands in start and boot rows only.
    """

    kind: str
    data: dict[str, Any]
    event_id: bytes
    business_date: str
    wall_ms: int
    mono_ms: int
    operator: str = ""
    approver: str = ""
    shift: int = 0
    boot: str = ""
    is_training: bool = False
    schema: int = 1


@dataclass(frozen=True, slots=True)
class JournalPosition:
    """Where a row stands. ``chain`` vouches for everything up to it."""

    epoch: int
    seq: int
    chain: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the journal and the perpetual totals, in minor units, never reset."""

    terminal_id: bytes
    epoch: int
    seq: int
    chain: bytes
    gt_abs_minor: int
    gt_net_minor: int

    @property
    def position(self) -> JournalPosition:
        """The last row."""
        return JournalPosition(self.epoch, self.seq, self.chain)


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A row as stored."""

    epoch: int
    seq: int
    event_id: bytes
    kind: str
    schema: int
    body: bytes
    hash: bytes
    chain: bytes
    sig: bytes


class Reason(StrEnum):
    """What is wrong with a row, the most telling first."""

    HEAD_MISSING = "head_missing"
    OTHER_TERMINAL = "other_terminal"
    OTHER_KEY = "other_key"
    EPOCH_NOT_JOINED = "epoch_not_joined"
    ROW_MISSING = "row_missing"
    ROW_CHANGED = "row_changed"
    CHAIN_BROKEN = "chain_broken"
    SIGNATURE_WRONG = "signature_wrong"
    BODY_NOT_CANONICAL = "body_not_canonical"
    TOTALS_WRONG = "totals_wrong"
    CLOCK_BACKWARDS = "clock_backwards"
    TAIL_CUT = "tail_cut"


@dataclass(frozen=True, slots=True)
class Finding:
    """The first thing that is wrong, and where."""

    epoch: int
    seq: int
    reason: Reason


class Journal:
    """The writing side: this terminal's id and key."""

    def __init__(self, terminal_id: bytes, seed: bytes) -> None:
        self.terminal_id = terminal_id
        self._signer = Signer(seed)
        self.public_key = self._signer.public_key

    def open_epoch(self, connection: sa.Connection) -> int:
        """Begin the first epoch, or the next one after a restore or a change of key.

        The totals carry on; the caller's next row says why (``start`` or ``epoch_open``).
        """
        head = find_head(connection)
        epoch = head.epoch + 1 if head else 1
        before = head.chain if head else canonical.NO_CHAIN
        start = canonical.chain_start(self.terminal_id, epoch, self.public_key, before)
        connection.exec_driver_sql(_INSERT_EPOCH, (epoch, self.public_key, before))
        if head:
            totals = (head.gt_abs_minor, head.gt_net_minor)
            connection.exec_driver_sql(_MOVE_HEAD, (epoch, 0, start, *totals))
        else:
            connection.exec_driver_sql(_INSERT_HEAD, (self.terminal_id, epoch, 0, start, 0, 0))
        return epoch

    def append(self, connection: sa.Connection, entry: Entry) -> JournalPosition:
        """Write one row and move the head.

        Atomicity: the caller's transaction. Why the head and not MAX(seq): a pruned table would
        give a number twice.
        """
        assert _KIND.fullmatch(entry.kind), entry.kind
        driver = connection.connection.cursor()  # half of what SQLAlchemy's own way takes
        head = get_head(connection)
        gt_abs, gt_net = _totals_after(head, entry)
        body = canonical.encode(_envelope(entry, gt_abs, gt_net))
        seq = head.seq + 1
        identity = canonical.RowIdentity(entry.event_id, entry.kind, entry.schema, body)
        row_hash = canonical.row_hash(self.terminal_id, (head.epoch, seq), identity)
        chain = canonical.chain_link(head.chain, row_hash)
        signature = self._signer.sign(canonical.signed_message(chain))
        identified = (entry.event_id, entry.kind, entry.schema, body)
        driver.execute(_INSERT_ROW, (head.epoch, seq, *identified, row_hash, chain, signature))
        driver.execute(_MOVE_HEAD, (head.epoch, seq, chain, gt_abs, gt_net))
        return JournalPosition(head.epoch, seq, chain)


def find_head(connection: sa.Connection) -> Head | None:
    """Read where the journal ends; None in a file that has none yet."""
    rows = connection.connection.cursor().execute(_SELECT_HEAD).fetchall()
    return Head(*rows[0]) if rows else None


def get_head(connection: sa.Connection) -> Head:
    """Read where the journal ends; a till without a journal is a bug."""
    head = find_head(connection)
    assert head, "no journal: open_epoch first"
    return head


def rows_after(connection: sa.Connection, epoch: int, seq: int) -> Iterator[JournalRow]:
    """Walk the rows after a position, in order, without loading them all."""
    for row in connection.exec_driver_sql(_SELECT_ROWS, (epoch, seq)):
        yield JournalRow(*row)


def verify(
    connection: sa.Connection,
    terminal_id: bytes,
    public_key: bytes,
    passed: Callable[[JournalRow], None] | None = None,
) -> Finding | None:
    """Walk the whole journal and give the first thing that is wrong.

    ``public_key`` is the terminal's own, from outside the file: it must be that of the last epoch.
    ``passed`` is told each sound row. A tail cut together with the head cannot be seen from here:
    that is what anchors, printed marks and day archives are for.
    """
    head = find_head(connection)
    if head is None:
        return Finding(0, 0, Reason.HEAD_MISSING)
    if head.terminal_id != terminal_id:
        return Finding(head.epoch, head.seq, Reason.OTHER_TERMINAL)
    walk = _Walk(terminal_id, epochs(connection))
    if not walk.epochs or walk.epochs[max(walk.epochs)][0] != public_key:
        return Finding(head.epoch, 0, Reason.OTHER_KEY)
    for row in rows_after(connection, 0, 0):
        reason = walk.check(row)
        if reason:
            return Finding(*walk.place(row, reason), reason)
        if passed:
            passed(row)
    return walk.check_head(head)


def verify_tail(
    connection: sa.Connection, public_key: bytes, links: int = LINKS_AT_START
) -> Finding | None:
    """Recompute the last links and the last signature: the check of every start-up."""
    head = find_head(connection)
    if head is None:
        return Finding(0, 0, Reason.HEAD_MISSING)
    first = max(0, head.seq - links)
    chain = _chain_at(connection, head, first)
    if chain is None:
        return Finding(head.epoch, first, Reason.ROW_MISSING)
    seq, signature = first, b""
    for row in rows_after(connection, head.epoch, first):
        seq += 1
        if (row.epoch, row.seq) != (head.epoch, seq):
            return Finding(head.epoch, seq, Reason.ROW_MISSING)
        reason, chain = _check_link(head.terminal_id, row, chain)
        if reason:
            return Finding(row.epoch, row.seq, reason)
        signature = row.sig
    if (seq, chain) != (head.seq, head.chain):
        return Finding(head.epoch, seq, Reason.TAIL_CUT)
    message = canonical.signed_message(chain)
    is_signed = seq == 0 or is_signed_by(public_key, signature, message)
    return None if is_signed else Finding(head.epoch, seq, Reason.SIGNATURE_WRONG)


class _Walk:
    """What is known while walking: the chain, the next number, the totals so far."""

    def __init__(self, terminal_id: bytes, epochs: dict[int, tuple[bytes, bytes]]) -> None:
        self.epochs = epochs
        self._terminal_id = terminal_id
        self._epoch = self._seq = 0
        self._chain = canonical.NO_CHAIN
        self._gt_abs = self._gt_net = 0
        self._mono: int = 0

    def check(self, row: JournalRow) -> Reason | None:
        if row.epoch != self._epoch:
            reason = self._enter(self._epoch + 1)
            if reason:
                return reason
        if (row.epoch, row.seq) != (self._epoch, self._seq + 1):
            return Reason.ROW_MISSING
        reason, chain = _check_link(self._terminal_id, row, self._chain)
        if reason:
            return reason
        public_key = self.epochs[self._epoch][0]
        if not is_signed_by(public_key, row.sig, canonical.signed_message(chain)):
            return Reason.SIGNATURE_WRONG
        self._seq, self._chain = row.seq, chain
        return self._check_body(row)

    def place(self, row: JournalRow, reason: Reason) -> tuple[int, int]:
        """Name the missing row itself, not the one that was found in its place."""
        missing = reason is Reason.ROW_MISSING
        return (max(1, self._epoch), self._seq + 1) if missing else (row.epoch, row.seq)

    def check_head(self, head: Head) -> Finding | None:
        if self._epoch < head.epoch and (reason := self._enter(self._epoch + 1)):
            return Finding(head.epoch, 0, reason)
        found = (self._epoch, self._seq, self._chain)
        if found != (head.epoch, head.seq, head.chain):
            return Finding(self._epoch, self._seq + 1, Reason.TAIL_CUT)
        if (self._gt_abs, self._gt_net) != (head.gt_abs_minor, head.gt_net_minor):
            return Finding(head.epoch, head.seq, Reason.TOTALS_WRONG)
        return None

    def _enter(self, epoch: int) -> Reason | None:
        known = self.epochs.get(epoch)
        if known is None:
            return Reason.ROW_MISSING
        public_key, before = known
        if before != self._chain:
            return Reason.EPOCH_NOT_JOINED
        self._epoch, self._seq = epoch, 0
        self._chain = canonical.chain_start(self._terminal_id, epoch, public_key, before)
        return None

    def _check_body(self, row: JournalRow) -> Reason | None:
        try:
            body = canonical.decode(row.body)
            gt, mono = body["gt"], int(body["mono"])
            change = _total_change(row.kind, body["d"], is_training=body.get("tr", False))
        except (canonical.NotCanonicalError, KeyError, TypeError, ValueError):
            return Reason.BODY_NOT_CANONICAL
        self._gt_abs += abs(change)
        self._gt_net += change
        if gt != {"abs": self._gt_abs, "net": self._gt_net}:
            return Reason.TOTALS_WRONG
        if "boot" not in body and mono < self._mono:
            return Reason.CLOCK_BACKWARDS
        self._mono = mono
        return None


def _check_link(
    terminal_id: bytes, row: JournalRow, chain_before: bytes
) -> tuple[Reason | None, bytes]:
    identity = canonical.RowIdentity(row.event_id, row.kind, row.schema, row.body)
    try:
        row_hash = canonical.row_hash(terminal_id, (row.epoch, row.seq), identity)
    except (UnicodeEncodeError, OverflowError, AttributeError, TypeError):
        return Reason.ROW_CHANGED, chain_before  # a field no row of ours can have
    if row_hash != row.hash:
        return Reason.ROW_CHANGED, chain_before
    chain = canonical.chain_link(chain_before, row_hash)
    return (None, chain) if chain == row.chain else (Reason.CHAIN_BROKEN, chain_before)


def epochs(connection: sa.Connection) -> dict[int, tuple[bytes, bytes]]:
    """Give each epoch's public key and the chain it continues."""
    rows = connection.exec_driver_sql(_SELECT_EPOCHS)
    return {epoch: (public_key, before) for epoch, public_key, before in rows}


def _chain_at(connection: sa.Connection, head: Head, seq: int) -> bytes | None:
    if seq == 0:
        known = epochs(connection).get(head.epoch)
        return canonical.chain_start(head.terminal_id, head.epoch, *known) if known else None
    row = connection.exec_driver_sql(_SELECT_CHAIN, (head.epoch, seq)).fetchone()
    return row[0] if row else None


def _total_change(kind: str, data: Mapping[str, Any], *, is_training: bool) -> int:
    return int(data["total"]) if kind in _TOTALLED and not is_training else 0


def _totals_after(head: Head, entry: Entry) -> tuple[int, int]:
    change = _total_change(entry.kind, entry.data, is_training=entry.is_training)
    return head.gt_abs_minor + abs(change), head.gt_net_minor + change


def _envelope(entry: Entry, gt_abs: int, gt_net: int) -> dict[str, Any]:
    """Dress the fact: keys that do not apply are left out, since the format has no null."""
    body: dict[str, Any] = {
        "bd": entry.business_date,
        "d": entry.data,
        "gt": {"abs": gt_abs, "net": gt_net},
        "mono": entry.mono_ms,
        "op": entry.operator,
        "wall": entry.wall_ms,
    }
    optional = {"boot": entry.boot, "by": entry.approver, "sh": entry.shift}
    body.update({key: value for key, value in optional.items() if value})
    if entry.is_training:
        body["tr"] = True
    return body
