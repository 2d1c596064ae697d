"""Coupons at the till: what one is worth here, and what keeps it from being spent twice.

A coupon lowers the price by a rule; the campaign's record says which class it is of, not the token
(sync.md section 10 has the four classes and what each of them can promise).
"""

from dataclasses import dataclass
from enum import StrEnum


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
    trusted time; ``grant_no`` the hold or right it is spent by, 0 without one.
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
