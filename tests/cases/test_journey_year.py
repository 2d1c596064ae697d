"""The first weeks of a year of real baskets: what the manager reads is what pandas works out."""

from pathlib import Path

import pytest

from tests.cases.journey_year import trade_year

BEFORE = "2017-01-16"


def test_two_weeks_of_real_baskets_add_up_to_the_cent(shared: Path) -> None:
    folder = shared / "data" / "completejourney"
    if not folder.is_dir():
        pytest.skip(f"no real baskets at {folder}")
    compared = list(trade_year(folder, BEFORE))
    assert len(compared) > 30
    assert [entry for entry in compared if entry[1] != entry[2]] == []
