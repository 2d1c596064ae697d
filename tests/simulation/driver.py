"""The part of a DB-API driver that SQLAlchemy, the till and the cloud use, over APSW's VFS.

A Python VFS cannot be put under sqlcipher3, and WAL on it has no shared memory; so all connections
of a process to one file are doors to one real connection. A reader's BEGIN does nothing: nothing
else runs while one step of the simulation does. SQLCipher's pragmas are answered harmlessly.
"""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from urllib.parse import unquote

import apsw

from tests.simulation.disk import VFS_NAME, Disk, PowerCut, disk_of

paramstyle: Final = "qmark"
apilevel: Final = "2.0"
threadsafety: Final = 1
sqlite_version: Final = apsw.sqlite_lib_version()
sqlite_version_info: Final = tuple(int(part) for part in sqlite_version.split("."))
Binary = bytes
PARSE_DECLTYPES: Final = 1
PARSE_COLNAMES: Final = 2

_CHANGES: Final = ("INSERT", "UPDATE", "DELETE", "REPLAC")
_SETTINGS: Final = frozenset(
    {
        "busy_timeout",
        "cache_size",
        "cell_size_check",
        "foreign_keys",
        "journal_mode",
        "query_only",
        "recursive_triggers",
        "secure_delete",
        "synchronous",
        "temp_store",
        "trusted_schema",
        "wal_autocheckpoint",
    }
)
"""Settings of a connection. What the first door says of them holds; the others have their own.

How hard a commit is pressed onto the disk is whoever's commit it is.
"""


class Error(Exception):
    """With the code of SQLite in ``sqlite_errorcode``."""

    def __init__(self, text: str = "", code: int = apsw.SQLITE_ERROR) -> None:
        super().__init__(text)
        self.sqlite_errorcode = code


class Warning(Exception):
    """Asked for by the DB-API, never raised."""


class InterfaceError(Error):
    pass


class DatabaseError(Error):
    pass


class OperationalError(DatabaseError):
    pass


class IntegrityError(DatabaseError):
    pass


class ProgrammingError(DatabaseError):
    pass


class InternalError(DatabaseError):
    pass


class DataError(DatabaseError):
    pass


class NotSupportedError(DatabaseError):
    pass


for _name in dir(apsw):
    if _name.startswith("SQLITE_") and isinstance(getattr(apsw, _name), int):
        globals()[_name] = getattr(apsw, _name)

_CLASSES: Final[dict[int, type[Error]]] = {
    apsw.SQLITE_CONSTRAINT: IntegrityError,
    apsw.SQLITE_CORRUPT: DatabaseError,
    apsw.SQLITE_NOTADB: DatabaseError,
    apsw.SQLITE_MISUSE: ProgrammingError,
    apsw.SQLITE_RANGE: ProgrammingError,
    apsw.SQLITE_MISMATCH: IntegrityError,
    apsw.SQLITE_TOOBIG: DataError,
}


@contextlib.contextmanager
def _translated(disk: Disk) -> Iterator[None]:
    try:
        yield
    except apsw.Error as error:
        if disk.is_dead:
            raise PowerCut(disk.name) from error
        code = getattr(error, "extendedresult", 0) or getattr(error, "result", 0)
        kind = _CLASSES.get(code & 0xFF, OperationalError)
        raise kind(str(error), code or apsw.SQLITE_ERROR) from error


class _Shared:
    """The one real connection to a file, and who of its doors is in a write."""

    def __init__(self, path: str, disk: Disk) -> None:
        self.path = path
        self.disk = disk
        self.doors = 0
        self.writer: Connection | None = None
        self.description: Any = None
        with _translated(disk):
            self.real = apsw.Connection(path, vfs=VFS_NAME, statementcachesize=256)
            self.real.exec_trace = self._described
            self.real.execute("PRAGMA locking_mode = exclusive").fetchall()

    def _described(self, cursor: apsw.Cursor, _sql: str, _bindings: Any) -> bool:
        self.description = cursor.get_description()
        return True


_OPEN: Final[dict[str, _Shared]] = {}


def connect(target: str, *_: Any, **__: Any) -> "Connection":
    """Open a door to a file of a simulated disk."""
    path = target
    if path.startswith("file:"):
        path = unquote(path.removeprefix("file://").partition("?")[0])
    disk, _name = disk_of(path)
    shared = _OPEN.get(path)
    if shared is None or shared.disk is not disk:
        shared = _OPEN[path] = _Shared(path, disk)
    return Connection(shared)


def forget(disk: Disk) -> None:
    """End a disk's life: nothing is written to it any more, and its connections are let go.

    Before a successor takes its name: SQLite deletes a WAL by name when a connection goes.
    """
    disk.is_dead = True
    for path in [path for path, shared in _OPEN.items() if shared.disk is disk]:
        with contextlib.suppress(apsw.Error, PowerCut):
            _OPEN.pop(path).real.close(True)


class Connection:
    """A door."""

    isolation_level = None
    row_factory = None
    text_factory = str

    def __init__(self, shared: _Shared) -> None:
        self._shared = shared
        self._own: dict[str, Any] = {}
        self._is_first = shared.doors == 0
        self._is_reading = False
        self._is_closed = False
        shared.doors += 1

    @property
    def in_transaction(self) -> bool:
        return self._is_reading or self._shared.writer is self

    @property
    def total_changes(self) -> int:
        return int(self._shared.real.total_changes())

    def cursor(self, *_: Any) -> "Cursor":
        return Cursor(self)

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> "Cursor":
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> "Cursor":
        return self.cursor().executemany(sql, rows)

    def commit(self) -> None:
        self.end("COMMIT")

    def rollback(self) -> None:
        self.end("ROLLBACK")

    def create_function(self, name: str, count: int, function: Any, **_: Any) -> None:
        self._shared.real.create_scalar_function(name, function, count)

    def set_progress_handler(self, *_: Any) -> None:
        return None

    def set_trace_callback(self, *_: Any) -> None:
        return None

    def interrupt(self) -> None:
        return None

    def close(self) -> None:
        if self._is_closed:
            return
        self._is_closed = True
        shared = self._shared
        if shared.writer is self and not shared.disk.is_dead:
            self.end("ROLLBACK")
        shared.doors -= 1
        if shared.doors == 0 and _OPEN.get(shared.path) is shared:
            del _OPEN[shared.path]
            with _translated(shared.disk):
                shared.real.close(True)

    # ---- transactions and pragmas

    def begin(self, sql: str) -> None:
        shared = self._shared
        if "IMMEDIATE" not in sql.upper():
            self._is_reading = True
            return
        if shared.writer is not None or shared.disk.busy > 0:
            shared.disk.busy = max(0, shared.disk.busy - 1)
            raise OperationalError("database is locked", apsw.SQLITE_BUSY)
        if "synchronous" in self._own:
            self.run(f"PRAGMA synchronous = {self._own['synchronous']}", ())
        self.run("BEGIN IMMEDIATE", ())
        shared.writer = self

    def end(self, sql: str) -> None:
        shared = self._shared
        self._is_reading = False
        if shared.writer is not self or (shared.disk.is_dead and sql == "ROLLBACK"):
            return
        try:
            if shared.real.in_transaction:
                self.run(sql, ())
        finally:
            if not shared.real.in_transaction:  # a COMMIT that failed may be rolled back
                shared.writer = None

    def pragma(self, sql: str) -> list[Any] | None:
        """Answer what this door or SQLCipher has to say; None asks SQLite."""
        name, has_value, value = sql[6:].strip().rstrip(";").partition("=")
        name = name.strip().lower()
        if name == "cipher_version":
            return [("4.11.0 simulated",)]
        if name == "cipher_integrity_check":
            found = self.run("PRAGMA integrity_check", ())
            return [] if found == [("ok",)] else found
        if name == "key" or name.startswith("cipher_"):
            return []
        is_own = name in ("query_only", "synchronous")
        is_held = is_own or (name in _SETTINGS and not self._is_first)
        if has_value and is_held:
            self._own[name] = int(value) if value.strip().lstrip("-").isdigit() else value.strip()
            return []
        if not has_value and name in self._own:
            return [(self._own[name],)]
        return None

    def run(self, sql: str, parameters: Any) -> list[Any]:
        shared = self._shared
        if shared.disk.is_dead:
            raise PowerCut(shared.disk.name)
        with _translated(shared.disk):
            return shared.real.execute(sql, parameters).fetchall()

    def run_change(self, sql: str) -> None:
        """A change must be inside BEGIN IMMEDIATE, or be all there is to it."""
        if self._own.get("query_only"):
            raise OperationalError("attempt to write a readonly database", apsw.SQLITE_READONLY)
        assert not self._is_reading or self._shared.writer is self, f"a late write: {sql[:60]}"

    @property
    def shared(self) -> _Shared:
        return self._shared


class Cursor:
    """Every statement runs to its end at once."""

    arraysize = 1

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.description: Any = None
        self.rowcount = -1
        self._rows: list[Any] = []
        self._at = 0

    @property
    def lastrowid(self) -> int:
        return int(self.connection.shared.real.last_insert_rowid())

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> "Cursor":
        connection = self.connection
        word = sql.lstrip()[:6].upper()
        self.rowcount = -1
        self.description = None
        self._rows = []
        self._at = 0
        if word.startswith("BEGIN"):
            connection.begin(sql)
        elif word in ("COMMIT", "ROLLBA"):
            connection.end("COMMIT" if word == "COMMIT" else "ROLLBACK")
        elif word == "PRAGMA" and (answer := connection.pragma(sql.strip())) is not None:
            self._rows = answer
            self.description = (("value", None, None, None, None, None, None),)
        else:
            self._run(sql, word, parameters)
        return self

    def _run(self, sql: str, word: str, parameters: Sequence[Any]) -> None:
        connection = self.connection
        is_change = word in _CHANGES
        if is_change:
            connection.run_change(sql)
        self._rows = connection.run(sql, parameters)
        described = connection.shared.description
        if described:
            self.description = tuple((name, *(None,) * 6) for name, *_ in described)
        if is_change:
            self.rowcount = connection.shared.real.changes()

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> "Cursor":
        changed = 0
        for row in rows:
            self.execute(sql, row)
            changed += max(0, self.rowcount)
        self.rowcount = changed
        return self

    def fetchone(self) -> Any:
        if self._at >= len(self._rows):
            return None
        self._at += 1
        return self._rows[self._at - 1]

    def fetchmany(self, size: int | None = None) -> list[Any]:
        start, self._at = self._at, min(len(self._rows), self._at + (size or self.arraysize))
        return self._rows[start : self._at]

    def fetchall(self) -> list[Any]:
        start, self._at = self._at, len(self._rows)
        return self._rows[start:]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.fetchall())

    def close(self) -> None:
        self._rows = []
