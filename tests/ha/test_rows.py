"""The plain load of the cluster's rig, on one server: it repeats, and its judge sees."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tests.ha import settings
from tests.ha.rows import BATCH, WRITERS, write_rows
from tests.ha.trouble import Result
from tests.postgres import libpq

_KILL = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_BEGUN = "SELECT to_regclass('ha_row')::text"
_ENOUGH = "SELECT count(*) >= 400 FROM ha_row"


@pytest.fixture(scope="module")
def written(postgres_module_url: str) -> Result:
    """Rows that were written while their connections broke three times."""
    stop = threading.Event()
    with (
        ThreadPoolExecutor(1) as pool,
        psycopg.connect(libpq(postgres_module_url), autocommit=True) as connection,
    ):
        load = pool.submit(write_rows, postgres_module_url, stop)
        while not load.done() and connection.execute(_BEGUN).fetchone() == (None,):
            stop.wait(0.01)
        for _ in range(3):
            stop.wait(0.1)
            connection.execute(_KILL)
        while not load.done() and connection.execute(_ENOUGH).fetchone() == (False,):
            stop.wait(0.01)
        stop.set()
        return load.result()


def test_what_is_cut_off_is_repeated_and_kept_once(
    written: Result, postgres_module_url: str
) -> None:
    assert written.repeated > 0
    assert written.acknowledged >= 400 - BATCH * WRITERS
    assert written.find_faults(postgres_module_url) == []


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        ("DELETE FROM ha_row WHERE writer = 2 AND n = 5", "writer 2: 1 of .* rows are lost"),
        (
            "INSERT INTO ha_row SELECT * FROM ha_row WHERE writer = 1 AND n = 7",
            "writer 1: 1 rows are there twice",
        ),
        ("INSERT INTO ha_row VALUES (3, 999999999, 'x')", "writer 3: .* never finished"),
    ],
)
def test_the_judge_sees_what_is_lost_or_doubled(
    written: Result, postgres_module_url: str, harm: str, fault: str
) -> None:
    with psycopg.connect(libpq(postgres_module_url), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT * FROM ha_row")
        connection.execute(harm)
        found = written.find_faults(postgres_module_url)
        connection.execute("TRUNCATE ha_row; INSERT INTO ha_row SELECT * FROM kept")
        connection.execute("DROP TABLE kept")
    assert [bool(re.search(fault, line)) for line in found] == [True], found


def test_the_times_of_the_election_fit_together() -> None:
    assert settings.LOOP_WAIT_S + 2 * settings.RETRY_S <= settings.TTL_S


def test_ports_are_all_different() -> None:
    assert len(set(settings.free_ports(13))) == 13
