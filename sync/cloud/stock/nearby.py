"""What stores of one group tell one another of their stock: last known figures, with their age.

Advisory. A figure is as old as the uploads behind it, so tills that are silent are named with it.
"""

from typing import Any, Final

import sqlalchemy as sa

from sync.cloud import feeds
from sync.cloud.feeds.todo import Change, hand_over
from sync.cloud.inbox.terminals import SILENT_MS
from sync.cloud.schema.facts import STORE, TERMINAL
from sync.cloud.schema.stock import STOCK_ON_HAND
from sync.wire import reference
from sync.wire.feeds import PUT

MOST_NEIGHBOURS: Final = 20
MOST_AT_ONCE: Final = 500


_CHANGED: Final = (
    sa.select(STOCK_ON_HAND)
    .where(sa.text("near_due = 1"))  # as its index says it
    .order_by(STOCK_ON_HAND.c.store, STOCK_ON_HAND.c.sku)
)
_SOME_CHANGED: Final = _CHANGED.limit(MOST_AT_ONCE).with_for_update()
_ONE_CHANGED: Final = _CHANGED.limit(1)


def has_changed(connection: sa.Connection) -> bool:
    """Tell whether there are figures to send."""
    return connection.execute(_ONE_CHANGED).first() is not None


def tell_changed(connection: sa.Connection) -> int:
    """Send figures that changed to the neighbours of one store; say how many went out."""
    of = STOCK_ON_HAND.c
    rows = connection.execute(_SOME_CHANGED).all()
    if not rows:
        return 0
    mine = [row for row in rows if row.store == rows[0].store]
    me = connection.execute(sa.select(STORE).where(STORE.c.store == mine[0].store)).one()
    changes = [
        Change(f"s:{row.store}:{row.sku}", PUT, reference.body_of(_figure(row))) for row in mine
    ]
    for neighbour in _neighbours(connection, me.store, me.tenant, me.store_group):
        hand_over(connection, me.tenant, f"stk:near:{neighbour}", changes)
    for row in mine:
        connection.execute(
            sa.update(STOCK_ON_HAND)
            .where(of.store == row.store, of.tenant == row.tenant, of.sku == row.sku)
            .values(near_due=0)
        )
    return len(mine)


def _figure(row: sa.Row[Any]) -> reference.NearbyStock:
    return reference.NearbyStock(row.store, row.sku, int(row.on_hand), row.as_of_ms)


def tell_silent(connection: sa.Connection, store: str, now_ms: int) -> None:
    """Tell a store's neighbours which of its tills were not heard of lately."""
    me = connection.execute(sa.select(STORE).where(STORE.c.store == store)).one()
    of = TERMINAL.c
    silent = connection.execute(
        sa.select(of.workstation, of.last_seen_ms)
        .where(of.store == store, of.state == "active", of.last_seen_ms < now_ms - SILENT_MS)
        .order_by(of.workstation)
    )
    told = reference.NearbyStore(
        store, me.zh, me.en, tuple((row.workstation, row.last_seen_ms) for row in silent)
    )
    for neighbour in _neighbours(connection, store, me.tenant, me.store_group):
        feeds.put(connection, me.tenant, f"stk:near:{neighbour}", f"n:{store}", told)


def _neighbours(connection: sa.Connection, store: str, tenant: str, group: str) -> tuple[str, ...]:
    of = STORE.c
    return tuple(
        connection.execute(
            sa.select(of.store)
            .where(of.tenant == tenant, of.store_group == group, of.store != store)
            .order_by(of.store)
            .limit(MOST_NEIGHBOURS)
        ).scalars()
    )
