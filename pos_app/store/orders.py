"""Orders to be collected here, and what other stores have: as the cloud last said, in reference.db.

Advisory: shown with its age, never a reason to refuse anything.
"""

import json
from typing import Final

from pos_app.store.database import Connection
from sync.wire import reference as wire

_PUT_ORDER: Final = "INSERT OR REPLACE INTO store_order VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_PUT_NEARBY: Final = "INSERT OR REPLACE INTO nearby_stock VALUES (?, ?, ?, ?)"
_PUT_STORE: Final = "INSERT OR REPLACE INTO nearby_store VALUES (?, ?, ?, ?)"


def put_order(connection: Connection, order: wire.Order) -> None:
    """Write an order whole."""
    lines = json.dumps(order.lines, ensure_ascii=False, separators=(",", ":"))
    row = (order.id, order.number, order.state, order.how, order.due, order.total, order.paid)
    connection.exec_driver_sql(_PUT_ORDER, (*row, order.who, lines))


def drop_order(connection: Connection, order: str) -> None:
    """Delete an order that is none of this store's any more."""
    connection.exec_driver_sql("DELETE FROM store_order WHERE id = ?", (order,))


def put_nearby(connection: Connection, stock: wire.NearbyStock) -> None:
    """Write another store's figure."""
    row = (stock.sku, stock.store, stock.on_hand, stock.as_of_ms)
    connection.exec_driver_sql(_PUT_NEARBY, row)


def drop_nearby(connection: Connection, store: str, sku: str) -> None:
    """Delete another store's figure."""
    connection.exec_driver_sql("DELETE FROM nearby_stock WHERE sku = ? AND store = ?", (sku, store))


def put_nearby_store(connection: Connection, store: wire.NearbyStore) -> None:
    """Write what is known of another store."""
    silent = json.dumps(store.silent, separators=(",", ":"))
    connection.exec_driver_sql(_PUT_STORE, (store.store, store.zh, store.en, silent))


def drop_nearby_store(connection: Connection, store: str) -> None:
    """Delete another store."""
    connection.exec_driver_sql("DELETE FROM nearby_store WHERE store = ?", (store,))
