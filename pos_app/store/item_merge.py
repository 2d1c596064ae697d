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
    "is_recalled"
)
_STAGE: Final = """
CREATE TABLE incoming (
    line INTEGER PRIMARY KEY, sku TEXT, gtin INTEGER, plu TEXT, name_zh TEXT, name_en TEXT,
    category TEXT, tax_group TEXT, unit TEXT, price_minor INTEGER, popularity INTEGER,
    is_recalled INTEGER
)
"""
_PLACEHOLDERS: Final = ", ".join("?" * 12)
_INSERT: Final = f"INSERT INTO incoming (line, {_FIELDS}) VALUES ({_PLACEHOLDERS})"  # noqa: S608 - constants

_TWICE: Final = {
    column: f"""
    SELECT n.line, n.sku, f.line, n.{column} FROM incoming n
    JOIN (SELECT {column} AS value, min(line) AS line FROM incoming
          WHERE {column} IS NOT NULL GROUP BY {column} HAVING count(*) > 1) f
      ON f.value = n.{column} AND f.line < n.line
    """  # noqa: S608 - the columns are the three named below, none is from outside
    for column in ("sku", "gtin", "plu")
}
_TAKEN: Final = {
    column: f"""
    SELECT n.line, n.sku, o.sku, n.{column} FROM incoming n JOIN item o ON o.{column} = n.{column}
    WHERE o.sku <> n.sku AND NOT EXISTS (SELECT 1 FROM incoming m WHERE m.sku = o.sku)
    """  # noqa: S608 - as above
    for column in ("gtin", "plu")
}

_DIFFERS: Final = """(o.id IS NULL OR n.gtin IS NOT o.gtin OR n.plu IS NOT o.plu
    OR n.name_zh <> o.name_zh OR n.name_en <> o.name_en OR n.category <> o.category
    OR n.tax_group <> o.tax_group OR n.unit <> o.unit OR n.price_minor IS NOT o.price_minor
    OR n.popularity IS NOT o.popularity OR n.is_recalled <> o.is_recalled)"""
_BESIDE: Final = "FROM incoming n LEFT JOIN item o ON o.sku = n.sku"
_COMPARE: Final = f"""
SELECT count(*), count(o.id) FILTER (WHERE NOT {_DIFFERS}), count(o.id),
       count(*) FILTER (WHERE o.id IS NULL OR n.name_zh <> o.name_zh OR n.name_en <> o.name_en),
       count(*) FILTER (WHERE n.popularity IS NOT o.popularity)
{_BESIDE}"""

_VERSION: Final = """
    CASE WHEN o.id IS NOT NULL AND n.price_minor IS o.price_minor THEN o.price_version ELSE ? END
"""
_INCOMING_FIELDS: Final = ", ".join(f"n.{name}" for name in _FIELDS.split(", "))
_REORDER: Final = f"""
INSERT INTO item_next ({_FIELDS}, price_version)
SELECT {_FIELDS}, price_version FROM (
    SELECT {_FIELDS}, price_version, id AS place FROM item o
    WHERE NOT EXISTS (SELECT 1 FROM incoming n WHERE n.sku = o.sku)
    UNION ALL
    SELECT {_INCOMING_FIELDS}, {_VERSION}, coalesce(o.id, n.line + ?) {_BESIDE}
) ORDER BY popularity IS NULL, popularity, place
"""  # noqa: S608 - made of the constants above

_RENAMED: Final = f"""
CREATE TABLE renamed AS
SELECT o.id {_BESIDE} WHERE n.name_zh <> o.name_zh OR n.name_en <> o.name_en
"""
# Two items may swap their barcodes: both let go before either takes.
_LET_GO: Final = """
UPDATE item SET gtin = NULL, plu = NULL WHERE EXISTS (
    SELECT 1 FROM incoming n
    WHERE n.sku = item.sku AND (n.gtin IS NOT item.gtin OR n.plu IS NOT item.plu))
"""
_UPSERT: Final = f"""
INSERT INTO item ({_FIELDS}, price_version)
SELECT {_INCOMING_FIELDS}, {_VERSION} {_BESIDE} WHERE {_DIFFERS} ORDER BY n.line
ON CONFLICT (sku) DO UPDATE SET
    {", ".join(f"{name} = excluded.{name}" for name in _FIELDS.split(", ")[1:])},
    price_version = excluded.price_version
"""


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
    for column, statement in _TWICE.items():
        connection.exec_driver_sql(
            f"CREATE INDEX incoming_{column} ON incoming ({column}) WHERE {column} IS NOT NULL"
        )
        _take_out(connection, refuse, f"ITEM_{column.upper()}_TWICE", statement)
    while any(_take_out(connection, refuse, *rule) for rule in _TAKEN_RULES):
        pass  # an item whose row was taken out stays, and may hold a number of another row


_TAKEN_RULES: Final = tuple((f"ITEM_{column.upper()}_TAKEN", _TAKEN[column]) for column in _TAKEN)


def _take_out(connection: sa.Connection, refuse: Refuse, code: str, statement: str) -> bool:
    found = connection.exec_driver_sql(statement).all()
    for line, sku, other, value in found:
        connection.exec_driver_sql("DELETE FROM incoming WHERE line = ?", (line,))
        refuse(line, sku, code, {"other": other, "value": value})
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
    connection.exec_driver_sql("INSERT OR REPLACE INTO catalog_head VALUES (1, ?)", (currency,))


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
