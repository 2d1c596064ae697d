"""What PM1 codes say, once their signature holds: every field in its range, nothing beside it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import ClassVar, Final

from pos_app.domain.codes import cbor
from pos_app.domain.codes.key_ring import KeyUse
from pos_app.domain.codes.signatures import PUBLIC_KEY_BYTES
from pos_app.errors import Refusal

HANDLE_BYTES: Final = 8
NONCE_BYTES: Final = 4
VOUCHER_ID_BYTES: Final = 12
MEMBER_ID_BYTES: Final = 16
BIND_BYTES: Final = 8
LIFE_S: Final = range(15, 61)
CREDENTIAL_LIFE_S: Final = range(1, 604_801)

_DAY_S: Final = 86_400
_U32: Final = range(2**32)
_MINOR: Final = range(2**31)
_BASIS_POINTS: Final = range(1, 10_001)
_CURRENCY: Final = range(1, 1000)
_USES: Final = range(1, 256)
_STORES: Final = range(1, 5)
_LONGEST_VALID_S: Final = 400 * _DAY_S
_SKEW_S: Final = 30
_DEVICE_LIFE_S: Final = 60


class CodeType(IntEnum):
    """The first entry of every payload."""

    MEMBER = 1
    CREDENTIAL = 2
    VOUCHER = 3

    @property
    def use(self) -> KeyUse:
        """The only use of a key that may sign it."""
        return _USE[self]


_USE: Final = {
    CodeType.MEMBER: KeyUse.MEMBER,
    CodeType.CREDENTIAL: KeyUse.CREDENTIAL,
    CodeType.VOUCHER: KeyUse.VOUCHER,
}


class VoucherKind(IntEnum):
    """What a voucher gives; ``value`` counts basis points for PERCENT_OFF, else minor units."""

    AMOUNT_OFF = 1
    PERCENT_OFF = 2
    FIXED_PRICE = 3
    FREE_ITEM = 4


@dataclass(frozen=True, slots=True)
class MemberCode:
    """A member's rotating code. ``handle`` is the member's pseudonym for ``day`` alone (UTC)."""

    type: ClassVar[CodeType] = CodeType.MEMBER
    key_id: bytes
    handle: bytes
    iat: int
    ttl: int
    nonce: bytes = field(repr=False)
    is_time_checked: bool = True
    """Whether the window was judged. If not, the code identifies and nothing may be spent on it."""

    @property
    def day(self) -> int:
        """Days since 1970 that the handle belongs to."""
        return self.iat // _DAY_S

    @property
    def window(self) -> tuple[int, int]:
        """The first and last second in which it is taken, clocks being a little apart."""
        return self.iat - _SKEW_S, self.iat + self.ttl + _SKEW_S


@dataclass(frozen=True, slots=True)
class DeviceMemberCode:
    """A code that the member's own phone signed at ``at``, with a credential made at ``iat``."""

    type: ClassVar[CodeType] = CodeType.CREDENTIAL
    key_id: bytes
    handle: bytes
    iat: int
    ttl: int
    at: int
    is_time_checked: bool = True
    """As in MemberCode."""

    @property
    def day(self) -> int:
        """Days since 1970 that the handle belongs to: the credential's, not today's."""
        return self.iat // _DAY_S

    @property
    def window(self) -> tuple[int, int]:
        """The first and last second in which it is taken: of the code, inside the credential."""
        first = max(self.at, self.iat) - _SKEW_S
        return first, min(self.at + _DEVICE_LIFE_S, self.iat + self.ttl) + _SKEW_S


@dataclass(frozen=True, slots=True)
class Voucher:
    """A signed coupon. It says what it is worth; its campaign says how it may be spent."""

    type: ClassVar[CodeType] = CodeType.VOUCHER
    key_id: bytes
    voucher_id: bytes
    campaign: int
    kind: VoucherKind
    value: int
    currency: int
    """ISO 4217 in digits: 156 is CNY."""
    min_spend_minor: int
    nbf: int
    exp: int
    """Good while ``nbf <= t < exp``."""
    stores: tuple[int, ...] | None
    """None for every store of the tenant."""
    bind: bytes | None
    """``bind_of`` the one member who may use it; None for whoever shows it."""
    max_uses: int


@dataclass(frozen=True, slots=True)
class Credential:
    """What the issuer says of a member's device, before the device has said anything."""

    type: ClassVar[CodeType] = CodeType.CREDENTIAL
    key_id: bytes
    handle: bytes
    iat: int
    ttl: int
    device_key: bytes


def bind_of(voucher_id: bytes, member_id: bytes) -> bytes:
    """Give the mark that ties a voucher to a member without naming them."""
    assert len(voucher_id) == VOUCHER_ID_BYTES
    assert len(member_id) == MEMBER_ID_BYTES
    return hashlib.sha256(b"PM1-bind" + voucher_id + member_id).digest()[:BIND_BYTES]


def replay_key(code: MemberCode | DeviceMemberCode | Voucher) -> bytes:
    """Give what makes a code the same code, however it is written: type and fields, never a token.

    A member code is spent by the transaction that takes it; a voucher by the sale that commits it.
    """
    match code:
        case MemberCode():
            return b"\x01" + code.handle + code.iat.to_bytes(4, "big") + code.nonce
        case DeviceMemberCode():
            return b"\x02" + code.handle + code.at.to_bytes(4, "big")
        case Voucher():
            return b"\x03" + code.voucher_id


def write_member(handle: bytes, iat: int, ttl: int, nonce: bytes) -> bytes:
    """Write the payload of a member code."""
    return cbor.write([CodeType.MEMBER.value, handle, iat, ttl, nonce])


def write_credential(credential: Credential) -> bytes:
    """Write the payload of a device's credential."""
    return cbor.write(
        [
            CodeType.CREDENTIAL.value,
            credential.handle,
            credential.iat,
            credential.ttl,
            credential.device_key,
        ]
    )


def write_voucher(voucher: Voucher) -> bytes:
    """Write the payload of a voucher; its key id is no part of it."""
    return cbor.write(
        [
            CodeType.VOUCHER.value,
            voucher.voucher_id,
            voucher.campaign,
            voucher.kind.value,
            voucher.value,
            voucher.currency,
            voucher.min_spend_minor,
            voucher.nbf,
            voucher.exp,
            None if voucher.stores is None else list(voucher.stores),
            voucher.bind,
            voucher.max_uses,
        ]
    )


def read_payload(payload: bytes, key_id: bytes) -> MemberCode | Credential | Voucher:
    """Read a payload whose signature holds.

    Refuses: PM1_RE_ENCODED, PM1_CUT_SHORT, PM1_WRONG_CONTENT, PM1_TYPE_UNKNOWN, PM1_KIND_UNKNOWN.
    """
    entries = cbor.read(payload)
    kid = key_id.hex()
    if not isinstance(entries, list) or not entries or type(entries[0]) is not int:
        raise Refusal("PM1_WRONG_CONTENT", kid=kid, type=0)
    found, *fields = entries
    readers = {
        CodeType.MEMBER: _member_of,
        CodeType.CREDENTIAL: _credential_of,
        CodeType.VOUCHER: _voucher_of,
    }
    if found not in readers:
        raise Refusal("PM1_TYPE_UNKNOWN", kid=kid, type=found)
    code = readers[CodeType(found)](fields, key_id)
    if code is None:
        raise Refusal("PM1_WRONG_CONTENT", kid=kid, type=found)
    return code


def _member_of(fields: Sequence[object], key_id: bytes) -> MemberCode | None:
    match fields:
        case [bytes(handle), int(iat), int(ttl), bytes(nonce)]:
            is_right = (
                len(handle) == HANDLE_BYTES
                and len(nonce) == NONCE_BYTES
                and _are_in((iat, _U32), (ttl, LIFE_S))
            )
            return MemberCode(key_id, handle, iat, ttl, nonce) if is_right else None
        case _:
            return None


def _credential_of(fields: Sequence[object], key_id: bytes) -> Credential | None:
    match fields:
        case [bytes(handle), int(iat), int(ttl), bytes(device_key)]:
            is_right = (
                len(handle) == HANDLE_BYTES
                and len(device_key) == PUBLIC_KEY_BYTES
                and _are_in((iat, _U32), (ttl, CREDENTIAL_LIFE_S))
            )
            return Credential(key_id, handle, iat, ttl, device_key) if is_right else None
        case _:
            return None


def _voucher_of(fields: Sequence[object], key_id: bytes) -> Voucher | None:
    match fields:
        case [
            bytes(voucher_id), int(campaign), int(kind), int(value), int(currency), int(min_spend),
            int(nbf), int(exp), None | list() as stores, None | bytes() as bind, int(max_uses),
        ]:  # fmt: skip
            is_right = (
                len(voucher_id) == VOUCHER_ID_BYTES
                and (bind is None or len(bind) == BIND_BYTES)
                and (stores is None or _is_list_of_stores(stores))
                and _are_in((campaign, _U32), (kind, _U32), (value, _MINOR), (currency, _CURRENCY))
                and _are_in((min_spend, _MINOR), (nbf, _U32), (exp, _U32), (max_uses, _USES))
                and 0 < exp - nbf <= _LONGEST_VALID_S
            )
            if not is_right:
                return None
            known = _kind_of(kind, key_id)
            if known is VoucherKind.PERCENT_OFF and value not in _BASIS_POINTS:
                return None
            return Voucher(
                key_id, voucher_id, campaign, known, value, currency, min_spend, nbf, exp,
                None if stores is None else tuple(stores), bind, max_uses,
            )  # fmt: skip
        case _:
            return None


def _kind_of(kind: int, key_id: bytes) -> VoucherKind:
    """Know the kind or refuse: guessing what a newer one gives would be giving it."""
    try:
        return VoucherKind(kind)
    except ValueError:
        raise Refusal(
            "PM1_KIND_UNKNOWN", kid=key_id.hex(), type=CodeType.VOUCHER.value, kind=kind
        ) from None


def _is_list_of_stores(stores: list[object]) -> bool:
    is_short = len(stores) in _STORES and _are_in(*((store, _U32) for store in stores))
    return is_short and stores == sorted(set(stores), key=_as_number)


def _as_number(store: object) -> int:
    assert isinstance(store, int)
    return store


def _are_in(*values: tuple[object, range]) -> bool:
    """Ask for whole numbers in their ranges; true and false are none."""
    return all(type(value) is int and value in allowed for value, allowed in values)
