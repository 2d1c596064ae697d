"""Arguments: a command, or the till; and the end of both, in words and an exit code.

Imported as little as it can be: what a command or the till needs comes in with it.
"""

import argparse
import contextlib
import gc
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pos_app import __version__, resources, terminal
from pos_app.display import has_display
from pos_app.errors import EnvironmentFault, Refusal

COMMANDS: Final = {
    "verify": ("verify", "check the journal and everything recorded; say what was tampered with"),
    "backup": ("backup", "copy the till's records while it sells, and verify the copy"),
    "restore": ("restore", "put a backup in the place of the till's records"),
    "rehearse-update": ("rehearse_update", "try this program on a copy of the till's records"),
    "take-back-update": ("take_back_update", "go back from a newer program that did not open"),
    "import": ("import_items", "bring an item list (CSV or XLSX) into the catalogue"),
    "rules": ("rules", "bring a bundle of promotion rules (JSON) into force"),
    "support-bundle": ("support_bundle", "pack logs and fault reports for support; nobody's data"),
    "forget-member": ("forget_member", "erase everything this till knows of a member"),
    "price": ("price", "price a basket by promotion rules, and say why; needs no till"),
    "demo-day": ("demo_day", "trade a scripted day offscreen and keep pictures and papers"),
    "demo-member": ("demo_member", "be a demo member's phone: show a live member code"),
    "demo-joined": ("demo_joined", "read who joined at the demo till, as its cloud would"),
    "self-test": ("self_test", "try everything that this program needs of itself and the machine"),
    "demo-coupon": ("demo_coupon", "write a signed voucher of the demo store as QR code or text"),
}
"""Name, module in pos_app.commands, help. A command's module is imported when it is called."""

_SYNC: Final = "sync"
"""What `python -m sync` is where there is no Python to be asked; it has arguments of its own."""

_PROGRAM: Final = "ronghe" if resources.is_bundle() else "python -m pos_app"

_NO_DISPLAY: Final = (
    "没有显示器：在后台演示一个营业日。\n"
    "There is no display: the demonstration day is traded offscreen.\n"
)
_FAULT: Final = (
    "程序出了故障，已经结束（编号 {reference}）。已确认的记录没有丢失。请再打开一次；"
    "如果又出现，请联系支持，并提供数据文件夹里 logs 中的故障报告。\n"
    "The program has ended by a fault of its own (reference {reference}). Nothing confirmed is"
    " lost. Open it again; if that does not help, call support with the fault report, which lies in"
    " logs in the data folder.\n"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the till or a command; give the exit code. Troubles are told in words, both languages.

    Nothing but what argparse ends with gets out of here: PyInstaller would show a window that waits
    for somebody for ever.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    name = next((word for word in words if word in COMMANDS), "run")
    is_till = name == "run" and words[:1] != [_SYNC]
    if words:
        terminal.join()
    try:
        if words[:1] == [_SYNC]:
            return _run_sync(words[1:])
        if name in COMMANDS:
            return _run_command(name, words)
        arguments = _parser().parse_args(words)
        if has_display():
            return _run_till(arguments)
        sys.stdout.write(_NO_DISPLAY)
        folder = ["--data", str(arguments.data)] if arguments.data else []
        return _run_command("demo-day", ["demo-day", *folder])
    except (EnvironmentFault, Refusal) as trouble:
        return _tell(trouble, is_till=is_till)
    except Exception as bug:
        logging.getLogger(__name__).exception("program failed")
        return _end_by_fault(words, bug, is_till=is_till)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=_PROGRAM,
        description="Ronghe POS 融合收银: the till that sells with or without a network.",
        epilog="commands:\n  run               open the till; this is also what no command means\n"
        + "".join(f"  {name:<17} {text}\n" for name, (_, text) in COMMANDS.items())
        + f"  {_SYNC:<17} what waits for head office's cloud, and the exchange with it\n"
        + f"\n`{_PROGRAM} COMMAND --help` tells more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", nargs="?", choices=["run", *COMMANDS], default="run")
    parser.add_argument("--data", type=Path, help="the data directory (default: the user's own)")
    parser.add_argument(
        "--customer-display",
        action="store_true",
        help="show what the customer sees in a window of its own, without a second screen",
    )
    parser.add_argument(
        "--first-run",
        action="store_true",
        help="ask what an empty data folder is to become, instead of opening the demo store there",
    )
    parser.add_argument("--version", action="version", version=__version__)
    return parser


def _run_command(name: str, words: list[str]) -> int:
    module = importlib.import_module(f"pos_app.commands.{COMMANDS[name][0]}")
    parser = argparse.ArgumentParser(prog=f"{_PROGRAM} {name}", description=COMMANDS[name][1])
    parser.add_argument("--data", type=Path, help="the data directory (default: the user's own)")
    module.add_arguments(parser)
    words.remove(name)
    code: int = module.run(parser.parse_args(words))
    return code


def _run_sync(words: list[str]) -> int:
    from pos_app.commands.sync_agent import main as exchange

    return exchange(words)


def _run_till(arguments: argparse.Namespace) -> int:
    gc.disable()  # until the till is open: hardly anything made on the way there is given up again
    from pos_app import config
    from pos_app.run_till import open_window

    return open_window(
        config.load(arguments.data),
        with_demo_cloud=True,
        with_customer_window=arguments.customer_display,
        with_first_run=arguments.first_run or resources.is_bundle(),
    )


def _tell(trouble: EnvironmentFault | Refusal, *, is_till: bool) -> int:
    """Say it, and give the exit code: the starter has to know that a till has said why."""
    from pos_app.commands.console import sentences
    from pos_app.updates.slots import TOLD_EXIT

    terminal.show(sentences(trouble))
    return TOLD_EXIT if is_till else 1


def _end_by_fault(words: list[str], bug: Exception, *, is_till: bool) -> int:
    """Report a fault that ended the program, whatever of it still works, and give the exit code."""
    reference = "-"
    with contextlib.suppress(Exception):  # what would write it may be what is broken
        reference = _report(words, bug, is_till=is_till)
    from pos_app.updates.slots import FAULT_EXIT, STARTER

    if STARTER not in os.environ:  # it opens the till again, or says that it does not any more
        terminal.show(_FAULT.format(reference=reference))
    return FAULT_EXIT


def _report(words: list[str], bug: Exception, *, is_till: bool) -> str:
    from pos_app import config, crash
    from pos_app.clock import SystemClock

    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--data", type=Path)
    logs = config.data_folder(parser.parse_known_args(words)[0].data) / config.LOGS
    return crash.CrashReports(logs, SystemClock()).report_end(bug, is_till=is_till)
