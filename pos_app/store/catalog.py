"""An item and its price, by the number that was scanned or typed. Hot path: no ORM.

Why no cache of items: a look-up among a million encrypted rows takes some hundredths of a
millisecond, and a cache would have to be told of every price change.
"""

from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.catalog import Item, TaxGroup
from pos_app.domain.money import Money
from pos_app.domain.quantity import Unit
from pos_app.store.schema import catalog as schema

ITEM: Final = """
SELECT i.sku, i.gtin, i.plu, i.name_zh, i.name_en, i.category, i.unit, i.price_minor,
       i.price_version, i.is_recalled, t.code, t.rate_ppm, t.is_inclusive, h.currency,
       i.brand, i.regular_price_minor, i.lowest_price_minor
FROM item i JOIN tax_group t ON t.code = i.tax_group CROSS JOIN catalog_head h
"""
"""The columns ``item_of`` reads, in its order; ``read_items`` makes up for an older file."""

_NEWER_COLUMNS: Final = "i.brand, i.regular_price_minor, i.lowest_price_minor"
_IN_OLDER_FILES: Final = "'', NULL, NULL"

_BY_GTIN: Final = f"{ITEM} WHERE i.gtin = ?"
_BY_SKU: Final = f"{ITEM} WHERE i.sku = ?"
_BY_PLU: Final = f"{ITEM} WHERE i.plu = ?"
_BY_TAIL: Final = f"""{ITEM}
WHERE i.gtin % 10000 = ? AND i.gtin IS NOT NULL AND i.gtin % ? = ? ORDER BY i.id LIMIT ?"""

_VERSION: Final = "PRAGMA user_version"
_RECALLED_LOTS: Final = "SELECT recalled_lots FROM item WHERE gtin = ?"

_TAX_GROUPS: Final = "SELECT code, rate_ppm, is_inclusive FROM tax_group"

SHORTEST_TAIL: Final = 4
_LARGEST_GTIN: Final = 10**14 - 1


def tax_groups(connection: sa.Connection) -> frozenset[TaxGroup]:
    """Give the tax groups that items are charged by."""
    rows = connection.exec_driver_sql(_TAX_GROUPS)
    return frozenset(TaxGroup(code, ppm, bool(is_inclusive)) for code, ppm, is_inclusive in rows)


def find_by_gtin(connection: sa.Connection, gtin: int) -> Item | None:
    """Find the item that carries this GS1 number, whatever the length it is written with."""
    return _first(connection, _BY_GTIN, gtin)


def find_by_sku(connection: sa.Connection, sku: str) -> Item | None:
    """Find the retailer's own item."""
    return _first(connection, _BY_SKU, sku)


def find_by_plu(connection: sa.Connection, plu: str) -> Item | None:
    """Find the item with this short number; leading zeros, as scales print them, do not count."""
    return _first(connection, _BY_PLU, plu.lstrip("0"))


def find_by_tail(connection: sa.Connection, digits: str, limit_rows: int) -> list[Item]:
    """Find items whose GTIN ends in these digits (four or more), the best sellers first."""
    if len(digits) < SHORTEST_TAIL or not (digits.isascii() and digits.isdigit()):
        return []
    tail = int(digits)
    if tail > _LARGEST_GTIN:
        return []
    parameters = (tail % 10_000, 10 ** len(digits), tail, limit_rows)
    return [item_of(row) for row in read_items(connection, _BY_TAIL, parameters)]


def recalled_lots(connection: sa.Connection, gtin: int) -> frozenset[tuple[int, str]]:
    """List the lots of an item that were called back; a catalogue of an older version has none."""
    if connection.exec_driver_sql(_VERSION).scalar_one() == schema.WITHOUT_RECALLED_LOTS:
        return frozenset()
    lots = connection.exec_driver_sql(_RECALLED_LOTS, (gtin,)).scalar() or ""
    return frozenset((gtin, lot) for lot in lots.split())


def count_items(connection: sa.Connection) -> int:
    """Count the items of the catalogue."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM item").scalar_one())


def _first(connection: sa.Connection, statement: str, value: int | str) -> Item | None:
    row = read_items(connection, statement, (value,)).first()
    return None if row is None else item_of(row)


def read_items(
    connection: sa.Connection, statement: str, parameters: tuple[Any, ...]
) -> sa.CursorResult[Any]:
    """Run a statement that begins with ``ITEM``, also on a file of an older version.

    A file's version never changes, so it is asked once for a connection.
    """
    version = connection.info.get(_VERSION)
    if version is None:
        version = connection.exec_driver_sql(_VERSION).scalar_one()
        connection.info[_VERSION] = version
    if version < schema.WITH_MARKDOWNS:
        statement = statement.replace(_NEWER_COLUMNS, _IN_OLDER_FILES)
    return connection.exec_driver_sql(statement, parameters)


def item_of(row: Any) -> Item:
    """Make the item of a row of ``ITEM``."""
    (sku, gtin, plu, name_zh, name_en, category, unit, price_minor) = row[:8]
    (price_version, is_recalled, code, rate_ppm, is_inclusive, currency) = row[8:14]
    brand, regular_minor, lowest_minor = row[14:]
    return Item(
        sku=sku,
        name_zh=name_zh,
        name_en=name_en,
        category=tuple(category.split("/")) if category else (),
        tax_group=TaxGroup(code, rate_ppm, bool(is_inclusive)),
        unit=Unit(unit),
        price=None if price_minor is None else Money(price_minor, currency),
        price_version=price_version,
        gtin=gtin,
        plu=plu,
        is_recalled=bool(is_recalled),
        brand=brand,
        regular_price=None if regular_minor is None else Money(regular_minor, currency),
        lowest_price=None if lowest_minor is None else Money(lowest_minor, currency),
    )
