"""Lists that a store manager orders and clears shelves by: low, negative, near the last day.

Of items that were counted or received once: of the others the books know nothing. Figures are the
store's where the cloud says them, else this till's; what is sold is always this till's. Sales have
to be added up before (stock_balance.fold).
"""

from dataclasses import replace
from datetime import date
from typing import Final

import sqlalchemy as sa

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.stock import ExpiringLot, Reorder, ReorderPolicy, suggest
from pos_app.store import stock_recent
from pos_app.store.settings import find_setting, put_setting
from pos_app.store.store_stock import StoreFigures

_POLICY: Final = "stock_reorder"

_DAYS: Final = """SELECT count(*) FROM (SELECT DISTINCT business_date FROM stock_sold
 WHERE business_date >= ? AND business_date <= ?)"""
_SOLD: Final = """SELECT sku, coalesce(quantity_thousandths, 0), sold,
 coalesce(pack_thousandths, 1000), counted_on IS NOT NULL OR coalesce(has_received, 0)
 FROM (SELECT sku, sum(quantity_thousandths) AS sold FROM stock_sold
 WHERE business_date >= ? AND business_date <= ? GROUP BY sku)
 LEFT JOIN stock_balance USING (sku) LEFT JOIN stock_pack USING (sku) WHERE sold > 0"""
_KNOWN: Final = """SELECT sku, quantity_thousandths FROM stock_balance
 WHERE counted_on IS NOT NULL OR has_received"""
_LOTS: Final = """SELECT sku, lot, expires_on, sum(stock_movement.quantity_thousandths),
 stock_balance.quantity_thousandths FROM stock_movement JOIN stock_balance USING (sku)
 WHERE expires_on <> ''
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


def low_stock(
    connection: sa.Connection, today: BusinessDate, told: StoreFigures
) -> tuple[Reorder, ...]:
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
    rows = connection.exec_driver_sql(_SOLD, window).all()
    figures = stock_recent.figures(connection, told, (row[0] for row in rows))
    found = []
    for sku, alone, sold, pack, is_known in rows:
        reorder = Reorder(sku, figures.get(sku, alone), sold, days, policy, pack)
        if reorder.is_low and (is_known or _is_known(told, figures, sku)):
            found.append(replace(reorder, suggested=suggest(reorder)))
    return tuple(sorted(found, key=lambda low: (low.days_of_cover, -low.sold, low.sku)))


def negative_stock(connection: sa.Connection, limit: int, told: StoreFigures) -> tuple[str, ...]:
    """List items of which more was sold than there ever was, the worst first."""
    figures = stock_recent.figures(connection, told)
    known = {row[0]: row[1] for row in connection.exec_driver_sql(_KNOWN)}
    known |= {sku: figures[sku] for sku in figures if sku in known or _is_known(told, figures, sku)}
    found = sorted((figure, sku) for sku, figure in known.items() if figure < 0)
    return tuple(sku for _, sku in found[:limit])


def expiring(
    connection: sa.Connection, today: BusinessDate, days: int, told: StoreFigures
) -> tuple[ExpiringLot, ...]:
    """List lots that are past their last day or will be within so many days, the oldest first.

    How much of a lot is left nobody counts: what expires first is taken to be sold first, so what
    is on hand belongs to the lots that last longest.
    """
    until = date.fromordinal(date.fromisoformat(today).toordinal() + days).isoformat()
    rows = connection.exec_driver_sql(_LOTS).all()
    figures = stock_recent.figures(connection, told, {row[0] for row in rows})
    found = []
    sku_at_hand, left_of_sku = "", 0
    for sku, lot, expires_on, received, alone in rows:
        if sku != sku_at_hand:
            sku_at_hand, left_of_sku = sku, max(figures.get(sku, alone), 0)
        left = min(max(received, 0), left_of_sku)
        left_of_sku -= left
        if left > 0 and expires_on <= until:
            found.append(ExpiringLot(sku, lot, expires_on, received, left))
    return tuple(sorted(found, key=lambda lot: (lot.expires_on, lot.sku, lot.lot)))


def _is_known(told: StoreFigures, figures: dict[str, int], sku: str) -> bool:
    """Tell whether the store's figure, where it can be used, rests on a count or a delivery."""
    return sku in figures and bool(told[sku].counted_on or told[sku].has_received)
