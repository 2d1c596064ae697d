"""A short slice of ``python -m tests.cloud.feed_order``."""

import pytest

from tests.cloud.feed_order import Run

ROWS = 16_000


def test_a_reader_misses_no_row_of_sixteen_writers(postgres_url: str) -> None:
    found = Run(postgres_url, ROWS).go()
    assert found.missed == 0
    assert found.is_whole


def test_nor_does_it_where_every_transaction_is_serializable(postgres_url: str) -> None:
    found = Run(postgres_url, 3_200, isolation="SERIALIZABLE").go()
    assert found.missed == 0
    assert found.is_whole


@pytest.mark.parametrize("planted", ["B7", "B22"])
def test_readers_that_are_known_to_miss_rows_do(postgres_url: str, planted: str) -> None:
    assert Run(postgres_url, ROWS, planted).go().missed > 0
