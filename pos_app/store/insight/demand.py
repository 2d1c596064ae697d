"""What customers were offered, and wanted and did not get, of a period and a lens.

Read in till.db itself: such moments are few, and an index holds their days.
"""

import json
from typing import Final

from pos_app.domain.insight.period import Lens, Period
from pos_app.store.database import Connection

_CHOSEN: Final = """business_date BETWEEN :first AND :last
 AND (:shift IS NULL OR shift = :shift) AND (:operator IS NULL OR operator = :operator)
 AND (:skus IS NULL OR sku IN (SELECT value FROM json_each(:skus)))"""
_LOST: Final = f"""SELECT reason_code, count(*) FROM lost_sale WHERE {_CHOSEN}
 GROUP BY reason_code ORDER BY 2 DESC, 1"""
_OUT: Final = f"SELECT count(*) FROM out_of_stock WHERE {_CHOSEN}"
_STEPS: Final = """SELECT campaign, sum(iif(stage = 'shown', coupons, 0)),
 sum(iif(stage = 'taken', coupons, 0)) FROM coupon_step
 WHERE business_date BETWEEN :first AND :last AND (:shift IS NULL OR shift = :shift)
 AND (:operator IS NULL OR operator = :operator) GROUP BY campaign"""
_GOODS: Final = """SELECT DISTINCT sku FROM item JOIN category ON category.id = item.category
 WHERE substr(path, 1, length(?)) = ? AND substr(path, length(?) + 1, 1) IN (',', ']')"""


def goods_below(cube: Connection, beginning: str) -> tuple[str, ...]:
    """List the SKUs that were ever sold in a category; ``beginning`` is its path left open."""
    rows = cube.exec_driver_sql(_GOODS, (beginning, beginning, beginning))
    return tuple(rows.scalars())


def lost_sales(
    till: Connection, period: Period, lens: Lens, skus: tuple[str, ...] | None
) -> tuple[tuple[str, int], ...]:
    """Count sales that were not made by reason, the most frequent first."""
    rows = till.exec_driver_sql(_LOST, _named(period, lens, skus))
    return tuple((reason, count) for reason, count in rows)


def out_of_stock(till: Connection, period: Period, lens: Lens, skus: tuple[str, ...] | None) -> int:
    """Count how often goods were asked for that the books had none of."""
    return int(till.exec_driver_sql(_OUT, _named(period, lens, skus)).scalar_one())


def coupon_steps(till: Connection, period: Period, lens: Lens) -> dict[int, tuple[int, int]]:
    """Count by campaign the coupons that were shown, and those that were taken into a basket."""
    rows = till.exec_driver_sql(_STEPS, _named(period, lens, None))
    return {campaign: (shown, taken) for campaign, shown, taken in rows}


def _named(period: Period, lens: Lens, skus: tuple[str, ...] | None) -> dict[str, str | int | None]:
    return {
        "first": period.first,
        "last": period.last,
        "shift": lens.shift,
        "operator": lens.operator,
        "skus": None if skus is None else json.dumps(skus),
    }
