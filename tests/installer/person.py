"""A person at the display of a machine: types, looks, and keeps pictures to be looked at."""

import contextlib
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from installer import places
from PIL import Image, ImageGrab

from pos_app.doorbell import DOOR_FILE
from pos_app.updates import slots
from tests.installer.machine import Machine

MANAGER = ("2001", "518396")
WATER = "9520101000026"
LONGEST_S = 90.0
_KEY_MS = "60"
_LOOK_S = 0.2
_MOST_LOOKS = 40
_OPENING = 8
"""Looks that see one picture: the till says for a moment that it opens before it asks anything."""

_NOTICE_AT = (800, 55)
_REFUSAL = (0xFF, 0xF1, 0xC9)
"""The colour that resources/qss gives a refusal."""

_CHECKING = 4
"""The same while a PIN is checked."""


class Person:
    """Types at the display of a machine, looks at it, keeps pictures in .venv/dist/pictures."""

    def __init__(self, machine: Machine, words: list[str | Path], data: Path | None = None) -> None:
        """``words`` start the till on ``data``, or the starter that runs it on the user's own."""
        self.machine = machine
        self.data = data or machine.data
        self._door = self._read_door()
        self.display = machine.prefix.display
        self.pictures = places.OUT / "pictures"
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.till = machine.prefix.start(words)

    def press(self, *keys: str) -> None:
        """Press one key after another, each when the window has done what the one before asked."""
        for key in keys:
            self._strike(key)

    def type(self, text: str) -> None:
        """Type as fast as a person, and press Enter."""
        self._strike(*text, "Return")

    def sign_on(self) -> None:
        """Sign on as the demo store's manager."""
        for text in MANAGER:
            self.type(text)
        self.wait_until_still(_CHECKING)

    def begin_demo(self) -> None:
        """Answer the first run: Chinese, the demo store, yes."""
        self.wait_for_window()
        self.press("F9")
        until(lambda: (self.data / "first-run.json").exists(), "an answer", self.till)
        self.press("F2", "F9", "F9")

    def wait_for_window(self) -> None:
        """Wait for another till than the one that was last waited for, until it asks something."""
        until(lambda: self._read_door() != self._door, "a window", self.till)
        self._door = self._read_door()
        self.wait_until_still(_OPENING)

    def wait_until_good(self, version: str) -> None:
        """Wait until a version says of itself that it is good on these records."""
        folder = self.data / slots.FOLDER
        until(lambda: slots.read_slot(folder).good == version, f"{version} good", self.till)
        self._door = self._read_door()
        self.wait_until_still()

    def end(self) -> int:
        """Close the window and wait for whoever was started."""
        self._strike("alt+F4")
        code = self.till.wait(LONGEST_S)
        self.machine.prefix.wait()
        return code

    def leave(self) -> None:
        """End everything, as a test that failed has to."""
        self.till.kill()
        self.machine.prefix.stop()
        self.till.communicate()

    def _read_door(self) -> int:
        """Tell one till from another by when it hung up its door."""
        with contextlib.suppress(OSError):
            return (self.data / DOOR_FILE).stat().st_mtime_ns
        return 0

    def is_refused(self) -> bool:
        """Tell whether the window says above everything that something cannot be done."""
        return self.look().getpixel(_NOTICE_AT) == _REFUSAL

    def look(self) -> Image.Image:
        """See the display as it is now."""
        return ImageGrab.grab(xdisplay=self.display)

    def keep(self, name: str) -> Image.Image:
        """Keep a picture of the display."""
        picture = self.look()
        picture.save(self.pictures / f"{name}.png")
        return picture

    def wait_until_still(self, looks: int = 1) -> None:
        """Look until so many looks have seen nothing change: a cursor that blinks is let pass."""
        before, same = self.look(), 0
        for _ in range(_MOST_LOOKS):
            time.sleep(_LOOK_S)
            now = self.look()
            same = same + 1 if now == before else 0
            if same == looks:
                return
            before = now

    def _strike(self, *keys: str) -> None:
        subprocess.run(
            ["xdotool", "key", "--delay", _KEY_MS, *keys],
            env={"DISPLAY": self.display, "PATH": "/usr/bin"},
            check=True,
        )
        self.wait_until_still()


def until(
    is_so: Callable[[], bool],
    what: str,
    process: "subprocess.Popen[bytes] | None" = None,
    every_s: float = 0.1,
) -> None:
    """Wait until something is so; a process that has to be running for that ends the wait."""
    end = time.monotonic() + LONGEST_S
    while not is_so():
        assert time.monotonic() < end, f"never: {what}"
        assert process is None or process.poll() is None, f"ended before: {what}"
        time.sleep(every_s)
