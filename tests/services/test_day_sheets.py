"""The figures of a store with several tills: all of them, each once, and what is still to come."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.quantity import Quantity
from tests.builders import BOOK, BREAD, MANAGER, WATER, Rig, yuan
from tests.services.relay import (
    Relay,
    dashboard,
    make_tills,
    open_till,
)

HOUR_MS = 3_600_000


@pytest.fixture(scope="session")
def tills(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return make_tills(tmp_path_factory.mktemp("tills"), "T1", "T2")


@pytest.fixture
def one(tills: dict[str, Path], tmp_path: Path) -> Iterator[Rig]:
    rig = open_till(tills["T1"], tmp_path / "one", 1)
    rig.open_for(MANAGER)
    yield rig
    rig.close()


@pytest.fixture
def two(tills: dict[str, Path], tmp_path: Path) -> Iterator[Rig]:
    rig = open_till(tills["T2"], tmp_path / "two", 2)
    rig.open_for(MANAGER)
    yield rig
    rig.close()


@pytest.fixture
def relay(one: Rig, two: Rig) -> Relay:
    return Relay(one, two)


def test_a_report_has_the_figures_of_the_other_till(one: Rig, two: Rig, relay: Relay) -> None:
    one.sell(WATER, BREAD)
    two.sell(WATER)
    sold = two.sell(BOOK)
    two.counter.returns.return_line(sold.receipt, 1, Quantity(1000), "FAULTY")
    two.pay_cash()
    alone = dashboard(one)
    relay.exchange()
    found = dashboard(one)
    assert found.headline.takings == alone.headline.takings + yuan(200)
    assert (found.headline.sales, found.headline.return_count) == (3, 1)
    assert found == dashboard(one)
    assert found.headline == dashboard(two).headline
    assert found.hours == dashboard(two).hours
    assert [(mark.till, mark.is_here) for mark in found.completeness.tills] == [
        ("T1", True),
        ("T2", False),
    ]
    (operator,) = found.operators
    assert (operator.name, operator.transactions) == ("陈店长", 4)
