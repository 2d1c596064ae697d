"""Prices, dated: from when an item costs what, in one zone or in all that have none of their own.

What is to come waits in the table; ``PriceSchedule`` tells the zones when its time has come.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.catalog.checking import Amounts
from sync.cloud.catalog.zones import ITEMS_AT_ONCE, lock, prices_in_force, tell, zones_of
from sync.cloud.database import CloudDatabase
from sync.cloud.schema.catalog import CATALOG_HEAD, ITEM, PRICE
from sync.cloud.schema.upsert import insert_new

EVERY_ZONE: Final = ""


@dataclass(frozen=True, slots=True)
class Started:
    """A list of prices: for which zone, under which version, taken when, in force from when."""

    zone: str
    list_version: int
    now_ms: int
    from_ms: int


def next_list(connection: sa.Connection, tenant: str) -> int:
    """Give the next list of prices its version."""
    insert_new(connection, CATALOG_HEAD, [{"tenant": tenant, "list_version": 0}])
    return int(
        connection.execute(
            sa.update(CATALOG_HEAD)
            .where(CATALOG_HEAD.c.tenant == tenant)
            .values(list_version=CATALOG_HEAD.c.list_version + 1)
            .returning(CATALOG_HEAD.c.list_version)
        ).scalar_one()
    )


def begin_prices(
    connection: sa.Connection, tenant: str, amounts: Mapping[str, Amounts], started: Started
) -> set[str]:
    """Write prices that are other than those in force; give the items whose price changed."""
    if not amounts:
        return set()
    is_now = started.from_ms <= started.now_ms
    now = prices_in_force(connection, tenant, list(amounts), started.now_ms) if is_now else {}
    before = {sku: now.get((sku, started.zone)) for sku in amounts}
    changed = {sku for sku, said in amounts.items() if not _is_same(before[sku], said)}
    rows = [
        {
            "tenant": tenant,
            "sku": sku,
            "zone": started.zone,
            "from_ms": _begins_ms(before[sku], started),
            **amounts[sku]._asdict(),
            "list_version": started.list_version,
            "is_told": int(is_now),
        }
        for sku in sorted(changed)
    ]
    if rows:
        connection.execute(_PUT, rows)
    return changed


def _begins_ms(before: Any, started: Started) -> int:
    """Give when a price begins: not before the one it follows, that a clock ahead of ours put."""
    least_ms = max(started.from_ms, started.now_ms)
    return least_ms if before is None else max(least_ms, before.from_ms)


def put_prices(
    connection: sa.Connection, tenant: str, amounts: Mapping[str, Amounts], started: Started
) -> tuple[str, ...]:
    """Put prices of items there are, at most ``ITEMS_AT_ONCE``; give those that are not there."""
    lock(connection, tenant)
    known = set(
        connection.execute(
            sa.select(ITEM.c.sku)
            .where(ITEM.c.tenant == tenant, ITEM.c.sku.in_(list(amounts)))
            .order_by(ITEM.c.sku)
            .with_for_update()
        ).scalars()
    )
    wanted = {sku: one for sku, one in amounts.items() if sku in known}
    changed = begin_prices(connection, tenant, wanted, started)
    if started.from_ms <= started.now_ms:
        tell(
            connection,
            tenant,
            sorted(changed),
            _told_zones(connection, tenant, started.zone),
            started.now_ms,
        )
    return tuple(sorted(amounts.keys() - known))


def withdraw_list(connection: sa.Connection, tenant: str, list_version: int) -> int:
    """Take back the prices of a list that have not come into force; give how many those were."""
    return connection.execute(
        sa.delete(PRICE).where(
            PRICE.c.tenant == tenant, PRICE.c.list_version == list_version, PRICE.c.is_told == 0
        )
    ).rowcount


class PriceSchedule:
    """Tells zones of prices whose time has come, some hundred a call."""

    def __init__(self, database: CloudDatabase) -> None:
        self._database = database

    def work(self, now_ms: int) -> bool:
        """Tell of the next ones that are due; False when there are none."""
        due = self._database.read(
            lambda connection: connection.execute(_IS_DUE, {"now": now_ms}).first()
        )
        if due is None:
            return False
        return self._database.write(lambda connection: tell_due(connection, now_ms))


_IS_DUE: Final = (
    sa.select(PRICE.c.sku)
    .where(PRICE.c.is_told == 0, PRICE.c.from_ms <= sa.bindparam("now"))
    .limit(1)
)


def tell_due(connection: sa.Connection, now_ms: int) -> bool:
    """Tell of the prices that are due, of one tenant and zone; False when there are none."""
    first = connection.execute(
        sa.select(PRICE.c.tenant, PRICE.c.zone)
        .where(PRICE.c.is_told == 0, PRICE.c.from_ms <= now_ms)
        .order_by(PRICE.c.from_ms)
        .limit(1)
    ).first()
    if first is None:
        return False
    of_list = sa.and_(
        PRICE.c.tenant == first.tenant,
        PRICE.c.zone == first.zone,
        PRICE.c.is_told == 0,
        PRICE.c.from_ms <= now_ms,
    )
    lock(connection, first.tenant)
    found = sa.select(PRICE.c.sku).where(of_list).order_by(PRICE.c.from_ms).limit(ITEMS_AT_ONCE)
    skus = sorted(set(connection.execute(found).scalars()))
    zones = _told_zones(connection, first.tenant, first.zone)
    tell(connection, first.tenant, skus, zones, now_ms)
    connection.execute(sa.update(PRICE).where(of_list, PRICE.c.sku.in_(skus)).values(is_told=1))
    return True


def _told_zones(connection: sa.Connection, tenant: str, zone: str) -> Sequence[str]:
    zones = zones_of(connection, tenant)
    return zones if zone == EVERY_ZONE else [one for one in zones if one == zone]


def _is_same(row: Any, said: Amounts) -> bool:
    return row is not None and (row.price, row.regular, row.lowest) == tuple(said)


_PUT: Final = sa.text(
    "INSERT INTO price"
    " (tenant, sku, zone, from_ms, price, regular, lowest, list_version, is_told)"
    " VALUES (:tenant, :sku, :zone, :from_ms, :price, :regular, :lowest, :list_version, :is_told)"
    " ON CONFLICT (tenant, sku, zone, from_ms) DO UPDATE SET price = excluded.price,"
    " regular = excluded.regular, lowest = excluded.lowest,"
    " list_version = excluded.list_version, is_told = excluded.is_told"
)
