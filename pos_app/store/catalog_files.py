"""Which file the catalogue is in: ``catalog.<n>.db`` with the highest finished number.

A new catalogue is built in ``catalog.building.db`` and published by giving it the next number, a
name that never existed before. So there is no moment without a catalogue, nothing half-imported
can be taken for finished, no old WAL file can shine through a new catalogue, and an open file is
never replaced, which Windows would refuse. The till goes on reading the old file meanwhile.

Why not a pointer in till.db: the import runs beside a selling till, which alone writes that file,
and a restored till.db must not point at a catalogue that is not there.
"""

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from pos_app.errors import EnvironmentFault
from pos_app.store.database import Database, Synchronous
from pos_app.store.schema import catalog as schema

BUILDING: Final = "catalog.building.db"
READING_CACHE_MIB: Final = 16
_FINISHED: Final = re.compile(r"catalog\.([1-9][0-9]{0,8})\.db")
_COMPANIONS: Final = ("", "-wal", "-shm", "-journal")


def current_file(folder: Path) -> Path | None:
    """Find the catalogue in force; None in a shop that has not got one yet."""
    numbers = _numbers(folder)
    return _numbered(folder, numbers[-1]) if numbers else None


def generation_of(path: Path) -> int:
    """Tell the number of a finished catalogue file."""
    match = _FINISHED.fullmatch(path.name)
    assert match, path.name
    return int(match[1])


def create_tables(connection: sa.Connection) -> None:
    """Make an empty catalogue in an empty file."""
    for table in (schema.TAX_GROUP, schema.HEAD, schema.ITEM, *schema.ITEM_INDEXES, schema.SEARCH):
        connection.exec_driver_sql(table)
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")


def bring_up_to_date(connection: sa.Connection) -> None:
    """Give a copy of an older catalogue what it has not got yet; nobody else has it open."""
    version = _version(connection)
    if version == schema.SCHEMA_VERSION:
        return
    has_lots = version != schema.WITHOUT_RECALLED_LOTS
    for column in schema.MARKED_DOWN if has_lots else (schema.RECALLED_LOTS, *schema.MARKED_DOWN):
        connection.exec_driver_sql(f"ALTER TABLE item ADD COLUMN {column}")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")


def publish(folder: Path) -> Path:
    """Make the closed, finished building file the catalogue in force.

    Atomicity: the rename. Before it nothing has changed; the file is on the disk when it happens.
    Files older than the previous catalogue go; that one may still be open in a selling till.
    """
    building = folder / BUILDING
    numbers = _numbers(folder)
    finished = _numbered(folder, numbers[-1] + 1 if numbers else 1)
    try:
        _sync(building)
        building.rename(finished)
        _sync(folder)
    except OSError as error:
        raise EnvironmentFault("CATALOG_NOT_WRITABLE", file=finished.name) from error
    for number in numbers[:-1]:
        remove(_numbered(folder, number))
    return finished


def remove(path: Path) -> None:
    """Remove a catalogue file and what SQLite keeps beside it, as far as nobody has it open."""
    for companion in _COMPANIONS:
        leftover = path.with_name(path.name + companion)
        try:
            leftover.unlink(missing_ok=True)
        except OSError:
            return  # Windows: open in a till. The next import tries again.


class Catalog:
    """The catalogue as the till reads it: always the newest finished file.

    Owned by the till thread, like the open transaction: lines already rung up keep the item they
    were given, the next look-up is answered by the new file.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        """Open the catalogue in force; a shop without one gets an empty one.

        Refuses: CATALOG_FROM_NEWER_VERSION and the faults of ``Database``.
        """
        self._folder = folder
        self._key = key
        self._opened = ExitStack()
        if current_file(folder) is None:
            _publish_empty(folder, key)
        self._open_newest()

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """Give a connection on the newest catalogue, for one look-up.

        Why one transaction for as long as the file is open: nobody writes to a published file, and
        to begin and end one costs as much as a look-up.
        """
        if self._next.exists() or not self._path.exists():
            self._open_newest()
        yield self._connection

    def close(self) -> None:
        """Close the file. Nothing may be read afterwards."""
        self._opened.close()

    def _open_newest(self) -> None:
        path = current_file(self._folder)
        assert path is not None, "a catalogue was there when the till started"
        self._opened.close()
        database = open_catalog(path, self._key)
        self._opened.callback(database.close)
        self._connection = self._opened.enter_context(database.read())
        self._path = path
        self._next = _numbered(self._folder, generation_of(path) + 1)


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
        return _version(connection)


def _version(connection: sa.Connection) -> int:
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


def _sync(path: Path) -> None:
    """Press a file, or the names in a folder, onto the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows writes a folder's names with the file system's own journal
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
