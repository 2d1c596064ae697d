"""Workbooks that are damaged inside, or were made to fill the memory."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from pos_app.errors import Refusal
from pos_app.store.item_file import open_item_file

_SHEET = "xl/worksheets/sheet1.xml"
_MIB = 1 << 20


def _workbook(folder: Path) -> Path:
    book = Workbook()
    assert book.active is not None
    book.active.append(["sku", "name_zh", "tax_group", "unit", "price"])
    book.active.append(["a", "水", "V13", "EA", 2])
    path = folder / "whole.xlsx"
    book.save(path)
    return path


def _changed(folder: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    path = folder / "changed.xlsx"
    with (
        zipfile.ZipFile(_workbook(folder)) as whole,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in whole.namelist():
            content = whole.read(name)
            made.writestr(name, change(content) if name == part else content)
    return path


def _refused(path: Path) -> str:
    with pytest.raises(Refusal) as caught, open_item_file(path) as opened:
        list(opened.rows)
    return caught.value.code


def test_a_row_that_claims_to_be_the_quintillionth_holds_nobody_up(tmp_path: Path) -> None:
    path = _changed(
        tmp_path, _SHEET, lambda xml: xml.replace(b'<row r="2"', b'<row r="99999999999999999999"')
    )
    assert _refused(path) == "FILE_TOO_MANY_ROWS"


@pytest.mark.parametrize(
    "wrong", [b'baseColWidth="A0"', b'defaultRowHeight="true"', b'defaultight="15"']
)
def test_a_format_that_makes_no_sense_is_no_fault_of_the_program(
    tmp_path: Path, wrong: bytes
) -> None:
    path = _changed(
        tmp_path,
        _SHEET,
        lambda xml: re.sub(rb"<sheetFormatPr[^>]*", b"<sheetFormatPr " + wrong, xml),
    )
    assert _refused(path) == "FILE_BROKEN"


@pytest.mark.parametrize(
    ("part", "before", "unit"),
    [
        (_SHEET, b"</row>", b'<c r="A1"><v>1</v></c>'),
        ("xl/styles.xml", b"</fonts>", b'<font><sz val="11"/></font>'),
        ("xl/workbook.xml", b"<sheets>", b"<!-- more -->"),
    ],
)
def test_a_small_file_that_would_fill_the_memory_is_refused_before_it_is_read(
    tmp_path: Path, part: str, before: bytes, unit: bytes
) -> None:
    much = unit * (16 * _MIB // len(unit))
    path = _changed(tmp_path, part, lambda xml: xml.replace(before, much + before, 1))
    assert path.stat().st_size < _MIB
    assert _refused(path) == "FILE_TOO_LARGE"


def test_words_that_expand_without_end_are_refused(tmp_path: Path) -> None:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{names}]>'.encode()
    path = _changed(tmp_path, _SHEET, lambda xml: bomb + re.sub(rb"<v>2</v>", b"<v>&a9;</v>", xml))
    assert _refused(path) == "FILE_BROKEN"
