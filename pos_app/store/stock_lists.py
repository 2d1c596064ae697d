"""Lists that a store manager orders and clears shelves by: low, negative, near the last day.

Of items that were counted or received once: of the others the books know nothing. Sales have to be
added up before (stock_balance.fold).
"""

from dataclasses import replace
from datetime import date
from typing import Final

import sqlalchemy as sa

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.stock import ExpiringLot, Reorder, ReorderPolicy, suggest
from pos_app.store.settings import find_setting, put_setting

_POLICY: Final = "stock_reorder"

_DAYS: Final = """SELECT count(*) FROM (SELECT DISTINCT business_date FROM stock_sold
 WHERE business_date >= ? AND business_date <= ?)"""
_SOLD: Final = """SELECT sku, quantity_thousandths, coalesce(sold, 0),
 coalesce(pack_thousandths, 1000) FROM stock_balance
 LEFT JOIN (SELECT sku, sum(quantity_thousandths) AS sold FROM stock_sold
 WHERE business_date >= ? AND business_date <= ? GROUP BY sku) USING (sku)
 LEFT JOIN stock_pack USING (sku) WHERE counted_on IS NOT NULL OR has_received"""
_NEGATIVE: Final = """SELECT sku FROM stock_balance WHERE quantity_thousandths < 0
 AND (counted_on IS NOT NULL OR has_received) ORDER BY quantity_thousandths, sku LIMIT ?"""
_LOTS: Final = """SELECT sku, lot, expires_on, sum(stock_movement.quantity_thousandths),
 stock_balance.quantity_thousandths FROM stock_movement JOIN stock_balance USING (sku)
 WHERE expires_on <> '' AND stock_balance.quantity_thousandths > 0
 GROUP BY sku, lot, expires_on ORDER BY sku, expires_on DESC, lot"""


def policy_of(connection: sa.Connection) -> ReorderPolicy:
    """Read how the store orders."""
    kept = find_setting(connection, _POLICY)
    return ReorderPolicy(**kept) if kept else ReorderPolicy()


def put_policy(connection: sa.Connection, policy: ReorderPolicy) -> None:
    """Keep how the store orders."""
    body = {
        "cover_days": policy.cover_days,
        "lead_days": policy.lead_days,
        "look_back_days": policy.look_back_days,
    }
    put_setting(connection, _POLICY, body)


def low_stock(connection: sa.Connection, today: BusinessDate) -> tuple[Reorder, ...]:
    """List what runs out before a delivery could come, the most urgent first.

    Sales are those of the days before today, and a day counts when anything at all was sold.
    """
    policy = policy_of(connection)
    last = date.fromisoformat(today).toordinal() - 1
    window = (
        date.fromordinal(last - policy.look_back_days + 1).isoformat(),
        date.fromordinal(last).isoformat(),
    )
    days = connection.exec_driver_sql(_DAYS, window).scalar_one()
    found = []
    for sku, on_hand, sold, pack in connection.exec_driver_sql(_SOLD, window):
        reorder = Reorder(sku, on_hand, sold, days, policy, pack)
        if reorder.is_low:
            found.append(replace(reorder, suggested=suggest(reorder)))
    return tuple(sorted(found, key=lambda low: (low.days_of_cover, -low.sold, low.sku)))


def negative_stock(connection: sa.Connection, limit: int) -> tuple[str, ...]:
    """List items of which more was sold than there ever was, the worst first."""
    return tuple(connection.exec_driver_sql(_NEGATIVE, (limit,)).scalars())


def expiring(connection: sa.Connection, today: BusinessDate, days: int) -> tuple[ExpiringLot, ...]:
    """List lots that are past their last day or will be within so many days, the oldest first.

    How much of a lot is left nobody counts: what expires first is taken to be sold first, so what
    is on hand belongs to the lots that last longest.
    """
    until = date.fromordinal(date.fromisoformat(today).toordinal() + days).isoformat()
    found = []
    sku_at_hand, left_of_sku = "", 0
    for sku, lot, expires_on, received, on_hand in connection.exec_driver_sql(_LOTS):
        if sku != sku_at_hand:
            sku_at_hand, left_of_sku = sku, on_hand
        left = min(max(received, 0), left_of_sku)
        left_of_sku -= left
        if left > 0 and expires_on <= until:
            found.append(ExpiringLot(sku, lot, expires_on, received, left))
    return tuple(sorted(found, key=lambda lot: (lot.expires_on, lot.sku, lot.lot)))
