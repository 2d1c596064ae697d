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
_BETWEEN_S: Final = 0.05
"""A till that is busy painting answers within a blink; one that hangs is not waited for long."""


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
    _write_door(folder, (folder / BELL_FILE).read_text("ascii").strip())


def ring(folder: Path, token: str) -> bool:
    """Call the running till to the front; False when it does not answer within 1.5 seconds."""
    wait = threading.Event()
    with contextlib.suppress(OSError, ValueError):
        _let_come_to_front(int(_door(folder)[0]))
        (folder / BELL_FILE).write_text(token, "ascii")
        for _ in range(_LOOKS):
            if _door(folder)[1] == token:
                return True
            wait.wait(_BETWEEN_S)
    return False


def _door(folder: Path) -> tuple[str, str]:
    process, _, answered = (folder / DOOR_FILE).read_text("ascii").partition(" ")
    return process, answered


def _write_door(folder: Path, answered: str) -> None:
    (folder / DOOR_FILE).write_text(f"{os.getpid()} {answered}", "ascii")


if sys.platform == "win32":
    import ctypes

    def _let_come_to_front(process: int) -> None:
        """Windows lets only the program that was started last raise a window, or whom it allows."""
        ctypes.windll.user32.AllowSetForegroundWindow(process)

else:

    def _let_come_to_front(process: int) -> None:
        """Window managers let a program raise its own window."""
        del process
