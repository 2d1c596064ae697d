"""Numbered, frozen steps from one shape of till.db to the next. Forward only; a copy first."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from pos_app.errors import EnvironmentFault
from pos_app.store.database import Database
from pos_app.store.migrations import (
    m0001_initial,
    m0002_promotions,
    m0003_cloud,
    m0004_voided_twice,
    m0005_privileges,
    m0006_safe,
    m0007_stock,
    m0008_set_up,
    m0010_offers,
    m0012_store_stock,
)

Step = Callable[[sa.Connection], None]

TILL_STEPS: Final[tuple[Step, ...]] = (
    m0001_initial.apply,
    m0002_promotions.apply,
    m0003_cloud.apply,
    m0004_voided_twice.apply,
    m0005_privileges.apply,
    m0006_safe.apply,
    m0007_stock.apply,
    m0008_set_up.apply,
    m0010_offers.apply,
    m0012_store_stock.apply,
)
"""Step n brings a file from version n - 1 to n. Only ever append."""


def migrate(database: Database, steps: tuple[Step, ...] = TILL_STEPS) -> None:
    """Bring a file to this program's version.

    Atomicity: all steps together, version number included. A file that had something in it is
    copied first, to ``<name>.before-v<n>`` beside it.

    Refuses: DATABASE_NEWER, DISK_FULL.
    """
    newest = len(steps)
    found = version_of(database)
    check_version(found, newest, database.path.name)
    if found == newest:
        return
    if found:
        copy = copy_before(database.path, newest)
        copy.unlink(missing_ok=True)  # left by an upgrade that was cut off before its commit
        database.copy_to(copy)
    with database.write() as connection:
        for step in steps[found:]:
            step(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {newest}")


def copy_before(path: Path, version: int) -> Path:
    """Name the copy of a file that is made before it is brought to a version."""
    return path.with_name(f"{path.name}.before-v{version}")


def drop_older_copies(path: Path) -> None:
    """Remove the copies from before earlier versions: only the last of them is ever gone back to.

    Refuses: DATABASE_IO.
    """
    made = _copies(path)
    try:
        for version in sorted(made)[:-1]:
            made[version].unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentFault("DATABASE_IO", file=path.name) from error


def newest_copy(path: Path, known: int) -> Path | None:
    """Find the last copy from before a version that a program which knows ``known`` cannot read."""
    made = _copies(path)
    newest = max(made, default=0)
    return made[newest] if newest > known else None


def _copies(path: Path) -> dict[int, Path]:
    """Find the copies by the version that they were made before."""
    named = re.compile(re.escape(path.name) + r"\.before-v([0-9]{1,6})")
    found = ((named.fullmatch(copy.name), copy) for copy in path.parent.iterdir())
    return {int(match[1]): copy for match, copy in found if match}


def version_of(database: Database) -> int:
    """Read how many steps a file has taken."""
    with database.read() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def check_version(found: int, newest: int, file: str) -> None:
    """Refuse a file that a newer program has written.

    Refuses: DATABASE_NEWER.
    """
    if found > newest:
        raise EnvironmentFault("DATABASE_NEWER", file=file, found=found, known=newest)
