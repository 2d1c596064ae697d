"""``python -m sync``: a till meets its cloud without a window, and says how far it has come."""

import shutil
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from pos_app import resources
from pos_app.assembly import open_counter
from pos_app.clock import SystemClock
from pos_app.commands import rules, sync_agent
from pos_app.config import Config
from pos_app.domain.scan_data import ScanData
from pos_app.services.demo_process import DemoProcess, Whereabouts
from pos_app.services.first_run_notes import NOTES_FILE
from pos_app.store import cloud_head, day_meaning, sheets
from pos_app.store.data_lock import data_directory_lock
from pos_app.store.database import Database, Synchronous
from pos_app.store.insight.others import find_feed
from pos_app.store.till_file import TILL_FILE
from pos_app.vault.keys import KeyStore
from pos_app.vault.pseudonyms import Pseudonyms
from sync.ports import Enrolment
from sync.status import LEAST_ROOM_BYTES
from sync.wire.digests import DayProof, Difference
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


def test_what_reports_know_of_its_days_goes_along(folder: Path, cloud: Whereabouts) -> None:
    assert agent(folder, "enrol", "--url", cloud.url, "--code", cloud.code) == 0
    assert agent(folder, "push") == 0
    till = open_counter(Config(folder), CLOCK)
    linked = till.linked()
    with linked.till.read() as connection:
        feed = find_feed(connection)
    with linked.reference.read() as connection:
        assert list(sheets.sent(connection, feed)) == [DAY]
    till.close()


def test_a_till_whose_head_office_has_promotions_takes_no_others(
    folder: Path, cloud: Whereabouts, capsys: pytest.CaptureFixture[str]
) -> None:
    words = Namespace(file=resources.path("demo") / "rules.json", data=folder)
    assert rules.run(words) == 1, "nobody's yet, but the set-up's own version is as new"
    assert agent(folder, "enrol", "--url", cloud.url, "--code", cloud.code) == 0
    assert agent(folder, "pull") == 0
    capsys.readouterr()
    assert rules.run(words) == 2
    assert "Head office has the promotions" in capsys.readouterr().err


def test_a_wrong_code_is_told_in_words(
    folder: Path, cloud: Whereabouts, capsys: pytest.CaptureFixture[str]
) -> None:
    assert agent(folder, "enrol", "--url", cloud.url, "--code", "AAAA-AAAA") == sync_agent.FAILED
    said = capsys.readouterr().err
    assert "The cloud did not take the code: this code is not known." in said
    assert "注册码不正确" in said


def test_a_till_of_no_cloud_says_so_and_sends_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert agent(folder, "status") == 0
    assert "belongs to no cloud" in capsys.readouterr().out
    assert agent(folder, "push") == sync_agent.FAILED
    assert "Not synced: this till belongs to no cloud. Connect it first" in capsys.readouterr().out
    assert sync_agent.main(["--data", str(folder), "status"]) == 0, "--data may stand first"


def test_an_address_that_is_not_https_is_asked_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--url", "http://cloud.example", "--code", "K")
    assert agent(folder, "enrol", *words) == sync_agent.FAILED
    assert "Only addresses that begin with https://" in capsys.readouterr().err


def test_beside_a_running_till_only_the_status_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with data_directory_lock(folder):
        assert agent(folder, "status") == 0
        assert agent(folder, "push") == sync_agent.FAILED
    assert "A running till is using" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["status", "push", "pull", "reconcile", "run"])
def test_a_till_that_is_being_set_up_is_told_so_in_words(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    KeyStore(tmp_path).create(CLOCK.new_id().bytes, CLOCK.random_bytes)
    (tmp_path / NOTES_FILE).write_text("{}", "utf-8")
    assert agent(tmp_path, command) == sync_agent.FAILED
    said = capsys.readouterr().err
    assert "This till is not set up yet. Finish the first start in its window." in said
    assert "这台收银机还没有设置完" in said
    assert "FIRST_RUN" not in said


def test_a_folder_without_a_till_stays_without_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert agent(tmp_path, "push") == sync_agent.FAILED
    assert "device.key" in capsys.readouterr().err
    assert not (tmp_path / "till.db").exists()


def test_little_room_on_the_disk_is_told_with_what_waits(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = KeyStore(folder).load()
    till = Database(folder / TILL_FILE, keys.till_key, Synchronous.FULL)
    with till.write() as connection:
        enrolment = Enrolment("https://pos.example.cn", "t1", "S12", b"k" * 32, (), "482 913")
        cloud_head.keep_enrolment(connection, enrolment, (), b"")
    till.close()
    usage = shutil.disk_usage(folder)._replace(free=LEAST_ROOM_BYTES - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert agent(folder, "status") == sync_agent.WAITS
    said = capsys.readouterr().out.splitlines()
    assert "磁盘空间不足，价格更新和对账先停，照常收银。" in said
    assert "Little room on the disk: prices and proofs wait, sell on." in said


def test_the_numbers_that_differ_are_told_in_words_of_both_languages(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    differences = (
        Difference("tender", "cash", 500, 400),
        Difference("tax", "V13:base", 442, 354),
        Difference("points", "c0ffee0123456789:#spent", -5, -6),
        Difference("receipts", "set", 123_456_789, 987_654_321),
    )
    proof = DayProof(str(DAY), False, "DAY_MEANING_DIFFERS", "equal", differences, {}, b"", b"")
    keys = KeyStore(folder).load()
    till = Database(folder / TILL_FILE, keys.till_key, Synchronous.FULL)
    with till.write() as connection:
        enrolment = Enrolment("https://pos.example.cn", "t1", "S12", b"k" * 32, (), "482 913")
        cloud_head.keep_enrolment(connection, enrolment, (), b"")
        day_meaning.note_proof(connection, proof)
    till.close()
    assert agent(folder, "status") == sync_agent.WAITS
    said = capsys.readouterr().out
    for line in (
        "  付款 · 现金：本机 500，云端 400",
        "  Payments · cash: this till 500, cloud 400",
        "  税 · V13 计税额：本机 442，云端 354",
        "  Tax · V13 base: this till 442, cloud 354",
        "  积分 · 抵用：本机 -5，云端 -6",
        "  小票号 · 不是同一批",
        "  Receipt numbers · not the same ones",
    ):
        assert line in said.splitlines()
    assert "c0ffee" not in said
    assert "123456789" not in said
