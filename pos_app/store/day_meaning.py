"""What the till's own tables say of a closed business day, as sync/wire/digests.py defines it.

Added up from the tables and not from the journal: that is what the proof is about.
"""

import json
from typing import Final

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.store import journal_line
from pos_app.store.database import Connection
from pos_app.store.journal_line import LineRow
from pos_app.store.transactions import key_of
from sync.wire.digests import DayDigest, DayProof, Meaning, receipt_set, tidy
from sync.wire.exchange import Position
from sync.wire.packing import pack

_DUE: Final = """SELECT business_date FROM business_day WHERE closed_ms IS NOT NULL
 AND NOT EXISTS (SELECT 1 FROM day_proof WHERE day_proof.business_date =
 business_day.business_date AND is_proved) ORDER BY business_date"""
_IS_CLOSED: Final = """SELECT 1 FROM business_day
 WHERE business_date = ? AND closed_ms IS NOT NULL"""
_NOTE: Final = "INSERT OR REPLACE INTO day_proof VALUES (?, ?, ?, ?)"
_LAST_SALE: Final = """SELECT journal_epoch, journal_seq FROM retail_transaction
 WHERE business_date <= ? AND number > 0 ORDER BY number DESC LIMIT 1"""

_KINDS: Final = """SELECT kind, count(*) FROM retail_transaction WHERE business_date = ?
 GROUP BY kind"""
_LINES: Final = """SELECT 'lines', count(*) FROM retail_transaction JOIN sale_line USING (number)
 WHERE business_date = ? AND NOT is_voided"""
_TOTALS: Final = """SELECT coalesce(sum(total_minor), 0), coalesce(sum(discount_minor), 0),
 coalesce(sum(tax_added_minor), 0), coalesce(sum(rounding_minor), 0)
 FROM retail_transaction WHERE business_date = ?"""
_LINE_AMOUNTS: Final = """SELECT 'lines', coalesce(sum(amount_minor), 0) FROM retail_transaction
 JOIN sale_line USING (number) WHERE business_date = ? AND NOT is_voided"""
_TENDERS: Final = """SELECT tender_type, sum(amount_minor) FROM retail_transaction
 JOIN tender_line USING (number) WHERE business_date = ? GROUP BY tender_type"""
_TAXES: Final = """SELECT tax_code, sum(base_minor), sum(tax_minor) FROM retail_transaction
 JOIN transaction_tax USING (number) WHERE business_date = ? GROUP BY tax_code"""
_STOCK: Final = """SELECT sku, sum(iif((line.kind = 'return') <> (header.kind = 'post_void'),
 -quantity_thousandths, quantity_thousandths)) FROM retail_transaction AS header
 JOIN sale_line AS line USING (number) WHERE business_date = ? AND NOT is_voided GROUP BY sku"""
_POINTS: Final = """SELECT lower(hex(coalesce(member_handle, x''))) || ':' || reason, sum(points)
 FROM retail_transaction JOIN points_entry USING (number) WHERE business_date = ? GROUP BY 1"""
_COUPONS: Final = """SELECT coupon, count(*) FROM retail_transaction
 JOIN coupon_redemption USING (number) WHERE business_date = ? GROUP BY coupon"""
_POST_VOIDED: Final = """SELECT post_void_of FROM retail_transaction
 WHERE business_date = ? AND kind = 'post_void'"""
_USED_BY: Final = "SELECT coupon FROM coupon_redemption WHERE number = ?"
_CASH: Final = """SELECT CASE kind WHEN 'tender_loan' THEN 'loan' WHEN 'tender_pickup' THEN 'pickup'
 ELSE kind END, sum(amount_minor) FROM shift JOIN cash_movement ON cash_movement.shift =
 shift.number WHERE business_date = ? GROUP BY kind"""
_COUNTED: Final = """SELECT coalesce(sum(counted_minor), 0), coalesce(sum(expected_minor), 0)
 FROM shift WHERE business_date = ? AND closed_ms IS NOT NULL"""
_RECEIPTS: Final = """SELECT printf('%s-%s-%06d', store, workstation,
 coalesce(printed_number, number)) FROM retail_transaction WHERE business_date = ?"""


def due_days(connection: Connection) -> tuple[str, ...]:
    """List closed business days that are not proved, the oldest first."""
    return tuple(connection.exec_driver_sql(_DUE).scalars())


def note_proof(connection: Connection, proof: DayProof) -> None:
    """Keep the outcome of a day's proof."""
    row = (proof.day, int(proof.is_proved), proof.reason, pack(proof).decode())
    connection.exec_driver_sql(_NOTE, row)


def digest_of(connection: Connection, day: str) -> DayDigest | None:
    """Add a closed day up; None for one that is open, or that this till has never seen."""
    if connection.exec_driver_sql(_IS_CLOSED, (day,)).first() is None:
        return None
    through = _last_row(connection, day)
    return None if through is None else DayDigest(day, through, _meaning(connection, day))


def _meaning(connection: Connection, day: str) -> Meaning:
    names = ("total", "discount", "tax_added", "rounding")
    totals = connection.exec_driver_sql(_TOTALS, (day,)).one()
    counted, expected = connection.exec_driver_sql(_COUNTED, (day,)).one()
    taxes: dict[str, int] = {}
    for code, base, tax in connection.exec_driver_sql(_TAXES, (day,)):
        taxes |= {f"{code}:base": base, f"{code}:tax": tax}
    closing = {"counted": counted, "expected": expected}
    return tidy(
        {
            "count": _sums(connection, _KINDS, day) | _sums(connection, _LINES, day),
            "total": dict(zip(names, totals, strict=True)) | _sums(connection, _LINE_AMOUNTS, day),
            "tender": _sums(connection, _TENDERS, day),
            "tax": taxes,
            "stock": _sums(connection, _STOCK, day),
            "points": _sums(connection, _POINTS, day),
            "coupon": _coupons(connection, day),
            "cash": _sums(connection, _CASH, day) | closing,
            "receipts": {
                "set": receipt_set(connection.exec_driver_sql(_RECEIPTS, (day,)).scalars())
            },
        }
    )


def _coupons(connection: Connection, day: str) -> dict[str, int]:
    uses = _sums(connection, _COUPONS, day)
    for text in connection.exec_driver_sql(_POST_VOIDED, (day,)).scalars().all():
        voided = ReceiptNumber.parse(text)
        key = key_of(connection, voided) if voided else 0
        for coupon in connection.exec_driver_sql(_USED_BY, (key,)).scalars():
            uses[coupon] = uses.get(coupon, 0) - 1
    return uses


def _sums(connection: Connection, statement: str, day: str) -> dict[str, int]:
    return {row[0]: int(row[1]) for row in connection.exec_driver_sql(statement, (day,))}


def _last_row(connection: Connection, day: str) -> Position | None:
    """Find the closing of a day on the line, from its last sale on."""
    place = connection.exec_driver_sql(_LAST_SALE, (day,)).first()
    after = [(place[0], place[1])] if place else []
    for start in (*after, (0, 0)):
        for row in journal_line.rows_after(connection, start):
            if _closes(row, day):
                return row.position
    return None


def _closes(row: LineRow, day: str) -> bool:
    return row.kind == "business_date_close" and json.loads(row.body)["d"]["date"] == day
