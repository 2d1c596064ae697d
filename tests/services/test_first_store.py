"""A store that was typed at the first run: for every currency one that the till can open with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.countries import COUNTRIES, Country
from pos_app.domain.first_run import ADDED, INCLUSIVE, Answers, Step
from pos_app.errors import Refusal
from pos_app.services.first_store import checked_names, profile_body, read_taxes, usual_taxes
from pos_app.services.store_values import check_value
from pos_app.store.profile import profile_of


@pytest.mark.parametrize("country", COUNTRIES, ids=lambda country: country.currency)
def test_every_currency_makes_a_store_that_the_set_up_would_take_too(country: Country) -> None:
    names = checked_names({"name_zh": "一店", "store": "n7", "workstation": "t02"})
    choices = {Step.STORE: country.currency, Step.TAX: INCLUSIVE}
    body = profile_body(Answers(texts=names, choices=choices))
    profile, _ = profile_of(body)
    assert (profile.currency, profile.store, profile.name_en) == (country.currency, "N7", "一店")
    assert {group.code: group.rate_ppm for group in profile.tax_groups} == dict(country.taxes)
    for key in ("cash_rounding", "denominations", "quick_notes", "tax_groups", "reasons"):
        check_value(key, body[key])
    assert set(body["quick_notes"]) <= set(body["denominations"])
    assert all(note % country.step_minor == 0 for note in body["denominations"])


@pytest.mark.parametrize("country", COUNTRIES, ids=lambda country: country.currency)
def test_the_usual_taxes_are_written_as_they_are_typed(country: Country) -> None:
    read = read_taxes(usual_taxes(country.currency), ADDED)
    assert [(group["code"], group["rate_ppm"]) for group in read] == list(country.taxes)
    assert not any(group["is_inclusive"] for group in read)


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("v13 13", [130_000]),
        ("V13=13%; V9：9％，A 8.125", [130_000, 90_000, 81_250]),
        ("T 0.0001", [1]),
        ("W 100", [1_000_000]),
    ],
)
def test_taxes_are_read_as_people_write_them(text: str, rates: list[int]) -> None:
    assert [group["rate_ppm"] for group in read_taxes(text, INCLUSIVE)] == rates


@given(st.text(max_size=40))
def test_whatever_is_typed_as_taxes_is_taken_or_refused_in_words(text: str) -> None:
    try:
        said = ""
        check_value("tax_groups", read_taxes(text, INCLUSIVE))
    except Refusal as refusal:
        said = refusal.code
    assert said in ("", "FIRST_RUN_TAX_TEXT", "TAX_GROUPS_WRONG")
