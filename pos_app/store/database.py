"""One encrypted SQLite file: two engines on it, one to write, one to read.

Owns the library (nobody else imports sqlcipher3), the key, the pragmas, how a transaction begins,
and what a SQLite error means to the shop. Owns no table: see schema/ and migrations/.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlcipher3 import dbapi2 as dbapi

from pos_app.durable import put_in_place
from pos_app.errors import EnvironmentFault

OLDEST_SQLITE: Final = (3, 51, 3)
"""Older ones can lose commits when two connections share a WAL file (the WAL-reset bug)."""

SQLITE_VERSION: Final = dbapi.sqlite_version
"""Of the library that the files are written with."""

BUSY_TIMEOUT_MS: Final = 5000
_POOLED_READERS: Final = 4
_CACHED_STATEMENTS: Final = 256
_NO_ROOM_BYTES: Final = 1 << 20
"""With less than this left, an I/O error is the disk being full, whatever the code says."""

_PAGE_BYTES: Final = 4096
_PAGE_SEAL: Final = "PRAGMA cipher_default_hmac_algorithm = HMAC_SHA256"
"""What tells that a page was tampered with. SQLCipher's own choice, SHA-512, makes every commit a
tenth dearer: processors have instructions for SHA-256. Never change it: no file could be opened."""
_STEPS_BETWEEN_REPORTS: Final = 200_000

DAMAGED: Final = ("DATABASE_CORRUPT", "DATABASE_KEY_WRONG")
"""How a file says that it cannot be read: a first page that is damaged looks like a wrong key."""

COMPANIONS: Final = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file, under its name and these."""

Progress = Callable[[float], None]
"""Told how much is done, from 0 to 1."""

Connection = sa.Connection
"""What read() and write() give; services name it without knowing the library."""


class Synchronous(IntEnum):
    """How hard a commit is pressed onto the disk."""

    NORMAL = 1  # a power cut may lose the last commits: only for what can be downloaded again
    FULL = 2  # what was acknowledged is there


class Database:
    """An open file. ``write()`` and ``read()`` are the only ways in.

    Any thread may read; one writes at a time. The writing connection is the last to close, so that
    it leaves no WAL file behind.
    """

    def __init__(
        self,
        path: Path,
        key: bytes,
        synchronous: Synchronous,
        *,
        cache_mib: int = 8,
        reserve: Path | None = None,
    ) -> None:
        """Open the file, or make an empty one.

        ``reserve`` is a file that is given up when the disk is full, so that the next try works.

        Refuses: DATABASE_KEY_WRONG, DATABASE_CORRUPT, DATABASE_READ_ONLY, DISK_FULL,
        DATABASE_LOCKED, DATABASE_IO.
        """
        _check_library()
        self.path = path
        self._reserve = reserve
        common: dict[str, str | int] = {
            "busy_timeout": BUSY_TIMEOUT_MS,
            "journal_mode": "wal",
            "synchronous": int(synchronous),
            "foreign_keys": 1,
            "trusted_schema": 0,
            "recursive_triggers": 1,  # or INSERT OR REPLACE would slip past a DELETE trigger
            "cell_size_check": 1,
            "cache_size": -1024 * cache_mib,
        }
        self._writer = make_engine(path, key, "BEGIN IMMEDIATE", common)
        self._reader = make_engine(
            path, key, "BEGIN", common | {"query_only": 1, "wal_autocheckpoint": 0}
        )
        self._lock = threading.Lock()
        self._writing_thread: int | None = None
        self.writes = 0
        """Rises at the end of each write: what was read at one number is so until the next."""
        self._write_connection = self._writer.connect()

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """Give the writing connection inside a transaction; leaving early rolls it back.

        Atomicity: everything done in the block, at its end. Waits for another thread's write.

        Refuses: DISK_FULL (``reserve_freed``: whether it may work now), DATABASE_LOCKED,
        DATABASE_CORRUPT, DATABASE_READ_ONLY, DATABASE_IO. Nothing of the block is kept then.
        """
        assert self._writing_thread != threading.get_ident(), "a write inside a write"
        with self._lock:
            self._writing_thread = threading.get_ident()
            try:
                connection = self._write_connection
                with _damage_named(connection, self.path), connection.begin():
                    yield connection
            except EnvironmentFault as fault:
                if fault.code == "DISK_FULL":
                    fault.facts["reserve_freed"] = self._free_reserve()
                raise
            finally:
                self.writes += 1  # also of one that failed: its commit may be there all the same
                self._writing_thread = None

    def _free_reserve(self) -> bool:
        if self._reserve is None or not self._reserve.exists():
            return False
        self._reserve.unlink()
        return True

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one state of the file and can change nothing.

        Keep it short: while it lasts the WAL cannot start again from its beginning.
        """
        with (
            self._reader.connect() as connection,
            _damage_named(connection, self.path),
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def maintain(self) -> Iterator[Any]:
        """Give the driver's own connection, outside a transaction: VACUUM, backup, checkpoint."""
        assert self._writing_thread != threading.get_ident(), "maintenance inside a write"
        with self._lock, translated(self.path):
            yield self._write_connection.connection.dbapi_connection

    def copy_to(self, target: Path, progress: Progress | None = None) -> None:
        """Write one state of the file to a new one, encrypted with the same key.

        Sales go on meanwhile, in this process and in others. The copy appears under its name when
        it is whole and on the disk; never over an existing file.

        Refuses: COPY_EXISTS, DISK_FULL, DATABASE_CORRUPT, DATABASE_IO.
        """
        if target.exists():
            raise EnvironmentFault("COPY_EXISTS", file=target.name)
        beside = target.with_name(target.name + ".part")
        try:
            beside.unlink(missing_ok=True)
            self._vacuum_into(beside, progress)
            put_in_place(beside, target)
        except OSError as error:
            raise EnvironmentFault(_io_fault(target), file=target.name) from error
        finally:
            beside.unlink(missing_ok=True)

    def _vacuum_into(self, target: Path, progress: Progress | None) -> None:
        with self._reader.connect() as connection, translated(target):
            driver: Any = connection.connection.dbapi_connection
            expected = driver.execute("PRAGMA page_count").fetchone()[0] * _PAGE_BYTES
            driver.execute("PRAGMA query_only = 0")  # it forbids writing any file, not only ours
            try:
                if progress:
                    driver.set_progress_handler(
                        lambda: progress(min(1.0, _size(target) / expected)), _STEPS_BETWEEN_REPORTS
                    )
                driver.execute("VACUUM INTO ?", (str(target),))
            finally:
                driver.set_progress_handler(None, 0)
                driver.execute("PRAGMA query_only = 1")

    def close(self) -> None:
        """Close readers first, then the writer. Nothing may be used afterwards."""
        self._reader.dispose()
        with self._lock:
            self._write_connection.close()
            self._writer.dispose()


def make_engine(path: Path, key: bytes, begin: str, pragmas: dict[str, str | int]) -> sa.Engine:
    """Make an engine whose every transaction starts with ``begin``.

    Why: the driver's own late BEGIN turns read-then-write into "database is locked" or, by
    SQLAlchemy's default, into a lost update.
    """
    assert len(key) == 32, "a raw 32-byte key: a passphrase would cost 76 ms at every open"

    def connect() -> Any:
        with translated(path, is_opening=True):
            return _open(path, key, pragmas)

    engine = sa.create_engine(
        "sqlite://",
        creator=connect,
        module=dbapi,
        poolclass=sa.pool.QueuePool,
        pool_size=_POOLED_READERS,
        hide_parameters=True,
    )

    @sa.event.listens_for(engine, "begin")
    def emit_begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    @sa.event.listens_for(engine, "handle_error")
    def name_the_fault(context: sa.engine.ExceptionContext) -> BaseException | None:
        original = context.original_exception
        if not isinstance(original, dbapi.Error):
            return None
        if "query_only" in pragmas and _code(original) == dbapi.SQLITE_READONLY:
            return None  # a write through read() is our bug, not a read-only disk
        return _fault_of(original, path)

    return engine


@contextmanager
def translated(path: Path, *, is_opening: bool = False) -> Iterator[None]:
    """Turn the driver's errors about the world into faults; our own mistakes pass as they are."""
    try:
        yield
    except dbapi.Error as error:
        fault = _fault_of(error, path, is_opening=is_opening)
        if fault is None:
            raise
        raise fault from error


@contextmanager
def _damage_named(connection: sa.Connection, path: Path) -> Iterator[None]:
    """Tell a damaged page from a bug of ours; and name what a cursor of the driver says.

    Why: SQLCipher hands out zeros for a damaged overflow page as if nothing were wrong, so what is
    read makes no sense; and once it has met one it answers a commit with "out of memory".
    """
    try:
        yield
    except dbapi.Error as error:  # not through SQLAlchemy: on the path of every sale
        raise _named(error, path) from error
    except (ValueError, TypeError, LookupError, AssertionError, MemoryError) as error:
        driver: Any = connection.connection.dbapi_connection
        is_damaged = isinstance(error, MemoryError)
        if is_damaged or driver.execute("PRAGMA cipher_integrity_check").fetchone():
            raise EnvironmentFault("DATABASE_CORRUPT", file=path.name) from error
        raise


def _check_library() -> None:
    assert dbapi.sqlite_version_info >= OLDEST_SQLITE, dbapi.sqlite_version


def _open(path: Path, key: bytes, pragmas: dict[str, str | int]) -> Any:
    connection = dbapi.connect(
        f"{path.absolute().as_uri()}?mode=rwc",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=_CACHED_STATEMENTS,
    )
    try:
        _set_up(connection, key, pragmas)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: Any, key: bytes, pragmas: dict[str, str | int]) -> None:
    # Without this line SQLCipher writes its errors to stderr.
    connection.execute("PRAGMA cipher_log_level = NONE")
    # An SQLite without SQLCipher would take the key in silence and write plain text.
    assert connection.execute("PRAGMA cipher_version").fetchone(), "not SQLCipher"
    # The default and not this file's own setting: VACUUM INTO gives its copy the defaults.
    connection.execute(_PAGE_SEAL)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for name, value in pragmas.items():
        connection.execute(f"PRAGMA {name} = {value}")
    for name, value in pragmas.items():
        # The synchronous setting is per connection and a wrong spelling is ignored in silence.
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        assert found == value, f"{name} is {found}, not {value}"


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _code(error: dbapi.Error) -> int:
    # The low byte is the primary code; what stands above it says where, not what.
    return int(getattr(error, "sqlite_errorcode", dbapi.SQLITE_ERROR)) & 0xFF


def _fault_of(
    error: dbapi.Error, path: Path, *, is_opening: bool = False
) -> EnvironmentFault | None:
    """Say whose fault it is: the world's, with a code; or ours, with None."""
    code = _code(error)
    file = path.name
    if code == dbapi.SQLITE_NOTADB and not is_opening:
        return EnvironmentFault("DATABASE_CORRUPT", file=file)
    if code in (dbapi.SQLITE_IOERR, dbapi.SQLITE_CANTOPEN):
        return EnvironmentFault(_io_fault(path), file=file)
    name = _FAULTS.get(code)
    return EnvironmentFault(name, file=file) if name else None


def _named(error: dbapi.Error, path: Path) -> Exception:
    """Name an error as it would have been named on its way through SQLAlchemy."""
    fault = _fault_of(error, path)
    return fault or sa.exc.DBAPIError.instance("", (), error, dbapi.Error)


_FAULTS: Final = {
    dbapi.SQLITE_FULL: "DISK_FULL",
    dbapi.SQLITE_BUSY: "DATABASE_LOCKED",
    dbapi.SQLITE_LOCKED: "DATABASE_LOCKED",
    dbapi.SQLITE_PROTOCOL: "DATABASE_LOCKED",
    dbapi.SQLITE_CORRUPT: "DATABASE_CORRUPT",
    dbapi.SQLITE_NOTADB: "DATABASE_KEY_WRONG",
    dbapi.SQLITE_READONLY: "DATABASE_READ_ONLY",
    dbapi.SQLITE_PERM: "DATABASE_READ_ONLY",
}


def _io_fault(path: Path) -> str:
    """Look at the disk, because "disk I/O error" and "cannot open" say too little."""
    folder = path.parent
    if not folder.is_dir():
        return "DATABASE_IO"
    if shutil.disk_usage(folder).free < _NO_ROOM_BYTES:
        return "DISK_FULL"
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        return "DATABASE_READ_ONLY"
    return "DATABASE_IO"
