"""PyInstaller, on this machine or in Wine, and what makes two builds of one commit alike.

A build reads no clock and no random number: the moment of the commit stands for the moment of the
build, in the programs and as the time of every file.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from installer import places, wine

_WORDS = ("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN")


def moment_of_commit() -> int:
    """Give the time of the commit that is built, in seconds; SOURCE_DATE_EPOCH goes before it."""
    said = os.environ.get("SOURCE_DATE_EPOCH")
    if said:
        return int(said)
    words = ["git", "log", "-1", "--format=%ct"]
    return int(subprocess.run(words, cwd=places.ROOT, stdout=subprocess.PIPE, check=True).stdout)


def build_here() -> Path:
    """Build the folder for this machine and give it."""
    words = [sys.executable, *_WORDS, *map(str, _folders("linux")), str(places.SPEC)]
    done = subprocess.run(words, cwd=places.ROOT, env=os.environ | _variables(), check=False)
    if done.returncode != 0:
        sys.exit("the bundle was not built; PyInstaller says why above")
    _stamp(places.LINUX_BUNDLE)
    return places.LINUX_BUNDLE


def build_for_windows(prefix: wine.Prefix) -> Path:
    """Build the folder for Windows and give it."""
    words = [places.WINDOWS_PYTHON / "python.exe", *_WORDS, *_folders("windows"), places.SPEC]
    ran = prefix.run(words, folder=places.ROOT, variables=_variables())
    prefix.wait()
    if ran.code != 0:
        sys.exit(f"the bundle was not built:\n{ran.said}")
    _stamp(places.WINDOWS_BUNDLE)
    return places.WINDOWS_BUNDLE


def came_from(system: str) -> list[str]:
    """Name the files that went into a bundle, as PyInstaller knew them."""
    file = places.WORK / system / places.SPEC.stem / "came-from.json"
    named: list[str] = json.loads(file.read_text(encoding="utf-8"))
    return named


def give(bundle: Path, name: str, content: str) -> None:
    """Put one more file of text into a bundle."""
    target = bundle / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content, encoding="utf-8", newline="\n")
    _stamp(bundle)


def _folders(system: str) -> tuple[str | Path, ...]:
    shutil.rmtree(places.OUT / system, ignore_errors=True)
    work = places.WORK / system
    work.mkdir(parents=True, exist_ok=True)
    return ("--distpath", places.OUT / system, "--workpath", work)


def _variables() -> Mapping[str, str]:
    return {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(moment_of_commit())}


def _stamp(bundle: Path) -> None:
    moment = moment_of_commit()
    for path in (bundle, *bundle.rglob("*")):
        os.utime(path, (moment, moment), follow_symlinks=False)
