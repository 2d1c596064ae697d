"""Goods as dear as a house: the search for the best price takes no more room than for bread."""

import tracemalloc
from dataclasses import replace

import pytest

from pos_app.domain.pricing.engine import price
from pos_app.domain.pricing.reading import bundle_of
from tests.domain.baskets import a_sale, a_transaction, an_item

HOUSE, MEGABYTE = 900_000_00, 1 << 20
RULES = [
    {"id": "full", "kind": "ladder", "steps": [{"at": 2000, "amount": 200}]},
    {"id": "two", "kind": "n_for_price", "count": 2, "price": 900},
]


@pytest.mark.parametrize("pieces", [1, 12])
def test_the_search_needs_no_room_for_what_the_goods_are_worth(pieces: int) -> None:
    bundle = bundle_of({"format": "ronghe-rules/1", "id": "x", "version": 1, "rules": RULES}, "")
    goods = ((2, 3), (33, 1), (1999, 1), (HOUSE, pieces), (33, 2), (500, 1))
    lines = [
        replace(a_sale(replace(an_item(each), sku=f"S{at}"), count * 1000), number=at)
        for at, (each, count) in enumerate(goods, 1)
    ]
    tracemalloc.start()
    try:
        priced = price(a_transaction(*lines), bundle)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 8 * MEGABYTE
    assert priced.total.minor < 10_000
