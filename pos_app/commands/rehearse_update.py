"""``rehearse-update``: would this program work on this till? The starter asks a new one first.

A copy of the records is brought up to this version and verified, then the program tests itself
(``self-test``). Exit: 0 yes; 1 no, and the records are as they were.
"""

import argparse

from pos_app import config
from pos_app.commands import console, self_test
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.store.data_lock import data_directory_lock
from pos_app.updates.rehearsal import rehearse
from pos_app.vault.keys import KEY_FILE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what ``self-test`` takes."""
    self_test.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Rehearse on the till's own folder."""
    try:
        folder = config.load(arguments.data).data
        with data_directory_lock(folder):
            if (folder / KEY_FILE).exists():  # a till that was never opened has nothing to spoil
                rehearse(folder, console.terminal_of(folder), console.progress_bar())
    except (EnvironmentFault, Refusal) as fault:
        console.tell(fault)
        return 1
    return self_test.run(arguments)
