"""``backup FILE``: a checked copy of the till's records, while it sells."""

import argparse
from pathlib import Path

from pos_app import config
from pos_app.commands import console
from pos_app.errors import EnvironmentFault
from pos_app.services.first_run_notes import check_set_up
from pos_app.store.backup import back_up
from pos_app.store.till_file import open_till


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the file to write."""
    parser.add_argument("file", type=Path, help="where to write the backup; must not exist yet")


def run(arguments: argparse.Namespace) -> int:
    """Back up; 0 when the copy is written and checked, 2 when not."""
    try:
        folder = config.load(arguments.data).data
        check_set_up(folder)
        terminal = console.terminal_of(folder)
        database = open_till(folder, terminal.till_key, is_new=False)
        try:
            report = back_up(database, terminal, arguments.file, console.progress_bar())
        finally:
            database.close()
    except EnvironmentFault as fault:
        console.tell(fault)
        return 2
    console.say(
        f"备份完成并已核验：{report.file}（{report.sales} 笔交易，流水到第 {report.epoch} 段"
        f"第 {report.seq} 行）。只能在本机恢复；请与 device.key 分开保存。",
        f"Backed up and checked: {report.file} ({report.sales} transactions, journal up to epoch"
        f" {report.epoch}, row {report.seq}). It opens on this till only; keep it apart from"
        " device.key.",
    )
    return 0
