"""An empty cloud database of each kind, with one store of zone z1 in it."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from sync.cloud.database import CloudDatabase
from tests.cloud.feeds.feed_copy import FeedWorld, add_store


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Iterator[CloudDatabase]:
    database = CloudDatabase(request.getfixturevalue(f"{request.param}_cloud_url"))
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
