"""How a till's files are, for whoever helps from afar: counts and codes, nobody's data."""

import contextlib
import re
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from pos_app.errors import EnvironmentFault
from pos_app.store import disk
from pos_app.store.database import Connection, Database, Synchronous
from pos_app.store.migrations import TILL_STEPS, version_of
from pos_app.store.till_file import TILL_FILE, has_records

_TABLES: Final = """SELECT name FROM sqlite_schema WHERE type = 'table'
 AND name NOT LIKE 'sqlite_%' ORDER BY name"""
_OURS: Final = re.compile(
    r"(?:till|training|drill|reference|catalog|device|terminal|workstation|reserve|import|rehearsal)"
    r"[a-z0-9.-]*"
)
_HEAD: Final = "SELECT epoch, seq FROM head"
_ACKED: Final = "SELECT acked_epoch, acked_seq FROM cloud_head"


def read_condition(folder: Path, key: bytes | None) -> dict[str, Any]:
    """Look at the files of a data folder, beside a running till too; writes nothing.

    Without a key, or where till.db does not open, ``till`` has the code of what is wrong.
    """
    return {
        "free_mb": disk.free_bytes(folder) >> 20,
        "files": _sizes(folder),
        "till": _till(folder, key),
    }


def _sizes(folder: Path) -> dict[str, int]:
    """Give the bytes of each file of the till's own; any other may be named after somebody."""
    found = {}
    for path in sorted(folder.iterdir()):
        with contextlib.suppress(OSError):  # gone meanwhile, as a WAL goes
            if _OURS.fullmatch(path.name) and path.is_file():
                found[path.name] = path.stat().st_size
    return found


def _till(folder: Path, key: bytes | None) -> dict[str, Any]:
    if not has_records(folder):
        return {"fault": "DATABASE_MISSING"}
    if key is None:
        return {"fault": "KEY_FILE_MISSING"}
    try:
        database = Database(folder / TILL_FILE, key, Synchronous.FULL)
    except EnvironmentFault as fault:
        return {"fault": fault.code}
    try:
        found = {"version": version_of(database), "newest": len(TILL_STEPS)}
        if not found["version"]:
            return found | {"fault": "DATABASE_MISSING"}
        with database.read() as connection:
            return found | _contents(connection)
    except EnvironmentFault as fault:
        return {"fault": fault.code}
    finally:
        database.close()


def _contents(connection: Connection) -> dict[str, Any]:
    names = connection.exec_driver_sql(_TABLES).scalars().all()
    rows = {
        name: connection.execute(sa.select(sa.func.count()).select_from(sa.table(name))).scalar()
        for name in names
    }
    head = connection.exec_driver_sql(_HEAD).first() if "head" in rows else None
    acked = connection.exec_driver_sql(_ACKED).first() if "cloud_head" in rows else None
    return {
        "quick_check": connection.exec_driver_sql("PRAGMA quick_check(5)").scalars().all(),
        "rows": rows,
        "head": tuple(head) if head else None,
        "acknowledged": tuple(acked) if acked else None,
    }
