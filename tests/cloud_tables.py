"""Databases with the cloud's tables: made once for each engine, copied for every test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import PostgresServer


def make_tables(url: str) -> None:
    """Bring an empty database up, and leave it."""
    from sync.cloud.database import CloudDatabase  # not for the checks that need no cloud
    from sync.cloud.migrations import upgrade

    database = CloudDatabase(url)
    upgrade(database.engine)
    database.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the cloud's tables."""
    file = tmp_path_factory.mktemp("cloud") / "cloud.db"
    make_tables(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres: PostgresServer) -> Iterator[str]:
    """A database with the cloud's tables."""
    with postgres.database() as url:
        make_tables(url)
        yield url


@pytest.fixture
def postgres_cloud_url(postgres: PostgresServer, postgres_template: str) -> Iterator[str]:
    """A PostgreSQL database with the cloud's tables and nothing in them."""
    with postgres.database(like=postgres_template) as url:
        yield url


@pytest.fixture
def sqlite_cloud_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A file with the cloud's tables and nothing in them."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'cloud.db')}"
