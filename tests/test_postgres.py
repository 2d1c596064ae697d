"""The PostgreSQL of the checks: alone in its database, gone afterwards, never silently skipped."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from tests import postgres as rig
from tests.postgres import PostgresServer, libpq


def test_each_test_gets_an_empty_database_of_its_own(postgres: PostgresServer) -> None:
    with postgres.database() as one, postgres.database() as other:
        for url in (one, other):
            engine = sa.create_engine(url)
            with engine.begin() as connection:
                connection.exec_driver_sql("CREATE TABLE sale (id int)")
            engine.dispose()
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(libpq(one))


def test_a_connection_left_open_does_not_keep_a_database(postgres: PostgresServer) -> None:
    url = postgres.create_database()
    left = psycopg.connect(libpq(url))
    postgres.drop_database(url)
    with pytest.raises(psycopg.OperationalError):
        left.execute("SELECT 1")
    left.close()


@pytest.mark.skipif(bool(os.environ.get(rig.OTHER_SERVER)), reason="another's server was named")
def test_nobody_else_on_the_machine_reaches_the_server(postgres: PostgresServer) -> None:
    folder = Path(str(postgres.root_url.query["host"]))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    with psycopg.connect(libpq(postgres.root_url)) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_a_named_server_is_used_and_left_as_it_is(
    postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = postgres.root_url.set(drivername="postgresql").render_as_string(hide_password=False)
    monkeypatch.setenv(rig.OTHER_SERVER, named)
    server = PostgresServer.find()
    with server.database() as url:
        psycopg.connect(libpq(url)).close()
    server.stop()
    psycopg.connect(libpq(postgres.root_url)).close()


def test_the_server_ends_with_the_process_that_started_it(postgres_url: str) -> None:
    code = "from tests.postgres import PostgresServer as P; import os\n"
    code += "s = P.start(); print(s._process.pid, s._folder, flush=True); os.kill(os.getpid(), 9)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    number, folder = done.stdout.split()
    waiting = rig.Event()
    for _ in range(600):
        if not Path("/proc", number).exists() or not _is_alive(number):
            break
        waiting.wait(0.05)
    assert not _is_alive(number)
    rig.shutil.rmtree(folder)


def _is_alive(number: str) -> bool:
    try:
        return "State:\tZ" not in Path("/proc", number, "status").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_missing_postgres_is_a_failure_on_the_build_server() -> None:
    with pytest.raises(pytest.fail.Exception, match="postgresql"):
        rig.missing_postgres(is_build_server=True)
    with pytest.raises(pytest.skip.Exception, match="postgresql"):
        rig.missing_postgres(is_build_server=False)
