"""Rights: leave to use so many of a campaign's coupons, as they are delivered to this till."""

from dataclasses import dataclass

from pos_app.domain.codes.grants import read_grant
from pos_app.domain.codes.key_ring import Moment
from pos_app.domain.grant import right_of
from pos_app.services.issuer_trust import IssuerTrust
from pos_app.services.trusted_time import TrustedTime
from pos_app.store import grants
from pos_app.store.database import Database


@dataclass(frozen=True, slots=True)
class Rights:
    """Takes what was delivered for this terminal. Till thread."""

    till: Database
    trust: IssuerTrust
    time: TrustedTime
    terminal_id: bytes

    def take(self, content: bytes, key_id: bytes) -> bool:
        """Keep a right as it was delivered, with the id of the key that signed it.

        Gives False when it was here already: delivered twice, it counts once. What comes before a
        restored or copied disk counts for nothing: it may be spent on the other copy.

        Refuses: what grants.read_grant and grant.right_of refuse, GRANT_NO_REUSED.
        """
        moment = Moment(self.time.now_ms(), self.time.is_sure)
        right = right_of(read_grant(content, key_id, self.trust.ring, moment), self.terminal_id)
        with self.till.write() as connection:
            return grants.take_right(connection, right)

    def has(self, campaign: int) -> bool:
        """Tell whether a right to a campaign's coupons was ever delivered here."""
        with self.till.read() as connection:
            return grants.has_right(connection, campaign)
