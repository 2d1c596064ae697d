"""GTIN, UPC and check digits."""

import pytest
from biip.checksums import gs1_standard_check_digit
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.barcode.numbers import (
    Gtin,
    GtinFormat,
    Upc,
    has_check_digit,
    is_digits,
    is_plausible_code,
)
from pos_app.domain.gtin import check_digit
from pos_app.errors import Refusal

bodies = st.text("0123456789", min_size=1, max_size=20)


@given(bodies)
def test_a_number_with_its_check_digit_is_good(body: str) -> None:
    assert has_check_digit(f"{body}{check_digit(body)}")
    assert check_digit(body) == str(gs1_standard_check_digit(body))


@given(bodies, st.integers(0, 19), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(body: str, place: int, step: int) -> None:
    number = f"{body}{check_digit(body)}"
    at = place % len(number)
    wrong = number[:at] + str((int(number[at]) + step) % 10) + number[at + 1 :]
    assert not has_check_digit(wrong)


@pytest.mark.parametrize(
    ("text", "form", "written"),
    [
        ("96385074", GtinFormat.GTIN_8, "00000096385074"),
        ("614141000036", GtinFormat.GTIN_12, "00614141000036"),
        ("6901234567892", GtinFormat.GTIN_13, "06901234567892"),
        ("16901234567899", GtinFormat.GTIN_14, "16901234567899"),
    ],
)
def test_a_gtin_is_kept_as_fourteen_digits(text: str, form: GtinFormat, written: str) -> None:
    gtin = Gtin.parse(text)
    assert (gtin.format, str(gtin)) == (form, written)
    assert not gtin.is_restricted


@pytest.mark.parametrize("text", ["2100123012503", "02345673"])
def test_numbers_of_a_store_are_known_as_restricted(text: str) -> None:
    assert Gtin.parse(text).is_restricted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "GTIN_NOT_DIGITS"),
        ("690123456789X", "GTIN_NOT_DIGITS"),
        ("６９０１２３４５６７８９２", "GTIN_NOT_DIGITS"),
        ("١٢٣٤٥٦٧٠", "GTIN_NOT_DIGITS"),
        ("123456789", "GTIN_LENGTH_WRONG"),
        ("6901234567893", "CHECK_DIGIT_WRONG"),
    ],
)
def test_what_is_no_gtin_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        Gtin.parse(text)
    assert caught.value.code == code


def test_digits_of_other_scripts_are_not_digits() -> None:
    assert is_digits("0123456789")
    assert not any(is_digits(text) for text in ("", "٣", "３", "²", "1 2"))


def test_upc_e_is_expanded_and_a_upc_a_with_enough_zeros_is_shortened() -> None:
    assert Upc.parse("04252614") == Upc.parse("042100005264") == Upc("042100005264", "04252614")
    assert Upc.parse("123456789012").upc_e is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("4252a1", "GTIN_NOT_DIGITS"),
        ("42526", "GTIN_LENGTH_WRONG"),
        ("042100005263", "CHECK_DIGIT_WRONG"),
        ("24252614", "CHECK_DIGIT_WRONG"),
    ],
)
def test_what_is_no_upc_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        Upc.parse(text)
    assert caught.value.code == code


@given(st.from_regex(r"[01][0-9]{6}", fullmatch=True))
def test_every_upc_e_expands_to_a_good_upc_a(payload: str) -> None:
    upc = Upc.parse(payload)
    assert has_check_digit(upc.upc_a)
    assert Upc.parse(upc.upc_a).upc_a == upc.upc_a


@pytest.mark.parametrize("text", ["6901234567892", "96385074", "01234565", "S12-T03", "123456789"])
def test_what_may_stand_in_a_barcode(text: str) -> None:
    assert is_plausible_code(text)


@pytest.mark.parametrize("text", ["4011", "284617", "5183967", "28461738", "6901234567890"])
def test_what_was_typed_however_fast(text: str) -> None:
    assert not is_plausible_code(text)
