"""The check of the translations finds what is missing, new, left over or half done."""

from pathlib import Path

import pytest

from tests import texts

SCREEN = """
from PySide6.QtCore import QCoreApplication
from pos_app.ui.marked import marked
SENTENCES = {"A": marked("Messages", "Take it "
                                "back.")}
title = QCoreApplication.translate("Till", "Pay", "the key")
count = QCoreApplication.translate("Till", "%n lines", None, 3)
"""


@pytest.fixture
def screen(tmp_path: Path) -> Path:
    (tmp_path / "till.py").write_text(SCREEN, encoding="utf-8")
    return tmp_path


@pytest.fixture
def chinese(screen: Path) -> Path:
    """A finished translation of the screen."""
    file = screen / "zh_CN.ts"
    empty = '<!DOCTYPE TS>\n<TS version="2.1" language="zh_CN"/>\n'
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n{empty}', encoding="utf-8")
    texts.update(file, screen)
    words = file.read_text(encoding="utf-8").replace(' type="unfinished"', "")
    words = words.replace("<translation></translation>", "<translation>好</translation>")
    words = words.replace("<numerusform></numerusform>", "<numerusform>%n 行</numerusform>")
    file.write_text(words, encoding="utf-8")
    return file


def test_a_finished_translation_has_no_fault(chinese: Path, screen: Path) -> None:
    assert texts.find_faults(chinese, screen) == []


def test_a_new_sentence_is_found(chinese: Path, screen: Path) -> None:
    more = SCREEN + 'more = QCoreApplication.translate("Till", "Count the drawer")\n'
    (screen / "till.py").write_text(more, encoding="utf-8")
    assert texts.find_faults(chinese, screen) == [
        "zh_CN.ts: new sentence, run `make texts`: Till: Count the drawer"
    ]


def test_a_sentence_that_no_screen_says_any_more_is_found(chinese: Path, screen: Path) -> None:
    (screen / "till.py").write_text(SCREEN.replace('"back."', '"away."'), encoding="utf-8")
    assert texts.find_faults(chinese, screen) == [
        "zh_CN.ts: new sentence, run `make texts`: Messages: Take it away.",
        "zh_CN.ts: no longer used, run `make texts`: Messages: Take it back.",
    ]


@pytest.mark.parametrize(
    ("done", "undone", "name"),
    [
        ("<translation>好", '<translation type="unfinished">好', "Messages: Take it back."),
        ("<translation>好</translation>", "<translation></translation>", "Messages: Take it back."),
        ("%n 行", "", "Till: %n lines"),
    ],
)
def test_an_unfinished_translation_is_found(
    chinese: Path, screen: Path, done: str, undone: str, name: str
) -> None:
    words = chinese.read_text(encoding="utf-8")
    chinese.write_text(words.replace(done, undone, 1), encoding="utf-8")
    assert texts.find_faults(chinese, screen) == [f"zh_CN.ts: not translated: {name}"]
