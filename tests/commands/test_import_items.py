"""`python -m pos_app import FILE`, from the arguments to the words on the terminal."""

import argparse
import csv
import re
from pathlib import Path

import pytest

from pos_app.commands import import_items
from pos_app.item_words import WORDS
from pos_app.store.catalog import find_by_sku
from pos_app.store.catalog_files import Catalog
from pos_app.store.data_lock import data_directory_lock
from pos_app.vault.keys import KeyStore
from tests.store.item_lists import row, write_list


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that is set up by the first import."""
    return tmp_path_factory.mktemp("till")


def _import(data: Path, *arguments: str | Path) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path)
    import_items.add_arguments(parser)
    return import_items.run(parser.parse_args(["--data", str(data), *map(str, arguments)]))


def _has(data: Path, sku: str) -> bool:
    catalog = Catalog(data, KeyStore(data).load().catalog_key)
    try:
        with catalog.read() as connection:
            return find_by_sku(connection, sku) is not None
    finally:
        catalog.close()


def test_a_good_list_is_taken_while_the_till_holds_its_files(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_list(tmp_path / "a.csv", [row("T-1", "试验商品")])
    assert _import(data, file) == 0
    with data_directory_lock(data):
        assert _import(data, write_list(file, [row("T-2", "试验商品")])) == 0
    said = capsys.readouterr().out
    assert "新增 1" in said
    assert "1 rows: 1 added, 0 changed, 0 unchanged, 0 refused." in said
    assert _has(data, "T-1")
    assert _has(data, "T-2")


def test_refused_rows_are_told_with_line_and_reason_and_written_down(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_list(tmp_path / "a.csv", [row("T-3"), row("=T-4"), row("@T-5", price="-1")])
    report = tmp_path / "report.csv"
    assert _import(data, file, "--report", report) == 1
    said = capsys.readouterr().out
    assert "       4  @T-5  价格“-1”是负数 / price “-1” is negative" in said
    assert str(report) in said
    with report.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened))
    assert [cells[:3] for cells in rows[1:]] == [
        ["3", "'=T-4", "ITEM_FORMULA"],
        ["4", "'@T-5", "ITEM_PRICE_NEGATIVE"],
    ]


def test_a_terminal_does_not_obey_a_refused_row(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.csv"
    file = write_list(tmp_path / "a.csv", [row("T\x1b[2J-9")])
    assert _import(data, file, "--report", report) == 1
    assert "\x1b" not in capsys.readouterr().out.replace("\x1b[K", "")
    assert "\x1b" not in report.read_text("utf-8")


def test_a_list_in_another_encoding_is_refused_with_what_to_do(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_list(tmp_path / "a.csv", [row("T-6")])
    file.write_bytes(file.read_bytes().decode().encode("gb18030"))
    assert _import(data, file) == 2
    said = capsys.readouterr().err
    assert "另存为“CSV UTF-8（逗号分隔）”" in said
    assert "save it as “CSV UTF-8" in said
    assert not _has(data, "T-6")


def test_a_report_that_cannot_be_written_stops_the_import(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_list(tmp_path / "a.csv", [row("T-7")])
    assert _import(data, file, "--report", tmp_path / "no" / "report.csv") == 2
    assert "Nothing was imported" in capsys.readouterr().err
    assert not _has(data, "T-7")


def test_both_languages_say_the_same_facts() -> None:
    for code, (chinese, english) in WORDS.items():
        facts = [sorted(re.findall(r"\{(\w+)\}", text)) for text in (chinese, english)]
        assert facts[0] == facts[1], code
