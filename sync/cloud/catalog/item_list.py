"""Lines of an item list: NDJSON with an ``ItemFields`` each, or CSV as the till's import takes it.

What is wrong with one line is that line's refusal; a CSV whose header is wrong is refused whole.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from sync.cloud.catalog.checking import ItemRefused
from sync.cloud.catalog.items import Line, Outcome
from sync.wire.catalog import ItemFields
from sync.wire.packing import UnreadableError, unpack

NDJSON: Final = "application/x-ndjson"
CSV: Final = "text/csv"
LONGEST_LINE: Final = 32_768

_COLUMNS: Final = {
    "sku": "sku",
    "gtin": "gtin",
    "plu": "plu",
    "name_zh": "zh",
    "name_en": "en",
    "category": "cat",
    "tax_group": "tax",
    "unit": "unit",
    "price": "price",
    "popularity": "pop",
    "recalled": "recalled",
    "brand": "brand",
    "regular_price": "regular",
    "lowest_price": "lowest",
}
_REQUIRED: Final = ("sku", "tax_group", "unit")
_PRICE: Final = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?")
_MONEY: Final = ("price", "regular", "lowest")


class ListUnreadableError(ValueError):
    """This is no list of items. The text says why."""


def lines_of(content: bytes, content_type: str, outcome: Outcome) -> Iterator[Line]:
    """Read the lines that can be read; the others go into ``outcome``, as do repeated items.

    Raises ``ListUnreadableError`` before the first line.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ListUnreadableError("not UTF-8") from error
    kind = content_type.partition(";")[0].strip().lower()
    if kind == NDJSON:
        return _once(_from_json(text, outcome), outcome)
    if kind == CSV:
        return _once(_from_csv(text, outcome), outcome)
    raise ListUnreadableError("neither NDJSON nor CSV")


def _once(lines: Iterator[Line], outcome: Outcome) -> Iterator[Line]:
    seen: set[str] = set()
    for line in lines:
        sku = line.item.sku
        if sku in seen:
            outcome.refuse(line.number, sku, ItemRefused("sku", "twice"))
            continue
        seen.add(sku)
        yield line


def _from_json(text: str, outcome: Outcome) -> Iterator[Line]:
    for number, line in enumerate(io.StringIO(text), 1):
        if not line.strip():
            continue
        try:
            if len(line) > LONGEST_LINE:
                raise UnreadableError("too long")
            yield Line(number, unpack(line.encode(), ItemFields))
        except UnreadableError:
            outcome.refuse(number, "", ItemRefused("", "unreadable"))


def _from_csv(text: str, outcome: Outcome) -> Iterator[Line]:
    lines = io.StringIO(text, newline="")
    header = [title.strip().lower() for title in next(csv.reader(lines), [])]
    names = [title for title in header if title]
    if len(set(names)) < len(names) or not set(_REQUIRED) <= set(names) <= set(_COLUMNS):
        raise ListUnreadableError("the header")
    return _rows(lines, header, outcome)


def _rows(lines: Iterable[str], header: list[str], outcome: Outcome) -> Iterator[Line]:
    """Read each line by itself: no item has a line break, and a quote too many spoils one item."""
    for number, line in enumerate(lines, 2):
        try:
            cells = next(csv.reader((line,), strict=True), [])
        except csv.Error:
            outcome.refuse(number, "", ItemRefused("", "unreadable"))
            continue
        if not any(cells):
            continue
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name}
        try:
            if any(map(str.strip, cells[len(header) :])):  # a comma in a price makes two
                raise ItemRefused("", "too_long")
            yield Line(number, _item({_COLUMNS[name]: cell for name, cell in row.items()}))
        except ItemRefused as refused:
            outcome.refuse(number, row.get("sku", ""), refused)


def _item(row: Mapping[str, str]) -> ItemFields:
    money = {name: _optional(row, name, _minor) for name in _MONEY}
    recalled = row.get("recalled", "")
    return ItemFields(
        sku=row.get("sku", ""),
        tax=row.get("tax", ""),
        unit=row.get("unit", "").upper(),
        zh=row.get("zh", ""),
        en=row.get("en", ""),
        cat=row.get("cat", ""),
        gtin=row.get("gtin", ""),
        plu=row.get("plu", "").lstrip("0"),
        brand=row.get("brand", ""),
        pop=_optional(row, "pop", int),
        recalled=recalled not in ("", "0"),
        lots="" if recalled in ("", "0", "1") else recalled,
        price=money["price"],
        regular=money["regular"],
        lowest=money["lowest"],
    )


def _optional(row: Mapping[str, str], name: str, read: Callable[[str], int]) -> int | None:
    text = row.get(name, "")
    if not text:
        return None
    if not text.isascii() or len(text) > 16:
        raise ItemRefused(name, "wrong")
    try:
        return read(text)
    except ValueError as error:
        raise ItemRefused(name, "wrong") from error


def _minor(text: str) -> int:
    match = _PRICE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    whole, cents = match.groups("")
    return int(whole) * 100 + int(cents.ljust(2, "0"))
