"""The one append-only record of a terminal: table, append, check. Outbox and audit trail at once.

Format: tokens-and-journal.md section 8. The caller brings the connection and its transaction, so
that a sale and its row are committed together or not at all. Reads no clock and makes no ids.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa

from sync.signer import Signer
from sync.wire import canonical
from sync.wire.exchange import Position

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
class Head:
    """The end of the journal and the perpetual totals, in minor units, never reset."""

    terminal_id: bytes
    epoch: int
    seq: int
    chain: bytes
    gt_abs_minor: int
    gt_net_minor: int

    @property
    def position(self) -> Position:
        """The last row."""
        return Position(self.epoch, self.seq, self.chain)


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

    def append(self, connection: sa.Connection, entry: Entry) -> Position:
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
        signature = self.sign(chain)
        identified = (entry.event_id, entry.kind, entry.schema, body)
        driver.execute(_INSERT_ROW, (head.epoch, seq, *identified, row_hash, chain, signature))
        driver.execute(_MOVE_HEAD, (head.epoch, seq, chain, gt_abs, gt_net))
        return Position(head.epoch, seq, chain)

    def sign(self, chain: bytes) -> bytes:
        """Sign a chain; always the same signature for the same one."""
        return self._signer.sign(canonical.signed_message(chain))

    def open_epoch_after(
        self, connection: sa.Connection, epoch: int, before: bytes, totals: tuple[int, int]
    ) -> None:
        """Begin an epoch after rows that this file does not hold in its journal.

        ``before`` is their last chain, ``totals`` the corrected absolute and net total; the
        caller's next row says so (``epoch_open``), then its own rows follow once more.
        """
        assert epoch > get_head(connection).epoch
        start = canonical.chain_start(self.terminal_id, epoch, self.public_key, before)
        connection.exec_driver_sql(_INSERT_EPOCH, (epoch, self.public_key, before))
        connection.exec_driver_sql(_MOVE_HEAD, (epoch, 0, start, *totals))

    def append_again(self, connection: sa.Connection, row: canonical.RowIdentity) -> None:
        """Write a row that stands on a branch once more: the same but for its place.

        The totals do not move: they were corrected when the epoch was opened.
        """
        head = get_head(connection)
        seq = head.seq + 1
        row_hash = canonical.row_hash(self.terminal_id, (head.epoch, seq), row)
        chain = canonical.chain_link(head.chain, row_hash)
        content = (row.event_id, row.kind, row.schema, row.body)
        vouched = (row_hash, chain, self.sign(chain))
        connection.exec_driver_sql(_INSERT_ROW, (head.epoch, seq, *content, *vouched))
        totals = (head.gt_abs_minor, head.gt_net_minor)
        connection.exec_driver_sql(_MOVE_HEAD, (head.epoch, seq, chain, *totals))


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


def epochs(connection: sa.Connection) -> dict[int, tuple[bytes, bytes]]:
    """Give each epoch's public key and the chain it continues."""
    rows = connection.exec_driver_sql(_SELECT_EPOCHS)
    return {epoch: (public_key, before) for epoch, public_key, before in rows}


def total_change(kind: str, data: Mapping[str, Any], *, is_training: bool) -> int:
    """Say by how much a row moves the net total; the absolute one moves by its size."""
    return int(data["total"]) if kind in _TOTALLED and not is_training else 0


def _totals_after(head: Head, entry: Entry) -> tuple[int, int]:
    change = total_change(entry.kind, entry.data, is_training=entry.is_training)
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
