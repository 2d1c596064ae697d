"""A second start on the same data brings the running till to the front, and ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_app import doorbell
from pos_app.store.data_lock import data_directory_lock
from pos_app.ui.door import Door
from tests.devices.conftest import wait_until

_SECOND = """
import sys
from pathlib import Path
from pos_app.config import Config
from pos_app.run_till import _is_elsewhere
print(_is_elsewhere(Config(Path(sys.argv[1]))))
"""


def _second(folder: Path, root: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _SECOND, str(folder)],
        cwd=root,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )


@pytest.mark.parametrize("times", [1, 3])
def test_the_first_comes_to_the_front_each_time_it_is_rung(
    tmp_path: Path, root: Path, qtbot: QtBot, times: int
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    with data_directory_lock(tmp_path):
        door = Door(tmp_path, window, QObject(window))
        for _ in range(times):
            window.showMinimized()
            second = _second(tmp_path, root)
            qtbot.waitUntil(lambda each=second: each.poll() is not None, timeout=20_000)
            assert second.communicate()[0].strip() == "True"
            assert not window.windowState() & Qt.WindowState.WindowMinimized
        door.deleteLater()


def test_a_till_that_does_not_answer_is_not_waited_for(tmp_path: Path, root: Path) -> None:
    with data_directory_lock(tmp_path):
        doorbell.hang_up_bell(tmp_path)
        second = _second(tmp_path, root)
        out, _ = second.communicate(timeout=30)
        assert out.strip() == "False"


def test_where_no_till_runs_nobody_is_rung(tmp_path: Path, root: Path) -> None:
    doorbell.hang_up_bell(tmp_path)  # left by one that was killed
    out, _ = _second(tmp_path, root).communicate(timeout=30)
    assert out.strip() == "False"
    assert (tmp_path / doorbell.BELL_FILE).read_text() == ""


def test_of_two_tills_started_at_once_one_stays_and_the_other_ends(
    tmp_path: Path, root: Path
) -> None:
    words = [sys.executable, "-m", "pos_app", "--data", str(tmp_path / "data"), "--first-run"]
    both = [
        subprocess.Popen(words, cwd=root, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
        for _ in range(2)
    ]
    try:
        wait_until(lambda: any(each.poll() is not None for each in both), 60_000)
        assert [each.poll() for each in both].count(0) == 1
        assert [each.poll() for each in both].count(None) == 1
    finally:
        for each in both:
            each.kill()
            each.wait()


@pytest.mark.parametrize("content", [b"\xff\xfe", "王".encode(), bytes(9)])
def test_a_spoilt_bell_does_not_disturb_the_till(
    tmp_path: Path, qtbot: QtBot, content: bytes
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    door = Door(tmp_path, window, QObject(window))
    (tmp_path / doorbell.BELL_FILE).write_bytes(content)
    door._on_rung(str(tmp_path / doorbell.BELL_FILE))
    (tmp_path / doorbell.DOOR_FILE).write_bytes(content)
    assert not doorbell.ring(tmp_path, "token")
    door.deleteLater()
