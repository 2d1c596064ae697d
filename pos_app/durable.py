"""Files that a power cut leaves whole: pressed onto the disk before they are given their name."""

import os
import stat
import sys
from pathlib import Path


def press(path: Path) -> None:
    """Press a file, or the names in a folder, onto the disk. Raises ``OSError``."""
    is_folder = path.is_dir()
    if is_folder and sys.platform == "win32":
        return  # Windows has no handle for a folder; NTFS journals the rename itself
    handle = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put_in_place(beside: Path, target: Path) -> None:
    """Give a finished file its name: after a power cut it is there whole or not at all.

    Raises ``OSError``.
    """
    press(beside)
    beside.replace(target)
    press(target.parent)


def write_private(path: Path, content: bytes) -> None:
    """Write a small file that its user alone can read; a power cut leaves the old one or the new.

    Raises ``OSError``.
    """
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)  # of a start that was cut off, with permissions of its own
    beside.touch(mode=stat.S_IRUSR | stat.S_IWUSR)
    beside.write_bytes(content)
    put_in_place(beside, path)
