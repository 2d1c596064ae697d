"""The invitation to join: a web address that says whose till it came from, signed by that till.

    text   = address ?c=CAMPAIGN&d=DAY&o=OPERATOR&s=STORE&t=TILL&g=SIGNATURE
    signed = "RPJN" | everything after the question mark and before "&g="
    g      = Ed25519 by the terminal's key, base64url without padding

The cloud credits whoever joins by it to store, till, operator and campaign. There is nothing in it
of the customer. The signature keeps a person from crediting themselves with somebody else's work.
"""

import base64
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

PURPOSE: Final = b"RPJN"
CAMPAIGN: Final = re.compile(r"[A-Za-z0-9_.-]{1,16}")
ADDRESS: Final = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]*)?")
LONGEST_ADDRESS: Final = 80


@dataclass(frozen=True, slots=True)
class JoinPolicy:
    """Where people join, and which campaign a till invites them for; no address, no invitation."""

    address: str = ""
    campaign: str = "till"

    def __post_init__(self) -> None:
        """Raise ValueError for what cannot be printed or signed as it stands."""
        is_address = len(self.address) <= LONGEST_ADDRESS and ADDRESS.fullmatch(self.address)
        if self.address and not is_address:
            raise ValueError("join address")
        if not CAMPAIGN.fullmatch(self.campaign):
            raise ValueError("join campaign")


NO_INVITATION: Final = JoinPolicy()
"""A shop that has no page to join on."""


@dataclass(frozen=True, slots=True)
class JoinCode:
    """One invitation; ``day`` is the UTC day it was given, counted from 1970-01-01."""

    policy: JoinPolicy
    store: str
    workstation: str
    operator: str
    day: int

    @property
    def signed(self) -> bytes:
        """The bytes that the till signs."""
        return PURPOSE + self._query.encode("ascii")

    def text(self, signature: bytes) -> str:
        """Give the address for a QR code."""
        end = base64.urlsafe_b64encode(signature).decode("ascii").rstrip("=")
        return f"{self.policy.address}?{self._query}&g={end}"

    @property
    def _query(self) -> str:
        said = {
            "c": self.policy.campaign,
            "d": str(self.day),
            "o": self.operator,
            "s": self.store,
            "t": self.workstation,
        }
        return urlencode(said)
