"""A small read is done once between two writes, and is never older than the last of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.store.database import Connection, Database, Synchronous
from pos_app.store.kept import Kept

KEY = bytes(range(32))


class Reading:
    """Reads the numbers of the table and counts how often it was asked to."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, connection: Connection) -> list[int]:
        self.times += 1
        return list(connection.exec_driver_sql("SELECT n FROM fact ORDER BY n").scalars())


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "till.db", KEY, Synchronous.FULL)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE fact (n INTEGER PRIMARY KEY)")
    yield database
    database.close()


def put(database: Database, n: int) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO fact VALUES (?)", (n,))


def test_what_nobody_wrote_to_is_read_once(database: Database) -> None:
    reading = Reading()
    kept = Kept(database, reading)
    assert [kept.get() for _ in range(5)] == [[]] * 5
    assert reading.times == 1


def test_every_commit_is_seen_by_the_next_question(database: Database) -> None:
    kept = Kept(database, Reading())
    for n in range(1, 4):
        put(database, n)
        assert kept.get() == list(range(1, n + 1))


def test_what_was_rolled_back_was_never_seen(database: Database) -> None:
    kept = Kept(database, Reading())

    def begin_and_fail() -> None:
        with database.write() as connection:
            connection.exec_driver_sql("INSERT INTO fact VALUES (1)")
            assert kept.get() == []
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        begin_and_fail()
    assert kept.get() == []


def test_what_is_written_while_it_is_read_is_read_anew(database: Database) -> None:
    reading = Reading()

    def read_slowly(connection: Connection) -> list[int]:
        found = reading(connection)
        if reading.times == 1:
            put(database, 1)
        return found

    kept = Kept(database, read_slowly)
    assert kept.get() == []
    assert kept.get() == [1]
