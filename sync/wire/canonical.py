"""Canonical bytes of a body, and the hash and chain over a journal row.

The format is tokens-and-journal.md section 8 and is frozen for life: what was signed years ago must
still verify. A body is written once and then only ever compared, never written again.
"""

import hashlib
import re
from typing import Annotated, Any, Final

import msgspec

LARGEST_INTEGER: Final = 2**53 - 1
"""Beyond this other languages' JSON readers lose digits."""

Whole = Annotated[int, msgspec.Meta(ge=-LARGEST_INTEGER, le=LARGEST_INTEGER)]
"""An integer of a message; one beyond that is no message."""

DEEPEST_BODY: Final = 20
LARGEST_BODY_BYTES: Final = 256 * 1024
"""So that no row is too large to be sent: sync.md W7."""

NO_CHAIN: Final = bytes(32)
"""What stands before the first epoch."""

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_NAMES_MET: Final[set[str]] = set()
"""Good names seen before: bodies have few, and the same ones. Any thread adds to it."""

_MOST_MET: Final = 1024


class NotCanonicalError(ValueError):
    """These bytes, or this value, are no canonical body. The text says why, never the value."""


def encode(value: dict[str, Any]) -> bytes:
    """Write a body. Raises ``NotCanonicalError`` for what the format does not have."""
    _check(value, DEEPEST_BODY - 1)
    try:
        body = msgspec.json.encode(value, order="sorted")
    except UnicodeEncodeError as error:
        raise NotCanonicalError("a lone surrogate") from error
    if len(body) > LARGEST_BODY_BYTES:
        raise NotCanonicalError(f"{len(body)} bytes")
    return body


def decode(body: bytes) -> dict[str, Any]:
    """Read a body, and refuse every spelling but the one ``encode`` would have written.

    Why re-encode: the decoder takes duplicate keys, white space and any escape; two spellings of
    one value would be two hashes of one fact.
    """
    if len(body) > LARGEST_BODY_BYTES:
        raise NotCanonicalError(f"{len(body)} bytes")
    try:
        value = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise NotCanonicalError("not JSON") from error
    if not isinstance(value, dict):
        raise NotCanonicalError("not an object")
    if encode(value) != body:
        raise NotCanonicalError("another spelling")
    return value


def _check(value: dict[str, Any] | list[Any] | tuple[Any, ...], depth: int) -> None:
    """Refuse what the format does not have. On the path of every sale, so the common goes first."""
    if depth < 0:
        raise NotCanonicalError("too deep")
    if isinstance(value, dict) and not _NAMES_MET.issuperset(value):
        _check_names(value)
    for inner in value.values() if isinstance(value, dict) else value:
        kind = type(inner)
        if kind is str or (kind is int and -LARGEST_INTEGER <= inner <= LARGEST_INTEGER):
            continue
        if kind is dict or kind is list or isinstance(inner, dict | list | tuple):
            _check(inner, depth - 1)
        else:
            _check_single(inner)


def _check_single(value: object) -> None:
    if isinstance(value, str | bool):
        return
    if not isinstance(value, int):
        raise NotCanonicalError(f"a {type(value).__name__}")
    if not -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
        raise NotCanonicalError("an integer beyond 53 bits")


def _check_names(value: dict[Any, Any]) -> None:
    if not all(isinstance(key, str) and _KEY.fullmatch(key) for key in value):
        raise NotCanonicalError("a key that is not a name")
    if len(_NAMES_MET) < _MOST_MET:
        _NAMES_MET.update(value)


def chain_start(terminal_id: bytes, epoch: int, public_key: bytes, chain_before: bytes) -> bytes:
    """Begin an epoch: bind the terminal, the key and where the epoch before it ended."""
    assert len(terminal_id) == 16
    assert len(public_key) == len(chain_before) == 32
    parts = (b"RPJ0", terminal_id, epoch.to_bytes(4, "big"), public_key, chain_before)
    return hashlib.sha256(b"".join(parts)).digest()


def row_hash(terminal_id: bytes, position: tuple[int, int], identity: "RowIdentity") -> bytes:
    """Hash everything that makes a row what it is; the body alone would leave the rest free."""
    epoch, seq = position
    kind = identity.kind.encode("ascii")
    parts = (
        b"RPJ1",
        terminal_id,
        epoch.to_bytes(4, "big"),
        seq.to_bytes(8, "big"),
        identity.event_id,
        identity.schema.to_bytes(2, "big"),
        len(kind).to_bytes(1, "big"),
        kind,
        len(identity.body).to_bytes(4, "big"),
        identity.body,
    )
    return hashlib.sha256(b"".join(parts)).digest()


def chain_link(chain_before: bytes, hash_of_row: bytes) -> bytes:
    """Tie a row to everything before it."""
    return hashlib.sha256(b"RPJC" + chain_before + hash_of_row).digest()


def signed_message(chain: bytes) -> bytes:
    """Give what the terminal signs: one signature covers the whole journal up to this row."""
    return b"RPJS" + chain


class RowIdentity(msgspec.Struct, frozen=True):
    """What a row says, apart from where it stands. ``body`` is canonical bytes."""

    event_id: bytes
    kind: str
    schema: int
    body: bytes
