"""Ed25519 as the till needs it of others: checking, and JSON that came signed. The door to it.

A signed JSON is delivered and stored as one piece, the signature (64 bytes) before the canonical
text, and is never written again.
"""

import json
from collections.abc import Sequence
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SIGNATURE_BYTES: Final = 64
PUBLIC_KEY_BYTES: Final = 32
_LONGEST_BYTES: Final = 64 * 1024


def is_signed_by(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether this key signed this message; a malformed key or signature did not."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_signed_by_one_of(keys: Sequence[bytes], content: bytes, purpose: bytes) -> bool:
    """Tell whether one of the keys signed a delivered JSON for this purpose (``RPKR`` …)."""
    signature, text = content[:SIGNATURE_BYTES], content[SIGNATURE_BYTES:]
    return any(is_signed_by(key, signature, purpose + text) for key in keys)


def read_canonical(content: bytes) -> dict[str, Any]:
    """Read the JSON of a delivery; raises ValueError for what is not canonical.

    For use once the signature holds: then the form is the issuer's mistake at worst.
    """
    text = content[SIGNATURE_BYTES:]
    if len(text) > _LONGEST_BYTES:
        raise ValueError("too long")
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(value, dict) or write_canonical(value) != text:
        raise ValueError("not canonical")
    return value


def write_canonical(value: dict[str, Any]) -> bytes:
    """Write the journal's canonical JSON, of names, plain texts and whole numbers."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()
