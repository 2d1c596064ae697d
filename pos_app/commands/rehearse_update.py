"""``rehearse-update``: would this program work on this till? The starter asks a new one first.

A copy of the records is brought up to this version and verified, then the program tests itself
(``self-test``). Exit: 0 yes; 1 no: the records are as they were, and the version is kept in mind as
one that does not work here; 75 it could not be tried now, which says nothing of the version.

Whoever clicks again because nothing is to be seen yet starts a second one. It waits for the first
and gives the same answer. Where the till itself runs it gives 0: that till comes to the front.
"""

import argparse
import contextlib
import logging
import tempfile
import threading
from pathlib import Path
from typing import Final

from pos_app import __version__, config, log
from pos_app.clock import SystemClock
from pos_app.commands import console, self_test
from pos_app.crash import CrashReports
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.store.data_lock import data_directory_lock
from pos_app.store.disk import check_room
from pos_app.updates import slots
from pos_app.updates.rehearsal import rehearse
from pos_app.vault.keys import KEY_FILE, KeyStore

LOCK_FILE: Final = "rehearsal.lock"
ANSWER_FILE: Final = "rehearsal.txt"
"""What the last one answered; not there while one is under way, or where it was killed."""

_LOOK_EVERY_S: Final = 0.5
_SELF_TEST_BYTES: Final = 64 << 20
"""Several times what its demo store takes."""

_NOT_OF_THE_VERSION: Final = frozenset(
    {
        "DATA_DIRECTORY_UNUSABLE",
        "DATABASE_LOCKED",
        "DATABASE_READ_ONLY",
        "DISK_FULL",
        "DISK_TOO_FULL",
        "KEY_STORE_UNAVAILABLE",
    }
)
"""What keeps any version from being tried, and may be over tomorrow."""

_log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what ``self-test`` takes."""
    self_test.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Rehearse on the till's own folder."""
    folder = config.data_folder(arguments.data)
    try:
        with data_directory_lock(folder, LOCK_FILE, "REHEARSAL_RUNNING"):
            _forget(folder)
            code = _answer(folder, arguments)
            _note(folder, code)
            return code
    except EnvironmentFault as fault:
        if fault.code != "REHEARSAL_RUNNING":
            console.tell(fault)
            return slots.NOT_NOW_EXIT
    return _wait_for_the_other(folder)


def _answer(folder: Path, arguments: argparse.Namespace) -> int:
    log.start(folder / config.LOGS)
    code = _rehearse(folder)
    if not code:
        code = self_test.run(arguments)
        if code:
            _log.error("rehearsal: the self-test failed version=%s", __version__)
    if code == 1:
        with contextlib.suppress(OSError):
            slots.note_rejected(folder / slots.FOLDER, __version__)
    return code


def _rehearse(folder: Path) -> int:
    try:
        with data_directory_lock(folder):
            if (folder / KEY_FILE).exists():  # a till that was never opened has nothing to spoil
                key = KeyStore(folder).load().catalog_key
                rehearse(folder, console.terminal_of(folder), key, console.progress_bar())
        _check_room_for_self_test()
    except (EnvironmentFault, Refusal) as fault:
        if fault.code == "DATA_IN_USE":
            return 0
        console.tell(fault)
        _log.warning("rehearsal refused code=%s version=%s", fault.code, __version__)
        return slots.NOT_NOW_EXIT if fault.code in _NOT_OF_THE_VERSION else 1
    except Exception as bug:  # whatever a migration does, the old version has to go on
        reference = CrashReports(folder / config.LOGS, SystemClock()).report_end(bug)
        logging.getLogger(__name__).exception("rehearsal failed reference=%s", reference)
        return 1
    return 0


def _check_room_for_self_test() -> None:
    """Refuse where its own small till has no room.

    Refuses: DISK_TOO_FULL, DATA_DIRECTORY_UNUSABLE.
    """
    folder = Path(tempfile.gettempdir())
    try:
        check_room(folder, _SELF_TEST_BYTES)
    except OSError as error:
        raise EnvironmentFault("DATA_DIRECTORY_UNUSABLE", folder=str(folder)) from error


def _forget(folder: Path) -> None:
    """Take away what the one before answered; raises ``EnvironmentFault`` where that stays."""
    try:
        (folder / ANSWER_FILE).unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentFault("DATA_DIRECTORY_UNUSABLE", folder=str(folder)) from error


def _note(folder: Path, code: int) -> None:
    """Leave the answer to whoever waits for it; a full disk leaves none."""
    with contextlib.suppress(OSError):
        (folder / ANSWER_FILE).write_text(str(code), "ascii")


def _noted(folder: Path) -> int:
    try:
        return int((folder / ANSWER_FILE).read_text("ascii"))
    except (OSError, ValueError):
        return slots.NOT_NOW_EXIT


def _wait_for_the_other(folder: Path) -> int:
    """Wait until the rehearsal ends that is under way, and answer as it does.

    One that was killed has no answer: then it could not be tried now.
    """
    wait = threading.Event()
    while True:
        try:
            with data_directory_lock(folder, LOCK_FILE, "REHEARSAL_RUNNING"):
                return _noted(folder)
        except EnvironmentFault as fault:
            if fault.code != "REHEARSAL_RUNNING":
                return slots.NOT_NOW_EXIT
        wait.wait(_LOOK_EVERY_S)
