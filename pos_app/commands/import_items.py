"""``import FILE``: a CSV or XLSX list of items into the catalogue, while the till sells.

Prints what was done, and every refused row with its line number and reason; the same rows go to a
CSV that a spreadsheet opens.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pos_app import config
from pos_app.assembly import open_counter
from pos_app.clock import SystemClock
from pos_app.commands import console
from pos_app.commands.import_words import in_words
from pos_app.config import Config
from pos_app.domain.plain_text import visible
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.exports.refused_rows import REFUSED_FILE, RefusedRows, refused_rows
from pos_app.item_words import reason_in_both
from pos_app.services.first_run_notes import check_set_up
from pos_app.store.data_lock import data_directory_lock
from pos_app.store.database import Progress
from pos_app.store.item_import import ImportSummary, ItemImport, Phase, RefusedRow
from pos_app.store.profile import load_profile
from pos_app.store.till_file import open_till
from pos_app.vault.keys import KeyStore

_MOST_PRINTED: Final = 1000
"""A terminal keeps about as many lines; all of them are in the report."""

_COLUMNS: Final = """
columns, in any order; English or Chinese names:
  sku          货号    required   your own number; a row replaces the item with its SKU
  gtin         条码               8, 12, 13 or 14 digits with a right check digit
  plu          简码               up to 6 digits, for the keypad and scales
  name_zh      中文名  one of     Chinese name
  name_en      英文名  the two    English name
  category     分类               path with /, such as 饮料/茶饮料
  tax_group    税组    required   a tax group of the store, such as V13
  unit         单位    required   EA, KGM, LTR or MTR
  price        价格    required   yuan, such as 12.90; empty when there is no price yet
  popularity   排名               whole number, 1 sells best
  recalled     召回               1 stops the item at the till; lot numbers stop those lots

CSV must be UTF-8, with comma, semicolon or tab. Of an XLSX the first sheet is read. Rows with a
fault are left out and reported, the others are imported at once. Items that are not in the list
stay. Importing a list again changes nothing.

exit code: 0 all rows taken, 1 some rows refused, 2 nothing imported
"""

# What share of the whole an import has reached when a phase begins and when it ends.
_SHARES: Final = {
    Phase.READING: (0.0, 0.2),
    Phase.ARRANGING: (0.2, 0.35),
    Phase.INDEXING: (0.35, 0.95),
    Phase.SAVING: (0.95, 1.0),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the list and the report; explain the columns."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _COLUMNS
    parser.add_argument("file", type=Path, help="the list: CSV (UTF-8) or XLSX")
    parser.add_argument(
        "--report",
        type=Path,
        help=f"where refused rows are written (default: {REFUSED_FILE} in the data folder)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Import; 0 when every row was taken, 1 when some were refused, 2 when nothing was done."""
    try:
        settings = config.load(arguments.data)
        report_file = arguments.report or settings.data / REFUSED_FILE
        importer = _importer(settings)
        bar = console.progress_bar()
        with _open_report(report_file) as report:
            summary = importer.run(
                arguments.file, lambda phase, done, of: _show(bar, phase, done, of), report.add
            )
    except (Refusal, EnvironmentFault) as error:
        for sentence in in_words(error):
            print(sentence, file=sys.stderr)
        return 2
    bar(1.0)
    _print_summary(summary, report_file)
    return 1 if summary.refused else 0


def _importer(settings: Config) -> ItemImport:
    """Prepare the import for this store; a data folder without a till gets the demo store first."""
    check_set_up(settings.data)
    key_store = KeyStore(settings.data)
    if not key_store.exists:
        with data_directory_lock(settings.data):
            open_counter(settings, SystemClock()).close()
    keys = key_store.load()
    till = open_till(settings.data, keys.till_key, is_new=False)
    try:
        with till.read() as connection:
            profile, _ = load_profile(connection)
    finally:
        till.close()
    return ItemImport(settings.data, keys.catalog_key, profile.tax_groups, profile.currency)


def _show(bar: Progress, phase: Phase, done: int, of: int) -> None:
    begins, ends = _SHARES[phase]
    bar(begins + (ends - begins) * min(done / max(of, 1), 1.0))


class _Report:
    """Writes and prints refused rows one by one, so that a million of them need no memory."""

    def __init__(self, rows: RefusedRows) -> None:
        self._rows = rows
        self._count = 0

    def add(self, row: RefusedRow) -> None:
        self._rows.add(row.line, row.sku, row.reason)
        self._count += 1
        if self._count <= _MOST_PRINTED:
            chinese, english = reason_in_both(row.reason)
            print(visible(f"{row.line:>8}  {row.sku}  {chinese} / {english}"))
        elif self._count == _MOST_PRINTED + 1:
            print("……")


@contextmanager
def _open_report(path: Path) -> Iterator[_Report]:
    try:
        with refused_rows(path) as rows:
            yield _Report(rows)
    except OSError as error:
        raise EnvironmentFault("REPORT_NOT_WRITABLE", file=str(path)) from error


def _print_summary(summary: ImportSummary, report_file: Path) -> None:
    console.say(
        f"共 {summary.read} 行：新增 {summary.added}，更改 {summary.changed}，"
        f"不变 {summary.unchanged}，拒绝 {summary.refused}。商品库现有 {summary.items} 种商品。",
        f"{summary.read} rows: {summary.added} added, {summary.changed} changed,"
        f" {summary.unchanged} unchanged, {summary.refused} refused."
        f" The catalogue has {summary.items} items.",
    )
    if summary.refused:
        console.say(f"拒绝的行见 {report_file}。", f"The refused rows are in {report_file}.")
