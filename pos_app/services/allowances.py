"""Allowances: leave to spend points offline, as they are delivered to this till."""

from dataclasses import dataclass
from typing import Protocol

from pos_app.domain.codes.grants import read_grant
from pos_app.domain.codes.key_ring import Moment
from pos_app.domain.member import MemberId
from pos_app.domain.points import allowance_of
from pos_app.services.issuer_trust import IssuerTrust
from pos_app.services.trusted_time import TrustedTime
from pos_app.store import points as ledger
from pos_app.store.database import Database


class NamesMembers(Protocol):
    """Gives this till's own lasting pseudonym of a member: vault/pseudonyms.py."""

    def member_key(self, member: MemberId) -> bytes:
        """Give it; never in the journal, never sent."""


@dataclass(frozen=True, slots=True)
class Allowances:
    """Takes what was delivered for this terminal. Till thread."""

    till: Database
    trust: IssuerTrust
    time: TrustedTime
    names: NamesMembers
    terminal_id: bytes

    def take(self, content: bytes, key_id: bytes) -> bool:
        """Keep an allowance as it was delivered, with the id of the key that signed it.

        Gives False when it was here already: delivered twice, it counts once. What comes before a
        restored or copied disk counts for nothing: it may be spent on the other copy.

        Refuses: what grants.read_grant and points.allowance_of refuse, GRANT_NO_REUSED.
        """
        moment = Moment(self.time.now_ms(), self.time.is_sure)
        allowance = allowance_of(
            read_grant(content, key_id, self.trust.ring, moment), self.terminal_id
        )
        key = self.names.member_key(allowance.member)
        with self.till.write() as connection:
            return ledger.take_allowance(connection, allowance, key)

    def has_any(self) -> bool:
        """Tell whether an allowance holds that was delivered here."""
        with self.till.read() as connection:
            return ledger.has_allowance(connection, self.time.now_ms())
