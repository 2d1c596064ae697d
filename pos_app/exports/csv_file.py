"""Tables as CSV for spreadsheets: UTF-8 with BOM, CRLF, and nothing that could become a formula.

The headings are the first line and the rows follow at once, so that a spreadsheet sorts and filters
them; below an empty line stand the total and the notes, where sorting does not reach them.

A text that begins as a formula does is given an apostrophe, all texts stand in quotes, and no quote
inside ends a cell: OWASP, "CSV Injection". Amounts are numbers without quotes, negative ones too.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pos_app.domain.insight.table import Kind
from pos_app.domain.money import Money
from pos_app.exports.spoken_table import (
    Cell,
    SpokenTable,
    plain_amount,
    plain_percent,
    plain_quantity,
)

_FORMULA_SIGNS: Final = frozenset("=+-@\t\r\n")
_UNSEEN: Final = "CZ"
"""The Unicode categories, by their first letter, of what has no shape: controls and spaces."""
_MOMENT: Final = "%Y-%m-%d %H:%M:%S"


def write_csv(path: Path, spoken: SpokenTable) -> None:
    """Write one table; until this returns the file is not whole. Raises ``OSError``."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.writelines(f"{line}\r\n" for line in _lines(spoken))


def disarmed(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula, whatever unseen stands before it."""
    shown = next((one for one in text if unicodedata.category(one)[0] not in _UNSEEN), "")
    # A full-width sign and a small one are the sign for a spreadsheet in China and Japan.
    signs = (text[:1], unicodedata.normalize("NFKC", shown)[:1])
    return f"'{text}" if _FORMULA_SIGNS.intersection(signs) else text


def _lines(spoken: SpokenTable) -> Iterator[str]:
    yield _line(_quoted(heading) for heading in spoken.headings)
    for row in spoken.rows:
        yield _line(_cells(spoken, row, spoken.kinds))
    yield ""
    if spoken.total:
        yield _line(_cells(spoken, spoken.total, spoken.total_kinds))
    yield from (_quoted(note) for note in (spoken.title, *spoken.notes))


def _line(cells: Iterable[str]) -> str:
    return ",".join(cells)


def _cells(spoken: SpokenTable, row: tuple[Cell, ...], kinds: tuple[Kind, ...]) -> Iterator[str]:
    for cell, kind in zip(row, kinds, strict=True):
        yield _cell(spoken, cell, kind)


def _cell(spoken: SpokenTable, cell: Cell, kind: Kind) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell if kind is Kind.DATE else _quoted(cell)
    if isinstance(cell, Money):
        return plain_amount(cell)
    if kind is Kind.THOUSANDTHS:
        return plain_quantity(cell)
    if kind is Kind.PPM:
        return plain_percent(cell)
    if kind is Kind.MOMENT:
        return spoken.local(cell).strftime(_MOMENT)
    return str(cell)


def _quoted(text: str) -> str:
    inside = disarmed(text).replace('"', '""')
    return f'"{inside}"'
