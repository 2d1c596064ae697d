"""Lots that may not be sold."""

from datetime import date

import pytest

from pos_app.domain.barcode.element_string import read_element_string
from pos_app.domain.barcode.elements import Element
from pos_app.domain.barcode.lots import check_sellable_lot, find_last_day
from pos_app.errors import Refusal

ON = date(2026, 11, 21)
GTIN = 6901234567892


def elements(text: str) -> tuple[Element, ...]:
    return read_element_string(f"01{GTIN:014d}{text}").elements


@pytest.mark.parametrize("ai", ["15", "16", "17"])
def test_the_last_day_itself_is_sold_and_the_next_day_is_not(ai: str) -> None:
    check_sellable_lot(elements(f"{ai}26112110L1"), ON, ())
    with pytest.raises(Refusal) as caught:
        check_sellable_lot(elements(f"{ai}26112010L1"), ON, ())
    assert caught.value.code == "LOT_EXPIRED"
    assert caught.value.facts == {"lot": "L1", "expired_on": "2026-11-20"}


def test_a_month_ends_with_its_last_day() -> None:
    check_sellable_lot(elements("17261100"), ON, ())
    with pytest.raises(Refusal, match="LOT_EXPIRED"):
        check_sellable_lot(elements("17261000"), ON, ())


def test_a_recalled_lot_is_stopped_even_when_it_has_expired_too() -> None:
    with pytest.raises(Refusal) as caught:
        check_sellable_lot(elements("17200101" + "10L1"), ON, {(GTIN, "L1")})
    assert (caught.value.code, caught.value.facts) == ("LOT_RECALLED", {"lot": "L1"})


def test_the_same_lot_of_another_item_and_another_lot_of_the_item_are_sold() -> None:
    check_sellable_lot(elements("10L1"), ON, {(GTIN, "L2"), (GTIN + 1, "L1")})


def test_an_unreadable_date_stops_nothing() -> None:
    check_sellable_lot(elements("17201301"), ON, ())
    check_sellable_lot((), ON, {(GTIN, "L1")})


def test_the_earliest_of_several_dates_counts() -> None:
    assert find_last_day(elements("1527010117261231"), ON) == date(2026, 12, 31)
    assert find_last_day(elements("11270101"), ON) is None
