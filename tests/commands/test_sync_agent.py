"""``python -m sync``: a till meets its cloud without a window, and says how far it has come."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from pos_app import resources
from pos_app.assembly import open_counter
from pos_app.clock import SystemClock
from pos_app.commands import sync_agent, sync_words
from pos_app.config import Config
from pos_app.domain.scan_data import ScanData
from pos_app.services.demo_process import DemoProcess, Whereabouts
from pos_app.store.data_lock import data_directory_lock
from pos_app.ui import cloud_codes
from pos_app.vault.keys import KeyStore
from pos_app.vault.pseudonyms import Pseudonyms
from tests.builders import CHEAP, DAY, MANAGER
from tests.ui.shop import FLOAT, WATER

CLOCK = SystemClock()


def trade(folder: Path, *, closes_day: bool) -> None:
    """Sell one bottle of water on a day that is then closed or stays open."""
    till = open_counter(Config(folder), CLOCK, pin_cost=CHEAP)
    counter = till.counter
    counter.sign_on.sign_on(*MANAGER)
    counter.shifts.open_day(DAY)
    counter.shifts.open_shift(FLOAT)
    counter.checkout.scan(ScanData(WATER))
    counter.tendering.tender_cash(counter.tendering.cash_due())
    if closes_day:
        counter.shifts.close_shift(FLOAT)
        counter.shifts.close_day()
    till.close()


def agent(folder: Path, command: str, *words: str) -> int:
    return sync_agent.main([command, *words, "--data", str(folder)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    trade(tmp_path, closes_day=True)
    return tmp_path


@pytest.fixture
def cloud(folder: Path) -> Iterator[Whereabouts]:
    """The demo store's cloud, in a process of its own."""
    pseudonyms = Pseudonyms(KeyStore(folder).load().phone_pepper)
    beside = DemoProcess(folder, resources.path("demo"), pseudonyms, CLOCK)
    beside.start()
    pause = Event()
    while (found := beside.whereabouts()) is None:
        assert beside.is_running, (beside.folder / "cloud.log").read_text(encoding="utf-8")
        pause.wait(0.05)
    yield found
    beside.stop()


def test_a_till_meets_its_cloud_sends_fetches_and_proves_its_day(
    folder: Path, cloud: Whereabouts, capsys: pytest.CaptureFixture[str]
) -> None:
    assert agent(folder, "enrol", "--url", cloud.url, "--code", cloud.code) == 0
    assert "Give head office these six digits" in capsys.readouterr().out
    assert agent(folder, "status") == sync_agent.WAITS
    assert "To upload: 1 transactions" in capsys.readouterr().out
    assert agent(folder, "push") == 0
    assert "0 still wait" in capsys.readouterr().out
    assert agent(folder, "pull") == 0
    assert agent(folder, "reconcile") == 0
    assert f"{DAY} is proved." in capsys.readouterr().out
    assert agent(folder, "status") == 0


def test_a_wrong_code_is_told_in_words(
    folder: Path, cloud: Whereabouts, capsys: pytest.CaptureFixture[str]
) -> None:
    assert agent(folder, "enrol", "--url", cloud.url, "--code", "AAAA-AAAA") == sync_agent.FAILED
    said = capsys.readouterr().out
    assert "The cloud did not take the code: this code is not known." in said
    assert "注册码不正确" in said


def test_a_till_of_no_cloud_says_so_and_sends_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert agent(folder, "status") == 0
    assert "belongs to no cloud" in capsys.readouterr().out
    assert agent(folder, "push") == sync_agent.FAILED
    assert "Not synced: this till belongs to no cloud." in capsys.readouterr().out


def test_an_address_that_is_not_https_is_asked_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--url", "http://cloud.example", "--code", "K")
    assert agent(folder, "enrol", *words) == sync_agent.FAILED
    assert "Only https addresses" in capsys.readouterr().out


def test_beside_a_running_till_only_the_status_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with data_directory_lock(folder):
        assert agent(folder, "status") == 0
        assert agent(folder, "push") == sync_agent.FAILED
    assert "A running till is using" in capsys.readouterr().err


def test_a_folder_without_a_till_stays_without_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert agent(tmp_path, "push") == sync_agent.FAILED
    assert "device.key" in capsys.readouterr().err
    assert not (tmp_path / "till.db").exists()


def test_the_command_line_has_words_for_what_the_page_has_words_for() -> None:
    assert {code: sync_words.why(code)[1] for code in cloud_codes.WHY} == cloud_codes.WHY
