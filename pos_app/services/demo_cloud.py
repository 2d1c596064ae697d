"""The demo store's cloud, as far as a till meets it: an issuer to believe, and what it sends.

The issuer's private keys stay in demo/; from here on a till in the demo store goes the way of every
till, with public keys and signed grants.
"""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pos_app.clock import Clock
from pos_app.demo.issuer import GRANT_KEY_ID, DemoIssuer
from pos_app.demo.issuer_keys import ISSUER_FILE, load_keys, make_keys
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services.coupon_set_up import CAMPAIGNS_FILE, read_coupons
from pos_app.services.grants import Grants
from pos_app.services.issuer_trust import IssuerTrust
from pos_app.services.member_set_up import MEMBERS_FILE, read_members
from pos_app.services.trusted_time import TrustedTime
from pos_app.store.database import Database
from pos_app.vault.pseudonyms import Pseudonyms

_log = logging.getLogger(__name__)

_GRANTS_LAST_MS: Final = 30 * 86_400_000


@dataclass(frozen=True, slots=True)
class DemoCloud:
    """Met at every start. ``data`` holds the issuer's keys, ``folder`` what the store is set up by.

    Till thread.
    """

    data: Path
    folder: Path
    till: Database
    trust: IssuerTrust
    time: TrustedTime
    clock: Clock
    pseudonyms: Pseudonyms
    terminal_id: bytes

    def meet(self) -> None:
        """Let the demo store have an issuer, and believe it as a real one is believed at enrolment.

        Without it no member code is known and the till sells on.
        """
        try:
            is_known = (self.data / ISSUER_FILE).exists()
            now_s = self.clock.wall_ms() // 1000
            keys = (
                load_keys(self.data)
                if is_known
                else make_keys(self.data, self.clock.random_bytes, now_s)
            )
            self.trust.trust(keys.root_publics, keys.sealing_public)
            issuer = DemoIssuer(keys)
            self.trust.take(issuer.key_ring())
            if self.time.is_sure:
                grants = Grants(self.till, self.trust, self.time, self.pseudonyms, self.terminal_id)
                self._allow_points(issuer, grants)
                self._give_rights(issuer, grants)
        except (EnvironmentFault, Refusal) as trouble:
            _log.info("demo issuer not met: %s", trouble)

    def _allow_points(self, issuer: DemoIssuer, grants: Grants) -> None:
        """Let the demo's members spend their points here for a month."""
        if grants.has_allowance():
            return
        now_ms = self.time.now_ms()
        known = read_members(self.folder / MEMBERS_FILE, self.pseudonyms, now_ms).records
        for number, record in enumerate((one for one in known if one.member.points), now_ms):
            grant = issuer.points_allowance(
                self.terminal_id,
                record.member.id,
                number,
                record.member.points,
                now_ms + _GRANTS_LAST_MS,
            )
            grants.take_allowance(grant, GRANT_KEY_ID)

    def _give_rights(self, issuer: DemoIssuer, grants: Grants) -> None:
        """Let this till use so many of the demo's limited coupons for a month."""
        now_ms = self.time.now_ms()
        for campaign, uses in read_coupons(self.folder / CAMPAIGNS_FILE, now_ms).rights:
            if not grants.has_right(campaign):
                # Numbered by the campaign: an allowance's number is a time, and so far above.
                grant = issuer.right(
                    self.terminal_id, campaign, campaign, uses, now_ms + _GRANTS_LAST_MS
                )
                grants.take_right(grant, GRANT_KEY_ID)
