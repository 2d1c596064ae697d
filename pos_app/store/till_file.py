"""till.db: where it is and how it is opened. It is never replaced by anything but a restore."""

from pathlib import Path
from typing import Final

from pos_app.errors import EnvironmentFault
from pos_app.store.database import Database, Synchronous
from pos_app.store.disk import RESERVE_FILE, keep_reserve
from pos_app.store.migrations import migrate

TILL_FILE: Final = "till.db"
TRAINING_FILE: Final = "training.db"
DRILL_FILE: Final = "drill.db"


def has_records(folder: Path, name: str = TILL_FILE) -> bool:
    """Tell whether anything is written there; a file emptied by a broken disk holds nothing."""
    files = (folder / name, folder / f"{name}-wal")
    return any(file.exists() and file.stat().st_size for file in files)


def open_till(folder: Path, key: bytes, *, is_new: bool, name: str = TILL_FILE) -> Database:
    """Open the till's facts and bring them to this version.

    ``is_new`` allows an empty file to be made. Why: a till that finds its file gone must not begin
    again at receipt 1 with the same name and key.

    Refuses: DATABASE_MISSING, what Database refuses, DATABASE_NEWER.
    """
    path = folder / name
    if not is_new and not has_records(folder, name):
        raise EnvironmentFault("DATABASE_MISSING", file=name)
    if path.exists():  # not at the very first start, which should be quick
        keep_reserve(folder)
    database = Database(path, key, Synchronous.FULL, reserve=folder / RESERVE_FILE)
    try:
        migrate(database)
        with database.maintain() as driver:
            # Whoever was enrolled here and asks to be forgotten has to be gone from free pages too.
            driver.execute("PRAGMA secure_delete = 1")
            assert driver.execute("PRAGMA secure_delete").fetchone()[0] == 1
    except BaseException:
        database.close()
        raise
    return database
