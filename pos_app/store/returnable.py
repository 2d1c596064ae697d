"""What may still come back of finished sales, and by which tender it may be given back."""

from typing import Any

import sqlalchemy as sa

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedLine
from pos_app.domain.quantity import Quantity
from pos_app.domain.returns import ReturnableLine, ReturnableSale, sold_lines
from pos_app.domain.tender import TenderLine, TenderType
from pos_app.store.transactions import find_finished, key_of

# In both: a return that was itself post voided never happened. Money goes back in a return and in
# an exchange for something cheaper; in a dearer exchange the customer pays.
_RETURNED = """SELECT line.original_line, sum(line.quantity_thousandths) AS quantity,
 -sum(line.net_minor) AS net, -sum(line.tax_minor) AS tax FROM sale_line AS line
 JOIN retail_transaction AS header USING (number)
 WHERE line.original_receipt = ? AND NOT line.is_voided AND header.kind <> 'post_void'
 AND NOT EXISTS (SELECT 1 FROM retail_transaction AS voided WHERE voided.post_void_of =
 printf('%s-%s-%06d', header.store, header.workstation,
 coalesce(header.printed_number, header.number)))
 GROUP BY line.original_line"""
_GIVEN_BACK = """SELECT coalesce(sum(tender.amount_minor), 0) FROM tender_line AS tender
 JOIN retail_transaction AS header USING (number)
 WHERE tender.tender_type = ? AND header.kind <> 'post_void'
 AND header.total_minor + header.rounding_back_minor < 0 AND tender.number IN
 (SELECT number FROM sale_line WHERE original_receipt = ? AND NOT is_voided)
 AND NOT EXISTS (SELECT 1 FROM retail_transaction AS voided WHERE voided.post_void_of =
 printf('%s-%s-%06d', header.store, header.workstation,
 coalesce(header.printed_number, header.number)))"""
_ROUNDINGS = "SELECT line, rounding_minor FROM sale_line WHERE number = ?"
_IS_POST_VOIDED = "SELECT 1 FROM retail_transaction WHERE post_void_of = ?"
_PAID = """SELECT coalesce(sum(amount_minor), 0) FROM tender_line
 WHERE number = ? AND tender_type = ?"""
_FIRST_SINCE = "SELECT min(number) FROM retail_transaction WHERE business_date >= ?"
_LOWEST = """SELECT min((line.net_minor * 1000) / line.quantity_thousandths)
 FROM sale_line AS line WHERE line.number >= ? AND line.sku = ? AND line.kind = 'sale'
 AND NOT line.is_voided AND line.net_minor > 0"""


def find_returnable(connection: sa.Connection, receipt: ReceiptNumber) -> ReturnableSale | None:
    """Open a finished sale with what has come back of it already; None when there is none."""
    completed = find_finished(connection, receipt)
    if completed is None:
        return None
    currency = completed.priced.transaction.currency
    returned = {
        row.original_line: row for row in connection.exec_driver_sql(_RETURNED, (str(receipt),))
    }
    roundings = dict(_pairs(connection, _ROUNDINGS, (key_of(connection, receipt),)))
    lines = tuple(
        _line_of(line, Money(roundings[line.line.number], currency), returned.get(line.line.number))
        for line in sold_lines(completed)
    )
    voided = connection.exec_driver_sql(_IS_POST_VOIDED, (str(receipt),)).first()
    return ReturnableSale(completed, lines, is_post_voided=voided is not None)


def _line_of(line: PricedLine, rounding: Money, returned: sa.Row[Any] | None) -> ReturnableLine:
    quantity, net, tax = (returned.quantity, returned.net, returned.tax) if returned else (0, 0, 0)
    currency = rounding.currency
    return ReturnableLine(
        line, rounding, Quantity(quantity), Money(net, currency), Money(tax, currency)
    )


def tender_balance(
    connection: sa.Connection, receipt: ReceiptNumber, tender_type: TenderType, currency: str
) -> Money:
    """Say how much of a sale was paid by this tender and has not been given back by it."""
    paid = connection.exec_driver_sql(
        _PAID, (key_of(connection, receipt), tender_type.value)
    ).scalar_one()
    back = connection.exec_driver_sql(_GIVEN_BACK, (tender_type.value, str(receipt))).scalar_one()
    return Money(max(paid + back, 0), currency)


def tenders_of(
    connection: sa.Connection, receipt: ReceiptNumber, tender_type: TenderType
) -> tuple[TenderLine, ...]:
    """List the tenders of one type that a finished sale was paid by."""
    sale = find_finished(connection, receipt)
    tenders = sale.priced.transaction.tenders if sale else ()
    return tuple(one for one in tenders if one.tender_type is tender_type)


def lowest_unit_price(
    connection: sa.Connection, sku: str, since_date: str, currency: str
) -> Money | None:
    """Find the lowest price per unit this item was sold for since a business date.

    Like the item's own price: with tax where prices contain it, without where they do not.

    Rounding: down, in the shop's favour. Reads the lines since that day: some 50 ms for 30 days.
    """
    first = connection.exec_driver_sql(_FIRST_SINCE, (since_date,)).scalar_one()
    if first is None:
        return None
    lowest = connection.exec_driver_sql(_LOWEST, (first, sku)).scalar_one()
    return None if lowest is None else Money(lowest, currency)


def _pairs(
    connection: sa.Connection, statement: str, parameters: tuple[Any, ...]
) -> list[tuple[int, int]]:
    return [(row[0], row[1]) for row in connection.exec_driver_sql(statement, parameters)]
