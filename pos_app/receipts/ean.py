"""EAN-13 and EAN-8 as bars: ISO/IEC 15420. True is black; the quiet zones are not included."""

from typing import Final

from pos_app.receipts.paper import Picture

QUIET_MODULES: Final = 11
"""The left one of EAN-13, the widest there is; both sides of both codes get it."""

_A: Final = (
    *("0001101", "0011001", "0010011", "0111101", "0100011"),
    *("0110001", "0101111", "0111011", "0110111", "0001011"),
)
_C: Final = tuple("".join("10"[int(bit)] for bit in code) for code in _A)
_B: Final = tuple(code[::-1] for code in _C)
_FIRST: Final = (
    *("AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB"),
    *("ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA"),
)


def ean_digits(gtin: int) -> str:
    """Write a GTIN as a pack shows it: 8 or 13 digits; empty for one that needs 14."""
    digits = str(gtin)
    if len(digits) <= 8:
        return digits.zfill(8)
    return digits.zfill(13) if len(digits) <= 13 else ""


def modules(digits: str) -> tuple[bool, ...]:
    """Give the bars of 8 or 13 digits, from left to right."""
    assert len(digits) in (8, 13), digits
    if len(digits) == 13:
        left, right, sets = digits[1:7], digits[7:], _FIRST[int(digits[0])]
    else:
        left, right, sets = digits[:4], digits[4:], "AAAA"
    tables = {"A": _A, "B": _B}
    coded = "".join(tables[table][int(digit)] for table, digit in zip(sets, left, strict=True))
    bits = f"101{coded}01010{''.join(_C[int(digit)] for digit in right)}101"
    return tuple(bit == "1" for bit in bits)


def bars(digits: str, dot: int, height: int) -> Picture:
    """Draw the bars so many dots a module wide, quiet zones included."""
    quiet = (False,) * QUIET_MODULES
    line = (*quiet, *modules(digits), *quiet)
    width = len(line) * dot
    stride = (width + 7) // 8
    bits = 0
    for is_black in line:
        bits = bits << dot | ((1 << dot) - 1 if is_black else 0)
    row = (bits << (stride * 8 - width)).to_bytes(stride, "big")
    return Picture(f"ean {digits}", width, height, row * height)
