"""Zones and tax groups, and the telling of items: what a zone's feed says of each.

An item's row is made of the item and of the price in force in the zone. Whoever tells an item has
locked its row, so that two changes at once cannot overwrite each other with what they saw before.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.database import CloudDatabase
from sync.cloud.feeds import put
from sync.cloud.feeds.todo import GONE_BODY, Change, hand_over
from sync.cloud.schema.catalog import CATALOG_HEAD, ITEM, PRICE, TAX_GROUP, ZONE
from sync.cloud.schema.upsert import insert_new
from sync.cloud.schema.upsert import put as replace
from sync.wire import reference
from sync.wire.catalog import TaxGroupFields
from sync.wire.feeds import DELETE, PUT

ITEMS_AT_ONCE: Final = 500
_HEAD_KEY: Final = "h"


def item_key(sku: str) -> str:
    """Name an item's row."""
    return f"i:{sku}"


def put_zone(connection: sa.Connection, tenant: str, zone: str, currency: str) -> None:
    """Add a zone, or change its currency. A new zone's feed is filled bit by bit (``Filling``)."""
    lock(connection, tenant, is_alone=True)
    row = {"tenant": tenant, "zone": zone, "currency": currency, "filled_to": ""}
    if not insert_new(connection, ZONE, [row]):
        connection.execute(
            sa.update(ZONE)
            .where(ZONE.c.tenant == tenant, ZONE.c.zone == zone)
            .values(currency=currency)
        )
    feed = f"cat:{zone}"
    put(connection, tenant, feed, _HEAD_KEY, reference.CatalogHead(currency))
    for group in connection.execute(sa.select(TAX_GROUP).where(TAX_GROUP.c.tenant == tenant)):
        told = reference.TaxGroup(group.code, group.rate_ppm, bool(group.is_inclusive))
        put(connection, tenant, feed, f"t:{group.code}", told)


def put_tax_group(
    connection: sa.Connection, tenant: str, code: str, fields: TaxGroupFields
) -> None:
    """Add or change a tax group, and tell every zone."""
    lock(connection, tenant)
    row = {"tenant": tenant, "code": code, "rate_ppm": fields.rate_ppm}
    replace(connection, TAX_GROUP, {**row, "is_inclusive": int(fields.inclusive)})
    told = reference.TaxGroup(code, fields.rate_ppm, fields.inclusive)
    for zone in zones_of(connection, tenant):
        put(connection, tenant, f"cat:{zone}", f"t:{code}", told)


def tax_groups_of(connection: sa.Connection, tenant: str) -> frozenset[str]:
    """Name the tax groups there are."""
    found = sa.select(TAX_GROUP.c.code).where(TAX_GROUP.c.tenant == tenant)
    return frozenset(connection.execute(found).scalars())


def zones_of(connection: sa.Connection, tenant: str) -> tuple[str, ...]:
    """Name the zones there are."""
    found = sa.select(ZONE.c.zone).where(ZONE.c.tenant == tenant).order_by(ZONE.c.zone)
    return tuple(connection.execute(found).scalars())


def lock(connection: sa.Connection, tenant: str, *, is_alone: bool = False) -> None:
    """Keep zones as they are to the end of the transaction; alone: keep everybody else out."""
    insert_new(connection, CATALOG_HEAD, [{"tenant": tenant, "list_version": 0}])
    connection.execute(
        sa.select(CATALOG_HEAD.c.tenant)
        .where(CATALOG_HEAD.c.tenant == tenant)
        .with_for_update(read=not is_alone)
    )


def tell(
    connection: sa.Connection, tenant: str, skus: Sequence[str], zones: Iterable[str], now_ms: int
) -> None:
    """Tell zones what some items are now, at most ``ITEMS_AT_ONCE``; of those gone, that too."""
    items = {
        row.sku: row._asdict()
        for row in connection.execute(
            sa.select(ITEM)
            .where(ITEM.c.tenant == tenant, ITEM.c.sku.in_(skus))
            .order_by(ITEM.c.sku)
            .with_for_update()
        )
    }
    prices = prices_in_force(connection, tenant, skus, now_ms)
    for zone in zones:
        changes = []
        for sku in skus:
            if sku not in items:
                changes.append(Change(item_key(sku), DELETE, GONE_BODY))
                continue
            price = prices.get((sku, zone)) or prices.get((sku, ""))
            body = reference.body_of(_told(items[sku], price))
            changes.append(Change(item_key(sku), PUT, body))
        hand_over(connection, tenant, f"cat:{zone}", changes)


def prices_in_force(
    connection: sa.Connection, tenant: str, skus: Sequence[str], now_ms: int
) -> dict[tuple[str, str], Any]:
    """Read the newest price that has begun, by item and zone.

    One that was told has begun, whatever this process's clock says.
    """
    found = connection.execute(
        sa.select(PRICE)
        .where(
            PRICE.c.tenant == tenant,
            PRICE.c.sku.in_(skus),
            sa.or_(PRICE.c.from_ms <= now_ms, PRICE.c.is_told == 1),
        )
        .order_by(PRICE.c.sku, PRICE.c.zone, PRICE.c.from_ms)
    )
    return {(row.sku, row.zone): row for row in found}


def _told(item: Mapping[str, Any], price: Any) -> reference.Item:
    optional = {name: item[name] for name in ("gtin", "plu", "pop") if item[name] is not None}
    if price is not None:
        optional["price"] = price.price
        for name in ("regular", "lowest"):
            if getattr(price, name) is not None:
                optional[name] = getattr(price, name)
    return reference.Item(
        sku=item["sku"],
        zh=item["zh"],
        en=item["en"],
        cat=item["cat"],
        tax=item["tax"],
        unit=item["unit"],
        pv=0 if price is None else price.list_version,
        recalled=bool(item["recalled"]),
        lots=item["lots"],
        brand=item["brand"],
        **optional,
    )


_UNFILLED: Final = sa.select(ZONE).where(ZONE.c.filled_to.is_not(None)).limit(1)


class Filling:
    """Tells new zones of the items that were there before them, some hundred a call."""

    def __init__(self, database: CloudDatabase) -> None:
        self._database = database

    def work(self, now_ms: int) -> bool:
        """Fill a new zone a bit further; False when there is none."""
        if self._database.read(lambda connection: connection.execute(_UNFILLED).first()) is None:
            return False
        return self._database.write(lambda connection: _fill(connection, now_ms))


def _fill(connection: sa.Connection, now_ms: int) -> bool:
    zone = connection.execute(_UNFILLED).first()
    if zone is None:
        return False
    of_zone = sa.and_(ZONE.c.tenant == zone.tenant, ZONE.c.zone == zone.zone)
    skus = (
        connection.execute(
            sa.select(ITEM.c.sku)
            .where(ITEM.c.tenant == zone.tenant, ITEM.c.sku > zone.filled_to)
            .order_by(ITEM.c.sku)
            .limit(ITEMS_AT_ONCE)
        )
        .scalars()
        .all()
    )
    tell(connection, zone.tenant, skus, (zone.zone,), now_ms)
    filled_to = skus[-1] if len(skus) == ITEMS_AT_ONCE else None
    connection.execute(sa.update(ZONE).where(of_zone).values(filled_to=filled_to))
    return True
