"""Keyed hashes that stand for a phone number and a member; the key is in no database.

Who holds the pepper can try every phone number: these are pseudonyms, not anonymity.
"""

import hmac
from typing import Final

from pos_app.domain.member import MemberId

_MEMBER_KEY_BYTES: Final = 16


class Pseudonyms:
    """Makes them with the phone pepper of this store."""

    def __init__(self, pepper: bytes) -> None:
        self._pepper = pepper

    def phone_key(self, e164: str) -> bytes:
        """Give what a phone number is looked up by: the same on every till of the store."""
        return hmac.digest(self._pepper, e164.encode("ascii"), "sha256")

    def member_key(self, member: MemberId) -> bytes:
        """Give this till's lasting name of a member. Never in the journal, never sent."""
        return hmac.digest(self._pepper, member, "sha256")[:_MEMBER_KEY_BYTES]
