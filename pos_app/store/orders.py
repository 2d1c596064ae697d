"""Orders to be collected here, and what other stores have: as the cloud last said, in reference.db.

Advisory: shown with its age, never a reason to refuse anything.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

from pos_app.store.database import Connection
from sync.wire import reference as wire

_ORDER: Final = """SELECT id, number, state, how, due, total_minor, paid_minor, who, lines
 FROM store_order"""
_BY_ID: Final = f"{_ORDER} WHERE id = ?"
_IN_STATE: Final = f"{_ORDER} WHERE state = ? ORDER BY due, number LIMIT ?"
_PUT_ORDER: Final = "INSERT OR REPLACE INTO store_order VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_PUT_NEARBY: Final = "INSERT OR REPLACE INTO nearby_stock VALUES (?, ?, ?, ?)"
_PUT_STORE: Final = "INSERT OR REPLACE INTO nearby_store VALUES (?, ?, ?, ?)"
_NEARBY: Final = """SELECT stock.store, name_zh, name_en, on_hand_thousandths, as_of_ms, silent
 FROM nearby_stock AS stock JOIN nearby_store AS shop ON shop.store = stock.store
 WHERE sku = ? ORDER BY on_hand_thousandths DESC, stock.store"""


@dataclass(frozen=True, slots=True)
class StoreOrder:
    """An order to come to this store; ``who`` is masked. Lines: sku, name, quantity (1/1000)."""

    id: str
    number: str
    state: str
    how: str
    due: str
    total_minor: int
    paid_minor: int
    who: str
    lines: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class NearbyFigure:
    """Another store's last known figure of one item, in thousandths, with its age.

    ``silent``: tills of it that were not heard of, with the time of their last upload.
    """

    store: str
    name_zh: str
    name_en: str
    on_hand_thousandths: int
    as_of_ms: int
    silent: tuple[tuple[str, int], ...]


def find_order(connection: Connection, order: str) -> StoreOrder | None:
    """Find an order by its id."""
    row = connection.exec_driver_sql(_BY_ID, (order,)).first()
    return _order(row) if row else None


def list_orders(connection: Connection, state: str, most: int) -> tuple[StoreOrder, ...]:
    """List orders in a state, the first due first."""
    return tuple(_order(row) for row in connection.exec_driver_sql(_IN_STATE, (state, most)))


def nearby_figures(connection: Connection, sku: str) -> tuple[NearbyFigure, ...]:
    """List what other stores have of an item, the most first."""
    return tuple(_figure(row) for row in connection.exec_driver_sql(_NEARBY, (sku,)))


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


def _figure(row: Any) -> NearbyFigure:
    store, name_zh, name_en, on_hand, as_of_ms, silent = row
    tills = tuple((till, at) for till, at in json.loads(silent))
    return NearbyFigure(store, name_zh, name_en, on_hand, as_of_ms, tills)


def _order(row: Any) -> StoreOrder:
    id_, number, state, how, due, total, paid, who, text = row
    lines = tuple((sku, name, count) for sku, name, count in json.loads(text))
    return StoreOrder(id_, number, state, how, due, total, paid, who, lines)
