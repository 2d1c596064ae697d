"""What starter and Setup (NSIS) and the program (Python) tell one another has one name in both."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from pos_app import autostart, config
from pos_app.main import COMMANDS
from pos_app.updates import slots


@pytest.fixture
def starter(root: Path) -> str:
    return (root / "resources" / "windows" / "starter.nsi").read_text(encoding="utf-8")


@pytest.fixture
def setup(root: Path) -> str:
    return (root / "resources" / "windows" / "installer.nsi").read_text(encoding="utf-8")


def test_exit_codes_are_the_same_numbers(starter: str) -> None:
    numbers = dict(re.findall(r"(?m)^!define (\w+_EXIT) (\d+)", starter))
    assert {name: int(number) for name, number in numbers.items()} == {
        "INSTALL_EXIT": slots.INSTALL_EXIT,
        "TOLD_EXIT": slots.TOLD_EXIT,
        "NOT_NOW_EXIT": slots.NOT_NOW_EXIT,
    }


def test_the_starter_knows_no_key_of_the_file_that_the_program_does_not(starter: str) -> None:
    keys = re.findall(r'INIStr (?:\$\w+ )?"\$slot" slot (\w+)', starter)
    assert set(keys) == {one.name for one in fields(slots.Slot)} - {"told", "asked"}
    assert rf"$0\{slots.FOLDER}\{slots.SLOT_FILE}" in starter


def test_the_starter_calls_commands_that_there_are(starter: str) -> None:
    called = re.findall(r"ExecWait '\"[^\"]+\" ([a-z-]+)", starter)
    assert sorted(called) == ["rehearse-update", "take-back-update"]
    assert set(called) <= set(COMMANDS)


def test_variables_and_folders_are_called_the_same(starter: str, setup: str) -> None:
    assert f'SetEnvironmentVariableW(w "{slots.STARTER}"' in starter
    assert f"ReadEnvStr $0 {config.DATA_VARIABLE}" in starter
    assert f"if defined {config.DATA_VARIABLE} " in setup
    name = config.users_own_folder().name
    for script in (starter, setup):
        assert f"{name}\\{name}" in script, "Windows names the author too"


def test_windows_lists_the_till_under_one_name_whoever_had_it_started(setup: str) -> None:
    assert f'!define APP_ID "{autostart.NAME}"' in setup
    assert f'!define RUN_KEY "{autostart._RUN}"' in setup


def test_the_file_by_which_the_starter_is_known_is_the_one_that_setup_writes(
    starter: str, setup: str
) -> None:
    assert rf'w "$INSTDIR\{autostart._SLOTS}"' in setup
    assert rf'"$EXEDIR\{autostart._SLOTS}"' in starter
