"""Coupons of the open transaction: accepted, reserved with it, given back, offered to the member.

What a sale does with them is coupon_effects.py's, in the sale's own commit. Everything here goes by
trusted time. Till thread.
"""

from collections import Counter
from dataclasses import replace
from typing import Final

from pos_app.domain.campaign import Coupon, coupon_of
from pos_app.domain.codes.key_ring import Moment
from pos_app.domain.codes.payloads import Voucher
from pos_app.domain.codes.verification import Place, verify
from pos_app.domain.coupon import (
    CouponClass,
    CouponHere,
    CouponOffer,
    Exposure,
    HeldCoupon,
)
from pos_app.domain.events_offers import CouponsShown, CouponTaken, OfferEvent
from pos_app.domain.identifiers import TransactionId
from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.transaction import RetailTransaction
from pos_app.errors import Refusal
from pos_app.services.coupon_judge import CouponJudge, CouponSources
from pos_app.services.desk import Desk
from pos_app.store import coupon_uses, offer_facts, wallets
from pos_app.store.database import Connection

MOST_OFFERED: Final = 40
"""Each is priced once with the whole basket; nobody reads a longer list."""


class Coupons:
    """The coupons of the open transaction and of the member at the counter."""

    def __init__(self, desk: Desk, sources: CouponSources) -> None:
        self._desk = desk
        self._sources = sources
        self._judge = CouponJudge(desk, sources)
        self._shown: tuple[TransactionId | None, frozenset[str]] = (None, frozenset())

    # ---- taking

    def scan(self, text: str) -> tuple[PricedTransaction, str]:
        """Take a coupon as ``accept`` does and say in a code whether it helps already.

        COUPON_TAKEN, or COUPON_WAITS when it does nothing on the basket as it stands.
        """
        before = self._desk.basket
        basket = self.accept(text)
        if basket is before:
            return basket, "COUPON_HERE_ALREADY"
        number = basket.transaction.coupons[-1].number
        return basket, "COUPON_TAKEN" if number in basket.trace.coupons_used else "COUPON_WAITS"

    def accept(self, text: str) -> PricedTransaction:
        """Take the coupon of a voucher code for the open transaction, or begin one with it.

        The same one again in the same transaction changes nothing. What the basket lacks for it is
        no refusal: the trace says what is missing, and it is used once that is there.

        Atomicity: the transaction and the reservation in one commit; for class A the cloud has held
        the coupon before.

        Refuses, first reason wins: what Desk.transaction_or_new refuses, what verification.verify
        refuses, COUPON_IS_MEMBER_CODE, then what ``take_from_wallet`` refuses after its first two.
        """
        desk = self._desk
        transaction = desk.transaction_or_new()
        moment = Moment(desk.time.now_ms(), desk.time.is_sure)
        place = Place(desk.profile.store_number, desk.profile.currency)
        voucher = verify(text, self._sources.issuer.ring, moment, place)
        if not isinstance(voucher, Voucher):
            raise Refusal("COUPON_IS_MEMBER_CODE")
        return self._take(transaction, coupon_of(voucher), is_own=False)

    def take_from_wallet(self, number: str) -> PricedTransaction:
        """Take a coupon out of the member's wallet for the open transaction.

        Refuses, first reason wins: what Desk.transaction refuses, NO_MEMBER, COUPON_NOT_IN_WALLET,
        COUPON_UNKNOWN, COUPON_CAMPAIGN_WRONG, what redemption.check_coupon refuses, TENDER_STARTED,
        TOO_MANY_COUPONS; COUPONS_OFF; for class A what OnlineDesk.hold refuses and
        COUPON_HOLD_TOO_SHORT, for B COUPON_OTHER_TILL_DECIDES and COUPON_TILL_RESTORED, for C
        COUPON_NO_RIGHTS_LEFT, for D what redemption.check_bound refuses; TRANSACTION_TOO_LARGE.
        """
        transaction = self._desk.transaction()
        member = self._judge.member_of(transaction)
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
        return self._save(without, replace(held, grant_no=hold.hold_no), is_new=False)

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

        Atomicity: how many of which campaign were shown, once for each transaction, in one commit.

        Refuses: what Desk.transaction_at_hand refuses.
        """
        transaction = self._desk.transaction_at_hand()
        member = self._judge.member_of(transaction)
        if member is None:
            return ()
        with self._sources.reference.read() as connection:
            coupons = wallets.list_coupons(connection, member.id)
        now_ms = self._desk.time.now_ms()
        current = [coupon for coupon in coupons if now_ms < coupon.until_ms][:MOST_OFFERED]
        as_it_is = self._desk.price(transaction)
        offers = [self._offer(as_it_is, coupon) for coupon in current]
        known = [offer for offer in offers if offer is not None]
        self._note_shown(transaction.id, known)
        return tuple(
            sorted(known, key=lambda o: (bool(o.why_not), -o.worth.minor, o.until_ms, o.number))
        )

    def exposure(self) -> Exposure:
        """Say what class D may still cost this till, and what keeps it shut."""
        return self._judge.exposure()

    # ---- writing

    def _take(
        self, transaction: RetailTransaction, coupon: Coupon, *, is_own: bool
    ) -> PricedTransaction:
        basket = self._desk.basket
        if basket is not None and _is_here(transaction, coupon.number):
            return basket
        held = self._judge.judge(transaction, coupon, is_own=is_own)
        if held.coupon_class is not CouponClass.HOLD:
            return self._save(transaction, held)
        hold = self._desk.rules.holds.ask(self._sources.online, held.number, held.campaign)
        held = replace(held, grant_no=hold.hold_no)
        try:
            return self._save(transaction, held)
        except BaseException:
            self._release(held)
            raise

    def _save(
        self, transaction: RetailTransaction, held: HeldCoupon, *, is_new: bool = True
    ) -> PricedTransaction:
        at_ms = self._desk.time.now_ms()

        def reserve(connection: Connection) -> None:
            coupon_uses.reserve(connection, transaction.id, held, at_ms)
            if is_new:
                self._record(connection, CouponTaken(held.campaign))

        return self._desk.save(transaction.with_coupon(held), also=reserve)

    def _release(self, held: HeldCoupon) -> None:
        self._desk.rules.holds.forget(held.number, held.grant_no)
        self._sources.online.release(held.number, held.grant_no)

    def _note_shown(self, transaction: TransactionId, offers: list[CouponOffer]) -> None:
        """Write down coupons that this transaction had not been shown before."""
        of, seen = self._shown
        if of != transaction:
            seen = frozenset()
        new = [offer for offer in offers if offer.number not in seen]
        if not new:
            return
        campaigns = Counter(offer.campaign for offer in new)
        with self._desk.till.write() as connection:
            self._record(connection, CouponsShown(tuple(sorted(campaigns.items()))))
        self._shown = (transaction, seen.union(offer.number for offer in new))

    def _record(self, connection: Connection, event: OfferEvent) -> None:
        offer_facts.apply(connection, self._desk.record(connection, event))

    # ---- offering

    def _offer(self, as_it_is: PricedTransaction, coupon: Coupon) -> CouponOffer | None:
        """Say what a coupon of the wallet would do here; None for one of a campaign not known."""
        transaction = as_it_is.transaction
        is_held = _is_here(transaction, coupon.number)
        try:
            campaign = self._judge.campaign(coupon.campaign)
        except Refusal:
            return None
        offer = CouponOffer(
            number=coupon.number,
            campaign=campaign.number,
            name_zh=campaign.name_zh,
            name_en=campaign.name_en,
            until_ms=self._judge.end_of(campaign, coupon),
            worth=Money(0, transaction.currency),
            is_held=is_held,
        )
        if is_held:
            return _with_worth(offer, self._without(as_it_is, coupon.number), as_it_is)
        try:
            judged = self._judge.judge(transaction, coupon, is_own=True)
            # Priced as if the cloud had agreed to hold it: nobody asks it for a look at a list.
            trial = transaction.with_coupon(replace(judged, coupon_class=CouponClass.BOUNDED))
        except Refusal as refusal:
            return replace(offer, why_not=refusal.code)
        return _with_worth(offer, as_it_is, self._desk.price(trial))

    def _without(self, basket: PricedTransaction, number: str) -> PricedTransaction:
        held = basket.transaction.coupons
        rest = tuple(each for each in held if each.number != number)
        return self._desk.price(replace(basket.transaction, coupons=rest))


def _with_worth(
    offer: CouponOffer, without: PricedTransaction, priced: PricedTransaction
) -> CouponOffer:
    """Say what a coupon takes off, and why nothing, by the basket priced without it and with it."""
    for unused in priced.trace.unused_coupons:
        if unused.coupon == offer.number:
            return replace(offer, why_not=unused.why, missing=unused.missing)
    return replace(offer, worth=without.total - priced.total)


def _is_here(transaction: RetailTransaction, number: str) -> bool:
    return any(held.number == number for held in transaction.coupons)


def _here(held: HeldCoupon, basket: PricedTransaction) -> CouponHere:
    off_minor = sum(use.off for use in basket.trace.applications if use.coupon == held.number)
    off = Money(off_minor, basket.transaction.currency)
    for unused in basket.trace.unused_coupons:
        if unused.coupon == held.number:
            return CouponHere(held, off, unused.why, unused.missing)
    return CouponHere(held, off)
