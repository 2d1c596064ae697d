"""What insight.db says of goods, each by itself and by category, with what is known of their cost.

Goods are what they were called when they were last sold; a SKU that moved to another category is
counted there from its first sale under it, and shown in the one it was in last.
"""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.figures import CategoryFigure, GoodsFigure
from pos_app.domain.insight.period import Period
from pos_app.domain.money import Money, Rounding, extend
from pos_app.store.insight.reading import TURNS, Reading
from pos_app.store.stock_costs import CostBook

_SOLD: Final = f"""WITH sold AS (SELECT id, sum(quantity) AS quantity, sum(net) AS net FROM
 (SELECT item AS id, quantity_thousandths AS quantity, net_minor AS net
  FROM turn JOIN goods ON goods.turn = turn.id
  WHERE {TURNS} AND NOT turn.business_date BETWEEN :first_whole AND :last_whole
 UNION ALL SELECT item, quantity_thousandths, net_minor FROM month_goods
  WHERE month BETWEEN substr(:first_whole, 1, 7) AND substr(:last_whole, 1, 7)
  AND (:till IS NULL OR till = :till)) GROUP BY id)
 SELECT sold.id, sku, path, quantity, net, name_zh, name_en, last_sold FROM sold
 JOIN item USING (id) JOIN category ON category.id = item.category"""
"""Whole months from their own sums, the other days from theirs."""

_KNOWN: Final = """SELECT item.id, sku, path, 0, 0, name_zh, name_en, last_sold FROM item
 JOIN category ON category.id = item.category
 WHERE first_sold <= :last AND last_sold >= :since"""
_BY_DAY: Final = f"""SELECT item, business_date, sum(quantity_thousandths), sum(net_minor)
 FROM turn JOIN goods ON goods.turn = turn.id
 WHERE {TURNS} AND item IN (SELECT value FROM json_each(:items)) GROUP BY item, business_date"""
_SECTIONS: Final = f"""SELECT path, sum(quantity_thousandths), sum(transactions), sum(net_minor)
 FROM turn JOIN department ON department.turn = turn.id
 JOIN category ON category.id = department.category
 WHERE {TURNS} AND depth = :depth GROUP BY department.category
 HAVING sum(transactions) <> 0 OR sum(net_minor) <> 0 OR sum(quantity_thousandths) <> 0"""

STILL_SOLD_DAYS: Final = 90
"""Goods that nobody bought for so long before a period are not slow in it: they have gone."""


class ItemSum(NamedTuple):
    """Goods of one category under one SKU; ``cost`` is that of ``costed_net``, None if unknown."""

    id: int
    sku: str
    path: tuple[str, ...]
    quantity: int
    net: int
    name_zh: str
    name_en: str
    last_sold: str | None
    cost: int | None = None
    costed_net: int = 0


class Goods:
    """The goods of a period, read once and told in several ways."""

    def __init__(self, reading: Reading, costs: CostBook) -> None:
        self._reading = reading
        self._paths: dict[str, tuple[str, ...]] = {}
        found = [self._item(row) for row in reading.rows(_SOLD, **_whole_months(reading))]
        self._sold = _costed(reading, found, costs) if costs else found

    def cost(self) -> tuple[Money | None, Money]:
        """Give what the goods cost whose cost is known, and what these brought."""
        known = [item for item in self._sold if item.cost is not None]
        costed_net = self._reading.money(sum(item.costed_net for item in known))
        cost = self._reading.money(sum(item.cost or 0 for item in known))
        return (cost if known else None), costed_net

    def top(self, most: int) -> tuple[GoodsFigure, ...]:
        """List what brought most."""
        ranked = sorted(_by_sku(self._sold), key=lambda item: (-item.net, item.sku))
        return self._figures(ranked[:most])

    def slow(self, most: int) -> tuple[GoodsFigure, ...]:
        """List what brought least of the goods that were sold before, or at least begun with."""
        first = date.fromisoformat(self._reading.named["first"])
        since = (first - timedelta(days=STILL_SOLD_DAYS)).isoformat()
        category = self._reading.category
        sold = {item.id for item in self._sold}
        known = self._reading.rows(_KNOWN, since=since)
        unsold = [self._item(row) for row in known if row[0] not in sold]
        rest = [item for item in unsold if item.path[: len(category)] == category]
        kept = [item for item in _by_sku([*self._sold, *rest]) if (item.last_sold or "") >= since]
        ranked = sorted(kept, key=lambda item: (item.net, item.last_sold or "", item.sku))
        return self._figures(ranked[:most])

    def categories(self) -> tuple[CategoryFigure, ...]:
        """List the categories one level below the lens's, what brought most first.

        Goods that are in no narrower category stand under the lens's own.
        """
        category, money = self._reading.category, self._reading.money
        depth = len(category) + 1
        costs: dict[tuple[str, ...], int] = {}
        for item in self._sold:
            if item.cost is not None:
                path = (*item.path, "")[:depth]
                costs[path] = costs.get(path, 0) + item.cost
        figures = []
        for text, quantity, transactions, net in self._reading.rows(_SECTIONS, depth=depth):
            path = tuple(json.loads(text))
            cost = money(costs[path]) if path in costs else None
            shown = path[:-1] if path[-1] == "" else path
            figures.append(CategoryFigure(shown, quantity, transactions, money(net), cost))
        return tuple(sorted(figures, key=lambda one: (-one.net.minor, one.category)))

    def _item(self, row: tuple[Any, ...]) -> ItemSum:
        number, sku, text, *rest = row
        path = self._paths.get(text)
        if path is None:
            path = self._paths[text] = tuple(json.loads(text))
        return ItemSum(number, sku, path, *rest)

    def _figures(self, items: Iterable[ItemSum]) -> tuple[GoodsFigure, ...]:
        money = self._reading.money
        return tuple(
            GoodsFigure(
                item.sku,
                item.name_zh,
                item.name_en,
                item.path,
                item.quantity,
                money(item.net),
                None if item.cost is None else money(item.cost),
                None if item.last_sold is None else BusinessDate(item.last_sold),
            )
            for item in items
        )


def _whole_months(reading: Reading) -> dict[str, str]:
    """Give the first and the last day of the months that lie in the period whole.

    None, from the last day of time to the first, for a lens that months do not know.
    """
    named = reading.named
    period = Period(named["first"], named["last"])
    whole = [month for month in period.months() if month.is_whole_month]
    if not whole or named["shift"] is not None or named["operator"] is not None:
        return {"first_whole": "9999-12-31", "last_whole": "0000-01-01"}
    return {"first_whole": whole[0].first, "last_whole": whole[-1].last}


def _by_sku(items: Iterable[ItemSum]) -> Iterable[ItemSum]:
    """Put together what one SKU was under several categories."""
    by_sku: dict[str, ItemSum] = {}
    for item in items:
        before = by_sku.get(item.sku)
        by_sku[item.sku] = item if before is None else _joined(before, item)
    return by_sku.values()


def _joined(one: ItemSum, other: ItemSum) -> ItemSum:
    latest = max(one, other, key=lambda item: item.last_sold or "")
    costs = [item.cost for item in (one, other) if item.cost is not None]
    return latest._replace(
        quantity=one.quantity + other.quantity,
        net=one.net + other.net,
        cost=sum(costs) if costs else None,
        costed_net=one.costed_net + other.costed_net,
    )


def _costed(reading: Reading, items: list[ItemSum], costs: CostBook) -> list[ItemSum]:
    """Work costs out: at once where one cost held all through the period, else day by day.

    Rounding: half up, once for each item, or each item and day.
    """
    first, last = reading.named["first"], reading.named["last"]
    done: list[ItemSum] = []
    by_day: dict[int, ItemSum] = {}
    for item in items:
        if costs.has_changed(item.sku, first, last):
            by_day[item.id] = item
        else:
            done.append(_with_cost(item, costs.cost_of(item.sku, first), item.quantity, item.net))
    if by_day:
        for number, day, quantity, net in reading.rows(_BY_DAY, items=json.dumps(list(by_day))):
            item = by_day[number]
            by_day[number] = _with_cost(item, costs.cost_of(item.sku, day), quantity, net)
    return [*done, *by_day.values()]


def _with_cost(item: ItemSum, unit: Money | None, quantity: int, net: int) -> ItemSum:
    if unit is None:
        return item
    cost = (item.cost or 0) + extend(unit, quantity, Rounding.HALF_UP).minor
    return item._replace(cost=cost, costed_net=item.costed_net + net)
