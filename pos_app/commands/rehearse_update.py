"""``rehearse-update``: would this program work on this till? The starter asks a new one first.

A copy of the records is brought up to this version and verified, then the program tests itself
(``self-test``). Exit: 0 yes; 1 no: the records are as they were, and the version is kept in mind as
one that does not work here.
"""

import argparse
import contextlib
import logging
from pathlib import Path

from pos_app import __version__, config
from pos_app.commands import console, self_test
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.store.data_lock import data_directory_lock
from pos_app.updates import slots
from pos_app.updates.rehearsal import rehearse
from pos_app.vault.keys import KEY_FILE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what ``self-test`` takes."""
    self_test.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Rehearse on the till's own folder."""
    folder = config.data_folder(arguments.data)
    code = _rehearse(folder) or self_test.run(arguments)
    if code:
        with contextlib.suppress(OSError):
            slots.note_rejected(folder / slots.FOLDER, __version__)
    return code


def _rehearse(folder: Path) -> int:
    try:
        with data_directory_lock(folder):
            if (folder / KEY_FILE).exists():  # a till that was never opened has nothing to spoil
                rehearse(folder, console.terminal_of(folder), console.progress_bar())
    except (EnvironmentFault, Refusal) as fault:
        console.tell(fault)
        return 1
    except Exception:  # whatever a migration does, the old version has to go on
        logging.getLogger(__name__).exception("rehearsal failed")
        return 1
    return 0
