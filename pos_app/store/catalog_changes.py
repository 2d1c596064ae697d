"""Small changes to the shop's own catalogue in force: shelf prices and tax groups.

An import builds the next file; one price is not worth a copy of a million items, so it is written
into the file in force, pressed to the disk, while no import runs. A catalogue that comes from the
cloud is the cloud's alone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pos_app.domain.catalog import TaxGroup
from pos_app.errors import Refusal
from pos_app.store import catalog_files, item_merge
from pos_app.store.catalog_feed import is_from_cloud
from pos_app.store.data_lock import data_directory_lock
from pos_app.store.database import Connection, Database, Synchronous
from pos_app.store.item_import import LOCK_FILE
from pos_app.store.schema import catalog as schema

_CACHE_MIB: Final = 2
# A file of an older version has no regular price yet; the price is all there is to change.
_SET_PRICE_OLDER: Final = """UPDATE item SET price_minor = ?, price_version = price_version + 1
 WHERE sku = ?"""
_SET_PRICE: Final = """UPDATE item SET price_minor = ?1, price_version = price_version + 1,
 regular_price_minor = CASE WHEN regular_price_minor > ?1 THEN regular_price_minor END
 WHERE sku = ?2"""
_IN_GROUP: Final = "SELECT count(*) FROM item WHERE tax_group = ?"
_DROP_GROUP: Final = "DELETE FROM tax_group WHERE code = ?"
_OURS: Final = "SELECT code FROM tax_group"


class CatalogChanges:
    """Writes into the catalogue in force; ``on_change`` is called after each commit.

    Thread: the till thread. Every change refuses IMPORT_RUNNING, CATALOG_IS_THE_CLOUDS and the
    faults of ``Database``.
    """

    def __init__(self, folder: Path, key: bytes, on_change: Callable[[], None]) -> None:
        self._folder = folder
        self._key = key
        self._on_change = on_change

    def put_prices(self, prices: Mapping[str, int]) -> None:
        """Give items their price in minor units, by SKU; a SKU that is gone is passed over.

        Atomicity: all of them. The same again changes the number of the price list only.
        """
        with self._writing() as connection:
            version = catalog_files.schema_version(connection)
            is_older = version < schema.WITH_MARKDOWNS
            statement = _SET_PRICE_OLDER if is_older else _SET_PRICE
            for sku, minor in prices.items():
                connection.exec_driver_sql(statement, (minor, sku))

    def put_tax_groups(self, groups: Sequence[TaxGroup]) -> None:
        """Make the store's tax groups the catalogue's.

        Refuses: TAX_GROUP_IN_USE, with the group that would go and how many items name it.
        """
        with self._writing() as connection:
            kept = {group.code for group in groups}
            for code in connection.exec_driver_sql(_OURS).scalars().all():
                if code in kept:
                    continue
                count = connection.exec_driver_sql(_IN_GROUP, (code,)).scalar_one()
                if count:
                    raise Refusal("TAX_GROUP_IN_USE", group=code, count=count)
                connection.exec_driver_sql(_DROP_GROUP, (code,))
            item_merge.replace_tax_groups(connection, groups)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with data_directory_lock(self._folder, LOCK_FILE, "IMPORT_RUNNING"):
            path = catalog_files.current_file(self._folder)
            assert path is not None, "an opened till has a catalogue"
            database = Database(path, self._key, Synchronous.FULL, cache_mib=_CACHE_MIB)
            try:
                with database.write() as connection:
                    if is_from_cloud(connection):
                        raise Refusal("CATALOG_IS_THE_CLOUDS")
                    yield connection
            finally:
                database.close()
        self._on_change()
