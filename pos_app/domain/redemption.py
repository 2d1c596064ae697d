"""Whether this till takes this coupon now: every reason against it, in one order.

``check_coupon`` asks what the coupon and its campaign allow, ``check_bound`` how much may be taken
without asking anybody. What the basket lacks is no reason: a coupon is accepted and reserved all
the same, and the price trace says what is missing (trace.UnusedCoupon), because the customer may
still be fetching it.
"""

from dataclasses import dataclass
from typing import Final

from pos_app.domain.campaign import Campaign, Coupon, worth_of
from pos_app.domain.coupon import CouponClass, CouponPolicy, Exposure, HeldCoupon
from pos_app.domain.money import Money
from pos_app.errors import Refusal

DEAD_AFTER_MS: Final = 7 * 86_400_000
"""So long without the cloud, and no coupon of any class is taken (sync.md section 10)."""

_HOUR_MS: Final = 3_600_000


@dataclass(frozen=True, slots=True)
class Known:
    """What a till knows when it judges a coupon. Times are trusted; ``local_ms`` the shop's own.

    ``is_theirs``: the member at the counter is the one the coupon is bound to. ``uses`` of it at
    this till, less those a return has undone; ``uses_by_member`` of its campaign. ``here`` counts
    coupons of its campaign in the basket.
    """

    store: str
    store_number: int | None
    now_ms: int
    local_ms: int
    is_clock_sure: bool = True
    is_revoked: bool = False
    uses: int = 0
    is_reserved_elsewhere: bool = False
    has_member: bool = False
    is_theirs: bool = False
    uses_by_member: int = 0
    here: int = 0


def check_coupon(coupon: Coupon, campaign: Campaign, known: Known) -> None:
    """Refuse a coupon that cannot be spent here and now, whatever is in the basket.

    Refuses, first reason wins: COUPON_WITHDRAWN, COUPON_CLOCK_UNSURE, COUPON_NOT_YET_VALID,
    COUPON_EXPIRED, COUPON_WRONG_STORE, COUPON_USED_UP, COUPON_RESERVED, COUPON_MEMBER_ONLY,
    COUPON_OTHER_MEMBER, COUPON_MEMBER_LIMIT, COUPON_ENOUGH_HERE.
    """
    if campaign.is_withdrawn or known.is_revoked:
        raise Refusal("COUPON_WITHDRAWN")
    _check_time(coupon, campaign, known)
    is_in_stores = coupon.stores is None or known.store_number in coupon.stores
    if not is_in_stores or (campaign.stores and known.store not in campaign.stores):
        raise Refusal("COUPON_WRONG_STORE")
    if known.uses >= coupon.max_uses:
        raise Refusal("COUPON_USED_UP", uses=coupon.max_uses)
    if known.is_reserved_elsewhere:
        raise Refusal("COUPON_RESERVED")
    _check_member(coupon, campaign, known)
    if campaign.per_transaction is not None and known.here >= campaign.per_transaction:
        raise Refusal("COUPON_ENOUGH_HERE", most=campaign.per_transaction)


def _check_time(coupon: Coupon, campaign: Campaign, known: Known) -> None:
    if not known.is_clock_sure:
        raise Refusal("COUPON_CLOCK_UNSURE")
    begins, ends = campaign.from_ms, campaign.until_ms
    if known.now_ms < coupon.from_ms or (begins is not None and known.local_ms < begins):
        raise Refusal("COUPON_NOT_YET_VALID")
    if known.now_ms >= coupon.until_ms or (ends is not None and known.local_ms >= ends):
        raise Refusal("COUPON_EXPIRED")


def _check_member(coupon: Coupon, campaign: Campaign, known: Known) -> None:
    needs_member = campaign.needs_member or coupon.bind is not None
    if needs_member and not known.has_member:
        raise Refusal("COUPON_MEMBER_ONLY")
    if coupon.bind is not None and not known.is_theirs:
        raise Refusal("COUPON_OTHER_MEMBER")
    if campaign.per_member is not None and known.uses_by_member >= campaign.per_member:
        raise Refusal("COUPON_MEMBER_LIMIT", most=campaign.per_member)


@dataclass(frozen=True, slots=True)
class Since:
    """What became of a coupon after it was accepted.

    ``is_held`` by its lease (class A). ``is_in_doubt``: the till was restored or copied.
    """

    is_used_up: bool = False
    is_held: bool = True
    is_in_doubt: bool = False


def why_asleep(held: HeldCoupon, now_ms: int, member_key: bytes, since: Since) -> str:
    """Say why a coupon that was accepted does nothing any more; empty when nothing speaks against.

    First reason wins: EXPIRED (while its basket waited), TILL_RESTORED, SPENT_MEANWHILE (by a
    cancelled return, or its right was of another disk), HOLD_ENDED (class A: renew it),
    NOT_FOR_BUYER (somebody else is the buyer now).
    """
    if now_ms >= held.until_ms:
        return "EXPIRED"
    if since.is_in_doubt:
        return "TILL_RESTORED"
    if since.is_used_up:
        return "SPENT_MEANWHILE"
    if held.coupon_class is CouponClass.HOLD and not since.is_held:
        return "HOLD_ENDED"
    if held.member_key and held.member_key != member_key:
        return "NOT_FOR_BUYER"
    return ""


def check_contact(exposure: Exposure) -> None:
    """Refuse every class once the cloud has not been met for a week.

    Refuses: COUPONS_OFF.
    """
    if exposure.since_ms is not None and exposure.age_ms > DEAD_AFTER_MS:
        raise Refusal("COUPONS_OFF", days=exposure.age_ms // (24 * _HOUR_MS))


def check_bound(coupon: Coupon, campaign: Campaign, exposure: Exposure) -> int:
    """Give what a coupon of class D may cost, once it is sure that this much may be lost.

    Refuses, first reason wins: COUPON_CAMPAIGN_WRONG (nobody said what it is worth),
    COUPON_TILL_RESTORED, COUPON_OFFLINE_TOO_LONG, COUPON_TOO_VALUABLE, COUPON_BEYOND_GRANT.
    """
    worth = worth_of(campaign, coupon)
    if worth is None:
        raise Refusal("COUPON_CAMPAIGN_WRONG", path="campaign.worth", expected="whole number")
    if exposure.problem:
        raise Refusal(exposure.problem, hours=exposure.age_ms // _HOUR_MS)
    if worth > exposure.most_value.minor:
        raise Refusal("COUPON_TOO_VALUABLE", most=exposure.most_value)
    if worth > exposure.left.minor:
        raise Refusal("COUPON_BEYOND_GRANT", left=exposure.left)
    return worth


def exposure_of(
    policy: CouponPolicy,
    sums: tuple[Money, Money],
    exchange: tuple[int, bool] | None,
    now_ms: int,
) -> Exposure:
    """Say how much class D may still cost. ``sums`` are what is used and what is reserved.

    ``exchange`` is when the cloud was last met and whether that was before the till was restored
    or copied; None in a shop without a cloud, where nobody is owed an exchange.
    """
    since_ms, is_before_restore = exchange or (None, False)
    age_ms = 0 if since_ms is None else max(now_ms - since_ms, 0)
    problem = ""
    most_age_ms = policy.most_age_hours * _HOUR_MS
    if is_before_restore:
        problem = "COUPON_TILL_RESTORED"
    elif age_ms > most_age_ms:
        problem = "COUPON_OFFLINE_TOO_LONG"
    used, reserved = sums
    return Exposure(
        used=used,
        reserved=reserved,
        bound=Money(policy.most_total_minor, used.currency),
        most_value=Money(policy.most_value_minor, used.currency),
        since_ms=since_ms,
        age_ms=age_ms,
        problem=problem,
        until_ms=None if since_ms is None else since_ms + most_age_ms,
    )
