"""Short sounds of our own, played by what the system has; silent where it has nothing.

Why not QtMultimedia: it lives in the Addons, which the till does not ship.
"""

import sys
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from pos_app import resources


class Sound(StrEnum):
    """What a cashier hears without looking up; the value names the file."""

    OK = "ok"
    ERROR = "error"


_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"))


class Sounds:
    """Plays without waiting: the player is a process of its own, or Windows itself."""

    def __init__(self, *, is_on: bool = True) -> None:
        self._is_on = is_on

    @cached_property
    def _player(self) -> tuple[str, ...] | None:
        from shutil import which  # brings the archive formats with it; nothing sounds at start

        return next((player for player in _PLAYERS if which(player[0])), None)

    def play(self, sound: Sound) -> None:
        """Start a sound and come back at once."""
        file = resources.path("sounds", f"{sound.value}.wav")
        if not self._is_on:
            return
        if sys.platform == "win32":
            self._play_on_windows(file)
        elif self._player is not None:
            from PySide6.QtCore import QProcess  # its enums take a while; nothing sounds at start

            QProcess.startDetached(self._player[0], [*self._player[1:], str(file)])

    @staticmethod
    def _play_on_windows(file: Path) -> None:
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC)
