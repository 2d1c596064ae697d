"""``restore FILE``: put a checked backup in the place of the till's records."""

import argparse
from pathlib import Path

from pos_app import config
from pos_app.clock import SystemClock
from pos_app.commands import console
from pos_app.errors import EnvironmentFault
from pos_app.store.backup import BackupReport, restore
from pos_app.store.data_lock import data_directory_lock
from pos_app.vault.keys import KeyStore


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the backup, and whether newer records may be left out."""
    parser.add_argument("file", type=Path, help="a backup of this till")
    parser.add_argument(
        "--accept-loss",
        action="store_true",
        help="restore although this till has newer records than the backup",
    )


def run(arguments: argparse.Namespace) -> int:
    """Restore; 0 when the till may start again, 2 when nothing was changed."""
    try:
        report = _restore(arguments)
    except EnvironmentFault as fault:
        console.tell(fault)
        return 2
    console.say(
        f"已恢复：{report.sales} 笔交易。备份之后的小票不在其中；新小票的收银台号带段号。",
        f"Restored: {report.sales} transactions. Receipts given after the backup are not in it; new"
        " receipts carry the epoch in the workstation's number.",
    )
    if report.replaced:
        console.say(
            f"原来的文件保留为：{report.replaced.name}",
            f"The file that was there is kept as: {report.replaced.name}",
        )
    return 0


def _restore(arguments: argparse.Namespace) -> BackupReport:
    folder = config.load(arguments.data).data
    with data_directory_lock(folder):
        terminal = console.terminal_of(folder)
        report, mark = restore(
            arguments.file,
            folder,
            terminal,
            SystemClock(),
            accept_loss=arguments.accept_loss,
            progress=console.progress_bar(),
        )
        KeyStore(folder).write_mark(mark)
    return report
