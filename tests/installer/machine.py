"""One Windows of Wine's as the tests of the installer see it: programs, folders, registry."""

import hashlib
import os
import re
import subprocess
import time
from pathlib import Path

from installer import places, wine

APP_KEY = r"HKLM\Software\RonghePOS"
UNINSTALL_KEY = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\RonghePOS"
_LONGEST_S = 120
PROGRAM = f"{places.PROGRAM}.exe"
UNINSTALL = ("cmd", "/c", r"C:\uninstall.bat")


class Machine:
    """Programs installed and run in one prefix."""

    def __init__(self, prefix: wine.Prefix) -> None:
        self.prefix = prefix
        self.installed = prefix.drive / "Program Files" / "Ronghe POS"
        (users,) = {path for path in (prefix.drive / "users").iterdir() if path.name != "Public"}
        self.user = users
        self.data = users / "AppData" / "Local" / "ronghe-pos" / "ronghe-pos"
        self.shortcuts = (
            users.parent / "Public" / "Desktop" / "Ronghe POS.lnk",
            prefix.drive / "ProgramData/Microsoft/Windows/Start Menu/Programs/Ronghe POS.lnk",
        )

        batch = prefix.drive / "uninstall.bat"
        folder = r"C:\Program Files\Ronghe POS"
        batch.write_text(f'@"{folder}\\uninstall.exe" /S _?={folder}\r\n@exit /b %errorlevel%\r\n')

    def install(self, setup: Path, *words: str) -> int:
        """Run Setup.exe silently; give its exit code."""
        code = self.prefix.run([setup, "/S", *words], longest_s=300).code
        self.prefix.wait()
        return code

    def uninstall(self) -> int:
        """Uninstall silently and wait for its end; then its own file stays, which is removed here.

        ``_?=`` keeps it from going on as a copy of itself; it must be the last word and unquoted.
        """
        code = self.prefix.run(UNINSTALL, longest_s=120).code
        self.prefix.wait()
        if code == 0:
            (self.installed / "uninstall.exe").unlink(missing_ok=True)
            if not list(self.installed.iterdir()):
                self.installed.rmdir()
        return code

    def registry(self, key: str) -> dict[str, str]:
        """Read the values of a key; empty where there is none."""
        said = self.prefix.run(["reg", "query", key, "/reg:64"]).said
        return dict(re.findall(r"(?m)^ {4}(\S+) +REG_\w+ +(.*?)\r?$", said))

    def slots(self) -> dict[str, str]:
        """Read which versions Setup says there are."""
        text = (self.installed / "slots.ini").read_text(encoding="ascii")
        return dict(re.findall(r"(?m)^(\w+)=(\S*)$", text))

    def picture(self) -> str:
        """Tell one state of the program's folder from any other."""
        return tree_hash(self.installed)

    def agree(self) -> None:
        """Wait for a box of the till or its starter that says something, and press its only key."""
        seen = os.environ | {"DISPLAY": self.prefix.display}
        until = time.monotonic() + _LONGEST_S
        asked = ["xdotool", "search", "--onlyvisible", "--name", "^Ronghe POS$"]
        while subprocess.run(asked, env=seen, check=False, stdout=subprocess.DEVNULL).returncode:
            assert time.monotonic() < until, "nothing was told"
            time.sleep(0.2)
        subprocess.run(["xdotool", "key", "Return"], env=seen, check=True)

    def hold(self, program: Path, sign: Path) -> "subprocess.Popen[bytes]":
        """Start a program that goes on running, and wait until it has made a file: its sign."""
        process = self.prefix.start([program])
        until = time.monotonic() + _LONGEST_S
        while not sign.exists() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.1)
        if not sign.exists():
            process.kill()
            self.prefix.stop()  # or whoever waits for the end of all programs waits for ever
            raise AssertionError(f"{program} did not start, or ended: {process.wait()}")
        return process


def tree_hash(folder: Path) -> str:
    """Hash names and contents of everything in a folder."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
