"""Coupons at the till: what one is worth here, and what keeps it from being spent twice.

A coupon lowers the price by a rule; the campaign's record says which class it is of, not the token
(sync.md section 10 has the four classes and what each of them can promise). Campaigns are read in
campaign.py; what a till decides about one coupon is redemption.py's.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from pos_app.domain.money import Money


class CouponClass(StrEnum):
    """What keeps a coupon from being spent twice."""

    HOLD = "a"  # the cloud holds it for this till; never offline
    STORE_BOUND = "b"  # one store, one authority terminal decides
    ESCROW = "c"  # this till holds so many uses of the campaign
    BOUNDED = "d"  # accepted anywhere, up to a bound on what can be lost


class WhenReturned(StrEnum):
    """What becomes of a coupon when all that it helped to buy comes back."""

    GIVE_BACK = "give_back"
    KEEP_SPENT = "keep_spent"


@dataclass(frozen=True, slots=True)
class HeldCoupon:
    """A coupon that was accepted for an open transaction and is reserved with it.

    ``number`` is how records name it: the voucher id in hex, or the printed number. ``rule`` is the
    rule it gives, as JSON of the bundle format, so that the price survives a restart and another
    bundle. ``value_minor`` counts against the bound of class D. ``until_ms`` is when it ends, by
    trusted time; ``grant_no`` the hold or right it is spent by, 0 without one. ``member_key`` names
    whom it was accepted for, empty for whoever brings it; no finished record carries that.
    """

    number: str
    campaign: int
    coupon_class: CouponClass
    name_zh: str
    name_en: str
    rule: str
    until_ms: int
    value_minor: int = 0
    when_returned: WhenReturned = WhenReturned.GIVE_BACK
    grant_no: int = 0
    max_uses: int = 1
    member_key: bytes = b""


@dataclass(frozen=True, slots=True)
class CouponPolicy:
    """What the shop decided for coupons that are taken without asking anybody.

    ``is_authority``: this till decides for coupons bound to its store; one till of a store is.
    ``most_value_minor`` of one coupon of class D (L), ``most_total_minor`` of all of them between
    two exchanges with the cloud (R_term), ``most_age_hours`` since the last one.
    """

    is_authority: bool = False
    most_value_minor: int = 0
    most_total_minor: int = 0
    most_age_hours: int = 72

    def within(self, most_total_minor: int, most_age_ms: int) -> "CouponPolicy":
        """Give what both the shop and its cloud allow; a part of an hour does not count."""
        return replace(
            self,
            most_total_minor=min(self.most_total_minor, most_total_minor),
            most_age_hours=min(self.most_age_hours, most_age_ms // 3_600_000),
        )


NO_COUPONS_ALONE = CouponPolicy()
"""A shop that decided nothing takes no coupon of class D, and none of B at this till."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """How much class D may still cost: what can be lost at most if every use is a second one.

    ``used`` since the last exchange, ``reserved`` in open transactions; ``most_value`` bounds one
    coupon. ``since_ms`` is that exchange in trusted time, None in a shop without a cloud, where the
    business date counts. ``problem`` is the code of what keeps class D shut; empty when open.
    ``until_ms`` is when class D ends for want of another exchange, None where it never does.
    """

    used: Money
    reserved: Money
    bound: Money
    most_value: Money
    since_ms: int | None = None
    age_ms: int = 0
    problem: str = ""
    until_ms: int | None = None

    @property
    def left(self) -> Money:
        """What one more coupon may be worth at most, as far as the sum goes."""
        left_minor = self.bound.minor - self.used.minor - self.reserved.minor
        return Money(max(left_minor, 0), self.bound.currency)


@dataclass(frozen=True, slots=True)
class CouponOffer:
    """A coupon of the member at the counter. ``worth`` is what it would take off this basket.

    ``why_not`` is empty for one that helps; else a code: why it is refused (COUPON_…), or why it
    does nothing here (trace.UnusedCoupon), with what is ``missing``. ``until_ms`` is its end.
    """

    number: str
    campaign: int
    name_zh: str
    name_en: str
    until_ms: int
    worth: Money
    why_not: str = ""
    missing: int = 0
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class CouponHere:
    """A coupon of the open transaction, and what it takes off as the basket stands.

    ``why_not`` is the code of why it does nothing (trace.UnusedCoupon), with what is ``missing``;
    empty when the sale would consume it.
    """

    coupon: HeldCoupon
    off: Money
    why_not: str = ""
    missing: int = 0
