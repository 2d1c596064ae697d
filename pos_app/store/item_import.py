"""Bring an item list into the catalogue: build the next file beside the one in use, then publish.

Why a new file and not a transaction on the old one: the till goes on selling from a file nobody
writes to, a power cut leaves the old catalogue as it was, a million rows need no WAL of their size,
and the new order of popularity needs no second search index in the same file. A list that changes
no name and no rank starts from a copy and leaves the search index alone.
"""

import gc
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.catalog import TaxGroup
from pos_app.errors import Refusal
from pos_app.store import catalog, catalog_files, item_merge, name_index
from pos_app.store.catalog_feed import is_from_cloud
from pos_app.store.catalog_files import BUILD_PRAGMAS
from pos_app.store.data_lock import data_directory_lock
from pos_app.store.database import Database, Synchronous
from pos_app.store.disk import check_room
from pos_app.store.item_file import ItemFile, open_item_file
from pos_app.store.item_rows import RowChecker
from pos_app.store.search_terms import TermMaker

LOCK_FILE: Final = "import.lock"
_BATCH_ROWS: Final = 5_000
_CACHE_MIB: Final = 48

_LIST_GROWTH: Final = 4
_WORKBOOK_GROWTH: Final = 20
"""Bytes of staging, tables and search index for a byte of a list; a workbook is compressed."""

_REBUILD_SHARE: Final = 8
"""With more than one in eight names new, a fresh index is quicker than a patched one."""


class Phase(StrEnum):
    """What an import is busy with, in order."""

    READING = "reading"
    ARRANGING = "arranging"
    INDEXING = "indexing"
    SAVING = "saving"


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was left out, and why. Its line is counted as an editor counts them."""

    line: int
    sku: str
    reason: Refusal


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did. ``items`` is how many the catalogue has now.

    ``is_published`` is False when the list said nothing new, so that the old file stays in use.
    """

    read: int
    added: int
    changed: int
    unchanged: int
    refused: int
    items: int
    is_published: bool


OnProgress = Callable[[Phase, int, int], None]
"""Takes the phase, how much of it is done and how much there is."""

OnRefused = Callable[[RefusedRow], None]


class ItemImport:
    """One import of one list. Runs in any process and thread; the till may be selling."""

    def __init__(
        self,
        folder: Path,
        key: bytes,
        tax_groups: Collection[TaxGroup],
        currency: str,
    ) -> None:
        self._folder = folder
        self._key = key
        self._tax_groups = tax_groups
        self._currency = currency
        self._read = 0
        self._refused = 0

    def run(self, path: Path, on_progress: OnProgress, on_refused: OnRefused) -> ImportSummary:
        """Import the list at ``path``.

        Atomicity: all accepted rows at once, when the new file gets its name. Any refusal or fault
        before that leaves the catalogue as it was. Importing the same list again changes nothing.

        Refuses: IMPORT_RUNNING, what ``open_item_file`` refuses, DISK_TOO_FULL,
        ITEMS_COME_FROM_CLOUD, CATALOG_FROM_NEWER_VERSION and the faults of ``Database``. Rows are
        refused one by one, to ``on_refused``.
        """
        self._read = self._refused = 0
        building = self._folder / catalog_files.BUILDING
        with data_directory_lock(self._folder, LOCK_FILE, "IMPORT_RUNNING"), _no_cycles_made():
            catalog_files.remove(building)
            try:
                with open_item_file(path) as item_file:
                    self._check_room(path, item_file)
                    with self._next_catalog(building) as database:
                        summary = self._build(database, item_file, on_progress, on_refused)
                        _prepare_to_publish(database)
                if summary.is_published:
                    on_progress(Phase.SAVING, 0, 1)
                    current = catalog_files.current_file(self._folder)
                    if current is not None:  # it may have come meanwhile
                        _refuse_if_from_cloud(current, self._key)
                    catalog_files.publish(self._folder)
                    on_progress(Phase.SAVING, 1, 1)
                return summary
            finally:
                catalog_files.remove(building)

    def _check_room(self, path: Path, item_file: ItemFile) -> None:
        """Refuse a list whose catalogue would leave a selling till without room for its sales."""
        current = catalog_files.current_file(self._folder)
        growth = _WORKBOOK_GROWTH if item_file.is_workbook else _LIST_GROWTH
        copied = current.stat().st_size if current else 0
        check_room(self._folder, copied + growth * path.stat().st_size)

    @contextmanager
    def _next_catalog(self, building: Path) -> Iterator[Database]:
        """Open the file to build in: a copy of the catalogue in force, or an empty one."""
        current = catalog_files.current_file(self._folder)
        if current is not None:
            _refuse_if_from_cloud(current, self._key)
            _copy(current, building, self._key)
        database = Database(building, self._key, Synchronous.NORMAL, cache_mib=_CACHE_MIB)
        try:
            with database.maintain() as driver:
                for pragma in BUILD_PRAGMAS:
                    driver.execute(f"PRAGMA {pragma}")
            with database.write() as connection:
                if current is None:
                    catalog_files.create_tables(connection)
                else:
                    catalog_files.bring_up_to_date(connection)
            yield database
        finally:
            database.close()

    def _build(
        self,
        database: Database,
        item_file: ItemFile,
        on_progress: OnProgress,
        on_refused: OnRefused,
    ) -> ImportSummary:
        generation = self._generation()
        with database.write() as connection:
            self._stage(connection, item_file, on_progress, on_refused)
            on_progress(Phase.ARRANGING, 0, 1)
            item_merge.refuse_contradictions(connection, self._refuser(on_refused))
            comparison = item_merge.compare(connection)
            items = catalog.count_items(connection)
            is_new = comparison.added + comparison.changed > 0 or not item_merge.has_tax_groups(
                connection, self._tax_groups
            )
            if is_new:
                item_merge.replace_tax_groups(connection, self._tax_groups)
                item_merge.set_currency(connection, self._currency)
                is_fresh = comparison.reranked > 0 or comparison.renamed * _REBUILD_SHARE > items
                arrange = _arrange_anew if is_fresh else _arrange_in_place
                arrange(connection, generation, on_progress)
        return ImportSummary(
            read=self._read,
            added=comparison.added,
            changed=comparison.changed,
            unchanged=comparison.unchanged,
            refused=self._refused,
            items=items + comparison.added,
            is_published=is_new,
        )

    def _generation(self) -> int:
        current = catalog_files.current_file(self._folder)
        return catalog_files.generation_of(current) + 1 if current else 1

    def _stage(
        self,
        connection: sa.Connection,
        item_file: ItemFile,
        on_progress: OnProgress,
        on_refused: OnRefused,
    ) -> None:
        item_merge.stage(connection)
        codes = [group.code for group in self._tax_groups]
        checker = RowChecker(item_file.places, codes, is_workbook=item_file.is_workbook)
        sku_place = item_file.places[0]
        assert sku_place is not None, "a list without SKUs was refused when it was opened"
        while batch := list(islice(item_file.rows, _BATCH_ROWS)):
            accepted: list[tuple[Any, ...]] = []
            for line, cells in batch:
                try:
                    accepted.append((line, *checker.check(cells)))
                except Refusal as reason:
                    sku = cells[sku_place].strip() if sku_place < len(cells) else ""
                    self._refuse(on_refused, line, sku, reason)
            if accepted:
                item_merge.add_rows(connection, accepted)
            self._read += len(batch)
            on_progress(Phase.READING, min(item_file.done(), item_file.total), item_file.total)

    def _refuse(self, on_refused: OnRefused, line: int, sku: str, reason: Refusal) -> None:
        self._refused += 1
        on_refused(RefusedRow(line, sku[:40], reason))

    def _refuser(self, on_refused: OnRefused) -> item_merge.Refuse:
        def refuse(line: int, sku: str, code: str, facts: dict[str, object]) -> None:
            self._refuse(on_refused, line, sku, Refusal(code, **facts))

        return refuse


@contextmanager
def _no_cycles_made() -> Iterator[None]:
    """Spare the search for reference cycles: millions of rows are made, none refers to itself."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _refuse_if_from_cloud(current: Path, key: bytes) -> None:
    """Refuse a list where head office says what is sold: the two would contradict each other."""
    database = catalog_files.open_catalog(current, key)
    try:
        with database.read() as connection:
            if is_from_cloud(connection):
                raise Refusal("ITEMS_COME_FROM_CLOUD")
    finally:
        database.close()


def _copy(current: Path, building: Path, key: bytes) -> None:
    """Copy the catalogue in force as one state of it, encrypted under the same key."""
    source = catalog_files.open_catalog(current, key)
    try:
        with source.maintain() as driver:
            driver.execute("VACUUM INTO ?", (str(building),))
    finally:
        source.close()


def _prepare_to_publish(database: Database) -> None:
    """Leave one file that readers may share, and nothing beside it."""
    with database.maintain() as driver:
        driver.execute("PRAGMA journal_mode=WAL")


def _arrange_anew(connection: sa.Connection, generation: int, on_progress: OnProgress) -> None:
    """Rank all items anew and build the whole index in that order."""
    item_merge.reorder(connection, generation)
    total = catalog.count_items(connection)
    maker = TermMaker()
    name_index.begin_load(connection)
    last = 0
    done = 0
    while batch := connection.exec_driver_sql(_NAMES_AFTER, (last, _BATCH_ROWS)).all():
        rows = [(id_, *maker.make(name_zh, name_en)) for id_, name_zh, name_en in batch]
        connection.exec_driver_sql(_INDEX, rows)
        last = rows[-1][0]
        done += len(rows)
        on_progress(Phase.INDEXING, done, total)
    connection.exec_driver_sql("INSERT INTO search (search) VALUES ('optimize')")
    name_index.end_load(connection)


def _arrange_in_place(connection: sa.Connection, generation: int, on_progress: OnProgress) -> None:
    """Change the items that differ; touch the index for new and renamed ones only."""
    most = item_merge.update_in_place(connection, generation)
    changed = connection.exec_driver_sql(_NAMES_CHANGED, (most,)).all()
    connection.exec_driver_sql("DROP TABLE renamed")
    if not changed:
        return
    maker = TermMaker()
    rows = [(id_, *maker.make(name_zh, name_en)) for id_, name_zh, name_en in changed]
    connection.exec_driver_sql("DELETE FROM search WHERE rowid = ?", [(row[0],) for row in rows])
    connection.exec_driver_sql(_INDEX, rows)
    on_progress(Phase.INDEXING, len(rows), len(rows))


_NAMES_AFTER: Final = "SELECT id, name_zh, name_en FROM item WHERE id > ? ORDER BY id LIMIT ?"
_NAMES_CHANGED: Final = """
SELECT id, name_zh, name_en FROM item
WHERE id > ? OR id IN (SELECT id FROM renamed) ORDER BY id
"""
_INDEX: Final = (
    "INSERT INTO search (rowid, han, initials, pinyin, words, heads) VALUES (?, ?, ?, ?, ?, ?)"
)
