"""Room on the disk: what is free, and a reserve that is given up when there is none left.

What stops first when room runs short is what can wait: backups, and their return. Sales go on until
the disk is really full; then the reserve is freed, which is enough to finish the day and close.
"""

import contextlib
import shutil
from pathlib import Path
from typing import Final

from pos_app.errors import EnvironmentFault

RESERVE_FILE: Final = "reserve.bin"
RESERVE_BYTES: Final = 8 << 20
"""A WAL that has grown to its checkpoint (4 MB) and as much again for the file: hours of sales."""

_PLENTY_BYTES: Final = 10 * RESERVE_BYTES


def free_bytes(folder: Path) -> int:
    """Say how much room there is."""
    return shutil.disk_usage(folder).free


def check_room(folder: Path, needed_bytes: int) -> None:
    """Refuse work that can wait when it would leave less than the reserve.

    Refuses: DISK_TOO_FULL.
    """
    free = free_bytes(folder)
    if free < needed_bytes + RESERVE_BYTES:
        raise EnvironmentFault(
            "DISK_TOO_FULL", needed_mb=needed_bytes >> 20, free_mb=free >> 20, folder=str(folder)
        )


def keep_reserve(folder: Path) -> None:
    """Fill the reserve where there is plenty of room; after it was used, only then again."""
    reserve = folder / RESERVE_FILE
    has_one = reserve.exists() and reserve.stat().st_size == RESERVE_BYTES
    if has_one or free_bytes(folder) < _PLENTY_BYTES:
        return
    with contextlib.suppress(OSError):  # a till without a reserve can still sell
        # Written out, not made sparse: a hole in a file reserves nothing.
        reserve.write_bytes(bytes(RESERVE_BYTES))
