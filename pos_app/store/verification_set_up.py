"""Set-up changes, shelf prices and copies held against their journal rows; see verification.py."""

from collections.abc import Callable
from typing import Any, Final

import sqlalchemy as sa

Data = dict[str, Any]

_TABLES: Final = {
    "set_up_change": """SELECT subject, name, nullif(value_before, ''), nullif(value_after, ''),
 operator, approved_by FROM set_up_change WHERE id = ?""",
    "shelf_price": """SELECT lower(hex(change)), stage, sku, before_minor, after_minor,
 effective_on, operator, approved_by FROM shelf_price WHERE id = ?""",
    "copy_made": "SELECT work, code, epoch, seq, sales FROM copy_made WHERE id = ?",
}


def _set_up_change(body: Data) -> tuple[object, ...]:
    data = body["d"]
    value = (data["subject"], data["key"], data.get("before"), data.get("after"))
    return (*value, body["op"], body.get("by"))


def _shelf_price(body: Data) -> tuple[object, ...]:
    data = body["d"]
    change = (data["change"], data["stage"], data["sku"])
    price = (data.get("before"), data["after"], data["on"])
    return (*change, *price, body["op"], body.get("by"))


def _copy_made(body: Data) -> tuple[object, ...]:
    data = body["d"]
    return (data["work"], data["code"], data["epoch"], data["seq"], data["sales"])


_TOLD: Final[dict[str, Callable[[Data], tuple[object, ...]]]] = {
    "set_up_change": _set_up_change,
    "shelf_price": _shelf_price,
    "copy_made": _copy_made,
}


class SetUpComparison:
    """Told every sound row of its kinds but lost ones, which never become facts of the tables."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._seen = dict.fromkeys(_TABLES, 0)

    @staticmethod
    def knows(kind: str) -> bool:
        """Tell whether rows of this kind are to be compared here."""
        return kind in _TABLES

    def is_same(self, kind: str, event_id: bytes, body: Data) -> bool:
        """Tell whether the table says what the journal's row says."""
        self._seen[kind] += 1
        found = self._connection.exec_driver_sql(_TABLES[kind], (event_id,)).first()
        return found is not None and tuple(found) == _TOLD[kind](body)

    def beyond(self) -> str | None:
        """Name a table that has more than the journal knows."""
        for table, seen in self._seen.items():
            count = sa.select(sa.func.count()).select_from(sa.table(table))
            if self._connection.execute(count).scalar_one() != seen:
                return table
        return None
