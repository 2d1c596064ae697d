"""The terminal that the installed till was started from, for its commands.

A program with windows is given none by Windows, and would answer to nobody. Where its output goes
into a file or another program it is left alone.
"""

import sys
from pathlib import Path
from typing import Final

_OF_THE_PARENT: Final = -1


def join() -> None:
    """Write to the terminal of whoever started this program; elsewhere than on Windows do nothing.

    Where there is no terminal either, such as behind an icon, what is said is lost.
    """
    if sys.platform == "win32" and sys.stdout is None:
        import ctypes

        if ctypes.windll.kernel32.AttachConsole(_OF_THE_PARENT):
            # Open until the program ends, as its standard output is.
            sys.stdout = sys.stderr = Path("CONOUT$").open("w", encoding="utf-8")
