"""A cloud on SQLite and one on PostgreSQL; everything here must be true of both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.cloud.database import CloudDatabase
from sync.cloud.migrations import upgrade
from tests.builders import CASHIER, Rig, make_rig, make_template
from tests.cloud.ledgers.world import World
from tests.services.club import Phones, make_club


def open_cloud(url: str, isolation: str = "READ COMMITTED") -> World:
    database = CloudDatabase(url, isolation=isolation)
    upgrade(database.engine)
    return World(database)


@pytest.fixture(params=["sqlite", "postgres"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    made = open_cloud(request.getfixturevalue(f"{request.param}_cloud_url"))
    yield made
    made.database.close()


@pytest.fixture
def small_world() -> Iterator[World]:
    """A cloud in memory, for properties that need hundreds."""
    made = open_cloud("sqlite://")
    yield made
    made.database.close()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("store"))


@pytest.fixture
def rig(template: Path, tmp_path: Path) -> Iterator[Rig]:
    rig = make_rig(template, tmp_path / "till")
    yield rig
    rig.close()


@pytest.fixture(scope="session")
def club_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_club(tmp_path_factory.mktemp("club"))


@pytest.fixture
def club(club_template: Path, tmp_path: Path) -> Iterator[Rig]:
    rig = make_rig(club_template, tmp_path / "till")
    rig.open_for(CASHIER)
    Phones(rig).deliver()
    yield rig
    rig.close()
