"""Grants as they are delivered to this till: rights to coupons, allowances of points."""

from dataclasses import dataclass
from typing import Any, Protocol

from pos_app.domain.codes.grants import read_grant
from pos_app.domain.codes.key_ring import Moment
from pos_app.domain.grant import Allowance, EscrowRight, allowance_of, right_of
from pos_app.domain.member import MemberId
from pos_app.services.group_pepper import SealsPeppers, keep_pepper
from pos_app.services.issuer_trust import IssuerTrust
from pos_app.services.trusted_time import TrustedTime
from pos_app.store import grants
from pos_app.store.database import Connection, Database


class NamesMembers(SealsPeppers, Protocol):
    """Gives this till's own lasting pseudonym of a member: vault/pseudonyms.py."""

    def member_key(self, member: MemberId) -> bytes:
        """Give it; never in the journal, never sent."""


@dataclass(frozen=True, slots=True)
class Grants:
    """Takes what was delivered for this terminal, with the id of the key that signed it.

    Delivered twice, a grant counts once: taking it then gives False. What comes before a restored
    or copied disk counts for nothing: it may be spent on the other copy. Till thread.
    """

    till: Database
    trust: IssuerTrust
    time: TrustedTime
    names: NamesMembers
    terminal_id: bytes

    def take_right(self, content: bytes, key_id: bytes) -> bool:
        """Keep a right to a campaign's coupons.

        Refuses: what ``read_right`` refuses, GRANT_NO_REUSED.
        """
        right = self.read_right(content, key_id)
        with self.till.write() as connection:
            return grants.take_right(connection, right)

    def take_allowance(self, content: bytes, key_id: bytes) -> bool:
        """Keep an allowance to spend a member's points.

        Refuses: what ``read_allowance`` refuses, GRANT_NO_REUSED.
        """
        allowance, key = self.read_allowance(content, key_id)
        with self.till.write() as connection:
            return grants.take_allowance(connection, allowance, key)

    def read_right(self, content: bytes, key_id: bytes) -> EscrowRight:
        """Read a right whose signature holds.

        Refuses: what grants.read_grant and grant.right_of refuse.
        """
        return right_of(self._read(content, key_id), self.terminal_id)

    def read_allowance(self, content: bytes, key_id: bytes) -> tuple[Allowance, bytes]:
        """Read an allowance whose signature holds, with this till's pseudonym of its member.

        Refuses: what grants.read_grant and grant.allowance_of refuse.
        """
        allowance = allowance_of(self._read(content, key_id), self.terminal_id)
        return allowance, self.names.member_key(allowance.member)

    def take_ring(self, connection: Connection, content: bytes) -> None:
        """Bring a key ring into force; see ``IssuerTrust.take_in``."""
        self.trust.take_in(connection, content)

    def take_pepper(self, connection: Connection, pepper: bytes) -> None:
        """Look phones up by the store group's pepper as well."""
        keep_pepper(connection, self.names, pepper)

    def has_right(self, campaign: int) -> bool:
        """Tell whether a right to a campaign's coupons was ever delivered here."""
        with self.till.read() as connection:
            return grants.has_right(connection, campaign)

    def has_allowance(self) -> bool:
        """Tell whether an allowance holds that was delivered here."""
        with self.till.read() as connection:
            return grants.has_allowance(connection, self.time.now_ms())

    def _read(self, content: bytes, key_id: bytes) -> dict[str, Any]:
        moment = Moment(self.time.now_ms(), self.time.is_sure)
        return read_grant(content, key_id, self.trust.ring, moment)
