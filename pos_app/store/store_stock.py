"""What the cloud makes of the stock of this store over all its tills, in reference.db.

Advisory, like everything there: where the file says nothing of an item, or cannot be read, there is
the till's own figure (stock_balance.py).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from pos_app.errors import EnvironmentFault
from pos_app.store.database import Connection, Database
from sync.wire import reference as wire

_PUT: Final = "INSERT OR REPLACE INTO store_stock VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_DROP: Final = "DELETE FROM store_stock WHERE sku = ?"
_SELECT: Final = """SELECT sku, on_hand_thousandths, as_of_ms, tills, counted_on, has_received,
 is_provisional, unmarked, is_doubtful FROM store_stock"""
_ONE: Final = f"{_SELECT} WHERE sku = ?"

_MY_NAME: Final = "SELECT workstation FROM store_till WHERE terminal = ?"
_OTHERS: Final = """SELECT workstation FROM store_till WHERE terminal <> ? AND NOT is_out
 ORDER BY workstation"""

NOT_IN_IT: Final = (0, 0)
"""The place of a till of which nothing is in a figure."""


@dataclass(frozen=True, slots=True)
class StoreFigure:
    """What is on hand by the facts of ``tills`` that the cloud had at ``as_of_ms``.

    ``place`` is this till's: the row up to which its facts are in the figure. ``is_doubtful``: the
    item is to be counted again.
    """

    thousandths: int
    as_of_ms: int
    place: tuple[int, int]
    tills: tuple[str, ...]
    counted_on: str = ""
    has_received: bool = False
    is_provisional: bool = False
    unmarked: tuple[str, ...] = ()
    is_doubtful: bool = False


StoreFigures = dict[str, StoreFigure]
"""Figures by item number; an item of which the cloud says nothing is not in it."""


class StoreStock:
    """Reads what came for this till. ``reference`` None: a training till, which has no store.

    ``terminal``: the till's id in hex, for head office may call it by another number than it does
    itself, ``workstation``. Any thread.
    """

    def __init__(self, reference: Database | None, workstation: str, terminal: str) -> None:
        self._reference = reference
        self._workstation = workstation
        self._terminal = terminal

    def other_tills(self) -> tuple[str, ...]:
        """Name the other tills of the store, as head office calls them; none where it said none."""
        if self._reference is None:
            return ()
        try:
            with self._reference.read() as connection:
                return tuple(connection.exec_driver_sql(_OTHERS, (self._terminal,)).scalars())
        except EnvironmentFault:
            return ()

    def of(self, skus: Iterable[str]) -> StoreFigures:
        """Say what came of these items."""
        if self._reference is None:
            return {}
        try:
            with self._reference.read() as connection:
                rows = (connection.exec_driver_sql(_ONE, (sku,)).first() for sku in skus)
                found = [row for row in rows if row is not None]
                return self._figures(connection, found) if found else {}
        except EnvironmentFault:
            return {}  # goods are sold and counted without it

    def everything(self) -> StoreFigures:
        """Say what came of every item; for lists."""
        if self._reference is None:
            return {}
        try:
            with self._reference.read() as connection:
                return self._figures(connection, connection.exec_driver_sql(_SELECT).all())
        except EnvironmentFault:
            return {}

    def _figures(self, connection: Connection, rows: Iterable[Any]) -> StoreFigures:
        name = connection.exec_driver_sql(_MY_NAME, (self._terminal,)).scalar()
        return {row[0]: self._figure(row, name or self._workstation) for row in rows}

    def _figure(self, row: Any, my_name: str) -> StoreFigure:
        places = {till: (epoch, seq) for till, epoch, seq in json.loads(row[3])}
        return StoreFigure(
            thousandths=row[1],
            as_of_ms=row[2],
            place=places.get(my_name, NOT_IN_IT),
            tills=tuple(self._workstation if till == my_name else till for till in places),
            counted_on=row[4],
            has_received=bool(row[5]),
            is_provisional=bool(row[6]),
            unmarked=tuple(json.loads(row[7])),
            is_doubtful=bool(row[8]),
        )


def put(connection: Connection, stock: wire.StoreStock) -> None:
    """Write what the cloud says of an item."""
    tills = json.dumps(stock.tills, separators=(",", ":"))
    unmarked = json.dumps(stock.unmarked, separators=(",", ":"))
    figure = (stock.sku, stock.on_hand, stock.as_of_ms, tills, stock.counted_on)
    flags = (int(stock.received), int(stock.provisional), unmarked, int(stock.again))
    connection.exec_driver_sql(_PUT, (*figure, *flags))


def drop(connection: Connection, sku: str) -> None:
    """Forget what the cloud said of an item."""
    connection.exec_driver_sql(_DROP, (sku,))
