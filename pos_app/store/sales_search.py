"""Finished transactions in lists: the latest, or those that fit what a customer remembers."""

import json
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from pos_app.domain.identifiers import BusinessDate, ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.transaction import TransactionKind

COLUMNS = """coalesce(header.printed_number, header.number) AS number, header.store,
 header.workstation, header.kind, header.operator_name, header.business_date,
 header.completed_ms, header.currency,
 header.total_minor, header.rounding_minor, header.rounding_back_minor,
 (SELECT count(*) FROM sale_line WHERE sale_line.number = header.number AND NOT is_voided) AS lines,
 (SELECT json_extract(detail, '$.item.zh') || char(10) || json_extract(detail, '$.item.en')
  FROM sale_line WHERE sale_line.number = header.number AND NOT is_voided
  ORDER BY line LIMIT 1) AS first_item"""
"""What a summary is made of, of a ``header``; its number is the printed one."""

_SEARCH = """SELECT COLUMNS FROM retail_transaction AS header
 WHERE header.number > ?
 AND (? IS NULL OR header.business_date = ?)
 AND (? IS NULL OR abs(header.total_minor + header.rounding_minor + header.rounding_back_minor) = ?
  OR abs(header.total_minor) = ?)
 AND (? IS NULL OR EXISTS (SELECT 1 FROM sale_line WHERE sale_line.number = header.number
  AND (sku IN (SELECT value FROM json_each(?)) OR instr(lower(detail), ?) > 0)))
 AND (? IS NULL OR EXISTS (SELECT 1 FROM tender_line WHERE tender_line.number = header.number
  AND card_last_four = ?))
 ORDER BY header.number DESC LIMIT ?""".replace("COLUMNS", COLUMNS)
_LAST = "SELECT coalesce(max(number), 0) FROM retail_transaction"

LOOK_BACK = 200_000
"""How many receipts a search without a date goes back: months of one till, read in a second."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A finished transaction in a list; ``paid`` is signed, names are of the first line."""

    receipt: ReceiptNumber
    kind: TransactionKind
    business_date: BusinessDate
    completed_ms: int
    operator_name: str
    paid: Money
    line_count: int
    first_item_zh: str
    first_item_en: str


def search(
    connection: sa.Connection,
    *,
    business_date: BusinessDate | None = None,
    total: Money | None = None,
    items: tuple[str, ...] = (),
    card_last_four: str = "",
    limit: int = 50,
) -> tuple[Summary, ...]:
    """List finished transactions, the latest first; what is empty matches everything.

    ``items``: what was typed of an item's name, then the SKUs that it may mean besides.
    """
    text = items[0].lower() if items else None
    last_four = card_last_four.strip() or None
    minor = abs(total.minor) if total is not None else None
    newest = connection.exec_driver_sql(_LAST).scalar_one()
    oldest = 0 if business_date else newest - LOOK_BACK
    of_header = (oldest, business_date, business_date, minor, minor, minor)
    parameters = (*of_header, text, json.dumps(items), text, last_four, last_four, limit)
    return tuple(summary_of(row) for row in connection.exec_driver_sql(_SEARCH, parameters))


def summary_of(row: Any) -> Summary:
    """Make the summary of a row of ``COLUMNS``."""
    name_zh, _, name_en = (row.first_item or "").partition("\n")
    paid = row.total_minor + row.rounding_minor + row.rounding_back_minor
    return Summary(
        receipt=ReceiptNumber(row.store, row.workstation, row.number),
        kind=TransactionKind(row.kind),
        business_date=BusinessDate(row.business_date),
        completed_ms=row.completed_ms,
        operator_name=row.operator_name,
        paid=Money(paid, row.currency),
        line_count=row.lines,
        first_item_zh=name_zh,
        first_item_en=name_en,
    )
