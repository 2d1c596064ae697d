"""Which file the catalogue is in: ``catalog.<n>.db`` with the highest finished number.

A new catalogue is built in ``catalog.building.db`` and published by giving it the next number, a
name that never existed before. So there is no moment without a catalogue, nothing half-imported
can be taken for finished, no old WAL file can shine through a new catalogue, and an open file is
never replaced, which Windows would refuse. The till goes on reading the old file meanwhile.

Why not a pointer in till.db: the import runs beside a selling till, which alone writes that file,
and a restored till.db must not point at a catalogue that is not there.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from pos_app.durable import press
from pos_app.errors import EnvironmentFault
from pos_app.store.database import COMPANIONS, Database, Synchronous
from pos_app.store.schema import catalog as schema

BUILDING: Final = "catalog.building.db"
LOADING: Final = "catalog.loading.db"
"""A snapshot from the cloud on its way: it stays over a restart, unlike a list's."""

ARRANGED: Final = "catalog.arranged.db"
"""What becomes of it when all of it is there."""

BUILD_PRAGMAS: Final = ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF")
"""A crash costs the unfinished file only, which the next try removes."""

SINCE_FEEDS: Final = schema.WITH_MARKDOWNS + 1
"""The first version of a file that can follow a feed."""

READING_CACHE_MIB: Final = 16
_LOOK_UPS_ALONE: Final = 100
"""How many after a change have a transaction each: by then no other change follows it closely."""

_FINISHED: Final = re.compile(r"catalog\.([1-9][0-9]{0,8})\.db")


def current_file(folder: Path) -> Path | None:
    """Find the catalogue in force; None in a shop that has not got one yet."""
    numbers = _numbers(folder)
    return _numbered(folder, numbers[-1]) if numbers else None


def is_newest(path: Path) -> bool:
    """Tell whether a catalogue that was in force still is, without listing the folder."""
    return path.exists() and not _numbered(path.parent, generation_of(path) + 1).exists()


def generation_of(path: Path) -> int:
    """Tell the number of a finished catalogue file."""
    match = _FINISHED.fullmatch(path.name)
    assert match, path.name
    return int(match[1])


def create_tables(connection: sa.Connection, more: tuple[str, ...] = schema.ITEM_INDEXES) -> None:
    """Make an empty catalogue in an empty file, ``more`` being its indexes or what fills it."""
    tables = (schema.TAX_GROUP, schema.HEAD, schema.ITEM, schema.FEED_STATE, schema.SEARCH)
    for statement in (*tables, *more):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")


def bring_up_to_date(connection: sa.Connection) -> None:
    """Give a copy of an older catalogue what it has not got yet; nobody else has it open."""
    version = schema_version(connection)
    if version == schema.SCHEMA_VERSION:
        return
    columns = [("item", schema.FEED_VERSION)]
    columns += [(table, schema.FEED_VERSION) for table in ("tax_group", "catalog_head")]
    if version < schema.WITH_MARKDOWNS:
        columns += [("item", column) for column in schema.MARKED_DOWN]
    if version == schema.WITHOUT_RECALLED_LOTS:
        columns.append(("item", schema.RECALLED_LOTS))
    for table, column in columns:
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {column}")
    connection.exec_driver_sql(schema.FEED_STATE)
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")


def publish(folder: Path, building: Path | None = None) -> Path:
    """Make the closed, finished building file the catalogue in force.

    Atomicity: the rename. Before it nothing has changed; the file is on the disk when it happens.
    Files older than the previous catalogue go; that one may still be open in a selling till.
    """
    building = building or folder / BUILDING
    numbers = _numbers(folder)
    finished = _numbered(folder, numbers[-1] + 1 if numbers else 1)
    try:
        press(building)
        building.rename(finished)
        press(folder)
    except OSError as error:
        raise EnvironmentFault("CATALOG_NOT_WRITABLE", file=finished.name) from error
    for number in numbers[:-1]:
        remove(_numbered(folder, number))
    return finished


def remove(path: Path) -> None:
    """Remove a catalogue file and what SQLite keeps beside it, as far as nobody has it open."""
    for companion in ("", *COMPANIONS):
        leftover = path.with_name(path.name + companion)
        try:
            leftover.unlink(missing_ok=True)
        except OSError:
            return  # Windows: open in a till. The next import tries again.


class Catalog:
    """The catalogue as the till reads it: always the newest finished file.

    Owned by the till thread, like the open transaction: lines already rung up keep the item they
    were given, the next look-up is answered by the new file, or by what has changed in it.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        """Open the catalogue in force; a shop without one gets an empty one.

        Refuses: CATALOG_FROM_NEWER_VERSION and the faults of ``Database``.
        """
        self._folder = folder
        self._key = key
        self._opened = ExitStack()
        self._reading = ExitStack()
        self._is_stale = False
        self._alone_left = 0
        self._open_look_ups = 0
        self.look_ups = 0
        """How many there were. Any thread may read it."""
        if current_file(folder) is None:
            _publish_empty(folder, key)
        self._open_newest()

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """Give a connection on the newest catalogue, for one look-up.

        Why one transaction until somebody says that the file has changed: to begin and end one
        costs as much as a look-up. While it is being changed each look-up has its own, since the
        WAL cannot start again from its beginning under a reader: names of a million items once
        made one of gigabytes. A look-up within another reads what that one reads.
        """
        if not self._open_look_ups:
            self._see_the_newest()
        self._open_look_ups += 1
        self.look_ups += 1
        try:
            yield self._connection
        finally:
            self._open_look_ups -= 1
            if self._alone_left and not self._open_look_ups:
                self._reading.close()

    def _see_the_newest(self) -> None:
        if self._next.exists() or not self._path.exists():
            self._open_newest()
        elif self._is_stale or self._alone_left:
            self._begin_again()

    def note_change(self) -> None:
        """Say that rows have changed in the file: the next look-up sees them. Any thread."""
        self._is_stale = True

    def close(self) -> None:
        """Close the file. Nothing may be read afterwards."""
        self._reading.close()
        self._opened.close()

    def _open_newest(self) -> None:
        path = current_file(self._folder)
        assert path is not None, "a catalogue was there when the till started"
        self.close()
        self._database = open_catalog(path, self._key)
        self._is_stale = True  # a new one's names are still to be made searchable
        self._opened.callback(self._database.close)
        self._begin_again()
        self._path = path
        self._next = _numbered(self._folder, generation_of(path) + 1)

    def _begin_again(self) -> None:
        self._alone_left = _LOOK_UPS_ALONE if self._is_stale else self._alone_left - 1
        self._is_stale = False  # before the transaction begins: a change from now on counts anew
        self._reading.close()
        self._reading = ExitStack()
        self._connection = self._reading.enter_context(self._database.read())


def open_catalog(path: Path, key: bytes) -> Database:
    """Open a finished catalogue.

    Refuses: CATALOG_FROM_NEWER_VERSION and the faults of ``Database``.
    """
    database = Database(path, key, Synchronous.NORMAL, cache_mib=READING_CACHE_MIB)
    version = version_of(database)
    if not schema.WITHOUT_RECALLED_LOTS <= version <= schema.SCHEMA_VERSION:
        database.close()
        raise EnvironmentFault("CATALOG_FROM_NEWER_VERSION", file=path.name, version=version)
    return database


def version_of(database: Database) -> int:
    """Read the schema version that a catalogue file was made with."""
    with database.read() as connection:
        return schema_version(connection)


def schema_version(connection: sa.Connection) -> int:
    """Read the version of the file a connection is on."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _publish_empty(folder: Path, key: bytes) -> None:
    remove(folder / BUILDING)
    database = Database(folder / BUILDING, key, Synchronous.NORMAL)
    try:
        with database.write() as connection:
            create_tables(connection)
    finally:
        database.close()
    publish(folder)


def _numbered(folder: Path, number: int) -> Path:
    return folder / f"catalog.{number}.db"


def _numbers(folder: Path) -> list[int]:
    matches = (_FINISHED.fullmatch(path.name) for path in folder.iterdir())
    return sorted(int(match[1]) for match in matches if match)
