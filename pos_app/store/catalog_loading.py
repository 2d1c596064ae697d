"""A catalogue on its way: segments into ``catalog.loading.db``, then the file made fit to sell by.

Every commit holds at most 500 rows with how far their segment is, so that a crash costs no more
than the segment at hand. Nobody else has the file open.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from pos_app.store import catalog_files, catalog_rows
from pos_app.store.catalog_rows import RowWriter
from pos_app.store.database import Connection, Database, Synchronous
from pos_app.store.name_index import begin_load
from pos_app.store.reference_file import MOST_ROWS_AT_ONCE
from pos_app.store.schema import catalog as schema
from sync.wire import ranges
from sync.wire import reference as wire
from sync.wire.feeds import PUT, FeedRow, Manifest, SegmentRow
from sync.wire.packing import unpack

_CACHE_MIB: Final = 16
_SORTED_AT_ONCE: Final = 200_000
"""Items put in order in one go: all of a million would take 150 MB."""
_INDEXED_FROM_START: Final = 0
_MOST_STALE: Final = 32
"""With more segments to take out again it is quicker to begin anew."""

_LOADED: Final = "SELECT sha256, rows FROM loaded_segment"
_SEGMENT: Final = "SELECT id, rows FROM loaded_segment WHERE sha256 = ?"
_NOTE: Final = """INSERT INTO loaded_segment (sha256, rows) VALUES (?, ?)
 ON CONFLICT (sha256) DO UPDATE SET rows = excluded.rows RETURNING id"""
_INSERT: Final = "INSERT INTO loading (COLUMNS, segment) VALUES (PLACES)".replace(
    "COLUMNS", catalog_rows.COLUMNS
).replace("PLACES", ", ".join("?" * 18))
_ROWS_OF: Final = "SELECT COLUMNS FROM loading WHERE segment = ?".replace(
    "COLUMNS", catalog_rows.COLUMNS
)
_DROP: Final = (
    "DELETE FROM loading WHERE segment = ?",
    "DELETE FROM loaded_segment WHERE id = ?",
)
_STATE: Final = "SELECT digest FROM feed_state"
_SET_STATE: Final = "INSERT OR REPLACE INTO feed_state VALUES (?, ?, ?, ?, ?)"
_SET_DIGEST: Final = "UPDATE feed_state SET digest = ?"
_RANKS: Final = "SELECT count(*), min(popularity), max(popularity) FROM loading"
_ARRANGE: Final = """INSERT INTO item (COLUMNS) SELECT COLUMNS FROM loading
 WHERE popularity >= ? AND popularity < ? ORDER BY popularity, id""".replace(
    "COLUMNS", catalog_rows.COLUMNS
)
_ARRANGE_REST: Final = """INSERT INTO item (COLUMNS) SELECT COLUMNS FROM loading
 WHERE popularity IS NULL ORDER BY id""".replace("COLUMNS", catalog_rows.COLUMNS)


class Loading:
    """The file being loaded; it is made, or taken up where it was left."""

    def __init__(self, folder: Path, key: bytes) -> None:
        path = folder / catalog_files.LOADING
        self._path, self._key = path, key
        self._database = self._open()

    def _open(self) -> Database:
        database = Database(self._path, self._key, Synchronous.NORMAL, cache_mib=_CACHE_MIB)
        with database.maintain() as driver:
            driver.execute("PRAGMA foreign_keys = 0")
        return database

    def close(self) -> None:
        """Close it; it stays."""
        self._database.close()

    def begin(self, manifest: Manifest) -> tuple[str, ...]:
        """Give the segments still to come.

        What was loaded of another snapshot stays as far as it is part of this one too: segments are
        named by what is in them, and unchanged ranges of keys keep their names.
        """
        named = {segment.sha256: segment.rows for segment in manifest.segments}
        loaded = self._loaded(manifest.feed)
        stale = sorted((loaded or {}).keys() - named.keys())
        if loaded is None or len(stale) > _MOST_STALE:
            self._begin_anew(manifest)
            loaded = {}
        for sha256 in stale:
            self._drop(sha256)
        return tuple(sha256 for sha256, rows in named.items() if loaded.get(sha256) != rows)

    def _loaded(self, feed: str) -> dict[str, int] | None:
        with self._database.read() as connection:
            if catalog_files.schema_version(connection) != schema.SCHEMA_VERSION:
                return None
            found = connection.exec_driver_sql("SELECT feed FROM feed_state").scalars().all()
            is_arranged = connection.exec_driver_sql("SELECT 1 FROM item LIMIT 1").first()
            if found != [feed] or is_arranged:
                return None
            return {row[0]: row[1] for row in connection.exec_driver_sql(_LOADED)}

    def _begin_anew(self, manifest: Manifest) -> None:
        self._database.close()
        catalog_files.remove(self._path)
        self._database = self._open()
        with self._database.write() as connection:
            catalog_files.create_tables(connection, schema.LOADING)
            state = (manifest.feed, 0, 0, ranges.NO_ROWS, _INDEXED_FROM_START)
            connection.exec_driver_sql(_SET_STATE, state)

    def _drop(self, sha256: str) -> None:
        """Take a segment's items out again; its few other rows give way to those that come."""
        with self._database.write() as connection:
            segment = connection.exec_driver_sql(_SEGMENT, (sha256,)).one().id
            rows = connection.exec_driver_sql(_ROWS_OF, (segment,))
            gone = [catalog_rows.item_hash(row)[1] for row in rows]
            digest = connection.exec_driver_sql(_STATE).scalar_one()
            for statement in _DROP:
                connection.exec_driver_sql(statement, (segment,))
            connection.exec_driver_sql(_SET_DIGEST, (ranges.add(digest, (), gone),))

    def load(self, sha256: str, rows: Iterable[SegmentRow]) -> Iterator[int]:
        """Insert a segment's rows that are not here yet; give how many are after each commit."""
        with self._database.read() as connection:
            found = connection.exec_driver_sql(_SEGMENT, (sha256,)).first()
        done = int(found.rows) if found else 0
        left = islice(rows, done, None)
        while part := list(islice(left, MOST_ROWS_AT_ONCE)):
            done += len(part)
            with self._database.write() as connection:
                segment = connection.exec_driver_sql(_NOTE, (sha256, done)).scalar_one()
                _insert(connection, part, segment)
            yield done

    def finish(self, manifest: Manifest) -> bool:
        """Put everything where a look-up finds it; False if the digest is not the manifest's."""
        with self._database.write() as connection:
            digest = connection.exec_driver_sql(_STATE).scalar_one()
            if digest != manifest.digest:
                return False
            _arrange(connection)
            for table in ("loading", "loaded_segment"):
                connection.exec_driver_sql(f"DROP TABLE {table}")
            for index in schema.CLOUD_ITEM_INDEXES:
                connection.exec_driver_sql(index)
            begin_load(connection)
            state = (manifest.feed, manifest.gen, manifest.pos, digest, _INDEXED_FROM_START)
            connection.exec_driver_sql(_SET_STATE, state)
        with self._database.maintain() as driver:
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return True


def _arrange(connection: Connection) -> None:
    """Write the items in order of their popularity; those without one come last."""
    count, first, last = connection.exec_driver_sql(_RANKS).one()
    if first is not None:
        step = (last - first) // (1 + count // _SORTED_AT_ONCE) + 1
        for rank in range(first, last + 1, step):
            connection.exec_driver_sql(_ARRANGE, (rank, rank + step))
    connection.exec_driver_sql(_ARRANGE_REST)


def _insert(connection: Connection, part: list[SegmentRow], segment: int) -> None:
    items: list[tuple[Any, ...]] = []
    hashes: list[bytes] = []
    others: list[FeedRow] = []
    for row in part:
        if row.key.startswith("i:"):
            body = bytes(row.body)
            item = unpack(body, wire.Item)
            items.append((*catalog_rows.item_columns(row.ver, item), segment))
            hashes.append(ranges.row_hash(row.key, row.ver, body))
        else:
            others.append(FeedRow(row.key, PUT, row.ver, row.body))
    driver: Any = connection.connection.cursor()
    driver.executemany(_INSERT, items)
    digest = connection.exec_driver_sql(_STATE).scalar_one()
    writer = RowWriter(connection, ranges.add(digest, hashes), _INDEXED_FROM_START)
    writer.write(tuple(others))
    connection.exec_driver_sql(_SET_DIGEST, (writer.digest,))
