"""Keyed hashes that stand for a phone number and a member; the keys lie open in no database.

Who holds a pepper can try every phone number: these are pseudonyms, not anonymity.
"""

import hmac
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pos_app.domain.member import MemberId

_MEMBER_KEY_BYTES: Final = 16
_PEPPER_BYTES: Final = 32
_NONCE_BYTES: Final = 12


class Pseudonyms:
    """Makes them with the phone pepper of this store, and for look-ups with its group's as well.

    The store's own is what this till writes by, for good; the group's came from the cloud with the
    enrolment and is what the cloud's rows go by.
    """

    def __init__(self, pepper: bytes) -> None:
        self._pepper = pepper
        self._group = b""

    def phone_key(self, e164: str) -> bytes:
        """Give what a phone number is written down by: the same on every till of the store."""
        return hmac.digest(self._pepper, e164.encode("ascii"), "sha256")

    def phone_keys(self, e164: str) -> tuple[bytes, ...]:
        """Give all that a phone number is looked up by, the group's first."""
        peppers = (self._group, self._pepper) if self._group else (self._pepper,)
        return tuple(hmac.digest(pepper, e164.encode("ascii"), "sha256") for pepper in peppers)

    def member_key(self, member: MemberId) -> bytes:
        """Give this till's lasting name of a member. Never in the journal, never sent."""
        return hmac.digest(self._pepper, member, "sha256")[:_MEMBER_KEY_BYTES]

    def shared_key(self, member: MemberId) -> bytes:
        """Give the name of a member by which the tills of a store group count them together.

        Nothing without the group's pepper. It stands in day sheets, which leave the till: whoever
        has neither the pepper nor the member's id cannot tell whose it is. With an erased member
        the id is gone from every till's directory and the way to a person with it.
        """
        if not self._group:
            return b""
        return hmac.digest(self._group, b"sheet" + member, "sha256")[:_MEMBER_KEY_BYTES]

    @property
    def group_mark(self) -> bytes:
        """Tell one group's names from another's; nothing without a group's pepper."""
        return hmac.digest(self._group, b"RPGM", "sha256")[:8] if self._group else b""

    def use_group(self, pepper: bytes) -> None:
        """Look up by the group's pepper too."""
        self._group = pepper

    def seal(self, pepper: bytes) -> bytes:
        """Seal the group's pepper, so that only whoever has the key file can read it.

        The nonce comes from what is sealed: another pepper never has the same one.
        """
        nonce = hmac.digest(self._sealing_key(), pepper, "sha256")[:_NONCE_BYTES]
        return nonce + AESGCM(self._sealing_key()).encrypt(nonce, pepper, None)

    def unseal(self, sealed: bytes) -> bytes:
        """Open what ``seal`` gave; nothing for what another key file has sealed, or for none."""
        nonce, content = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            pepper = AESGCM(self._sealing_key()).decrypt(nonce, content, None)
        except (InvalidTag, ValueError):
            return b""
        return pepper if len(pepper) == _PEPPER_BYTES else b""

    def _sealing_key(self) -> bytes:
        return hmac.digest(self._pepper, b"RPGP", "sha256")
