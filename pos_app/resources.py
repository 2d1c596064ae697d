"""Paths into resources/, from a source tree and from the frozen build alike."""

import sys
from pathlib import Path


def path(*parts: str) -> Path:
    """Give the path of a shipped file or folder, such as ``path("qss", "till.qss")``."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root.joinpath("resources", *parts)


def is_bundle() -> bool:
    """Tell the program that needs no Python from a source tree."""
    return bool(getattr(sys, "frozen", False))
