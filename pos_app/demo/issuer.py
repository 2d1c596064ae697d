"""The demo store's issuer: key ring, day handles, member codes, vouchers and grants.

Makes values and keeps nothing: whoever calls brings them to the till, as the cloud would. Here and
not in the domain, because a till can only ever check.
"""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from pos_app.demo.issuer_keys import KEY_IDS, IssuerKeys, public_of, sign
from pos_app.domain.codes import container, payloads
from pos_app.domain.codes.container import Signed
from pos_app.domain.codes.grants import GRANT_PURPOSE
from pos_app.domain.codes.key_ring import RING_PURPOSE, KeyUse
from pos_app.domain.codes.payloads import Credential, Voucher
from pos_app.domain.codes.signatures import write_canonical

GRANT_KEY_ID: Final = KEY_IDS[KeyUse.GRANT]
VOUCHER_KEY_ID: Final = KEY_IDS[KeyUse.VOUCHER]
CREDENTIAL_LIFE_S: Final = 604_800
_RING_VERSION: Final = 1
_DAY_S: Final = 86_400
_GOOD_FOR_S: Final = 3_652 * _DAY_S


@dataclass(frozen=True, slots=True)
class DemoIssuer:
    """Signs for one demo store."""

    keys: IssuerKeys

    def key_ring(self) -> bytes:
        """Give the signed ring as it is delivered; the same bytes every time."""
        nbf = self.keys.made_s - _DAY_S  # the till's clock may be behind the maker's
        ring = {
            "issued": self.keys.made_s,
            "keys": [
                {
                    "kid": key_id.hex(),
                    "nbf": nbf,
                    "not_after": nbf + _GOOD_FOR_S,
                    "pub": _base64url(public_of(self.keys.signing[use])),
                    "use": [use.value],
                }
                for use, key_id in KEY_IDS.items()
            ],
            "revoked": [],
            "v": _RING_VERSION,
        }
        text = write_canonical(ring)
        return sign(self.keys.roots[0], RING_PURPOSE + text) + text

    def handles(
        self, members: Iterable[bytes], days: Iterable[int]
    ) -> dict[int, list[tuple[bytes, bytes]]]:
        """Give the segment of each day: handle and member id, by handle."""
        known = list(members)
        return {
            day: sorted((self.keys.handle(member, day), member) for member in known) for day in days
        }

    def member_code(self, member_id: bytes, iat: int, ttl: int, nonce: bytes) -> str:
        """Mint a rotating member code. ``iat`` in Unix seconds, ``nonce`` 4 random bytes."""
        handle = self.keys.handle(member_id, iat // _DAY_S)
        payload = payloads.write_member(handle, iat, ttl, nonce)
        return container.pack(self._signed(KeyUse.MEMBER, payload))

    def device_code(self, member_id: bytes, credential_iat: int, at: int) -> str:
        """Mint a code as a phone without network does, from the credential it was given."""
        device = self.keys.device_seed(member_id)
        handle = self.keys.handle(member_id, credential_iat // _DAY_S)
        key_id = KEY_IDS[KeyUse.CREDENTIAL]
        said = Credential(key_id, handle, credential_iat, CREDENTIAL_LIFE_S, public_of(device))
        credential = self._signed(KeyUse.CREDENTIAL, payloads.write_credential(said))
        signature = sign(device, container.device_signed_bytes(credential, at))
        return container.pack(container.join_device(credential, at, signature))

    def voucher(self, voucher: Voucher) -> str:
        """Mint a voucher; whatever key id it names, the issuer's own signs it."""
        return container.pack(self._signed(KeyUse.VOUCHER, payloads.write_voucher(voucher)))

    def grant(self, fields: dict[str, Any]) -> bytes:
        """Sign a limit for a till, to be delivered with ``GRANT_KEY_ID``."""
        text = write_canonical(fields)
        return self.keys.sign(KeyUse.GRANT, GRANT_PURPOSE + text) + text

    def points_allowance(
        self, terminal_id: bytes, member_id: bytes, grant_no: int, max_points: int, expires_ms: int
    ) -> bytes:
        """Sign leave for one till to spend so many of a member's points without asking."""
        return self.grant(
            {
                "expires_ms": expires_ms,
                "grant_no": grant_no,
                "kind": "points",
                "max_points": max_points,
                "member": member_id.hex(),
                "terminal": terminal_id.hex(),
            }
        )

    def right(
        self, terminal_id: bytes, campaign: int, grant_no: int, uses: int, expires_ms: int
    ) -> bytes:
        """Sign leave for one till to take so many coupons of a campaign without asking."""
        return self.grant(
            {
                "amount": uses,
                "campaign": campaign,
                "expires_ms": expires_ms,
                "grant_no": grant_no,
                "kind": "right",
                "terminal": terminal_id.hex(),
            }
        )

    def _signed(self, use: KeyUse, payload: bytes) -> bytes:
        key_id = KEY_IDS[use]
        signature = self.keys.sign(use, container.signed_bytes(key_id, payload))
        return container.join(Signed(key_id, payload, signature))


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")
