"""Text as a receipt printer counts it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.receipts import cells


@given(st.text())
def test_printable_text_is_one_line_that_a_gb18030_printer_has(text: str) -> None:
    drawn = cells.printable(text)
    assert all(character >= " " for character in drawn)
    assert "\x7f" not in drawn
    for character in drawn:
        encoded = character.encode("gb18030")
        assert len(encoded) in {1, 2} or "\u3400" <= character <= "\u4dbf"
        assert (len(encoded) == 1) == (cells.width(character) == 1)


@given(st.text())
def test_making_text_printable_twice_changes_nothing(text: str) -> None:
    once = cells.printable(text)
    assert cells.printable(once) == once


@given(st.text(), st.integers(2, 48))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    drawn = cells.printable(text)
    lines = cells.wrap(drawn, width)
    assert lines
    assert all(cells.width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == drawn.replace(" ", "")


@given(st.text(), st.integers(0, 48))
def test_a_cut_text_fits(text: str, width: int) -> None:
    assert cells.width(cells.cut(cells.printable(text), width)) <= width


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Café Łódź", "Cafe Lodz"),
        ("农夫山泉", "农夫山泉"),
        ("¥5", "￥5"),
        ("Lay’s – 3×4", "Lay's - 3×4"),
        ("一\u202e二\u200b三", "一二三"),
        ("a\tb\r\nc", "a b  c"),
        ("🍎", "?"),
        ("㐂", "㐂"),
        ("\x1bp\x00", "p"),
        ("½ ｶ ①", "1/2 カ ①"),
    ],
)
def test_text_is_brought_to_what_the_printer_can_draw(text: str, expected: str) -> None:
    assert cells.printable(text) == expected


def test_latin_words_are_kept_whole_where_they_can_be() -> None:
    assert cells.wrap("Walnut and Oat Porridge", 12) == ("Walnut and", "Oat Porridge")


def test_chinese_breaks_anywhere_and_before_a_size() -> None:
    assert cells.wrap("农夫山泉天然水 550ml", 16) == ("农夫山泉天然水", "550ml")


def test_a_field_of_a_novel_is_cut() -> None:
    assert len(cells.printable("很" * 10_000)) == cells.LONGEST_TEXT


def test_no_line_begins_with_a_closing_mark() -> None:
    assert cells.wrap("谢谢惠顾，再来。", 8) == ("谢谢惠", "顾，再", "来。")
