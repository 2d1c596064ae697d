"""Texts and numbers as people type them."""

import pytest

from pos_app.domain.plain_text import is_one_line, read_number, storable
from pos_app.errors import Refusal


@pytest.mark.parametrize(
    ("typed", "number"),
    [("", None), ("  ", None), ("0", 0), (" 9100 ", 9100), ("007", 7), ("999999", 999_999)],
)
def test_a_number_is_read_and_an_empty_field_is_none(typed: str, number: int | None) -> None:
    assert read_number(typed) == number


@pytest.mark.parametrize("typed", ["-1", "1.5", "9,100", "1000000", "9" * 5_000, "１２", "x"])
def test_what_is_no_such_number_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_number(typed)
    assert refused.value.code == "STORE_NUMBER_WRONG"
    assert refused.value.facts == {"least": 0, "most": 999_999}


def test_halves_of_characters_are_left_out() -> None:
    assert storable("a\ud83d\0b水") == "ab水"
    assert storable("plain") == "plain"


def test_a_line_is_letters_alone() -> None:
    assert is_one_line("店\u3000A 1")
    assert not any(is_one_line(text) for text in ("a\nb", "\u202eb", "\ud83d"))
