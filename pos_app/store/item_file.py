"""Rows of an item list, from CSV (UTF-8; comma, semicolon or tab) or XLSX, as plain texts.

Strict about the file as a whole, because half of a list nobody can read is worse than a refusal:
what is wrong with the file ends the reading, what is wrong with one row is for item_rows.py.
Memory does not grow with the file.
"""

import codecs
import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TextIO

from pos_app.errors import Refusal

COLUMNS: Final = (
    "sku", "gtin", "plu", "name_zh", "name_en", "category", "tax_group", "unit", "price",
    "popularity", "recalled", "brand", "regular_price", "lowest_price",
)  # fmt: skip
_IN_CHINESE: Final = (
    "货号", "条码", "简码", "中文名", "英文名", "分类", "税组", "单位", "价格", "排名", "召回",
    "品牌", "原价", "最低价",
)  # fmt: skip
_REQUIRED: Final = ("sku", "tax_group", "unit", "price")
_NAMES: Final = dict(zip(_IN_CHINESE, COLUMNS, strict=True)) | {name: name for name in COLUMNS}

LONGEST_LINE: Final = 32_768
"""Characters. An item takes some 150; a line of ten million columns is refused at this point."""
MOST_COLUMNS: Final = 64
MOST_ROWS: Final = 5_000_000
MOST_WORKBOOK_ROWS: Final = 1_048_576
"""Of a sheet in any Excel. A damaged row may claim to be the quintillionth."""

LARGEST_UNPACKED_BYTES: Final = 2 << 30
"""Of an XLSX, which is a zip file: a small one may claim to be larger than the disk."""

LARGEST_BESIDE_BYTES: Final = 256 << 20
"""Of the parts beside its sheets, such as its words: they are held in memory."""

_MOST_SHRUNK: Final = 100
_ALWAYS_UNPACKED_BYTES: Final = 8 << 20
"""Lists shrink to a tenth or so. What shrinks to a thousandth was made to fill the memory."""

_SNIFFED_BYTES: Final = 4096
_DELIMITERS: Final = ",;\t"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_ZIP: Final = b"PK\x03\x04"
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Cells = list[str]


@dataclass(frozen=True, slots=True)
class ItemFile:
    """An open list: for each of ``COLUMNS`` its place in a row or None; then the rows.

    ``rows`` gives the line number in the file and the cells. ``done`` and ``total`` measure how
    far the reading is: bytes of a CSV, rows of an XLSX. ``is_workbook`` warns that numbers have
    lost their leading zeros.
    """

    places: tuple[int | None, ...]
    rows: Iterator[tuple[int, Cells]]
    done: Callable[[], int]
    total: int
    is_workbook: bool


@contextmanager
def open_item_file(path: Path) -> Iterator[ItemFile]:
    """Open a list by what is in it, whatever its name ends in, and read its header.

    Refuses: FILE_NOT_FOUND, FILE_UNREADABLE, FILE_EMPTY, FILE_IS_OLD_EXCEL, FILE_NOT_UTF8,
    FILE_NOT_TEXT, FILE_BROKEN, FILE_TOO_LARGE, FILE_LINE_TOO_LONG, FILE_TOO_MANY_COLUMNS,
    FILE_COLUMN_UNKNOWN, FILE_COLUMN_TWICE, FILE_COLUMN_MISSING; and while the rows are read
    FILE_NOT_UTF8, FILE_BROKEN, FILE_LINE_TOO_LONG, FILE_TOO_MANY_ROWS, FILE_TOO_LARGE.
    """
    with ExitStack() as held:
        with _readable(path):
            with path.open("rb") as file:
                start = file.read(_SNIFFED_BYTES)
            _check_start(start, path)
            opened = _open_xlsx(path) if start.startswith(_ZIP) else _open_csv(path, start)
            item_file = held.enter_context(opened)
        yield replace(item_file, rows=_read_on(item_file.rows, path))


def _read_on(rows: Iterator[tuple[int, Cells]], path: Path) -> Iterator[tuple[int, Cells]]:
    with _readable(path):
        yield from rows


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Name what the file itself does not give; whatever its reader does elsewhere passes by."""
    try:
        yield
    except FileNotFoundError as error:
        raise Refusal("FILE_NOT_FOUND", file=path.name) from error
    except OSError as error:
        raise Refusal("FILE_UNREADABLE", file=path.name) from error


def _check_start(start: bytes, path: Path) -> None:
    if not start:
        raise Refusal("FILE_EMPTY", file=path.name)
    if start.startswith(_OLD_EXCEL):
        raise Refusal("FILE_IS_OLD_EXCEL", file=path.name)
    if start.startswith(_UTF16):
        raise Refusal("FILE_NOT_UTF8", file=path.name, line=1)
    if b"\x00" in start.splitlines()[0] and not start.startswith(_ZIP):
        raise Refusal("FILE_NOT_TEXT", file=path.name)


def _places(header: Cells, file: str) -> tuple[int | None, ...]:
    """Find the columns. An unknown one is refused, because it may be a known one misspelt."""
    if len(header) > MOST_COLUMNS:
        raise Refusal("FILE_TOO_MANY_COLUMNS", file=file, most=MOST_COLUMNS)
    found: dict[str, int] = {}
    for place, title in enumerate(header):
        written = title.strip()
        if not written:
            continue
        name = _NAMES.get(written.lower())
        if name is None:
            raise Refusal("FILE_COLUMN_UNKNOWN", file=file, column=written[:40])
        if name in found:
            raise Refusal("FILE_COLUMN_TWICE", file=file, column=written)
        found[name] = place
    missing = [name for name in _REQUIRED if name not in found]
    if "name_zh" not in found and "name_en" not in found:
        missing.append("name_zh")
    if missing:
        raise Refusal("FILE_COLUMN_MISSING", file=file, column=missing[0])
    return tuple(found.get(name) for name in COLUMNS)


# ---------------------------------------------------------------- CSV


@contextmanager
def _open_csv(path: Path, start: bytes) -> Iterator[ItemFile]:
    with path.open("rb") as raw, io.TextIOWrapper(raw, "utf-8-sig", newline="") as file:
        first = start.splitlines()[0].decode("utf-8", "replace")
        delimiter = max(_DELIMITERS, key=first.count)
        reader = csv.reader(_lines(file, path.name), delimiter=delimiter, strict=True)
        rows = _csv_rows(reader, path.name)
        _, header = next(rows, (1, []))
        places = _places(header, path.name)
        yield ItemFile(places, rows, raw.tell, path.stat().st_size, is_workbook=False)


def _lines(file: TextIO, name: str) -> Iterator[str]:
    line = 0
    try:
        while text := file.readline(LONGEST_LINE):
            line += 1
            if len(text) == LONGEST_LINE:
                raise Refusal("FILE_LINE_TOO_LONG", file=name, line=line, most=LONGEST_LINE)
            yield text
    except UnicodeDecodeError as error:
        raise Refusal("FILE_NOT_UTF8", file=name, line=line + 1) from error


def _csv_rows(reader: Any, name: str) -> Iterator[tuple[int, Cells]]:
    line = 1
    count = 0
    try:
        for cells in reader:
            if cells:
                count += 1
                if count > MOST_ROWS + 1:
                    raise Refusal("FILE_TOO_MANY_ROWS", file=name, most=MOST_ROWS)
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        # A quote that never closes: from here on nobody can tell where a row ends.
        raise Refusal("FILE_BROKEN", file=name, line=line) from error


# ---------------------------------------------------------------- XLSX


@contextmanager
def _open_xlsx(path: Path) -> Iterator[ItemFile]:
    from openpyxl import load_workbook  # heavy, and most lists are CSV

    _check_unpacked_size(path)
    with path.open("rb") as raw:  # openpyxl would judge a path by its ending
        try:
            book = load_workbook(raw, read_only=True, data_only=False)
        except _BROKEN_XLSX as error:
            raise Refusal("FILE_BROKEN", file=path.name, line=1) from error
        if not book.worksheets:
            raise Refusal("FILE_EMPTY", file=path.name)
        sheet = book.worksheets[0]
        total = sheet.max_row or 1
        sheet.reset_dimensions()  # what the file says of its own size may be a lie
        counter = _Counter()
        rows = _xlsx_rows(sheet, path.name, counter)
        _, header = next(rows, (1, []))
        places = _places(header, path.name)
        yield ItemFile(places, rows, counter.value, total, is_workbook=True)


_BROKEN_XLSX: Final = (
    zipfile.BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, EOFError, TypeError,
    AttributeError, ArithmeticError, AssertionError, NotImplementedError, RecursionError,
)  # fmt: skip
"""Whatever openpyxl meets first in a damaged file; a SyntaxError is one of its XML."""


class _Counter:
    def __init__(self) -> None:
        self.count = 0

    def value(self) -> int:
        return self.count


def _check_unpacked_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise Refusal("FILE_BROKEN", file=path.name, line=1) from error
    beside = [part for part in parts if not part.filename.startswith("xl/worksheets/")]
    is_too_large = (
        sum(part.file_size for part in parts) > LARGEST_UNPACKED_BYTES
        or sum(part.file_size for part in beside) > LARGEST_BESIDE_BYTES
        or any(part.file_size > _most_bytes(part) for part in parts)
    )
    if is_too_large:
        raise Refusal("FILE_TOO_LARGE", file=path.name)


def _most_bytes(part: zipfile.ZipInfo) -> int:
    return max(_ALWAYS_UNPACKED_BYTES, _MOST_SHRUNK * part.compress_size)


def _xlsx_rows(sheet: Any, name: str, counter: _Counter) -> Iterator[tuple[int, Cells]]:
    try:
        for row in sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True):
            counter.count += 1
            if counter.count > MOST_WORKBOOK_ROWS:
                raise Refusal("FILE_TOO_MANY_ROWS", file=name, most=MOST_WORKBOOK_ROWS)
            cells = [_text(value) for value in row]
            while cells and not cells[-1]:  # openpyxl fills every row up to the last column
                cells.pop()
            if cells:
                yield counter.count, cells
    except _BROKEN_XLSX as error:
        raise Refusal("FILE_BROKEN", file=name, line=counter.count + 1) from error
    except MemoryError as error:
        raise Refusal("FILE_TOO_LARGE", file=name) from error


def _text(value: object) -> str:
    """Write a cell as a person sees it. Excel keeps numbers as binary fractions of 15 digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return format(value, ".15g")
    return str(value)
