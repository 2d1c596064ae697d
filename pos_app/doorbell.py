"""A second start of the till rings at the first, which comes to the front; two files in its data.

``till.bell`` has what the second wrote, ``till.door`` whose door it is and which ring was answered.
Files, because they need no network, no library and no right that a till's user lacks.
"""

import contextlib
import os
import sys
import threading
from pathlib import Path
from typing import Final

BELL_FILE: Final = "till.bell"
DOOR_FILE: Final = "till.door"

_LOOKS: Final = 30
_LOOKS_AT_A_START: Final = 100
_BETWEEN_S: Final = 0.05
"""A till that is busy painting answers within a blink; one that hangs is not waited for long.

One that was started at the same moment has to open its files first.
"""


def hang_up_bell(folder: Path) -> Path:
    """Make this process the one that answers; gives the file to watch.

    Raises ``OSError``.
    """
    bell = folder / BELL_FILE
    bell.write_text("", "ascii")
    _write_door(folder, "")
    return bell


def answer(folder: Path) -> None:
    """Say that the window is at the front. Raises ``OSError``."""
    _write_door(folder, _written(folder))


def ring(folder: Path, token: str, *, is_starting: bool = False) -> bool:
    """Call the running till to the front; False when it does not answer within 1.5 seconds.

    ``is_starting``: it was started a moment ago, and may hang its bell up while it is rung, which
    is rung again then; it has 5 seconds.
    """
    wait = threading.Event()
    for _ in range(_LOOKS_AT_A_START if is_starting else _LOOKS):
        with contextlib.suppress(OSError, ValueError):
            process, answered = _door(folder)
            if answered == token:
                return True
            if _written(folder) != token:
                _let_come_to_front(int(process))
                (folder / BELL_FILE).write_text(token, "ascii")
        wait.wait(_BETWEEN_S)
    return False


def _written(folder: Path) -> str:
    return (folder / BELL_FILE).read_text("ascii", "replace").strip()


def _door(folder: Path) -> tuple[str, str]:
    process, _, answered = (folder / DOOR_FILE).read_text("ascii", "replace").partition(" ")
    return process, answered


def _write_door(folder: Path, answered: str) -> None:
    (folder / DOOR_FILE).write_text(f"{os.getpid()} {answered}", "ascii", "replace")


if sys.platform == "win32":
    import ctypes

    def _let_come_to_front(process: int) -> None:
        """Windows lets only the program that was started last raise a window, or whom it allows."""
        ctypes.windll.user32.AllowSetForegroundWindow(process)

else:

    def _let_come_to_front(process: int) -> None:
        """Window managers let a program raise its own window."""
        del process
