"""GTIN and UPC through biip, which knows their kinds and how UPC-E is expanded.

biip is imported where it is called, so that the till opens before it is there.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pos_app.domain.gtin import GTIN_LENGTHS, check_digit, format_gtin
from pos_app.errors import Refusal

_UPC_LENGTHS = (6, 7, 8, 12)


class GtinFormat(StrEnum):
    """The shortest form in which a number may stand in a barcode."""

    GTIN_8 = "GTIN_8"
    GTIN_12 = "GTIN_12"
    GTIN_13 = "GTIN_13"
    GTIN_14 = "GTIN_14"


def is_digits(text: str) -> bool:
    """Ask for one or more digits 0–9; the digits of other scripts do not count."""
    return text.isascii() and text.isdecimal()


def has_check_digit(number: str) -> bool:
    """Ask whether the last digit is right, for a number of any length from two digits."""
    return len(number) > 1 and is_digits(number) and check_digit(number[:-1]) == number[-1]


def is_plausible_code(text: str) -> bool:
    """Ask whether a text may stand in a barcode: for keys that only their timing calls a scan.

    Digits may not where their check digit is wrong, nor when they are too few for a GTIN-8: then
    they are a PIN, a price or a PLU, and a PLU means the same typed as scanned.
    """
    if not is_digits(text):
        return True
    if len(text) in GTIN_LENGTHS:
        return has_check_digit(text) or (len(text) == 8 and _is_upc_e(text))
    return len(text) > min(GTIN_LENGTHS)


def _is_upc_e(digits: str) -> bool:
    try:
        Upc.parse(digits)
    except Refusal:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Gtin:
    """The GS1 number of a trade item, as an integer; written out it has 14 digits.

    ``is_restricted`` numbers mean something inside one company or region only.
    """

    number: int
    format: GtinFormat
    is_restricted: bool

    def __str__(self) -> str:
        return format_gtin(self.number)

    @classmethod
    def parse(cls, text: str) -> "Gtin":
        """Read 8, 12, 13 or 14 digits, leading zeros in any number.

        Refuses: GTIN_NOT_DIGITS, GTIN_LENGTH_WRONG, CHECK_DIGIT_WRONG.
        """
        if not is_digits(text):
            raise Refusal("GTIN_NOT_DIGITS")
        if len(text) not in GTIN_LENGTHS:
            raise Refusal("GTIN_LENGTH_WRONG", digits=len(text))
        if not has_check_digit(text):
            raise Refusal("CHECK_DIGIT_WRONG", number=text)
        return _parse_gtin(text)


@lru_cache(maxsize=4096)
def _parse_gtin(digits: str) -> Gtin:
    from biip.gtin import Gtin as BiipGtin
    from biip.rcn import Rcn

    gtin = BiipGtin.parse(digits)
    form = GtinFormat(f"GTIN_{gtin.format.length}")
    return Gtin(int(digits), form, isinstance(gtin, Rcn))


@dataclass(frozen=True, slots=True)
class Upc:
    """A UPC in its 12 digits, and in the 8 of UPC-E where its zeros allow that."""

    upc_a: str
    upc_e: str | None

    @classmethod
    def parse(cls, text: str) -> "Upc":
        """Read UPC-A (12 digits) or UPC-E (8; 7 without check digit; 6 without number system).

        Refuses: GTIN_NOT_DIGITS, GTIN_LENGTH_WRONG, CHECK_DIGIT_WRONG (also for a number system
        that UPC-E does not have).
        """
        if not is_digits(text):
            raise Refusal("GTIN_NOT_DIGITS")
        if len(text) not in _UPC_LENGTHS:
            raise Refusal("GTIN_LENGTH_WRONG", digits=len(text))
        from biip import EncodeError, ParseError
        from biip.upc import Upc as BiipUpc

        try:
            upc = BiipUpc.parse(text)
        except ParseError as error:
            raise Refusal("CHECK_DIGIT_WRONG", number=text) from error
        try:
            return cls(upc.as_upc_a(), upc.as_upc_e())
        except EncodeError:
            return cls(upc.as_upc_a(), None)
