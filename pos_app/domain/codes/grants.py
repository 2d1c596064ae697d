"""Limits that the cloud signed for this till: how much may be given away without asking it.

What a grant allows is read by whoever spends it; here it is only made sure whose word it is.
"""

from typing import Any, Final

from pos_app.domain.codes.key_ring import KeyRing, KeyUse, Moment
from pos_app.domain.codes.signatures import SIGNATURE_BYTES, read_canonical
from pos_app.errors import Refusal

GRANT_PURPOSE: Final = b"RPGR"


def read_grant(content: bytes, key_id: bytes, ring: KeyRing, moment: Moment) -> dict[str, Any]:
    """Read a grant as it was delivered, with the id of the key that signed it.

    Refuses: PM1_REVOKED_KEY, PM1_UNKNOWN_KEY, PM1_KEY_EXPIRED, PM1_WRONG_USE, PM1_BAD_SIGNATURE,
    GRANT_UNREADABLE.
    """
    key = ring.get(key_id, moment)
    if key.use is not KeyUse.GRANT:
        raise Refusal("PM1_WRONG_USE", kid=key_id.hex())
    key.check(content[:SIGNATURE_BYTES], GRANT_PURPOSE + content[SIGNATURE_BYTES:])
    try:
        return read_canonical(content)
    except ValueError as error:
        raise Refusal("GRANT_UNREADABLE") from error
