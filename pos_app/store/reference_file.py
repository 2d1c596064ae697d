"""reference.db: members, coupon definitions, the rule bundle and the key ring in force.

Reference data only. Facts stay in till.db, and whatever is lost here comes again from the cloud or
the shop's set-up, so a damaged file is set aside and the till sells on. Any thread may read while
one writes (WAL): the till thread reads, whoever brings the data writes, in pages of at most 500
rows.

Deleted means overwritten: ``secure_delete`` is on for the writing connection, and ``press_out``
empties the WAL, in which an erased member's row would otherwise stay for a while.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pos_app.durable import put_in_place
from pos_app.errors import EnvironmentFault
from pos_app.store.database import COMPANIONS, DAMAGED, Connection, Database, Synchronous
from pos_app.store.disk import check_room
from pos_app.store.migrations import check_version, copy_before, version_of
from pos_app.store.schema import reference as schema
from pos_app.store.till_file import has_records

REFERENCE_FILE: Final = "reference.db"
SET_ASIDE: Final = "reference.damaged.db"
MOST_ROWS_AT_ONCE: Final = 500
"""In one write: it must not hold the till thread's own writes up."""

STEPS: Final = (
    *(schema.STEP_1, schema.STEP_2, schema.STEP_3),
    *(schema.STEP_4, schema.STEP_5, schema.STEP_6, schema.STEP_7, schema.STEP_8),
)
"""Step n brings a file from version n - 1 to n. Only ever append.

The copy that is made first is there until this version is known to open (``drop_copies``), and no
longer: it would outlive the members erased from this file.
"""

_COPY: Final = f"{REFERENCE_FILE}.before-v"


@dataclass(frozen=True, slots=True)
class ReferenceFile:
    """The opened file. ``was_replaced``: the old one could not be read and is lost from here."""

    database: Database
    was_replaced: bool = False


def open_reference(folder: Path, key: bytes) -> Database:
    """Open the file, making an empty one where there is none, and bring it to this version.

    Refuses: DATABASE_NEWER, DISK_TOO_FULL and the faults of ``Database``.
    """
    database = Database(folder / REFERENCE_FILE, key, Synchronous.NORMAL)
    try:
        _bring_up_to_date(database)
        with database.maintain() as driver:
            driver.execute("PRAGMA secure_delete = 1")
            assert driver.execute("PRAGMA secure_delete").fetchone()[0] == 1
    except BaseException:
        database.close()
        raise
    return database


def open_or_replace(folder: Path, key: bytes) -> ReferenceFile:
    """Open the file; one that cannot be read is set aside and an empty one takes its place.

    The caller holds the data directory's lock. Refuses: DATABASE_NEWER, the faults of ``Database``
    but for damage.
    """
    try:
        return ReferenceFile(open_reference(folder, key))
    except EnvironmentFault as fault:
        if fault.code not in DAMAGED:  # the key has been checked by now
            raise
    path = folder / REFERENCE_FILE
    path.replace(folder / SET_ASIDE)
    for companion in COMPANIONS:
        path.with_name(path.name + companion).unlink(missing_ok=True)
    return ReferenceFile(open_reference(folder, key), was_replaced=True)


def find_copy(folder: Path, key: bytes) -> Path | None:
    """Find the copy that a newer program made before it brought the file up.

    None where this version reads the file, or where nobody can: then one begins anew.

    Refuses: UPDATE_KEPT where there is no copy, the faults of ``Database`` but for damage.
    """
    if not has_records(folder, REFERENCE_FILE):
        return None
    try:
        database = Database(folder / REFERENCE_FILE, key, Synchronous.NORMAL)
    except EnvironmentFault as fault:
        if fault.code not in DAMAGED:
            raise
        return None
    try:
        found = version_of(database)
    finally:
        database.close()
    if found <= len(STEPS):
        return None
    copy = copy_before(folder / REFERENCE_FILE, found)
    if not copy.is_file():
        raise EnvironmentFault("UPDATE_KEPT", reason="no_copy")
    return copy


def put_back(copy: Path) -> None:
    """Give a copy the file's name. The caller holds the data directory's lock.

    Refuses: DATABASE_IO.
    """
    path = copy.with_name(REFERENCE_FILE)
    try:
        for companion in COMPANIONS:
            path.with_name(path.name + companion).unlink(missing_ok=True)
        put_in_place(copy, path)
    except OSError as error:
        raise EnvironmentFault("DATABASE_IO", file=path.name) from error


def drop_copies(folder: Path) -> None:
    """Let go of what a newer program would be taken back to: it opens.

    Refuses: DATABASE_IO.
    """
    try:
        for copy in folder.glob(f"{_COPY}*"):
            copy.unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentFault("DATABASE_IO", file=REFERENCE_FILE) from error


def press_out(database: Database) -> bool:
    """Move what is in the WAL into the file and empty it; False while somebody still reads there.

    Whatever was deleted before this succeeds is in no file afterwards.
    """
    with database.maintain() as driver:
        is_busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not is_busy


def synced_ms(connection: Connection) -> int | None:
    """Say when the members were last brought up to date by the cloud, in trusted time.

    None in a shop without a cloud: its members are its own, and no exchange is owed.
    """
    value = connection.exec_driver_sql("SELECT synced_ms FROM reference_head").scalar_one()
    return None if value is None else int(value)


def note_synced(connection: Connection, trusted_ms: int) -> None:
    """Keep when that was."""
    connection.exec_driver_sql("UPDATE reference_head SET synced_ms = ?", (trusted_ms,))


def _bring_up_to_date(database: Database) -> None:
    found = version_of(database)
    check_version(found, len(STEPS), database.path.name)
    if found == len(STEPS):
        return
    if found:
        check_room(database.path.parent, database.path.stat().st_size)
        copy = copy_before(database.path, len(STEPS))
        copy.unlink(missing_ok=True)  # of a start that was cut off before its commit
        database.copy_to(copy)
    with database.write() as connection:
        for step in STEPS[found:]:
            for statement in step:
                connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {len(STEPS)}")
