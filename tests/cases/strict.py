"""The strict readings that vectors judge, put together from the very parts the scan field uses.

The till sells on a sure GTIN whatever else a code says; here nothing at all may be wrong.
"""

import re
from dataclasses import dataclass
from datetime import time

from pos_app.domain.barcode.digital_link import read_digital_link
from pos_app.domain.barcode.element_string import read_element_string
from pos_app.domain.barcode.elements import SEPARATOR, Element, Problem, Reading
from pos_app.domain.barcode.identifiers import find_identifier
from pos_app.domain.barcode.numbers import has_check_digit
from pos_app.domain.barcode.symbol import CARRIES, Carries, split_composite, split_identifier

_LINK = re.compile(r"https?://|HTTPS?://")
_DIGITS = {Carries.EAN_13: 13, Carries.EAN_8: 8, Carries.ITF_14: 14}
_WITH_TIME = ("4324", "4325", "7003", "7011", "8008")
_NO_TIME = "9999"
# The element can still be told from its neighbours and has its form.
_FORM_IS_GOOD = frozenset(
    {
        Problem.CHECK_DIGIT,
        Problem.CONTENT,
        Problem.EXTRA_SEPARATOR,
        Problem.UNKNOWN_PARAMETER,
        Problem.NOT_AN_ATTRIBUTE,
        Problem.REPEATED,
    }
)


@dataclass(frozen=True)
class SymbolReading:
    """``text`` is the data without identifier, or the number of an EAN symbol.

    ``reading`` has the elements of an element string, of a composite part, or of a Digital Link.
    """

    symbology: str
    carries: Carries | None
    text: str
    reading: Reading | None = None
    has_good_number: bool = True

    @property
    def is_valid(self) -> bool:
        is_read = self.reading is None or is_valid(self.reading)
        return self.carries is not None and self.has_good_number and is_read


def read_symbol(text: str) -> SymbolReading:
    """Read data as its symbology identifier says."""
    symbology, data = split_identifier(text)
    carries = CARRIES.get(symbology or "")
    if symbology is None or carries is None:
        return SymbolReading(symbology or "", None, data)
    if carries is Carries.ELEMENTS:
        return SymbolReading(symbology, carries, data, read_element_string(data))
    if carries is Carries.TEXT:
        reading = read_digital_link(data) if _LINK.match(data) else None
        return SymbolReading(symbology, carries, data, reading)
    number, composite = split_composite(data)
    reading = read_element_string(composite) if number != data else None
    is_good = len(number) == _DIGITS[carries] and has_check_digit(number)
    return SymbolReading(symbology, carries, number, reading, is_good)


def all_problems(reading: Reading) -> tuple[Problem, ...]:
    """List the problems of the message, then those of its elements."""
    return reading.problems + tuple(e.problem for e in reading.elements if e.problem)


def is_valid(reading: Reading) -> bool:
    """Nothing at all is wrong."""
    return not all_problems(reading)


def is_well_formed(reading: Reading) -> bool:
    """Every element has its form, whatever a value may say."""
    return _FORM_IS_GOOD.issuperset(all_problems(reading))


def as_element_string(reading: Reading) -> str:
    """Write the elements as one string, separators only where they are needed."""
    text, needs_separator = "", False
    for element in reading.elements:
        identifier = find_identifier(element.ai)
        text += SEPARATOR * needs_separator + element.ai + element.value
        needs_separator = identifier is None or identifier.fixed_length is None
    return text


def time_of_day(element: Element) -> time | None:
    """Give the time that stands after the day, where one does."""
    digits = element.value[6:]
    if element.problem or element.ai not in _WITH_TIME or digits in ("", _NO_TIME):
        return None
    hours, minutes, seconds = digits[:2], digits[2:4], digits[4:6]
    return time(int(hours), int(minutes or 0), int(seconds or 0))
