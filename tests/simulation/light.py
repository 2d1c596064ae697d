"""What makes a run quick: reads without a transaction of their own, and no picture for the screen.

Most of the work of a simulated day is SQLAlchemy's beginning and ending of small reads. Here
nothing runs beside a step, so a read needs none; every eighth seed goes without this (run.py).
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar
from unittest.mock import patch
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from pos_app.store.database import Database
from sync.agent import TillSync
from sync.cloud import database as cloud_database
from sync.cloud.database import CloudDatabase
from sync.slots import Effect
from sync.wire.exchange import ClockReading

_T = TypeVar("_T")
_readers: "WeakKeyDictionary[Any, sa.Connection]" = WeakKeyDictionary()


def _reader(owner: Any, engine: sa.Engine) -> sa.Connection:
    found = _readers.get(owner)
    if found is None or found.closed or found.invalidated:
        found = _readers[owner] = engine.connect()
    return found


@contextmanager
def _read(self: Database) -> Iterator[sa.Connection]:
    yield _reader(self, self._reader)


def _close(self: Database) -> None:
    found = _readers.pop(self, None)
    if found is not None:
        found.close()
    _real_close(self)


def _cloud_read(self: CloudDatabase, work: Callable[[sa.Connection], _T]) -> _T:
    return work(_reader(self, self._engine))


def _cloud_close(self: CloudDatabase) -> None:
    found = _readers.pop(self, None)
    if found is not None:
        found.close()
    _real_cloud_close(self)


def _sqlite_engine(path: str) -> sa.Engine:
    """Make an engine that knows every statement that one of these ever compiled."""
    engine = _real_engine(path)
    first = _engines.setdefault(type(engine.dialect).__name__, engine)
    if first is not engine:
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
    return engine


def _no_picture(_self: TillSync, _now: ClockReading) -> list[Effect]:
    return []


_engines: dict[str, sa.Engine] = {}
_real_engine = cloud_database._sqlite_engine
_real_close = Database.close
_real_cloud_close = CloudDatabase.close


@contextmanager
def lightly() -> Iterator[None]:
    """Run what is inside quickly."""
    with ExitStack() as stack:
        for owner, name, value in (
            (Database, "read", _read),
            (Database, "close", _close),
            (CloudDatabase, "read", _cloud_read),
            (CloudDatabase, "close", _cloud_close),
            (cloud_database, "_sqlite_engine", _sqlite_engine),
            (TillSync, "_publish", _no_picture),
        ):
            stack.enter_context(patch.object(owner, name, value))
        yield
