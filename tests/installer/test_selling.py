"""A person at the installed till: signs on, opens the day, sells for cash, and has it verified.

The pictures lie in .venv/dist/pictures, to be looked at.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from installer import places

from tests.installer.machine import PROGRAM, Machine
from tests.installer.person import WATER, Person

DATA = r"C:\shop"


@pytest.fixture
def person(machine: Machine, setup: Path) -> Iterator[Person]:
    machine.install(setup)
    app = machine.installed / f"app-{places.version()}"
    one = Person(machine, [app / PROGRAM, "--data", DATA], machine.prefix.drive / "shop")
    try:
        one.begin_demo()
        one.wait_until_good(places.version())
        yield one
    finally:
        one.leave()
    machine.uninstall()


def test_a_sale_by_keyboard_is_recorded_and_verified(machine: Machine, person: Person) -> None:
    sign_on = person.keep("1-sign-on")
    assert len(sign_on.getcolors(maxcolors=100_000) or []) > 50, "more than an empty window"
    person.sign_on()
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
    assert person.end() == 0
    program = machine.installed / f"app-{places.version()}" / PROGRAM
    ran = machine.prefix.run([program, "verify", "--data", DATA], longest_s=60)
    assert ran.code == 0, ran.said
    assert "交易 1 笔" in ran.said
    receipt = machine.prefix.drive / "shop" / "receipts" / "printed.escpos"
    assert "云岭溪饮用天然水".encode("gb18030") in receipt.read_bytes()
