"""Finds the sticks and disks that somebody has plugged in, to write files to."""

import os
from typing import Final

from PySide6.QtCore import QStorageInfo

_PLACES: Final = ("/media/", "/run/media/", "/mnt/")
"""Where Linux puts what is plugged in; Windows gives it a letter of its own."""


def plugged_in() -> tuple[str, ...]:
    """List the folders of what is plugged in and can be written to. Any thread.

    Why not on the window's or the till's: a disk that does not answer would hold it up.
    """
    return tuple(
        volume.rootPath()
        for volume in QStorageInfo.mountedVolumes()
        if volume.isValid()
        and volume.isReady()
        and not volume.isReadOnly()
        and is_foreign(volume.rootPath(), os.environ.get("SYSTEMDRIVE", ""))
    )


def is_foreign(folder: str, system_drive: str) -> bool:
    """Tell what is plugged in from the machine's own disks; ``system_drive`` such as ``C:``."""
    if system_drive:
        return not folder.upper().startswith(system_drive.upper())
    return folder.startswith(_PLACES)
