"""The pages of Setup and of its uninstaller, by keyboard alone, in both languages of Windows.

The pictures lie in .venv/dist/pictures, to be looked at.
"""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from installer import places
from PIL import Image

from tests.installer.conftest import OLD
from tests.installer.machine import PROGRAM, Machine
from tests.installer.person import LONGEST_S, Person, until

RUN_KEY = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Run"
_USERS_RUN_KEY = RUN_KEY.replace("HKLM", "HKCU")
_TITLES = {
    "zh_CN": ("Ronghe POS 安装", "Ronghe POS 卸载"),
    "en_US": ("Ronghe POS Setup", "Ronghe POS Uninstall"),
}
_FONTS = ("Tahoma", "MS Shell Dlg", "SimSun")
"""What pages are written in; Windows finds Chinese letters elsewhere, Wine has to be told."""

_UNINSTALLER = r"C:\Program Files\Ronghe POS\uninstall.exe"


class Visitor(Person):
    """Walks through pages; ``spoken`` is the language of this Windows."""

    def __init__(
        self, machine: Machine, words: list[str | Path], spoken: str, locales: Path
    ) -> None:
        self.spoken = spoken
        self.machine = machine
        self.display = machine.prefix.display
        self.pictures = places.OUT / "pictures"
        self.pictures.mkdir(parents=True, exist_ok=True)
        variables = {"LOCPATH": str(locales), "LC_ALL": f"{spoken}.UTF-8"}
        self.till = machine.prefix.start(words, variables=variables)

    def titles(self) -> list[str]:
        """Read the titles of all windows."""
        seen = {"DISPLAY": self.display, "PATH": "/usr/bin", "LC_ALL": "C.UTF-8"}
        asked = [
            "xdotool",
            "search",
            "--onlyvisible",
            "--name",
            "^Ronghe POS .",
            "getwindowname",
            "%@",
        ]
        said = subprocess.run(asked, env=seen, check=False, capture_output=True, text=True)
        return [title.strip() for title in said.stdout.splitlines()]

    def wait_for(self, title: str) -> None:
        """Wait until a window is there."""
        until(lambda: title in self.titles(), title, self.till)
        self.wait_until_still(3)

    def keep_page(self, name: str) -> Image.Image:
        """Keep a picture of a page."""
        self.wait_until_still(3)
        return self.keep(f"{name}-{self.spoken}")


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The languages by which Wine tells what Windows speaks."""
    if shutil.which("localedef") is None:
        pytest.skip("no localedef, which makes the language of a Windows")
    folder = tmp_path_factory.mktemp("locales")
    for name in _TITLES:
        subprocess.run(
            ["localedef", "-i", name, "-f", "UTF-8", str(folder / f"{name}.UTF-8")], check=True
        )
    return folder


@pytest.fixture
def pages(machine: Machine) -> Iterator[Machine]:
    """A machine with letters for Chinese pages, on which nothing is installed."""
    key = r"HKCU\Software\Wine\Fonts\Replacements"
    for font in _FONTS:
        machine.prefix.run(["reg", "add", key, "/v", font, "/d", "Noto Sans CJK SC", "/f"])
    yield machine
    if (machine.installed / "uninstall.exe").exists():
        machine.uninstall()
    machine.prefix.run(["reg", "delete", key, "/f"])


@pytest.mark.parametrize("spoken", _TITLES)
def test_setup_and_uninstaller_by_keyboard(
    pages: Machine, stand_ins: dict[str, Path], locales: Path, spoken: str
) -> None:
    setup, removal = _TITLES[spoken]
    one = Visitor(pages, [stand_ins[OLD]], spoken, locales)
    try:
        one.wait_for(setup)
        seen = [one.keep_page("setup-1-welcome")]
        one.press("Return")
        seen.append(one.keep_page("setup-2-folder"))
        one.press("Return")
        until(lambda: (pages.installed / "slots.ini").exists(), "installed", one.till)
        seen.append(one.keep_page("setup-3-finish"))
        assert len({picture.tobytes() for picture in seen}) == len(seen), "three pages"
        one.press("Return")
        assert one.till.wait(LONGEST_S) == 0
        called = pages.installed / "called.txt"
        until(called.exists, "the till, which the last page starts")
        pages.prefix.wait()
        assert called.read_text().split() == [f"app-{OLD}"], "as an icon starts it"
        called.unlink()
        assert "RonghePOS" not in pages.registry(RUN_KEY)
    finally:
        _end(one)
    entry = ["reg", "add", _USERS_RUN_KEY, "/v", "RonghePOS", "/d", "till", "/f"]
    pages.prefix.run(entry)
    two = Visitor(pages, [_UNINSTALLER], spoken, locales)
    try:
        until(lambda: removal in two.titles(), removal)  # it goes on as a copy of itself
        seen = [two.keep_page("removal-1-sure")]
        two.press("Return")
        until(lambda: not pages.installed.exists(), "removed")
        seen.append(two.keep_page("removal-2-data"))
        assert len({picture.tobytes() for picture in seen}) == len(seen), "two pages"
        two.press("Return")
        until(lambda: removal not in two.titles(), "closed")
        assert "RonghePOS" not in pages.registry(_USERS_RUN_KEY), "a page of the till's had it"
    finally:
        _end(two)


def test_the_last_page_has_the_till_open_by_itself_or_not_any_more(
    pages: Machine, stand_ins: dict[str, Path], locales: Path
) -> None:
    command = rf'"C:\Program Files\Ronghe POS\{PROGRAM}"'
    assert _marked(pages, stand_ins[OLD], locales, "marked") == command
    assert pages.install(stand_ins[OLD]) == 0
    assert pages.registry(RUN_KEY)["RonghePOS"] == command, "a silent one leaves it as it is"
    assert _marked(pages, stand_ins[OLD], locales, "unmarked") is None, "the mark was there"


def _marked(machine: Machine, setup: Path, locales: Path, name: str) -> str | None:
    """Change the mark on the last page, without starting the till; what Windows starts then."""
    one = Visitor(machine, [setup], "en_US", locales)
    try:
        one.wait_for(_TITLES["en_US"][0])
        before = one.look()
        one.press("Return", "Return")
        until(lambda: (machine.installed / "slots.ini").exists(), "installed", one.till)
        one.wait_until_still(5)
        assert one.look() != before
        one.press("space", "Tab", "space")
        one.keep_page(f"setup-3-{name}")
        one.press("Return")
        assert one.till.wait(LONGEST_S) == 0
    finally:
        _end(one)
    assert not (machine.installed / "called.txt").exists()
    return machine.registry(RUN_KEY).get("RonghePOS")


def _end(one: Visitor) -> None:
    if one.till.poll() is None:
        one.leave()
    else:
        one.machine.prefix.stop()
        one.till.communicate()
