"""Coupons shown and taken held against their journal rows; see verification.py."""

from typing import Any, Final

import sqlalchemy as sa

from pos_app.store import offer_facts

_STEPS: Final = """SELECT stage, campaign, coupons, operator, shift, business_date, at_ms,
 journal_epoch, journal_seq FROM coupon_step WHERE journal_epoch = ? AND journal_seq = ?
 ORDER BY campaign"""
_ROWS: Final = "SELECT count(*) FROM coupon_step"


class OffersComparison:
    """Told every sound row of its kinds, lost ones that were brought back too."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._seen = 0

    @staticmethod
    def knows(kind: str) -> bool:
        """Tell whether rows of this kind are to be compared here."""
        return kind in offer_facts.KINDS

    def is_same(self, kind: str, place: tuple[int, int], body: dict[str, Any]) -> bool:
        """Tell whether the table says what the journal's row says."""
        expected = offer_facts.rows_of(kind, place, body)
        self._seen += len(expected)
        found = [tuple(row) for row in self._connection.exec_driver_sql(_STEPS, place)]
        return found == expected

    def has_more(self) -> bool:
        """Tell whether the table has anything that the journal does not know."""
        return bool(self._connection.exec_driver_sql(_ROWS).scalar_one() != self._seen)
