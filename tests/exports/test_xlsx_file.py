"""A second reader finds numbers, dates and texts in the workbook, and no formula."""

import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from pos_app.domain.insight.table import Kind
from pos_app.domain.money import Money
from pos_app.exports.spoken_table import SpokenTable
from pos_app.exports.xlsx_file import write_xlsx
from tests.exports.tables import HARMFUL, MOMENT, TOTAL, a_table


def opened(path: Path, *tables: SpokenTable) -> Any:
    write_xlsx(path, tables, MOMENT)
    return openpyxl.load_workbook(path)


def test_numbers_are_numbers_dates_are_dates_and_shares_are_percentages(tmp_path: Path) -> None:
    page = opened(tmp_path / "a.xlsx", a_table("水", total=TOTAL)).active
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[:3] == [
        ["商品"] + [None] * 7,
        ["演示门店 · 收银台 T01 · 2026-11-21"] + [None] * 7,
        ["完整：T01 至 22:05"] + [None] * 7,
    ]
    assert rows[4] == ["货号", "名称", "金额", "次数", "数量", "占比", "日期", "时间"]
    at_eight = datetime.fromisoformat("2026-11-21T20:00")
    day = datetime.fromisoformat("2026-11-21")
    assert rows[5] == ["水", "水", -10.5, 1, 1.256, 0.351234, day, at_eight]
    assert rows[6] == [None] * 8
    assert rows[7][:4] == ["合计", None, -21, 3]
    formats = [cell.number_format for cell in page[6]]
    assert formats[2:] == [
        "#,##0.00",
        "#,##0",
        "#,##0.000",
        "0.00%",
        "yyyy-mm-dd",
        "yyyy-mm-dd hh:mm",
    ]


def test_the_word_for_the_total_stands_in_a_column_of_days_too(tmp_path: Path) -> None:
    kinds = (Kind.DATE, Kind.MONEY)
    day = ("2026-11-21", Money(1050))
    table = SpokenTable("每日", (), ("营业日", "销售额"), kinds, (day,), ("合计", Money(1050)), 480)
    page = opened(tmp_path / "a.xlsx", table).active
    assert [cell.value for cell in page[4]] == [datetime.fromisoformat("2026-11-21"), 10.5]
    assert [cell.value for cell in page[6]] == ["合计", 10.5]


def test_the_headings_stay_in_sight_and_can_be_filtered(tmp_path: Path) -> None:
    page = opened(tmp_path / "a.xlsx", a_table("水", "面包")).active
    assert page.freeze_panes == "A6"
    assert page.auto_filter.ref == "A5:H7"


def test_a_chinese_name_has_room_for_two_digits_a_character(tmp_path: Path) -> None:
    page = opened(tmp_path / "a.xlsx", a_table("农夫山泉天然水五百五十毫升")).active
    # Neighbours of one width are one entry, under the first.
    assert page.column_dimensions["A"].width >= 26


@pytest.mark.parametrize("text", HARMFUL)
def test_no_text_becomes_a_formula_a_number_or_a_link(tmp_path: Path, text: str) -> None:
    page = opened(tmp_path / "a.xlsx", a_table(text)).active
    cell = page["A6"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert unescape(cell.value) == text


def test_each_table_has_its_own_sheet_with_its_own_completeness(tmp_path: Path) -> None:
    first = a_table("水", title="销售: 每日/小时", notes=("还不完整",))
    book = opened(tmp_path / "a.xlsx", first, a_table(title="销售: 每日/小时"), a_table(title="?"))
    assert book.sheetnames == ["销售  每日 小时", "销售  每日 小时 (2)", "1"]
    assert book.worksheets[0]["A2"].value == "还不完整"


def test_a_currency_without_minor_unit_has_no_decimals(tmp_path: Path) -> None:
    table = SpokenTable("t", (), ("a",), (Kind.MONEY,), ((Money(1500, "JPY"),),), (), 540)
    cell = opened(tmp_path / "a.xlsx", table).active["A4"]
    assert (cell.value, cell.number_format) == (1500, "#,##0")


def test_the_same_figures_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_xlsx(tmp_path / f"{name}.xlsx", (a_table("水"),), MOMENT)
    one, other = (zipfile.ZipFile(tmp_path / f"{name}.xlsx") for name in "ab")
    assert [(info.filename, info.CRC) for info in one.infolist()] == [
        (info.filename, info.CRC) for info in other.infolist()
    ]


def test_a_folder_that_is_gone_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="xlsx"):
        write_xlsx(tmp_path / "gone" / "a.xlsx", (a_table("水"),), MOMENT)


def test_a_long_list_is_whole(tmp_path: Path) -> None:
    page = opened(tmp_path / "a.xlsx", a_table(*(f"N{at}" for at in range(5_000)))).active
    assert page["A5005"].value == "N4999"
    assert page["C5005"].value == -52_500
