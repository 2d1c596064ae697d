"""What the signature of a request covers: RFC 9421 over method, target, digest, channel, counter.

No time in it: a till with a dead clock battery would lock itself out. A counter of the channel that
the server issued must rise instead (sync.md section 18).
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import Final

COVERED: Final = '("@method" "@path" "@query" "content-digest" "sync-channel" "sync-counter")'
_INPUT: Final = re.compile(r"sync=" + re.escape(COVERED) + r';keyid="([0-9a-f]{64})";alg="ed25519"')
_SIGNATURE: Final = re.compile(r"sync=:([A-Za-z0-9+/]{86}==):")


@dataclass(frozen=True, slots=True)
class Signed:
    """What is signed. ``query`` without its question mark, exactly as it stands in the target."""

    method: str
    path: str
    query: str
    digest: str
    channel: str
    counter: int


def content_digest(content: bytes) -> str:
    """Give RFC 9530's field for a body as it is sent, after compression."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"


def signature_input(public_key: bytes) -> str:
    """Give the Signature-Input field of a key."""
    return f'sync={COVERED};keyid="{public_key.hex()}";alg="ed25519"'


def key_of(field: str) -> bytes | None:
    """Read the key's name, which is the public key itself; None when it is not our form."""
    match = _INPUT.fullmatch(field)
    return bytes.fromhex(match[1]) if match else None


def signature_field(signature: bytes) -> str:
    """Give the Signature field."""
    return f"sync=:{base64.b64encode(signature).decode()}:"


def signature_of(field: str) -> bytes | None:
    """Read the signature; None when it is not our form."""
    match = _SIGNATURE.fullmatch(field)
    return base64.b64decode(match[1]) if match else None


def message(signed: Signed, public_key: bytes) -> bytes:
    """Give the signature base (RFC 9421 section 2.5)."""
    lines = (
        f'"@method": {signed.method}',
        f'"@path": {signed.path}',
        f'"@query": ?{signed.query}',
        f'"content-digest": {signed.digest}',
        f'"sync-channel": {signed.channel}',
        f'"sync-counter": {signed.counter}',
        f'"@signature-params": {COVERED};keyid="{public_key.hex()}";alg="ed25519"',
    )
    return "\n".join(lines).encode()
