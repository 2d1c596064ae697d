"""Whether a window could be shown here: asked before Qt is, which would end the program."""

import os
import sys


def has_display() -> bool:
    """Tell whether a window could be seen here."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
