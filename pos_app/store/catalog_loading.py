"""A catalogue on its way: segments into ``catalog.loading.db``, then a file fit to sell by.

What came is staged as it came, every commit with how far its segment is, so that a crash costs no
more than the segment at hand. Nobody else has the file open. When all is there, SQLite itself takes
the bodies apart, in order of their popularity, into a file that is thrown away if that is cut off:
in Python the columns of a million items would take twice as long, and hold up whoever sells.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from pos_app.store import catalog_files, catalog_rows, name_index
from pos_app.store.catalog_rows import GiveWay, RowWriter
from pos_app.store.database import Connection, Database, Synchronous
from pos_app.store.schema import catalog as schema
from sync.wire import ranges
from sync.wire import reference as wire
from sync.wire.feeds import PUT, FeedRow, Manifest, SegmentRow
from sync.wire.packing import unpack

_CACHE_MIB: Final = 16
_ROWS_AT_ONCE: Final = 1_000
_ROWS_A_SLICE: Final = 100
_SLOT_BITS: Final = 16
"""65,536 ranks are staged side by side: so many rows are put in order in one go."""

_LAST_SLOT: Final = 4_094
_UNRANKED: Final = 4_095
_SORTED_AT_ONCE: Final = 100_000
"""Items put in order in one go where ranks are not what they should be: a million take 250 MB."""

_INDEXED_FROM_START: Final = 0
_MOST_STALE: Final = 32
"""With more segments to take out again it is quicker to begin anew."""

_IS_OURS: Final = "SELECT 1 FROM sqlite_schema WHERE name = 'staged'"
_LOADED: Final = "SELECT sha256, rows FROM loaded_segment"
_SEGMENT: Final = "SELECT id, rows FROM loaded_segment WHERE sha256 = ?"
_NOTE: Final = """INSERT INTO loaded_segment (sha256, rows) VALUES (?, ?)
 ON CONFLICT (sha256) DO UPDATE SET rows = excluded.rows RETURNING id"""
_INSERT: Final = "INSERT INTO staged (id, ver, pop, body) VALUES (?, ?, ?, ?)"
_ROWS_OF: Final = "SELECT ver, body FROM staged WHERE (id >> 24) & 16777215 = ?"
_DROP: Final = (
    "DELETE FROM staged WHERE (id >> 24) & 16777215 = ?",
    "DELETE FROM loaded_segment WHERE id = ?",
)
_STATE: Final = "SELECT digest FROM feed_state"
_SET_STATE: Final = "INSERT OR REPLACE INTO feed_state VALUES (?, ?, ?, ?, ?)"
_SET_DIGEST: Final = "UPDATE feed_state SET digest = ?"

_ATTACH: Final = "ATTACH DATABASE ? AS loading KEY ?"
_COPY: Final = (
    "INSERT INTO tax_group SELECT * FROM loading.tax_group",
    "INSERT INTO catalog_head SELECT * FROM loading.catalog_head",
)
_NEXT_SLOT: Final = "SELECT id >> 48 FROM loading.staged WHERE id >= ? ORDER BY id LIMIT 1"
_RANKS: Final = """SELECT count(*), min(pop), max(pop) FROM loading.staged
 WHERE id >= ? AND id < ?"""
_TAKE_APART: Final = """INSERT INTO item (COLUMNS) SELECT
 body ->> '$.sku', body ->> '$.gtin', body ->> '$.plu', body ->> '$.zh', body ->> '$.en',
 body ->> '$.cat', body ->> '$.tax', body ->> '$.unit', body ->> '$.price', body ->> '$.pv', pop,
 coalesce(body ->> '$.recalled', 0), coalesce(body ->> '$.lots', ''),
 coalesce(body ->> '$.brand', ''), body ->> '$.regular', body ->> '$.lowest', ver
 FROM loading.staged WHERE id >= ? AND id < ?""".replace("COLUMNS", catalog_rows.COLUMNS)
_ARRANGE: Final = f"{_TAKE_APART} AND pop >= ? AND pop < ? ORDER BY pop, id"
_ARRANGE_REST: Final = f"{_TAKE_APART} ORDER BY id"


class Loading:
    """The file being loaded; it is made, or taken up where it was left."""

    def __init__(self, folder: Path, key: bytes, give_way: GiveWay) -> None:
        self._path = folder / catalog_files.LOADING
        self._arranged = folder / catalog_files.ARRANGED
        self._key = key
        self._give_way = give_way
        self._database = self._open()

    def _open(self) -> Database:
        database = Database(self._path, self._key, Synchronous.NORMAL, cache_mib=_CACHE_MIB)
        with database.maintain() as driver:
            driver.execute("PRAGMA foreign_keys = 0")
        return database

    def close(self) -> None:
        """Close it; it stays."""
        self._database.close()

    def remove(self) -> None:
        """Close it and throw it away."""
        self._database.close()
        for path in (self._path, self._arranged):
            catalog_files.remove(path)

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
            if connection.exec_driver_sql(_IS_OURS).first() is None:
                return None
            found = connection.exec_driver_sql("SELECT feed FROM feed_state").scalars().all()
            if found != [feed]:
                return None
            return {row[0]: row[1] for row in connection.exec_driver_sql(_LOADED)}

    def _begin_anew(self, manifest: Manifest) -> None:
        self.remove()
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
            gone = [catalog_rows.body_hash(ver, body.encode()) for ver, body in rows]
            digest = connection.exec_driver_sql(_STATE).scalar_one()
            for statement in _DROP:
                connection.exec_driver_sql(statement, (segment,))
            connection.exec_driver_sql(_SET_DIGEST, (ranges.add(digest, (), gone),))

    def load(self, sha256: str, rows: Iterable[SegmentRow]) -> Iterator[int]:
        """Stage a segment's rows that are not here yet; give how many are after each commit."""
        with self._database.read() as connection:
            found = connection.exec_driver_sql(_SEGMENT, (sha256,)).first()
        done = int(found.rows) if found else 0
        left = islice(rows, done, None)
        while part := list(islice(left, _ROWS_AT_ONCE)):
            first = done
            done += len(part)
            with self._database.write() as connection:
                segment = connection.exec_driver_sql(_NOTE, (sha256, done)).scalar_one()
                _stage(connection, part, (segment << 24) + first, self._give_way)
            yield done

    def finish(self, manifest: Manifest) -> Path | None:
        """Make the file that can be sold by; None if what came is not what the manifest says."""
        with self._database.read() as connection:
            digest = connection.exec_driver_sql(_STATE).scalar_one()
        if digest != manifest.digest:
            return None
        state = (manifest.feed, manifest.gen, manifest.pos, digest, _INDEXED_FROM_START)
        catalog_files.remove(self._arranged)
        try:
            with self._arranging() as connection:
                catalog_files.create_tables(connection, ())
                _arrange(connection)
                for statement in (*_COPY, *schema.CLOUD_ITEM_INDEXES):
                    connection.exec_driver_sql(statement)
                name_index.begin_load(connection)
                connection.exec_driver_sql(_SET_STATE, state)
        except sa.exc.IntegrityError:  # a body that is no item
            return None
        return self._arranged

    @contextmanager
    def _arranging(self) -> Iterator[Connection]:
        """Give a write on a new file beside, with the staged rows as ``loading``."""
        database = Database(self._arranged, self._key, Synchronous.NORMAL, cache_mib=_CACHE_MIB)
        try:
            with database.maintain() as driver:
                for pragma in catalog_files.BUILD_PRAGMAS:
                    driver.execute(f"PRAGMA {pragma}")
                driver.execute(_ATTACH, (str(self._path), f"x'{self._key.hex()}'"))
            with database.write() as connection:
                yield connection
            with database.maintain() as driver:
                driver.execute("DETACH DATABASE loading")
                driver.execute("PRAGMA journal_mode=WAL")
        finally:
            database.close()


def _arrange(connection: Connection) -> None:
    """Write the items in order of their popularity; those without one come last."""
    slot = -1
    while (
        found := connection.exec_driver_sql(_NEXT_SLOT, ((slot + 1) << 48,)).scalar()
    ) is not None:
        slot = int(found)
        bounds = (slot << 48, (slot + 1) << 48)
        if slot == _UNRANKED:
            connection.exec_driver_sql(_ARRANGE_REST, bounds)
            continue
        count, first, last = connection.exec_driver_sql(_RANKS, bounds).one()
        step = (last - first) // (1 + count // _SORTED_AT_ONCE) + 1
        for rank in range(first, last + 1, step):
            connection.exec_driver_sql(_ARRANGE, (*bounds, rank, rank + step))


def _stage(connection: Connection, part: list[SegmentRow], first: int, give_way: GiveWay) -> None:
    """Stage rows, ``first`` being the place of the first among its slot's."""
    items: list[tuple[Any, ...]] = []
    hashes: list[bytes] = []
    others: list[FeedRow] = []
    for place, row in enumerate(part, first):
        if place % _ROWS_A_SLICE == 0:
            give_way()
        if row.key.startswith("i:"):
            body = bytes(row.body)
            pop = wire.known(unpack(body, wire.Item).pop)
            items.append(((_slot(pop) << 48) + place, row.ver, pop, body.decode()))
            hashes.append(ranges.row_hash(row.key, row.ver, body))
        else:
            others.append(FeedRow(row.key, PUT, row.ver, row.body))
    driver: Any = connection.connection.cursor()
    driver.executemany(_INSERT, items)
    digest = connection.exec_driver_sql(_STATE).scalar_one()
    writer = RowWriter(connection, ranges.add(digest, hashes), _INDEXED_FROM_START)
    writer.write(tuple(others), give_way)
    connection.exec_driver_sql(_SET_DIGEST, (writer.digest,))


def _slot(pop: int | None) -> int:
    return _UNRANKED if pop is None else min(max(pop, 0) >> _SLOT_BITS, _LAST_SLOT)
