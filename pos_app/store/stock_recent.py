"""This till's facts about goods in the last days, by place: what the cloud's figures may lack.

The cloud's figure of an item (store_stock.py) has this till's facts up to a row of its journal. On
hand is that figure and what this till did to the item after that row: moves by what they moved, a
count by counted less what the books had at its mark. Books are the figure that was shown here at
that mark, other tills' goods in it included, and were kept with the line when it was entered. So a
count that the cloud does not have yet gives: what was counted, what moved here after the mark, and
what the cloud has come to know of other tills since. Off by what other tills had moved before their
marks and not sent when the line was counted, until the cloud has the count: till then the figure is
called provisional. A count whose mark lies before that of an earlier one does nothing, as in the
till's own figure.

Facts older than ``KEPT_DAYS`` are dropped; where a figure of the cloud has not come so far, it has
not heard of this till for longer, and is not used. Places told once more after a fork keep the
place they had here, so for as long as the cloud takes to hear of them a figure may lack them.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import sqlalchemy as sa

from pos_app.store.settings import find_setting, put_setting
from pos_app.store.store_stock import StoreFigure

KEPT_DAYS: Final = 14
"""A cloud that has not heard of a till for longer says nothing that a shelf still shows."""

_EPOCH: Final = 1 << 40
"""So a place sorts as one number: a journal has fewer rows in an epoch."""

PLACE_OF_SALE: Final = f"(header.journal_epoch * {_EPOCH} + header.journal_seq)"
"""In SQL, of the transaction called ``header``."""

_FROM: Final = "stock_recent_from"
_ADD: Final = """INSERT INTO stock_recent (sku, place, business_date, quantity_thousandths)
 VALUES (?, ?, ?, ?) ON CONFLICT (sku, place) DO UPDATE SET quantity_thousandths =
 quantity_thousandths + excluded.quantity_thousandths"""
_NOTE_DROPPED: Final = """UPDATE stock_balance SET dropped_place = max(dropped_place, old.place)
 FROM (SELECT sku, max(place) AS place FROM stock_recent WHERE business_date < ? GROUP BY sku)
 AS old WHERE old.sku = stock_balance.sku"""
_DROP: Final = "DELETE FROM stock_recent WHERE business_date < ?"
_AFTER: Final = """SELECT coalesce(sum(quantity_thousandths), 0) FROM stock_recent
 WHERE sku = ? AND place > ?"""
_MANY_AFTER: Final = """SELECT asked.value ->> 0, coalesce((SELECT dropped_place FROM stock_balance
 WHERE sku = asked.value ->> 0), -1) <= asked.value ->> 1,
 (SELECT coalesce(sum(quantity_thousandths), 0) FROM stock_recent
 WHERE sku = asked.value ->> 0 AND place > asked.value ->> 1) FROM json_each(?) AS asked"""
_COUNTED_AFTER: Final = """SELECT 1 FROM stock_counted
 JOIN stock_document ON stock_document.id = document
 WHERE sku = ? AND (journal_epoch, journal_seq) > (?, ?) LIMIT 1"""


def place_of(epoch: int, seq: int) -> int:
    """Write a row's place as one number."""
    return epoch * _EPOCH + seq


def first_day(latest: str) -> str:
    """Say from which business date facts are kept."""
    return date.fromordinal(date.fromisoformat(latest).toordinal() - KEPT_DAYS).isoformat()


def add(connection: sa.Connection, sku: str, place: int, day: str, thousandths: int) -> None:
    """Keep what a fact did to an item."""
    connection.exec_driver_sql(_ADD, (sku, place, day, thousandths))


def drop_old(connection: sa.Connection, oldest: str) -> None:
    """Let go of facts before a day, once a day."""
    if find_setting(connection, _FROM) == oldest:
        return
    connection.exec_driver_sql(_NOTE_DROPPED, (oldest,))
    connection.exec_driver_sql(_DROP, (oldest,))
    put_setting(connection, _FROM, oldest)


def forget(connection: sa.Connection) -> None:
    """Begin again, when balances are made anew."""
    connection.exec_driver_sql("DELETE FROM stock_recent")


def done_after(connection: sa.Connection, sku: str, place: tuple[int, int]) -> int:
    """Add up what was done to an item after a place; sales only as far as they are added up."""
    after = (sku, place_of(*place))
    return int(connection.exec_driver_sql(_AFTER, after).scalar_one())


def has_counted_after(connection: sa.Connection, sku: str, place: tuple[int, int]) -> bool:
    """Tell whether an item was counted here after a place."""
    return connection.exec_driver_sql(_COUNTED_AFTER, (sku, *place)).first() is not None


def figures(
    connection: sa.Connection, told: Mapping[str, StoreFigure], skus: Iterable[str] | None = None
) -> dict[str, int]:
    """Give the figures of the store that can be used, of these items or all, for lists.

    Sales have to be added up before.
    """
    wanted = told.keys() if skus is None else told.keys() & set(skus)
    asked = [(sku, place_of(*told[sku].place)) for sku in wanted]
    text = json.dumps(asked, ensure_ascii=False, separators=(",", ":"))
    rows = connection.exec_driver_sql(_MANY_AFTER, (text,))
    return {sku: told[sku].thousandths + after for sku, is_usable, after in rows if is_usable}
