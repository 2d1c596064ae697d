"""From the rows of a list to the items of a catalogue, inside the file that is being built.

The list is staged in a table of its own; then SQL finds what contradicts itself or the items that
stay, and carries the rest over. A row replaces its item whole; items not in the list stay.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from pos_app.domain.catalog import TaxGroup
from pos_app.store.schema import catalog as schema

Refuse = Callable[[int, str, str, dict[str, object]], None]
"""Takes a line number, the SKU of the row, a code and its facts."""

_FIELDS: Final = (
    "sku, gtin, plu, name_zh, name_en, category, tax_group, unit, price_minor, popularity, "
    "is_recalled, recalled_lots, brand, regular_price_minor, lowest_price_minor"
)
_STAGE: Final = """
CREATE TABLE incoming (
    line INTEGER PRIMARY KEY, sku TEXT, gtin INTEGER, plu TEXT, name_zh TEXT, name_en TEXT,
    category TEXT, tax_group TEXT, unit TEXT, price_minor INTEGER, popularity INTEGER,
    is_recalled INTEGER, recalled_lots TEXT, brand TEXT, regular_price_minor INTEGER,
    lowest_price_minor INTEGER
)
"""
_INSERT: Final = """
INSERT INTO incoming (line, FIELDS) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
""".replace("FIELDS", _FIELDS)

_TWICE: Final = """
SELECT n.line, n.sku, f.line, n.COLUMN FROM incoming n
JOIN (SELECT COLUMN AS value, min(line) AS line FROM incoming
      WHERE COLUMN IS NOT NULL GROUP BY COLUMN HAVING count(*) > 1) f
  ON f.value = n.COLUMN AND f.line < n.line
"""
_TAKEN: Final = """
SELECT n.line, n.sku, o.sku, n.COLUMN FROM incoming n JOIN item o ON o.COLUMN = n.COLUMN
WHERE o.sku <> n.sku AND NOT EXISTS (SELECT 1 FROM incoming m WHERE m.sku = o.sku)
"""
_NUMBERS: Final = ("sku", "gtin", "plu")
"""The columns that name an item, each only once."""

_DIFFERS: Final = """(o.id IS NULL OR n.gtin IS NOT o.gtin OR n.plu IS NOT o.plu
    OR n.name_zh <> o.name_zh OR n.name_en <> o.name_en OR n.category <> o.category
    OR n.tax_group <> o.tax_group OR n.unit <> o.unit OR n.price_minor IS NOT o.price_minor
    OR n.popularity IS NOT o.popularity OR n.is_recalled <> o.is_recalled
    OR n.recalled_lots <> o.recalled_lots OR n.brand <> o.brand
    OR n.regular_price_minor IS NOT o.regular_price_minor
    OR n.lowest_price_minor IS NOT o.lowest_price_minor)"""
_COMPARE: Final = """
SELECT count(*), count(o.id) FILTER (WHERE NOT DIFFERS), count(o.id),
       count(*) FILTER (WHERE o.id IS NULL OR n.name_zh <> o.name_zh OR n.name_en <> o.name_en),
       count(*) FILTER (WHERE n.popularity IS NOT o.popularity)
FROM incoming n LEFT JOIN item o ON o.sku = n.sku
""".replace("DIFFERS", _DIFFERS)

_VERSION: Final = """
    CASE WHEN o.id IS NOT NULL AND n.price_minor IS o.price_minor THEN o.price_version ELSE ? END
"""
_OF_INCOMING: Final = ", ".join(f"n.{name}" for name in _FIELDS.split(", "))
_REORDER: Final = (
    """
INSERT INTO item_next (FIELDS, price_version)
SELECT FIELDS, price_version FROM (
    SELECT FIELDS, price_version, id AS place FROM item o
    WHERE NOT EXISTS (SELECT 1 FROM incoming n WHERE n.sku = o.sku)
    UNION ALL
    SELECT INCOMING, VERSION, coalesce(o.id, n.line + ?)
    FROM incoming n LEFT JOIN item o ON o.sku = n.sku
) ORDER BY popularity IS NULL, popularity, place
""".replace("FIELDS", _FIELDS)
    .replace("INCOMING", _OF_INCOMING)
    .replace("VERSION", _VERSION)
)

_RENAMED: Final = """
CREATE TABLE renamed AS
SELECT o.id FROM incoming n JOIN item o ON o.sku = n.sku
WHERE n.name_zh <> o.name_zh OR n.name_en <> o.name_en
"""
# Two items may swap their barcodes: both let go before either takes.
_LET_GO: Final = """
UPDATE item SET gtin = NULL, plu = NULL WHERE EXISTS (
    SELECT 1 FROM incoming n
    WHERE n.sku = item.sku AND (n.gtin IS NOT item.gtin OR n.plu IS NOT item.plu))
"""
_UPSERT: Final = (
    """
INSERT INTO item (FIELDS, price_version)
SELECT INCOMING, VERSION FROM incoming n LEFT JOIN item o ON o.sku = n.sku
WHERE DIFFERS ORDER BY n.line
ON CONFLICT (sku) DO UPDATE SET
    gtin = excluded.gtin, plu = excluded.plu, name_zh = excluded.name_zh,
    name_en = excluded.name_en, category = excluded.category, tax_group = excluded.tax_group,
    unit = excluded.unit, price_minor = excluded.price_minor, popularity = excluded.popularity,
    is_recalled = excluded.is_recalled, recalled_lots = excluded.recalled_lots,
    brand = excluded.brand, regular_price_minor = excluded.regular_price_minor,
    lowest_price_minor = excluded.lowest_price_minor,
    price_version = excluded.price_version
""".replace("FIELDS", _FIELDS)
    .replace("INCOMING", _OF_INCOMING)
    .replace("VERSION", _VERSION)
    .replace("DIFFERS", _DIFFERS)
)


class Comparison(NamedTuple):
    """What a list would do to the catalogue. ``renamed`` counts new items too."""

    rows: int
    unchanged: int
    known: int
    renamed: int
    reranked: int

    @property
    def added(self) -> int:
        """Items the catalogue did not have."""
        return self.rows - self.known

    @property
    def changed(self) -> int:
        """Items of which at least one field is another."""
        return self.known - self.unchanged


def stage(connection: sa.Connection) -> None:
    """Make the table that takes the rows of the list."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS incoming")
    connection.exec_driver_sql(_STAGE)


def add_rows(connection: sa.Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """Stage rows: each a line number followed by the fields of an ``ItemRow``."""
    connection.exec_driver_sql(_INSERT, list(rows))


def refuse_contradictions(connection: sa.Connection, refuse: Refuse) -> None:
    """Take out rows that name a SKU, GTIN or PLU twice, or one that an item that stays has.

    The first row of a list with a number keeps it. Refuses by row: ITEM_SKU_TWICE,
    ITEM_GTIN_TWICE, ITEM_PLU_TWICE, ITEM_GTIN_TAKEN, ITEM_PLU_TAKEN.
    """
    for column in _NUMBERS:
        connection.exec_driver_sql(
            f"CREATE INDEX incoming_{column} ON incoming ({column}) WHERE {column} IS NOT NULL"
        )
        _take_out(connection, refuse, column, _TWICE, "TWICE")
    while any(_take_out(connection, refuse, column, _TAKEN, "TAKEN") for column in _NUMBERS[1:]):
        pass  # an item whose row was taken out stays, and may hold a number of another row


def _take_out(
    connection: sa.Connection, refuse: Refuse, column: str, statement: str, why: str
) -> bool:
    found = connection.exec_driver_sql(statement.replace("COLUMN", column)).all()
    for line, sku, other, value in found:
        connection.exec_driver_sql("DELETE FROM incoming WHERE line = ?", (line,))
        refuse(line, sku, f"ITEM_{column.upper()}_{why}", {"other": other, "value": value})
    return bool(found)


def compare(connection: sa.Connection) -> Comparison:
    """Compare the staged rows with the items there are."""
    return Comparison(*connection.exec_driver_sql(_COMPARE).one())


def replace_tax_groups(connection: sa.Connection, groups: Iterable[TaxGroup]) -> None:
    """Keep the store's tax groups in the catalogue; a group that items still name stays."""
    connection.exec_driver_sql(
        "INSERT INTO tax_group (code, rate_ppm, is_inclusive) VALUES (?, ?, ?) "
        "ON CONFLICT (code) DO UPDATE "
        "SET rate_ppm = excluded.rate_ppm, is_inclusive = excluded.is_inclusive",
        [(group.code, group.rate_ppm, int(group.is_inclusive)) for group in groups],
    )


def has_tax_groups(connection: sa.Connection, groups: Iterable[TaxGroup]) -> bool:
    """Ask whether the catalogue already says of these groups what the store says."""
    rows = connection.exec_driver_sql("SELECT code, rate_ppm, is_inclusive FROM tax_group").all()
    known = {TaxGroup(code, rate_ppm, bool(is_inclusive)) for code, rate_ppm, is_inclusive in rows}
    return known.issuperset(groups)


def set_currency(connection: sa.Connection, currency: str) -> None:
    """Name the currency of all prices."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO catalog_head (id, currency) VALUES (1, ?)", (currency,)
    )


def reorder(connection: sa.Connection, price_version: int) -> None:
    """Write all items anew in the order of popularity, with an empty search index."""
    most = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM item").scalar_one()
    connection.exec_driver_sql(f"CREATE TABLE item_next ({schema.ITEM_COLUMNS}) STRICT")
    connection.exec_driver_sql(_REORDER, (price_version, most))
    for table in ("item", "search", "incoming"):
        connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql("ALTER TABLE item_next RENAME TO item")
    for index in schema.ITEM_INDEXES:
        connection.exec_driver_sql(index)
    connection.exec_driver_sql(schema.SEARCH)


def update_in_place(connection: sa.Connection, price_version: int) -> int:
    """Carry the staged rows over where they stand and list renamed items in ``renamed``.

    Gives the last id there was before: what is above it is new and comes last in rank.
    """
    most: int = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM item").scalar_one()
    connection.exec_driver_sql(_RENAMED)
    connection.exec_driver_sql(_LET_GO)
    connection.exec_driver_sql(_UPSERT, (price_version,))
    connection.exec_driver_sql("DROP TABLE incoming")
    return most
