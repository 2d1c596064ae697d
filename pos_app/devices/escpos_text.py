"""Text for an ESC/POS printer that cannot carry a command.

A text from a product file could hold ``1B 70`` and open the drawer. Here everything below a space
goes, before and after encoding, and GB 18030 puts no byte below 30 hex into a character.
"""

from pos_app.receipts.cells import printable

SELECT_CHINESE = b"\x1c&"
"""FS &: read two and four bytes as Chinese characters. ASCII stays ASCII."""

_LEAST_BYTE = 0x20
_DELETE = 0x7F


def encode_text(text: str) -> bytes:
    """Encode one line's text for a printer in Chinese mode, without a line feed."""
    data = printable(text).encode("gb18030")
    assert all(byte >= _LEAST_BYTE and byte != _DELETE for byte in data), text
    return data


def disarm_dots(rows: bytes) -> bytes:
    """Make a picture harmless: no byte is 10 hex, the start of the real-time commands.

    Printers look for DLE EOT, DLE ENQ and DLE DC4 (which opens the drawer) even between the dots
    of a picture. A single dot gets a neighbour instead, which no eye sees.
    """
    return rows.replace(b"\x10", b"\x18")
