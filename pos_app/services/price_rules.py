"""The promotion rules in force at this till, and what they have to know of a transaction.

Till thread. The bundle is read anew when another one has come and no transaction is open: a price
does not change under the customer's eyes.
"""

from dataclasses import replace
from pathlib import Path
from typing import Final

from pos_app.clock import Clock
from pos_app.domain.coupon import HeldCoupon
from pos_app.domain.member import MemberStanding
from pos_app.domain.pricing.bundle import NO_RULES, RuleBundle
from pos_app.domain.pricing.circumstances import (
    Buyer,
    Circumstances,
    PresentedCoupon,
    UsedSoFar,
)
from pos_app.domain.pricing.coupon_rules import join_coupons
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.pricing.reading import read_bundle
from pos_app.domain.pricing.rule import Rule
from pos_app.domain.redemption import Since, why_asleep
from pos_app.domain.transaction import RetailTransaction
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services.holds import Holds
from pos_app.services.trusted_time import TrustedTime
from pos_app.store import coupon_uses, grants, promotions, rule_uses
from pos_app.store.database import Database
from pos_app.store.points import has_bought, points_known

CHANNEL: Final = "till"
MOST_STEPS: Final = 10_000
"""A bundle may ask for a longer search than the usual, but nobody waits at a till for its end."""
_Joined = tuple[tuple[HeldCoupon, ...], RuleBundle, tuple[RuleBundle, tuple[PresentedCoupon, ...]]]
"""Coupons, the bundle they were joined to, and what came of it."""


class PriceRules:
    """One for a till. ``problem`` is the code of what keeps the newest bundle from being used."""

    def __init__(
        self, reference: Database, till: Database, time: TrustedTime, clock: Clock
    ) -> None:
        self._reference = reference
        self._till = till
        self.time = time
        self._clock = clock
        self.holds = Holds(clock)
        self._joined: _Joined | None = None
        self._stored_hash = b""
        self._bundle = NO_RULES
        self._bounded: frozenset[str] = frozenset()
        self.problem = ""
        self.refresh()

    @property
    def bundle(self) -> RuleBundle:
        """The rules in force."""
        return self._bundle

    def fill_from(self, file: Path) -> None:
        """Give a store without promotions those of its set-up folder.

        Refuses: BUNDLE_OTHER_FORMAT, BUNDLE_WRONG and the like, of the set-up.
        """
        with self._reference.read() as connection:
            if promotions.bundle_in_force(connection) or not file.exists():
                return
        content = file.read_bytes()
        bundle = read_bundle(content)
        with self._reference.write() as connection:
            promotions.put_bundle(connection, bundle.version, content)
        self.refresh()

    def refresh(self) -> None:
        """Take up a bundle that has come since; one that can't be read leaves no rule in force.

        A file that can't be read any more leaves those in force that are: the till sells on.
        """
        try:
            with self._reference.read() as connection:
                stored = promotions.bundle_in_force(connection)
        except EnvironmentFault as fault:
            self.problem = fault.code
            return
        if stored is None or stored.sha256 == self._stored_hash:
            return
        self._stored_hash = stored.sha256
        try:
            bundle = read_bundle(stored.content).within_steps(MOST_STEPS)
            self._bundle, self.problem = bundle, ""
        except Refusal as refusal:
            self._bundle, self.problem = NO_RULES, refusal.code
        self._bounded = frozenset(rule.id for rule in self._bundle.rules if is_bounded(rule))

    def around(
        self, transaction: RetailTransaction, store: str
    ) -> tuple[RuleBundle, Circumstances]:
        """Give the rules for a transaction, and where, when and for whom they are asked."""
        bundle = self._bundle
        presented: tuple[PresentedCoupon, ...] = ()
        if transaction.coupons:
            bundle, presented = self._join(transaction.coupons)
            presented = self._with_state(transaction, presented)
        member = transaction.member
        buyer = Buyer()
        if member is not None:
            buyer = Buyer(
                is_member=True,
                tier=member.tier,
                segments=frozenset(member.segments),
                is_birthday=member.is_birthday,
                is_first_purchase=self._is_first_purchase(member),
                points=self._spendable(member) if transaction.points_to_spend else 0,
            )
        around = Circumstances(
            store=store,
            channel=CHANNEL,
            local_ms=self.time.now_ms() + self._clock.utc_offset_minutes() * 60_000,
            buyer=buyer,
            coupons=presented,
            entitlements=frozenset(member.entitlements) if member else frozenset(),
            points_to_spend=transaction.points_to_spend,
            used=self._used(transaction),
        )
        return bundle, around

    def _join(
        self, coupons: tuple[HeldCoupon, ...]
    ) -> tuple[RuleBundle, tuple[PresentedCoupon, ...]]:
        """Join coupons to the bundle; what comes of it is kept while neither changes."""
        if (
            self._joined is None
            or self._joined[0] != coupons
            or self._joined[1] is not self._bundle
        ):
            self._joined = (coupons, self._bundle, join_coupons(self._bundle, coupons))
        return self._joined[2]

    def _with_state(
        self, transaction: RetailTransaction, presented: tuple[PresentedCoupon, ...]
    ) -> tuple[PresentedCoupon, ...]:
        """Say of each coupon what keeps it from being used by now, though it was accepted once.

        A lease that ends once money is taken keeps nothing: the cloud judges the late use.
        """
        member_key = transaction.member.member_key if transaction.member else b""
        with self._till.read() as connection:
            used_up = coupon_uses.used_up(connection, transaction.coupons)
            used_up |= grants.without_right(connection, transaction.coupons)
            in_doubt = coupon_uses.in_doubt(connection, transaction.coupons)
        reasons = (
            why_asleep(
                held,
                self.time.now_ms(),
                member_key,
                Since(
                    is_used_up=held.number in used_up,
                    is_held=bool(transaction.tenders) or self.holds.is_alive(held),
                    is_in_doubt=held.number in in_doubt,
                ),
            )
            for held in transaction.coupons
        )
        return tuple(
            replace(each, why_not=why) for each, why in zip(presented, reasons, strict=True)
        )

    def check_before_tender(self, basket: PricedTransaction) -> None:
        """Refuse to begin taking money for a price that rests on what counts no more.

        Neither the hour nor another disk's story reprices a basket that stands open, so both are
        asked here. Once money has been taken the price stands.

        Refuses: what Holds.check_before_tender refuses, COUPON_ENDED_IN_BASKET,
        COUPON_TILL_RESTORED.
        """
        self.holds.check_before_tender(basket)
        used = set(basket.trace.coupons_used)
        if basket.transaction.tenders or not used:
            return
        if self.has_ended(basket):
            raise Refusal("COUPON_ENDED_IN_BASKET")
        with self._till.read() as connection:
            coupons = basket.transaction.coupons
            doubtful = coupon_uses.in_doubt(connection, coupons)
            doubtful |= grants.without_right(connection, coupons)
        if used & doubtful:
            raise Refusal("COUPON_TILL_RESTORED")

    def has_ended(self, basket: PricedTransaction) -> bool:
        """Tell whether a price rests on a coupon whose time is over by now."""
        used, now_ms = set(basket.trace.coupons_used), self.time.now_ms()
        coupons = basket.transaction.coupons
        return any(held.number in used and now_ms >= held.until_ms for held in coupons)

    def _is_first_purchase(self, member: MemberStanding) -> bool:
        """Tell whether somebody who has just joined here has bought nothing yet."""
        if not member.is_provisional:
            return False
        with self._till.read() as connection:
            return not has_bought(connection, member.member_key)

    def _spendable(self, member: MemberStanding) -> int:
        with self._till.read() as connection:
            known = points_known(connection, member.member_key, member.as_of_ms)
        return known.spendable(member.points_known, self.time.now_ms())

    def _used(self, transaction: RetailTransaction) -> dict[str, UsedSoFar]:
        bounded = self.bounded_rules(transaction)
        if not bounded:
            return {}
        key = transaction.member.member_key if transaction.member else None
        with self._till.read() as connection:
            return rule_uses.used_so_far(connection, sorted(bounded), key)

    def bounded_rules(self, transaction: RetailTransaction) -> frozenset[str]:
        """Name the rules whose uses have to be noted: of the bundle, and of the coupons here."""
        if not transaction.coupons:
            return self._bounded
        _, presented = self._join(transaction.coupons)
        return self._bounded | {each.rule.id for each in presented if is_bounded(each.rule)}


def is_bounded(rule: Rule) -> bool:
    """Tell whether a rule may only be used so often, or up to a budget, over all transactions."""
    caps = rule.caps
    return not (caps.uses_in_total is caps.uses_per_member is caps.budget is None)
