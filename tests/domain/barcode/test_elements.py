"""GS1 element strings: what is read, what is doubted, and where reading goes on."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.barcode.element_string import read_element_string
from pos_app.domain.barcode.elements import SEPARATOR, Element, Problem, Reading, Scaled
from pos_app.domain.barcode.identifiers import find_identifier, find_prefix
from tests.cases.strict import (
    all_problems,
    as_element_string,
    is_valid,
    is_well_formed,
    time_of_day,
)

GTIN = "0106901234567892"
NEAR = date(2026, 11, 21)


def read(text: str) -> Reading:
    return read_element_string(text.replace("|", SEPARATOR))


def test_lot_expiry_weight_price_and_serial_are_read() -> None:
    reading = read(f"{GTIN}1727013110LOT7|3103000750392212345|21A1")
    assert is_valid(reading)
    assert [(e.ai, e.value) for e in reading.elements] == [
        ("01", "06901234567892"),
        ("17", "270131"),
        ("10", "LOT7"),
        ("3103", "000750"),
        ("3922", "12345"),
        ("21", "A1"),
    ]
    gtin = reading.find_gtin()
    assert gtin is not None
    assert gtin.number == 6901234567892


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("10LOT7|17271399", Problem.MALFORMED),
        ("17270230", Problem.DATE),
        ("4326201300", Problem.DATE),
        ("7003270131240000", Problem.MALFORMED),
        ("70032701312400", Problem.DATE),
        ("10LÖT", Problem.MALFORMED),
        ("2421234567", Problem.MALFORMED),
        ("30", Problem.MALFORMED),
        ("5012", Problem.UNKNOWN_IDENTIFIER),
        ("393299912345", None),
        ("393200012345", Problem.CONTENT),
        ("422000", Problem.CONTENT),
        ("8007GB82WEST12345698765433", Problem.CONTENT),
        ("8007XX8212345698765432", Problem.CONTENT),
        ("8007G", Problem.CONTENT),
        ("00106141412345678909", Problem.CHECK_DIGIT),
        ("80131987654Ad4X4bL5ttr2310c2L", Problem.CHECK_DIGIT),
        ("80131234" + "A" * 21, Problem.CHECK_DIGIT),
        ("80101A234567", Problem.CONTENT),
        ("7250" + "00000101", Problem.DATE),
        ("4300%4", Problem.CONTENT),
        ("7040123~", Problem.MALFORMED),
        ("7040112+", Problem.CONTENT),
    ],
)
def test_a_bad_element_is_doubted_and_the_gtin_stays_sure(
    text: str, problem: Problem | None
) -> None:
    reading = read(f"{GTIN}{text}")
    assert reading.find_gtin() is not None
    assert is_valid(reading) is (problem is None)
    assert (problem in all_problems(reading)) is (problem is not None)


@pytest.mark.parametrize(
    "text",
    [
        "8007GB82WEST12345698765432",
        "80131987654Ad4X4bL5ttr2310c2K",
        "80141987654Ad4X4bL5ttr2310c2K",
        "43090000000000" + "0000000001",
        "7007260101260131",
        "7011260101",
        "43242601019999",
        "80082601012359",
        "72511999123123595"[:16],
        "4300%E5%95%86",
        "70401ABC",
        "80060690123456789" + "20102",
        "7030156ABC",
        "4307CN",
        "80110",
        "72582/3",
    ],
)
def test_good_content_is_accepted(text: str) -> None:
    assert all_problems(read(text)) == ()


def test_reading_goes_on_behind_a_bad_date_and_an_unknown_identifier() -> None:
    reading = read(f"{GTIN}1727133110LOT7|50xyz|21A1")
    assert [e.problem for e in reading.elements] == [
        None,
        Problem.MALFORMED,
        None,
        Problem.UNKNOWN_IDENTIFIER,
        None,
    ]
    assert reading.find("21") == Element("21", "A1")


def test_a_gtin_that_is_there_twice_with_two_values_is_not_sure() -> None:
    assert read(f"{GTIN}{GTIN}").find_gtin() is not None
    assert read(f"{GTIN}0116901234567899").find_gtin() is None


def test_a_separator_without_need_is_remarked_but_loses_nothing() -> None:
    reading = read(f"|{GTIN}10A||21B|")
    assert reading.problems == (Problem.EXTRA_SEPARATOR,)
    assert is_well_formed(reading)
    assert not is_valid(reading)
    assert [e.value for e in reading.elements[1:]] == ["A", "B"]


@pytest.mark.parametrize("text", ["", "|", "||"])
def test_nothing_is_no_message(text: str) -> None:
    assert read(text).problems == (Problem.EMPTY,)


def test_the_century_is_the_nearest_one() -> None:
    assert Element("17", "270200").day(NEAR) == date(2027, 2, 28)
    assert Element("17", "760101").day(NEAR) == date(2076, 1, 1)
    assert Element("17", "770101").day(NEAR) == date(1977, 1, 1)
    assert Element("17", "200101").day(date(2075, 1, 1)) == date(2120, 1, 1)
    assert Element("10", "270101").day(NEAR) is None
    assert Element("17", "271301", Problem.DATE).day(NEAR) is None


def test_times_stand_behind_some_days() -> None:
    assert time_of_day(Element("7003", "2701311415")) == time(14, 15)
    assert time_of_day(Element("8008", "000102141516")) == time(14, 15, 16)
    assert time_of_day(Element("8008", "00010214")) == time(14)
    assert time_of_day(Element("4324", "2701319999")) is None
    assert time_of_day(Element("7011", "270131")) is None
    assert time_of_day(Element("17", "270131")) is None


def test_numbers_have_the_places_their_identifier_says() -> None:
    assert Element("3103", "000750").number() == Scaled(750, 3)
    assert Element("3932", "1561230").number() == Scaled(1230, 2)
    assert Element("3932", "1561230").currency() == "156"
    assert Element("3922", "1230").currency() is None
    assert Element("37", "12").number() is None
    assert Element("7003", "2701311415").number() is None
    assert Element("3103", "00075", Problem.MALFORMED).number() is None


@given(st.integers(0, 10**15), st.integers(0, 9), st.integers(0, 9))
def test_places_are_changed_only_without_loss(units: int, places: int, wanted: int) -> None:
    written = Scaled(units, places).in_places(wanted)
    if written is None:
        assert units * 10**wanted % 10**places
    else:
        assert written * 10**places == units * 10**wanted


@given(
    st.lists(
        st.sampled_from(["17270131", "10LOT", "21S/1", "3103001250", "3922199", "3012", "99x"]),
        max_size=6,
        unique=True,
    )
)
def test_a_good_string_is_written_back_as_it_was_read(parts: list[str]) -> None:
    text = GTIN
    needs_separator = False
    for part in parts:
        text += SEPARATOR * needs_separator + part
        needs_separator = part[:2] not in ("17", "31")
    reading = read_element_string(text)
    assert is_valid(reading)
    assert as_element_string(reading) == text


def test_identifiers_are_found_by_name_and_at_the_start_of_a_text() -> None:
    by_name, by_start = find_identifier("3103"), find_prefix("3103000750")
    assert by_name is not None
    assert by_name == by_start
    assert by_name.fixed_length == 6
    assert find_identifier("310") is None
    assert find_identifier("31030") is None
    assert find_prefix("5") is None
