"""Documents, counts and sales not made held against their journal rows; see verification.py."""

from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.synced import Place
from pos_app.store import stock_facts

Data = dict[str, Any]

_DOCUMENT: Final = """SELECT id, kind, reference, partner, reason_code, operator, approved_by,
 business_date, at_ms, journal_epoch, journal_seq FROM stock_document
 WHERE journal_epoch = ? AND journal_seq = ?"""
_MOVEMENTS: Final = """SELECT line, sku, quantity_thousandths, expected_thousandths, cost_minor,
 lot, expires_on, pack_thousandths FROM stock_movement WHERE document = ? ORDER BY line"""
_COUNTED: Final = """SELECT line, sku, counted_thousandths, before_thousandths, mark_epoch,
 mark_seq, mark_number FROM stock_counted WHERE document = ? ORDER BY line"""
_LOST: Final = """SELECT reason_code, sku, operator, shift, business_date, at_ms, journal_epoch,
 journal_seq FROM lost_sale WHERE journal_epoch = ? AND journal_seq = ?"""
_OUT: Final = """SELECT sku, on_hand_thousandths, found_by, operator, shift, business_date, at_ms,
 journal_epoch, journal_seq FROM out_of_stock WHERE journal_epoch = ? AND journal_seq = ?"""
_ROWS: Final = """SELECT (SELECT count(*) FROM stock_document) + (SELECT count(*) FROM lost_sale)
 + (SELECT count(*) FROM out_of_stock), (SELECT count(*) FROM stock_movement)
 + (SELECT count(*) FROM stock_counted)"""


class StockComparison:
    """Told every sound row of its kinds, lost ones that were brought back too."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._facts = 0
        self._lines = 0

    @staticmethod
    def knows(kind: str) -> bool:
        """Tell whether rows of this kind are to be compared here."""
        return kind in stock_facts.KINDS

    def is_same(self, kind: str, place: Place, body: Data) -> bool:
        """Tell whether the tables say what the journal's row says."""
        self._facts += 1
        if kind == "lost_sale":
            return self._one(_LOST, place) == stock_facts.lost_sale_row(place, body)
        if kind == "out_of_stock":
            return self._one(_OUT, place) == stock_facts.out_of_stock_row(place, body)
        self._lines += len(body["d"]["lines"])
        found = self._one(_DOCUMENT, place)
        if found is None or found[1:] != stock_facts.document_row(kind, place, body):
            return False
        if kind == "stock_count":
            return self._all(_COUNTED, found[0]) == stock_facts.counted_rows(body)
        return self._all(_MOVEMENTS, found[0]) == stock_facts.movement_rows(body)

    def has_more(self) -> bool:
        """Tell whether the tables have anything that the journal does not know."""
        rows = self._connection.exec_driver_sql(_ROWS).one()
        return tuple(rows) != (self._facts, self._lines)

    def _one(self, statement: str, place: Place) -> tuple[Any, ...] | None:
        row = self._connection.exec_driver_sql(statement, place).first()
        return None if row is None else tuple(row)

    def _all(self, statement: str, document: int) -> list[tuple[Any, ...]]:
        rows = self._connection.exec_driver_sql(statement, (document,))
        return [tuple(row) for row in rows]
