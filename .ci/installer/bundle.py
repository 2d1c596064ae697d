"""PyInstaller, on this machine or in Wine, and what makes two builds of one commit alike.

A build reads no clock and no random number: the moment of the commit stands for the moment of the
build, in the programs and as the time of every file. What was built before stays where it is until
what is new has passed its own test.
"""

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from installer import places, wine

_WORDS = ("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN")


@cache
def moment_of_commit() -> int:
    """Give the time of the commit that is built, in seconds; SOURCE_DATE_EPOCH goes before it.

    Asked once: somebody may commit meanwhile.

    In an archive of the sources every file has the time of its commit.
    """
    said = os.environ.get("SOURCE_DATE_EPOCH")
    if said:
        return int(said)
    if not (places.ROOT / ".git").exists():
        return int(places.SPEC.stat().st_mtime)
    words = ["git", "log", "-1", "--format=%ct"]
    return int(subprocess.run(words, cwd=places.ROOT, stdout=subprocess.PIPE, check=True).stdout)


def build_here() -> Path:
    """Build the folder for this machine and give it, in the place where it is made."""
    words = [sys.executable, *_WORDS, *map(str, _folders("linux")), str(places.SPEC)]
    variables = _variables() | {"TEXTS": str(_compiled_texts())}
    done = subprocess.run(words, cwd=places.ROOT, env=os.environ | variables, check=False)
    if done.returncode != 0:
        sys.exit("the bundle was not built; PyInstaller says why above")
    folder = places.being_made("linux") / places.PROGRAM
    _stamp(folder)
    return folder


def build_for_windows(prefix: wine.Prefix) -> Path:
    """Build the folder for Windows and give it, in the place where it is made."""
    words = [places.WINDOWS_PYTHON / "python.exe", *_WORDS, *_folders("windows"), places.SPEC]
    variables = _variables() | {"TEXTS": wine.as_windows(_compiled_texts())}
    ran = prefix.run(words, folder=places.ROOT, variables=variables)
    prefix.wait()
    if ran.code != 0:
        sys.exit(f"the bundle was not built:\n{ran.said}")
    folder = places.being_made("windows") / places.PROGRAM
    _stamp(folder)
    return folder


def take_over(folder: Path, finished: Path) -> None:
    """Put a folder in the place of the one before, which nobody sees half gone."""
    before = folder.with_name("before")
    shutil.rmtree(before, ignore_errors=True)
    finished.parent.mkdir(parents=True, exist_ok=True)
    if finished.exists():
        finished.rename(before)
    folder.rename(finished)
    shutil.rmtree(before, ignore_errors=True)


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
    made = places.being_made(system)
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    return ("--distpath", made, "--workpath", places.WORK / system)


def _compiled_texts() -> Path:
    """Compile the texts for a program: what is English in English need not be said again."""
    folder = places.WORK / "i18n"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run = "from PySide6.scripts.pyside_tool import lrelease; lrelease()"
    for source in sorted((places.ROOT / "resources" / "i18n").glob("*.ts")):
        compiled = str(folder / f"{source.stem}.qm")
        words = ["-silent", "-removeidentical", str(source), "-qm", compiled]
        subprocess.run([sys.executable, "-c", run, *words], check=True)
    return folder


def _variables() -> dict[str, str]:
    return {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(moment_of_commit())}


def _stamp(bundle: Path) -> None:
    moment = moment_of_commit()
    for path in (bundle, *bundle.rglob("*")):
        os.utime(path, (moment, moment), follow_symlinks=False)
