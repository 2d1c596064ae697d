"""The till opens when somebody signs on to this computer: told to the system, kept by the system.

For this user alone, which needs no administrator: a value below Windows' own Run key, or a file
for desktops that follow freedesktop.org (Desktop Application Autostart 0.5, Desktop Entry 1.5).
What Setup was asked to do for everybody (/AUTOSTART) is seen here, and undone by Setup alone.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path
from typing import Final

from pos_app.config import users_own_folder
from pos_app.errors import EnvironmentFault
from pos_app.resources import is_bundle

NAME: Final = "RonghePOS"
"""Under which Windows lists it; resources/windows/installer.nsi has the same one."""

FILE: Final = "ronghe-pos.desktop"

_RUN: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"
_SLOTS: Final = "slots.ini"
_SOURCE: Final = Path(__file__).resolve().parents[1]


class StartsFor(Enum):
    """Whose sign-on to the computer opens the till."""

    NOBODY = auto()
    THIS_USER = auto()
    EVERYBODY = auto()


def words_to_start(data: Path) -> tuple[str, ...]:
    """Give the words by which this program is started on the data folder that it works on.

    Where Setup has laid it out, that is the starter beside the versions.
    """
    program = Path(sys.executable)
    if not is_bundle():
        words: tuple[str, ...] = (str(program), "-m", "pos_app")
    elif (program.parent.parent / _SLOTS).exists():
        words = (str(program.parent.parent / program.name),)
    else:
        words = (str(program),)
    return words if data == users_own_folder() else (*words, "--data", str(data))


if sys.platform == "win32":
    import winreg

    class Autostart:
        """Tells Windows. Any thread; each call is a moment's work."""

        def __init__(self, words: Sequence[str]) -> None:
            self._command = subprocess.list2cmdline(words)

        def is_on(self) -> bool:
            """Tell whether this user's Windows starts this very program."""
            return _read(winreg.HKEY_CURRENT_USER) == self._command

        def is_for_everybody(self) -> bool:
            """Tell whether Windows starts it for whoever signs on."""
            return _read(winreg.HKEY_LOCAL_MACHINE) is not None

        def turn(self, *, is_on: bool) -> None:
            """Have this user's Windows start it, or not any more.

            Refuses: AUTOSTART_NOT_WRITABLE.
            """
            try:
                with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
                    if is_on:
                        winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, self._command)
                    elif _read(winreg.HKEY_CURRENT_USER) is not None:
                        winreg.DeleteValue(key, NAME)
            except OSError as error:
                raise EnvironmentFault("AUTOSTART_NOT_WRITABLE") from error

    def _read(root: int) -> str | None:
        try:
            with winreg.OpenKey(root, _RUN) as key:
                return str(winreg.QueryValueEx(key, NAME)[0])
        except OSError:
            return None

else:

    class Autostart:
        """Tells the user's desktop. Any thread; each call is a moment's work."""

        def __init__(self, words: Sequence[str]) -> None:
            home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
            self.file = Path(home) / "autostart" / FILE
            self._text = _entry(words)

        def is_on(self) -> bool:
            """Tell whether this user's desktop starts this very program."""
            try:
                return self.file.read_text("utf-8") == self._text
            except (OSError, ValueError):
                return False

        def is_for_everybody(self) -> bool:
            """Nothing but this file is ever made here."""
            return False

        def turn(self, *, is_on: bool) -> None:
            """Have this user's desktop start it, or not any more.

            Refuses: AUTOSTART_NOT_WRITABLE.
            """
            try:
                if is_on:
                    self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                    self.file.write_text(self._text, "utf-8")
                else:
                    self.file.unlink(missing_ok=True)
            except OSError as error:
                raise EnvironmentFault("AUTOSTART_NOT_WRITABLE") from error

    def _entry(words: Sequence[str]) -> str:
        """Write a desktop entry; its folder is where Python finds a till run from source."""
        lines = (
            "[Desktop Entry]",
            "Type=Application",
            "Name=Ronghe POS",
            "Name[zh_CN]=融合收银",
            f"Exec={' '.join(map(_quoted, words))}",
            f"Path={_SOURCE}",
            "Terminal=false",
            "",
        )
        return "\n".join(lines)

    def _quoted(word: str) -> str:
        """Quote for ``Exec``: its own backslashes, and those of a text in such a file."""
        for sign in ("\\", '"', "`", "$"):
            word = word.replace(sign, "\\" + sign)
        return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'
