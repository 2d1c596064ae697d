"""Sync without the till: enrolled, uploaded, fetched and proved from the command line."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from pos_app.assembly import open_counter
from pos_app.clock import SystemClock
from pos_app.commands.sync_agent import main
from pos_app.config import load
from pos_app.services.demo_process import DemoProcess, Whereabouts
from pos_app.store.data_lock import data_directory_lock
from tests.builders import CHEAP, SENIOR

FLOAT = ((100, 3),)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A till of the demo store with a day that was traded and closed."""
    folder = tmp_path / "till"
    folder.mkdir()
    till = open_counter(load(folder), SystemClock(), pin_cost=CHEAP)
    counter = till.counter
    counter.sign_on.sign_on(*SENIOR)
    counter.shifts.open_day(counter.shifts.status().suggested_date)
    counter.shifts.open_shift(FLOAT)
    counter.checkout.add_item(counter.checkout.search("water")[0].sku)
    basket = counter.checkout.basket()
    assert basket is not None
    counter.tendering.tender_cash(basket.due)
    till.close()
    return folder


@pytest.fixture
def cloud(data: Path) -> Iterator[Whereabouts]:
    till = open_counter(load(data), SystemClock(), pin_cost=CHEAP)
    assert till.demo is not None
    beside: DemoProcess = till.demo()
    beside.start()
    till.close()
    pause = Event()
    while (found := beside.whereabouts()) is None:
        assert beside.is_running, (beside.folder / "cloud.log").read_text()
        pause.wait(0.05)
    yield found
    beside.stop()


def test_a_till_is_enrolled_and_brought_up_to_date_without_its_window(
    data: Path, cloud: Whereabouts, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--data", str(data)]
    assert main(["status", *where]) == 1
    assert "belongs to no cloud" in capsys.readouterr().out
    assert main(["enrol", cloud.url, "000000", *where]) == 2
    assert "did not take the one-time code" in capsys.readouterr().err
    assert main(["enrol", cloud.url, cloud.code, *where]) == 0
    assert "six digits" in capsys.readouterr().out
    assert main(["push", *where]) == 0
    assert "0 sales still to upload" in capsys.readouterr().out
    assert main(["pull", *where]) == 0
    assert main(["reconcile", *where]) == 0
    assert "Every closed day is proved." in capsys.readouterr().out
    main(["status", *where])
    assert "Store S12" in capsys.readouterr().out


def test_it_says_so_when_the_till_runs(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with data_directory_lock(data):
        assert main(["push", "--data", str(data)]) == 2
        assert "A running till is using" in capsys.readouterr().err
        assert main(["status", "--data", str(data)]) == 1, "reading is possible all the same"


def test_a_folder_without_a_till_stays_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("status", "push"):
        assert main([command, "--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_it_is_started_as_a_module(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sync", "--help"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0
    for command in ("status", "push", "pull", "reconcile", "enrol", "run"):
        assert command in done.stdout
