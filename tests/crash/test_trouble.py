"""Trouble other than a power cut: each gets a plain code and loses nothing acknowledged."""

import shutil
import subprocess
from pathlib import Path

import pytest

from pos_app.errors import EnvironmentFault
from pos_app.store.backup import check_pages
from pos_app.store.database import Database, Synchronous
from pos_app.store.disk import RESERVE_FILE
from pos_app.vault.keys import MARK_FILE, KeyStore
from tests.crash import starved
from tests.crash.day import Acks, Day
from tests.crash.kills import kill_often
from tests.crash.process import MANAGER, database_of
from tests.crash.recovery import Recovery
from tests.crash.till import lay_reserve, start
from tests.dated_clock import DatedClock

PAGE = 4096
HOUR_MS = 3_600_000


class SettableClock(DatedClock):
    """A machine whose wall clock somebody sets."""

    set_by_ms = 0

    def wall_ms(self) -> int:
        return super().wall_ms() + self.set_by_ms


@pytest.fixture(scope="module")
def traded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a till that has traded a day, and its acknowledgements beside it."""
    base = tmp_path_factory.mktemp("traded")
    folder = base / "data"
    folder.mkdir()
    till = start(folder)
    lay_reserve(folder)
    Day(till.counter, Acks(base / "acks"), "2026-11-21", MANAGER).trade(1)
    till.close()
    return base


@pytest.fixture
def copy(traded: Path, tmp_path: Path) -> Path:
    return fresh_copy(traded, tmp_path / "data")


def fresh_copy(traded: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(traded / "data", folder, ignore=shutil.ignore_patterns(RESERVE_FILE))
    lay_reserve(folder)
    return folder


def acks_of(folder: Path) -> list[str]:
    return (folder / "acks").read_text(encoding="utf-8").splitlines()


def spoil(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    content[page * PAGE + 1000] ^= 0x20
    path.write_bytes(bytes(content))


def pages_of(path: Path) -> range:
    return range(path.stat().st_size // PAGE)


def test_a_till_killed_at_random_times_has_all_it_acknowledged() -> None:
    trading, problems = kill_often(4, seed=20261121)
    assert problems == []
    assert trading


@pytest.mark.skipif(not starved.is_possible(), reason="no file system of our own may be mounted")
def test_a_full_disk_and_a_read_only_one_are_named_and_lose_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(
        starved.command(disk, every=60), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def read_all_pages(path: Path, key: bytes) -> None:
    database = Database(path, key, Synchronous.FULL)
    try:
        check_pages(database)
    finally:
        database.close()


def test_every_damaged_page_of_the_till_is_found(traded: Path, copy: Path) -> None:
    key = KeyStore(copy).load().till_key
    whole = (copy / "till.db").read_bytes()
    for page in pages_of(copy / "till.db"):
        spoil(copy / "till.db", page)
        with pytest.raises(EnvironmentFault) as caught:
            read_all_pages(copy / "till.db", key)
        assert caught.value.code in ("DATABASE_CORRUPT", "DATABASE_KEY_WRONG"), page
        (copy / "till.db").write_bytes(whole)
    assert Recovery()(copy, acks_of(traded)) == []


@pytest.mark.parametrize(("file", "step"), [("till.db", 2), ("catalog.2.db", 12)])
def test_a_till_started_and_used_on_a_damaged_page_says_so_plainly(
    traded: Path, tmp_path: Path, file: str, step: int
) -> None:
    codes = set()
    for page in pages_of(traded / "data" / file)[::step]:
        copy = fresh_copy(traded, tmp_path / "data")
        spoil(copy / file, page)
        acks = tmp_path / f"acks-{page}"
        try:
            till = start(copy)
            Day(till.counter, Acks(acks), "2026-11-22", MANAGER).trade(1)
            till.close()
        except EnvironmentFault as fault:
            codes.add(fault.code)
        said = acks.read_text(encoding="utf-8") if acks.exists() else ""
        codes |= {line.split()[1] for line in said.splitlines() if line.startswith("fault")}
    assert codes <= {"DATABASE_CORRUPT", "DATABASE_KEY_WRONG", "JOURNAL_DAMAGED"}
    assert codes


@pytest.mark.parametrize("jump_ms", [-HOUR_MS, HOUR_MS, -400 * 24 * HOUR_MS])
def test_a_clock_that_is_set_while_trading_is_written_down_and_changes_no_sale(
    tmp_path: Path, jump_ms: int
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    clock = SettableClock()
    till = start(folder, clock)
    lay_reserve(folder)
    acks = Acks(tmp_path / "acks")

    def later() -> None:
        clock.set_by_ms += jump_ms

    Day(till.counter, acks, "2026-11-21", MANAGER, between=later).trade(1)
    with database_of(till).read() as connection:
        noted = connection.exec_driver_sql(
            "SELECT count(*) FROM journal WHERE kind = 'clock_change'"
        ).scalar_one()
    assert noted >= 10
    till.close()
    assert Recovery()(folder, acks_of(tmp_path)) == []


@pytest.mark.parametrize("jump_ms", [-HOUR_MS, HOUR_MS, -400 * 24 * HOUR_MS])
def test_a_clock_that_is_set_while_the_till_is_off_is_written_down(
    traded: Path, copy: Path, jump_ms: int
) -> None:
    clock = SettableClock()
    clock.set_by_ms = jump_ms
    till = start(copy, clock)
    with database_of(till).read() as connection:
        noted = connection.exec_driver_sql(
            "SELECT count(*) FROM journal WHERE kind = 'clock_change'"
        ).scalar_one()
    till.close()
    assert noted == 1
    assert Recovery()(copy, acks_of(traded)) == []


def test_a_start_cut_off_before_its_mark_is_outside_is_not_taken_for_another_disk(
    copy: Path,
) -> None:
    mark = (copy / MARK_FILE).read_bytes()
    for _ in range(3):
        start(copy).close()
        (copy / MARK_FILE).write_bytes(mark)  # the power went each time before it was replaced
    till = start(copy)
    with database_of(till).read() as connection:
        epochs = connection.exec_driver_sql("SELECT count(*) FROM journal_epoch").scalar_one()
    till.close()
    assert epochs == 1
