"""The sums of a shift or of a business day, added up by the file itself; its closing. Reads only.

A day of 5,000 sales is added up from its own rows in some tens of milliseconds, whatever else the
file holds: every statement starts from the shifts' transactions.
"""

import json
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from pos_app.domain.identifiers import BusinessDate, ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.report import (
    CashFigures,
    ControlFigures,
    DiscountFigure,
    Figures,
    GrandTotals,
    KindFigure,
    TaxFigure,
    TenderFigure,
)
from pos_app.domain.settlement import JournalPosition
from pos_app.domain.shift import CashMovementKind, Shift
from pos_app.domain.tender import TenderType
from pos_app.domain.transaction import TransactionKind

# Each statement works on the transactions that belong to a day and, where one is named, to a shift:
# an index holds their numbers. Negative ones are of sales a restored disk got back; they have a
# receipt too, but no place in the row of this disk's own.
_RANGE = """SELECT min(number), max(number) FROM retail_transaction
 WHERE business_date = ? AND (? IS NULL OR shift = ?) AND number > 0"""
_EDGE = "SELECT store, workstation, number FROM retail_transaction WHERE number = ?"
_KINDS = """SELECT kind, count(*), sum(total_minor), sum(rounding_minor + rounding_back_minor),
 sum(subtotal_minor) FROM retail_transaction
 WHERE business_date = ? AND (? IS NULL OR shift = ?) GROUP BY kind"""
# A post void takes the discounts of its sale back: negative amounts.
_DISCOUNTS = """SELECT reason_code, sum(iif(amount_minor < 0, -1, 1)) AS given, sum(amount_minor)
 FROM line_modifier WHERE number IN (SELECT number FROM retail_transaction
 WHERE business_date = ? AND (? IS NULL OR shift = ?)) GROUP BY reason_code
 HAVING given <> 0 ORDER BY reason_code"""
_TAXES = """SELECT tax_code, rate_ppm, is_inclusive, sum(base_minor), sum(tax_minor)
 FROM transaction_tax WHERE number IN (SELECT number FROM retail_transaction
 WHERE business_date = ? AND (? IS NULL OR shift = ?)) GROUP BY tax_code, rate_ppm, is_inclusive
 ORDER BY rate_ppm DESC, tax_code"""
_TENDERS = """SELECT tender_type, sum(NOT is_change), sum(max(amount_minor, 0)),
 sum(max(-amount_minor, 0)) FROM tender_line WHERE number IN (SELECT number FROM retail_transaction
 WHERE business_date = ? AND (? IS NULL OR shift = ?))
 GROUP BY tender_type ORDER BY tender_type"""
_LINES = """SELECT coalesce(sum(is_voided), 0), coalesce(sum(is_overridden AND NOT is_voided), 0),
 coalesce(sum(CASE WHEN is_voided AND sale_line.kind = 'sale'
  THEN unit_price_minor * quantity_thousandths / 1000 END), 0)
 FROM sale_line JOIN retail_transaction AS header USING (number)
 WHERE number IN (SELECT number FROM retail_transaction
 WHERE business_date = ? AND (? IS NULL OR shift = ?)) AND header.kind <> 'post_void'"""
_MOVEMENTS = """SELECT cash_movement.kind, sum(amount_minor) FROM cash_movement
 JOIN shift ON shift.number = cash_movement.shift
 WHERE business_date = ? AND (? IS NULL OR shift.number = ?) GROUP BY cash_movement.kind"""
_CONTROL = """SELECT control_event.kind, count(*) FROM control_event
 JOIN shift ON shift.number = control_event.shift
 WHERE business_date = ? AND (? IS NULL OR shift.number = ?) GROUP BY control_event.kind"""
# A closing stands after the last receipt it closes; a shift without one is looked for from there.
_LAST_RECEIPT = """SELECT journal_epoch, journal_seq FROM retail_transaction WHERE number =
 (SELECT max(number) FROM retail_transaction WHERE business_date = ? AND (? IS NULL OR shift = ?))
"""
_CLOSING = """SELECT epoch, seq, chain, body FROM journal WHERE (epoch, seq) > (?, ?) AND kind = ?
 AND json_extract(CAST(body AS TEXT), ?) = ? ORDER BY epoch, seq LIMIT 1"""
_FLOATS = """SELECT coalesce(sum(opening_float_minor), 0) FROM shift
 WHERE business_date = ? AND (? IS NULL OR number = ?)"""


@dataclass(frozen=True, slots=True)
class Closing:
    """Where and when a shift or a day was closed, and the perpetual totals then."""

    position: JournalPosition
    at_ms: int
    grand_totals: GrandTotals


def shift_figures(connection: sa.Connection, shift: Shift, currency: str) -> Figures:
    """Add a shift up as it stands."""
    return _figures(connection, shift.business_date, shift.number, currency)


def day_figures(connection: sa.Connection, date: BusinessDate, currency: str) -> Figures:
    """Add a business day up over all its shifts."""
    return _figures(connection, date, None, currency)


def shift_closing(connection: sa.Connection, shift: Shift, currency: str) -> Closing:
    """Find the closing of a closed shift in the journal."""
    scope = (shift.business_date, shift.number, shift.number)
    return _closing(connection, scope, ("shift_close", "$.d.shift", shift.number), currency)


def day_closing(connection: sa.Connection, date: BusinessDate, currency: str) -> Closing:
    """Find the closing of a closed day in the journal."""
    scope = (date, None, None)
    return _closing(connection, scope, ("business_date_close", "$.d.date", date), currency)


def _closing(
    connection: sa.Connection, scope: tuple[Any, ...], wanted: tuple[Any, ...], currency: str
) -> Closing:
    after = connection.exec_driver_sql(_LAST_RECEIPT, scope).one_or_none() or (0, 0)
    row = connection.exec_driver_sql(_CLOSING, (*after, *wanted)).one()
    body = json.loads(row.body)
    return Closing(
        position=JournalPosition(row.epoch, row.seq, row.chain),
        at_ms=body["wall"],
        grand_totals=GrandTotals(
            Money(body["gt"]["net"], currency), Money(body["gt"]["abs"], currency)
        ),
    )


def _figures(
    connection: sa.Connection, date: BusinessDate, shift: int | None, currency: str
) -> Figures:
    scope = (date, shift, shift)
    first, last = connection.exec_driver_sql(_RANGE, scope).one()
    kinds = connection.exec_driver_sql(_KINDS, scope).all()
    return Figures(
        currency=currency,
        kinds=tuple(
            KindFigure(kind, count, Money(total, currency))
            for kind in TransactionKind
            for name, count, total, *_ in kinds
            if name == kind.value
        ),
        gross=Money(sum(row[4] for row in kinds), currency),
        discounts=tuple(
            DiscountFigure(reason, count, Money(amount, currency))
            for reason, count, amount in connection.exec_driver_sql(_DISCOUNTS, scope)
        ),
        taxes=tuple(
            TaxFigure(code, rate, bool(is_inclusive), Money(base, currency), Money(minor, currency))
            for code, rate, is_inclusive, base, minor in connection.exec_driver_sql(_TAXES, scope)
        ),
        tenders=tuple(
            TenderFigure(TenderType(kind), count, Money(received, currency), Money(back, currency))
            for kind, count, received, back in connection.exec_driver_sql(_TENDERS, scope)
        ),
        rounding=Money(sum(row[3] for row in kinds), currency),
        cash=_cash(connection, scope, currency),
        control=_control(connection, scope, currency),
        first_receipt=_receipt(connection, first),
        last_receipt=_receipt(connection, last),
    )


def _cash(connection: sa.Connection, scope: tuple[Any, ...], currency: str) -> CashFigures:
    moved = {row[0]: row[1] for row in connection.exec_driver_sql(_MOVEMENTS, scope)}
    floats = connection.exec_driver_sql(_FLOATS, scope).scalar_one()
    return CashFigures(
        opening_float=Money(floats, currency),
        loans=Money(moved.get(CashMovementKind.TENDER_LOAN.value, 0), currency),
        pickups=Money(moved.get(CashMovementKind.TENDER_PICKUP.value, 0), currency),
        paid_in=Money(moved.get(CashMovementKind.PAID_IN.value, 0), currency),
        paid_out=Money(moved.get(CashMovementKind.PAID_OUT.value, 0), currency),
    )


def _control(connection: sa.Connection, scope: tuple[Any, ...], currency: str) -> ControlFigures:
    counted = {row[0]: row[1] for row in connection.exec_driver_sql(_CONTROL, scope)}
    voided, overridden, worth = connection.exec_driver_sql(_LINES, scope).one()
    return ControlFigures(
        voided_lines=voided,
        voided_lines_amount=Money(worth, currency),
        voided_transactions=counted.get("void", 0),
        price_overrides=overridden,
        no_sales=counted.get("no_sale", 0),
        reprints=counted.get("reprint", 0),
    )


def _receipt(connection: sa.Connection, number: int | None) -> ReceiptNumber | None:
    if number is None:
        return None
    return ReceiptNumber(*connection.exec_driver_sql(_EDGE, (number,)).one())
