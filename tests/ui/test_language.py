"""The language can change under a running till, and so can the files it came from."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from pos_app.ui import language


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process has mapped")
def test_a_set_up_that_makes_the_texts_anew_does_not_take_a_running_till_down(
    chinese: None,
) -> None:
    language.switch(language.Language.ENGLISH)
    language.switch(language.Language.CHINESE)
    assert QCoreApplication.translate("Actions", "PAY") == "收款"
    # A mapped file that is written anew is a bus error at the next word.
    assert ".qm" not in Path("/proc/self/maps").read_text("utf-8")


def test_qt_says_its_own_words_in_the_language_of_the_till(chinese: None) -> None:
    scroll_bar = [("QScrollBar", "Scroll here"), ("QScrollBar", "Page up")]
    field = [("QWidgetTextControl", "Select All"), ("QLineEdit", "&Paste")]

    def said() -> list[str]:
        return [QCoreApplication.translate(*word) for word in scroll_bar + field]

    assert said() == ["滚动至此", "向上翻页", "全选", "粘贴(&P)"]
    language.switch(language.Language.ENGLISH)
    assert said() == ["Scroll here", "Page up", "Select All", "&Paste"]
    language.switch(language.Language.CHINESE)
    assert said()[2] == "全选"
