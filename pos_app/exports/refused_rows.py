"""Rows of an item list that were not taken, as CSV for whoever mends the list.

What stands in it came from outside: nothing of it moves a terminal or becomes a formula.
"""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from pos_app.domain.plain_text import visible
from pos_app.errors import Refusal
from pos_app.exports.csv_file import disarmed
from pos_app.item_words import reason_in_both

REFUSED_FILE: Final = "import-refused.csv"
"""In the data folder, unless another place was named."""

_HEADINGS: Final = ("line", "sku", "code", "原因", "reason")


class RefusedRows:
    """The file while it is open: row by row, so that a million of them need no memory."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer

    def add(self, line: int, sku: str, reason: Refusal) -> None:
        """Write one down, with why in both languages."""
        texts = (sku, reason.code, *reason_in_both(reason))
        self._writer.writerow([line, *(disarmed(visible(text)) for text in texts)])


@contextmanager
def refused_rows(path: Path) -> Iterator[RefusedRows]:
    """Open the file for the length of an import. Raises ``OSError``."""
    # utf-8-sig: without the mark Excel takes Chinese for something else.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADINGS)
        yield RefusedRows(writer)
