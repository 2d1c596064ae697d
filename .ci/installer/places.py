"""Where the build finds and leaves everything; what is made lies in .venv, which git ignores."""

import re
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
LOCK: Final = ROOT / ".ci" / "installer.lock"
SPEC: Final = ROOT / "build_installer.spec"
WINDOWS_RESOURCES: Final = ROOT / "resources" / "windows"
STUB_SOURCES: Final = ROOT / "tests" / "installer" / "stubs"

CACHE: Final = ROOT / ".venv" / "windows"
WHEELS: Final = CACHE / "wheels"
WINDOWS_PYTHON: Final = CACHE / "python"
STUBS: Final = CACHE / "stubs"
PREFIX: Final = CACHE / "prefix"
WORK: Final = ROOT / ".venv" / "build"
OUT: Final = ROOT / ".venv" / "dist"

PROGRAM: Final = "RonghePOS"
LINUX_BUNDLE: Final = OUT / "linux" / PROGRAM
WINDOWS_BUNDLE: Final = OUT / "windows" / PROGRAM


def version() -> str:
    """Read the version where it stands; pos_app is not imported, its libraries are not needed."""
    text = (ROOT / "pos_app" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(\d+\.\d+\.\d+)"$', text, re.MULTILINE)
    assert found, "pos_app/__init__.py has a version of three numbers"
    return found[1]


def setup_program() -> Path:
    """Name the finished Setup.exe."""
    return OUT / f"{PROGRAM}-{version()}-setup.exe"


def being_made(system: str) -> Path:
    """Name the folder in which things are made that go to ``OUT`` when they are good."""
    return WORK / system / "made"
