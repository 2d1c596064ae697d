"""A new program tried on a copy of this till's records, and the way back when it fails later.

The copy is brought to this version and verified from its first row to its last, so that what would
spoil the records spoils a copy; members and offers (reference.db) too are brought up on a copy
first. When the program has brought the files themselves up and still cannot open its window, the
copies that it left beside them are put back; the journal goes on in a new epoch then, as after any
restore.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pos_app.clock import Clock
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.store.backup import RESTORING, Terminal, restore
from pos_app.store.database import DAMAGED, Database, Progress, Synchronous
from pos_app.store.disk import check_room
from pos_app.store.journal import head_position, kinds_after
from pos_app.store.migrations import TILL_STEPS, copy_before, newest_copy, version_of
from pos_app.store.reference_file import REFERENCE_FILE, find_copy, open_reference, put_back
from pos_app.store.till_file import TILL_FILE, has_records, open_till
from pos_app.store.verification import verify_till

FOLDER: Final = "update-rehearsal"
_COPIED: Final = 0.3
_OF_A_START: Final = frozenset({"boot", "epoch_open", "member_data_purged"})
"""What a program writes by starting; nothing else may be lost by going back.

Members whose time is over go again, and are told of again, when the older program opens.
"""


def rehearse(folder: Path, terminal: Terminal, catalog_key: bytes, progress: Progress) -> None:
    """Bring copies of the records and of reference.db to this version, and verify the records.

    The caller holds the folder's lock.

    A till without records has nothing to spoil. Leaves nothing behind.

    Refuses: DISK_TOO_FULL, DATABASE_NEWER, DATABASE_CORRUPT, JOURNAL_DAMAGED; RECORDS_DIFFER when
    the copy does not verify.
    """
    if not has_records(folder):
        return
    check_room(folder, room_for(folder))
    with _scratch(folder) as beside:
        _rehearse_reference(folder, beside, catalog_key)
        original = Database(folder / TILL_FILE, terminal.till_key, Synchronous.FULL)
        try:
            original.copy_to(beside / TILL_FILE, lambda share: progress(share * _COPIED))
        finally:
            original.close()
        copy = open_till(beside, terminal.till_key, is_new=False)
        try:
            verdict = verify_till(
                copy, terminal, lambda share: progress(_COPIED + share * (1 - _COPIED))
            )
        finally:
            copy.close()
    if verdict.difference is not None:
        raise Refusal("RECORDS_DIFFER", what=verdict.difference.what)


def room_for(folder: Path) -> int:
    """Give how many bytes a rehearsal needs: the copies, and what a copy leaves beside itself."""
    return 2 * sum(_size(folder / name) for name in (TILL_FILE, REFERENCE_FILE))


def take_back(
    folder: Path, terminal: Terminal, catalog_key: bytes, clock: Clock, progress: Progress
) -> bytes | None:
    """Put the files back that a newer program brought up, where nothing was recorded since.

    Run by the older program; the caller holds the folder's lock. Gives the new mark to leave
    outside the file; None when the records are still of a version that this program reads. Cut off
    anywhere, it is done again.

    Refuses: UPDATE_KEPT when something but starts was recorded since, or there is no copy; what
    ``restore`` refuses.
    """
    reference = find_copy(folder, catalog_key)
    records = _find_copy(folder, terminal)
    mark = None
    if records is not None:
        _, mark = restore(records, folder, terminal, clock, accept_loss=True, progress=progress)
    if reference is not None:
        put_back(reference)
    return mark


def tidy(folder: Path) -> None:
    """Remove what a rehearsal left that was cut off; what cannot be removed stays."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)


def _find_copy(folder: Path, terminal: Terminal) -> Path | None:
    """Find the records from before; None where this program reads those that are there.

    Refuses: UPDATE_KEPT.
    """
    if not has_records(folder):
        was_cut_off = (folder / RESTORING).exists()
        return newest_copy(folder / TILL_FILE, len(TILL_STEPS)) if was_cut_off else None
    database = Database(folder / TILL_FILE, terminal.till_key, Synchronous.FULL)
    try:
        found = version_of(database)
        if found <= len(TILL_STEPS):
            return None
        copy = copy_before(folder / TILL_FILE, found)
        if not copy.is_file():
            raise EnvironmentFault("UPDATE_KEPT", reason="no_copy")
        epoch, seq = _end_of(copy, terminal)
        with database.read() as connection:
            written = kinds_after(connection, epoch, seq)
    finally:
        database.close()
    if not written <= _OF_A_START:
        raise EnvironmentFault("UPDATE_KEPT", reason="recorded")
    return copy


def _rehearse_reference(folder: Path, beside: Path, key: bytes) -> None:
    """Bring a copy of reference.db up; one that nobody can read begins anew at the next start."""
    if not has_records(folder, REFERENCE_FILE):
        return
    try:
        original = Database(folder / REFERENCE_FILE, key, Synchronous.NORMAL)
        try:
            original.copy_to(beside / REFERENCE_FILE)
        finally:
            original.close()
    except EnvironmentFault as fault:
        if fault.code not in DAMAGED:
            raise
        return
    open_reference(beside, key).close()


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _end_of(copy: Path, terminal: Terminal) -> tuple[int, int]:
    """Give where the journal of the copy ends."""
    database = Database(copy, terminal.till_key, Synchronous.FULL)
    try:
        with database.read() as connection:
            head = head_position(connection)
    finally:
        database.close()
    return head.epoch, head.seq


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    beside = folder / FOLDER
    tidy(folder)
    beside.mkdir(mode=0o700)
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)
