"""Which feeds a terminal may read: those of its own store, and of what the store belongs to."""

from typing import Final

import sqlalchemy as sa

from sync.cloud.schema.facts import STORE

LATER: Final = ("sheet:", "stk:own:")
"""How feeds begin that tills of the first versions do not read, and that no sale depends on."""


def control_feed(terminal_id: bytes) -> str:
    """Name the feed that is one terminal's own."""
    return f"ctl:{terminal_id.hex()}"


def sheet_feed(store: str) -> str:
    """Name the feed in which a store's tills hear of one another's days."""
    return f"sheet:{store}"


def own_stock_feed(store: str) -> str:
    """Name the feed of what a store has over all its tills."""
    return f"stk:own:{store}"


def feeds_of(
    connection: sa.Connection, tenant: str, store: str, terminal_id: bytes
) -> tuple[str, ...]:
    """List the feeds of a terminal of a store; the control feed first. Empty: no such store."""
    row = connection.execute(
        sa.select(STORE.c.zone, STORE.c.store_group).where(
            STORE.c.store == store, STORE.c.tenant == tenant
        )
    ).first()
    if row is None:
        return ()
    return (
        control_feed(terminal_id),
        f"cat:{row.zone}",
        f"promo:{row.zone}",
        f"member:{row.store_group}",
        f"coupon:{store}",
        f"order:{store}",
        f"stk:near:{store}",
        own_stock_feed(store),
        sheet_feed(store),
    )
