"""Whole files: what is read, and what is refused before anything is imported."""

import codecs
from pathlib import Path

import pytest
from openpyxl import Workbook

from pos_app.errors import Refusal
from pos_app.store import item_file
from pos_app.store.item_file import open_item_file
from tests.store.item_lists import Shelf

HEADER = "sku,name_zh,tax_group,unit,price\n"


def _read(path: Path) -> list[tuple[int, list[str]]]:
    with open_item_file(path) as opened:
        return list(opened.rows)


def _refusal(path: Path) -> Refusal:
    with pytest.raises(Refusal) as caught:
        _read(path)
    return caught.value


def _file(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "list.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_the_usual_kinds_of_csv_are_read(tmp_path: Path, delimiter: str, mark: bytes) -> None:
    text = (HEADER + 'a,"苹果\u3000""大""",V9,EA,2.50\r\n\n\nb,梨,V9,EA,\n').replace(",", delimiter)
    assert _read(_file(tmp_path, mark + text.encode())) == [
        (2, ["a", '苹果\u3000"大"', "V9", "EA", "2.50"]),
        (5, ["b", "梨", "V9", "EA", ""]),
    ]


def test_columns_may_be_named_in_chinese_and_stand_in_any_order(tmp_path: Path) -> None:
    path = _file(tmp_path, "价格,单位,税组,中文名,货号, SKU \n".replace(", SKU ", ""))
    with open_item_file(path) as opened:
        places = dict(zip(item_file.COLUMNS, opened.places, strict=True))
    assert {name: at for name, at in places.items() if at is not None} == {
        "price": 0, "unit": 1, "tax_group": 2, "name_zh": 3, "sku": 4,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code", "facts"),
    [
        (b"", "FILE_EMPTY", {}),
        (HEADER.encode("utf-16"), "FILE_NOT_UTF8", {"line": 1}),
        ((HEADER + "a,苹果,V9,EA,1\n").encode("gb18030"), "FILE_NOT_UTF8", {}),
        (HEADER.encode() + b"a,ok,V9,EA,1\n" + b"b,\xc6\xfb,V9,EA,1\n", "FILE_NOT_UTF8", {}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "FILE_IS_OLD_EXCEL", {}),
        (b"PK\x03\x04 not a zip", "FILE_BROKEN", {"line": 1}),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "FILE_NOT_UTF8", {"line": 1}),
        (b"SQLite format 3\x00", "FILE_NOT_TEXT", {}),
        (HEADER + 'a,"苹果,V9,EA,1\nb,梨,V9,EA,2\n', "FILE_BROKEN", {"line": 2}),
        (HEADER + 'a,"苹"果,V9,EA,1\n', "FILE_BROKEN", {"line": 2}),
        ("sku,name_zh,tax_group,unit,prise\n", "FILE_COLUMN_UNKNOWN", {"column": "prise"}),
        ("sku,name_zh,tax_group,unit,货号\n", "FILE_COLUMN_TWICE", {"column": "货号"}),
        ("sku,name_zh,tax_group,unit\n", "FILE_COLUMN_MISSING", {"column": "price"}),
        ("sku,tax_group,unit,price\n", "FILE_COLUMN_MISSING", {"column": "name_zh"}),
        ("\n\n", "FILE_COLUMN_MISSING", {"column": "sku"}),
        ("," * 10_000_000, "FILE_LINE_TOO_LONG", {"line": 1}),
        (HEADER + "a" + "," * 10_000_000 + "\n", "FILE_LINE_TOO_LONG", {"line": 2}),
        ("sku" + "," * 100 + "\n", "FILE_TOO_MANY_COLUMNS", {"most": item_file.MOST_COLUMNS}),
    ],
)
def test_a_file_that_is_no_item_list_is_refused_whole(
    tmp_path: Path, content: str | bytes, code: str, facts: dict[str, object]
) -> None:
    refusal = _refusal(_file(tmp_path, content))
    assert refusal.code == code
    assert facts.items() <= refusal.facts.items()


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "no.csv").code == "FILE_NOT_FOUND"
    assert _refusal(tmp_path).code == "FILE_UNREADABLE"


def _workbook(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for cells in rows:
        book.active.append(cells)
    book.save(path)
    return path


def test_a_workbook_is_imported_like_a_csv(tmp_path: Path) -> None:
    header: list[object] = ["sku", "gtin", "name_zh", "name_en", "tax_group", "unit", "price"]
    path = _workbook(
        tmp_path / "list.dat",
        header,
        [1001, 6901424333948, "凉茶", None, "V13", "EA", 2.1],
        [1234567890, 36000291452.0, "纸巾", "Tissues", "V13", "EA", 0.1 + 0.2],
        [],
        ["f", None, "公式", None, "V13", "EA", "=1+1"],
        ["d", None, "小数", None, "V13", "EA", 1.005],
    )
    shelf = Shelf(tmp_path)
    summary, refused = shelf.bring_in(path)
    assert (summary.read, summary.added) == (4, 2)
    assert [(row.line, row.reason.code) for row in refused] == [
        (5, "ITEM_FORMULA"), (6, "ITEM_PRICE_NOT_A_NUMBER"),
    ]  # fmt: skip
    items = {item.sku: item for item in shelf.items()}
    # Excel had dropped the leading zero of a UPC; the shop's own number is left as it is.
    assert items["1234567890"].gtin == 36000291452
    assert [item.price.minor for item in items.values() if item.price] == [210, 30]


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    whole = _workbook(tmp_path / "a.xlsx", ["sku", "name_zh", "tax_group", "unit", "price"])
    content = whole.read_bytes()
    for size in range(100, len(content), 499):
        cut = tmp_path / "cut.xlsx"
        cut.write_bytes(content[:size])
        assert _refusal(cut).code in ("FILE_BROKEN", "FILE_NOT_TEXT")


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert _refusal(path).code == "FILE_BROKEN"


def test_a_zip_that_unpacks_to_more_than_a_disk_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _workbook(tmp_path / "a.xlsx", ["sku"])
    monkeypatch.setattr(item_file, "LARGEST_UNPACKED_BYTES", 1000)
    assert _refusal(path).code == "FILE_TOO_LARGE"


def test_more_rows_than_a_catalogue_takes_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(item_file, "MOST_ROWS", 2)
    path = _file(tmp_path, HEADER + "a,b,V9,EA,1\n" * 3)
    assert _refusal(path).code == "FILE_TOO_MANY_ROWS"
