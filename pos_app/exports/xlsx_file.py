"""Tables as one workbook, a sheet each: numbers are numbers, texts are texts, nothing is a formula.

Each sheet begins with its title and notes (which tills, up to when, what is to come); below stand
the headings, with a filter and frozen, then the rows. The total stands below an empty row, where
neither filter nor sorting takes it along.
"""

import re
import unicodedata
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pos_app.domain.insight.table import WORDS, Kind
from pos_app.domain.money import Money, minor_digits
from pos_app.exports.spoken_table import Cell, SpokenTable

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NAME_LENGTH: Final = 31
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_NARROWEST, _WIDEST = 9, 60
_LOOKED_AT: Final = 2_000
"""Rows whose texts decide how wide a column is; a longer list would only be read twice for it."""

_LONGEST_TEXT: Final = 32_767
_SHORT: Final = {Kind.MOMENT: 17, Kind.DATE: 11, Kind.MONEY: 13, Kind.PPM: 9}


def write_xlsx(path: Path, tables: tuple[SpokenTable, ...], made_ms: int) -> None:
    """Write a workbook; until this returns the file is not whole. Raises ``OSError``.

    ``made_ms`` is what the workbook says of when it was made, so that the same figures give the
    same bytes.
    """
    from xlsxwriter import Workbook

    packed = BytesIO()  # a list of 10,000 rows is half a megabyte when it is packed
    workbook = Workbook(packed, _OPTIONS)
    made = datetime.fromtimestamp(made_ms // 1000, UTC).replace(tzinfo=None)
    workbook.set_properties({"created": made})
    names: set[str] = set()
    for spoken in tables:
        _Page(workbook, spoken, _name(spoken.title, names)).write()
    workbook.close()
    path.write_bytes(packed.getvalue())


def _name(title: str, taken: set[str]) -> str:
    """Make a sheet's name of a title: what spreadsheets allow, and no name twice."""
    base = _NOT_IN_NAMES.sub(" ", title).strip("' ")[:_NAME_LENGTH] or "1"
    name, number = base, 1
    while name.lower() in taken:
        number += 1
        name = f"{base[: _NAME_LENGTH - 4]} ({number})"
    taken.add(name.lower())
    return name


class _Page:
    """One sheet being written, from the top down: the library keeps no row that is past."""

    def __init__(self, workbook: "Workbook", spoken: SpokenTable, name: str) -> None:
        self._workbook = workbook
        self._spoken = spoken
        self._page: Worksheet = workbook.add_worksheet(name)
        self._formats: dict[tuple[str, bool], Any] = {}
        self._broken = {
            at
            for at, kind in enumerate(spoken.kinds)
            if kind is Kind.THOUSANDTHS and any(_is_part(row[at]) for row in spoken.rows)
        }

    def write(self) -> None:
        """Write it all."""
        spoken, page = self._spoken, self._page
        for at, heading in enumerate(spoken.headings):
            page.set_column(at, at, self._width(at, heading))
        self._text(0, 0, spoken.title, self._format("", is_strong=True))
        for at, note in enumerate(spoken.notes, 1):
            self._text(at, 0, note)
        first = len(spoken.notes) + 2
        for at, heading in enumerate(spoken.headings):
            self._text(first, at, heading, self._heading(spoken.kinds[at]))
        page.freeze_panes(first + 1, 0)
        last = first + len(spoken.rows)
        page.autofilter(first, 0, max(last, first + 1), len(spoken.headings) - 1)
        for at, row in enumerate(spoken.rows, first + 1):
            self._row(at, row, spoken.kinds)
        if spoken.total:
            self._row(last + 2, spoken.total, spoken.total_kinds, is_strong=True)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.repeat_rows(first)

    def _row(
        self,
        number: int,
        row: tuple[Cell, ...],
        kinds: tuple[Kind, ...],
        *,
        is_strong: bool = False,
    ) -> None:
        for at, (cell, kind) in enumerate(zip(row, kinds, strict=True)):
            if cell is not None:
                self._cell((number, at), cell, kind, is_strong=is_strong)

    def _cell(self, place: tuple[int, int], cell: Cell, kind: Kind, *, is_strong: bool) -> None:
        number, at = place
        if isinstance(cell, Money):
            digits = minor_digits(cell.currency)
            look = "#,##0." + "0" * digits if digits else "#,##0"
            value = cell.minor / 10**digits
            self._page.write_number(number, at, value, self._format(look, is_strong=is_strong))
        elif isinstance(cell, str) and kind is Kind.DATE:
            day = date.fromisoformat(cell)
            look = self._format("yyyy-mm-dd", is_strong=is_strong)
            self._page.write_datetime(number, at, day, look)
        elif isinstance(cell, str):
            self._text(number, at, cell, self._format("@", is_strong=is_strong))
        elif kind is Kind.MOMENT:
            moment = self._spoken.local(cell or 0)
            look = self._format("yyyy-mm-dd hh:mm", is_strong=is_strong)
            self._page.write_datetime(number, at, moment, look)
        else:
            value, look = self._number(cell or 0, kind, at)
            self._page.write_number(number, at, value, self._format(look, is_strong=is_strong))

    def _number(self, value: int, kind: Kind, at: int) -> tuple[float, str]:
        if kind is Kind.THOUSANDTHS:
            return value / 1000, "#,##0.000" if at in self._broken else "#,##0"
        if kind is Kind.PPM:
            return value / 1_000_000, "0.00%"
        return value, "#,##0"

    def _text(self, row: int, at: int, text: str, look: Any = None) -> None:
        self._page.write_string(row, at, text[:_LONGEST_TEXT], look)

    def _format(self, look: str, *, is_strong: bool = False) -> Any:
        key = (look, is_strong)
        if key not in self._formats:
            body: dict[str, object] = {"num_format": look} if look else {}
            self._formats[key] = self._workbook.add_format(body | {"bold": is_strong})
        return self._formats[key]

    def _heading(self, kind: Kind) -> Any:
        align = "left" if kind in WORDS else "right"
        key = (f"heading {align}", True)
        if key not in self._formats:
            body = {"bold": True, "bottom": 1, "align": align, "num_format": "@"}
            self._formats[key] = self._workbook.add_format(body)
        return self._formats[key]

    def _width(self, at: int, heading: str) -> int:
        kind = self._spoken.kinds[at]
        texts = [heading, " " * _SHORT.get(kind, 0)]
        if kind in (Kind.TEXT, Kind.NAME, Kind.CODE):
            texts += [str(row[at] or "") for row in self._spoken.rows[:_LOOKED_AT]]
        return min(max(_NARROWEST, max(map(_columns, texts)) + 2), _WIDEST)


def _is_part(thousandths: Cell) -> bool:
    return isinstance(thousandths, int) and thousandths % 1000 != 0


def _columns(text: str) -> int:
    """Count how many digits wide a text is: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)
