"""Everything the manager's desk changes, as one line of text: what was committed, table by table.

Read by the process that is recorded, after each act, and by whoever judges an image of it.
"""

import hashlib
import json
from typing import Any

import sqlalchemy as sa

from pos_app.assembly import Till
from pos_app.store import catalog, stock_balance

BREAD, MILK, WATER, TEA = "100001", "100002", "100003", "100004"
GOODS = (BREAD, MILK, WATER, TEA)
"""What stock is kept and prices are changed of."""

_FACTS = """SELECT lower(hex(event_id)) FROM journal
 WHERE kind NOT IN ('boot', 'member_data_purged') ORDER BY epoch, seq"""
_TABLES = {
    "documents": "stock_document",
    "movements": "stock_movement",
    "counted": "stock_counted",
    "tasks": "stock_task",
    "task lines": "stock_task_line",
    "packs": "stock_pack",
    "lost sales": "lost_sale",
    "out of stock": "out_of_stock",
    "safe": "safe_entry",
    "till counts": "till_count",
    "set-up": "set_up_change",
    "prices planned": "shelf_price",
    "labels": "label_printed",
    "copies": "copy_made",
    "people": "operator",
    "permissions": "permission",
}
_SETTINGS = (
    "store_profile",
    "store_profile_coming",
    "backup_plan",
    "export_plan",
    "export_last",
    "export_done_upto",
    "stock_reorder",
)
_SETTING = "SELECT value FROM setting WHERE name = ?"
_GROUPS = "SELECT code, rate_ppm FROM tax_group ORDER BY code"


def state_of(till: Till) -> str:
    """Say it all: long things by a part of their SHA-256, prices and figures as they are."""
    with till.counter._real.desk.till.read() as connection:
        said: dict[str, Any] = {"journal": _digest(connection.exec_driver_sql(_FACTS))}
        for name, table in _TABLES.items():
            said[name] = _digest(connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1, 2"))
        for name in _SETTINGS:
            said[name] = _digest(connection.exec_driver_sql(_SETTING, (name,)))
        said["on hand"] = on_hand(connection)
    with till.counter._real.checkout._catalog.read() as connection:
        items = [catalog.find_by_sku(connection, sku) for sku in GOODS]
        said["shelf"] = [item.price.minor if item and item.price else None for item in items]
        said["tax groups"] = _digest(connection.exec_driver_sql(_GROUPS))
    return json.dumps(said, sort_keys=True, separators=(",", ":"))


def on_hand(connection: sa.Connection) -> list[int]:
    """Say how much there should be of each of the goods, in thousandths."""
    return [stock_balance.quantity_of(connection, sku, {}) for sku in GOODS]


def _digest(rows: sa.CursorResult[Any]) -> str:
    found = [tuple(row) for row in rows]
    return f"{len(found)}:{hashlib.sha256(repr(found).encode()).hexdigest()[:10]}"
