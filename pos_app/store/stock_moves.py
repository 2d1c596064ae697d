"""What has moved of one item, newest first: sales by the day, everything else line by line."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from pos_app.domain.identifiers import BusinessDate

_RECEIVED: Final = """SELECT max(business_date), count(*) FROM stock_document
 JOIN stock_movement ON stock_document.id = document
 WHERE kind = ?1 AND reference = ?2 AND (partner = ?3 OR partner = '' OR ?3 = '')
 HAVING count(*) > 0"""
_NOTES: Final = "SELECT DISTINCT reference FROM stock_document WHERE kind = 'stock_receive'"


@dataclass(frozen=True, slots=True)
class Recorded:
    """When a note was recorded last, and how many lines there are of it."""

    business_date: BusinessDate
    lines: int


@dataclass(frozen=True, slots=True)
class Move:
    """``kind`` is a document's, or ``sold`` for a whole day's sales less what came back.

    ``thousandths`` is signed. For a count it is the adjustment: ``before`` and ``after`` stand
    beside it.
    """

    kind: str
    business_date: BusinessDate
    at_ms: int | None
    thousandths: int
    reference: str = ""
    partner: str = ""
    reason_code: str = ""
    before: int | None = None
    after: int | None = None


_MOVES: Final = """SELECT kind, business_date, at_ms, quantity_thousandths, reference, partner,
 reason_code, NULL, NULL, document
 FROM stock_movement JOIN stock_document ON stock_document.id = document
 WHERE sku = ?1 AND quantity_thousandths <> 0
 UNION ALL SELECT kind, business_date, at_ms, counted_thousandths - before_thousandths, reference,
 partner, reason_code, before_thousandths, counted_thousandths, document
 FROM stock_counted
 JOIN stock_document ON stock_document.id = document WHERE sku = ?1
 UNION ALL SELECT 'sold', business_date, NULL, -quantity_thousandths, '', '', '', NULL, NULL, NULL
 FROM stock_sold WHERE sku = ?1
 ORDER BY 2 DESC, 10 DESC NULLS FIRST LIMIT ?2"""


def received_notes(connection: sa.Connection) -> set[str]:
    """List the numbers of notes that goods were received against."""
    return set(connection.exec_driver_sql(_NOTES).scalars())


def find_recorded(
    connection: sa.Connection, kind: str, reference: str, partner: str
) -> Recorded | None:
    """Find out whether a note was recorded before; one without a supplier may be anybody's."""
    row = connection.exec_driver_sql(_RECEIVED, (kind, reference, partner)).first()
    return None if row is None else Recorded(BusinessDate(row[0]), row[1])


def moves_of(connection: sa.Connection, sku: str, limit: int) -> tuple[Move, ...]:
    """List what moved; sales of the last hundred days at most, and only those added up by now."""
    rows = connection.exec_driver_sql(_MOVES, (sku, limit))
    return tuple(Move(row[0], BusinessDate(row[1]), *row[2:9]) for row in rows)
