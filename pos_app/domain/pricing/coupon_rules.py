"""The rules that accepted coupons bring, joined to the bundle in force for one transaction."""

import json
from collections.abc import Iterable
from dataclasses import replace

from pos_app.domain.coupon import HeldCoupon
from pos_app.domain.pricing.bundle import RuleBundle
from pos_app.domain.pricing.circumstances import PresentedCoupon
from pos_app.domain.pricing.fields import Fields
from pos_app.domain.pricing.kinds import Sets
from pos_app.domain.pricing.reading import read_rule


def join_coupons(
    bundle: RuleBundle, coupons: Iterable[HeldCoupon]
) -> tuple[RuleBundle, tuple[PresentedCoupon, ...]]:
    """Read the coupons' rules; the bundle given back knows the goods they speak of.

    Raises Unknown and refuses BUNDLE_WRONG like any rule; whoever accepted the coupon has read its
    rule once already, so neither is to be expected here.
    """
    sets = Sets(bundle.sets[0])
    for items in bundle.sets[1:]:
        sets.number(items)
    presented = tuple(
        PresentedCoupon(
            coupon.number,
            coupon.campaign,
            read_rule(Fields(f"coupon.{coupon.campaign}", json.loads(coupon.rule)), sets),
        )
        for coupon in coupons
    )
    if len(sets.all()) == len(bundle.sets):
        return bundle, presented
    return replace(bundle, sets=sets.all()), presented
