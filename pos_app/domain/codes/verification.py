"""Verifies PM1 codes offline, in the order of ``tokens-and-journal.md`` section 4, steps 1 to 8.

Nothing of a payload is looked at before its signature holds. What follows is not decided here: a
code seen before (``replay_key``), whose handle it is, and what the sale lets it do.
"""

from dataclasses import dataclass, replace
from typing import Final

from pos_app.domain.barcode.iso_codes import CURRENCIES
from pos_app.domain.codes.container import DeviceSigned, Signed, unpack
from pos_app.domain.codes.key_ring import KeyRing, Moment
from pos_app.domain.codes.payloads import (
    Credential,
    DeviceMemberCode,
    MemberCode,
    Voucher,
    read_payload,
)
from pos_app.domain.codes.signatures import is_signed_by
from pos_app.errors import Refusal

_MS: Final = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a voucher would be spent: the store's number at the issuer and the till's currency.

    A till without a number takes only vouchers that are good in every store.
    """

    store_number: int | None
    currency: str


def verify(
    text: str, ring: KeyRing, moment: Moment, place: Place
) -> MemberCode | DeviceMemberCode | Voucher:
    """Find out what a code is worth believing.

    Refuses, first reason wins: PM1_TOO_LONG, PM1_WRONG_CHARACTERS, PM1_CUT_SHORT, PM1_RE_ENCODED,
    PM1_WRONG_SHAPE, PM1_UNKNOWN_KEY, PM1_REVOKED_KEY, PM1_KEY_EXPIRED, PM1_BAD_SIGNATURE,
    PM1_WRONG_CONTENT, PM1_TYPE_UNKNOWN, PM1_KIND_UNKNOWN, PM1_WRONG_USE, PM1_WRONG_CURRENCY,
    PM1_CLOCK_UNSURE (vouchers), PM1_NOT_YET, PM1_EXPIRED, PM1_WRONG_STORE.

    With an unsure clock a member code identifies all the same, and says so: the cloud, where it can
    be asked, or the sale has to leave it at that.
    """
    token = unpack(text)
    issued = token if isinstance(token, Signed) else token.credential
    key = ring.get(issued.key_id, moment)
    key.check(issued.signature, issued.signed)
    said = read_payload(issued.payload, issued.key_id)
    if key.use is not said.type.use:
        raise Refusal("PM1_WRONG_USE", kid=issued.key_id.hex(), type=said.type.value)
    match token, said:
        case Signed(), MemberCode():
            return _in_its_window(said, moment)
        case Signed(), Voucher():
            return _usable(said, moment, place)
        case DeviceSigned(), Credential():
            return _in_its_window(_device_code(token, said), moment)
        case _:  # a credential by itself, which can be copied, or a code where one belongs
            raise Refusal("PM1_WRONG_CONTENT", kid=issued.key_id.hex(), type=said.type.value)


def _device_code(token: DeviceSigned, said: Credential) -> DeviceMemberCode:
    if not is_signed_by(said.device_key, token.signature, token.signed):
        raise Refusal("PM1_BAD_SIGNATURE", kid=said.key_id.hex())
    return DeviceMemberCode(said.key_id, said.handle, said.iat, said.ttl, token.at)


def _in_its_window(
    code: MemberCode | DeviceMemberCode, moment: Moment
) -> MemberCode | DeviceMemberCode:
    if not moment.is_clock_sure:
        return replace(code, is_time_checked=False)
    first, last = code.window
    shown_at = code.iat if isinstance(code, MemberCode) else code.at
    if not first * _MS <= moment.trusted_ms <= last * _MS:
        is_early = moment.trusted_ms < first * _MS
        raise _out_of_time(code, shown_at, moment, is_early=is_early)
    return code


def _usable(voucher: Voucher, moment: Moment, place: Place) -> Voucher:
    kid, kind = voucher.key_id.hex(), voucher.type.value
    if CURRENCIES.get(f"{voucher.currency:03}") != place.currency:
        raise Refusal("PM1_WRONG_CURRENCY", kid=kid, type=kind)
    if not moment.is_clock_sure:
        raise Refusal("PM1_CLOCK_UNSURE", kid=kid, type=kind)
    is_early = moment.trusted_ms < voucher.nbf * _MS
    if is_early or moment.trusted_ms >= voucher.exp * _MS:
        raise _out_of_time(voucher, voucher.nbf, moment, is_early=is_early)
    if voucher.stores is not None and place.store_number not in voucher.stores:
        raise Refusal("PM1_WRONG_STORE", kid=kid, type=kind)
    return voucher


def _out_of_time(
    code: MemberCode | DeviceMemberCode | Voucher, since: int, moment: Moment, *, is_early: bool
) -> Refusal:
    return Refusal(
        "PM1_NOT_YET" if is_early else "PM1_EXPIRED",
        kid=code.key_id.hex(),
        type=code.type.value,
        age_s=moment.trusted_ms // _MS - since,
    )
