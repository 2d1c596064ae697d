"""A cloud on a real database: SQLite in a file, and PostgreSQL where there is one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sync.cloud.database import CloudDatabase
from sync.cloud.keys import ServerKeys
from sync.cloud.service import Cloud
from sync.cloud.settings import Settings
from tests.cloud.client import Shop, TestClock

ENGINES = ("sqlite", "postgresql")
OpenCloud = Callable[..., Cloud]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Which database; a module may ask for PostgreSQL's strictest isolation too."""
    name: str = request.param
    return name


@pytest.fixture
def cloud_url(request: pytest.FixtureRequest, engine: str) -> str:
    """A database of each engine in turn: the cloud's tables and nothing in them."""
    name = "sqlite_cloud_url" if engine == "sqlite" else "postgres_cloud_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> str:
    """An empty database of each engine in turn."""
    if engine == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def clock() -> TestClock:
    """Stands still until a test moves it; its random bytes are a counter's."""
    return TestClock()


@pytest.fixture
def open_cloud(cloud_url: str, engine: str, clock: TestClock) -> Iterator[OpenCloud]:
    """Opens clouds over the same database: ``open_cloud(isolation=…, settings=…)``."""
    opened: list[Cloud] = []

    usual = "SERIALIZABLE" if engine == "serializable" else "READ COMMITTED"

    def open_one(
        isolation: str = usual, settings: Settings | None = None, url: str = cloud_url
    ) -> Cloud:
        database = CloudDatabase(url, isolation=isolation)
        keys = ServerKeys.make(TestClock().random_bytes, 1_795_000_000)
        opened.append(Cloud(database, clock, keys, settings or Settings()))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def cloud(open_cloud: OpenCloud) -> Cloud:
    """One cloud, empty."""
    return open_cloud()


@pytest.fixture
def shop(cloud: Cloud, clock: TestClock) -> Shop:
    """A tenant with one store, and ``till()`` for tills that are enrolled in it."""
    return Shop(cloud, clock)
