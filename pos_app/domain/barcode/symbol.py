"""Reader output that names its symbology in front (ISO/IEC 15424): ``]C1``, ``]d2``, ``]E0``."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from pos_app.domain.barcode.digital_link import STRICT, LinkRules, read_digital_link
from pos_app.domain.barcode.element_string import read_element_string
from pos_app.domain.barcode.elements import Problem, Reading
from pos_app.domain.barcode.numbers import has_check_digit

_IDENTIFIER = re.compile(r"(\][A-Za-z][0-9A-Za-z])(.*)", re.DOTALL)
_COMPOSITE = "|]e0"
_LINK = re.compile(r"https?://|HTTPS?://")


class Carries(Enum):
    """What a symbology is used for under GS1's rules."""

    ELEMENTS = auto()
    EAN_13 = auto()
    EAN_8 = auto()
    ITF_14 = auto()
    TEXT = auto()


CARRIES = {
    "]C1": Carries.ELEMENTS,  # GS1-128
    "]e0": Carries.ELEMENTS,  # GS1 DataBar, and the two-dimensional part of composites
    "]d2": Carries.ELEMENTS,  # GS1 DataMatrix
    "]Q3": Carries.ELEMENTS,  # GS1 QR
    "]J1": Carries.ELEMENTS,  # GS1 DotCode
    "]E0": Carries.EAN_13,  # EAN-13, UPC-A and UPC-E, all handed on as 13 digits
    "]E4": Carries.EAN_8,
    "]I1": Carries.ITF_14,
    "]d1": Carries.TEXT,
    "]Q1": Carries.TEXT,
    "]J0": Carries.TEXT,
}
_DIGITS = {Carries.EAN_13: 13, Carries.EAN_8: 8, Carries.ITF_14: 14}


@dataclass(frozen=True, slots=True)
class SymbolReading:
    """``text`` is the data without identifier, or the number of an EAN symbol.

    ``reading`` has the elements of an element string, of a composite part, or of a Digital Link.
    """

    symbology: str
    carries: Carries | None
    text: str
    reading: Reading | None = None
    problem: Problem | None = None

    @property
    def is_valid(self) -> bool:
        """Nothing at all is wrong: the strict reading."""
        return self.problem is None and (self.reading is None or self.reading.is_valid)


def split_identifier(text: str) -> tuple[str | None, str]:
    """Split reader output into its symbology identifier, if it has one, and the data."""
    match = _IDENTIFIER.fullmatch(text)
    return (match[1], match[2]) if match else (None, text)


def split_composite(text: str) -> tuple[str, str]:
    """Split the number of a linear symbol from the element string printed above it, if any."""
    number, _, composite = text.partition(_COMPOSITE)
    return number, composite


def read_symbol(text: str, rules: LinkRules = STRICT) -> SymbolReading:
    """Read data as its symbology identifier says."""
    symbology, data = split_identifier(text)
    carries = CARRIES.get(symbology or "")
    if symbology is None or carries is None:
        return SymbolReading(symbology or "", None, data, problem=Problem.SYMBOLOGY)
    if carries is Carries.ELEMENTS:
        return SymbolReading(symbology, carries, data, read_element_string(data))
    if carries is Carries.TEXT:
        reading = read_digital_link(data, rules) if _LINK.match(data) else None
        return SymbolReading(symbology, carries, data, reading)
    number, composite = split_composite(data)
    reading = read_element_string(composite) if _COMPOSITE in data else None
    problem = None
    if len(number) != _DIGITS[carries]:
        problem = Problem.MALFORMED
    elif not has_check_digit(number):
        problem = Problem.CHECK_DIGIT
    return SymbolReading(symbology, carries, number, reading, problem)
