"""JSON -> Campaign: what the retailer decided about one kind of coupon, checked field by field.

resources/rules/COUPONS.md describes the record with an example of each class. A record that is
wrong or speaks of something this program does not know is not used at all: half a campaign could
give away what the other half forbids.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pos_app.domain.codes.payloads import Voucher, VoucherKind
from pos_app.domain.coupon import CouponClass, WhenReturned
from pos_app.domain.pricing.fields import Fields, Unknown, local_ms
from pos_app.domain.pricing.kinds import Sets
from pos_app.domain.pricing.reading import read_rule
from pos_app.domain.pricing.rule import ItemSet
from pos_app.errors import Refusal

FORMAT: Final = "ronghe-campaign/1"
_MS: Final = 1000
_OURS: Final = ("id", "name", "coupon")
"""What a rule gets from its campaign and may not say itself."""


@dataclass(frozen=True, slots=True)
class Coupon:
    """One coupon as it was issued, whether scanned or out of a member's wallet.

    ``bind`` ties it to one member (codes/payloads.bind_of). Times are trusted ones; it is good
    while ``from_ms <= t < until_ms``.
    """

    number: str
    campaign: int
    kind: VoucherKind
    value: int
    min_spend_minor: int
    from_ms: int
    until_ms: int
    stores: tuple[int, ...] | None = None
    bind: bytes | None = None
    max_uses: int = 1


@dataclass(frozen=True, slots=True)
class Campaign:
    """One kind of coupon. ``rule`` is a template in the bundle's format, as JSON.

    ``is_of_token``: the template leaves the benefit to the token's kind and value.
    ``worth_minor`` bounds what one coupon takes off; class D needs it unless the token says it.
    From ``value_hi_minor`` on a coupon is of class A whatever the campaign is. ``from_ms`` and
    ``until_ms`` are the shop's local time.
    """

    number: int
    coupon_class: CouponClass
    name_zh: str
    name_en: str
    rule: str = "{}"
    is_of_token: bool = True
    is_withdrawn: bool = False
    is_members_only: bool = False
    per_transaction: int | None = None
    per_member: int | None = None
    stores: frozenset[str] = frozenset()
    from_ms: int | None = None
    until_ms: int | None = None
    worth_minor: int | None = None
    value_hi_minor: int | None = None
    when_returned: WhenReturned = WhenReturned.GIVE_BACK

    @property
    def needs_member(self) -> bool:
        """Whether it cannot be taken from somebody who is nobody in particular."""
        return self.is_members_only or self.per_member is not None


def coupon_of(voucher: Voucher) -> Coupon:
    """Take from a verified token what it says of its coupon."""
    return Coupon(
        number=voucher.voucher_id.hex(),
        campaign=voucher.campaign,
        kind=voucher.kind,
        value=voucher.value,
        min_spend_minor=voucher.min_spend_minor,
        from_ms=voucher.nbf * _MS,
        until_ms=voucher.exp * _MS,
        stores=voucher.stores,
        bind=voucher.bind,
        max_uses=voucher.max_uses,
    )


def read_campaign(data: object) -> Campaign:
    """Read a campaign's record.

    Refuses: COUPON_CAMPAIGN_WRONG, with the path and what was expected there, or what is unknown.
    """
    try:
        fields = Fields("campaign", data)
        if fields.any("format") != FORMAT:
            raise Refusal("COUPON_CAMPAIGN_WRONG", path="campaign.format", expected=FORMAT)
        campaign = _campaign(fields)
        fields.done()
        for kind in VoucherKind:  # whatever token comes, its rule can be read
            rule_of(campaign, Coupon("check", campaign.number, kind, 1, 1, 0, 1))
    except Unknown as reason:
        raise Refusal("COUPON_CAMPAIGN_WRONG", path=str(reason), expected="known") from None
    except Refusal as refusal:
        if refusal.code != "BUNDLE_WRONG":
            raise
        raise Refusal("COUPON_CAMPAIGN_WRONG", **refusal.facts) from None
    return campaign


def _campaign(fields: Fields) -> Campaign:
    names = Fields(fields.at("name"), fields.any("name", {}))
    limits = Fields(fields.at("limits"), fields.any("limits", {}))
    valid = Fields(fields.at("valid"), fields.any("valid", {}))
    rule = fields.any("rule", {})
    Fields(fields.at("rule"), rule)  # an object
    campaign = Campaign(
        number=fields.whole("number", least=1),
        coupon_class=_class_of(fields),
        name_zh=names.text("zh"),
        name_en=names.text("en"),
        rule=json.dumps(rule, ensure_ascii=False, separators=(",", ":")),
        is_of_token="kind" not in rule,
        is_withdrawn=fields.flag("withdrawn"),
        is_members_only=fields.flag("members_only"),
        per_transaction=limits.optional("per_transaction", least=1),
        per_member=limits.optional("per_member", least=1),
        stores=fields.texts("stores"),
        from_ms=local_ms(valid.any("from"), valid.at("from")),
        until_ms=local_ms(valid.any("until"), valid.at("until")),
        worth_minor=fields.optional("worth", least=1),
        value_hi_minor=fields.optional("value_hi", least=1),
        when_returned=fields.choice("on_return", WhenReturned, WhenReturned.GIVE_BACK),
    )
    for part in (names, limits, valid):
        part.done()
    is_taken_alone = campaign.coupon_class in (CouponClass.STORE_BOUND, CouponClass.BOUNDED)
    if is_taken_alone and not campaign.is_of_token and campaign.worth_minor is None:
        raise Refusal("COUPON_CAMPAIGN_WRONG", path=fields.at("worth"), expected="whole number")
    return campaign


def _class_of(fields: Fields) -> CouponClass:
    word = fields.text("class")
    if word not in set(CouponClass):
        raise Unknown(f"{fields.at('class')}={word}")
    return CouponClass(word)


def worth_of(campaign: Campaign, coupon: Coupon) -> int | None:
    """Say what a coupon takes off at most, in minor units; None when nobody has said."""
    bounds = [campaign.worth_minor]
    if campaign.is_of_token and coupon.kind in (VoucherKind.AMOUNT_OFF, VoucherKind.FREE_ITEM):
        bounds.append(coupon.value)
    known = [bound for bound in bounds if bound is not None]
    return min(known) if known else None


def class_of(campaign: Campaign, coupon: Coupon) -> CouponClass:
    """Say what keeps this very coupon from being spent twice.

    From the campaign's ``value_hi`` on it is A. A coupon of class B that does not name one store is
    bound to none and goes by class D's limits.
    """
    worth = worth_of(campaign, coupon)
    high = campaign.value_hi_minor
    if high is not None and (worth is None or worth >= high):
        return CouponClass.HOLD
    is_bound = coupon.stores is not None and len(coupon.stores) == 1
    if campaign.coupon_class is CouponClass.STORE_BOUND and not is_bound:
        return CouponClass.BOUNDED
    return campaign.coupon_class


def rule_of(campaign: Campaign, coupon: Coupon) -> str:
    """Give the rule of a coupon as JSON of the bundle format, read once to be sure that it can be.

    The campaign's template, with the token's numbers where it asks for them; a template that names
    no kind of benefit takes the one of the token.

    Refuses: BUNDLE_WRONG. Raises Unknown.
    """
    template = json.loads(campaign.rule)
    for key in _OURS:
        if key in template:
            raise Unknown(f"campaign.rule.{key}")
    if campaign.is_of_token:
        template = _of_kind(coupon, template.get("items")) | template
    percent = _percent_text(coupon.value)
    said = {"$value": coupon.value, "$percent": percent, "$min_spend": coupon.min_spend_minor}
    rule = _filled(template, said)
    assert isinstance(rule, dict)
    worth = worth_of(campaign, coupon)
    caps = rule.get("caps", {})
    if worth is not None and isinstance(caps, dict):
        most = caps.get("most_off", worth)
        rule["caps"] = caps | {"most_off": min(most, worth) if type(most) is int else most}
    rule |= {
        "id": f"coupon.{campaign.number}",
        "name": {"zh": campaign.name_zh, "en": campaign.name_en},
        "coupon": campaign.number,
    }
    read_rule(Fields("campaign.rule", rule), Sets(ItemSet(is_everything=True)))
    return json.dumps(rule, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _of_kind(coupon: Coupon, items: object) -> dict[str, Any]:
    """Give the benefit that the token itself speaks of."""
    goods = {} if items is None else {"items": items}
    needs = [{"spend": coupon.min_spend_minor, **goods}] if coupon.min_spend_minor else []
    benefit: dict[str, Any]
    match coupon.kind:
        case VoucherKind.AMOUNT_OFF:
            benefit = {"kind": "amount_off", "amount": max(coupon.value, 1), "per": "transaction"}
        case VoucherKind.PERCENT_OFF:
            percent = _percent_text(coupon.value)
            benefit = {"kind": "percent_off", "percent": percent, "per": "transaction"}
        case VoucherKind.FIXED_PRICE:
            benefit = {"kind": "add_on", "price": coupon.value}
        case VoucherKind.FREE_ITEM:
            benefit = {"kind": "gift", "pick": "best"}
    return benefit | goods | ({"needs": needs} if needs else {})


def _percent_text(basis_points: int) -> str:
    return f"{basis_points // 100}.{basis_points % 100:02}"


def _filled(value: object, said: Mapping[str, object]) -> object:
    """Put what the token says where a template asks for it."""
    if isinstance(value, str):
        return said.get(value, value)
    if isinstance(value, dict):
        return {key: _filled(entry, said) for key, entry in value.items()}
    if isinstance(value, list):
        return [_filled(entry, said) for entry in value]
    return value
