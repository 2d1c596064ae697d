"""The installed till at its computer: killed, faulty, signed off from, started twice.

The pictures lie in .venv/dist/pictures, to be looked at.
"""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from installer import places

from pos_app.crash import ENDED_FILE, PATTERN
from pos_app.doorbell import DOOR_FILE
from pos_app.updates import slots
from tests.installer.machine import PROGRAM, Machine
from tests.installer.person import LONGEST_S, WATER, Person, until

_RUN_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run"
_STARTER = rf"C:\Program Files\Ronghe POS\{PROGRAM}"
_LONG = 6
"""Looks that have to see one picture where the till may take a moment."""


@pytest.fixture(scope="module")
def sold(machine: Machine, setup: Path) -> Iterator[Machine]:
    """A machine with the demo store's till, a day and a shift open."""
    machine.install(setup)
    one = Person(machine, [_STARTER])
    try:
        one.begin_demo()
        one.wait_until_good(places.version())
        sign_on(one)
        slowly(one, "F9", "5", "F1", "F9")
        one.type(WATER)
        slowly(one, "F9", "F1")
        assert one.end() == 0
        assert sales(machine) == 1
    finally:
        one.leave()
    yield machine
    machine.uninstall()


@pytest.fixture
def again(sold: Machine) -> Iterator[Callable[[], Person]]:
    """Opens the till by its starter, as often as it is asked to."""
    opened = []

    def open_till() -> Person:
        door = sold.data / DOOR_FILE
        door.unlink(missing_ok=True)
        one = Person(sold, [_STARTER])
        opened.append(one)
        until(door.exists, "a till", one.till)
        one.wait_until_still(10)
        return one

    yield open_till
    for one in opened:
        one.leave()


@pytest.fixture
def person(again: Callable[[], Person]) -> Person:
    """Somebody who has opened the till."""
    return again()


@pytest.fixture(scope="module")
def ender(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ends a process as Windows' list of tasks does."""
    program = tmp_path_factory.mktemp("ender") / "end.exe"
    source = str(Path(__file__).with_name("end.c"))
    subprocess.run(["x86_64-w64-mingw32-gcc", "-O2", "-s", "-o", str(program), source], check=True)
    return program


def sales(machine: Machine) -> int:
    """Have the records verified, and give how many sales they have."""
    program = machine.installed / f"app-{places.version()}" / PROGRAM
    ran = machine.prefix.run([program, "verify"], longest_s=LONGEST_S)
    assert ran.code == 0, ran.said
    found = re.search(r"交易 (\d+) 笔", ran.said)
    assert found, ran.said
    return int(found[1])


def process_of(one: Person) -> int:
    """Give the till's process, as Windows numbers them; 0 while that is being written."""
    return int((one.machine.data / DOOR_FILE).read_text("ascii").partition(" ")[0] or 0)


def sign_on(one: Person) -> None:
    """Sign on, and see what comes: a PIN takes its time."""
    one.sign_on()
    one.wait_until_still(_LONG)


def slowly(one: Person, *keys: str) -> None:
    """Press keys that each have something new shown."""
    for key in keys:
        one.press(key)
        one.wait_until_still(_LONG)


def begin_sale(one: Person) -> None:
    """Sign on and ring two up."""
    sign_on(one)
    one.type(WATER)
    one.type(WATER)


def finish_sale(one: Person, name: str) -> None:
    """Sign on again, look at the basket, and sell it for cash."""
    sign_on(one)
    one.keep(name)
    slowly(one, "F9", "F1")


def go_to_program(one: Person) -> None:
    """Go to the program's page: More, Manager, Set-up, Program."""
    slowly(one, "F10", "F9", "F6", "F8")


def end_windows(machine: Machine) -> None:
    """Sign off from Windows; nothing of what it starts is waited for."""
    with machine.prefix.start(["wineboot", "-e"]) as ending:
        assert ending.wait(LONGEST_S) == 0


def is_closed(machine: Machine) -> bool:
    """Tell whether the records were closed in order: then nothing waits beside them."""
    return not (machine.data / "till.db-wal").exists()


def fill_screen(machine: Machine, *, is_full: bool) -> None:
    """Have the next start fill the screen, or not."""
    said = "true" if is_full else "false"
    (machine.data / "workstation.toml").write_text(f"full_screen = {said}\n")


def test_killed_in_a_sale_it_comes_back_with_the_basket(person: Person, ender: Path) -> None:
    before = sales(person.machine)
    begin_sale(person)
    first = process_of(person)
    assert person.machine.prefix.run([ender, str(first)]).code == 0
    until(lambda: process_of(person) not in (0, first), "another till", person.till)
    person.wait_until_still(10)
    finish_sale(person, "session-killed")
    assert person.end() == 0
    assert is_closed(person.machine)
    assert sales(person.machine) == before + 1


@pytest.mark.parametrize("is_full", [False, True], ids=["window", "full-screen"])
def test_the_end_of_windows_in_a_sale_closes_in_order_and_loses_nothing(
    sold: Machine, again: Callable[[], Person], is_full: bool
) -> None:
    before = sales(sold)
    fill_screen(sold, is_full=is_full)
    person = again()
    begin_sale(person)
    assert not is_closed(sold)
    end_windows(sold)
    assert person.till.wait(LONGEST_S) == 0
    assert is_closed(sold)
    fill_screen(sold, is_full=False)
    another = again()
    finish_sale(another, "session-ended")
    assert another.end() == 0
    assert sales(sold) == before + 1


def test_a_second_start_ends_and_leaves_the_first(person: Person) -> None:
    first = process_of(person)
    door = (person.machine.data / DOOR_FILE).read_text("ascii")
    assert person.machine.prefix.run([_STARTER], longest_s=LONGEST_S).code == 0
    assert process_of(person) == first
    assert (person.machine.data / DOOR_FILE).read_text("ascii") != door, "it was rung and answered"
    assert person.end() == 0


def test_it_fills_the_screen_opens_with_windows_and_is_closed_by_a_manager(person: Person) -> None:
    machine = person.machine
    sign_on(person)
    go_to_program(person)
    person.keep("session-program")
    slowly(person, "F7", "F8")
    until(lambda: machine.registry(_RUN_KEY).get("RonghePOS") == f'"{_STARTER}"', "told to Windows")
    person.keep("session-full-screen")
    slowly(person, "alt+F4")
    person.keep("session-stays")
    assert person.till.poll() is None
    slowly(person, "F10", "F9")
    assert person.till.wait(LONGEST_S) == 0
    (machine.data / DOOR_FILE).unlink()
    end_windows(machine)  # and somebody signs on to it again
    until((machine.data / DOOR_FILE).exists, "a till that Windows opened")
    person.wait_until_still(10)
    sign_on(person)
    go_to_program(person)
    person.keep("session-opened-by-windows")
    slowly(person, "F7", "F8")
    until(lambda: "RonghePOS" not in machine.registry(_RUN_KEY), "taken away")
    slowly(person, "alt+F4")
    until(lambda: is_closed(machine), "closed in order")


def test_what_keeps_it_from_opening_is_said_in_a_box_that_goes_by_itself(
    sold: Machine, again: Callable[[], Person]
) -> None:
    (sold.data / "workstation.toml").write_text("scanner = 7\n")
    try:
        one = Person(sold, ["start", "/wait", _STARTER])  # as an icon starts it: with no terminal
        until(lambda: one.look().getbbox() is not None, "a box", one.till)
        one.wait_until_still(3)
        one.keep("session-not-opened")
        assert one.till.wait(LONGEST_S) == slots.TOLD_EXIT
        assert one.look().getbbox() is None, "it is gone"
        one.leave()
    finally:
        fill_screen(sold, is_full=False)
    assert again().end() == 0


def test_a_damaged_program_is_told_after_three_starts_and_sells_on_when_it_is_whole(
    sold: Machine, person: Person, ender: Path, again: Callable[[], Person]
) -> None:
    before = sales(sold)
    begin_sale(person)
    part = sold.installed / f"app-{places.version()}" / "_internal/PySide6/QtWidgets.pyd"
    away = part.rename(part.with_suffix(".away"))
    try:
        assert sold.prefix.run([ender, str(process_of(person))]).code == 0
        sold.agree()
        assert person.till.wait(LONGEST_S) == slots.FAULT_EXIT
    finally:
        away.rename(part)
    assert list((sold.data / "logs").glob(PATTERN)), "a report; those of one second are one"
    another = again()
    assert not (sold.data / "logs" / ENDED_FILE).exists(), "it was told"
    finish_sale(another, "session-whole-again")
    assert another.end() == 0
    assert sales(sold) == before + 1
