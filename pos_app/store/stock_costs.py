"""What goods cost the shop, by the latest receiving that said so: for margins, never for prices.

The cost of an item on a day is that of its latest receiving on or before the day; before the first
one it is unknown, and a margin made of it would be an invention.
"""

from bisect import bisect_right
from typing import Final

import sqlalchemy as sa

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.store.journal_body import currency_of

_COSTS: Final = """SELECT sku, business_date, cost_minor FROM stock_movement
 JOIN stock_document ON stock_document.id = document WHERE cost_minor IS NOT NULL
 ORDER BY business_date, document, line"""


class CostBook:
    """Every cost there ever was, for sums over many sales: one read, then no more.

    Any thread may use it; it is as of the moment it was read.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self._currency = currency_of(connection)
        self._days: dict[str, list[str]] = {}
        self._minor: dict[str, list[int]] = {}
        for sku, day, minor in connection.exec_driver_sql(_COSTS):
            self._days.setdefault(sku, []).append(day)
            self._minor.setdefault(sku, []).append(minor)

    def __bool__(self) -> bool:
        """Tell whether any cost is known at all."""
        return bool(self._days)

    def cost_of(self, sku: str, day: BusinessDate) -> Money | None:
        """Give what one unit cost as of a day; the latest receiving of a day counts."""
        at = bisect_right(self._days.get(sku, []), day)
        return Money(self._minor[sku][at - 1], self._currency) if at else None

    def has_changed(self, sku: str, first: BusinessDate, last: BusinessDate) -> bool:
        """Tell whether another cost began after the first day and by the last."""
        return any(first < day <= last for day in self._days.get(sku, ()))
