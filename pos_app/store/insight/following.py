"""insight.db brought up to where till.db is: transactions, acts without one, days.

Each commit takes some thousand transactions and says where it ended: a question that is given up
loses nothing, and the next one goes on from there.
"""

from dataclasses import dataclass, replace
from typing import Final

from pos_app.store import journal_line
from pos_app.store.database import Connection, Database, Progress
from pos_app.store.insight import marks, stamps
from pos_app.store.insight.asides import add_asides
from pos_app.store.insight.folding import Fold
from pos_app.store.insight.marks import Mark
from pos_app.store.insight.restated import restated_days

_DAYS: Final = "SELECT business_date, closed_ms FROM business_day"
_PUT_DAY: Final = """INSERT INTO day (till, business_date, closed_ms, late_transactions, late_ms)
 VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET closed_ms = excluded.closed_ms,
 late_transactions = excluded.late_transactions, late_ms = excluded.late_ms"""
_KNOWN_DAYS: Final = """SELECT business_date, closed_ms, late_transactions, late_ms FROM day
 WHERE till = ?"""
_OF_DAYS: Final = """SELECT business_date, max(completed_ms) FROM retail_transaction
 WHERE number BETWEEN :first AND :last GROUP BY business_date"""


@dataclass(frozen=True, slots=True)
class Record:
    """The record of one till: its file, what it is called, and its clock's distance from UTC."""

    till: Database
    name: str
    utc_offset_minutes: int
    now_ms: int


class OtherPastError(Exception):
    """till.db is not the record that the file was added up from: begin anew."""


def bring_up(cube: Database, record: Record, progress: Progress) -> dict[bytes, bytes]:
    """Add whatever till.db has more. Atomicity: some thousand transactions at a time.

    Gives by digest the till's own names of the members it has met.

    ``progress`` may end it by raising. Raises ``OtherPastError`` before anything is added, or when
    rows that the till got back lie where nobody looks any more.
    """
    follower = _Follower(cube, record)
    whole = follower.open_count()
    done = 0
    while True:
        progress(min(done / whole, 1.0))
        added = follower.add_some(marks.MOST_AT_ONCE)
        if not added:
            break
        done += added
    return follower.members_met()


def bring_up_a_little(cube: Database, record: Record) -> tuple[bool, dict[bytes, bytes]]:
    """Add a few transactions, or at the end whatever is none; True while there is more.

    Gives besides what ``bring_up`` gives, and raises ``OtherPastError`` as it does.
    """
    follower = _Follower(cube, record)
    follower.open_count()
    added = follower.add_some(marks.FEW_AT_ONCE)
    return added > 0, follower.members_met()


class _Follower:
    """One run through what is new; what its fold remembers is good for as long as nothing fails."""

    def __init__(self, cube: Database, record: Record) -> None:
        self._cube = cube
        self._record = record
        self._fold: Fold | None = None
        with cube.read() as connection:
            self._mark = marks.load(connection, record.name)

    def open_count(self) -> int:
        """Say about how many transactions are to be added."""
        with self._record.till.read() as till:
            if not marks.is_of(till, self._mark):
                raise OtherPastError
            return max(marks.open_count(till, self._mark), 1)

    def members_met(self) -> dict[bytes, bytes]:
        """Give by digest the till's own names of the members that were added up."""
        return self._fold.names.members_met() if self._fold else {}

    def add_some(self, most: int) -> int:
        """Add a batch; with the last one, which is empty, whatever is no transaction."""
        name = self._record.name
        with self._cube.write() as connection, self._record.till.read() as till:
            fold = self._fold = self._fold or Fold(connection, name)
            mark = marks.load(connection, name)
            numbers = marks.new_numbers(till, mark, most)
            if numbers:
                fold.add(till, numbers, self._record.utc_offset_minutes)
                stamps.bump(connection, _days_of(till, numbers))
                new = marks.after(till, mark, numbers)
            elif marks.has_passed_over(till, mark):
                raise OtherPastError
            else:
                new = self._add_the_rest(connection, till, fold, mark)
            if new != mark:
                marks.save(connection, name, new)
        return len(numbers)

    def _add_the_rest(
        self, connection: Connection, till: Connection, fold: Fold, mark: Mark
    ) -> Mark:
        """Add what is no transaction, and note up to which row of the journal all is in it."""
        added = add_asides(connection, till, fold.names, mark)
        stamps.bump(connection, added.days)
        stamps.bump(connection, self._note_days(connection, till))
        last = journal_line.head(till)[1]
        return replace(added.mark, epoch=last.epoch, seq=last.seq)

    def _note_days(self, connection: Connection, till: Connection) -> dict[str, int]:
        """Write what till.db says of its days; give those that this changes."""
        name = self._record.name
        known = {tuple(row) for row in connection.exec_driver_sql(_KNOWN_DAYS, (name,))}
        changed = {}
        late = restated_days(till)
        for day, closed_ms in till.exec_driver_sql(_DAYS):
            row = (day, closed_ms, *late.get(day, (0, None)))
            if row not in known:
                connection.exec_driver_sql(_PUT_DAY, (name, *row))
                changed[day] = closed_ms or 0
        return changed


def _days_of(till: Connection, numbers: tuple[int, ...]) -> dict[str, int]:
    """Give the days of some transactions that follow each other, with the time of the last."""
    ends = {"first": min(numbers), "last": max(numbers)}
    return {row[0]: row[1] for row in till.exec_driver_sql(_OF_DAYS, ends)}
