"""Changes of shelf prices, stage by stage, and the labels that say them.

A change is planned once and then either withdrawn or applied, once: its stages are rows that are
never touched again.
"""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from pos_app.domain.events_set_up import PriceStage, ShelfPrice
from pos_app.domain.identifiers import BusinessDate, OperatorId

_INSERT: Final = """INSERT INTO shelf_price (id, change, stage, sku, before_minor, after_minor,
 effective_on, at_ms, operator, approved_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_SELECT: Final = """SELECT p.change, p.stage, p.sku, p.before_minor, p.after_minor,
 p.effective_on, p.at_ms, p.operator, p.approved_by FROM shelf_price AS p"""
_COMING: Final = f"""{_SELECT} LEFT JOIN shelf_price AS e
 ON e.change = p.change AND e.stage <> 'planned'
 WHERE p.stage = 'planned' AND e.change IS NULL AND p.effective_on <= ?
 ORDER BY p.effective_on, p.number"""
_DONE: Final = f"{_SELECT} WHERE p.stage <> 'planned' ORDER BY p.number DESC LIMIT ?"
_LABELS: Final = "SELECT sku, price_minor, at_ms FROM label_printed ORDER BY sku"
_CHANGED: Final = "SELECT DISTINCT sku FROM shelf_price WHERE stage = 'applied'"
_PUT_LABEL: Final = """INSERT INTO label_printed (sku, price_minor, at_ms) VALUES (?, ?, ?)
 ON CONFLICT (sku) DO UPDATE SET price_minor = excluded.price_minor, at_ms = excluded.at_ms"""
_NO_END: Final = "9999-99-99"


@dataclass(frozen=True, slots=True)
class PriceEntry:
    """One stage of one change; amounts in minor units of the till's currency."""

    change: bytes
    stage: PriceStage
    sku: str
    before_minor: int | None
    after_minor: int
    effective_on: BusinessDate
    at_ms: int
    operator: str
    approved_by: str | None


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """The price that the last label of an item said."""

    sku: str
    price_minor: int | None
    at_ms: int


def insert(
    connection: sa.Connection,
    event: ShelfPrice,
    at_ms: int,
    operator: OperatorId,
    approved_by: OperatorId | None,
) -> None:
    """Write a stage beside its journal row, in the same transaction."""
    before = event.before.minor if event.before is not None else None
    amounts = (before, event.after.minor, event.effective_on)
    who = (at_ms, operator, approved_by)
    values = (event.id, event.change, event.stage.value, event.sku, *amounts, *who)
    connection.exec_driver_sql(_INSERT, values)


def coming(connection: sa.Connection, until: str = _NO_END) -> tuple[PriceEntry, ...]:
    """List what is planned for a date or before it and not yet done, the earliest first."""
    return _entries(connection.exec_driver_sql(_COMING, (until,)))


def done(connection: sa.Connection, limit_rows: int) -> tuple[PriceEntry, ...]:
    """List what was applied or withdrawn, the newest first."""
    return _entries(connection.exec_driver_sql(_DONE, (limit_rows,)))


def changed_items(connection: sa.Connection) -> frozenset[str]:
    """Name the items whose price was ever changed here."""
    return frozenset(connection.exec_driver_sql(_CHANGED).scalars())


def labels(connection: sa.Connection) -> dict[str, PrintedLabel]:
    """Tell what the last label of each item said, of those printed here."""
    rows = connection.exec_driver_sql(_LABELS)
    return {sku: PrintedLabel(sku, minor, at_ms) for sku, minor, at_ms in rows}


def put_label(connection: sa.Connection, label: PrintedLabel) -> None:
    """Remember that a label was printed."""
    connection.exec_driver_sql(_PUT_LABEL, (label.sku, label.price_minor, label.at_ms))


def _entries(rows: sa.CursorResult[tuple[object, ...]]) -> tuple[PriceEntry, ...]:
    return tuple(
        PriceEntry(
            row.change,
            PriceStage(row.stage),
            row.sku,
            row.before_minor,
            row.after_minor,
            BusinessDate(row.effective_on),
            row.at_ms,
            row.operator,
            row.approved_by,
        )
        for row in rows
    )
