"""The load of tills on one server whose connections break, and its judge."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tests.ha.tills import trade
from tests.ha.trouble import Result, together
from tests.postgres import PostgresServer, libpq

_KILL = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_BEGUN = "SELECT to_regclass('inbox')::text"
_ENOUGH = "SELECT count(*) >= 1000 FROM inbox"
_FIRST = "terminal = (SELECT terminal FROM inbox ORDER BY terminal LIMIT 1)"


@pytest.fixture(scope="module")
def traded(postgres: PostgresServer, postgres_module_url: str) -> Result:
    """What tills uploaded while their servers lost the database three times."""
    stop = threading.Event()
    with (
        ThreadPoolExecutor(1) as pool,
        psycopg.connect(libpq(postgres_module_url), autocommit=True) as connection,
    ):
        load = pool.submit(trade, postgres_module_url, stop)
        while not load.done() and connection.execute(_BEGUN).fetchone() == (None,):
            stop.wait(0.01)
        stop.wait(1)
        for _ in range(3):
            connection.execute(_KILL)
            stop.wait(0.2)
        while not load.done() and connection.execute(_ENOUGH).fetchone() == (False,):
            stop.wait(0.01)
        stop.set()
        return load.result()


def test_what_tills_were_told_is_kept_is_kept_once(
    traded: Result, postgres_module_url: str
) -> None:
    assert traded.acknowledged >= 1000
    assert traded.find_faults(postgres_module_url) == []


@pytest.mark.parametrize(
    ("table", "harm", "fault"),
    [
        ("inbox", f"DELETE FROM inbox WHERE {_FIRST} AND seq = 5", "missing in the middle"),
        ("inbox", f"DELETE FROM inbox WHERE {_FIRST} AND seq > 9", "acknowledged rows are lost"),
        ("inbox", f"UPDATE inbox SET chain = 'x' WHERE {_FIRST}", "has another chain"),
        (
            "inbox",
            f"UPDATE inbox SET event_id = 'x' WHERE {_FIRST} AND seq = 7",
            r"rows \[7\] are not those of the till",
        ),
        ("sale", f"DELETE FROM sale WHERE {_FIRST} AND seq = 5", "sales of .* are counted"),
        ("tender", f"UPDATE tender SET amount = 1 WHERE {_FIRST}", "tender are not what its"),
        ("stock_on_hand", "UPDATE stock_on_hand SET moves = moves + 1", "not the sum of what was"),
        ("terminal", f"UPDATE terminal SET projected_seq = 3 WHERE {_FIRST}", "not projected"),
    ],
)
def test_the_judge_sees_what_is_lost_changed_or_wrongly_added_up(
    traded: Result, postgres_module_url: str, table: str, harm: str, fault: str
) -> None:
    with psycopg.connect(libpq(postgres_module_url), autocommit=True) as connection:
        connection.execute(f"CREATE TABLE kept AS SELECT * FROM {table}")
        connection.execute(harm)
        found = traded.find_faults(postgres_module_url)
        connection.execute(f"TRUNCATE {table}")
        connection.execute(f"INSERT INTO {table} SELECT * FROM kept")
        connection.execute("DROP TABLE kept")
    assert any(re.search(fault, line) for line in found), found


def test_two_loads_are_judged_together() -> None:
    one = Result(3, 1, 0.5, lambda _: ["a"])
    other = Result(4, 0, 2.0, lambda _: ["b"])
    both = together(lambda *_: one, lambda *_: other)("", threading.Event())
    assert (both.acknowledged, both.repeated, both.longest_wait_s) == (7, 1, 2.0)
    assert both.find_faults("") == ["a", "b"]
