"""The wrapping of a PM1 code: text, base32, and the two arrays that may stand in it.

Reads the form alone (steps 1 to 4 of the verification order); what the parts say is trusted only
after ``verification`` has found the signature good. Writing is here too, so that both directions
stand side by side; terminals write nothing, for they hold no private key.
"""

import base64
import re
from dataclasses import dataclass
from typing import Final

from pos_app.domain.codes import cbor
from pos_app.domain.codes.signatures import SIGNATURE_BYTES
from pos_app.errors import Refusal

LONGEST_TEXT: Final = 700
KEY_ID_BYTES: Final = (1, 2)
_BEGINNING: Final = "PM1"
_LETTERS = re.compile(r"PM1[A-Z2-7]+")
_GROUP: Final = 8
_LENGTHS_OF_LAST_GROUP: Final = (0, 2, 4, 5, 7)
"""What whole bytes come to in letters; any other number of them is no base32."""

_CONTEXT: Final = "Signature1"
_AAD: Final = b"PM1"
_DEVICE_CONTEXT: Final = "PM1-dev"
_EDDSA: Final = b"\x01\x27\x04"  # 1: -8, then label 4
_SIGNED, _DEVICE_SIGNED = 0x84, 0x83
_LATEST: Final = 2**32 - 1


@dataclass(frozen=True, slots=True, repr=False)
class Signed:
    """A COSE_Sign1 message taken apart. No ``repr``: it is the code itself."""

    key_id: bytes
    payload: bytes
    signature: bytes

    @property
    def signed(self) -> bytes:
        """The bytes that the issuer signed."""
        return signed_bytes(self.key_id, self.payload)


@dataclass(frozen=True, slots=True, repr=False)
class DeviceSigned:
    """A credential of the issuer and what the member's own device signed with it."""

    credential: Signed
    credential_bytes: bytes
    at: int
    """Unix seconds, by the device's clock."""
    signature: bytes

    @property
    def signed(self) -> bytes:
        """The bytes that the device signed."""
        return device_signed_bytes(self.credential_bytes, self.at)


def unpack(text: str) -> Signed | DeviceSigned:
    """Take a code apart, letters in either case.

    Refuses: PM1_TOO_LONG, PM1_WRONG_CHARACTERS, PM1_CUT_SHORT, PM1_RE_ENCODED, PM1_WRONG_SHAPE.
    """
    token = _token_of(text)
    if token[0] not in (_SIGNED, _DEVICE_SIGNED):
        raise Refusal("PM1_WRONG_SHAPE")
    parts = cbor.read(token)
    return _signed(parts) if token[0] == _SIGNED else _device_signed(parts)


def pack(token: bytes) -> str:
    """Write a token as the text of its QR code."""
    return _BEGINNING + _letters_of(token)


def signed_bytes(key_id: bytes, payload: bytes) -> bytes:
    """Give what an issuer's key signs (RFC 9052 section 4.4)."""
    return cbor.write([_CONTEXT, _protected(key_id), _AAD, payload])


def device_signed_bytes(credential: bytes, at: int) -> bytes:
    """Give what a member's device signs."""
    return cbor.write([_DEVICE_CONTEXT, credential, at])


def join(signed: Signed) -> bytes:
    """Put a COSE_Sign1 message together."""
    return cbor.write([_protected(signed.key_id), {}, signed.payload, signed.signature])


def join_device(credential: bytes, at: int, signature: bytes) -> bytes:
    """Put the code of a member's device together."""
    return cbor.write([credential, at, signature])


def _token_of(text: str) -> bytes:
    if len(text) > LONGEST_TEXT:
        raise Refusal("PM1_TOO_LONG", length=len(text), longest=LONGEST_TEXT)
    plain = text.upper() if text.isascii() else ""  # other alphabets have letters that become ours
    if not _LETTERS.fullmatch(plain):
        raise Refusal("PM1_WRONG_CHARACTERS")
    letters = plain.removeprefix(_BEGINNING)
    if len(letters) % _GROUP not in _LENGTHS_OF_LAST_GROUP:
        raise Refusal("PM1_CUT_SHORT")
    token = base64.b32decode(letters + "=" * (-len(letters) % _GROUP))
    if _letters_of(token) != letters:
        raise Refusal("PM1_CUT_SHORT" if cbor.ends_early(token) else "PM1_RE_ENCODED")
    return token


def _letters_of(token: bytes) -> str:
    return base64.b32encode(token).decode("ascii").rstrip("=")


def _protected(key_id: bytes) -> bytes:
    """Write the protected header {1: -8 (EdDSA), 4: key id}."""
    return b"\xa2" + _EDDSA + bytes([0x40 + len(key_id)]) + key_id


def _signed(parts: object) -> Signed:
    match parts:
        case [bytes(protected), dict(unprotected), bytes(payload), bytes(signature)]:
            key_id = protected[len(_protected(b"")) :]
            is_exact = (
                len(key_id) in KEY_ID_BYTES
                and protected == _protected(key_id)
                and not unprotected
                and len(signature) == SIGNATURE_BYTES
            )
            if is_exact:
                return Signed(key_id, payload, signature)
        case _:
            pass
    raise Refusal("PM1_WRONG_SHAPE")


def _device_signed(parts: object) -> DeviceSigned:
    match parts:
        case [bytes(credential), int(at), bytes(signature)] if not isinstance(at, bool):
            if len(signature) == SIGNATURE_BYTES and 0 <= at <= _LATEST:
                return DeviceSigned(_signed(cbor.read(credential)), credential, at, signature)
        case _:
            pass
    raise Refusal("PM1_WRONG_SHAPE")
