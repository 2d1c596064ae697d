"""A real PostgreSQL for the checks: Debian's programs, a folder of its own, gone at the end.

One server for all tests of a session; each test, or each module, gets a database of its own. The
server listens on a socket in a folder that only its own user may enter. ``POS_CLOUD_DATABASE_URL``
names another server instead; then nothing is started, and databases are made and dropped there.
"""

import contextlib
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Event
from typing import Self

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import URL, make_url

OTHER_SERVER = "POS_CLOUD_DATABASE_URL"
MISSING = "PostgreSQL's server programs were not found (Debian's name: postgresql); .ci/setup test"
# A power cut of the test machine may lose the folder: only what is measured pays for the disk.
HASTY = {"fsync": "off", "full_page_writes": "off", "autovacuum_naptime": "10s"}
SETTINGS = {"max_connections": "200", "shared_buffers": "128MB", "max_wal_size": "2GB"}
_START_S = 30
_OWNER = "postgres"


class PostgresServer:
    """One server: started by us, or somebody else's when it was named."""

    def __init__(
        self, root_url: URL, folder: Path | None, process: subprocess.Popen[bytes] | None
    ) -> None:
        self.root_url = root_url
        self._folder = folder
        self._process = process

    @classmethod
    def start(cls, settings: Mapping[str, str] = HASTY) -> Self:
        """Make a folder, fill it and wait until the server answers."""
        folder = Path(tempfile.mkdtemp(prefix="ronghe-pg-"))
        try:
            own(folder)
            data = folder / "data"
            make = [program("initdb"), "--no-sync", "--auth=trust", "--encoding=UTF8"]
            done = subprocess.run(
                as_owner([*make, "--no-locale", f"--username={_OWNER}", str(data)]),
                capture_output=True,
                text=True,
                check=False,
                env=plain_environment(folder),
            )
            assert done.returncode == 0, done.stderr
            return cls(*_launch(folder, data, {**SETTINGS, **settings}))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    @classmethod
    def find(cls) -> Self:
        """Take the server that was named, or start one."""
        named = os.environ.get(OTHER_SERVER)
        if named:
            return cls(make_url(named).set(drivername="postgresql+psycopg"), None, None)
        return cls.start()

    def stop(self) -> None:
        """End it with all that it holds; another's server is left as it is."""
        if self._folder is None or self._process is None:
            return
        self._process.send_signal(3)  # SIGQUIT: nobody wants its files again
        self._process.wait(_START_S)
        shutil.rmtree(self._folder, ignore_errors=True)

    def create_database(self, like: str = "") -> str:
        """Make an empty database, or a copy of one that nobody is connected to; give its URL."""
        name = f"pos_test_{secrets.token_hex(6)}"
        create = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if like:
            create += sql.SQL(" TEMPLATE {}").format(sql.Identifier(make_url(like).database or ""))
        if like and self._process is not None:  # ours waits for no disk: quicker than by pages
            create += sql.SQL(" STRATEGY file_copy")
        self._say(create)
        return self.root_url.set(database=name).render_as_string(hide_password=False)

    def drop_database(self, url: str) -> None:
        """Drop one that was made here, whoever is still connected to it."""
        drop = sql.SQL("DROP DATABASE {}").format(sql.Identifier(make_url(url).database or ""))
        try:
            self._say(drop + sql.SQL(" WITH (FORCE)"))
        except psycopg.errors.SyntaxError:  # a server that only speaks the protocol
            self._say(drop)

    @contextlib.contextmanager
    def database(self, like: str = "") -> Iterator[str]:
        """Lend an empty database, or a copy."""
        url = self.create_database(like)
        try:
            yield url
        finally:
            self.drop_database(url)

    def _say(self, statement: sql.Composable) -> None:
        with psycopg.connect(libpq(self.root_url), autocommit=True) as connection:
            connection.execute(statement)


def _launch(
    folder: Path, data: Path, settings: Mapping[str, str]
) -> tuple[URL, Path, subprocess.Popen[bytes]]:
    command = [program("postgres"), "-D", str(data), "-k", str(folder), "-h", ""]
    command += [f"--{name}={value}" for name, value in settings.items()]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            as_owner(command), stdout=log, stderr=log, env=plain_environment(folder)
        )
    url = URL.create(
        "postgresql+psycopg", username=_OWNER, database="postgres", query={"host": str(folder)}
    )
    waiting = Event()
    for _ in range(_START_S * 20):
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(libpq(url)).close()
            return url, folder, process
        if process.poll() is not None:
            break
        waiting.wait(0.05)
    process.kill()
    process.wait()
    raise AssertionError((folder / "log").read_text(encoding="utf-8"))


def libpq(url: URL | str) -> str:
    """Give an SQLAlchemy URL in the form that libpq and psycopg read."""
    plain = make_url(url).set(drivername="postgresql")
    return plain.render_as_string(hide_password=False)


def program(name: str) -> str:
    """Find one of PostgreSQL's programs, the newest version first; '' when it is missing."""
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3])
    )
    return str(found[-1]) if found else shutil.which(name) or ""


def as_owner(command: list[str], dying: str = "QUIT") -> list[str]:
    """Run it as a user who is not root, which PostgreSQL refuses, and end it when we are killed."""
    drop = [f"--reuid={_OWNER}", f"--regid={_OWNER}", "--init-groups"] if os.geteuid() == 0 else []
    return ["setpriv", *drop, f"--pdeathsig={dying}", *command]


def own(path: Path, mode: int = 0o700) -> None:
    """Give a folder or file to whoever the server runs as, and close it to everybody else."""
    path.chmod(mode)
    if os.geteuid() == 0:
        owner = pwd.getpwnam(_OWNER)
        os.chown(path, owner.pw_uid, owner.pw_gid)


def plain_environment(home: Path) -> dict[str, str]:
    """Give an environment without our settings, and with a home that the owner may enter."""
    return {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(home), "LANG": "C.UTF-8"}


def missing_postgres(is_build_server: bool) -> None:
    """Skip in words, or fail where a skip would hide that nothing was checked."""
    if is_build_server:
        pytest.fail(MISSING)
    pytest.skip(f"{MISSING}; or name a server in {OTHER_SERVER}")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The session's server."""
    if not (os.environ.get(OTHER_SERVER) or program("initdb")):
        missing_postgres(bool(os.environ.get("CI")))
    server = PostgresServer.find()
    yield server
    server.stop()


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> Iterator[str]:
    """An empty database for one test."""
    with postgres.database() as url:
        yield url


@pytest.fixture(scope="module")
def postgres_module_url(postgres: PostgresServer) -> Iterator[str]:
    """An empty database for the tests of one module."""
    with postgres.database() as url:
        yield url
