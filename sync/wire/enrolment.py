"""How a till becomes a terminal of a store: a one-time code and a key it made itself.

sync.md section 18, security-and-privacy.md section 8. The request is signed with the new key; the
channel is empty and the counter 0.
"""

import hashlib
from typing import Literal

import msgspec

from sync.wire.exchange import EpochStart


class EnrolRequest(msgspec.Struct, frozen=True):
    """``terminal``: 16 bytes, made by the till. ``start``: of the epoch it goes on in.

    Sent again it gets the same answer.
    """

    code: str
    terminal: bytes
    workstation: str
    machine_mark: str
    app: str
    start: EpochStart


class EnrolAnswer(msgspec.Struct, frozen=True):
    """``fingerprint``: six digits of both keys, compared by people on both screens.

    ``state`` stays pending until an administrator has confirmed it, where the code asks for that.
    ``phone_pepper``: the store group's, under which reference.Member's ``phone`` is hashed; worth
    nothing without the members' rows, which no pending till reads.
    """

    state: Literal["active", "pending"]
    fingerprint: str
    tenant: str
    store: str
    anchor_key: bytes
    issuer_roots: tuple[bytes, ...]
    sealing_key: bytes
    feeds: tuple[str, ...]
    server_gen: int
    server_time_ms: int
    phone_pepper: bytes = b""


class RecoveryEnvelope(msgspec.Struct, frozen=True):
    """The till's database keys, sealed to the tenant's recovery key; opened by two people only."""

    sealed: bytes


class KeyChange(msgspec.Struct, frozen=True):
    """A new key for the same terminal, signed by one that is active.

    ``proof``: the new key's signature of ``key_change_message``. ``ends_others``: once an epoch
    begins with it; naming the signing key itself ends every other one.
    """

    public_key: bytes
    proof: bytes
    ends_others: bool = False


def key_change_message(terminal_id: bytes, signing_key: bytes, new_key: bytes) -> bytes:
    """Give what the new key signs to show that somebody holds it."""
    return b"RPKC" + terminal_id + signing_key + new_key


def fingerprint(terminal_key: bytes, server_key: bytes) -> str:
    """Give the six digits that both screens show."""
    digest = hashlib.sha256(b"RPEN" + terminal_key + server_key).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06d}"
