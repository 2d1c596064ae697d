"""What a scanner delivers; apart from scan.py, which brings all the grammars of codes."""

from dataclasses import dataclass, field
from enum import StrEnum

LONGEST_SCAN = 700
"""The longest code anything the till knows may have; a longer one is a mistake or an attack."""


class Source(StrEnum):
    """How a text came in. Typed text is never taken for raw data of a symbology."""

    SCANNED = "scanned"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class ScanData:
    """What a scanner delivered or a person entered.

    ``symbology`` is the ISO/IEC 15424 identifier (``]C1``) if the device hands it on by itself; it
    may also stand at the front of the text.
    Why no text in ``repr``: it may be a payment code, and those are never logged.
    """

    text: str = field(repr=False)
    symbology: str | None = None
    source: Source = Source.SCANNED
