"""Speaking to a terminal in both languages, with progress.

The sentences stand here and not in ui/, because these commands are also for the day when nothing
else of the till starts.
"""

import sys
from collections import defaultdict
from pathlib import Path
from typing import Final

from pos_app.commands.expected_words import in_chinese
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.item_words import WORDS
from pos_app.store.backup import Terminal
from pos_app.store.database import Progress
from pos_app.sync_words import NOT_CONNECTED, why
from pos_app.vault.keys import KeyStore

_BAR: Final = 30
UNKNOWN: Final = ("没有成功（{code}）。", "It did not work ({code}).")

FAULTS: Final[dict[str, tuple[str, str]]] = NOT_CONNECTED | {
    "BASKET_COUPON_UNKNOWN": (
        "方案中没有活动 {campaign}，券 {coupon} 不能用。",
        "The bundle has no rule for campaign {campaign} of coupon {coupon}.",
    ),
    "BASKET_LINE_REFUSED": (
        "{path} 这一行不能卖（{reason}）。",
        "The line at {path} cannot be sold ({reason}).",
    ),
    "BASKET_NOT_JSON": (
        "购物篮文件不是 UTF-8 的 JSON。",
        "The basket file is not JSON in UTF-8.",
    ),
    "BASKET_OTHER_FORMAT": (
        "购物篮文件不是 {known} 格式。",
        "The basket file is not of the format {known}.",
    ),
    "BASKET_TOO_LARGE": (
        "购物篮文件超过 {most} 字节。",
        "The basket file has more than {most} bytes.",
    ),
    "BASKET_WRONG": (
        "购物篮文件在 {path} 有误，应为：{expected}。",
        "The basket file is wrong at {path}; expected: {expected}.",
    ),
    "BUNDLE_NOT_JSON": (
        "促销方案不是 UTF-8 的 JSON。",
        "The promotion rules are not JSON in UTF-8.",
    ),
    "BUNDLE_OTHER_FORMAT": (
        "促销方案不是 {known} 格式。",
        "The promotion rules are not of the format {known}.",
    ),
    "BUNDLE_TOO_LARGE": (
        "促销方案超过 {most} 字节。",
        "The promotion rules have more than {most} bytes.",
    ),
    "BUNDLE_WRONG": (
        "促销方案在 {path} 有误，应为：{expected}。",
        "The promotion rules are wrong at {path}; expected: {expected}.",
    ),
    "BUNDLE_FILE_UNREADABLE": ("读不了文件 {file}。", "{file} cannot be read."),
    "BUNDLE_NOT_NEWER": (
        "已有第 {version} 版或更新的促销方案，没有改动。",
        "Version {version} or a newer one is in force already; nothing was changed.",
    ),
    "RULES_COME_FROM_CLOUD": (
        "促销由总部下发，本机不能另行更换。请在总部修改促销。",
        "Head office has the promotions; this till takes no others. Change them there.",
    ),
    "NO_DISPLAY": (
        "没有显示器，无法打开窗口。请用 --png 文件 或 --text。",
        "There is no display for a window. Use --png FILE or --text.",
    ),
    "BACKUP_FOLDER_MISSING": ("没有文件夹 {folder}。", "There is no folder {folder}."),
    "BACKUP_MISSING": ("没有备份文件 {file}。", "There is no backup file {file}."),
    "BUNDLE_UNWRITABLE": (
        "写不了 {file}。请检查文件夹和磁盘空间。",
        "{file} cannot be written. Check the folder and the room on the disk.",
    ),
    "CAMPAIGN_UNKNOWN": (
        "没有活动 {campaign}，现有：{known}。",
        "There is no campaign {campaign}; there are: {known}.",
    ),
    "COPY_EXISTS": (
        "{file} 已存在，不会覆盖。请换一个文件名。",
        "{file} exists already and is not overwritten. Choose another name.",
    ),
    "DATABASE_CORRUPT": (
        "{file} 已损坏，读不出来。请用最近的备份恢复（restore），原文件会保留。",
        "{file} is damaged and cannot be read. Restore the latest backup; the file itself is kept.",
    ),
    "DATABASE_IO": (
        "读写 {file} 出错。请检查磁盘和连接线，然后重试。",
        "Reading or writing {file} failed. Check the disk and its cable, then try again.",
    ),
    "DATABASE_KEY_WRONG": (
        "{file} 用本机的密钥打不开：它属于另一台收银机，或者文件开头已损坏。",
        "{file} does not open with this till's key: it belongs to another till, or its beginning is"
        " damaged.",
    ),
    "DATABASE_LOCKED": (
        "{file} 正被别的程序占用。请稍后重试。",
        "{file} is held by another program. Try again in a moment.",
    ),
    "DATABASE_MISSING": (
        "本机的记录文件 {file} 不见了。请用最近的备份恢复（restore）。",
        "This till's records ({file}) are missing. Restore the latest backup.",
    ),
    "DATABASE_NEWER": (
        "{file} 由更新的版本写入（第 {found} 版，本程序到第 {known} 版）。请升级程序；"
        "文件没有改动。",
        "{file} was written by a newer version ({found}; this program knows {known}). Update the"
        " program; the file is unchanged.",
    ),
    "DATABASE_OLDER": (
        "{file} 由较早的版本写入。请先打开一次收银机，由它升级文件（会先留一份副本），再核验。",
        "{file} was written by an earlier version. Open the till once: it brings the file up to"
        " date, a copy kept first. Then verify.",
    ),
    "DATABASE_READ_ONLY": (
        "{file} 所在的磁盘或文件夹是只读的。",
        "The disk or folder of {file} is read-only.",
    ),
    "DATA_DIRECTORY_UNUSABLE": (
        "数据文件夹 {folder} 不能使用。",
        "The data folder {folder} cannot be used.",
    ),
    "DATA_IN_USE": (
        "收银程序正在使用 {folder}。请先退出收银程序。",
        "A running till is using {folder}. Close it first.",
    ),
    "DEMO_ISSUER_DAMAGED": (
        "演示门店的密钥文件 {file} 读不出来，无法生成码。",
        "{file}, the demo store's keys, cannot be read. Codes cannot be made.",
    ),
    "DEMO_ISSUER_MISSING": (
        "没有 {file}：这个数据文件夹不是演示门店。请先打开一次收银机。",
        "There is no {file}: this data folder is not a demo store's. Open the till once first.",
    ),
    "DEMO_MEMBER_UNKNOWN": (
        "演示门店里没有会员卡号 {number}。",
        "The demo store has no member with card number {number}.",
    ),
    "DISK_FULL": (
        "磁盘已满。已确认的记录没有丢失。",
        "The disk is full. Nothing confirmed is lost.",
    ),
    "DISK_TOO_FULL": (
        "磁盘空间不够：需要 {needed_mb} MB 以上，剩余 {free_mb} MB。",
        "Not enough room on the disk: more than {needed_mb} MB needed, {free_mb} MB free.",
    ),
    "JOURNAL_DAMAGED": (
        "流水在第 {epoch} 段第 {seq} 行被改动或损坏（{reason}）。",
        "The journal was changed or damaged at epoch {epoch}, row {seq} ({reason}).",
    ),
    "KEY_FILE_DAMAGED": (
        "密钥文件 {file} 已损坏。没有它，记录打不开。",
        "The key file {file} is damaged. Without it the records do not open.",
    ),
    "KEY_FILE_MISSING": (
        "没有密钥文件 {file}：这个数据文件夹里还没有收银机，或者密钥已丢失。",
        "There is no key file {file}: no till has been set up in this data folder, or its key is"
        " lost.",
    ),
    "KEY_FILE_NEWER": (
        "密钥文件 {file} 由更新的版本写入。请升级程序。",
        "The key file {file} was written by a newer version. Update the program.",
    ),
    "KEY_FILE_UNREADABLE": (
        "读不了密钥文件 {file}。请检查权限。",
        "The key file {file} cannot be read. Check its permissions.",
    ),
    "KEY_FILE_UNWRITABLE": (
        "写不了 {file}。请检查权限和磁盘空间。",
        "{file} cannot be written. Check permissions and room on the disk.",
    ),
    "KEY_STORE_UNAVAILABLE": (
        "系统的密钥保管服务没有回应或没有本机的钥匙。请以收银用户登录后重试。",
        "The system's secret store does not answer or has no key of this till. Sign in as the"
        " till's user and try again.",
    ),
    "MEMBER_ENROLLED_HERE": (
        "这位会员是在本机入会的。请在收银台删除：Ins 找到会员，再按 Ins、F7、F8、F9，由店长授权。"
        "本命令没有改动任何资料。",
        "This member joined at this till. Delete them there: find them with Ins, then press Ins,"
        " F7, F8, F9, with the store manager's consent. Nothing was changed by this command.",
    ),
    "RECORDS_DIFFER": (
        "新版本升级的副本核验不通过（{what}），不会使用这个版本。原记录没有改动。",
        "The copy that the new version brought up does not verify ({what}); that version is not"
        " used. The records are unchanged.",
    ),
    "SEAL_BROKEN": (
        "有一份封存的入会资料打不开：不是封给这个演示云的，或已损坏。",
        "A sealed packet does not open: it is not for this demo cloud, or it is damaged.",
    ),
    "MEMBER_UNKNOWN": (
        "本机没有这个会员。手机号须完整。",
        "This till knows no such member. A phone number has to be whole.",
    ),
    "PHONE_WRONG": (
        "这不是手机号。请输入全部数字。",
        "That is not a mobile number. Give all its digits.",
    ),
    "PICTURE_UNWRITABLE": (
        "图片写不到 {file}。请检查文件夹。",
        "The picture cannot be written to {file}. Check the folder.",
    ),
    "PRICE_FILE_UNREADABLE": (
        "读不了文件 {file}。",
        "The file {file} cannot be read.",
    ),
    "RESTORE_LOSES_SALES": (
        "本机现有记录比备份新：恢复会丢掉 {sales} 笔交易、{rows} 行流水。"
        "确定要这样做，请加 --accept-loss；原文件仍会保留。",
        "This till has newer records than the backup: restoring would leave out {sales}"
        " transactions, {rows} journal rows. If that is what you want, add --accept-loss; the"
        " present file is kept even so.",
    ),
    "UPDATE_KEPT": (
        "新版本已经记录了营业数据，或没有升级前的副本，不能退回。请联系支持；记录没有改动。",
        "The newer version has recorded something already, or there is no copy from before it:"
        " going back would lose it. Call support; the records are unchanged.",
    ),
    "SETTINGS_UNREADABLE": (
        "设置文件 {file} 有误：{problem}",
        "The settings file {file} is wrong: {problem}",
    ),
}


def say(chinese: str, english: str) -> None:
    """Print one sentence in both languages."""
    print(chinese)
    print(english)


def tell(fault: EnvironmentFault | Refusal) -> None:
    """Print what went wrong, in both languages, where errors go."""
    print(sentences(fault), end="", file=sys.stderr)


def sentences(fault: EnvironmentFault | Refusal) -> str:
    """Say what went wrong: a line in each language."""
    chinese, english = FAULTS.get(fault.code) or WORDS.get(fault.code) or UNKNOWN
    facts = defaultdict(str, {"code": fault.code} | fault.facts)
    why_zh, why_en = why(str(facts["why"]))
    in_zh = facts | {"expected": in_chinese(str(facts["expected"])), "why": why_zh}
    return f"{chinese.format_map(in_zh)}\n{english.format_map(facts | {'why': why_en})}\n"


def progress_bar() -> Progress:
    """Show progress on a terminal; say nothing into a file or a pipe."""
    shown = -1

    def show(share: float) -> None:
        nonlocal shown
        percent = int(share * 100)
        if percent != shown and sys.stderr.isatty():
            shown = percent
            done = _BAR * percent // 100
            end = "\n" if percent == 100 else ""
            print(f"\r[{'#' * done}{'.' * (_BAR - done)}] {percent:3d} %", end=end, file=sys.stderr)
            sys.stderr.flush()

    return show


def terminal_of(folder: Path) -> Terminal:
    """Load the keys of the till in a data directory.

    Refuses: what KeyStore.load refuses.
    """
    keys = KeyStore(folder).load()
    return Terminal(keys.terminal_id, keys.till_key, keys.signing_seed)
