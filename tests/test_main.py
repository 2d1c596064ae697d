"""What breaks before or beside the window ends the program in words, with a report and a code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app import crash
from pos_app.updates.slots import FAULT_EXIT, TOLD_EXIT

_BROKEN = "raise ZeroDivisionError('13800138000')\n"


def start(
    root: Path, broken: Path, *words: str | Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Start the till where a module of a library is not what it was."""
    return subprocess.run(
        [sys.executable, "-m", "pos_app", *words],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,  # a till that opens all the same would stay
        env=os.environ
        | {
            "PYTHONIOENCODING": "utf-8",
            "PYTHONPATH": str(broken),
            "QT_QPA_PLATFORM": "offscreen",
        }
        | variables,
    )


@pytest.mark.parametrize(
    ("module", "words"),
    [("PySide6", ()), ("sqlalchemy", ("verify",))],
    ids=["window", "command"],
)
def test_a_fault_outside_the_window_is_reported_and_ends_with_a_code_of_its_own(
    tmp_path: Path, root: Path, module: str, words: tuple[str, ...]
) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / f"{module}.py").write_text(_BROKEN)
    data = tmp_path / "data"
    ended = start(root, tmp_path / "broken", *words, "--data", data)
    assert ended.returncode == FAULT_EXIT
    (report,) = (data / "logs").glob(crash.PATTERN)
    reference = report.stem.rpartition("-")[2]
    assert f"编号 {reference}" in ended.stderr
    assert f"(reference {reference})" in ended.stderr
    is_told_at_the_next_start = (data / "logs" / crash.ENDED_FILE).exists()
    assert is_told_at_the_next_start == (not words)
    text = report.read_text("utf-8")
    assert "builtins.ZeroDivisionError" in text
    assert "13800138000" not in text


def test_where_no_report_can_be_written_the_fault_is_told_all_the_same(
    tmp_path: Path, root: Path
) -> None:
    (tmp_path / "PySide6.py").write_text(_BROKEN)
    (tmp_path / "platform.py").write_text(_BROKEN)
    ended = start(root, tmp_path, "--data", tmp_path / "data")
    assert ended.returncode == FAULT_EXIT
    assert "(reference -)" in ended.stderr


def test_a_till_that_the_starter_opens_again_says_nothing_before_it_comes(
    tmp_path: Path, root: Path
) -> None:
    (tmp_path / "PySide6.py").write_text(_BROKEN)
    data = tmp_path / "data"
    ended = start(root, tmp_path, "--data", data, RONGHE_STARTER="1")
    assert ended.returncode == FAULT_EXIT
    assert "编号" not in ended.stderr
    assert list((data / "logs").glob(crash.PATTERN))


def test_settings_that_are_wrong_are_no_fault_of_the_program(tmp_path: Path, root: Path) -> None:
    (tmp_path / "workstation.toml").write_text("scanner = 7\n")
    ended = start(root, tmp_path / "nothing", "--data", tmp_path)
    assert ended.returncode == TOLD_EXIT
    assert "workstation.toml" in ended.stderr
    assert not (tmp_path / "logs").exists()
