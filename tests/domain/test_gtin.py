"""Check digits and lengths of GTINs: no single wrong digit passes."""

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.barcode import numbers
from pos_app.domain.gtin import GTIN_LENGTHS, check_digit, parse_gtin

bodies = st.sampled_from(GTIN_LENGTHS).flatmap(
    lambda size: st.text("0123456789", min_size=size - 1, max_size=size - 1)
)


@given(bodies)
def test_the_quick_check_digit_is_the_one_of_the_library(body: str) -> None:
    assert check_digit(body) == str(numbers.check_digit(body))


@given(bodies)
def test_a_number_with_its_check_digit_is_read_and_with_any_other_it_is_not(body: str) -> None:
    right = check_digit(body)
    assert parse_gtin(body + right) == int(body + right)
    assert all(parse_gtin(body + wrong) is None for wrong in "0123456789" if wrong != right)


def test_what_is_not_a_gtin_is_none() -> None:
    for text in ("", "1", "123456789012345", "6901424333948 ", "690142433394８", "69014243339a8"):
        assert parse_gtin(text) is None
