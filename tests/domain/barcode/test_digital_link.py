"""GS1 Digital Link addresses, strict and as the till takes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.barcode.digital_link import AT_THE_TILL, read_digital_link
from pos_app.domain.barcode.elements import Problem
from tests.cases.strict import all_problems, is_valid

ITEM = "https://id.gs1.org/01/06901234567892"


def test_any_domain_and_any_path_before_the_key_will_do() -> None:
    for start in ("https://id.gs1.org", "http://brand.example.com/cn/p", "HTTPS://X.CN:8080/01/2"):
        reading = read_digital_link(f"{start}/01/06901234567892/10/L%2F1?17=270131&utm=x#top")
        assert is_valid(reading), start
        assert [e.value for e in reading.elements] == ["06901234567892", "L/1", "270131"]


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("ftp://id.gs1.org/01/06901234567892", Problem.ADDRESS),
        ("https:///01/06901234567892", Problem.ADDRESS),
        ("https://id_gs1.org/01/06901234567892", Problem.ADDRESS),
        (f"{ITEM}/10/ab cd", Problem.ADDRESS),
        ("https://id.gs1.org/", Problem.NO_KEY),
        ("https://id.gs1.org/menu/lunch", Problem.NO_KEY),
        ("https://id.gs1.org/10/LOT", Problem.NO_KEY),
        ("https://id.gs1.org/AQnYUc1gmiFC0Ot", Problem.NO_KEY),  # compressed
        (f"{ITEM}/21/1/10/L", Problem.QUALIFIERS),
        (f"{ITEM}/235/X/10/L", Problem.QUALIFIERS),
        (f"{ITEM}?10=L", Problem.NOT_AN_ATTRIBUTE),
        (f"{ITEM}/235/X?21=1", Problem.NOT_AN_ATTRIBUTE),
        (f"{ITEM}?17=270131&17=270131", Problem.REPEATED),
        (f"{ITEM}/10/L?10=L", Problem.REPEATED),
        (f"{ITEM}?5=1", Problem.UNKNOWN_PARAMETER),
        (f"{ITEM}?99=%4x", Problem.ESCAPE),
        (f"{ITEM}?99=%00", Problem.MALFORMED),
        (f"{ITEM}?99=%FF", Problem.MALFORMED),
        (f"{ITEM}?99=a+b", Problem.MALFORMED),
        ("https://id.gs1.org/01/06901234567893", Problem.CHECK_DIGIT),
        ("https://id.gs1.org/01/6901234567892", Problem.MALFORMED),
    ],
)
def test_each_fault_of_an_address_is_named(address: str, problem: Problem) -> None:
    assert problem in all_problems(read_digital_link(address))


def test_the_till_takes_short_numbers_and_names_of_older_versions() -> None:
    reading = read_digital_link("https://a.cn/gtin/6901234567892/lot/L1", AT_THE_TILL)
    assert is_valid(reading)
    assert [e.ai for e in reading.elements] == ["01", "10"]
    assert not is_valid(read_digital_link("https://a.cn/01/690123456789", AT_THE_TILL))


def test_a_qualifier_may_be_an_attribute_beside_another_sequence() -> None:
    assert is_valid(read_digital_link(f"{ITEM}/235/X?10=L"))


@given(st.text(max_size=60), st.booleans())
def test_any_text_has_a_reading(text: str, as_tail: bool) -> None:
    read_digital_link(ITEM + text if as_tail else text, AT_THE_TILL)
