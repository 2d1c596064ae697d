"""QR matrices, by the qrcode library. The only file that knows it."""

from functools import lru_cache

QUIET_MODULES = 2
"""Paper around the code is white already; the standard's four would waste a thumb of paper."""

QUIET_MODULES_ON_SCREEN = 4
"""The standard's: on a screen anything may stand around the code."""


@lru_cache(maxsize=8)
def matrix(text: str, quiet_modules: int = QUIET_MODULES) -> tuple[tuple[bool, ...], ...]:
    """Make the smallest code of a text, its quiet zone included; True is black.

    Error correction M: a thermal print that lost 15 % to a fold or a finger still reads.
    """
    # Imported here, for it costs 35 ms and the first window should not wait for it.
    from qrcode.constants import (
        ERROR_CORRECT_M,
    )
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_M, border=quiet_modules)
    code.add_data(text.encode("utf-8", "replace"))
    code.make(fit=True)
    return tuple(tuple(bool(cell) for cell in line) for line in code.get_matrix())
