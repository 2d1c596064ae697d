"""An empty cloud database of each kind, with one store of zone z1 in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from sync.cloud.database import CloudDatabase
from sync.cloud.schema.base import METADATA
from tests.cloud.feeds.feed_copy import FeedWorld, add_store


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CloudDatabase]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'cloud.db'}"
    else:
        url = request.getfixturevalue("postgres_url")
    database = CloudDatabase(url)
    METADATA.create_all(database.engine)
    database.write(add_store)
    yield database
    database.close()


@pytest.fixture
def world(database: CloudDatabase) -> FeedWorld:
    return FeedWorld(database)


def count(database: CloudDatabase, table: sa.Table) -> int:
    return database.read(
        lambda connection: connection.execute(
            sa.select(sa.func.count()).select_from(table)
        ).scalar_one()
    )
