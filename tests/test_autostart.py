"""The system opens the till at its user's sign-on: what is told to it, and that it understands."""

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pos_app.autostart import Autostart, words_to_start
from pos_app.config import users_own_folder
from pos_app.errors import EnvironmentFault


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine that runs the tests is changed."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("pos_app.autostart.NAME", "RonghePOS-test")


def test_it_is_turned_on_and_off_as_often_as_one_likes() -> None:
    starting = Autostart(("C:\\till\\RonghePOS.exe", "--data", "D:\\my shop"))
    assert not starting.is_for_everybody()
    for is_on in (True, True, False, False, True, False):
        starting.turn(is_on=is_on)
        assert starting.is_on() == is_on


def test_another_program_under_its_name_is_none_of_ours_and_is_replaced() -> None:
    other, ours = Autostart(("old",)), Autostart(("new",))
    other.turn(is_on=True)
    assert not ours.is_on()
    ours.turn(is_on=True)
    assert (ours.is_on(), other.is_on()) == (True, False)
    ours.turn(is_on=False)


def test_a_till_of_another_folder_is_opened_on_that_folder(tmp_path: Path) -> None:
    own = words_to_start(users_own_folder())
    assert own == (sys.executable, "-m", "pos_app")
    assert words_to_start(tmp_path) == (*own, "--data", str(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a registry for it")
def test_where_the_folder_cannot_be_written_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    with pytest.raises(EnvironmentFault, match="AUTOSTART_NOT_WRITABLE"):
        Autostart(("till",)).turn(is_on=True)


@pytest.mark.skipif(shutil.which("gio") is None, reason="no gio, which opens desktop entries")
def test_the_desktop_understands_the_entry_whatever_the_words(tmp_path: Path) -> None:
    said = tmp_path / "said"
    words = ["plain", "two words", 'a "quote"', "back\\slash", "$HOME `id` 100%", "店铺"]
    script = f"import sys; open({str(said)!r}, 'w').write('\\n'.join(sys.argv[1:]))"
    starting = Autostart((sys.executable, "-c", script, *words))
    starting.turn(is_on=True)
    subprocess.run(["gio", "launch", str(starting.file)], check=True, timeout=60)
    pause = threading.Event()
    for _ in range(600):
        if said.exists() and said.read_text():
            break
        pause.wait(0.05)
    assert said.read_text().splitlines() == words
