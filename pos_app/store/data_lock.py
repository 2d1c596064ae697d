"""One till per data directory: a lock the operating system drops when the process ends.

Not tied to SQLAlchemy, so that it is taken before anything heavy is imported.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pos_app.errors import EnvironmentFault

LOCK_FILE: Final = "till.lock"


@contextmanager
def data_directory_lock(
    folder: Path, lock_file: str = LOCK_FILE, taken_code: str = "DATA_IN_USE"
) -> Iterator[None]:
    """Hold the data directory for this process, making it where it is missing.

    Refuses: DATA_DIRECTORY_UNUSABLE, or ``taken_code`` when another process holds it. Work that
    may run beside a till, such as an import, holds a lock file of its own.

    Why a lock and not SQLite's own: two tills on one file would each keep a basket, a receipt
    counter in their heads and a signed-on operator.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder / lock_file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise EnvironmentFault("DATA_DIRECTORY_UNUSABLE", folder=str(folder)) from error
    try:
        try:
            _lock(handle)
        except OSError as error:
            raise EnvironmentFault(taken_code, folder=str(folder)) from error
        yield
    finally:
        os.close(handle)  # closing drops the lock; the file stays, or two could lock two files


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
