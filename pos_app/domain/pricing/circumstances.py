"""What pricing has to know besides the basket: where and when, who buys, what they bring.

All of it is handed in; the same circumstances give the same price on every machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pos_app.domain.pricing.rule import Audience, Rule, Window

_DAY_MS = 86_400_000
_MONDAY_OFFSET_DAYS = 3
"""1 January 1970 was a Thursday."""


@dataclass(frozen=True, slots=True)
class Buyer:
    """The part of a member that rules look at; nobody in particular when ``is_member`` is unset."""

    is_member: bool = False
    tier: str = ""
    segments: frozenset[str] = frozenset()
    is_birthday: bool = False
    is_first_purchase: bool = False
    points: int = 0
    """What may be spent now: the last known balance, less what was spent since, within leave."""


@dataclass(frozen=True, slots=True)
class PresentedCoupon:
    """A coupon that was accepted for this transaction; ``rule`` says what it gives.

    ``number`` is how records name it: the voucher id in hex, or the coupon's printed number.
    ``why_not`` is the code of what keeps this very coupon from being used, whatever its rule says.
    """

    number: str
    campaign: int
    rule: Rule
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class UsedSoFar:
    """How often a rule was used and what it gave, as far as this till knows."""

    times: int = 0
    times_by_member: int = 0
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Where, when and for whom. ``local_ms`` is trusted time plus the shop's offset from UTC."""

    store: str = ""
    channel: str = "till"
    local_ms: int = 0
    buyer: Buyer = Buyer()
    coupons: tuple[PresentedCoupon, ...] = ()
    entitlements: frozenset[str] = frozenset()
    points_to_spend: int = 0
    used: Mapping[str, UsedSoFar] = field(default_factory=dict)


NOBODY = Circumstances()
"""Any shop at any time, no member, no coupon."""


def is_alive(window: Window, local_ms: int) -> bool:
    """Tell whether a window is open at this local time."""
    if window.starts_ms is not None and local_ms < window.starts_ms:
        return False
    if window.ends_ms is not None and local_ms >= window.ends_ms:
        return False
    if window.days and (local_ms // _DAY_MS + _MONDAY_OFFSET_DAYS) % 7 not in window.days:
        return False
    if not window.hours:
        return True
    minute = local_ms % _DAY_MS // 60_000
    return any(
        start <= minute < end if start <= end else minute >= start or minute < end
        for start, end in window.hours
    )


def is_for(audience: Audience, buyer: Buyer) -> bool:
    """Tell whether a buyer is one of those a rule is for."""
    if audience.members_only and not buyer.is_member:
        return False
    if audience.tiers and buyer.tier not in audience.tiers:
        return False
    if audience.segments and audience.segments.isdisjoint(buyer.segments):
        return False
    if audience.birthday and not buyer.is_birthday:
        return False
    return not audience.first_purchase or buyer.is_first_purchase


def why_not_live(rule: Rule, around: Circumstances) -> str:
    """Say why a rule is out of the question whatever is in the basket; empty when it is not.

    First reason wins: WRONG_STORE, WRONG_CHANNEL, NOT_ALIVE, NOT_FOR_BUYER, ENTITLEMENT_MISSING,
    USED_UP.
    """
    if rule.stores and around.store not in rule.stores:
        return "WRONG_STORE"
    if rule.channels and around.channel not in rule.channels:
        return "WRONG_CHANNEL"
    if not is_alive(rule.window, around.local_ms):
        return "NOT_ALIVE"
    if not is_for(rule.audience, around.buyer):
        return "NOT_FOR_BUYER"
    if rule.entitlement and rule.entitlement not in around.entitlements:
        return "ENTITLEMENT_MISSING"
    times, budget = left_of(rule, around.used)
    return "USED_UP" if times == 0 or budget == 0 else ""


def left_of(rule: Rule, used: Mapping[str, UsedSoFar]) -> tuple[int | None, int | None]:
    """Give how often, and for how much, a rule may still be used; None is no limit."""
    caps = rule.caps
    if caps.uses_in_total is caps.uses_per_member is caps.budget is None:
        return None, None
    so_far = used.get(rule.id, UsedSoFar())
    times = [
        max(most - done, 0)
        for most, done in (
            (caps.uses_in_total, so_far.times),
            (caps.uses_per_member, so_far.times_by_member),
        )
        if most is not None
    ]
    budget = None if caps.budget is None else max(caps.budget - so_far.amount, 0)
    return min(times) if times else None, budget
