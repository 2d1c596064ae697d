"""``verify``: walk the journal and say in words whether anything was tampered with.

Exit: 0 all is as it was written; 1 tampered, with the first place; 2 unreadable.
"""

import argparse
from pathlib import Path
from typing import Final

from pos_app import config
from pos_app.commands import console
from pos_app.errors import EnvironmentFault
from pos_app.services.first_run_notes import check_set_up
from pos_app.store.database import Database, Synchronous
from pos_app.store.journal_export import export_journal
from pos_app.store.migrations import TILL_STEPS, version_of
from pos_app.store.till_file import TILL_FILE
from pos_app.store.verification import Difference, Verdict, verify_till

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "head_missing": ("流水的末尾记录不见了", "the record of where the journal ends is gone"),
    "other_terminal": ("文件属于另一台收银机", "the file belongs to another terminal"),
    "other_key": (
        "流水不是用本机的密钥签的",
        "the journal was not signed with this terminal's key",
    ),
    "epoch_not_joined": (
        "这一段与前一段接不上：前一段的末尾被改动",
        "this epoch does not continue the one before: the end of that one was changed",
    ),
    "row_missing": ("这一行不见了", "this row is missing"),
    "row_changed": ("这一行的内容被改动", "the content of this row was changed"),
    "chain_broken": ("这一行与前面的链接断了", "this row is not linked to the rows before it"),
    "signature_wrong": ("这一行的签名不对", "the signature of this row is wrong"),
    "body_not_canonical": ("这一行的格式不对", "this row is not in the journal's form"),
    "totals_wrong": ("累计总额与交易不符", "the perpetual totals do not add up"),
    "clock_backwards": (
        "开机计时倒退，行的次序可疑",
        "the clock since boot went back: the order of rows is doubtful",
    ),
    "tail_cut": (
        "流水的末尾被截掉或换过",
        "the end of the journal was cut off or replaced",
    ),
    "sale_missing": (
        "小票 {subject} 在流水里有、在交易表里没有",
        "receipt {subject} is in the journal but not among the transactions",
    ),
    "sale_changed": (
        "小票 {subject} 的交易记录与流水不符",
        "the transaction of receipt {subject} differs from its journal row",
    ),
    "sale_unknown": (
        "交易表里有流水不认识的交易 {subject}",
        "there is a transaction {subject} that the journal does not know",
    ),
    "receipt_gap": ("小票号在 {subject} 处不连续", "receipt numbers do not run on at {subject}"),
    "counter_changed": (
        "小票计数器（{subject}）与最后一张小票不符",
        "the receipt counter ({subject}) does not match the last receipt",
    ),
    "cash_changed": (
        "钱箱进出记录与流水不符",
        "a cash movement differs from its journal row",
    ),
    "safe_changed": (
        "保险柜或复点记录与流水不符",
        "an entry of the safe, or a count made again, differs from its journal row",
    ),
    "shift_changed": (
        "班次 {subject} 的金额与流水不符",
        "the amounts of shift {subject} differ from the journal",
    ),
    "stock_changed": (
        "库存记录与流水日志不一致",
        "the records of goods differ from the journal",
    ),
    "offers_changed": (
        "优惠券出示与使用记录与流水不符",
        "the record of coupons shown and taken differs from the journal",
    ),
    "set_up_changed": (
        "设置变更、价签价格或备份记录（{subject}）与流水不符",
        "records of set-up changes, shelf prices or copies ({subject}) differ from the journal",
    ),
    "protection_missing": (
        "防改动的保护 {subject} 被拆除",
        "the protection {subject} against changes was taken away",
    ),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Allow the journal to be written out for the independent verifier."""
    parser.add_argument(
        "--export",
        type=Path,
        metavar="FOLDER",
        help="a folder that exists: also write the journal there, for resources/verifier/"
        "verify_journal.py --export",
    )


def run(arguments: argparse.Namespace) -> int:
    """Verify the till's records."""
    try:
        verdict = _verify(config.load(arguments.data).data, arguments.export)
    except EnvironmentFault as fault:
        console.tell(fault)
        return 1 if fault.code == "JOURNAL_DAMAGED" else 2
    if verdict.difference:
        _tell_difference(verdict.difference)
        return 1
    console.say(
        f"没有发现改动：流水 {verdict.rows} 行、交易 {verdict.sales} 笔，签名、链接、总额、小票号"
        f"都对（到第 {verdict.epoch} 段第 {verdict.seq} 行）。",
        f"Nothing was tampered with: {verdict.rows} journal rows, {verdict.sales} transactions;"
        f" signatures, links, totals and receipt numbers are right (up to epoch {verdict.epoch},"
        f" row {verdict.seq}).",
    )
    return 0


def _verify(folder: Path, export: Path | None) -> Verdict:
    check_set_up(folder)
    terminal = console.terminal_of(folder)
    path = folder / TILL_FILE
    if not path.exists():
        raise EnvironmentFault("DATABASE_MISSING", file=TILL_FILE)
    database = Database(path, terminal.till_key, Synchronous.FULL)
    try:
        if version_of(database) < len(TILL_STEPS):  # its tables are not yet as they are read here
            raise EnvironmentFault("DATABASE_OLDER", file=TILL_FILE)
        verdict = verify_till(database, terminal, console.progress_bar())
        if export:
            for file in export_journal(database, export):
                console.say(f"流水已导出：{file}", f"Journal written to: {file}")
        return verdict
    finally:
        database.close()


def _tell_difference(difference: Difference) -> None:
    chinese, english = _WORDS[difference.what]
    subject = difference.subject
    console.say(
        f"发现改动：第 {difference.epoch} 段第 {difference.seq} 行，"
        f"{chinese.format(subject=subject)}。",
        f"Tampered with: epoch {difference.epoch}, row {difference.seq}:"
        f" {english.format(subject=subject)}.",
    )
