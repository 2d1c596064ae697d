"""The real till, installed by the real Setup.exe: tests itself, opens, is refused, and leaves."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from installer import places

from pos_app.doorbell import DOOR_FILE
from tests.installer.machine import PROGRAM, UNINSTALL, UNINSTALL_KEY, Machine, tree_hash


@pytest.fixture(scope="module")
def app(machine: Machine, setup: Path) -> Iterator[Path]:
    """The folder of the installed version."""
    assert machine.install(setup) == 0
    yield machine.installed / f"app-{places.version()}"
    if (machine.installed / "uninstall.exe").exists():
        machine.uninstall()


def test_every_file_of_the_bundle_is_installed_as_it_is(built: Path, app: Path) -> None:
    assert tree_hash(app) == tree_hash(built)


def test_the_registry_names_the_version(machine: Machine, app: Path) -> None:
    del app
    assert machine.registry(UNINSTALL_KEY)["DisplayVersion"] == places.version()


@pytest.mark.parametrize("platform", ["windows", "offscreen"])
def test_the_installed_till_tests_itself(machine: Machine, app: Path, platform: str) -> None:
    ran = machine.prefix.run([app / PROGRAM, "self-test", "--platform", platform], longest_s=180)
    told = json.loads(ran.said)
    assert (ran.code, told["failed"]) == (0, [])
    assert told["is_bundle"] is True
    assert told["version"] == places.version()
    assert told["window"]["platform"] == platform
    assert told["modules"]["has_cloud"] is False
    assert told["records"]["sales"] == 1
    assert not list(machine.user.rglob("*-ronghe-self-test"))
    assert not list(machine.user.rglob("*.capabilities.pickle")), "a library left its cache behind"


def test_the_list_of_parts_says_what_the_running_program_says(machine: Machine, app: Path) -> None:
    ran = machine.prefix.run([app / PROGRAM, "self-test"], longest_s=180)
    told = json.loads(ran.said)
    listed = json.loads((app / "licences" / "sbom.cdx.json").read_text(encoding="utf-8"))
    versions = {part["bom-ref"]: part.get("version", "") for part in listed["components"]}
    assert told["python"] == versions["CPython"]
    assert told["window"]["qt"] == versions["PySide6_Essentials/Qt"]
    assert told["database"]["sqlite"] == versions["sqlcipher3/SQLite"]
    assert told["network"]["tls"].startswith(f"OpenSSL {versions['CPython/OpenSSL']} ")


def test_commands_answer_in_a_terminal_through_the_script_beside(
    machine: Machine, app: Path
) -> None:
    del app
    asked = ["cmd", "/c", "ronghe.cmd", "verify", "--data", r"C:\nothing"]
    ran = machine.prefix.run(asked, folder=machine.installed, longest_s=120)
    assert ran.code == 2
    assert "没有密钥文件" in ran.said


def test_while_the_till_is_open_setup_and_uninstaller_change_nothing(
    machine: Machine, setup: Path, app: Path
) -> None:
    before = machine.picture()
    running = machine.hold(app / PROGRAM, machine.data / DOOR_FILE)  # the first run is shown
    try:
        upgraded = machine.prefix.run([setup, "/S"], longest_s=120).code
        removed = machine.prefix.run(UNINSTALL, longest_s=120).code
    finally:
        running.kill()
        machine.prefix.stop()
        running.communicate()
    assert (upgraded, removed) == (5, 5)
    assert machine.picture() == before


def test_an_uninstall_leaves_the_records_of_the_store(machine: Machine, app: Path) -> None:
    assert (machine.data / DOOR_FILE).exists(), "the till of the test before was opened here"
    before = tree_hash(machine.data)
    assert machine.uninstall() == 0
    assert not app.exists()
    assert tree_hash(machine.data) == before
