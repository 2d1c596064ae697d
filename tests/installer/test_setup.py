"""Setup.exe and its uninstaller with a stand-in for the till: what changes, and what never does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installer.conftest import NEW, OLD
from tests.installer.machine import APP_KEY, PROGRAM, UNINSTALL, UNINSTALL_KEY, Machine


@pytest.fixture(autouse=True)
def clean(machine: Machine) -> Iterator[None]:
    yield
    if (machine.installed / "uninstall.exe").exists():
        machine.uninstall()


def test_a_silent_install_leaves_a_program_shortcuts_and_registry_entries(
    machine: Machine, stand_ins: dict[str, Path]
) -> None:
    assert machine.install(stand_ins[OLD]) == 0
    assert machine.slots() == {"newest": OLD, "previous": ""}
    assert (machine.installed / f"app-{OLD}" / "_internal" / "version.txt").read_text() == OLD
    assert (machine.installed / PROGRAM).exists()
    assert all(shortcut.exists() for shortcut in machine.shortcuts)
    assert machine.registry(APP_KEY) == {"InstallDir": r"C:\Program Files\Ronghe POS"}
    entries = machine.registry(UNINSTALL_KEY)
    assert entries["DisplayVersion"] == OLD
    assert entries["QuietUninstallString"].endswith(r'uninstall.exe" /S')
    assert int(entries["EstimatedSize"], 16) > 0


def test_an_upgrade_keeps_the_version_before_and_no_stale_file(
    machine: Machine, stand_ins: dict[str, Path]
) -> None:
    machine.install(stand_ins[OLD])
    planted = machine.installed / f"app-{OLD}" / "_internal" / "stale.txt"
    planted.write_text("of a version before")
    assert machine.install(stand_ins[NEW]) == 0
    assert machine.slots() == {"newest": NEW, "previous": OLD}
    assert not (machine.installed / f"app-{NEW}" / "_internal" / "stale.txt").exists()
    assert machine.registry(UNINSTALL_KEY)["DisplayVersion"] == NEW
    assert machine.install(stand_ins[NEW]) == 0, "the same version again"
    assert machine.slots() == {"newest": NEW, "previous": OLD}
    assert planted.exists()


def test_an_older_version_is_refused_and_nothing_changes(
    machine: Machine, stand_ins: dict[str, Path]
) -> None:
    machine.install(stand_ins[NEW])
    before = machine.picture()
    assert machine.install(stand_ins[OLD]) == 4
    assert machine.picture() == before
    assert machine.registry(UNINSTALL_KEY)["DisplayVersion"] == NEW


def test_while_the_till_runs_setup_and_uninstaller_change_nothing(
    machine: Machine, stand_ins: dict[str, Path]
) -> None:
    machine.install(stand_ins[OLD])
    app = machine.installed / f"app-{OLD}"
    (app / "plan.txt").write_text("run hold\n")
    entries = machine.registry(UNINSTALL_KEY)
    running = machine.hold(app / PROGRAM, machine.installed / "called.txt")
    try:
        before = machine.picture()
        upgraded = machine.prefix.run([stand_ins[NEW], "/S"], longest_s=60).code
        removed = machine.prefix.run(UNINSTALL, longest_s=60).code
        after = machine.picture()
    finally:
        (app / "let-go").touch()
        running.communicate(timeout=60)
    (machine.installed / "called.txt").unlink()
    assert (upgraded, removed) == (5, 5)
    assert after == before
    assert machine.registry(UNINSTALL_KEY) == entries


def test_a_setup_that_was_cut_off_leaves_the_old_program_and_the_next_one_ends_it(
    machine: Machine, stand_ins: dict[str, Path]
) -> None:
    machine.install(stand_ins[OLD])
    for name in (NEW, "0.0.7", "same"):  # of this Setup, of one before, of one that ran twice
        part = machine.installed / f"part-{name}" / "_internal"
        part.mkdir(parents=True)
        (part / "half.txt").write_text("half")
    (machine.installed / "slots.new").write_text("[slots]\r\nnew")
    assert machine.slots()["newest"] == OLD
    assert machine.install(stand_ins[NEW]) == 0
    assert machine.slots() == {"newest": NEW, "previous": OLD}
    assert not list(machine.installed.glob("part-*"))
    assert not (machine.installed / "slots.new").exists()


def test_an_uninstall_leaves_the_data_and_files_of_others(
    machine: Machine, stand_ins: dict[str, Path]
) -> None:
    machine.install(stand_ins[OLD])
    machine.install(stand_ins[NEW])
    foreign = machine.installed / "notes.txt"
    foreign.write_text("the shop's own")
    machine.data.mkdir(parents=True, exist_ok=True)
    record = machine.data / "till.db"
    record.write_bytes(b"sales")
    assert machine.uninstall() == 0
    assert record.read_bytes() == b"sales"
    assert sorted(path.name for path in machine.installed.iterdir()) == ["notes.txt"]
    assert not any(shortcut.exists() for shortcut in machine.shortcuts)
    assert machine.registry(APP_KEY) == machine.registry(UNINSTALL_KEY) == {}
    foreign.unlink()
    record.unlink()
