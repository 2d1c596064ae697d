"""One element of a GS1 message with what is wrong with it, and a whole message as it was read."""

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pos_app.domain.barcode.numbers import Gtin

SEPARATOR = "\x1d"
"""ASCII GS: how scanners hand on the FNC1 that ends a value of no fixed length."""

_GTIN = "01"
_DAY = (
    *("11", "12", "13", "15", "16", "17", "4326", "7006", "7007"),
    *("4324", "4325", "7003", "7011", "8008"),  # with a time behind it
)
_SCALED = ("31", "32", "33", "34", "35", "36")
_AMOUNTS = ("390", "392", "394")
_AMOUNTS_WITH_CURRENCY = ("391", "393")


class Problem(StrEnum):
    """What is wrong with an element or a message; the strict reading accepts none of them."""

    # The element can still be told from its neighbours and has its form.
    CHECK_DIGIT = "check_digit"
    CONTENT = "content"
    EXTRA_SEPARATOR = "extra_separator"
    UNKNOWN_PARAMETER = "unknown_parameter"
    NOT_AN_ATTRIBUTE = "not_an_attribute"
    REPEATED = "repeated"
    # It has not.
    EMPTY = "empty"
    MALFORMED = "malformed"
    DATE = "date"
    UNKNOWN_IDENTIFIER = "unknown_identifier"
    NO_KEY = "no_key"
    QUALIFIERS = "qualifiers"
    ESCAPE = "escape"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Scaled:
    """A number with a decimal point: ``units`` × 10 to the minus ``places``."""

    units: int
    places: int

    def in_places(self, places: int) -> int | None:
        """Write it with so many places. None when that would lose a digit: nothing is rounded."""
        if places >= self.places:
            return int(self.units * 10 ** (places - self.places))
        whole, rest = divmod(self.units, 10 ** (self.places - places))
        return whole if rest == 0 else None


@dataclass(frozen=True, slots=True)
class Element:
    """An application identifier with its value as it stands in the code."""

    ai: str
    value: str
    problem: Problem | None = None

    def day(self, near: date) -> date | None:
        """Give the element's day; day 00 is the last of the month. None for other elements.

        The century is the one that puts the year from 49 before ``near`` to 50 after it.
        """
        if self.problem or self.ai not in _DAY:
            return None
        year = near.year - near.year % 100 + int(self.value[:2])
        if year - near.year > 50:
            year -= 100
        elif year - near.year < -49:
            year += 100
        month, day = int(self.value[2:4]), int(self.value[4:6])
        return date(year, month, day or calendar.monthrange(year, month)[1])

    def number(self) -> Scaled | None:
        """Give a weight, size, amount or share; the last digit of its identifier says the places.

        None for elements that are not such numbers.
        """
        if self.problem or len(self.ai) != 4:
            return None
        if self.ai.startswith((*_SCALED, *_AMOUNTS)):
            return Scaled(int(self.value), int(self.ai[3]))
        if self.ai.startswith(_AMOUNTS_WITH_CURRENCY):
            return Scaled(int(self.value[3:]), int(self.ai[3]))
        return None

    def currency(self) -> str | None:
        """Give the ISO 4217 digits that stand before an amount with currency."""
        return self.value[:3] if self.ai.startswith(_AMOUNTS_WITH_CURRENCY) else None


@dataclass(frozen=True, slots=True)
class Reading:
    """The elements in the order read, and what is wrong with the message around them."""

    elements: tuple[Element, ...]
    problems: tuple[Problem, ...] = ()

    def find(self, ai: str) -> Element | None:
        """Find the first good element of an identifier."""
        return next((e for e in self.elements if e.ai == ai and e.problem is None), None)

    def find_gtin(self) -> Gtin | None:
        """Find the GTIN if it is sure: written well, and the same wherever it is repeated."""
        values = {e.value for e in self.elements if e.ai == _GTIN and e.problem is None}
        return Gtin.parse(values.pop()) if len(values) == 1 else None
