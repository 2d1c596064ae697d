"""Backups and rehearsals of them, as they went: written with their journal rows."""

from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.events_set_up import CopyMade, CopyWork

_INSERT: Final = """INSERT INTO copy_made
 (id, at_ms, work, code, file, bytes, epoch, seq, sales, took_ms)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_SELECT: Final = "SELECT at_ms, work, code, file, bytes, sales, took_ms FROM copy_made"
_LAST: Final = f"{_SELECT} WHERE work = ? AND code = '' ORDER BY number DESC LIMIT 1"
_LATEST: Final = f"{_SELECT} ORDER BY number DESC LIMIT ?"


@dataclass(frozen=True, slots=True)
class CopyRun:
    """One backup or rehearsal. ``code`` says what kept it from being good, and is empty if nothing.

    ``file`` is the copy's name without its folder; ``sales`` is how many finished transactions were
    found in it.
    """

    at_ms: int
    work: CopyWork
    code: str
    file: str
    bytes: int
    sales: int
    took_ms: int


def insert(connection: sa.Connection, event: CopyMade, run: CopyRun) -> None:
    """Write a run beside its journal row, in the same transaction."""
    file = (run.file, run.bytes)
    place = (event.epoch, event.seq, event.sales)
    values = (event.id, run.at_ms, run.work.value, run.code, *file, *place, run.took_ms)
    connection.exec_driver_sql(_INSERT, values)


def last_good(connection: sa.Connection, work: CopyWork) -> CopyRun | None:
    """Find the last run of a kind that went well."""
    row = connection.exec_driver_sql(_LAST, (work.value,)).first()
    return _run(row) if row else None


def latest(connection: sa.Connection, limit_rows: int) -> tuple[CopyRun, ...]:
    """List runs of both kinds, good or not, the newest first."""
    return tuple(_run(row) for row in connection.exec_driver_sql(_LATEST, (limit_rows,)))


def _run(row: Any) -> CopyRun:
    at_ms, work, code, file, size, sales, took_ms = row
    return CopyRun(at_ms, CopyWork(work), code, file, size, sales, took_ms)
