"""Business days, shifts, and the money that moves with no transaction."""

import json
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.identifiers import BusinessDate, OperatorId
from pos_app.domain.money import Money
from pos_app.domain.shift import CashMovement, Counts, Shift
from pos_app.errors import Refusal
from pos_app.store.line_body import dump

_OPEN_DATE = "SELECT business_date FROM business_day WHERE closed_ms IS NULL"
_LATEST_DATE = "SELECT max(business_date) FROM business_day"
_SHIFT_ON = "SELECT 1 FROM shift WHERE business_date = ? LIMIT 1"
_OPEN_DAY = "INSERT INTO business_day (business_date, opened_ms) VALUES (?, ?)"
_CLOSE_DAY = "UPDATE business_day SET closed_ms = ?, z_number = ? WHERE business_date = ?"
_Z_NUMBER = "SELECT z_number FROM business_day WHERE business_date = ?"
_LAST_Z = "SELECT coalesce(max(z_number), 0) FROM business_day"
_CLOSED_DAYS = """SELECT business_date, z_number FROM business_day WHERE z_number IS NOT NULL
 ORDER BY z_number DESC LIMIT ?"""
_SHIFT = """SELECT number, operator, operator_name, business_date, opened_ms, opening_float_minor,
 closed_ms, counted_minor, expected_minor, closing_counts FROM shift"""
_OPEN_SHIFT = f"{_SHIFT} WHERE closed_ms IS NULL"
_CLOSED_SHIFT = f"{_SHIFT} WHERE closed_ms IS NOT NULL AND number = ?"
_CLOSED_ON = f"{_SHIFT} WHERE closed_ms IS NOT NULL AND business_date = ? ORDER BY number"
_CLOSED_SINCE = f"""{_SHIFT} WHERE closed_ms IS NOT NULL AND business_date >= ?
 ORDER BY business_date, number"""
_LATEST_CLOSED = (
    f"{_SHIFT} WHERE closed_ms IS NOT NULL"
    " ORDER BY business_date DESC, opened_ms DESC, number DESC LIMIT ?"
)
_LAST_SHIFT = "SELECT coalesce(max(number), 0) FROM shift"
_INSERT_SHIFT = """INSERT INTO shift (number, operator, operator_name, business_date, opened_ms,
 opening_float_minor, opening_counts) VALUES (?, ?, ?, ?, ?, ?, ?)"""
CLOSE_SHIFT = """UPDATE shift SET closed_ms = ?, counted_minor = ?, expected_minor = ?,
 closing_counts = ? WHERE number = ?"""
_LATEST_APART = "SELECT min(number) FROM shift WHERE number < 0 AND -number % ? = ?"
_COPY_APART = """INSERT INTO shift (number, operator, operator_name, business_date, opened_ms,
 opening_float_minor, opening_counts, closed_ms, counted_minor, expected_minor, closing_counts)
 SELECT ?, operator, operator_name, business_date, opened_ms, opening_float_minor, opening_counts,
 closed_ms, counted_minor, expected_minor, closing_counts FROM shift
 WHERE number = ? AND closed_ms IS NOT NULL"""
INSERT_MOVEMENT = """INSERT INTO cash_movement (shift, kind, amount_minor, reason_code, operator,
 approved_by, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)"""
INSERT_CONTROL = """INSERT INTO control_event (shift, kind, reason_code, receipt, at_ms)
 VALUES (?, ?, ?, ?, ?)"""

_APART: Final = 1_000_000
"""More shifts than a till ever has: the second one kept apart of a number is so far below."""


@dataclass(frozen=True, slots=True)
class ClosedShift:
    """A shift with the count that closed it, and what was expected then."""

    shift: Shift
    counted: Money
    expected: Money
    counts: Counts


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A closed business day and its Z number."""

    date: BusinessDate
    number: int


def open_business_date(connection: sa.Connection) -> BusinessDate | None:
    """Give the day that is open."""
    row = connection.exec_driver_sql(_OPEN_DATE).one_or_none()
    return BusinessDate(row[0]) if row else None


def open_day(connection: sa.Connection, date: BusinessDate, at_ms: int) -> None:
    """Open a day.

    Refuses: DATE_BEFORE_LAST (also the same date again: a closed day stays closed).
    """
    latest = connection.exec_driver_sql(_LATEST_DATE).scalar_one()
    if latest is not None and date <= latest:
        raise Refusal("DATE_BEFORE_LAST", date=latest)
    connection.exec_driver_sql(_OPEN_DAY, (date, at_ms))


def has_shift_on(connection: sa.Connection, date: BusinessDate) -> bool:
    """Tell whether a shift was opened on a business date."""
    return connection.exec_driver_sql(_SHIFT_ON, (date,)).first() is not None


def latest_date(connection: sa.Connection) -> BusinessDate | None:
    """Give the latest day there has been, open or closed."""
    latest = connection.exec_driver_sql(_LATEST_DATE).scalar_one()
    return BusinessDate(latest) if latest else None


def close_day(connection: sa.Connection, date: BusinessDate, z_number: int, at_ms: int) -> None:
    """Close a day under its Z number."""
    connection.exec_driver_sql(_CLOSE_DAY, (at_ms, z_number, date))


def z_number(connection: sa.Connection, date: BusinessDate) -> int | None:
    """Give the Z number of a closed day."""
    row = connection.exec_driver_sql(_Z_NUMBER, (date,)).one_or_none()
    return row[0] if row else None


def next_z_number(connection: sa.Connection) -> int:
    """Give the number the next Z report gets; without a gap."""
    return int(connection.exec_driver_sql(_LAST_Z).scalar_one()) + 1


def closed_days(connection: sa.Connection, limit: int) -> tuple[ClosedDay, ...]:
    """List closed days, the latest first."""
    rows = connection.exec_driver_sql(_CLOSED_DAYS, (limit,))
    return tuple(ClosedDay(BusinessDate(row[0]), row[1]) for row in rows)


def open_shift(connection: sa.Connection, currency: str) -> Shift | None:
    """Give the shift that is open."""
    row = connection.exec_driver_sql(_OPEN_SHIFT).one_or_none()
    return _shift(row, currency) if row else None


def next_number(connection: sa.Connection) -> int:
    """Give the number the next shift gets."""
    return int(connection.exec_driver_sql(_LAST_SHIFT).scalar_one()) + 1


def insert(connection: sa.Connection, shift: Shift, counts: Counts) -> None:
    """Write a shift that opens with this count."""
    connection.exec_driver_sql(
        _INSERT_SHIFT,
        (
            shift.number,
            shift.operator,
            shift.operator_name,
            shift.business_date,
            shift.opened_ms,
            shift.opening_float.minor,
            dump(counts),
        ),
    )


def close(
    connection: sa.Connection, shift: Shift, counted: Money, expected: Money, counts: Counts
) -> None:
    """Close a shift on its count.

    One that is closed already was counted on a disk that was lost: that count is kept apart.
    """
    keep_apart(connection, shift.number)
    connection.exec_driver_sql(
        CLOSE_SHIFT,
        (shift.closed_ms, counted.minor, expected.minor, dump(counts), shift.number),
    )


def number_given(number: int) -> int:
    """Give the number a shift was opened under: that of one kept apart is in its journal rows."""
    return -number % _APART if number < 0 else number


def keep_apart(connection: sa.Connection, number: int) -> int:
    """Keep the count of a closed shift under a number below zero, and give that number.

    The count is its own in the sums of its day; one of an open shift is none and nothing is kept.
    """
    latest = connection.exec_driver_sql(_LATEST_APART, (_APART, number)).scalar_one()
    apart = -number if latest is None else int(latest) - _APART
    connection.exec_driver_sql(_COPY_APART, (apart, number))
    return apart


def find_closed(connection: sa.Connection, number: int, currency: str) -> ClosedShift | None:
    """Find a closed shift by its number."""
    row = connection.exec_driver_sql(_CLOSED_SHIFT, (number,)).one_or_none()
    return _closed(row, currency) if row else None


def closed_on(
    connection: sa.Connection, date: BusinessDate, currency: str
) -> tuple[ClosedShift, ...]:
    """List the closed shifts of a day."""
    rows = connection.exec_driver_sql(_CLOSED_ON, (date,))
    return tuple(_closed(row, currency) for row in rows)


def latest_closed(connection: sa.Connection, limit: int, currency: str) -> tuple[ClosedShift, ...]:
    """List closed shifts, the latest first."""
    rows = connection.exec_driver_sql(_LATEST_CLOSED, (limit,))
    return tuple(_closed(row, currency) for row in rows)


def closed_since(
    connection: sa.Connection, date: BusinessDate, currency: str
) -> tuple[ClosedShift, ...]:
    """List the closed shifts of a day and all later ones, oldest first."""
    rows = connection.exec_driver_sql(_CLOSED_SINCE, (date,))
    return tuple(_closed(row, currency) for row in rows)


def insert_movement(connection: sa.Connection, shift: int, movement: CashMovement) -> None:
    """Write a cash movement."""
    connection.exec_driver_sql(
        INSERT_MOVEMENT,
        (
            shift,
            movement.kind.value,
            movement.amount.minor,
            movement.reason_code,
            movement.operator,
            movement.approved_by,
            movement.at_ms,
        ),
    )


def insert_no_sale(
    connection: sa.Connection, shift: int | None, reason_code: str, at_ms: int
) -> None:
    """Write that the drawer was opened without a transaction."""
    connection.exec_driver_sql(INSERT_CONTROL, (shift, "no_sale", reason_code, None, at_ms))


def insert_void(connection: sa.Connection, shift: int, reason_code: str, at_ms: int) -> None:
    """Write that an unfinished transaction was dropped."""
    connection.exec_driver_sql(INSERT_CONTROL, (shift, "void", reason_code, None, at_ms))


def insert_reprint(
    connection: sa.Connection, shift: int | None, receipt_number: int, at_ms: int
) -> None:
    """Write that a copy of a receipt was asked for, in a shift or between shifts."""
    connection.exec_driver_sql(INSERT_CONTROL, (shift, "reprint", "", receipt_number, at_ms))


def _shift(row: Any, currency: str) -> Shift:
    return Shift(
        number=row.number,
        operator=OperatorId(row.operator),
        operator_name=row.operator_name,
        business_date=BusinessDate(row.business_date),
        opened_ms=row.opened_ms,
        opening_float=Money(row.opening_float_minor, currency),
        closed_ms=row.closed_ms,
    )


def _closed(row: Any, currency: str) -> ClosedShift:
    counts = tuple((pair[0], pair[1]) for pair in json.loads(row.closing_counts))
    return ClosedShift(
        shift=_shift(row, currency),
        counted=Money(row.counted_minor, currency),
        expected=Money(row.expected_minor, currency),
        counts=counts,
    )
