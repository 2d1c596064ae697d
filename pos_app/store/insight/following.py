"""insight.db brought up to where till.db is: transactions, acts without one, days.

Each commit takes some thousand transactions and says where it ended: a question that is given up
loses nothing, and the next one goes on from there.
"""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from pos_app.domain.acts import ADDED_UP
from pos_app.store.database import Connection, Database, Progress
from pos_app.store.insight import marks
from pos_app.store.insight.folding import Fold, Heads, Sums, add_to
from pos_app.store.insight.marks import Mark
from pos_app.store.insight.tables import JOINED

_SHIFT: Final = """coalesce(shift.business_date, (SELECT business_date FROM business_day
 WHERE opened_ms <= at_ms ORDER BY opened_ms DESC LIMIT 1), date(at_ms / 1000, 'unixepoch')),
 coalesce(shift.number, 0), coalesce(shift.operator, ''), coalesce(shift.operator_name, '')"""
_CONTROL: Final = f"""SELECT fact.id, at_ms, {_SHIFT}, kind, reason_code, 0
 FROM control_event AS fact LEFT JOIN shift ON shift.number = fact.shift
 WHERE fact.id > ? ORDER BY fact.id"""
_MOVEMENTS: Final = f"""SELECT fact.id, at_ms, {_SHIFT}, kind, reason_code, amount_minor
 FROM cash_movement AS fact LEFT JOIN shift ON shift.number = fact.shift
 WHERE fact.id > ? ORDER BY fact.id"""
_JOINED: Final = """SELECT fact.id, at_ms, coalesce(shift.business_date,
 date(at_ms / 1000, 'unixepoch')), coalesce(shift.number, 0), fact.operator,
 coalesce(operator.name, ''), 'joined', '', 0 FROM consent_given AS fact
 LEFT JOIN shift ON shift.number = (SELECT number FROM shift AS begun
  WHERE begun.opened_ms <= fact.at_ms ORDER BY begun.opened_ms DESC LIMIT 1)
 LEFT JOIN operator ON operator.id = fact.operator
 WHERE fact.id > ? AND purpose = 'membership' AND is_granted ORDER BY fact.id"""
_DAYS: Final = "SELECT business_date, closed_ms FROM business_day"
_PUT_DAY: Final = """INSERT INTO day (till, business_date, closed_ms) VALUES (?, ?, ?)
 ON CONFLICT DO UPDATE SET closed_ms = excluded.closed_ms"""
_CLOSED: Final = "SELECT business_date FROM day WHERE till = ? AND closed_ms IS NOT NULL"
_KNOWN_DAYS: Final = "SELECT business_date, closed_ms FROM day WHERE till = ?"
_LATE: Final = """UPDATE day SET late_transactions = late_transactions + ?, late_ms = ?
 WHERE (till, business_date) = (?, ?)"""
_ACTS: Final = ADDED_UP | {JOINED}


@dataclass(frozen=True, slots=True)
class Record:
    """The record of one till: its file, what it is called, and its clock's distance from UTC."""

    till: Database
    name: str
    utc_offset_minutes: int
    now_ms: int


class OtherPastError(Exception):
    """till.db is not the record that the file was added up from: begin anew."""


def bring_up(cube: Database, record: Record, progress: Progress) -> None:
    """Add whatever till.db has more. Atomicity: some thousand transactions at a time.

    ``progress`` may end it by raising. Raises ``OtherPastError`` before anything is added, or when
    rows that the till got back lie where nobody looks any more.
    """
    follower = _Follower(cube, record)
    whole = follower.open_count()
    done = 0
    while True:
        progress(min(done / whole, 1.0))
        added = follower.add_some()
        if not added:
            break
        done += added


class _Follower:
    """One run through what is new; what its fold remembers is good for as long as nothing fails."""

    def __init__(self, cube: Database, record: Record) -> None:
        self._cube = cube
        self._record = record
        self._fold: Fold | None = None
        with cube.read() as connection:
            self._mark = marks.load(connection, record.name)
            self._closed = frozenset(connection.exec_driver_sql(_CLOSED, (record.name,)).scalars())

    def open_count(self) -> int:
        """Say about how many transactions are to be added."""
        with self._record.till.read() as till:
            if not marks.is_of(till, self._mark):
                raise OtherPastError
            return max(marks.open_count(till, self._mark), 1)

    def add_some(self) -> int:
        """Add a batch; with the last one, which is empty, whatever is no transaction."""
        name = self._record.name
        with self._cube.write() as connection, self._record.till.read() as till:
            fold = self._fold = self._fold or Fold(connection, name)
            mark = marks.load(connection, name)
            numbers = marks.new_numbers(till, mark)
            if numbers:
                heads = fold.add(till, numbers, self._record.utc_offset_minutes)
                self._note_late(connection, heads)
                new = marks.after(till, mark, numbers)
            elif marks.has_passed_over(till, mark):
                raise OtherPastError
            else:
                new = _add_others(connection, till, fold, mark)
                self._note_days(connection, till)
            if new != mark:
                marks.save(connection, name, new)
        return len(numbers)

    def _note_late(self, connection: Connection, heads: Heads) -> None:
        days = Counter(day for *_, day in heads.values() if day in self._closed)
        for day, count in days.items():
            row = (count, self._record.now_ms, self._record.name, day)
            connection.exec_driver_sql(_LATE, row)

    def _note_days(self, connection: Connection, till: Connection) -> None:
        name = self._record.name
        known = {tuple(row) for row in connection.exec_driver_sql(_KNOWN_DAYS, (name,))}
        for day, closed_ms in till.exec_driver_sql(_DAYS):
            if (day, closed_ms) not in known:
                connection.exec_driver_sql(_PUT_DAY, (name, day, closed_ms))


def _add_others(cube: Connection, till: Connection, fold: Fold, mark: Mark) -> Mark:
    """Add acts that belong to no transaction."""
    control = till.exec_driver_sql(_CONTROL, (mark.control,)).all()
    movements = till.exec_driver_sql(_MOVEMENTS, (mark.movement,)).all()
    joined = till.exec_driver_sql(_JOINED, (mark.consent,)).all()
    facts = (*control, *movements, *joined)
    sums: Sums = {}
    for _, _, day, shift, operator, name, kind, reason, amount in facts:
        turn = fold.names.turn(day, shift, operator, name)
        if kind in _ACTS:
            kept = sums.setdefault((turn, kind, reason), [0, 0])
            kept[0] += 1
            kept[1] += amount
    add_to(cube, "act", sums)
    times = [mark.until_ms or 0, *(row[1] for row in facts)]
    return replace(
        mark,
        control=control[-1][0] if control else mark.control,
        movement=movements[-1][0] if movements else mark.movement,
        consent=joined[-1][0] if joined else mark.consent,
        lost=marks.lost_rows(till),
        until_ms=max(times) or None,
    )
