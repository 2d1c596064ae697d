"""Rows of a catalogue feed <-> the columns of catalog.<n>.db: ``i:{sku}``, ``t:{code}`` and ``h``.

The hash of a row is always recomputed from its columns, so that the digest says what the till would
sell by, and not what once came over the line.
"""

import functools
from collections.abc import Callable, Iterator
from typing import Any, Final

import sqlalchemy as sa

from pos_app.store.database import Connection
from pos_app.store.search_terms import SearchTerms, TermMaker
from sync.wire import ranges
from sync.wire import reference as wire
from sync.wire.feeds import PUT, FeedRow
from sync.wire.packing import UnreadableError, unpack

COLUMNS: Final = (
    "sku, gtin, plu, name_zh, name_en, category, tax_group, unit, price_minor, price_version,"
    " popularity, is_recalled, recalled_lots, brand, regular_price_minor, lowest_price_minor,"
    " feed_ver"
)
_NAMES: Final = slice(3, 5)
_PLACES: Final = ", ".join("?" * 17)

_FIND: Final = "SELECT id, COLUMNS FROM item WHERE sku = ?".replace("COLUMNS", COLUMNS)
_ITEMS: Final = "SELECT COLUMNS FROM item ORDER BY sku".replace("COLUMNS", COLUMNS)
_INSERT: Final = "INSERT INTO item (COLUMNS) VALUES (PLACES)".replace("COLUMNS", COLUMNS).replace(
    "PLACES", _PLACES
)
_UPDATE: Final = "UPDATE item SET (COLUMNS) = (PLACES) WHERE id = ?".replace(
    "COLUMNS", COLUMNS
).replace("PLACES", _PLACES)
_DELETE: Final = "DELETE FROM item WHERE id = ?"
_TAX: Final = "SELECT code, rate_ppm, is_inclusive, feed_ver FROM tax_group"
_PUT_TAX: Final = """INSERT INTO tax_group (code, rate_ppm, is_inclusive, feed_ver)
 VALUES (?, ?, ?, ?) ON CONFLICT (code) DO UPDATE SET rate_ppm = excluded.rate_ppm,
 is_inclusive = excluded.is_inclusive, feed_ver = excluded.feed_ver"""
_HEAD: Final = "SELECT currency, feed_ver FROM catalog_head"
_PUT_HEAD: Final = "INSERT OR REPLACE INTO catalog_head (id, currency, feed_ver) VALUES (1, ?, ?)"
_DROP_NAMES: Final = "DELETE FROM search WHERE rowid = ?"
ADD_NAMES: Final = (
    "INSERT INTO search (rowid, han, initials, pinyin, words, heads) VALUES (?, ?, ?, ?, ?, ?)"
)

_ROWS_A_SLICE: Final = 8

Hashed = tuple[str, bytes]
GiveWay = Callable[[], None]
"""Called between slices of some tenths of a millisecond: lets whoever sells go first."""


def item_columns(ver: int, item: wire.Item) -> tuple[Any, ...]:
    """Give an item's columns in the order of ``COLUMNS``."""
    return (
        item.sku,
        wire.known(item.gtin),
        wire.known(item.plu),
        item.zh,
        item.en,
        item.cat,
        item.tax,
        item.unit,
        wire.known(item.price),
        item.pv,
        wire.known(item.pop),
        int(item.recalled),
        item.lots,
        item.brand,
        wire.known(item.regular),
        wire.known(item.lowest),
        ver,
    )


def item_hash(columns: Any) -> Hashed:
    """Give the key and the hash of an item as its columns say it."""
    (sku, gtin, plu, zh, en, cat, tax, unit, price, pv, pop) = columns[:11]
    (recalled, lots, brand, regular, lowest, ver) = columns[11:]
    item = wire.Item(
        sku=sku,
        zh=zh,
        en=en,
        cat=cat,
        tax=tax,
        unit=unit,
        pv=pv,
        gtin=wire.unknown(gtin),
        plu=wire.unknown(plu),
        price=wire.unknown(price),
        pop=wire.unknown(pop),
        recalled=bool(recalled),
        lots=lots,
        brand=brand,
        regular=wire.unknown(regular),
        lowest=wire.unknown(lowest),
    )
    key = f"i:{sku}"
    return key, ranges.row_hash(key, ver, wire.body_of(item))


def body_hash(ver: int, body: bytes) -> bytes:
    """Give the hash of an item as it came."""
    return ranges.row_hash(f"i:{unpack(body, wire.Item).sku}", ver, body)


def hashed_rows(connection: Connection) -> Iterator[Hashed]:
    """Give the hash of every row of the file, in key order: the head, items, tax groups."""
    yield from _hashed_head(connection)
    for columns in connection.connection.cursor().execute(_ITEMS):
        yield item_hash(columns)
    for row in sorted(map(tuple, connection.exec_driver_sql(_TAX))):
        yield _hashed_tax(row)


@functools.cache
def _term_maker() -> TermMaker:
    """Make it once, when the first name comes: it reads a dictionary for a third of a second."""
    return TermMaker()


def terms_of(name_zh: str, name_en: str) -> SearchTerms:
    """Give what of an item's names goes into the index."""
    return _term_maker().make(name_zh, name_en)


class RowWriter:
    """Writes rows of a page in the caller's transaction and keeps the digest with them.

    Names of items up to ``indexed_upto`` are kept searchable; one after it gets its turn with the
    others (catalog_feed.py), unless all before it have had theirs.
    """

    def __init__(self, connection: Connection, digest: bytes, indexed_upto: int) -> None:
        self.digest = digest
        self.indexed_upto = indexed_upto
        self._connection = connection
        # A page of prices is read and written row by row beside a cashier who scans: SQLAlchemy's
        # own way takes four times as long.
        self._driver: Any = connection.connection.cursor()
        self._not_fitting = connection.dialect.loaded_dbapi.IntegrityError
        self._came: list[bytes] = []
        self._went: list[bytes] = []

    def write(self, rows: tuple[FeedRow, ...], give_way: GiveWay) -> None:
        """Write all; one that cannot be is left out, and the digest shows it."""
        for at, row in enumerate(rows):
            if at % _ROWS_A_SLICE == 0:
                give_way()
            kind, _, name = row.key.partition(":")
            try:
                if kind == "i":
                    self._item(row, name)
                elif kind == "t":
                    self._tax(row, name)
                elif kind == "h":
                    self._head(row)
            except (
                UnreadableError,
                sa.exc.IntegrityError,
                self._not_fitting,
                OverflowError,
            ):
                continue
        self.digest = ranges.add(self.digest, self._came, self._went)
        self._came, self._went = [], []

    def _item(self, row: FeedRow, sku: str) -> None:
        execute = self._connection.exec_driver_sql
        old = self._driver.execute(_FIND, (sku,)).fetchone()
        id_, before = (old[0], old[1:]) if old else (0, ())
        if row.op != PUT:
            if old is not None:
                execute(_DELETE, (id_,))
                execute(_DROP_NAMES, (id_,))
                self._went.append(item_hash(before)[1])
            return
        item = unpack(bytes(row.body), wire.Item)
        columns = item_columns(row.ver, item)
        if old is None:
            was_all_indexed = self._is_all_indexed()
            id_ = execute(_INSERT, columns).lastrowid
            if was_all_indexed:
                self._add_names(id_, item)
                self.indexed_upto = id_
        else:
            self._driver.execute(_UPDATE, (*columns, id_))
            if before[_NAMES] != columns[_NAMES] and id_ <= self.indexed_upto:
                execute(_DROP_NAMES, (id_,))
                self._add_names(id_, item)
            self._went.append(item_hash(before)[1])
        self._came.append(item_hash(columns)[1])

    def _is_all_indexed(self) -> bool:
        most = self._connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM item")
        return int(most.scalar_one()) <= self.indexed_upto

    def _add_names(self, id_: int, item: wire.Item) -> None:
        terms = terms_of(item.zh, item.en)
        self._connection.exec_driver_sql(ADD_NAMES, (id_, *terms))

    def _tax(self, row: FeedRow, code: str) -> None:
        execute = self._connection.exec_driver_sql
        old = execute(f"{_TAX} WHERE code = ?", (code,)).first()
        if row.op == PUT:
            group = unpack(bytes(row.body), wire.TaxGroup)
            columns = (group.code, group.rate_ppm, int(group.inclusive), row.ver)
            execute(_PUT_TAX, columns)
            self._came.append(_hashed_tax(columns)[1])
        elif old is not None:
            execute("DELETE FROM tax_group WHERE code = ?", (code,))
        if old is not None:
            self._went.append(_hashed_tax(tuple(old))[1])

    def _head(self, row: FeedRow) -> None:
        self._went += [one for _, one in _hashed_head(self._connection)]
        if row.op == PUT:
            head = unpack(bytes(row.body), wire.CatalogHead)
            self._connection.exec_driver_sql(_PUT_HEAD, (head.currency, row.ver))
        else:
            self._connection.exec_driver_sql("DELETE FROM catalog_head")
        self._came += [one for _, one in _hashed_head(self._connection)]


def _hashed_tax(columns: tuple[Any, ...]) -> Hashed:
    code, rate_ppm, is_inclusive, ver = columns
    key = f"t:{code}"
    body = wire.body_of(wire.TaxGroup(code, rate_ppm, bool(is_inclusive)))
    return key, ranges.row_hash(key, ver, body)


def _hashed_head(connection: Connection) -> list[Hashed]:
    return [
        ("h", ranges.row_hash("h", ver, wire.body_of(wire.CatalogHead(currency))))
        for currency, ver in connection.exec_driver_sql(_HEAD)
    ]
