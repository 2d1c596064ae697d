"""insight.db: opened for a question, begun anew where it is missing, damaged or of another version.

Whatever is in it can be added up again from till.db, so it is never mended, copied or restored.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pos_app.errors import EnvironmentFault
from pos_app.store.database import COMPANIONS, DAMAGED, Database, Synchronous
from pos_app.store.insight.tables import TABLES, VERSION
from pos_app.store.migrations import version_of

INSIGHT_FILE: Final = "insight.db"
_CACHE_MIB: Final = 32
"""For the sums of a year; the file is open for one question at a time."""


@contextmanager
def opened(path: Path, key: bytes) -> Iterator[Database]:
    """Open the file for the length of one question. One question at a time.

    Refuses: the faults of ``Database``, with damage that is met later than at opening among them.
    """
    database = _open(path, key)
    try:
        yield database
    finally:
        database.close()


def throw_away(path: Path) -> None:
    """Delete the file and what stands beside it; nobody has it open."""
    for companion in ("", *COMPANIONS):
        path.with_name(path.name + companion).unlink(missing_ok=True)


def _open(path: Path, key: bytes) -> Database:
    try:
        database = Database(path, key, Synchronous.NORMAL, cache_mib=_CACHE_MIB)
    except EnvironmentFault as fault:
        if fault.code not in DAMAGED:
            raise
        throw_away(path)
        database = Database(path, key, Synchronous.NORMAL, cache_mib=_CACHE_MIB)
    try:
        found = version_of(database)
        if found not in (0, VERSION):
            database.close()
            throw_away(path)
            database = Database(path, key, Synchronous.NORMAL, cache_mib=_CACHE_MIB)
            found = 0
        if not found:
            _make(database)
    except BaseException:
        database.close()
        raise
    return database


def _make(database: Database) -> None:
    with database.write() as connection:
        for statement in TABLES:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
