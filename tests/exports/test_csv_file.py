"""What a spreadsheet reads of a CSV file is what the report says, and never a formula."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.insight.table import Kind
from pos_app.domain.money import Money
from pos_app.exports.csv_file import disarmed, write_csv
from pos_app.exports.spoken_table import SpokenTable
from tests.exports.tables import HARMFUL, TOTAL, a_table


def read_back(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_headings_stand_first_the_rows_at_once_below_and_the_notes_after_an_empty_line(
    tmp_path: Path,
) -> None:
    write_csv(tmp_path / "a.csv", a_table("水", "面包", total=TOTAL))
    assert read_back(tmp_path / "a.csv") == [
        ["货号", "名称", "金额", "次数", "数量", "占比", "日期", "时间"],
        ["水", "水", "-10.50", "1", "1.256", "35.1234%", "2026-11-21", "2026-11-21 20:00:00"],
        ["面包", "面包", "-21.00", "2", "2", "35.1234%", "2026-11-21", "2026-11-21 20:00:00"],
        [],
        ["合计", "", "-21.00", "3", "", "", "", ""],
        ["商品"],
        ["演示门店 · 收银台 T01 · 2026-11-21"],
        ["完整：T01 至 22:05"],
    ]


def test_the_file_says_that_it_is_utf_8_and_ends_its_lines_as_spreadsheets_expect(
    tmp_path: Path,
) -> None:
    write_csv(tmp_path / "a.csv", a_table("水"))
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")


@pytest.mark.parametrize("text", HARMFUL[:12])
def test_a_text_that_begins_as_a_formula_is_disarmed(text: str) -> None:
    assert disarmed(text) == f"'{text}"


@pytest.mark.parametrize("unseen", ["\x00", "\x0b", "\x85", "\u00ad", "\u2003", "\u2028", "\u2066"])
@pytest.mark.parametrize("sign", ["=", "＠", "﹦", "﹢"])
def test_nothing_unseen_hides_the_sign_of_a_formula(unseen: str, sign: str) -> None:
    assert disarmed(f"{unseen} {sign}1") == f"'{unseen} {sign}1"


@pytest.mark.parametrize("text", ["水 = H2O", "a-b", "1+1", "", "'=1", "00012"])
def test_any_other_text_is_left_as_it_is(text: str) -> None:
    assert disarmed(text) == text


@pytest.mark.parametrize(
    ("amount", "written"),
    [(Money(-5), "-0.05"), (Money(123456), "1234.56"), (Money(-300, "JPY"), "-300")],
)
def test_an_amount_is_a_number_also_a_negative_one(
    tmp_path: Path, amount: Money, written: str
) -> None:
    table = SpokenTable("t", (), ("a",), (Kind.MONEY,), ((amount,),), (), 480)
    write_csv(tmp_path / "a.csv", table)
    assert (tmp_path / "a.csv").read_bytes().splitlines()[1].decode() == written


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=12), min_size=1))
def test_whatever_goods_are_called_no_cell_begins_as_a_formula_and_none_spills_over(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    write_csv(path, a_table(*names))
    rows = read_back(path)[1 : len(names) + 1]
    assert [row[0].removeprefix("'") for row in rows] == [name.removeprefix("'") for name in names]
    assert all(len(row) == 8 for row in rows)
    assert not any(row[0][:1] in set("=+-@\t\r＝＋－＠") for row in rows if row[0])
