"""A person at the installed till: signs on, opens the day, sells for cash, and has it verified.

The pictures lie in .venv/dist/pictures, to be looked at.
"""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from installer import places
from PIL import Image, ImageGrab

from tests.installer.machine import PROGRAM, Machine

DATA = r"C:\shop"
WATER = "9520101000026"


class Person:
    """Types at the display of a machine and looks at it."""

    def __init__(self, machine: Machine, till: "subprocess.Popen[bytes]") -> None:
        self.till = till
        self.display = machine.prefix.display
        self.pictures = places.OUT / "pictures"
        self.pictures.mkdir(parents=True, exist_ok=True)

    def press(self, *keys: str) -> None:
        for key in keys:
            subprocess.run(
                ["xdotool", "key", key],
                env={"DISPLAY": self.display, "PATH": "/usr/bin"},
                check=True,
            )
            self.wait_until_still()

    def type(self, text: str) -> None:
        self.press(*text, "Return")

    def look(self) -> Image.Image:
        return ImageGrab.grab(xdisplay=self.display)

    def keep(self, name: str) -> Image.Image:
        picture = self.look()
        picture.save(self.pictures / f"{name}.png")
        return picture

    def wait_until_still(self) -> None:
        """Look until nothing changes for a moment: a cursor that blinks is let pass."""
        before = self.look()
        for _ in range(40):
            time.sleep(0.25)
            now = self.look()
            if now == before:
                return
            before = now


@pytest.fixture
def person(machine: Machine, setup: Path) -> Iterator[Person]:
    machine.install(setup)
    app = machine.installed / f"app-{places.version()}"
    running = machine.prefix.start([app / PROGRAM, "--data", DATA])
    sign = machine.prefix.drive / "shop" / "updates"
    for _ in range(600):
        if sign.exists():
            break
        time.sleep(0.1)
    one = Person(machine, running)
    time.sleep(2)
    one.wait_until_still()
    yield one
    running.kill()
    machine.prefix.stop()
    running.communicate()
    machine.uninstall()


def test_a_sale_by_keyboard_is_recorded_and_verified(machine: Machine, person: Person) -> None:
    running = person.till
    sign_on = person.keep("1-sign-on")
    assert len(sign_on.getcolors(maxcolors=100_000) or []) > 50, "more than an empty window"
    person.type("2001")
    person.type("518396")
    person.press("F9")
    person.keep("2-float")
    person.press("5", "F1", "F9")
    person.type(WATER)
    person.type(WATER)
    person.keep("3-basket")
    person.press("F9")
    person.keep("4-tender")
    person.press("F1")
    person.keep("5-paid")
    person.press("alt+F4")
    assert running.wait(60) == 0
    program = machine.installed / f"app-{places.version()}" / PROGRAM
    ran = machine.prefix.run([program, "verify", "--data", DATA], longest_s=60)
    assert ran.code == 0, ran.said
    assert "交易 1 笔" in ran.said
    receipt = machine.prefix.drive / "shop" / "receipts" / "printed.escpos"
    assert "云岭溪饮用天然水".encode("gb18030") in receipt.read_bytes()
