"""The terminal that the installed till was started from, for its commands.

A program with windows is given none by Windows, and would answer to nobody. Where its output goes
into a file or another program it is left alone.
"""

import sys
from pathlib import Path
from typing import Final

_OF_THE_PARENT: Final = -1
_SHOWN_S: Final = 30
"""Long enough to be read, and not for ever: nobody may stand before a till that starts itself."""


def join() -> None:
    """Write to the terminal of whoever started this program; elsewhere than on Windows do nothing.

    Where there is no terminal either, such as behind an icon, what is said is lost.
    """
    if sys.platform == "win32" and sys.stdout is None:
        import ctypes

        if ctypes.windll.kernel32.AttachConsole(_OF_THE_PARENT):
            # Open until the program ends, as its standard output is.
            sys.stdout = sys.stderr = Path("CONOUT$").open("w", encoding="utf-8")


def show(words: str) -> None:
    """Say it where errors go; behind an icon in a window, which goes by itself after a while.

    The window is Windows' own: it needs nothing that could be what is broken.
    """
    if sys.stderr is not None:
        sys.stderr.write(words)
    elif sys.platform == "win32":
        import ctypes

        user = ctypes.windll.user32
        call = ctypes.WINFUNCTYPE(
            None, ctypes.c_void_p, ctypes.c_uint, ctypes.c_size_t, ctypes.c_ulong
        )
        close = call(lambda *_: user.PostQuitMessage(0))  # it ends the box's own loop
        timer = user.SetTimer(None, 0, _SHOWN_S * 1000, close)
        user.MessageBoxW(None, words, "Ronghe POS", 0)
        user.KillTimer(None, timer)
