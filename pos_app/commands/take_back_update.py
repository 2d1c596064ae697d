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
from pos_app.store.till_file import has_records
from pos_app.updates.rehearsal import take_back
from pos_app.vault.keys import KeyStore


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to say."""
    del parser


def run(arguments: argparse.Namespace) -> int:
    """Take it back on the till's own folder."""
    try:
        folder = config.load(arguments.data).data
        with data_directory_lock(folder):
            if not has_records(folder):
                return 0
            terminal = console.terminal_of(folder)
            mark = take_back(folder, terminal, SystemClock(), console.progress_bar())
            if mark is not None:
                KeyStore(folder).write_mark(mark)
    except EnvironmentFault as fault:
        console.tell(fault)
        return 1
    return 0
