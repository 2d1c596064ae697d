"""Rows up: taken in order, compared where they overlap, refused where they part."""

from tests.cloud.client import Shop


def test_a_till_enrols_says_hello_and_uploads_its_journal(shop: Shop) -> None:
    till = shop.till(rows=5)
    assert till.have == till.head
    assert till.have.seq == 6


def test_an_exchange_without_rows_acknowledges_what_is_held(shop: Shop) -> None:
    till = shop.till(rows=3)
    assert till.exchange().acked == till.head
