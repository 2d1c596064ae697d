"""What a terminal shows: both languages, and never a traceback for a fact nobody filled in."""

import io
import string
import sys

import pytest

from pos_app.commands.console import FAULTS, progress_bar, tell
from pos_app.errors import EnvironmentFault, Refusal


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_both_languages_name_the_same_facts(code: str) -> None:
    names = [
        {field for _, field, _, _ in string.Formatter().parse(text) if field}
        for text in FAULTS[code]
    ]
    assert names[0] == names[1]


def test_a_trouble_is_told_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    tell(EnvironmentFault("DATA_IN_USE", folder="/data"))
    tell(Refusal("SOMETHING_ELSE"))
    tell(EnvironmentFault("DATABASE_CORRUPT"))
    said = capsys.readouterr()
    assert said.out == ""
    assert "收银程序正在使用 /data" in said.err
    assert "A running till is using /data" in said.err
    assert "SOMETHING_ELSE" in said.err
    assert "is damaged" in said.err


def test_progress_is_drawn_on_a_terminal_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, drawn in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        show = progress_bar()
        for share in (0.0, 0.001, 0.5, 1.0):
            show(share)
        text = stream.getvalue()
        assert (" 50 %" in text) is drawn
        assert text.endswith("100 %\n") is drawn
        assert text.count("\r") == (3 if drawn else 0)
