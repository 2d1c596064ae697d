"""The safe's ledger and repeated counts held against their journal rows; see verification.py."""

from typing import Any, Final

import sqlalchemy as sa

from pos_app.store import safe_facts

_ENTRY: Final = """SELECT kind, amount_minor, expected_minor, counts, reference, moved_ms,
 is_believed, operator, approved_by, business_date, at_ms, journal_epoch, journal_seq
 FROM safe_entry WHERE journal_epoch = ? AND journal_seq = ?"""
_COUNT: Final = """SELECT shift, counted_minor, counts, operator, at_ms, journal_epoch,
 journal_seq FROM till_count WHERE journal_epoch = ? AND journal_seq = ?"""
_ROWS: Final = "SELECT (SELECT count(*) FROM safe_entry) + (SELECT count(*) FROM till_count)"


class SafeComparison:
    """Told every sound row of its kinds, lost ones that were brought back too."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._seen = 0

    @staticmethod
    def knows(kind: str) -> bool:
        """Tell whether rows of this kind are to be compared here."""
        return kind in safe_facts.KINDS

    def is_same(self, kind: str, place: tuple[int, int], body: dict[str, Any]) -> bool:
        """Tell whether the tables say what the journal's row says."""
        self._seen += 1
        statement = _COUNT if kind == safe_facts.TILL_COUNT else _ENTRY
        found = self._connection.exec_driver_sql(statement, place).first()
        return found is not None and tuple(found) == safe_facts.row_of(kind, place, body)

    def has_more(self) -> bool:
        """Tell whether the tables have anything that the journal does not know."""
        return bool(self._connection.exec_driver_sql(_ROWS).scalar_one() != self._seen)
