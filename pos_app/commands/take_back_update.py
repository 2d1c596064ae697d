"""``take-back-update``: the way back from a newer program that did not open on this till.

Run by the older program, with the till closed. Exit: 0 the records are this program's again, or
always were; 1 they stay as they are, and why.
"""

import argparse

from pos_app import config
from pos_app.clock import SystemClock
from pos_app.commands import console
from pos_app.errors import EnvironmentFault
from pos_app.store.data_lock import data_directory_lock
from pos_app.updates import slots
from pos_app.updates.rehearsal import take_back
from pos_app.vault.keys import KeyStore


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the version that did not open, so that it is not tried again."""
    parser.add_argument("version", help="the version that did not open on this till")


def run(arguments: argparse.Namespace) -> int:
    """Take it back on the till's own folder."""
    folder = config.data_folder(arguments.data)
    try:
        with data_directory_lock(folder):
            store = KeyStore(folder)
            if not store.exists:
                return 0
            terminal = console.terminal_of(folder)
            key, progress = store.load().catalog_key, console.progress_bar()
            mark = take_back(folder, terminal, key, SystemClock(), progress)
            if mark is not None:
                store.write_mark(mark)
            slots.note_rejected(folder / slots.FOLDER, arguments.version)
    except EnvironmentFault as fault:
        console.tell(fault)
        return 1
    except OSError:
        console.tell(EnvironmentFault("DATA_DIRECTORY_UNUSABLE", folder=str(folder)))
        return 1
    return 0
