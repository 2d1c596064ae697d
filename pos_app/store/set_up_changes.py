"""What was changed of the shop's set-up: written with its journal row, read by the auditor."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from pos_app.domain.events_set_up import SetUpChange, Subject
from pos_app.domain.identifiers import OperatorId

_INSERT: Final = """INSERT INTO set_up_change
 (id, at_ms, operator, approved_by, subject, name, value_before, value_after)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_LIST: Final = """SELECT at_ms, operator, approved_by, subject, name, value_before, value_after
 FROM set_up_change WHERE at_ms BETWEEN ? AND ? ORDER BY number DESC LIMIT ?"""


@dataclass(frozen=True, slots=True)
class MadeChange:
    """A change as the auditor reads it. Values are JSON; both are empty where they are personal."""

    at_ms: int
    operator: str
    approved_by: str | None
    subject: Subject
    key: str
    before: str
    after: str


def insert(
    connection: sa.Connection,
    change: SetUpChange,
    at_ms: int,
    operator: OperatorId,
    approved_by: OperatorId | None,
) -> None:
    """Write a change beside its journal row, in the same transaction."""
    values = (change.subject.value, change.key, change.before, change.after)
    connection.exec_driver_sql(_INSERT, (change.id, at_ms, operator, approved_by, *values))


def list_changes(
    connection: sa.Connection, from_ms: int, until_ms: int, limit_rows: int
) -> tuple[MadeChange, ...]:
    """List the changes made between two moments, both included, the newest first."""
    rows = connection.exec_driver_sql(_LIST, (from_ms, until_ms, limit_rows))
    return tuple(
        MadeChange(at_ms, operator, approved_by, Subject(subject), key, before, after)
        for at_ms, operator, approved_by, subject, key, before, after in rows
    )
