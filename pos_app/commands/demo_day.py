"""``demo-day``: trade a scripted day of the demo store offscreen; keep pictures and papers."""

import argparse
import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app import config
from pos_app.clock import SystemClock
from pos_app.commands.console import say
from pos_app.commands.demo_member import phone_of
from pos_app.sync_words import why

if TYPE_CHECKING:
    from pos_app.commands.demonstration import Agreement, DayResult, Demonstration


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the folder for what the day leaves, and its language."""
    parser.add_argument("--out", type=Path, help="where pictures and papers go")
    parser.add_argument("--language", choices=["zh_CN", "en"], help="what the till speaks")


def run(arguments: argparse.Namespace) -> int:
    """Trade the day and say where everything is."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from pos_app.commands.demonstration import Demonstration
    from pos_app.opening import Opening
    from pos_app.ui import formats, language, theme
    from pos_app.ui.hands import Hands

    settings = config.load(arguments.data)
    app = QApplication(sys.argv[:1])
    theme.apply(app, 1.0)
    language.switch(language.Language(arguments.language or settings.language))
    with contextlib.ExitStack() as held:
        opening = Opening(settings, held, with_demo_cloud=True)
        opening.show(is_full_screen=False)
        say("正在打开演示门店……", "Opening the demo store ...")
        while not (opening.exit_code or opening.is_linked):
            app.processEvents()
        held.callback(opening.close)
        if opening.wiring is not None:
            counter = opening.wiring.counter
            hands = Hands(opening.window, opening.till_thread)
            date = hands.ask(lambda: counter.shifts.status()).suggested_date
            folder = arguments.out or settings.data / "demonstration" / date
            with phone_of(settings.data, None, SystemClock()) as phone:
                result = _traded(Demonstration(opening, folder, phone))
            net, over = formats.money(result.net_total), formats.money(result.over_short)
            say(
                f"营业日 {date}：{result.receipts} 笔交易，净额 {net}，长短款 {over}。",
                f"Business day {date}: {result.receipts} transactions, net {net},"
                f" over/short {over}.",
            )
            if result.agreement is not None:
                _tell_agreement(result.agreement)
            say(
                f"{result.pictures} 张截图和 {result.papers} 张小票、报表在：{folder}",
                f"{result.pictures} pictures and {result.papers} papers are in: {folder}",
            )
    return opening.exit_code


def _traded(day: "Demonstration") -> "DayResult":
    """Trade the day; where it sticks, say what may be the reason before the log says the rest."""
    try:
        return day.trade()
    except AssertionError:
        say(
            "演示没有做完。连接了另一家云端的收银机卖的是别的商品："
            "请用 --data 换一个文件夹。详见日志。",
            "The day was not traded to its end. A till of another cloud sells other goods: take"
            " another folder with --data. The log says more.",
        )
        raise


def _tell_agreement(found: "Agreement") -> None:
    """Say what till and cloud hold, and whether the day is proved."""
    chinese, english = "一致，已证明", "proved: both sides add up the same"
    if not found.is_proved:
        zh, en = why(found.reason or "DAY_NOT_COMPARED")
        chinese, english = f"未证明（{zh}）", f"not proved: {en}"
    say(
        f"断网期间照常完成 {found.offline} 笔销售；恢复后流水 {found.rows} 行，"
        f"云端已收 {found.held} 行。本日核对：{chinese}。",
        f"{found.offline} sales were made while the network was cut; with it back, of"
        f" {found.rows} journal rows the cloud holds {found.held}. The day is {english}.",
    )
