"""Members, coupons and points in words, the same on every screen. Masked names only."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from pos_app.domain.catalog import Item
from pos_app.domain.coupon import CouponOffer
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.member import LAST_DIGITS, Consent, NextTier, Purpose, Tier
from pos_app.domain.money import Money
from pos_app.ui import formats, language, messages
from pos_app.ui.marked import marked

translate = QCoreApplication.translate

WHY_NOT: dict[str, str] = {
    "NEEDS_MORE": marked("MemberWords", "{missing} more to spend"),
    "NEEDS_MORE_UNITS": marked("MemberWords", "more pieces needed"),
    "NOTHING_ELIGIBLE": marked("MemberWords", "nothing here it is for"),
    "BETTER_WITHOUT": marked("MemberWords", "other offers give more"),
    "NOT_ALIVE": marked("MemberWords", "not at this time"),
    "WRONG_STORE": marked("MemberWords", "not in this store"),
    "WRONG_CHANNEL": marked("MemberWords", "not at a till"),
    "NOT_FOR_BUYER": marked("MemberWords", "not for this member"),
    "ENTITLEMENT_MISSING": marked("MemberWords", "a right is missing"),
    "USED_UP": marked("MemberWords", "used up"),
    "EXPIRED": marked("MemberWords", "has expired"),
    "SPENT_MEANWHILE": marked("MemberWords", "spent meanwhile"),
    "TILL_RESTORED": marked("MemberWords", "needs the network"),
    "HOLD_ENDED": marked("MemberWords", "hold has ended"),
    "COUPON_EXPIRED": marked("MemberWords", "has expired"),
    "COUPON_NOT_YET_VALID": marked("MemberWords", "not valid yet"),
    "COUPON_WITHDRAWN": marked("MemberWords", "withdrawn"),
    "COUPON_CLOCK_UNSURE": marked("MemberWords", "clock in doubt"),
    "COUPON_WRONG_STORE": marked("MemberWords", "not in this store"),
    "COUPON_USED_UP": marked("MemberWords", "used already"),
    "COUPON_RESERVED": marked("MemberWords", "in another sale"),
    "COUPON_MEMBER_ONLY": marked("MemberWords", "members only"),
    "COUPON_OTHER_MEMBER": marked("MemberWords", "another member's"),
    "COUPON_MEMBER_LIMIT": marked("MemberWords", "member's limit reached"),
    "COUPON_ENOUGH_HERE": marked("MemberWords", "no more in one sale"),
    "TOO_MANY_COUPONS": marked("MemberWords", "no more in one sale"),
    "COUPON_UNKNOWN": marked("MemberWords", "unknown to this till"),
    "COUPON_CAMPAIGN_WRONG": marked("MemberWords", "offer not readable"),
    "COUPON_NEEDS_HOLD": marked("MemberWords", "needs the network"),
    "COUPON_HOLD_TOO_SHORT": marked("MemberWords", "needs the network"),
    "COUPON_OTHER_TILL_DECIDES": marked("MemberWords", "at another till only"),
    "COUPON_NO_RIGHTS_LEFT": marked("MemberWords", "this till's share is gone"),
    "COUPON_TILL_RESTORED": marked("MemberWords", "needs the network"),
    "COUPON_OFFLINE_TOO_LONG": marked("MemberWords", "offline too long"),
    "COUPONS_OFF": marked("MemberWords", "offline too long"),
    "COUPON_TOO_VALUABLE": marked("MemberWords", "too valuable offline"),
    "COUPON_BEYOND_GRANT": marked("MemberWords", "offline limit reached"),
    "TENDER_STARTED": marked("MemberWords", "payment has begun"),
}

UNTIL_THE_BASKET_CHANGES = frozenset(
    {"NEEDS_MORE", "NEEDS_MORE_UNITS", "NOTHING_ELIGIBLE", "BETTER_WITHOUT", "NOT_ALIVE"}
)
"""Why a coupon that may be taken does nothing so far."""


_PURPOSES: dict[Purpose, str] = {
    Purpose.MEMBERSHIP: marked("MemberWords", "membership"),
    Purpose.MARKETING: marked("MemberWords", "offers"),
    Purpose.PROFILING: marked("MemberWords", "recommendations"),
    Purpose.SHARING: marked("MemberWords", "sharing"),
}


class Face(Protocol):
    """What there is to see of a member: services/member_panel.py."""

    @property
    def is_known_here(self) -> bool:
        """This till knows them; otherwise all else is empty."""

    @property
    def name_masked(self) -> str:
        """The family name and a star."""

    @property
    def phone_last4(self) -> str:
        """The end of the phone number."""

    @property
    def number(self) -> str:
        """The member number."""

    @property
    def tier(self) -> Tier | None:
        """The tier that counts for prices now."""

    @property
    def tier_after(self) -> Tier | None:
        """The tier with this purchase."""

    @property
    def next_tier(self) -> NextTier | None:
        """The step above that, and what is missing with this purchase."""

    @property
    def points(self) -> int:
        """Points as of ``as_of_ms``."""

    @property
    def as_of_ms(self) -> int:
        """When the cloud, or the store itself, last counted."""

    @property
    def tags(self) -> tuple[str, ...]:
        """What operators should know."""

    @property
    def last_visit(self) -> BusinessDate | None:
        """The day of the last purchase."""

    @property
    def usual(self) -> tuple[Item, ...]:
        """What they usually buy."""

    @property
    def is_birthday(self) -> bool:
        """The birthday counts today."""

    @property
    def is_provisional(self) -> bool:
        """Enrolled here, not yet confirmed."""

    @property
    def may_spend(self) -> bool:
        """Coupons and points may be spent: the clock is sure."""

    @property
    def consents(self) -> Mapping[Purpose, Consent]:
        """The answer in force for each purpose that was asked."""


def who(face: Face) -> str:
    """Name somebody as far as may be seen: ``张*  ****0101``."""
    if not face.is_known_here:
        return translate("MemberWords", "Member not known at this till")
    return name_and_digits(face.name_masked, face.phone_last4, face.number)


def name_and_digits(name_masked: str, phone_last4: str, number: str) -> str:
    """Put name and last digits together; by the number where a name is held no more."""
    digits = "*" * LAST_DIGITS + phone_last4 if phone_last4 else ""
    return "  ".join(part for part in (name_masked, digits) if part) or number


def tier_name(tier: Tier | None) -> str:
    """Name a tier in the language spoken now."""
    if tier is None:
        return translate("MemberWords", "Member")
    return language.name_of(tier)


def agreed_to(face: Face) -> str:
    """Name what somebody has consented to, in the order it is asked; empty for nothing."""
    answers = face.consents
    given = [purpose for purpose in Purpose if purpose in answers and answers[purpose].is_granted]
    return ", ".join(translate("MemberWords", _PURPOSES[purpose]) for purpose in given)


def to_next(face: Face, currency: str) -> str:
    """Say what is missing to the next tier once this purchase is paid."""
    step = face.next_tier
    if face.tier_after is not None and face.tier_after != face.tier:
        reached = translate("MemberWords", "{tier} with this purchase")
        return reached.replace("{tier}", tier_name(face.tier_after))
    if step is None:
        return translate("MemberWords", "the highest tier") if face.tier else ""
    missing = formats.money(Money(step.missing_minor, currency))
    words = translate("MemberWords", "{missing} to {tier}").replace("{missing}", missing)
    return words.replace("{tier}", tier_name(step.tier))


def ago(day: BusinessDate | None, today: BusinessDate | None) -> str:
    """Say how long ago a day was, counted from the business date."""
    if day is None or today is None:
        return day or "–"
    days = (date.fromisoformat(today) - date.fromisoformat(day)).days
    if days <= 0:
        return translate("MemberWords", "today")
    if days == 1:
        return translate("MemberWords", "yesterday")
    return translate("MemberWords", "{days} days ago").replace("{days}", str(days))


def why_not(code: str, missing: Money) -> str:
    """Say shortly why a coupon does nothing; what has no short words is said as a sentence."""
    words = WHY_NOT.get(code)
    if words is None:
        return messages.sentence(code, {}) if code else ""
    return translate("MemberWords", words).replace("{missing}", formats.money(missing))


def coupon_name(offer: CouponOffer) -> str:
    """Name a coupon in the language spoken now; by its number when the campaign has no name."""
    return language.name_of(offer) or offer.number


def best_of(offers: tuple[CouponOffer, ...]) -> tuple[CouponOffer, ...]:
    """Give those that help this basket and are not taken yet, best first."""
    usable = [offer for offer in offers if not offer.why_not and not offer.is_held]
    return tuple(sorted(usable, key=lambda offer: -offer.worth.minor))
