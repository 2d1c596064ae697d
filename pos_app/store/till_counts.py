"""Counts of a till that were asked for once more."""

from typing import Final

import sqlalchemy as sa

from pos_app.domain.shift import Counts
from pos_app.store.safe import counts_of

# A lost shift that came back may have the number of another one: only the time tells them apart.
_BEFORE: Final = """SELECT counts FROM till_count WHERE shift = ? AND at_ms BETWEEN ? AND
 coalesce((SELECT closed_ms FROM shift WHERE number = ?1), 9223372036854775807) ORDER BY id"""


def before(connection: sa.Connection, shift: int, opened_ms: int) -> tuple[Counts, ...]:
    """List what was counted before the count that closed a shift, or will close it."""
    rows = connection.exec_driver_sql(_BEFORE, (shift, opened_ms))
    return tuple(counts_of(row[0]) for row in rows)
