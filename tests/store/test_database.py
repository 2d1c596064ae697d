"""One encrypted file: what is kept, who waits for whom, and the name of every trouble."""

import contextlib
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
import sqlalchemy as sa

from pos_app.errors import EnvironmentFault
from pos_app.store.data_lock import data_directory_lock
from pos_app.store.database import Database, Synchronous

if sys.platform != "win32":
    import resource

KEY = bytes(range(32))


def open_file(path: Path, reserve: Path | None = None) -> Database:
    return Database(path, KEY, Synchronous.FULL, reserve=reserve)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_file(tmp_path / "till.db")
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE fact (n INTEGER PRIMARY KEY, t TEXT)")
    yield database
    database.close()


def put(database: Database, n: int, text: str = "") -> None:
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO fact VALUES (?, ?)", (n, text))


def numbers(database: Database) -> list[int]:
    with database.read() as connection:
        return list(connection.exec_driver_sql("SELECT n FROM fact ORDER BY n").scalars())


def test_what_was_written_is_there_after_closing(tmp_path: Path, database: Database) -> None:
    put(database, 1)
    database.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["till.db"]
    again = open_file(tmp_path / "till.db")
    assert numbers(again) == [1]
    again.close()


def test_an_error_in_the_block_undoes_the_whole_block(database: Database) -> None:
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.exec_driver_sql("INSERT INTO fact VALUES (1, ''), (1, '')")
    with pytest.raises(ZeroDivisionError), database.write() as connection:
        print(connection.exec_driver_sql("INSERT INTO fact VALUES (1, '')").rowcount / 0)
    assert numbers(database) == []
    put(database, 2)
    assert numbers(database) == [2]


def test_our_own_mistakes_are_not_called_faults(database: Database) -> None:
    put(database, 1)
    with pytest.raises(sa.exc.IntegrityError):
        put(database, 1)
    with pytest.raises(sa.exc.OperationalError), database.write() as connection:
        connection.exec_driver_sql("SELECT nonsense")
    with pytest.raises(sa.exc.OperationalError), database.read() as connection:
        connection.exec_driver_sql("INSERT INTO fact VALUES (2, '')")


def test_no_statement_parameter_shows_in_an_error(database: Database) -> None:
    put(database, 1)
    with pytest.raises(sa.exc.IntegrityError) as caught:
        put(database, 1, "13800138000")
    assert "13800138000" not in str(caught.value)


def test_a_write_inside_a_write_or_a_plain_begin_is_a_bug(database: Database) -> None:
    with database.write() as connection:
        with pytest.raises(AssertionError), database.write():
            pass
        with pytest.raises(AssertionError), database.maintain():
            pass
        with pytest.raises(sa.exc.OperationalError, match="within a transaction"):
            connection.exec_driver_sql("BEGIN")


def test_pragmas_are_what_they_should_be_on_both_kinds_of_connection(database: Database) -> None:
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0,
        "busy_timeout": 5000, "recursive_triggers": 1, "cell_size_check": 1,
    }  # fmt: skip
    with database.write() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    assert found == wanted
    with database.read() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
        assert connection.exec_driver_sql("PRAGMA query_only").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar() == 0
    assert found == wanted


def test_nothing_is_readable_on_the_disk(tmp_path: Path, database: Database) -> None:
    put(database, 1, "a name nobody should find")
    for path in tmp_path.iterdir():
        content = path.read_bytes()
        assert b"nobody should find" not in content
        assert b"SQLite format 3" not in content
        assert KEY not in content
        assert KEY.hex().encode() not in content


def test_a_reader_sees_one_state_while_others_write(database: Database) -> None:
    put(database, 1)
    with database.read() as connection:
        count = "SELECT count(*) FROM fact"
        assert connection.exec_driver_sql(count).scalar() == 1
        put(database, 2)
        assert connection.exec_driver_sql(count).scalar() == 1
    assert numbers(database) == [1, 2]


def _increment(path: Path, times: int) -> None:
    database = open_file(path)
    for _ in range(times):
        with database.write() as connection:
            value = connection.exec_driver_sql("SELECT t FROM fact WHERE n = 0").scalar_one()
            connection.exec_driver_sql("UPDATE fact SET t = ? WHERE n = 0", (str(int(value) + 1),))
    database.close()


def test_two_processes_reading_then_writing_are_never_locked_out(
    tmp_path: Path, database: Database
) -> None:
    """With a plain BEGIN 100 of 100 fail at once, or updates are lost."""
    put(database, 0, "0")
    context = multiprocessing.get_context("spawn")
    other = context.Process(target=_increment, args=(tmp_path / "till.db", 100))
    other.start()
    _increment(tmp_path / "till.db", 100)
    other.join()
    assert other.exitcode == 0
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT t FROM fact").scalar() == "200"


def test_threads_take_turns_to_write(database: Database) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: put(database, n), range(80)))
    assert len(numbers(database)) == 80


def fault(code: str, caught: pytest.ExceptionInfo[EnvironmentFault]) -> bool:
    return caught.value.code == code and caught.value.__cause__ is not None


def test_a_file_locked_for_long_is_named_so(tmp_path: Path, database: Database) -> None:
    other = open_file(tmp_path / "till.db")
    with other.maintain() as driver:
        driver.execute("PRAGMA busy_timeout = 1")
    with (
        database.write(),
        pytest.raises(EnvironmentFault) as caught,
        other.write(),
    ):
        pass
    assert fault("DATABASE_LOCKED", caught)
    put(other, 1)
    other.close()


def test_the_wrong_key_is_told_from_damage(tmp_path: Path, database: Database) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        Database(tmp_path / "till.db", bytes(32), Synchronous.FULL)
    assert fault("DATABASE_KEY_WRONG", caught)
    (tmp_path / "text.db").write_bytes(b"this is no database, but long enough for one page" * 100)
    with pytest.raises(EnvironmentFault) as caught:
        open_file(tmp_path / "text.db")
    assert fault("DATABASE_KEY_WRONG", caught)


def test_a_wrong_key_writes_nothing_to_the_terminal(
    tmp_path: Path, database: Database, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(EnvironmentFault):
        Database(tmp_path / "till.db", bytes(32), Synchronous.FULL)
    assert capfd.readouterr() == ("", "")


def test_a_damaged_page_is_named_so(tmp_path: Path, database: Database) -> None:
    for n in range(200):
        put(database, n, "x" * 1000)
    database.close()
    path = tmp_path / "till.db"
    content = bytearray(path.read_bytes())
    content[-3000] ^= 1
    path.write_bytes(content)
    damaged = open_file(path)
    with pytest.raises(EnvironmentFault) as caught, damaged.read() as connection:
        connection.exec_driver_sql("SELECT sum(length(t)) FROM fact").scalar()
    assert fault("DATABASE_CORRUPT", caught)
    damaged.close()


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        open_file(tmp_path / "missing" / "till.db")
    assert fault("DATABASE_IO", caught)


def mounted(folder: Path, options: str) -> Path:
    """Mount a small disk of its own, or skip in words."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root on Linux")
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.decode().strip()}")
    return folder


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = mounted(tmp_path / "disk", "size=2m")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def fill(folder: Path) -> None:
    with (folder / "full").open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))


def put_many(database: Database, first: int, confirmed: list[int]) -> None:
    for n in range(first, first + 1000):
        put(database, n, "x" * 20_000)
        confirmed.append(n)


def test_a_full_disk_loses_nothing_that_was_confirmed(small_disk: Path) -> None:
    reserve = small_disk / "reserve.bin"
    reserve.write_bytes(bytes(600_000))
    database = open_file(small_disk / "till.db", reserve=reserve)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE fact (n INTEGER PRIMARY KEY, t TEXT)")
    put(database, 1)
    fill(small_disk)
    confirmed = [1]
    with pytest.raises(EnvironmentFault) as caught:
        put_many(database, 2, confirmed)
    number = len(confirmed) + 1
    assert fault("DISK_FULL", caught)
    assert caught.value.facts["reserve_freed"] is True
    assert numbers(database) == confirmed
    put(database, number, "the day is finished on the reserve")
    assert numbers(database) == [*confirmed, number]
    with pytest.raises(EnvironmentFault) as caught:
        put_many(database, number + 1, [])
    assert caught.value.facts["reserve_freed"] is False
    database.close()
    again = open_file(small_disk / "till.db")
    assert numbers(again)[: len(confirmed)] == confirmed
    again.close()


def test_a_full_disk_is_named_at_opening_too(small_disk: Path) -> None:
    fill(small_disk)
    with pytest.raises(EnvironmentFault) as caught:
        put(open_file(small_disk / "till.db"), 1)
    assert fault("DISK_FULL", caught)


def test_a_read_only_disk_is_named_so(small_disk: Path) -> None:
    database = open_file(small_disk / "till.db")
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE fact (n INTEGER PRIMARY KEY, t TEXT)")
    database.close()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(EnvironmentFault) as caught:
        put(open_file(small_disk / "till.db"), 1)
    assert fault("DATABASE_READ_ONLY", caught)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_file_that_may_not_grow_is_a_fault_and_nothing_more(database: Database) -> None:
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    put(database, 1)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, limit[1]))
        with pytest.raises(EnvironmentFault) as caught:
            put_many(database, 2, [])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert caught.value.code in {"DATABASE_IO", "DISK_FULL"}
    there = numbers(database)
    put(database, 1000)
    assert numbers(database) == [*there, 1000]


def test_a_copy_is_whole_encrypted_and_never_over_another(
    tmp_path: Path, database: Database
) -> None:
    for n in range(300):
        put(database, n, "x" * 2000)
    shares: list[float] = []
    database.copy_to(tmp_path / "copy.db", shares.append)
    assert all(0 <= share <= 1 for share in shares)
    with pytest.raises(EnvironmentFault) as caught:
        database.copy_to(tmp_path / "copy.db")
    assert caught.value.code == "COPY_EXISTS"
    copy = open_file(tmp_path / "copy.db")
    assert numbers(copy) == list(range(300))
    copy.close()
    with pytest.raises(EnvironmentFault):
        database.copy_to(tmp_path / "nowhere" / "copy.db")
    with pytest.raises(sa.exc.OperationalError), database.read() as connection:
        connection.exec_driver_sql("DELETE FROM fact")


def _hold(folder: Path, ready: Event, go: Event) -> None:
    with data_directory_lock(folder):
        ready.set()
        go.wait()


def test_a_second_till_on_the_same_data_is_refused(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, go = context.Event(), context.Event()
    first = context.Process(target=_hold, args=(tmp_path / "data", ready, go))
    first.start()
    assert ready.wait(30)
    with pytest.raises(EnvironmentFault) as caught, data_directory_lock(tmp_path / "data"):
        pass
    assert fault("DATA_IN_USE", caught)
    go.set()
    first.join()
    with data_directory_lock(tmp_path / "data"):
        pass


def test_the_lock_of_a_killed_till_is_gone_with_it(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, go = context.Event(), context.Event()
    first = context.Process(target=_hold, args=(tmp_path, ready, go))
    first.start()
    assert ready.wait(30)
    first.kill()
    first.join()
    with data_directory_lock(tmp_path):
        pass


def test_a_data_folder_that_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EnvironmentFault) as caught, data_directory_lock(tmp_path / "file"):
        pass
    assert fault("DATA_DIRECTORY_UNUSABLE", caught)
