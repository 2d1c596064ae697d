"""The perpetual totals of a journal as they must be, row by row, also past rows told again."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any, Final

from sync.journal import JournalRow, Reason, total_change
from sync.wire import canonical

FORK_REASONS: Final = frozenset({"fork", "rewind"})

Place = tuple[int, int]
"""Epoch and row number; row 0 is the epoch's start."""


def content_of(row: JournalRow) -> bytes:
    """Hash what stays the same when a row stands once more: all but its place."""
    about = row.event_id + row.schema.to_bytes(2, "big") + row.kind.encode()
    return hashlib.sha256(about + b"\0" + row.body).digest()


@dataclass(slots=True)
class Repeat:
    """Rows of a branch on their way past once more: the branch's own totals go on meanwhile."""

    left: int
    branch: "Totals"
    before: tuple[int, int]
    have: tuple[int, int]
    stated: tuple[int, int]
    rows: list[bytes] | None
    """What the branch's rows were, the next one last; None where the branch is not known here."""

    def end(self) -> Reason | None:
        """Say what is wrong once the last row has passed."""
        if self.rows:
            return Reason.ROW_MISSING
        came = [now - then for now, then in zip(self.branch.sums, self.before, strict=True)]
        due = tuple(sum(pair) for pair in zip(self.have, came, strict=True))
        return None if self.stated == due else Reason.TOTALS_WRONG


@dataclass(slots=True)
class Totals:
    """The perpetual totals and the clock so far; copied where a branch begins."""

    sums: tuple[int, int] = (0, 0)
    """Absolute and net, in minor units."""
    mono: int = 0
    repeat: Repeat | None = None

    def copy(self) -> "Totals":
        """Give what a branch begins with."""
        repeat = self.repeat
        if repeat is not None:
            rows = None if repeat.rows is None else list(repeat.rows)
            repeat = replace(repeat, branch=repeat.branch.copy(), rows=rows)
        return replace(self, repeat=repeat)

    def check(self, row: JournalRow, commons: "dict[Place, Totals]") -> Reason | None:
        """Take the next row. ``commons``: how the totals stood where forks go back to."""
        try:
            body = canonical.decode(row.body)
            gt, mono, data = body["gt"], int(body["mono"]), body["d"]
            change = total_change(row.kind, data, is_training=body.get("tr", False))
            stated = (int(gt["abs"]), int(gt["net"]))
            if self.repeat is not None:
                return self._again(row, self.repeat, commons)
            if row.kind == "epoch_open" and "again" in data:
                return self._fork(data, stated, mono, commons)
        except (canonical.NotCanonicalError, KeyError, TypeError, ValueError):
            return Reason.BODY_NOT_CANONICAL
        self.sums = (self.sums[0] + abs(change), self.sums[1] + change)
        if len(gt) != 2 or stated != self.sums:
            return Reason.TOTALS_WRONG
        return self._clock(mono, has_boot="boot" in body)

    def _clock(self, mono: int, *, has_boot: bool) -> Reason | None:
        if not has_boot and mono < self.mono:
            return Reason.CLOCK_BACKWARDS
        self.mono = mono
        return None

    def _fork(
        self,
        data: dict[str, Any],
        stated: tuple[int, int],
        mono: int,
        commons: "dict[Place, Totals]",
    ) -> Reason | None:
        common = commons.get((data["common"]["epoch"], data["common"]["seq"]))
        if common is None or data["why"] not in FORK_REASONS:
            return Reason.EPOCH_NOT_JOINED
        left = int(data["again"])
        branch = common.copy()
        self.repeat = Repeat(left, branch, branch.sums, self.sums, stated, None)
        self.sums, self.mono = stated, mono
        return self._end_repeat(self.repeat)

    def _again(
        self, row: JournalRow, repeat: Repeat, commons: "dict[Place, Totals]"
    ) -> Reason | None:
        if repeat.rows is not None and (not repeat.rows or repeat.rows.pop() != content_of(row)):
            return Reason.ROW_CHANGED
        repeat.left -= 1
        return repeat.branch.check(row, commons) or self._end_repeat(repeat)

    def _end_repeat(self, repeat: Repeat) -> Reason | None:
        if repeat.left > 0:
            return None
        self.repeat = None
        return repeat.end()
