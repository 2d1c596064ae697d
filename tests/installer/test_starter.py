"""The starter: which version it runs, when it goes back, and how often it starts one that dies.

The till is played by a stand-in that ends as the test says (stand_in.c).
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from installer import wine

from pos_app.updates import slots
from tests.installer.conftest import NEW, OLD
from tests.installer.machine import PROGRAM, Machine


@pytest.fixture(scope="module")
def both(machine: Machine, stand_ins: dict[str, Path]) -> Iterator[None]:
    """Both versions are installed, the new one as the newest."""
    machine.install(stand_ins[OLD])
    machine.install(stand_ins[NEW])
    yield
    machine.uninstall()


@pytest.fixture
def updates(machine: Machine, both: None) -> Iterator[Path]:
    """The till's folder of updates, in which nothing is known yet."""
    del both
    folder = machine.data / slots.FOLDER
    yield folder
    (folder / slots.SLOT_FILE).unlink(missing_ok=True)
    for file in machine.installed.glob("app-*/plan.txt"):
        file.unlink()


def start(machine: Machine, **plans: str) -> tuple[int, list[str]]:
    """Start the starter; ``plans`` say how each version ends. Its exit code, and what it ran."""
    for version, plan in plans.items():
        app = machine.installed / f"app-{version.removeprefix('v').replace('_', '.')}"
        (app / "plan.txt").write_text(plan)
    called = machine.installed / "called.txt"
    called.unlink(missing_ok=True)
    code = machine.prefix.run([machine.installed / PROGRAM], longest_s=120).code
    said = called.read_text().splitlines()
    called.unlink()
    return code, said


def test_what_is_good_here_is_run(machine: Machine, updates: Path) -> None:
    slots.note_good(updates, NEW)
    assert start(machine) == (0, [f"app-{NEW}"])


def test_where_nothing_was_recorded_yet_the_newest_is_run(machine: Machine, updates: Path) -> None:
    del updates
    assert start(machine) == (0, [f"app-{NEW}"])


def test_a_new_version_works_on_a_copy_first(machine: Machine, updates: Path) -> None:
    slots.note_good(updates, OLD)
    assert start(machine) == (0, [f"app-{NEW} rehearse-update", f"app-{NEW}"])


def test_a_version_that_fails_on_the_copy_is_rejected_for_good(
    machine: Machine, updates: Path
) -> None:
    slots.note_good(updates, OLD)
    code, ran = start(machine, v0_0_9="rehearse-update 1\n")
    assert (code, ran) == (0, [f"app-{NEW} rehearse-update", f"app-{OLD}"])
    assert slots.read_slot(updates).rejected == NEW
    assert start(machine) == (0, [f"app-{OLD}"])


def test_a_new_version_that_does_not_come_up_is_taken_back(machine: Machine, updates: Path) -> None:
    slots.note_good(updates, OLD)
    code, ran = start(machine, v0_0_9="run 1\n")
    assert code == 0
    assert ran == [
        f"app-{NEW} rehearse-update",
        f"app-{NEW}",
        f"app-{OLD} take-back-update {NEW}",
        f"app-{OLD}",
    ]
    assert slots.read_slot(updates) == slots.Slot(good=OLD, rejected=NEW)


def test_a_good_version_that_dies_is_started_three_times(machine: Machine, updates: Path) -> None:
    slots.note_good(updates, NEW)
    assert start(machine, v0_0_9="run 7\n") == (7, [f"app-{NEW}"] * 3)


def test_a_till_that_said_why_it_cannot_open_is_not_started_again(
    machine: Machine, updates: Path
) -> None:
    slots.note_good(updates, NEW)
    assert start(machine, v0_0_9="run 1\n") == (1, [f"app-{NEW}"])


def test_what_is_staged_is_installed_when_the_till_ends_for_it(
    machine: Machine, updates: Path, stand_ins: dict[str, Path]
) -> None:
    slots.note_good(updates, OLD)
    slots.note_rejected(updates, NEW)
    slots.stage(updates, Path(wine.as_windows(stand_ins[NEW])))
    app = machine.installed / f"app-{OLD}"
    (machine.installed / f"app-{NEW}" / "planted.txt").touch()
    code, ran = start(machine, v0_0_8="run 64\n")
    machine.prefix.wait()
    assert not (machine.installed / f"app-{NEW}" / "planted.txt").exists(), "it was installed"
    assert slots.read_slot(updates).setup == "", "and is not installed a second time"
    assert (code, ran[0]) == (64, f"app-{OLD}")
    assert app.exists()
