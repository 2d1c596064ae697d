"""Coupons of the open transaction: accepted, reserved with it, given back, offered to the member.

What a sale does with them is coupon_effects.py's, in the sale's own commit. Everything here goes by
trusted time. Till thread.
"""

from dataclasses import dataclass, replace
from typing import Final

from pos_app.domain.campaign import Campaign, Coupon, class_of, coupon_of, read_campaign, rule_of
from pos_app.domain.codes.key_ring import Moment
from pos_app.domain.codes.payloads import Voucher, bind_of
from pos_app.domain.codes.verification import Place, verify
from pos_app.domain.coupon import (
    CouponClass,
    CouponHere,
    CouponOffer,
    Exposure,
    HeldCoupon,
)
from pos_app.domain.member import Member
from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedTransaction
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
from pos_app.store import campaigns, coupon_uses, grants, wallets
from pos_app.store.database import Connection, Database

MOST_OFFERED: Final = 40
"""Each is priced once with the whole basket; nobody reads a longer list."""


@dataclass(frozen=True, slots=True)
class CouponSources:
    """Where coupons come from: whose signature counts, what campaigns say, whose wallet it is."""

    reference: Database
    issuer: IssuerTrust
    members: KnowsMembers
    online: OnlineDesk


class Coupons:
    """The coupons of the open transaction and of the member at the counter."""

    def __init__(self, desk: Desk, sources: CouponSources) -> None:
        self._desk = desk
        self._sources = sources

    # ---- taking

    def accept(self, text: str) -> PricedTransaction:
        """Take the coupon of a voucher code for the open transaction, or begin one with it.

        The same one again in the same transaction changes nothing. What the basket lacks for it is
        no refusal: the trace says what is missing, and it is used once that is there.

        Atomicity: the transaction and the reservation in one commit; for class A the cloud has held
        the coupon before.

        Refuses, first reason wins: what Desk.transaction_or_new refuses, what verification.verify
        refuses, MEMBER_CODE_HERE, then what ``take_from_wallet`` refuses after its first two.
        """
        desk = self._desk
        transaction = desk.transaction_or_new()
        moment = Moment(desk.time.now_ms(), desk.time.is_sure)
        place = Place(desk.profile.store_number, desk.profile.currency)
        voucher = verify(text, self._sources.issuer.ring, moment, place)
        if not isinstance(voucher, Voucher):
            raise Refusal("MEMBER_CODE_HERE")
        return self._take(transaction, coupon_of(voucher), is_own=False)

    def take_from_wallet(self, number: str) -> PricedTransaction:
        """Take a coupon out of the member's wallet for the open transaction.

        Refuses, first reason wins: what Desk.transaction refuses, NO_MEMBER, COUPON_NOT_IN_WALLET,
        COUPON_UNKNOWN, COUPON_CAMPAIGN_WRONG, what redemption.check_coupon refuses, TENDER_STARTED,
        TOO_MANY_COUPONS; COUPONS_OFF; for class A what OnlineDesk.hold refuses and
        COUPON_HOLD_TOO_SHORT, for B COUPON_OTHER_TILL_DECIDES, for C COUPON_NO_RIGHTS_LEFT, for D
        what redemption.check_bound refuses; TRANSACTION_TOO_LARGE.
        """
        transaction = self._desk.transaction()
        member = self._member(transaction)
        if member is None:
            raise Refusal("NO_MEMBER")
        with self._sources.reference.read() as connection:
            coupon = wallets.find_coupon(connection, member.id, number)
        if coupon is None:
            raise Refusal("COUPON_NOT_IN_WALLET")
        return self._take(transaction, coupon, is_own=True)

    def give_back(self, number: str) -> PricedTransaction:
        """Take a coupon out of the open transaction; the customer has it again, unspent.

        Atomicity: the transaction and the end of the reservation in one commit; a hold is given
        back to the cloud after that.

        Refuses: what Desk.transaction refuses, TENDER_STARTED, COUPON_NOT_HERE.
        """
        desk = self._desk
        transaction = desk.transaction()
        after = transaction.without_coupon(number)
        basket = desk.save(
            after, also=lambda connection: coupon_uses.release(connection, transaction.id, number)
        )
        for held in transaction.coupons:
            if held.number == number and held.coupon_class is CouponClass.HOLD:
                self._release(held)
        return basket

    def renew(self, number: str) -> PricedTransaction:
        """Have the hold of a coupon of class A renewed, after a restart or when its lease is over.

        Refuses: what Desk.transaction refuses, TENDER_STARTED, COUPON_NOT_HERE, COUPON_HAS_NO_HOLD,
        what OnlineDesk.hold refuses, COUPON_HOLD_TOO_SHORT.
        """
        desk = self._desk
        transaction = desk.transaction()
        without = transaction.without_coupon(number)
        held = next(held for held in transaction.coupons if held.number == number)
        if held.coupon_class is not CouponClass.HOLD:
            raise Refusal("COUPON_HAS_NO_HOLD")
        hold = desk.rules.holds.ask(self._sources.online, held.number, held.campaign, held.grant_no)
        return self._save(without, replace(held, grant_no=hold.hold_no))

    # ---- looking

    def held(self) -> tuple[CouponHere, ...]:
        """List the coupons of the open transaction with what they take off, in the order taken."""
        basket = self._desk.basket
        if basket is None:
            return ()
        return tuple(_here(held, basket) for held in basket.transaction.coupons)

    def wallet(self) -> tuple[CouponOffer, ...]:
        """List the member's coupons for this basket: those that help, best first, then the others.

        What one is worth is found by pricing the basket with it and without it. Whoever has more
        than ``MOST_OFFERED`` sees those that end first.

        Refuses: what Desk.transaction_at_hand refuses.
        """
        transaction = self._desk.transaction_at_hand()
        member = self._member(transaction)
        if member is None:
            return ()
        with self._sources.reference.read() as connection:
            coupons = wallets.list_coupons(connection, member.id)
        now_ms = self._desk.time.now_ms()
        current = [coupon for coupon in coupons if now_ms < coupon.until_ms][:MOST_OFFERED]
        offers = [self._offer(transaction, coupon) for coupon in current]
        known = [offer for offer in offers if offer is not None]
        return tuple(
            sorted(known, key=lambda o: (bool(o.why_not), -o.worth.minor, o.until_ms, o.number))
        )

    def exposure(self) -> Exposure:
        """Say what class D may still cost this till, and what keeps it shut."""
        desk = self._desk
        date = desk.session.business_date if desk.session else None
        with desk.till.read() as connection:
            exchange = coupon_uses.last_exchange(connection)
            used, reserved = coupon_uses.bounded_value(connection, exchange, date)
            is_before_restore = exchange is not None and exchange.epoch != coupon_uses.epoch(
                connection
            )
        currency = desk.profile.currency
        return exposure_of(
            desk.profile.coupons,
            (Money(used, currency), Money(reserved, currency)),
            (exchange.at_ms, is_before_restore) if exchange else None,
            desk.time.now_ms(),
        )

    # ---- judging one coupon

    def _take(
        self, transaction: RetailTransaction, coupon: Coupon, *, is_own: bool
    ) -> PricedTransaction:
        basket = self._desk.basket
        if basket is not None and _is_here(transaction, coupon.number):
            return basket
        held = self._judge(transaction, coupon, is_own=is_own)
        if held.coupon_class is not CouponClass.HOLD:
            return self._save(transaction, held)
        hold = self._desk.rules.holds.ask(self._sources.online, held.number, held.campaign)
        held = replace(held, grant_no=hold.hold_no)
        try:
            return self._save(transaction, held)
        except BaseException:
            self._release(held)
            raise

    def _judge(self, transaction: RetailTransaction, coupon: Coupon, *, is_own: bool) -> HeldCoupon:
        """Say what a coupon would be in this transaction. Changes nothing and asks nobody.

        Refuses: as ``take_from_wallet`` from COUPON_UNKNOWN on, but for what only the cloud knows.
        """
        campaign = self._campaign(coupon.campaign)
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
            until_ms=self._end(campaign, coupon),
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
                if not self._desk.profile.coupons.is_authority:
                    raise Refusal("COUPON_OTHER_TILL_DECIDES")
                return held
            case CouponClass.ESCROW:
                return self._by_right(held)
            case CouponClass.BOUNDED:
                return replace(held, value_minor=check_bound(coupon, campaign, exposure))

    def _by_right(self, held: HeldCoupon) -> HeldCoupon:
        with self._desk.till.read() as connection:
            left = grants.rights_left(connection, held.campaign, self._desk.time.now_ms())
        if not left:
            raise Refusal("COUPON_NO_RIGHTS_LEFT")
        right = left[0]
        until_ms = min(held.until_ms, right.expires_ms)
        return replace(held, grant_no=right.grant_no, until_ms=until_ms)

    def _campaign(self, number: int) -> Campaign:
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
        member = self._member(transaction) if coupon.bind is not None else None
        return (
            member is not None and bind_of(bytes.fromhex(coupon.number), member.id) == coupon.bind
        )

    def _member(self, transaction: RetailTransaction) -> Member | None:
        if transaction.member is None:
            return None
        return self._sources.members.find_by_ref(transaction.member.ref)

    def _offset_ms(self) -> int:
        return self._desk.clock.utc_offset_minutes() * 60_000

    def _end(self, campaign: Campaign, coupon: Coupon) -> int:
        if campaign.until_ms is None:
            return coupon.until_ms
        return min(coupon.until_ms, campaign.until_ms - self._offset_ms())

    # ---- writing

    def _save(self, transaction: RetailTransaction, held: HeldCoupon) -> PricedTransaction:
        at_ms = self._desk.time.now_ms()

        def reserve(connection: Connection) -> None:
            coupon_uses.reserve(connection, transaction.id, held, at_ms)

        return self._desk.save(transaction.with_coupon(held), also=reserve)

    def _release(self, held: HeldCoupon) -> None:
        self._desk.rules.holds.forget(held.number, held.grant_no)
        self._sources.online.release(held.number, held.grant_no)

    # ---- offering

    def _offer(self, transaction: RetailTransaction, coupon: Coupon) -> CouponOffer | None:
        """Say what a coupon of the wallet would do here; None for one of a campaign not known."""
        is_held = _is_here(transaction, coupon.number)
        try:
            campaign = self._campaign(coupon.campaign)
        except Refusal:
            return None
        offer = CouponOffer(
            number=coupon.number,
            campaign=campaign.number,
            name_zh=campaign.name_zh,
            name_en=campaign.name_en,
            until_ms=self._end(campaign, coupon),
            worth=Money(0, transaction.currency),
            is_held=is_held,
        )
        try:
            trial = (
                transaction
                if is_held
                else transaction.with_coupon(self._judge(transaction, coupon, is_own=True))
            )
        except Refusal as refusal:
            return replace(offer, why_not=refusal.code)
        return self._with_worth(offer, transaction, trial)

    def _with_worth(
        self, offer: CouponOffer, transaction: RetailTransaction, trial: RetailTransaction
    ) -> CouponOffer:
        """Price the basket with a coupon and without it; tenders change nothing of a price."""
        without = replace(
            transaction,
            coupons=tuple(held for held in transaction.coupons if held.number != offer.number),
        )
        priced = self._desk.price(trial)
        worth = self._desk.price(without).total - priced.total
        unused = {entry.coupon: entry for entry in priced.trace.unused_coupons}
        why = unused.get(offer.number)
        if why is None:
            return replace(offer, worth=worth)
        return replace(offer, why_not=why.why, missing=why.missing)


def _is_here(transaction: RetailTransaction, number: str) -> bool:
    return any(held.number == number for held in transaction.coupons)


def _here(held: HeldCoupon, basket: PricedTransaction) -> CouponHere:
    off_minor = sum(use.off for use in basket.trace.applications if use.coupon == held.number)
    off = Money(off_minor, basket.transaction.currency)
    for unused in basket.trace.unused_coupons:
        if unused.coupon == held.number:
            return CouponHere(held, off, unused.why, unused.missing)
    return CouponHere(held, off)
