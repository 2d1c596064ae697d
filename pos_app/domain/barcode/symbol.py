"""Reader output that names its symbology in front (ISO/IEC 15424): ``]C1``, ``]d2``, ``]E0``."""

import re
from enum import Enum, auto

_IDENTIFIER = re.compile(r"(\][A-Za-z][0-9A-Za-z])(.*)", re.DOTALL)
_COMPOSITE = "|]e0"


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


def split_identifier(text: str) -> tuple[str | None, str]:
    """Split reader output into its symbology identifier, if it has one, and the data."""
    match = _IDENTIFIER.fullmatch(text)
    return (match[1], match[2]) if match else (None, text)


def split_composite(text: str) -> tuple[str, str]:
    """Split the number of a linear symbol from the element string printed above it, if any."""
    number, _, composite = text.partition(_COMPOSITE)
    return number, composite
