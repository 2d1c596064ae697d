"""The starter: which version it runs, when it goes back, and how often it starts one that dies.

The till is played by a stand-in that ends as the test says (stand_in.c).
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from installer import places, wine

from pos_app.updates import slots
from tests.installer.conftest import NEW, OLD
from tests.installer.machine import PROGRAM, Machine

_LONGEST_S = 120


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
    for name in (slots.SLOT_FILE, "runs.txt"):
        (folder / name).unlink(missing_ok=True)
    for file in machine.installed.glob("app-*/*.txt"):
        file.unlink()


def plan(machine: Machine, **plans: str) -> Path:
    """Say how each version ends; gives the file in which they note how they were called."""
    for version, text in plans.items():
        app = machine.installed / f"app-{version.removeprefix('v').replace('_', '.')}"
        (app / "plan.txt").write_text(text)
    for file in machine.installed.glob("app-*/count.txt"):
        file.unlink()
    called = machine.installed / "called.txt"
    called.unlink(missing_ok=True)
    return called


def start(machine: Machine, **plans: str) -> tuple[int, list[str]]:
    """Start the starter; ``plans`` say how each version ends. Its exit code, and what it ran."""
    called = plan(machine, **plans)
    code = machine.prefix.run([machine.installed / PROGRAM], longest_s=_LONGEST_S).code
    return code, _read(called)


def start_and_be_told(machine: Machine, **plans: str) -> tuple[int, list[str]]:
    """Start the starter, which says at the end that it gives up; somebody reads that and agrees."""
    called = plan(machine, **plans)
    running = machine.prefix.start([machine.installed / PROGRAM])
    try:
        machine.agree()
        code = running.wait(_LONGEST_S)
    finally:
        if running.poll() is None:
            machine.prefix.stop()
        running.communicate()
    return code, _read(called)


def _read(called: Path) -> list[str]:
    said = called.read_text().splitlines() if called.exists() else []
    called.unlink(missing_ok=True)
    return said


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


def test_a_rehearsal_that_could_not_be_tried_is_tried_again_at_the_next_start(
    machine: Machine, updates: Path
) -> None:
    slots.note_good(updates, OLD)
    tried = [f"app-{NEW} rehearse-update"]
    not_now = start(machine, v0_0_9="rehearse-update 75\n")
    assert not_now == (0, [*tried, f"app-{OLD}"])
    assert slots.read_slot(updates) == slots.Slot(good=OLD)
    assert start(machine, v0_0_9="") == (0, [*tried, f"app-{NEW}"])


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


def test_a_good_version_that_dies_is_started_three_times_and_then_it_is_told(
    machine: Machine, updates: Path
) -> None:
    slots.note_good(updates, NEW)
    assert start_and_be_told(machine, v0_0_9="run 7\n") == (7, [f"app-{NEW}"] * 3)


def test_a_good_version_that_dies_now_and_then_is_always_started_again(
    machine: Machine, updates: Path, tmp_path: Path
) -> None:
    slots.note_good(updates, NEW)
    quick = tmp_path / "starter.exe"
    given = (f"-DVERSION={NEW}", f"-DOUT={quick}", "-DWITHIN_MS=2000")
    icon = places.WINDOWS_RESOURCES / "ronghe-pos.ico"
    script = places.WINDOWS_RESOURCES / "starter.nsi"
    words = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *given, f"-DICON={icon}"]
    subprocess.run([*words, str(script)], check=True)
    starter = machine.installed / PROGRAM
    true_one = starter.read_bytes()
    starter.write_bytes(quick.read_bytes())
    try:
        code, ran = start(machine, v0_0_9="run 7,7,slow7,7,slow7,0\n")
    finally:
        starter.write_bytes(true_one)
    assert (code, ran) == (0, [f"app-{NEW}"] * 6)


def test_a_till_that_somebody_ended_from_the_list_of_tasks_comes_back(
    machine: Machine, updates: Path
) -> None:
    slots.note_good(updates, NEW)
    windows_own = 1
    ran = start(machine, v0_0_9=f"run {windows_own},0\n")
    assert ran == (0, [f"app-{NEW}"] * 2)


def test_a_till_that_said_why_it_cannot_open_is_not_started_again(
    machine: Machine, updates: Path
) -> None:
    slots.note_good(updates, NEW)
    told = slots.TOLD_EXIT
    assert start(machine, v0_0_9=f"run {told}\n") == (told, [f"app-{NEW}"])


def test_a_program_that_is_gone_is_told(machine: Machine, updates: Path) -> None:
    slots.note_good(updates, NEW)
    program = machine.installed / f"app-{NEW}" / PROGRAM
    kept = program.rename(program.with_suffix(".away"))
    try:
        code, ran = start_and_be_told(machine)
    finally:
        kept.rename(program)
    assert (code, ran) == (slots.TOLD_EXIT, [])


def test_commands_are_those_of_the_version_that_runs_here(machine: Machine, updates: Path) -> None:
    def command() -> list[str]:
        called = plan(machine)
        asked = ["cmd", "/c", "ronghe.cmd", "verify", "--quick"]
        ran = machine.prefix.run(asked, folder=machine.installed, longest_s=_LONGEST_S)
        assert ran.code == 0, ran.said
        return _read(called)

    assert command() == [f"app-{NEW} verify --quick"], "nobody opened the till here yet"
    slots.note_good(updates, OLD)
    start(machine, v0_0_9="rehearse-update 1\n")
    assert command() == [f"app-{OLD} verify --quick"], "the newest was rejected"
    (updates / "runs.txt").write_text("0.0.1\n")
    assert command() == [f"app-{NEW} verify --quick"], "a version that is not there any more"


def test_what_is_staged_is_installed_when_the_till_ends_for_it(
    machine: Machine, updates: Path, stand_ins: dict[str, Path]
) -> None:
    slots.note_good(updates, OLD)
    slots.note_rejected(updates, NEW)
    slots.stage(updates, Path(wine.as_windows(stand_ins[NEW])), NEW)
    app = machine.installed / f"app-{OLD}"
    (machine.installed / f"app-{NEW}" / "planted.txt").touch()
    code, ran = start(machine, v0_0_8="run 64\n")
    machine.prefix.wait()
    assert not (machine.installed / f"app-{NEW}" / "planted.txt").exists(), "it was installed"
    assert slots.read_slot(updates).setup == "", "and is not installed a second time"
    assert (code, ran[0]) == (64, f"app-{OLD}")
    assert app.exists()
