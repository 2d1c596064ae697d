"""The issuer's public keys: read from a ring that a root key signed, and used one way each.

Ring: ``tokens-and-journal.md`` section 6. Its bytes are checked against the root's signature before
anything in them is read; the store keeps bytes and signature as they came.
"""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from pos_app.domain.codes.signatures import (
    PUBLIC_KEY_BYTES,
    is_signed_by,
    is_signed_by_one_of,
    read_canonical,
)
from pos_app.errors import Refusal

RING_PURPOSE: Final = b"RPKR"
_KEY_ID = re.compile(r"[0-9a-f]{2}(?:[0-9a-f]{2})?")
_LATEST: Final = 2**53 - 1
_MS: Final = 1000


class KeyUse(StrEnum):
    """What a key may sign; one key, one use."""

    MEMBER = "member"
    CREDENTIAL = "cred"
    VOUCHER = "voucher"
    GRANT = "grant"
    ANCHOR = "anchor"


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is judged: trusted time, and whether it is known to two minutes.

    An unsure clock judges no date: it would refuse what is good and take what is old.
    """

    trusted_ms: int
    is_clock_sure: bool = True


@dataclass(frozen=True, slots=True)
class IssuerKey:
    """One public key of the ring; ``nbf`` and ``not_after`` in Unix seconds, both included."""

    key_id: bytes
    public_key: bytes
    use: KeyUse
    nbf: int
    not_after: int

    def check(self, signature: bytes, message: bytes) -> None:
        """Check a signature of this key.

        Refuses: PM1_BAD_SIGNATURE.
        """
        if not is_signed_by(self.public_key, signature, message):
            raise Refusal("PM1_BAD_SIGNATURE", kid=self.key_id.hex())


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All keys of a tenant, the revoked ones by id alone."""

    version: int
    issued: int
    keys: tuple[IssuerKey, ...]
    revoked: frozenset[bytes]

    @classmethod
    def read(cls, content: bytes, roots: Sequence[bytes], *, at_least: int = 0) -> "KeyRing":
        """Read a ring that one of the tenant's root keys signed, as it was delivered.

        ``at_least`` is the version held already; the same one may be read again.

        Refuses: KEY_RING_NOT_SIGNED, KEY_RING_UNREADABLE, KEY_RING_OLDER.
        """
        if not is_signed_by_one_of(roots, content, RING_PURPOSE):
            raise Refusal("KEY_RING_NOT_SIGNED")
        ring = _ring_of(content)
        if ring.version < at_least:
            raise Refusal("KEY_RING_OLDER", version=ring.version, held=at_least)
        return ring

    def get(self, key_id: bytes, moment: Moment) -> IssuerKey:
        """Get a key that may be relied on at a moment.

        Refuses: PM1_UNKNOWN_KEY, PM1_REVOKED_KEY, PM1_KEY_EXPIRED.
        """
        kid = key_id.hex()
        if key_id in self.revoked:
            raise Refusal("PM1_REVOKED_KEY", kid=kid)
        key = next((key for key in self.keys if key.key_id == key_id), None)
        if key is None:
            raise Refusal("PM1_UNKNOWN_KEY", kid=kid)
        is_in_time = key.nbf * _MS <= moment.trusted_ms <= key.not_after * _MS
        if moment.is_clock_sure and not is_in_time:
            raise Refusal("PM1_KEY_EXPIRED", kid=kid)
        return key


NO_KEYS: Final = KeyRing(0, 0, (), frozenset())
"""Where no issuer is known."""


def _ring_of(content: bytes) -> KeyRing:
    try:
        value = read_canonical(content)
        _only(value, {"issued", "keys", "revoked", "v"})
        keys = tuple(map(_key_of, _list(value["keys"])))
        revoked = [_revoked_of(entry) for entry in _list(value["revoked"])]
        ring = KeyRing(_count(value["v"]), _count(value["issued"]), keys, frozenset(revoked))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Refusal("KEY_RING_UNREADABLE") from error
    ids, publics = {key.key_id for key in keys}, {key.public_key for key in keys}
    if not len(ids) == len(publics) == len(keys) or len(ring.revoked) != len(revoked):
        raise Refusal("KEY_RING_UNREADABLE")  # one key has one name and one use
    return ring


def _key_of(entry: dict[str, Any]) -> IssuerKey:
    _only(entry, {"kid", "nbf", "not_after", "pub", "use"})
    (use,) = _list(entry["use"])
    public_key = base64.b64decode(entry["pub"] + "=", altchars=b"-_", validate=True)
    nbf, not_after = _count(entry["nbf"]), _count(entry["not_after"])
    if len(public_key) != PUBLIC_KEY_BYTES or nbf > not_after:
        raise ValueError("a key that can never be used")
    return IssuerKey(_key_id(entry["kid"]), public_key, KeyUse(use), nbf, not_after)


def _revoked_of(entry: dict[str, Any]) -> bytes:
    _only(entry, {"at", "kid"})
    _count(entry["at"])
    return _key_id(entry["kid"])


def _key_id(text: str) -> bytes:
    if not _KEY_ID.fullmatch(text):
        raise ValueError("no key id")
    return bytes.fromhex(text)


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("no list")
    return value


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value <= _LATEST:
        raise TypeError("no count")
    return value


def _only(entry: dict[str, Any], names: set[str]) -> None:
    """Refuse fields of a newer ring: what they would have limited is not known here."""
    if set(entry) != names:
        raise ValueError("other fields")
