"""What the journal records of coupons before they are redeemed: how a campaign fares at the till.

Campaigns and numbers of coupons alone: not whose they are, nor which.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CouponsShown:
    """Coupons of a member were listed at the till: pairs of a campaign and how many of it."""

    kind: ClassVar[str] = "coupon_shown"
    schema: ClassVar[int] = 1
    campaigns: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class CouponTaken:
    """A coupon was taken into a basket; whether it did anything there is the sale's to say."""

    kind: ClassVar[str] = "coupon_take"
    schema: ClassVar[int] = 1
    campaign: int


OfferEvent = CouponsShown | CouponTaken
