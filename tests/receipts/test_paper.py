"""Paper set in rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.receipts import cells
from pos_app.receipts.paper import (
    Align,
    Column,
    Cut,
    Feed,
    Line,
    Paper,
    Picture,
    Qr,
    Roll,
    Row,
    Rule,
    Size,
    set_paper,
)

columns = st.builds(
    Column, st.text(max_size=60), st.sampled_from(Align), st.just(False), st.integers(0, 9)
)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    made = draw(st.lists(columns, min_size=1, max_size=4))
    growing = draw(st.integers(-1, len(made) - 1))
    if growing >= 0:
        made[growing] = Column(made[growing].text, grows=True)
    return Line(tuple(made), draw(st.sampled_from(Size)), draw(st.booleans()))


@given(st.lists(lines(), max_size=6), st.sampled_from(Roll))
def test_no_row_is_wider_than_the_paper_whatever_is_in_it(made: list[Line], roll: Roll) -> None:
    for row in set_paper(Paper("", tuple(made)), roll):
        assert isinstance(row, Row)
        assert cells.width(row.text) * row.size.across <= roll.cells


@given(lines(), st.sampled_from(Roll))
def test_a_line_shows_every_word_of_its_growing_column(line: Line, roll: Roll) -> None:
    shown = "".join(row.text for row in set_paper(Paper("", (line,)), roll))
    letters = sorted(shown.replace(" ", ""))
    for column in line.columns:
        if column.grows:
            for letter in cells.printable(column.text).replace(" ", ""):
                assert letter in letters
                letters.remove(letter)


def test_a_long_name_wraps_beside_its_amount() -> None:
    line = Line((Column("很长很长的名字" * 4, grows=True), Column("12.50", Align.RIGHT)))
    rows = set_paper(Paper("", (line,)), Roll.MM58)
    assert [row.text for row in rows] == [
        "很长很长的名字很长很长的名 12.50",
        "字很长很长的名字很长很长的",
        "名字",
    ]


def test_columns_too_wide_for_a_name_go_below_it() -> None:
    line = Line((Column("农夫山泉天然水", grows=True), Column("x" * 25, Align.RIGHT)))
    rows = set_paper(Paper("", (line,)), Roll.MM58)
    assert [row.text for row in rows] == ["农夫山泉天然水", " " * 7 + "x" * 25]


def test_large_type_has_half_the_cells() -> None:
    line = Line((Column("合计"), Column("9.90", Align.RIGHT)), Size.DOUBLE)
    (row,) = set_paper(Paper("", (line,)), Roll.MM58)
    assert row.text == "合计        9.90"
    assert row.height == 54


def test_a_picture_too_wide_for_the_paper_is_left_out() -> None:
    logo = Picture("logo", 400, 1, bytes(50))
    assert set_paper(Paper("", (logo,)), Roll.MM58) == ()
    assert set_paper(Paper("", (logo,)), Roll.MM80) == (logo,)


@pytest.mark.parametrize("roll", Roll)
def test_a_qr_code_has_whole_dots_and_fits(roll: Roll) -> None:
    (code,) = set_paper(Paper("", (Qr("S12-T03-000001"),)), roll)
    assert isinstance(code, Picture)
    assert code.width == code.height
    assert roll.dots // 3 < code.width <= roll.dots // 2


def test_rules_feeds_and_cuts_are_placed() -> None:
    placed = set_paper(Paper("", (Rule("="), Feed(2), Cut())), Roll.MM58)
    assert [type(entry) for entry in placed] == [Row, Row, Row, Cut]
    assert placed[0].text == "=" * 32
