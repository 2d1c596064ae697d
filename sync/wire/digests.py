"""The nightly proof: what both sides say of a business day, from their own tables.

sync.md section 13. Three layers: **transport**, the journals themselves (position and chain);
**meaning**, sums recomputed by both from what they made of the rows, not from the rows; **scopes**,
digests of the reference data.

Sections of the meaning, each key to a whole number. Money in minor units, signed (returns and post
voids negative), training left out; quantities in thousandths; only what belongs to ``day``:

- ``count``: ``sale``, ``return``, ``post_void`` transactions; ``lines`` not voided.
- ``total``: ``total``, ``discount``, ``tax_added``, ``rounding`` over them.
- ``tender``: tender type code to the sum of its tender lines, change taken off.
- ``tax``: tax group code ``:base`` and ``:tax``.
- ``department``: the item's category at the sale ("" where it had none) to net amounts.
- ``stock``: sku to the quantity sold less the quantity returned.
- ``points``: member handle (hex) ``:`` reason to the sum of moves.
- ``coupon``: coupon number to its redemptions less those taken back.
- ``cash``: ``loan``, ``pickup``, ``paid_in``, ``paid_out``, ``counted``, ``expected``.
- ``receipts``: ``set``, the low 52 bits of the sum of SHA-256 over the receipt numbers' bytes.

Keys whose sum is 0 are left out, but for ``count`` and ``total``.
"""

from typing import Literal

import msgspec

from sync.wire.exchange import Cursor, Position

Meaning = dict[str, dict[str, int]]
Layer = Literal["equal", "behind", "differs"]


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
    anchor key over "RPDP" and it.
    """

    day: str
    is_proved: bool
    reason: str
    transport: Layer
    differences: tuple[Difference, ...]
    scopes: dict[str, Layer]
    evidence: bytes
    sig: bytes
