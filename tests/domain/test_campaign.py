"""A campaign's record: read field by field, and the rule it makes of a token."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.campaign import Coupon, class_of, read_campaign, rule_of, worth_of
from pos_app.domain.codes.payloads import VoucherKind
from pos_app.domain.coupon import CouponClass, WhenReturned
from pos_app.errors import Refusal


def record(**more: Any) -> dict[str, Any]:
    body = {
        "format": "ronghe-campaign/1",
        "number": 7,
        "class": "d",
        "name": {"zh": "券", "en": "Coupon"},
    }
    return body | more


def coupon(kind: VoucherKind = VoucherKind.AMOUNT_OFF, value: int = 500, **more: Any) -> Coupon:
    fields: dict[str, Any] = {"min_spend_minor": 0, "from_ms": 0, "until_ms": 1}
    return Coupon("ab" * 12, 7, kind, value, **fields | more)


def rule(data: dict[str, Any], token: Coupon) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(rule_of(read_campaign(data), token))
    return made


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"format": "ronghe-campaign/2"}, "campaign.format"),
        ({"number": 0}, "campaign.number"),
        ({"class": "e"}, "campaign.class=e"),
        ({"name": {"zh": "券"}}, "campaign.name.en"),
        ({"name": {"zh": "券", "en": "C", "fr": "B"}}, "campaign.name.fr"),
        ({"rule": []}, "campaign.rule"),
        ({"rule": {"kind": "teleport"}, "worth": 1}, "campaign.rule.kind=teleport"),
        ({"rule": {"id": "mine"}}, "campaign.rule.id"),
        ({"rule": {"caps": 5}}, "campaign.rule.caps"),
        ({"rule": {"caps": {"most_off": "much"}}}, "campaign.rule.caps.most_off"),
        ({"rule": {"needs": {"spend": 1}}}, "campaign.rule.needs"),
        ({"rule": {"coupon": 9}}, "campaign.rule.coupon"),
        ({"rule": {"kind": "amount_off", "amount": 100}}, "campaign.worth"),
        ({"limits": {"per_transaction": 0}}, "campaign.limits.per_transaction"),
        ({"limits": {"per_week": 1}}, "campaign.limits.per_week"),
        ({"valid": {"from": "soon"}}, "campaign.valid.from"),
        ({"valid": {"from": "2026-11-01T00:00+08:00"}}, "campaign.valid.from"),
        ({"on_return": "burn"}, "campaign.on_return"),
        ({"members_only": 1}, "campaign.members_only"),
        ({"stores": "S12"}, "campaign.stores"),
        ({"secret": 1}, "campaign.secret"),
    ],
)
def test_what_is_wrong_or_unknown_is_named_and_nothing_is_guessed(
    change: dict[str, Any], path: str
) -> None:
    with pytest.raises(Refusal) as caught:
        read_campaign(record(**change))
    assert caught.value.code == "COUPON_CAMPAIGN_WRONG"
    assert caught.value.facts["path"] == path


@pytest.mark.parametrize("data", [None, [], "x", 5, {}])
def test_what_is_no_record_is_refused(data: object) -> None:
    with pytest.raises(Refusal, match="COUPON_CAMPAIGN_WRONG"):
        read_campaign(data)


@given(
    st.dictionaries(
        st.sampled_from(["number", "class", "name", "rule", "limits", "valid", "worth", "stores"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.text(max_size=8), inner, max_size=3)
            ),
            max_leaves=8,
        ),
    )
)
def test_whatever_is_in_it_a_record_is_read_or_refused(change: dict[str, Any]) -> None:
    assert code_of(record(**change)) in {"", "COUPON_CAMPAIGN_WRONG"}


def code_of(data: object) -> str:
    """The code it is refused with; empty when it is read."""
    try:
        read_campaign(data)
    except Refusal as refusal:
        return refusal.code
    return ""


def test_defaults_are_the_kind_ones() -> None:
    campaign = read_campaign(record())
    assert campaign.when_returned is WhenReturned.GIVE_BACK
    assert not campaign.needs_member
    assert not campaign.is_withdrawn


class TestRules:
    def test_a_template_without_a_kind_takes_the_token_s_benefit(self) -> None:
        made = rule(record(rule={"exclusivity": "one"}), coupon(min_spend_minor=3000))
        assert (made["kind"], made["amount"], made["per"]) == ("amount_off", 500, "transaction")
        assert made["needs"] == [{"spend": 3000}]
        assert (made["exclusivity"], made["coupon"], made["id"]) == ("one", 7, "coupon.7")

    def test_the_goods_are_those_of_the_minimum_too(self) -> None:
        goods = {"skus": ["A1"]}
        made = rule(record(rule={"items": goods}), coupon(min_spend_minor=3000))
        assert made["items"] == goods
        assert made["needs"] == [{"spend": 3000, "items": goods}]

    def test_a_rate_is_in_hundredths_of_a_percent(self) -> None:
        made = rule(record(worth=900), coupon(VoucherKind.PERCENT_OFF, 1205))
        assert made["percent"] == "12.05"
        assert made["caps"] == {"most_off": 900}

    def test_a_template_asks_for_the_token_s_numbers(self) -> None:
        template = {
            "kind": "ladder",
            "steps": [{"at": "$min_spend", "amount": "$value"}],
            "caps": {"most_off": 300},
        }
        made = rule(record(rule=template, worth=900), coupon(min_spend_minor=3000))
        assert made["steps"] == [{"at": 3000, "amount": 500}]
        assert made["caps"] == {"most_off": 300}

    def test_no_rule_gives_more_than_the_coupon_is_worth(self) -> None:
        made = rule(record(worth=300), coupon(value=500))
        assert made["caps"] == {"most_off": 300}


class TestClass:
    def test_it_is_the_campaign_s(self) -> None:
        for word in "abcd":
            campaign = read_campaign(record(**{"class": word}))
            assert class_of(campaign, coupon(stores=(12,))) is CouponClass(word)

    def test_from_the_high_value_on_it_is_held_online(self) -> None:
        campaign = read_campaign(record(value_hi=500))
        assert class_of(campaign, coupon(value=499)) is CouponClass.BOUNDED
        assert class_of(campaign, coupon(value=500)) is CouponClass.HOLD
        assert class_of(campaign, coupon(VoucherKind.PERCENT_OFF, 1)) is CouponClass.HOLD

    def test_store_bound_means_one_store(self) -> None:
        campaign = read_campaign(record(**{"class": "b"}))
        assert class_of(campaign, coupon(stores=(1,))) is CouponClass.STORE_BOUND
        assert class_of(campaign, coupon(stores=(1, 2))) is CouponClass.BOUNDED
        assert class_of(campaign, coupon()) is CouponClass.BOUNDED

    def test_a_benefit_of_the_campaign_s_own_is_not_worth_what_the_token_says(self) -> None:
        campaign = read_campaign(record(rule={"kind": "amount_off", "amount": 900}, worth=900))
        assert worth_of(campaign, coupon(value=1)) == 900
        assert worth_of(read_campaign(record()), coupon(VoucherKind.FIXED_PRICE)) is None
