"""The check of a journal: every hash, link, signature and total, over restored and copied disks.

A line is the journal as the cloud has it. Where a disk was restored or copied, rows that it lacked
stand in the line, and its own rows of that time (a *branch*) stand once more in the epoch after
them, with the same ids and bodies. That epoch's first row names the fork and carries the corrected
perpetual totals; a row that stands once more keeps the totals it had on its branch. All of this is
recomputed, and nothing else is accepted.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

import sqlalchemy as sa

from sync import journal
from sync.journal import Finding, Head, JournalRow, Reason, find_head, rows_after
from sync.journal_totals import Place, Totals, content_of
from sync.signer import is_signed_by
from sync.wire import canonical

LINKS_AT_START: Final = 256
"""How many links are recomputed at every start: all of a long day, in about 10 ms."""

_SELECT_CHAIN = "SELECT chain FROM journal WHERE epoch = ? AND seq = ?"

Starts = Callable[[int], tuple[bytes, bytes] | None]
"""Gives an epoch's public key and the chain it continues."""


class Part(Enum):
    """What a row is to the line."""

    OWN = "own"
    LOST = "lost"
    AGAIN = "again"
    BRANCH = "branch"


Passed = Callable[[JournalRow, Part], None]


@dataclass(frozen=True, slots=True)
class Branch:
    """A fork as the file records it: what its epoch's first row must say, and the branch's rows."""

    epoch: int
    common: Place
    have: Place
    lost: int
    again: int
    rows: Callable[[], Iterator[JournalRow]]
    starts: Starts


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be checked. ``commons``: places that a fork in it goes back to."""

    rows: Callable[[], Iterator[tuple[JournalRow, bool]]]
    """Each row, and whether it is a lost one."""
    starts: Starts
    branches: tuple[Branch, ...] = ()
    commons: frozenset[Place] = frozenset()


def plain_line(connection: sa.Connection) -> Line:
    """Give the line of a journal that was never restored or copied."""
    known = journal.epochs(connection)
    return Line(
        rows=lambda: ((row, False) for row in rows_after(connection, 0, 0)), starts=known.get
    )


def verify(
    connection: sa.Connection,
    terminal_id: bytes,
    public_key: bytes,
    passed: Passed | None = None,
    line: Line | None = None,
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
    known = journal.epochs(connection)
    if not known or known[max(known)][0] != public_key:
        return Finding(head.epoch, 0, Reason.OTHER_KEY)
    walk = _Walk(head, line or plain_line(connection), passed or (lambda row, part: None))
    return walk.all() or walk.check_head()


@dataclass(slots=True)
class _Track:
    """Rows one after another: the chain, the next number, the totals."""

    terminal_id: bytes
    starts: Starts
    epoch: int = 0
    seq: int = 0
    count: int = 0
    chain: bytes = canonical.NO_CHAIN
    public_key: bytes = b""
    totals: Totals = field(default_factory=Totals)

    @property
    def place(self) -> Place:
        return self.epoch, self.seq

    def copy(self, starts: Starts) -> "_Track":
        return replace(self, starts=starts, totals=self.totals.copy())

    def enter(self, epoch: int) -> Reason | None:
        known = self.starts(epoch)
        if known is None:
            return Reason.ROW_MISSING
        public_key, before = known
        if before != self.chain:
            return Reason.EPOCH_NOT_JOINED
        self.epoch, self.seq, self.public_key = epoch, 0, public_key
        self.chain = canonical.chain_start(self.terminal_id, epoch, public_key, before)
        return None

    def link(self, row: JournalRow, *, may_be_unsigned: bool) -> Reason | None:
        if (row.epoch, row.seq) != (self.epoch, self.seq + 1):
            return Reason.ROW_MISSING
        reason, chain = _check_link(self.terminal_id, row, self.chain)
        if reason:
            return reason
        message = canonical.signed_message(chain)
        is_signed = is_signed_by(self.public_key, row.sig, message)
        if not is_signed and not (may_be_unsigned and row.sig == b""):
            return Reason.SIGNATURE_WRONG
        self.seq, self.chain = row.seq, chain
        self.count += 1
        return None


class _Walk:
    """The line, and each branch where it leaves it."""

    def __init__(self, head: Head, line: Line, passed: Passed) -> None:
        self._head = head
        self._line = line
        self._passed = passed
        self._track = _Track(head.terminal_id, line.starts)
        self._branches = {branch.epoch: branch for branch in line.branches}
        self._known: dict[int, list[bytes]] = {}
        self._commons: dict[Place, Totals] = {}
        self._counts: dict[Place, int] = {}

    def all(self) -> Finding | None:
        finding = self._leave()
        for row, is_lost in () if finding else self._line.rows():
            finding = self._row(row, is_lost=is_lost)
            if finding:
                return finding
        return finding

    def _row(self, row: JournalRow, *, is_lost: bool) -> Finding | None:
        track = self._track
        if row.epoch != track.epoch:
            finding = self._enter(row, is_lost=is_lost)
            if finding:
                return finding
        reason = track.link(row, may_be_unsigned=is_lost)
        if reason:
            return _finding(track, row, reason)
        part = Part.LOST if is_lost else Part.AGAIN if track.totals.repeat else Part.OWN
        fork = self._branches.get(row.epoch) if row.seq == 1 and not is_lost else None
        reason = track.totals.check(row, self._commons) or self._named(row, fork, part)
        if reason:
            return Finding(row.epoch, row.seq, reason)
        self._passed(row, part)
        return self._leave()

    def _enter(self, row: JournalRow, *, is_lost: bool) -> Finding | None:
        """Begin the row's epoch: the next one, or the one that a fork goes on in."""
        track = self._track
        before, is_fork = track.place, row.epoch in self._branches and not is_lost
        epoch = row.epoch if is_fork or is_lost else track.epoch + 1
        if track.totals.repeat is not None:
            return Finding(track.epoch, track.seq + 1, Reason.ROW_MISSING)
        if is_fork and self._branches[epoch].have != before:
            return Finding(epoch, 0, Reason.EPOCH_NOT_JOINED)
        reason = track.enter(epoch)
        if reason:
            return _finding(track, row, reason)
        return self._leave()

    def _named(self, row: JournalRow, fork: Branch | None, part: Part) -> Reason | None:
        """Check that a fork's first row names exactly this fork, and that no other row names one.

        A lost row may: of a fork that another disk of this terminal had resolved.
        """
        data = canonical.decode(row.body)["d"] if row.kind == "epoch_open" else {}
        if fork is None:
            is_out_of_place = "again" in data and part is Part.OWN
            return Reason.EPOCH_NOT_JOINED if is_out_of_place else None
        lost = self._counts.get(fork.have, -1) - self._counts.get(fork.common, 0)
        told = {
            "before": dict(zip(("epoch", "seq"), fork.have, strict=True)),
            "common": dict(zip(("epoch", "seq"), fork.common, strict=True)),
            "lost": fork.lost,
            "again": fork.again,
        }
        rows = self._known.get(fork.epoch, [])
        is_right = {key: data.get(key) for key in told} == told
        if not is_right or fork.lost != lost or fork.again != len(rows):
            return Reason.EPOCH_NOT_JOINED
        if self._track.totals.repeat is not None:
            self._track.totals.repeat.rows = rows[::-1]
        return None

    def _leave(self) -> Finding | None:
        """Remember what a fork comes back to, and walk the branches that begin here."""
        place = self._track.place
        if place in self._line.commons:
            self._commons[place] = self._track.totals.copy()
        for branch in self._line.branches:
            if branch.have == place:
                self._counts[place] = self._track.count
            if branch.common == place:
                self._counts[place] = self._track.count
                finding = self._walk_branch(branch)
                if finding:
                    return finding
        return None

    def _walk_branch(self, branch: Branch) -> Finding | None:
        track = self._track.copy(branch.starts)
        rows = self._known.setdefault(branch.epoch, [])
        for row in branch.rows():
            reason = track.enter(row.epoch) if row.epoch != track.epoch else None
            reason = reason or track.link(row, may_be_unsigned=False)
            if reason:
                return _finding(track, row, reason)
            part = Part.AGAIN if track.totals.repeat else Part.BRANCH
            reason = track.totals.check(row, self._commons)
            if reason:
                return Finding(row.epoch, row.seq, reason)
            if row.seq == 1 and row.epoch in self._known and track.totals.repeat:
                track.totals.repeat.rows = self._known[row.epoch][::-1]
            rows.append(content_of(row))
            self._passed(row, part)
        return None

    def check_head(self) -> Finding | None:
        track, head = self._track, self._head
        if track.epoch < head.epoch and (reason := track.enter(head.epoch)):
            return Finding(head.epoch, 0, reason)
        if (track.epoch, track.seq, track.chain) != (head.epoch, head.seq, head.chain):
            return Finding(track.epoch, track.seq + 1, Reason.TAIL_CUT)
        totals = (head.gt_abs_minor, head.gt_net_minor)
        if track.totals.repeat is not None or track.totals.sums != totals:
            return Finding(head.epoch, head.seq, Reason.TOTALS_WRONG)
        return None


def _finding(track: _Track, row: JournalRow, reason: Reason) -> Finding:
    """Name the missing row itself, not the one that was found in its place."""
    if reason is Reason.ROW_MISSING:
        return Finding(max(1, track.epoch), track.seq + 1, reason)
    return Finding(row.epoch, row.seq, reason)


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


def _chain_at(connection: sa.Connection, head: Head, seq: int) -> bytes | None:
    if seq == 0:
        known = journal.epochs(connection).get(head.epoch)
        return canonical.chain_start(head.terminal_id, head.epoch, *known) if known else None
    row = connection.exec_driver_sql(_SELECT_CHAIN, (head.epoch, seq)).fetchone()
    return row[0] if row else None
