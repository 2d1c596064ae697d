"""Setup.exe from a bundle: makensis over resources/windows/starter.nsi and installer.nsi."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from installer import places
from installer.bundle import moment_of_commit

Values = dict[str, str | int | Path]

_SIDE: Final = "setup-side.bmp"
_FAST: Final = ("SetCompressor zlib",)
_SMALL: Final = ("SetCompressor /SOLID lzma", "SetCompressorDictSize 32")
"""LZMA looks 32 MB back for what it has seen, not the usual 8: 1.1 MB less. Setup.exe needs as much
memory while it unpacks."""


def pack(bundle: Path, setup: Path, version: str, *, is_quick: bool) -> None:
    """Pack Setup.exe: small in a minute or, with zlib, a third larger in seconds.

    What makensis needs on the way is left beside it.
    """
    starter, listed = setup.with_suffix(".starter.exe"), setup.with_suffix(".nsh")
    files = sorted(path for path in bundle.rglob("*") if path.is_file())
    listed.write_text("\n".join(_commands(bundle, files)) + "\n", encoding="utf-8")
    side = shutil.copyfile(places.WINDOWS_RESOURCES / _SIDE, setup.with_suffix(".side.bmp"))
    _stamp(side)
    _make("starter.nsi", _FAST, {"VERSION": version, "OUT": starter})
    values = {
        "VERSION": version,
        "OUT": setup,
        "STARTER": starter,
        "SIDE": side,
        "FILES": listed,
        "COUNT": len(files),
        "SIZE": sum(file.stat().st_size for file in files) // 1024,
    }
    _make("installer.nsi", _FAST if is_quick else _SMALL, values)


def _make(script: str, compressor: tuple[str, ...], values: Values) -> None:
    """Let makensis make a program; what it warns of stops it too."""
    given: Values = {"ICON": places.WINDOWS_RESOURCES / "ronghe-pos.ico", **values}
    words = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8"]
    words += [f"-D{name}={value}" for name, value in given.items()]
    words += [f"-X{line}" for line in compressor]
    words += [str(places.WINDOWS_RESOURCES / script)]
    moment = {"SOURCE_DATE_EPOCH": str(moment_of_commit())}
    if subprocess.run(words, env=os.environ | moment, check=False).returncode != 0:
        sys.exit(f"{script} was not made into a program; makensis says why above")
    _stamp(Path(str(given["OUT"])))


def _stamp(file: Path) -> None:
    """Give a file the time of the commit: Setup keeps the times of all that is in it."""
    os.utime(file, (moment_of_commit(), moment_of_commit()))


def _commands(bundle: Path, files: list[Path]) -> list[str]:
    """Name every file in one order; makensis itself would take them as the disk gives them."""
    lines: list[str] = []
    folder = None
    for file in files:
        if file.parent != folder:
            folder = file.parent
            names = ("${PART}", *folder.relative_to(bundle).parts)
            lines.append('SetOutPath "{}"'.format("\\".join(names)))
        lines.append(f'File "{file}"')
    return lines
