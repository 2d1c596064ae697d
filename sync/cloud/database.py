"""The cloud's database: SQLite when embedded, PostgreSQL in production; transactions that retry.

A transaction is a closure without side effects: it may be run again after a serialization failure,
a deadlock or a lost connection, and then "outcome unknown" is normal: keys make repeating safe
(sync.md section 19, G3).
"""

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from threading import Event, Lock
from typing import Any, Final, TypeVar

import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlite

OLDEST_SQLITE: Final = (3, 51, 3)
"""Older ones can lose commits when two connections share a WAL file (the WAL-reset bug)."""

MOST_ATTEMPTS: Final = 12
_FIRST_NAP_US: Final = 4_000
_LONGEST_NAP_US: Final = 200_000
"""Between two attempts on PostgreSQL: a random part of a time that doubles.

Eight that changed one row under SERIALIZABLE and began anew at once used up all their attempts.
"""
_BUSY_TIMEOUT_MS: Final = 10_000
_RETRIED_STATES: Final = frozenset({"40001", "40P01", "55P03"})
_SQLITE_BUSY: Final = frozenset({5, 6})
_LASTING: Final = {"begin": "BEGIN IMMEDIATE", "synchronous": "FULL"}
_PASSING: Final = {"begin": "BEGIN IMMEDIATE", "synchronous": "NORMAL"}

_T = TypeVar("_T")


FAULTS: Final = (ValueError, TypeError, LookupError, ArithmeticError, AssertionError)
"""What content that nobody expected can raise while it is read."""


def is_content_fault(error: Exception) -> bool:
    """Tell whether it is the content that cannot be worked on, and not the database that is away.

    The same work will fail again; other work will not.
    """
    if isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError | sa.exc.InternalError):
        return False
    return isinstance(error, (sa.exc.StatementError, *FAULTS))


class Conflicted(Exception):
    """A transaction lost a race and is to be run again from its beginning."""


class CloudDatabase:
    """One engine. ``write`` and ``read`` are the only ways in; any thread may use them.

    ``isolation`` is PostgreSQL's level for writes: READ COMMITTED with row locks is enough, and the
    contract suite runs under SERIALIZABLE as well.
    """

    def __init__(self, url: str, *, isolation: str = "READ COMMITTED", pool: int = 8) -> None:
        parsed = sa.make_url(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        # SQLite's own waiting for a writer is by growing naps, and unfair: with eight writers the
        # last percent waited 1.6 s, a customer's whole deadline; behind a lock 0.2 s.
        self._writing: AbstractContextManager[Any] = Lock() if self.is_sqlite else nullcontext()
        if self.is_sqlite:
            self._engine = _sqlite_engine(parsed.database or "")
        else:
            self._engine = _postgres_engine(parsed, isolation, pool)

    @property
    def engine(self) -> sa.Engine:
        """For migrations and tools; services use ``write`` and ``read``."""
        return self._engine

    def write(self, work: Callable[[sa.Connection], _T], *, is_lasting: bool = True) -> _T:
        """Run a retriable closure in one transaction; what it gives back was committed.

        SQLite begins IMMEDIATE. A connection lost in the commit is retried too: the closure must
        find its own traces and say the same again. Not ``is_lasting``: the commit does not wait
        for the disk; the next lasting one of anybody takes it along, and a power cut before that
        loses it.
        """
        return self._attempt(work, is_write=True, is_lasting=is_lasting)

    def read(self, work: Callable[[sa.Connection], _T]) -> _T:
        """Run a closure that changes nothing: one state in SQLite, in PG one a statement."""
        return self._attempt(work, is_write=False)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def _attempt(
        self, work: Callable[[sa.Connection], _T], *, is_write: bool, is_lasting: bool = True
    ) -> _T:
        for attempt in range(1, MOST_ATTEMPTS + 1):
            try:
                return self._once(work, is_write=is_write, is_lasting=is_lasting)
            except (sa.exc.DBAPIError, Conflicted) as error:
                if attempt == MOST_ATTEMPTS or not _is_retried(error):
                    raise
            if not self.is_sqlite:  # there the lock gives everybody a turn
                longest_us = min(_LONGEST_NAP_US, _FIRST_NAP_US << (attempt - 1))
                Event().wait(secrets.randbelow(longest_us) / 1_000_000)
        raise AssertionError("unreachable")

    def _once(self, work: Callable[[sa.Connection], _T], *, is_write: bool, is_lasting: bool) -> _T:
        turn = self._writing if is_write else nullcontext()
        with turn, self._engine.connect() as connection:
            if self.is_sqlite and is_write:
                options = _LASTING if is_lasting else _PASSING
                connection = connection.execution_options(**options)
            with connection.begin():
                if not (self.is_sqlite or is_lasting):
                    connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
                return work(connection)


def _is_retried(error: Exception) -> bool:
    if isinstance(error, Conflicted):
        return True
    assert isinstance(error, sa.exc.DBAPIError)
    if error.connection_invalidated:
        return True
    original = error.orig
    if getattr(original, "sqlstate", None) in _RETRIED_STATES:
        return True
    return (getattr(original, "sqlite_errorcode", 0) or 0) & 0xFF in _SQLITE_BUSY


def _postgres_engine(url: sa.URL, isolation: str, pool: int) -> sa.Engine:
    from psycopg.types.array import ListBinaryDumper  # only a cloud on PostgreSQL has it

    engine = sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        isolation_level=isolation,
        pool_size=pool,
        max_overflow=pool,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": 5},
    )

    @sa.event.listens_for(engine, "connect")
    def send_arrays_as_they_are(connection: Any, _: object) -> None:
        # As text, many rows in arrays cost eight times as much here and as much again over there.
        connection.adapters.register_dumper(list, ListBinaryDumper)

    return engine


def _sqlite_engine(path: str) -> sa.Engine:
    assert sqlite.sqlite_version_info >= OLDEST_SQLITE, sqlite.sqlite_version

    def connect() -> Any:
        connection = sqlite.connect(
            path or ":memory:", isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA cipher_log_level = NONE")
        for pragma in (
            f"busy_timeout = {_BUSY_TIMEOUT_MS}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "trusted_schema = OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = sa.create_engine(
        "sqlite://",
        creator=connect,
        module=sqlite,
        poolclass=sa.pool.QueuePool if path else sa.pool.StaticPool,
        hide_parameters=True,
    )

    @sa.event.listens_for(engine, "begin")
    def emit_begin(connection: sa.Connection) -> None:
        options = connection.get_execution_options()
        if "synchronous" in options:  # of this transaction; inside one it cannot be changed
            driver: Any = connection.connection.dbapi_connection
            driver.execute(f"PRAGMA synchronous = {options['synchronous']}")
        connection.exec_driver_sql(options.get("begin", "BEGIN"))

    return engine
