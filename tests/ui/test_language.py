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
