"""The nightly report: every store and till of a day, proved or not, and why not.

A store is proved only when all its tills are. A till that sold nothing that day, and was never
asked to prove it, is not proved either: silence is no proof. One that was replaced is among them on
the days of which the cloud knows that it sold.
"""

from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.inbox.reach import has_left
from sync.cloud.schema.facts import STORE, TERMINAL
from sync.cloud.schema.ledgers import RECONCILIATION
from sync.cloud.schema.sales import BUSINESS_DAY, QUARANTINE, SALE
from sync.cloud.schema.sheets import DAY_SHEET
from sync.wire.head_office import DayFinding, DayReport, SheetFinding, StoreDay, TillDay
from sync.wire.packing import unpack

SILENT: Final = "DAY_TILL_SILENT"
NOT_CLOSED: Final = "DAY_NOT_CLOSED"
NOT_ASKED: Final = "DAY_NOT_COMPARED"


def report(connection: sa.Connection, tenant: str, day: str) -> DayReport:
    """Give the day's picture of one tenant."""
    stores = connection.execute(
        sa.select(STORE.c.store).where(STORE.c.tenant == tenant).order_by(STORE.c.store)
    ).scalars()
    return DayReport(day, tuple(_store(connection, store, day) for store in stores.all()))


def _store(connection: sa.Connection, store: str, day: str) -> StoreDay:
    of = TERMINAL.c
    has_sold = sa.exists().where(
        SALE.c.store == of.store, SALE.c.terminal == of.terminal, SALE.c.day == day
    )
    rows = connection.execute(
        sa.select(TERMINAL)
        .where(
            of.store == store,
            sa.or_(
                sa.and_(of.state.in_(("active", "revoked")), ~has_left()),
                sa.and_(has_left(), has_sold),
            ),
        )
        .order_by(of.workstation, of.terminal)
    ).all()
    tills = tuple(_till(connection, row, day) for row in rows)
    return StoreDay(store, bool(tills) and all(till.is_proved for till in tills), tills)


def _till(connection: sa.Connection, row: sa.Row[Any], day: str) -> TillDay:
    proof = connection.execute(
        sa.select(RECONCILIATION).where(*_of(RECONCILIATION, row), RECONCILIATION.c.day == day)
    ).first()
    held = connection.execute(
        sa.select(sa.func.count()).where(*_of(QUARANTINE, row), QUARANTINE.c.state == "open")
    ).scalar_one()
    is_proved = proof is not None and bool(proof.is_proved)
    reason = "" if is_proved else (proof.reason if proof else _why_not(connection, row, day))
    return TillDay(
        terminal=row.terminal.hex(),
        workstation=row.workstation,
        is_proved=is_proved,
        reason=reason,
        quarantined=held,
        last_seen_ms=row.last_seen_ms,
        at_ms=proof.at_ms if proof else 0,
        differences=_differences(proof),
        sheet=_sheet(connection, row, day),
    )


def _differences(proof: sa.Row[Any] | None) -> tuple[DayFinding, ...]:
    """Read what was found behind the numbers that differ; days of earlier versions have nothing."""
    if proof is None or proof.findings is None:
        return ()
    return unpack(proof.findings, tuple[DayFinding, ...])


def _sheet(connection: sa.Connection, row: sa.Row[Any], day: str) -> SheetFinding | None:
    of = DAY_SHEET.c
    found = connection.execute(
        sa.select(of.transactions, of.takings, of.known, of.known_minor).where(
            *_of(DAY_SHEET, row), of.day == day, of.differs == 1
        )
    ).one_or_none()
    return None if found is None else SheetFinding(*found)


def _why_not(connection: sa.Connection, row: sa.Row[Any], day: str) -> str:
    is_closed = connection.execute(
        sa.select(BUSINESS_DAY.c.z).where(*_of(BUSINESS_DAY, row), BUSINESS_DAY.c.day == day)
    ).first()
    if is_closed is not None:
        return NOT_ASKED
    has_sold = connection.execute(
        sa.select(SALE.c.sale_id).where(*_of(SALE, row), SALE.c.day == day).limit(1)
    ).first()
    return NOT_CLOSED if has_sold is not None else SILENT


def _of(table: sa.Table, row: sa.Row[Any]) -> tuple[sa.ColumnElement[bool], ...]:
    return table.c.store == row.store, table.c.terminal == row.terminal
