"""Copies of till.db that are known to be good, and the way back from one.

A backup is till.db alone, encrypted with this terminal's key: it opens on this terminal only. The
catalogue is not in it, since it can be had again.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from pos_app.clock import Clock
from pos_app.domain.settlement import JournalPosition
from pos_app.durable import put_in_place
from pos_app.errors import EnvironmentFault
from pos_app.store.database import COMPANIONS, Database, Progress, Synchronous
from pos_app.store.disk import check_room
from pos_app.store.journal import JournalWriter, head_position, row_count, walk_journal
from pos_app.store.migrations import TILL_STEPS, check_version, migrate, version_of
from pos_app.store.till_file import TILL_FILE, has_records

RESTORING: Final = f"{TILL_FILE}.restoring"
"""What a restore builds; found beside no till.db, it was cut off between the two names."""

_COPIED, _SOUND = 0.3, 0.5
"""How far along the work is, by experience, once the bytes are copied and the pages checked."""

_COUNT_SALES: Final = "SELECT count(*) FROM retail_transaction"
_COPY_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True, repr=False)
class Terminal:
    """Whose file it is: the id and keys a copy is checked against."""

    terminal_id: bytes
    till_key: bytes
    signing_seed: bytes


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What a checked copy holds. ``replaced`` is where a restore left the file it replaced."""

    file: Path
    epoch: int
    seq: int
    sales: int
    rows: int
    replaced: Path | None = None


def back_up(
    database: Database, terminal: Terminal, target: Path, progress: Progress
) -> BackupReport:
    """Copy a till that may be selling, check the copy, and only then give it its name.

    Refuses: COPY_EXISTS, BACKUP_FOLDER_MISSING, DISK_TOO_FULL, DISK_FULL, DATABASE_CORRUPT,
    JOURNAL_DAMAGED.
    """
    if target.exists():
        raise EnvironmentFault("COPY_EXISTS", file=target.name)
    if not target.parent.is_dir():
        raise EnvironmentFault("BACKUP_FOLDER_MISSING", folder=str(target.parent))
    check_room(target.parent, database.path.stat().st_size)
    unchecked = target.with_name(target.name + ".unchecked")
    try:
        unchecked.unlink(missing_ok=True)
        database.copy_to(unchecked, lambda share: progress(share * _COPIED))
        report = _check(unchecked, terminal, progress)
        put_in_place(unchecked, target)
    except OSError as error:
        raise EnvironmentFault("DATABASE_IO", file=target.name) from error
    finally:
        _remove(unchecked)
    progress(1.0)
    return BackupReport(target, report.epoch, report.seq, report.sales, report.rows)


def restore(
    source: Path,
    folder: Path,
    terminal: Terminal,
    clock: Clock,
    *,
    accept_loss: bool,
    progress: Progress,
) -> tuple[BackupReport, bytes]:
    """Put a backup in the place of till.db; the file that was there stays beside it.

    The caller holds the data directory's lock. Gives also the mark to leave outside the file. The
    journal goes on in a new epoch, because rows written after the backup may exist elsewhere.

    Refuses: BACKUP_MISSING, DATABASE_KEY_WRONG, DATABASE_NEWER, DATABASE_CORRUPT, JOURNAL_DAMAGED,
    RESTORE_LOSES_SALES (unless ``accept_loss``), DISK_TOO_FULL.
    """
    if not source.is_file():
        raise EnvironmentFault("BACKUP_MISSING", file=source.name)
    check_room(folder, source.stat().st_size)
    beside = folder / RESTORING
    _remove(beside)
    try:
        _copy(source, beside, lambda share: progress(share * _COPIED))
        report = _check_named(beside, source.name, terminal, progress)
        if not accept_loss:
            _check_nothing_newer(folder, terminal, report)
        mark = _begin_again(beside, terminal, clock)
        replaced = _keep_replaced(folder, clock)
        put_in_place(beside, folder / TILL_FILE)
    except OSError as error:
        raise EnvironmentFault("DATABASE_IO", file=TILL_FILE) from error
    finally:
        _remove(beside)
    progress(1.0)
    done = BackupReport(source, report.epoch, report.seq, report.sales, report.rows, replaced)
    return done, mark


def check_pages(database: Database) -> None:
    """Read every page of a file: its seal, then its structure.

    Refuses: DATABASE_CORRUPT.
    """
    with database.maintain() as driver:
        broken = driver.execute("PRAGMA cipher_integrity_check").fetchone()
        if broken is None:
            answer = driver.execute("PRAGMA quick_check(1)").fetchone()[0]
            broken = None if answer == "ok" else answer
    if broken is not None:
        raise EnvironmentFault("DATABASE_CORRUPT", file=database.path.name)


def _check_named(beside: Path, name: str, terminal: Terminal, progress: Progress) -> BackupReport:
    try:
        return _check(beside, terminal, progress)
    except EnvironmentFault as fault:
        if "file" in fault.facts:
            fault.facts["file"] = name  # the one that somebody chose, not its copy
        raise


def _check(path: Path, terminal: Terminal, progress: Progress) -> BackupReport:
    database = Database(path, terminal.till_key, Synchronous.FULL)
    try:
        version = version_of(database)
        if not version:  # an empty file opens with any key
            raise EnvironmentFault("DATABASE_CORRUPT", file=path.name)
        check_version(version, len(TILL_STEPS), path.name)
        check_pages(database)
        progress(_SOUND)
        return _walk(database, path, terminal, progress)
    finally:
        database.close()


def _walk(database: Database, path: Path, terminal: Terminal, progress: Progress) -> BackupReport:
    with database.read() as connection:
        rows = row_count(connection)
        passed = _counter(rows, progress)
        finding = walk_journal(connection, terminal.terminal_id, terminal.signing_seed, passed)
        if finding:
            raise EnvironmentFault(
                "JOURNAL_DAMAGED",
                epoch=finding.epoch,
                seq=finding.seq,
                reason=finding.reason.value,
            )
        position = head_position(connection)
        sales = _sale_count(connection)
    return BackupReport(path, position.epoch, position.seq, sales, rows)


def _counter(rows: int, progress: Progress) -> Callable[[object, object], None]:
    done = 0

    def passed(_row: object, _part: object) -> None:
        nonlocal done
        done += 1
        if done % 1000 == 0:
            progress(min(1.0, _SOUND + (1 - _SOUND) * done / rows))  # lost rows come on top

    return passed


def _check_nothing_newer(folder: Path, terminal: Terminal, report: BackupReport) -> None:
    """Refuse to go back behind what this till still has, as long as it can be read."""
    path = folder / TILL_FILE
    if not has_records(folder):
        return
    wal = path.with_name(path.name + "-wal")
    unsettled = wal.read_bytes() if wal.exists() else None
    try:
        position, rows, sales = _end_of(path, terminal)
    except EnvironmentFault:
        # It cannot be read: that is why somebody restores. Opening it may have dropped its WAL,
        # which belongs to what is kept.
        if unsettled is not None:
            wal.write_bytes(unsettled)
        return
    if (position.epoch, position.seq) > (report.epoch, report.seq):
        raise EnvironmentFault(
            "RESTORE_LOSES_SALES",
            sales=max(0, sales - report.sales),
            rows=max(0, rows - report.rows),
        )


def _end_of(path: Path, terminal: Terminal) -> tuple[JournalPosition, int, int]:
    database = Database(path, terminal.till_key, Synchronous.FULL)
    try:
        with database.read() as connection:
            return head_position(connection), row_count(connection), _sale_count(connection)
    finally:
        database.close()


def _sale_count(connection: sa.Connection) -> int:
    return int(connection.exec_driver_sql(_COUNT_SALES).scalar_one())


def _begin_again(path: Path, terminal: Terminal, clock: Clock) -> bytes:
    database = Database(path, terminal.till_key, Synchronous.FULL)
    try:
        migrate(database)
        writer = JournalWriter(terminal.terminal_id, terminal.signing_seed, clock)
        with database.write() as connection:
            writer.open_epoch(connection, "restore")
            return writer.renew_mark(connection)
    finally:
        database.close()


def _keep_replaced(folder: Path, clock: Clock) -> Path | None:
    """Move the old file aside, with its WAL: one left behind would be played into the new file."""
    path = folder / TILL_FILE
    stamp = datetime.fromtimestamp(clock.wall_ms() / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")
    replaced = folder / f"{TILL_FILE}.replaced-{stamp}"
    for ending in ("-wal", "-shm", ""):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.replace(replaced.with_name(replaced.name + ending))
    return replaced if replaced.exists() else None


def _copy(source: Path, target: Path, progress: Progress) -> None:
    size = max(1, source.stat().st_size)
    with source.open("rb") as read, target.open("xb") as write:
        while chunk := read.read(_COPY_CHUNK):
            write.write(chunk)
            progress(write.tell() / size)
    shutil.copymode(source, target)


def _remove(path: Path) -> None:
    for ending in ("", *COMPANIONS):
        path.with_name(path.name + ending).unlink(missing_ok=True)
