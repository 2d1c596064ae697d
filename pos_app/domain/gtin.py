"""The GS1 item number: its lengths and its check digit.

Kept as an integer, because 14 digits fit and a unique integer index answers in microseconds; the
leading zeros that tell GTIN-8, -12, -13 and -14 apart carry no meaning and come back when written.
"""

from typing import Final

GTIN_LENGTHS: Final = (8, 12, 13, 14)

_TRIPLED: Final = {str(digit): 3 * digit for digit in range(10)}
_ONCE: Final = {str(digit): digit for digit in range(10)}


def parse_gtin(digits: str) -> int | None:
    """Read a GTIN-8, -12, -13 or -14 with a right check digit; None for anything else.

    Only the ASCII digits 0-9 count as digits.
    """
    if len(digits) not in GTIN_LENGTHS or not (digits.isascii() and digits.isdigit()):
        return None
    return int(digits) if check_digit(digits[:-1]) == digits[-1] else None


def check_digit(body: str) -> str:
    """Compute the check digit that follows these digits: modulo 10, weights 3 and 1 from the right.

    The same for every GTIN, SSCC and GLN, because the weights are counted from the right.
    """
    total = sum(map(_TRIPLED.__getitem__, body[-1::-2]))
    total += sum(map(_ONCE.__getitem__, body[-2::-2]))
    return str(-total % 10)


def format_gtin(gtin: int) -> str:
    """Write a GTIN as the 14 digits that messages and records use."""
    return f"{gtin:014d}"
