"""A till on real encrypted files for every test: set up once, copied, opened."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import CASHIER, MANAGER, Rig, make_rig, make_template
from tests.services.club import Phones, make_club
from tests.services.relay import Relay, make_tills, open_till


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("store"))


@pytest.fixture
def rig(template: Path, tmp_path: Path) -> Iterator[Rig]:
    """A till that is open, nobody signed on."""
    rig = make_rig(template, tmp_path / "till")
    yield rig
    rig.close()


@pytest.fixture
def shop(rig: Rig) -> Rig:
    """A till with a cashier's shift open."""
    rig.open_for(CASHIER)
    return rig


@pytest.fixture
def managed(rig: Rig) -> Rig:
    """A till with the store manager's shift open: nobody else has to be asked."""
    rig.open_for(MANAGER)
    return rig


@pytest.fixture(scope="session")
def club_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_club(tmp_path_factory.mktemp("club"))


@pytest.fixture
def club(club_template: Path, tmp_path: Path) -> Iterator[Rig]:
    """A till with members and an issuer, a cashier's shift open, today's handles delivered."""
    rig = make_rig(club_template, tmp_path / "till")
    rig.open_for(CASHIER)
    Phones(rig).deliver()
    yield rig
    rig.close()


@pytest.fixture
def phones(club: Rig) -> Phones:
    return Phones(club)


@pytest.fixture(scope="session")
def tills(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Set up two tills of one store."""
    return make_tills(tmp_path_factory.mktemp("tills"), "T1", "T2")


@pytest.fixture
def one(tills: dict[str, Path], tmp_path: Path) -> Iterator[Rig]:
    """The store's first till, its manager's shift open."""
    rig = open_till(tills["T1"], tmp_path / "one", 1)
    rig.open_for(MANAGER)
    yield rig
    rig.close()


@pytest.fixture
def two(tills: dict[str, Path], tmp_path: Path) -> Iterator[Rig]:
    """The store's second till, its manager's shift open."""
    rig = open_till(tills["T2"], tmp_path / "two", 2)
    rig.open_for(MANAGER)
    yield rig
    rig.close()


@pytest.fixture
def relay(one: Rig, two: Rig) -> Relay:
    """What brings the two tills' days to each other."""
    return Relay(one, two)
