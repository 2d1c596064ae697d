"""Weight, price and count inside a store's own numbers."""

from dataclasses import replace

import pytest
from biip.checksums import gs1_price_weight_check_digit
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.barcode.numbers import Gtin
from pos_app.domain.barcode.variable_measure import (
    Measure,
    VariableMeasurePattern,
    find_embedded,
)
from pos_app.domain.gtin import check_digit
from pos_app.errors import Refusal

WEIGHT = VariableMeasurePattern("21", 5, 5, Measure.WEIGHT, 3)
PRICE = VariableMeasurePattern("22", 5, 4, Measure.PRICE, 2, price_check_digit=True)
COUNT = VariableMeasurePattern("215", 4, 5, Measure.COUNT, 0)
UPC = VariableMeasurePattern("02", 5, 4, Measure.PRICE, 2, price_check_digit=True)


def label(body: str) -> Gtin:
    return Gtin.parse(f"{body}{check_digit(body)}")


def test_a_weight_label_gives_item_and_grams() -> None:
    found = find_embedded(label("210012301250"), [PRICE, WEIGHT])
    assert found is not None
    assert (found.item, found.measure, found.value, found.decimals) == (
        "00123",
        Measure.WEIGHT,
        1250,
        3,
    )
    assert found.base_gtin == label("210012300000").number


def test_the_longest_prefix_decides() -> None:
    found = find_embedded(label("215123400007"), [WEIGHT, COUNT])
    assert found is not None
    assert (found.item, found.measure, found.value) == ("1234", Measure.COUNT, 7)


def test_a_number_of_no_pattern_is_an_ordinary_number() -> None:
    assert find_embedded(Gtin.parse("6901234567892"), [WEIGHT, PRICE]) is None
    assert find_embedded(Gtin.parse("21000126"), [WEIGHT]) is None
    assert find_embedded(label("1210012301250"), [WEIGHT]) is None


def test_a_upc_label_with_number_system_2_is_prefix_02() -> None:
    verifier = gs1_price_weight_check_digit("0399")
    body = f"212345{verifier}0399"
    upc = Gtin.parse(f"{body}{check_digit(body)}")
    found = find_embedded(upc, [UPC])
    assert found is not None
    assert (found.item, found.value) == ("12345", 399)


@given(st.integers(0, 99999), st.integers(0, 9999), st.integers(1, 9))
def test_a_wrong_price_check_digit_is_refused(item: int, price: int, step: int) -> None:
    verifier = gs1_price_weight_check_digit(f"{price:04d}")
    good = find_embedded(label(f"22{item:05d}{verifier}{price:04d}"), [PRICE])
    assert good is not None
    assert good.value == price
    with pytest.raises(Refusal, match="MEASURE_CHECK_DIGIT_WRONG"):
        find_embedded(label(f"22{item:05d}{(verifier + step) % 10}{price:04d}"), [PRICE])


@given(st.integers(0, 99999), st.integers(0, 99999))
def test_labels_of_one_item_share_one_base_number(item: int, grams: int) -> None:
    found = find_embedded(label(f"21{item:05d}{grams:05d}"), [WEIGHT])
    assert found is not None
    assert found.value == grams
    again = find_embedded(Gtin.parse(f"{found.base_gtin:014d}"), [WEIGHT])
    assert again == replace(found, value=0)


def test_a_pattern_for_another_kind_of_value_is_refused() -> None:
    with pytest.raises(Refusal, match="BARCODE_PATTERN_WRONG"):
        replace(WEIGHT, value="colour")  # as it might stand in the store's set-up


@pytest.mark.parametrize(
    ("prefix", "item", "value", "decimals", "verified"),
    [
        ("2x", 5, 5, 3, False),
        ("21", 5, 6, 3, False),
        ("21", 10, 0, 0, False),
        ("21", 5, 5, 6, False),
        ("21", 5, 5, -1, False),
        ("21", 6, 3, 2, True),
    ],
)
def test_a_pattern_that_cannot_be_is_refused(
    prefix: str, item: int, value: int, decimals: int, verified: bool
) -> None:
    with pytest.raises(Refusal, match="BARCODE_PATTERN_WRONG"):
        VariableMeasurePattern(prefix, item, value, Measure.PRICE, decimals, verified)
