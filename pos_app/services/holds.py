"""Coupons of class A that the cloud holds for this till, for as long as their leases last.

In memory alone: after a restart no lease is known, so a held coupon does nothing until it has been
renewed (services/coupons.py). Till thread.
"""

from pos_app.clock import Clock
from pos_app.domain.coupon import CouponClass, HeldCoupon
from pos_app.domain.grant import Hold, lease_end_ms
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.errors import Refusal
from pos_app.services.ports import OnlineDesk


class Holds:
    """One for a till; the clock is the one that counts sleep."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ends: dict[tuple[str, int], int] = {}

    def ask(self, online: OnlineDesk, coupon: str, campaign: int, hold_no: int = 0) -> Hold:
        """Ask the cloud for a coupon, or to renew its hold, and note how long it is ours.

        Refuses: what OnlineDesk.hold refuses, COUPON_HOLD_TOO_SHORT.
        """
        sent_ms = self._clock.mono_ms()
        hold = online.hold(coupon, campaign, hold_no)
        ends_ms, now_ms = lease_end_ms(sent_ms, hold.ttl_ms), self._clock.mono_ms()
        self._ends = {held: end for held, end in self._ends.items() if now_ms < end}
        if ends_ms <= now_ms:
            raise Refusal("COUPON_HOLD_TOO_SHORT")
        self._ends[coupon, hold.hold_no] = ends_ms
        return hold

    def is_alive(self, coupon: HeldCoupon) -> bool:
        """Tell whether the lease of a coupon still runs."""
        ends_ms = self._ends.get((coupon.number, coupon.grant_no))
        return ends_ms is not None and self._clock.mono_ms() < ends_ms

    def forget(self, coupon: str, hold_no: int) -> None:
        """Forget a hold that was given back or used."""
        self._ends.pop((coupon, hold_no), None)

    def check_before_tender(self, basket: PricedTransaction) -> None:
        """Refuse to begin taking money for a price that rests on a lease that is over.

        Once money has been taken the sale goes on: the use carries its hold number, and the cloud
        tells a late one from one that was granted again.

        Refuses: COUPON_HOLD_ENDED.
        """
        if basket.transaction.tenders:
            return
        used = set(basket.trace.coupons_used)
        for held in basket.transaction.coupons:
            is_leased = held.coupon_class is CouponClass.HOLD and held.number in used
            if is_leased and not self.is_alive(held):
                raise Refusal("COUPON_HOLD_ENDED")
