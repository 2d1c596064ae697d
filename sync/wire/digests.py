"""The nightly proof: what both sides say of a business day, from their own tables.

sync.md section 13. Three layers: **transport**, the journals themselves (position and chain);
**meaning**, sums recomputed by both from what they made of the rows, not from the rows; **scopes**,
digests of the reference data.

Sections of the meaning, each key to a whole number. Money in minor units, signed as recorded
(returns and post voids negative); quantities in thousandths. Training is left out. Only what is
booked on ``day``; lines that were voided count nowhere:

- ``count``: ``sale``, ``return``, ``post_void`` transactions of each kind; their ``lines``.
- ``total``: ``total``, ``discount``, ``tax_added``, ``rounding`` of their heads; the amounts of
  their ``lines``.
- ``tender``: tender type code to the sum of its tender lines, those of change included.
- ``tax``: tax group code with ``:base`` and with ``:tax``.
- ``stock``: sku to the quantity of sale lines less that of return lines; in a post void the other
  way round.
- ``points``: the handle of the transaction's own member (16 hex digits, none where it names
  nobody), ``:`` and the move's reason, to the sum of its moves.
- ``coupon``: coupon number to the uses by the day's sales, less the uses of those sales, of
  whatever day, that the day's post voids cancel. What a return gave back does not count here: it
  rests on the campaign's record as each side has it.
- ``cash``: ``loan``, ``pickup``, ``paid_in``, ``paid_out`` movements; ``counted``, ``expected`` of
  the shifts closed.
- ``receipts``: ``set``, see ``receipt_set``.

Categories are no part of it: records name the item, and what it belongs to is the catalogue's.
Keys whose sum is 0 are left out, but for those of ``count`` and ``total`` (``tidy``).
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final, Literal

import msgspec

from sync.wire.exchange import Cursor, Position

Meaning = dict[str, dict[str, int]]
Layer = Literal["equal", "behind", "differs"]

ALWAYS_SAID: Final = {
    "count": ("sale", "return", "post_void", "lines"),
    "total": ("total", "discount", "tax_added", "rounding", "lines"),
}
PROOF_PURPOSE: Final = b"RPDP"
SET_MASK: Final = (1 << 52) - 1
"""Of a sum of digests what every language's JSON reader keeps whole."""


def receipt_set(receipts: Iterable[str]) -> int:
    """Add up SHA-256 of the receipt numbers, as printed, read big-endian; the low 52 bits."""
    digests = (hashlib.sha256(receipt.encode()).digest() for receipt in receipts)
    return sum(int.from_bytes(one, "big") for one in digests) & SET_MASK


def tidy(sections: Mapping[str, Mapping[str, int]]) -> Meaning:
    """Leave out what is 0, and sections that are then empty; say what is always said."""
    said: Meaning = {name: dict.fromkeys(keys, 0) for name, keys in ALWAYS_SAID.items()}
    for name, sums in sections.items():
        for key, value in sums.items():
            if value:
                said.setdefault(name, {})[key] = value
    return said


class ScopeDigest(msgspec.Struct, frozen=True):
    """A feed's digest, recomputed from the till's own columns at its cursor."""

    cursor: Cursor
    digest: bytes


class DayDigest(msgspec.Struct, frozen=True):
    """What a till says of a closed business day. ``through``: the day's last row."""

    day: str
    through: Position
    meaning: Meaning
    scopes: dict[str, ScopeDigest] = {}


class Difference(msgspec.Struct, frozen=True):
    """One number that is not the same on both sides."""

    section: str
    key: str
    till: int
    cloud: int


class DayProof(msgspec.Struct, frozen=True):
    """``is_proved`` when all three layers are equal; else ``reason`` says in a code why not.

    ``evidence``: SHA-256 of the canonical JSON of question and findings; ``sig``: Ed25519 by the
    anchor key over ``PROOF_PURPOSE`` and it.
    """

    day: str
    is_proved: bool
    reason: str
    transport: Layer
    differences: tuple[Difference, ...]
    scopes: dict[str, Layer]
    evidence: bytes
    sig: bytes
