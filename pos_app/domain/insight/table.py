"""A report as a table: one shape for the screen, for paper and for every kind of file.

Words are sources to be translated where they are shown; values are what they are, so that a
spreadsheet gets numbers and not texts.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos_app.domain.insight.completeness import Completeness
from pos_app.domain.money import Money


class Kind(StrEnum):
    """What a column's values are, and with that how they are written and aligned."""

    TEXT = "text"
    NAME = "name"
    """A pair of Chinese and English."""
    CODE = "code"
    """A code with words in both languages, as headings are; one without is shown as it is."""
    MONEY = "money"
    COUNT = "count"
    THOUSANDTHS = "thousandths"
    """A quantity, in thousandths of its unit."""
    PPM = "ppm"
    """A share, in parts per million."""
    DATE = "date"
    MOMENT = "moment"
    """Milliseconds since 1970, shown by the shop's own clock."""


WORDS: Final = frozenset({Kind.TEXT, Kind.NAME, Kind.CODE, Kind.DATE, Kind.MOMENT})
"""Kinds that are read as words are set from the left; numbers stand at the right."""

Value = str | int | Money | tuple[str, str] | None
"""None: not known, which is never the same as nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """``heading`` is a code with words in both languages (ui/report_words.py)."""

    heading: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class ReportTable:
    """``name`` is a code as headings are; ``total`` has a value for each column, or is empty.

    ``compared``: how complete the figures are that stand beside those of the period, if some do.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    completeness: Completeness
    total: tuple[Value, ...] = ()
    compared: Completeness | None = None

    def __post_init__(self) -> None:
        width = len(self.columns)
        assert all(len(row) == width for row in self.rows)
        assert len(self.total) in (0, width)
