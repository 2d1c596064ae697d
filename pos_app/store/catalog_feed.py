"""The catalogue from the cloud: changes into the file in force, whole snapshots into the next one.

A snapshot is staged in ``catalog.loading.db``, which survives a crash at any commit; then the items
are put in order of their popularity into a file that gets the next number (catalog_files.py). Names
become searchable after that, the best sellers first: a till sells by barcode seconds earlier.

Owned by the sync thread.
"""

import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from pos_app.store import catalog_files, catalog_rows, name_index
from pos_app.store.catalog_loading import Loading
from pos_app.store.catalog_rows import GiveWay, RowWriter
from pos_app.store.database import Connection, Database
from pos_app.store.disk import check_room
from pos_app.store.kept import Kept
from pos_app.store.reference_file import MOST_ROWS_AT_ONCE
from sync.wire.exchange import Cursor
from sync.wire.feeds import FeedPage, FeedRow, Manifest, SegmentRow
from sync.wire.packing import unpack
from sync.wire.ranges import KeyedHashes

AS_GZIP: Final = 31
"""zlib's window bits for a gzip member."""

_COPIES: Final = 2
"""Of a snapshot's lines: as they came, and in the columns and indexes of the file to sell by."""

_STATE: Final = "SELECT gen, pos, digest, indexed_upto FROM feed_state WHERE feed = ?"
_CURSORS: Final = "SELECT feed, gen, pos FROM feed_state"
_MOVE: Final = """UPDATE feed_state SET gen = ?, pos = ?, digest = ?, indexed_upto = ?
 WHERE feed = ?"""
_SET_DIGEST: Final = "UPDATE feed_state SET digest = ? WHERE feed = ?"


def _go_straight_on() -> None:
    """Let nobody go first: nobody sells by what is written."""


class CatalogFeed:
    """One for a till.

    ``on_change`` is called after each commit that a look-up may see, ``give_way`` between slices.
    """

    def __init__(
        self,
        folder: Path,
        key: bytes,
        on_change: Callable[[], None],
        give_way: GiveWay = _go_straight_on,
    ) -> None:
        self._folder = folder
        self._key = key
        self._on_change = on_change
        self._give_way = give_way
        self._path: Path | None = None
        self._database: Database | None = None
        self._cursors: Kept[dict[str, Cursor]] | None = None
        self._loading: Loading | None = None

    def close(self) -> None:
        """Close what is open. Nothing may be asked afterwards."""
        self._let_go()
        if self._loading is not None:
            self._loading.close()
            self._loading = None

    # ---- what is in force

    def cursor(self, feed: str) -> Cursor | None:
        """See ``ReferenceSide``; None also where the catalogue is the shop's own list."""
        self._current()
        return self._cursors.get().get(feed) if self._cursors else None

    def apply(self, page: FeedPage) -> bool:
        """See ``ReferenceSide``."""
        assert len(page.rows) <= MOST_ROWS_AT_ONCE
        digest = self._write(page.feed, page.rows, Cursor(page.gen, page.to))
        return page.digest is None or page.digest == digest

    def replace(self, feed: str, rows: tuple[FeedRow, ...]) -> None:
        """See ``ReferenceSide``."""
        for part in _parts(rows):
            self._write(feed, part, None)

    def hashes(self, feed: str) -> KeyedHashes:
        """See ``ReferenceSide``. The digest kept is put right, should it not be the columns'."""
        database = self._current()
        assert database is not None
        with database.read() as connection:
            rows = KeyedHashes(list(catalog_rows.hashed_rows(connection)))
            kept = connection.exec_driver_sql(_STATE, (feed,)).one().digest
        if kept != rows.digest():
            with database.write() as connection:
                connection.exec_driver_sql(_SET_DIGEST, (rows.digest(), feed))
        return rows

    def _write(self, feed: str, rows: tuple[FeedRow, ...], cursor: Cursor | None) -> bytes:
        database = self._current()
        assert database is not None, "a feed begins with a snapshot"
        with database.write() as connection:
            state = connection.exec_driver_sql(_STATE, (feed,)).one()
            writer = RowWriter(connection, state.digest, state.indexed_upto)
            writer.write(rows, self._give_way)
            place = (cursor.gen, cursor.pos) if cursor else (state.gen, state.pos)
            moved = (*place, writer.digest, writer.indexed_upto, feed)
            connection.exec_driver_sql(_MOVE, moved)
        if rows:
            self._on_change()
        return writer.digest

    def go_on(self) -> bool:
        """Make the names of some more items searchable, then merge; False when all is done."""
        database = self._current()
        if database is None:
            return False
        with database.write() as connection:
            is_on = name_index.add_names(connection, self._give_way)
            is_on = is_on or name_index.merge_on(connection)
        if is_on:
            self._on_change()  # merged too: the WAL cannot begin again under a look-up's old state
        return is_on

    def _current(self) -> Database | None:
        """Open the newest catalogue, if it is one from the cloud."""
        if self._path is not None and catalog_files.is_newest(self._path):
            return self._database
        path = catalog_files.current_file(self._folder)
        if path != self._path:
            self._let_go()
            if path is not None:
                self._database = _open_ours(path, self._key)
            if self._database is not None:
                self._cursors = Kept(self._database, _read_cursors)
            self._path = path  # last: a file that could not be opened is tried again
        return self._database

    def _let_go(self) -> None:
        database, self._database = self._database, None
        self._path = self._cursors = None
        if database is not None:
            database.close()

    # ---- the next one

    def begin_snapshot(self, manifest: Manifest) -> tuple[str, ...]:
        """See ``ReferenceSide``.

        Refuses: DISK_TOO_FULL, where what came and the file made of it would not both fit.
        """
        if self._loading is None:
            needed = sum(segment.raw_bytes for segment in manifest.segments)
            check_room(self._folder, _COPIES * needed)
            self._loading = Loading(self._folder, self._key, self._give_way)
        return self._loading.begin(manifest)

    def load_segment(self, sha256: str, content: bytes) -> Iterator[int]:
        """See ``ReferenceSide``."""
        assert self._loading is not None, "begin_snapshot first"
        rows = (unpack(line, SegmentRow) for line in lines_of(content))
        yield from self._loading.load(sha256, rows)

    def finish_snapshot(self, manifest: Manifest) -> bool:
        """See ``ReferenceSide``. What was loaded is thrown away if it is not what was named."""
        assert self._loading is not None, "begin_snapshot first"
        arranged = self._loading.finish(manifest)
        if arranged is not None:
            self._let_go()
            catalog_files.publish(self._folder, arranged)
        self._loading.remove()
        self._loading = None
        if arranged is None:
            return False
        self._on_change()
        return True


def lines_of(content: bytes) -> Iterator[bytes]:
    """Unpack a segment into its lines."""
    return (line for line in zlib.decompress(content, AS_GZIP).split(b"\n") if line)


def is_from_cloud(connection: Connection) -> bool:
    """Tell whether a catalogue file follows a feed."""
    if catalog_files.schema_version(connection) < catalog_files.SINCE_FEEDS:
        return False
    return connection.exec_driver_sql("SELECT 1 FROM feed_state LIMIT 1").first() is not None


def _open_ours(path: Path, key: bytes) -> Database | None:
    database = catalog_files.open_catalog(path, key)
    with database.read() as connection:
        is_ours = is_from_cloud(connection)
    if not is_ours:
        database.close()
        return None
    with database.maintain() as driver:
        # An item may come a page before its tax group.
        driver.execute("PRAGMA foreign_keys = 0")
    return database


def _read_cursors(connection: Connection) -> dict[str, Cursor]:
    return {row[0]: Cursor(row[1], row[2]) for row in connection.exec_driver_sql(_CURSORS)}


def _parts(rows: tuple[FeedRow, ...]) -> Iterator[tuple[FeedRow, ...]]:
    left = iter(rows)
    while part := tuple(islice(left, MOST_ROWS_AT_ONCE)):
        yield part
