"""An issuer for tests, writing CBOR by hand: a second encoder beside the product's.

Keys are those of RFC 8032 section 7.1. Everything can be made wrongly on purpose.
"""

import base64
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos_app.domain.codes.key_ring import IssuerKey, KeyRing, KeyUse, Moment
from pos_app.domain.codes.payloads import DeviceMemberCode, MemberCode, Voucher
from pos_app.domain.codes.verification import Place, verify

IAT = 1_795_262_400
NEVER = 2**33
HANDLE = bytes(range(1, 9))
NONCE = bytes.fromhex("a1b2c3d4")
VOUCHER_ID = bytes(range(16, 28))
HERE = Place(101, "CNY")


@dataclass(frozen=True)
class Signer:
    """A private key with the name the ring gives it."""

    seed: bytes
    kid: bytes
    use: KeyUse

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def public(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)

    def listed(self, nbf: int = 0, not_after: int = NEVER) -> IssuerKey:
        return IssuerKey(self.kid, self.public, self.use, nbf, not_after)


MEMBER = Signer(
    bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"),
    b"\x01",
    KeyUse.MEMBER,
)
VOUCHER = Signer(
    bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"),
    b"\x41",
    KeyUse.VOUCHER,
)
CREDENTIAL = Signer(
    bytes.fromhex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"),
    b"\x21\x07",
    KeyUse.CREDENTIAL,
)
DEVICE = Signer(bytes(range(32)), b"", KeyUse.CREDENTIAL)
OTHER = Signer(bytes(32), b"\x01", KeyUse.MEMBER)
RING = KeyRing(
    12, IAT, (MEMBER.listed(), VOUCHER.listed(), CREDENTIAL.listed()), frozenset({b"\x07"})
)


def read(
    text: str, at_s: int = IAT, ring: KeyRing = RING
) -> MemberCode | DeviceMemberCode | Voucher:
    return verify(text, ring, Moment(at_s * 1000), HERE)


# ---- CBOR by hand


def head(kind: int, count: int) -> bytes:
    if count < 24:
        return bytes([kind << 5 | count])
    width = next(width for width in (1, 2, 4, 8) if count < 1 << 8 * width)
    return bytes([kind << 5 | 23 + width.bit_length()]) + count.to_bytes(width, "big")


def uint(value: int) -> bytes:
    return head(0, value)


def bstr(data: bytes) -> bytes:
    return head(2, len(data)) + data


def array(*entries: bytes) -> bytes:
    return head(4, len(entries)) + b"".join(entries)


NULL, EMPTY = b"\xf6", b"\xa0"


def member(
    iat: int = IAT, ttl: int = 60, handle: bytes = HANDLE, nonce: bytes = NONCE, kind: int = 1
) -> bytes:
    return array(uint(kind), bstr(handle), uint(iat), uint(ttl), bstr(nonce))


def credential(iat: int = IAT, ttl: int = 604_800, device: Signer = DEVICE) -> bytes:
    return array(uint(2), bstr(HANDLE), uint(iat), uint(ttl), bstr(device.public))


VOUCHER_FIELDS = {
    "type": uint(3),
    "voucher_id": bstr(VOUCHER_ID),
    "campaign": uint(40213),
    "kind": uint(1),
    "value": uint(2000),
    "currency": uint(156),
    "min_spend": uint(10000),
    "nbf": uint(IAT),
    "exp": uint(IAT + 30 * 86400),
    "stores": array(uint(101), uint(102)),
    "bind": NULL,
    "max_uses": uint(1),
}


def voucher(**changed: bytes) -> bytes:
    return array(*(VOUCHER_FIELDS | changed).values())


# ---- COSE by hand


def protected(kid: bytes) -> bytes:
    return b"\xa2\x01\x27\x04" + bstr(kid)


def to_be_signed(header: bytes, payload: bytes, aad: bytes = b"PM1") -> bytes:
    return array(b"\x6aSignature1", bstr(header), bstr(aad), bstr(payload))


def cose(payload: bytes, signer: Signer, header: bytes | None = None) -> bytes:
    chosen = protected(signer.kid) if header is None else header
    signature = signer.sign(to_be_signed(chosen, payload))
    return array(bstr(chosen), EMPTY, bstr(payload), bstr(signature))


def device_token(
    said: bytes, at: int, signer: Signer = CREDENTIAL, device: Signer = DEVICE
) -> bytes:
    signed = cose(said, signer)
    signature = device.sign(array(b"\x67PM1-dev", bstr(signed), uint(at)))
    return array(bstr(signed), uint(at), bstr(signature))


def text_of(token: bytes) -> str:
    return "PM1" + base64.b32encode(token).decode("ascii").rstrip("=")


def member_text(**changed: int) -> str:
    return text_of(cose(member(**changed), MEMBER))


def voucher_text(**changed: bytes) -> str:
    return text_of(cose(voucher(**changed), VOUCHER))


def device_text(at: int = IAT, iat: int = IAT, ttl: int = 604_800) -> str:
    return text_of(device_token(credential(iat, ttl), at))
