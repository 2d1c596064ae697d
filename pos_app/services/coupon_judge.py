"""Whether a coupon may be taken into a transaction: all that this till knows, brought together.

The reasons and their order are domain/redemption.py's. Changes nothing and asks nobody.
"""

from dataclasses import dataclass, replace

from pos_app.domain.campaign import Campaign, Coupon, class_of, read_campaign, rule_of
from pos_app.domain.codes.payloads import bind_of
from pos_app.domain.coupon import CouponClass, Exposure, HeldCoupon
from pos_app.domain.member import Member
from pos_app.domain.money import Money
from pos_app.domain.redemption import (
    Known,
    check_bound,
    check_contact,
    check_coupon,
    exposure_of,
)
from pos_app.domain.transaction import RetailTransaction
from pos_app.errors import Refusal
from pos_app.services.desk import Desk
from pos_app.services.issuer_trust import IssuerTrust
from pos_app.services.ports import KnowsMembers, OnlineDesk
from pos_app.store import campaigns, coupon_uses, grants
from pos_app.store.cloud_head import find_limits, value_epoch
from pos_app.store.control_feed import find_authority
from pos_app.store.database import Database


@dataclass(frozen=True, slots=True)
class CouponSources:
    """Where coupons come from: whose signature counts, what campaigns say, whose wallet it is."""

    reference: Database
    issuer: IssuerTrust
    members: KnowsMembers
    online: OnlineDesk


class CouponJudge:
    """Judges one coupon for one transaction. Till thread."""

    def __init__(self, desk: Desk, sources: CouponSources) -> None:
        self._desk = desk
        self._sources = sources

    def judge(self, transaction: RetailTransaction, coupon: Coupon, *, is_own: bool) -> HeldCoupon:
        """Say what a coupon would be in this transaction. Changes nothing and asks nobody.

        Refuses: as ``take_from_wallet`` from COUPON_UNKNOWN on, but for what only the cloud knows.
        """
        campaign = self.campaign(coupon.campaign)
        check_coupon(coupon, campaign, self._known(transaction, coupon, is_own=is_own))
        member = transaction.member
        is_for_member = is_own or campaign.needs_member or coupon.bind is not None
        held = HeldCoupon(
            number=coupon.number,
            campaign=campaign.number,
            coupon_class=class_of(campaign, coupon),
            name_zh=campaign.name_zh,
            name_en=campaign.name_en,
            rule=rule_of(campaign, coupon),
            until_ms=self.end_of(campaign, coupon),
            when_returned=campaign.when_returned,
            max_uses=coupon.max_uses,
            member_key=member.member_key if member is not None and is_for_member else b"",
        )
        transaction.with_coupon(held)
        return self._within_class(held, coupon, campaign)

    def _within_class(self, held: HeldCoupon, coupon: Coupon, campaign: Campaign) -> HeldCoupon:
        exposure = self.exposure()
        check_contact(exposure)
        match held.coupon_class:
            case CouponClass.HOLD:
                if not self._sources.online.is_connected:
                    raise Refusal("COUPON_NEEDS_HOLD")
                return held
            case CouponClass.STORE_BOUND:
                self._check_decides()
                return held
            case CouponClass.ESCROW:
                return self._by_right(held)
            case CouponClass.BOUNDED:
                return replace(held, value_minor=check_bound(coupon, campaign, exposure))

    def _check_decides(self) -> None:
        """Refuse where another till decides, or this one may lack uses that it decided itself."""
        with self._desk.till.read() as connection:
            said = find_authority(connection)
            is_in_doubt = value_epoch(connection) is None
        is_authority = self._desk.profile.coupons.is_authority if said is None else said
        if not is_authority:
            raise Refusal("COUPON_OTHER_TILL_DECIDES")
        if is_in_doubt:
            raise Refusal("COUPON_TILL_RESTORED")

    def _by_right(self, held: HeldCoupon) -> HeldCoupon:
        with self._desk.till.read() as connection:
            left = grants.rights_left(connection, held.campaign, self._desk.time.now_ms())
        if not left:
            raise Refusal("COUPON_NO_RIGHTS_LEFT")
        right = left[0]
        until_ms = min(held.until_ms, right.expires_ms)
        return replace(held, grant_no=right.grant_no, until_ms=until_ms)

    def campaign(self, number: int) -> Campaign:
        """Read the record of a campaign.

        Refuses: COUPON_UNKNOWN, COUPON_CAMPAIGN_WRONG.
        """
        with self._sources.reference.read() as connection:
            definition = campaigns.find_campaign(connection, number)
        if definition is None:
            raise Refusal("COUPON_UNKNOWN", campaign=number)
        return read_campaign(definition)

    def _known(self, transaction: RetailTransaction, coupon: Coupon, *, is_own: bool) -> Known:
        desk = self._desk
        member = transaction.member
        with self._sources.reference.read() as connection:
            is_revoked = campaigns.is_revoked(connection, bytes.fromhex(coupon.number))
        with desk.till.read() as connection:
            reserved_by = coupon_uses.reserved_by(connection, coupon.number)
            uses = coupon_uses.count_uses(connection, coupon.number)
            by_member = (
                coupon_uses.count_uses_by_member(connection, coupon.campaign, member.member_key)
                if member is not None
                else 0
            )
        here = [held for held in transaction.coupons if held.campaign == coupon.campaign]
        theirs = [held for held in here if member and held.member_key == member.member_key]
        return Known(
            store=desk.profile.store,
            store_number=desk.profile.store_number,
            now_ms=desk.time.now_ms(),
            local_ms=desk.time.now_ms() + self._offset_ms(),
            is_clock_sure=desk.time.is_sure,
            is_revoked=is_revoked,
            uses=uses,
            is_reserved_elsewhere=reserved_by is not None and reserved_by != transaction.id,
            has_member=member is not None,
            is_theirs=is_own or self._is_bound_to(transaction, coupon),
            uses_by_member=by_member + len(theirs),
            here=len(here),
        )

    def _is_bound_to(self, transaction: RetailTransaction, coupon: Coupon) -> bool:
        member = self.member_of(transaction) if coupon.bind is not None else None
        return (
            member is not None and bind_of(bytes.fromhex(coupon.number), member.id) == coupon.bind
        )

    def member_of(self, transaction: RetailTransaction) -> Member | None:
        """Find the buyer with what the cloud says of them; None when nobody, or unknown here."""
        if transaction.member is None:
            return None
        return self._sources.members.find_by_ref(transaction.member.ref)

    def _offset_ms(self) -> int:
        return self._desk.clock.utc_offset_minutes() * 60_000

    def end_of(self, campaign: Campaign, coupon: Coupon) -> int:
        """Say when a coupon ends in trusted time: its own end or its campaign's, which is local."""
        if campaign.until_ms is None:
            return coupon.until_ms
        return min(coupon.until_ms, campaign.until_ms - self._offset_ms())

    def exposure(self) -> Exposure:
        """Say what class D may still cost this till, and what keeps it shut."""
        desk = self._desk
        date = desk.session.business_date if desk.session else None
        with desk.till.read() as connection:
            exchange = coupon_uses.last_exchange(connection)
            used, reserved = coupon_uses.bounded_value(connection, exchange, date)
            epoch = value_epoch(connection)
            limits = find_limits(connection)
        is_before_restore = exchange is not None and exchange.epoch != epoch
        currency = desk.profile.currency
        policy = desk.profile.coupons
        if limits:
            policy = policy.within(limits.most_total_minor, limits.most_age_ms)
        return exposure_of(
            policy,
            (Money(used, currency), Money(reserved, currency)),
            (exchange.at_ms, is_before_restore) if exchange else None,
            desk.time.now_ms(),
        )
