"""What a terminal's own signed rows say of one business day: the witness beside till and tables.

Asked when a number of the nightly proof differs: the journals were found equal, so one side's
tables are not what the rows make, and these rows tell which side and which row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.projectors.projection import project
from sync.cloud.projectors.rebuild import rows_between
from sync.cloud.projectors.records import NotProjected, Recorded, Values
from sync.cloud.schema.leases import Till
from sync.cloud.schema.sales import BUSINESS_DAY, PARKED, QUARANTINE
from sync.wire.events import UnknownVersionError
from sync.wire.packing import UnreadableError

MOST_ROWS: Final = 20_000
"""A day of more rows, or one whose beginning is not known any more, is not read again."""

WAITS: Final = "ROW_WAITS"

Place = tuple[int, int]
"""Epoch and row number."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """A row of the journal and what it makes, by table; nothing where it cannot be read.

    ``held``: why it is not in the tables, if it is not: a code of the quarantine or ``WAITS``.
    """

    place: Place
    event_id: bytes
    kind: str
    rows: Mapping[sa.Table, Sequence[Values]]
    held: str = ""


def read_day(
    connection: sa.Connection, till: Till, day: str, through: Place
) -> tuple[DayRow, ...] | None:
    """Read the rows after the closing of the day before up to ``through``; None: too many."""
    after = _closing_before(connection, till, day)
    held = _held(connection, till)
    found: list[DayRow] = []
    for row in rows_between(connection, till.store, till.terminal, after, through):
        if len(found) == MOST_ROWS:
            return None
        place = (row.epoch, row.seq)
        found.append(DayRow(place, row.event_id, row.kind, _made(row), held.get(place, "")))
    return tuple(found)


def _made(row: Recorded) -> Mapping[sa.Table, Sequence[Values]]:
    try:
        return project(row, {}, {}).rows
    except (NotProjected, UnknownVersionError, UnreadableError):
        return {}


def _closing_before(connection: sa.Connection, till: Till, day: str) -> Place:
    of = BUSINESS_DAY.c
    row = connection.execute(
        sa.select(of.epoch, of.seq)
        .where(of.store == till.store, of.terminal == till.terminal, of.day < day)
        .order_by(of.epoch.desc(), of.seq.desc())
        .limit(1)
    ).first()
    return (row.epoch, row.seq) if row else (0, 0)


def _held(connection: sa.Connection, till: Till) -> dict[Place, str]:
    open_ = QUARANTINE.c.state != "replayed"
    reasons: tuple[tuple[sa.Table, Any, tuple[Any, ...]], ...] = (
        (PARKED, sa.literal(WAITS), ()),
        (QUARANTINE, QUARANTINE.c.reason, (open_,)),
    )
    return {
        (row.epoch, row.seq): row.reason
        for table, reason, where in reasons
        for row in connection.execute(
            sa.select(table.c.epoch, table.c.seq, reason.label("reason")).where(
                table.c.store == till.store, table.c.terminal == till.terminal, *where
            )
        )
    }
