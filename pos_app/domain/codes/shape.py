"""Tells a PM1 code from other texts by its letters alone, to send it where it belongs.

Nothing here is trusted: a code counts once ``verification.verify`` has taken it. Apart from that
file, because every scan comes by here and cryptography takes a while to load.
"""

import base64
import binascii
import re
from enum import StrEnum

_SHAPE = re.compile(r"PM1([A-Z2-7]*)", re.IGNORECASE | re.ASCII)
# COSE_Sign1 with a key id of one or two bytes, then the payload: an array of 12 whose first entry
# is 3 is a voucher. Everything else is or belongs to a member code.
_HEADER = re.compile(
    rb"\x84(?:\x46\xa2\x01\x27\x04\x41.|\x47\xa2\x01\x27\x04\x42..)\xa0(?:[\x40-\x57]|\x58.)",
    re.DOTALL,
)
_VOUCHER = b"\x8c\x03"
_BASE32_GROUP = 8


class OwnCode(StrEnum):
    """What the cloud issues for customers to show."""

    MEMBER = "member"
    VOUCHER = "voucher"


def find_own_code(text: str) -> OwnCode | None:
    """Find out which of the cloud's codes a text looks like; letters in either case."""
    match = _SHAPE.fullmatch(text)
    if match is None:
        return None
    letters = match[1].upper()
    padding = "=" * (-len(letters) % _BASE32_GROUP)
    try:
        token = base64.b32decode(letters + padding)
    except binascii.Error:
        return OwnCode.MEMBER  # cut short, but no product either
    header = _HEADER.match(token)
    is_voucher = header is not None and token[header.end() :].startswith(_VOUCHER)
    return OwnCode.VOUCHER if is_voucher else OwnCode.MEMBER
