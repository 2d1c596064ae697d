"""Rows that this disk had lost, made facts of its tables again: sales, money moved, days, shifts.

A till that was put back from a backup lacks whole days; one that also sold on has its own shifts
since then. What it did itself stays as it is: a lost shift that has the number of one of its own is
kept under the negative number, and a lost shift that was open never is. A shift that was counted on
both disks keeps both counts.
"""

import json
from collections.abc import Callable
from typing import Any, Final

from pos_app.store import (
    lost_transactions,
    offer_facts,
    safe_facts,
    shifts,
    stock_balance,
    stock_facts,
)
from pos_app.store.database import Connection
from pos_app.store.journal_body import CASH_KINDS, MONEY_KINDS, Body
from pos_app.store.journal_line import LineRow
from pos_app.store.line_body import dump
from pos_app.store.lost_transactions import FindItem

_OPEN_DAY: Final = """INSERT INTO business_day (business_date, opened_ms) VALUES (?, ?)
 ON CONFLICT DO NOTHING"""
_CLOSE_DAY: Final = """UPDATE business_day SET closed_ms = ?, z_number = ?
 WHERE business_date = ? AND closed_ms IS NULL
 AND NOT EXISTS (SELECT 1 FROM business_day WHERE z_number = ?)
 AND NOT EXISTS (SELECT 1 FROM shift WHERE shift.business_date = business_day.business_date
 AND shift.closed_ms IS NULL)"""
_KNOWN_SHIFT: Final = "SELECT 1 FROM shift WHERE number = ?"
_OPEN_SHIFT: Final = "SELECT 1 FROM shift WHERE closed_ms IS NULL"
_INSERT_SHIFT: Final = """INSERT INTO shift (number, operator, operator_name, business_date,
 opened_ms, opening_float_minor, opening_counts, closed_ms, counted_minor, expected_minor,
 closing_counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"""
_UNCOUNTED: Final = """SELECT number FROM shift WHERE number IN (?, ?) AND (closed_ms IS NULL
 OR (counted_minor, expected_minor, closing_counts) = (0, 0, '[]')) ORDER BY number LIMIT 1"""
_OPERATOR: Final = "SELECT name FROM operator WHERE id = ?"


def bring_back(connection: Connection, row: LineRow, find_item: FindItem) -> None:
    """Make a lost row's fact known again, in the transaction that keeps the row.

    A row of training, or of a later version of the program, is kept and makes nothing.
    """
    body: Body = json.loads(row.body)
    if row.schema != 1 or body.get("tr"):
        return
    if row.kind in MONEY_KINDS:
        lost_transactions.bring_back(connection, row, body, find_item)
        stock_balance.forget_sold(connection)
    elif row.kind in stock_facts.KINDS:
        stock_facts.bring_back(connection, row.kind, (row.epoch, row.seq), body)
    elif row.kind in offer_facts.KINDS:
        offer_facts.bring_back(connection, row.kind, (row.epoch, row.seq), body)
    elif row.kind in safe_facts.KINDS:
        safe_facts.bring_back(connection, row.kind, (row.epoch, row.seq), body)
    elif row.kind in CASH_KINDS:
        _move(connection, row.kind, body)
    else:
        make = _MAKERS.get(row.kind)
        if make is not None:
            make(connection, body)


def _shift_of(connection: Connection, body: Body) -> int | None:
    """Find the shift of a row: the lost one that had to be kept apart, or the one there is."""
    number = body.get("sh")
    if number is None:
        return None
    apart = connection.exec_driver_sql(_KNOWN_SHIFT, (-number,)).first()
    return -int(number) if apart else int(number)


def _move(connection: Connection, kind: str, body: Body) -> None:
    data = body["d"]
    what = (kind, data["amount"], data["reason"], body["op"], body.get("by"), body["wall"])
    connection.exec_driver_sql(shifts.INSERT_MOVEMENT, (_shift_of(connection, body), *what))


def _shift_open(connection: Connection, body: Body) -> None:
    data, at_ms = body["d"], body["wall"]
    connection.exec_driver_sql(_OPEN_DAY, (body["bd"], at_ms))
    number = data["shift"]
    is_apart = connection.exec_driver_sql(_KNOWN_SHIFT, (number,)).first() is not None
    is_other_open = connection.exec_driver_sql(_OPEN_SHIFT).first() is not None
    name = connection.exec_driver_sql(_OPERATOR, (body["op"],)).scalar() or body["op"]
    opened = (body["op"], name, body["bd"], at_ms, data["float"], dump(data["counts"]))
    closed = (at_ms, 0, 0, "[]") if is_apart or is_other_open else (None, None, None, None)
    connection.exec_driver_sql(_INSERT_SHIFT, (-number if is_apart else number, *opened, *closed))


def _shift_close(connection: Connection, body: Body) -> None:
    data = body["d"]
    counted = (body["wall"], data["counted"], data["expected"], dump(data["counts"]))
    own = int(data["shift"])
    number = connection.exec_driver_sql(_UNCOUNTED, (own, -own)).scalar()
    if number is None:
        number = shifts.keep_apart(connection, own)
    connection.exec_driver_sql(shifts.CLOSE_SHIFT, (*counted, number))


def _day_close(connection: Connection, body: Body) -> None:
    data = body["d"]
    row = (body["wall"], data["z"], data["date"], data["z"])
    connection.exec_driver_sql(_CLOSE_DAY, row)


def _no_sale(connection: Connection, body: Body) -> None:
    _control(connection, body, "no_sale", body["d"]["reason"])


def _void(connection: Connection, body: Body) -> None:
    _control(connection, body, "void", body["d"]["reason"])


def _reprint(connection: Connection, body: Body) -> None:
    number = int(body["d"]["of"].rpartition("-")[2])
    _control(connection, body, "reprint", "", number)


def _control(
    connection: Connection, body: Body, kind: str, reason: str, receipt: int | None = None
) -> None:
    row: tuple[Any, ...] = (_shift_of(connection, body), kind, reason, receipt, body["wall"])
    connection.exec_driver_sql(shifts.INSERT_CONTROL, row)


_MAKERS: Final[dict[str, Callable[[Connection, Body], None]]] = {
    "shift_open": _shift_open,
    "shift_close": _shift_close,
    "business_date_close": _day_close,
    "no_sale": _no_sale,
    "void": _void,
    "reprint": _reprint,
}
