"""Gifts and add-ons that are earned are offered, and only those."""

from dataclasses import replace

from pos_app.domain.coupon import CouponClass, HeldCoupon
from pos_app.domain.pricing.circumstances import NOBODY, Circumstances
from pos_app.domain.pricing.coupon_rules import join_coupons
from pos_app.domain.pricing.engine import price
from tests.domain.baskets import a_sale, a_transaction, an_item
from tests.domain.pricing.rule_texts import a_bundle, read

TEA = replace(an_item(1200), sku="tea")
TISSUES = replace(an_item(900), sku="tissues")
ADD_ON = {
    "id": "add-on",
    "kind": "add_on",
    "price": 500,
    "items": {"skus": ["tissues"]},
    "needs": [{"items": {"skus": ["tea"]}, "spend": 2000}],
}
WELCOME = {"id": "welcome", "kind": "gift", "entitlement": "w", "items": {"skus": ["tissues"]}}


def offered(*rules: object, tea: int = 2, around: Circumstances = NOBODY) -> list[str]:
    basket = a_transaction(a_sale(TEA, tea * 1000))
    trace = price(basket, read(a_bundle(*rules)), around).trace
    return [offer.rule for offer in trace.open_offers]


def test_an_add_on_is_offered_once_enough_was_bought() -> None:
    assert offered(ADD_ON, tea=1) == []
    assert offered(ADD_ON, tea=2) == ["add-on"]


def test_it_is_not_offered_any_more_once_it_was_scanned() -> None:
    basket = a_transaction(a_sale(TEA, 2000), replace(a_sale(TISSUES), number=2))
    trace = price(basket, read(a_bundle(ADD_ON))).trace
    assert trace.open_offers == ()
    assert [used.rule for used in trace.applications] == ["add-on"]


def test_a_right_is_offered_to_the_member_who_has_it() -> None:
    assert offered(WELCOME) == []
    assert offered(WELCOME, around=Circumstances(entitlements=frozenset({"w"}))) == ["welcome"]


def test_an_ordinary_reduction_of_goods_that_are_not_there_is_no_offer() -> None:
    plain = {"id": "plain", "kind": "percent_off", "percent": 10, "items": {"skus": ["tissues"]}}
    assert offered(plain) == []


def test_coupons_joined_to_a_bundle_leave_its_floors_as_they_are() -> None:
    floors = [{"items": {"skus": ["tea"]}, "percent": 80}]
    bundle = read(a_bundle(floors=floors))
    rule = '{"id": "c", "kind": "percent_off", "percent": 50, "items": {"skus": ["tea", "x"]}}'
    held = HeldCoupon("1", 7, CouponClass.BOUNDED, "", "", rule, until_ms=1)
    joined, _ = join_coupons(bundle, (held,))
    again, _ = join_coupons(joined, (replace(held, rule=rule.replace('"x"', '"y"')),))
    assert len(again._floors_of_set[again.floors[0].items]) == 1
