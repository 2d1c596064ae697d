"""Rows of the journal about the safe and repeated counts, made rows of tables.

The same way for new rows and for lost ones that come back. Only what the journal's body says is
written, so that the tables can be held against it word by word.
"""

from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.safe import SafeEntryKind
from pos_app.domain.settlement import JournalPosition
from pos_app.domain.synced import Place
from pos_app.store.journal_body import Body, appended
from pos_app.store.line_body import dump

Row = tuple[Any, ...]

TILL_COUNT: Final = "till_count"
KINDS: Final = frozenset(kind.value for kind in SafeEntryKind) | {TILL_COUNT}

_ENTRY: Final = """INSERT INTO safe_entry (kind, amount_minor, expected_minor, counts, reference,
 moved_ms, is_believed, operator, approved_by, business_date, at_ms, journal_epoch, journal_seq)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_COUNT: Final = """INSERT INTO till_count (shift, counted_minor, counts, operator, at_ms,
 journal_epoch, journal_seq) VALUES (?, ?, ?, ?, ?, ?, ?)"""
_IS_THERE: Final = """SELECT 1 FROM safe_entry WHERE journal_epoch = ?1 AND journal_seq = ?2
 UNION ALL SELECT 1 FROM till_count WHERE journal_epoch = ?1 AND journal_seq = ?2"""


def apply(connection: sa.Connection, position: JournalPosition) -> None:
    """Write what the row just appended says, in the transaction that appended it."""
    _write(connection, *appended(connection, position))


def bring_back(connection: sa.Connection, kind: str, place: Place, body: Body) -> None:
    """Write what a lost row says; one that is here already changes nothing."""
    if connection.exec_driver_sql(_IS_THERE, place).first() is None:
        _write(connection, kind, place, body)


def _write(connection: sa.Connection, kind: str, place: Place, body: Body) -> None:
    statement = _COUNT if kind == TILL_COUNT else _ENTRY
    connection.exec_driver_sql(statement, row_of(kind, place, body))


def row_of(kind: str, place: Place, body: Body) -> Row:
    """Give the row as its table keeps it, without its number."""
    data = body["d"]
    counts = dump(data.get("counts", []))
    if kind == TILL_COUNT:
        return (data["shift"], data["counted"], counts, body["op"], body["wall"], *place)
    said = (kind, data["amount"], data.get("expected"), counts, data.get("ref", ""))
    moved = (data.get("moved"), 0 if data.get("again") else 1)
    return (*said, *moved, body["op"], body.get("by"), body["bd"], body["wall"], *place)
