"""Windows programs run on Linux: a Wine prefix of our own, and how a program is started in it.

The traps: output goes into a pipe (a Python for Windows dies when it is a file), no QT_* variable
passes, a fresh prefix calls itself Windows 7, and two DLLs of Windows 10 are missing; stand-ins for
them are made from tests/installer/stubs. They are for Wine alone and never in what is built.
"""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from installer import places

_COMPILER: Final = "x86_64-w64-mingw32-gcc"
_NEEDED: Final = ("wine", "wineserver", "makensis", _COMPILER, "osslsigncode", "Xvfb")
_READY: Final = "ready"
_LONGEST_S: Final = 900
_OTHERS: Final = ("QT_", "PYTHON", "RONGHE_")  # what is said to programs of this machine


@dataclass(frozen=True)
class Ran:
    """How a program ended, and all it said."""

    code: int
    said: str


def missing_tools() -> list[str]:
    """Name what of the system is not there; empty when everything is."""
    return [name for name in _NEEDED if find_tool(name) is None]


def find_tool(name: str) -> str | None:
    """Find a program; Debian keeps wineserver out of PATH."""
    return shutil.which(name) or shutil.which(name, path="/usr/lib/wine")


class Prefix:
    """One Windows of Wine's, in a folder; what runs in it sees the display that is given."""

    def __init__(self, folder: Path, display: str) -> None:
        self.folder = folder
        self.drive = folder / "drive_c"
        self._home = folder.with_name(folder.name + "-home")
        self.display = display

    def prepare(self) -> None:
        """Make it, unless that was done: 700 MB, 10 s."""
        if (self.folder / _READY).exists():
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self._home.mkdir(exist_ok=True)
        self._must("wineboot", "-i")
        for stub in make_stubs():
            shutil.copy2(stub, self.drive / "windows" / "system32")
        self._must("winecfg", "-v", "win10")
        self.wait()
        (self.folder / _READY).touch()

    def run(
        self,
        words: Sequence[str | Path],
        *,
        folder: Path | None = None,
        variables: Mapping[str, str] | None = None,
        longest_s: float = _LONGEST_S,
    ) -> Ran:
        """Run a program to its end; paths of this machine among the words become Windows' own."""
        process = self.start(words, folder=folder, variables=variables)
        try:
            said, _ = process.communicate(b"", timeout=longest_s)
        except subprocess.TimeoutExpired:
            process.kill()
            self.stop()
            return Ran(-1, f"did not end within {longest_s:.0f} s")
        return Ran(process.returncode, said.decode("utf-8", "replace").replace("\r\n", "\n"))

    def start(
        self,
        words: Sequence[str | Path],
        *,
        folder: Path | None = None,
        variables: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a program and do not wait for it."""
        return subprocess.Popen(
            ["wine", *(as_windows(word) if isinstance(word, Path) else word for word in words)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=self._environment() | dict(variables or {}),
        )

    def wait(self) -> None:
        """Wait until every program in it has ended, those that a program left behind too."""
        self._server("-w")

    def stop(self) -> None:
        """End whatever still runs in it."""
        self._server("-k")
        self._server("-w")

    def _server(self, word: str) -> None:
        server = find_tool("wineserver")
        assert server is not None
        subprocess.run([server, word], env=self._environment(), check=False, timeout=_LONGEST_S)

    def _must(self, *words: str) -> None:
        ran = self.run(words)
        assert ran.code == 0, f"{words} ended with {ran.code}: {ran.said}"

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OTHERS)}
        return kept | {
            "WINEPREFIX": str(self.folder),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            # No menu entries and icons in somebody's home, no offer to fetch a browser.
            "WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d",
            "HOME": str(self._home),
            "DISPLAY": self.display,
        }


def as_windows(path: Path) -> str:
    """Name a path of this machine as programs in Wine know it."""
    return "Z:" + str(path.absolute()).replace("/", "\\")


def make_stubs() -> list[Path]:
    """Compile the stand-ins, unless that was done."""
    places.STUBS.mkdir(parents=True, exist_ok=True)
    made = []
    for source in sorted(places.STUB_SOURCES.glob("*.c")):
        target = places.STUBS / f"{source.stem}.dll"
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            words = ["-shared", "-O2", "-s", "-o", str(target), str(source), "-ladvapi32"]
            subprocess.run([_COMPILER, *words], check=True)
        made.append(target)
    return made


@contextlib.contextmanager
def virtual_display(size: str = "1440x900x24") -> Iterator[str]:
    """Give a display that nobody sees, such as ``:7``; it ends with the block."""
    reading, writing = os.pipe()
    words = ["-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
    process = subprocess.Popen(["Xvfb", *words], pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        process.terminate()
        process.wait()
