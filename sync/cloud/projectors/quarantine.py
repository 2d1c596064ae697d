"""Rows that were taken and could not be used: set aside, with what waits behind them.

sync.md section 17. Later rows go on, but for those that name a transaction which is not there and
may be the one in quarantine: they are parked until it is replayed or dismissed.
"""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from sync.cloud import feeds
from sync.cloud.feeds.scopes import control_feed
from sync.cloud.projectors.records import Recorded
from sync.cloud.schema.sales import PARKED, QUARANTINE
from sync.cloud.schema.upsert import insert_new, put
from sync.wire import control
from sync.wire.events import TRANSACTIONS

OPEN: Final = "open"


def set_aside(
    connection: sa.Connection, row: Recorded, reason: str, receipt: str, now_ms: int
) -> None:
    """Keep why a row was not used, and tell its till; a row once more counts as one more try."""
    before = connection.execute(
        sa.select(QUARANTINE.c.attempts, QUARANTINE.c.first_ms).where(*_at(QUARANTINE, row))
    ).first()
    put(
        connection,
        QUARANTINE,
        {
            **_place(row),
            "event_id": row.event_id,
            "kind": row.kind,
            "reason": reason,
            "state": OPEN,
            "receipt": receipt,
            "attempts": before.attempts + 1 if before else 1,
            "first_ms": before.first_ms if before else now_ms,
            "last_ms": now_ms,
        },
    )
    _tell(
        connection, row, control.RowResult("quarantined", reason, "operator", "open", "", receipt)
    )


def close(connection: sa.Connection, row: Recorded, state: str, now_ms: int) -> None:
    """End a quarantine as replayed or dismissed, and tell the till. One that is over stays so."""
    found = connection.execute(
        sa.select(QUARANTINE.c.reason, QUARANTINE.c.receipt).where(
            *_at(QUARANTINE, row), QUARANTINE.c.state == OPEN
        )
    ).first()
    if found is None:
        return
    connection.execute(
        sa.update(QUARANTINE).where(*_at(QUARANTINE, row)).values(state=state, last_ms=now_ms)
    )
    result = control.RowResult("quarantined", found.reason, "operator", "closed", "", found.receipt)
    _tell(connection, row, result)


def find_blocked(connection: sa.Connection, row: Recorded, missing: Sequence[str]) -> str | None:
    """Name the receipt of these missing ones that a row in quarantine may turn out to have."""
    if not missing:
        return None
    of = QUARANTINE.c
    held = connection.execute(
        sa.select(of.receipt).where(
            of.store == row.store,
            of.terminal == row.terminal,
            of.state == OPEN,
            of.kind.in_(TRANSACTIONS),
            sa.tuple_(of.epoch, of.seq) < sa.tuple_(row.epoch, row.seq),
        )
    ).scalars()
    names = set(held)
    names |= set(
        connection.execute(
            sa.select(PARKED.c.receipt).where(
                PARKED.c.store == row.store,
                PARKED.c.terminal == row.terminal,
                sa.tuple_(PARKED.c.epoch, PARKED.c.seq) < sa.tuple_(row.epoch, row.seq),
            )
        ).scalars()
    )
    return next((one for one in missing if one in names or "" in names), None)


def park(connection: sa.Connection, row: Recorded, behind: str, receipt: str, now_ms: int) -> None:
    """Let a row wait."""
    values = {**_place(row), "behind": behind, "receipt": receipt, "since_ms": now_ms}
    insert_new(connection, PARKED, [values])


def unpark(connection: sa.Connection, row: Recorded) -> None:
    """Let a row wait no longer."""
    connection.execute(sa.delete(PARKED).where(*_at(PARKED, row)))


def parked_rows(connection: sa.Connection, store: str, terminal: bytes) -> list[tuple[int, int]]:
    """List where a terminal's waiting rows stand, in order."""
    of = PARKED.c
    found = connection.execute(
        sa.select(of.epoch, of.seq)
        .where(of.store == store, of.terminal == terminal)
        .order_by(of.epoch, of.seq)
    )
    return [(row.epoch, row.seq) for row in found]


def _place(row: Recorded) -> dict[str, object]:
    return {
        "store": row.store,
        "tenant": row.tenant,
        "terminal": row.terminal,
        "epoch": row.epoch,
        "seq": row.seq,
    }


def _at(table: sa.Table, row: Recorded) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        table.c.store == row.store,
        table.c.terminal == row.terminal,
        table.c.epoch == row.epoch,
        table.c.seq == row.seq,
    )


def _tell(connection: sa.Connection, row: Recorded, result: control.RowResult) -> None:
    key = f"{control.RESULT}:{row.epoch}.{row.seq}"
    feeds.put(connection, row.tenant, control_feed(row.terminal), key, result)
