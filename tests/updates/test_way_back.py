"""The way back from a newer program leads to a till that opens, whatever the newer one touched."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pos_app import __version__
from pos_app.assembly import open_counter
from pos_app.commands import rehearse_update
from pos_app.commands.rehearse_update import LOCK_FILE
from pos_app.config import LOGS, Config
from pos_app.domain import events
from pos_app.errors import EnvironmentFault
from pos_app.main import main
from pos_app.store import disk, reference_file
from pos_app.store.data_lock import data_directory_lock
from pos_app.store.database import Database, Synchronous
from pos_app.store.journal import JournalWriter
from pos_app.store.migrations import TILL_STEPS, migrate
from pos_app.store.reference_file import REFERENCE_FILE, open_reference
from pos_app.store.till_file import TILL_FILE
from pos_app.ui.settling import note_opened
from pos_app.updates import rehearsal, slots
from pos_app.vault.keys import KeyStore
from tests.builders import CHEAP
from tests.dated_clock import DatedClock

_NEXT = (*reference_file.STEPS, ("ALTER TABLE reference_head ADD COLUMN colour TEXT",))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A demo till that was opened and closed."""
    data = tmp_path / "data"
    data.mkdir()
    open_counter(Config(data), DatedClock(), pin_cost=CHEAP).close()
    return data


def _reference_brought_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a newer program does to the reference file at its first start."""
    with monkeypatch.context() as newer:
        newer.setattr(reference_file, "STEPS", _NEXT)
        open_reference(folder, KeyStore(folder).load().catalog_key).close()


def _members(folder: Path) -> int:
    key = KeyStore(folder).load().catalog_key
    with closing(open_reference(folder, key)) as reference, reference.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM member").scalar_one())


def _copies(folder: Path) -> list[str]:
    return [path.name for path in folder.glob(f"{REFERENCE_FILE}.before-v*")]


def _take_back(folder: Path) -> int:
    return main(["take-back-update", "9.0.0", "--data", str(folder)])


def test_members_and_offers_are_taken_back_with_the_records(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = _members(folder)
    assert members
    _reference_brought_up(folder, monkeypatch)
    with pytest.raises(EnvironmentFault, match="DATABASE_NEWER"):
        open_counter(Config(folder), DatedClock(), pin_cost=CHEAP)
    assert _take_back(folder) == 0
    open_counter(Config(folder), DatedClock(), pin_cost=CHEAP).close()
    assert _members(folder) == members
    assert not _copies(folder)


def test_what_was_cut_off_on_the_way_back_is_gone_on_with(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _reference_brought_up(folder, monkeypatch)
    (kept,) = _copies(folder)
    away = (folder / kept).rename(folder / "away")
    assert _take_back(folder) == 1
    away.rename(folder / kept)
    assert _take_back(folder) == 0
    assert _take_back(folder) == 0
    open_counter(Config(folder), DatedClock(), pin_cost=CHEAP).close()


def test_a_cut_between_the_old_file_s_name_and_the_new_one_s_is_gone_on_with(
    folder: Path,
) -> None:
    keys = KeyStore(folder).load()
    with closing(Database(folder / TILL_FILE, keys.till_key, Synchronous.FULL)) as till:
        migrate(till, (*TILL_STEPS, lambda c: c.exec_driver_sql("CREATE TABLE newer (a)")))
    (copy,) = folder.glob(f"{TILL_FILE}.before-v*")
    (folder / f"{TILL_FILE}.restoring").write_bytes(copy.read_bytes())
    (folder / TILL_FILE).rename(folder / f"{TILL_FILE}.replaced-20261122T100000Z")
    assert _take_back(folder) == 0
    open_counter(Config(folder), DatedClock(), pin_cost=CHEAP).close()


def test_no_copy_of_the_members_outlives_the_first_good_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _reference_brought_up(folder, monkeypatch)
    assert _copies(folder)
    note_opened(folder)
    assert not _copies(folder)


def test_what_was_kept_for_a_way_back_does_not_fill_the_disk(folder: Path) -> None:
    for name in (
        "till.db.before-v9",
        "till.db.before-v10",
        "till.db.before-v8",
        "till.db.before-x",
    ):
        (folder / name).write_text("x")
    (folder / rehearsal.FOLDER).mkdir()
    (folder / rehearsal.FOLDER / TILL_FILE).write_text("of a rehearsal that a power cut ended")
    note_opened(folder)
    assert {path.name for path in folder.glob("*.before-*")} == {
        "till.db.before-v10",
        "till.db.before-x",
    }
    assert not (folder / rehearsal.FOLDER).exists()


def test_members_whose_time_was_over_at_its_start_do_not_keep_a_newer_program(
    folder: Path,
) -> None:
    keys = KeyStore(folder).load()
    with closing(Database(folder / TILL_FILE, keys.till_key, Synchronous.FULL)) as till:
        migrate(till, (*TILL_STEPS, lambda c: c.exec_driver_sql("CREATE TABLE newer (a)")))
        writer = JournalWriter(keys.terminal_id, keys.signing_seed, DatedClock())
        with till.write() as connection:
            writer.append(connection, events.Boot("9.0.0", was_clean=True))
            writer.append(connection, events.MemberDataPurged(1, 1, 3))
    assert _take_back(folder) == 0
    open_counter(Config(folder), DatedClock(), pin_cost=CHEAP).close()


_REHEARSE = """
import sys
from pos_app.commands import rehearse_update
from pos_app.main import main
wait = rehearse_update._wait_for_the_other
def waits(folder):
    print("waits", flush=True)
    return wait(folder)
rehearse_update._wait_for_the_other = waits
sys.exit(main(sys.argv[1:]))
"""


def _rehearse(folder: Path, root: Path) -> "subprocess.Popen[str]":
    words = ["rehearse-update", "--data", str(folder), "--platform", "offscreen"]
    return subprocess.Popen(
        [sys.executable, "-c", _REHEARSE, *words],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def rejected(folder: Path) -> Iterator[None]:
    """Nobody says afterwards that the version did not work here."""
    yield
    assert slots.read_slot(folder / slots.FOLDER).rejected == ""


@pytest.mark.usefixtures("rejected")
def test_whoever_clicks_again_while_it_rehearses_does_not_have_the_version_rejected(
    folder: Path, root: Path
) -> None:
    both = [_rehearse(folder, root) for _ in range(2)]
    said = [each.communicate(timeout=120)[0] for each in both]
    assert [each.returncode for each in both] == [0, 0], said


@pytest.mark.usefixtures("rejected")
def test_a_till_that_runs_already_says_nothing_against_the_version(
    folder: Path, root: Path
) -> None:
    with data_directory_lock(folder):
        second = _rehearse(folder, root)
        said, _ = second.communicate(timeout=120)
    assert second.returncode == 0, said


@pytest.mark.parametrize("code", [0, 1, slots.NOT_NOW_EXIT])
def test_the_second_gives_the_answer_of_the_first(folder: Path, root: Path, code: int) -> None:
    with data_directory_lock(folder, LOCK_FILE):
        second = _rehearse(folder, root)
        assert second.stdout is not None
        assert second.stdout.readline() == "waits\n"
        rehearse_update._note(folder, code)
    said, _ = second.communicate(timeout=120)
    assert second.returncode == code, said


@pytest.mark.usefixtures("rejected")
def test_where_the_first_was_killed_the_version_is_tried_another_time(
    folder: Path, root: Path
) -> None:
    with data_directory_lock(folder, LOCK_FILE):
        second = _rehearse(folder, root)
        assert second.stdout is not None
        assert second.stdout.readline() == "waits\n"
    said, _ = second.communicate(timeout=120)
    assert second.returncode == slots.NOT_NOW_EXIT, said


@pytest.mark.usefixtures("rejected")
def test_a_disk_without_room_says_nothing_of_the_version(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pos_app.store.disk.RESERVE_BYTES", 1 << 60)
    words = ["rehearse-update", "--data", str(folder), "--platform", "offscreen"]
    rehearse_update._note(folder, 0)  # of one before: nobody's answer any more
    assert main(words) == slots.NOT_NOW_EXIT
    assert rehearse_update._noted(folder) == slots.NOT_NOW_EXIT
    told = (folder / LOGS / "till.log").read_text("utf-8")
    assert "DISK_TOO_FULL" in told


@pytest.mark.usefixtures("rejected")
def test_a_full_disk_for_what_is_passing_says_nothing_of_the_version(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passing = tmp_path / "temp"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    free = disk.free_bytes
    monkeypatch.setattr(disk, "free_bytes", lambda at: 1 << 20 if at == passing else free(at))
    words = ["rehearse-update", "--data", str(folder), "--platform", "offscreen"]
    assert main(words) == slots.NOT_NOW_EXIT
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert main(words) == slots.NOT_NOW_EXIT


def test_a_reference_step_that_fails_fails_on_the_copy(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / REFERENCE_FILE).read_bytes()
    steps = (*reference_file.STEPS, ("DELETE FROM no_such_table",))
    monkeypatch.setattr(reference_file, "STEPS", steps)
    words = ["rehearse-update", "--data", str(folder), "--platform", "offscreen"]
    assert main(words) == 1
    assert (folder / REFERENCE_FILE).read_bytes() == before
    assert slots.read_slot(folder / slots.FOLDER).rejected == __version__
    (report,) = (folder / LOGS).glob("crash-*.txt")
    assert "OperationalError" in report.read_text("utf-8")
