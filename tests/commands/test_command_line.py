"""The commands as a person types them, in a process of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.services.first_run_notes import NOTES_FILE
from pos_app.store.database import Database, Synchronous
from pos_app.store.migrations import TILL_STEPS, migrate
from pos_app.store.till_file import TILL_FILE
from pos_app.vault.keys import KeyStore
from tests.dated_clock import DatedClock
from tests.store.trade import Trade


def typed(root: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pos_app", *words],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )


@pytest.mark.parametrize("data_first", [True, False])
def test_a_till_is_verified_backed_up_and_restored(
    tmp_path: Path, root: Path, *, data_first: bool
) -> None:
    trade = Trade(tmp_path)
    trade.open_shift()
    trade.sell()
    trade.close()
    data = ["--data", str(tmp_path)]

    def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
        return typed(root, *data, *words) if data_first else typed(root, *words, *data)

    backup = tmp_path / "evening.backup"
    assert command("backup", backup).returncode == 0
    assert command("restore", backup).returncode == 0
    verified = command("verify")
    assert verified.returncode == 0, verified.stderr
    assert "1 transactions" in verified.stdout
    assert verified.stderr == ""


def test_a_file_of_an_earlier_version_is_not_verified_but_said_to_be_one(
    tmp_path: Path, root: Path
) -> None:
    clock = DatedClock()
    keys = KeyStore(tmp_path).create(clock.new_id().bytes, clock.random_bytes)
    database = Database(tmp_path / TILL_FILE, keys.till_key, Synchronous.FULL)
    migrate(database, TILL_STEPS[:-1])
    database.close()
    verified = typed(root, "verify", "--data", tmp_path)
    assert verified.returncode == 2
    assert "Open the till once" in verified.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["verify"],
        ["backup", "copy.backup"],
        ["import", "items.csv"],
        ["rules", "resources/demo/rules.json"],
        ["forget-member", "--phone", "13800138000"],
    ],
)
def test_a_first_run_that_is_not_ended_is_not_taken_for_lost_records(
    tmp_path: Path, root: Path, words: list[str]
) -> None:
    clock = DatedClock()
    KeyStore(tmp_path).create(clock.new_id().bytes, clock.random_bytes)  # for the cloud's code
    (tmp_path / NOTES_FILE).write_text("{}", "utf-8")
    told = typed(root, *words, "--data", tmp_path)
    assert told.returncode == 2
    assert "This till is not set up yet. Finish the first start in its window." in told.stderr
    assert "这台收银机还没有设置完" in told.stderr
    assert not (tmp_path / TILL_FILE).exists()
