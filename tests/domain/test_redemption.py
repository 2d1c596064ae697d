"""The reasons against a coupon come in one order, whatever else speaks against it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.campaign import Campaign, Coupon
from pos_app.domain.codes.payloads import VoucherKind
from pos_app.domain.coupon import CouponClass, CouponPolicy, Exposure, HeldCoupon
from pos_app.domain.money import Money
from pos_app.domain.redemption import (
    DEAD_AFTER_MS,
    Known,
    Since,
    check_bound,
    check_contact,
    check_coupon,
    exposure_of,
    why_asleep,
)
from pos_app.errors import Refusal

NOW_MS = 1_000_000
COUPON = Coupon("ab" * 12, 7, VoucherKind.AMOUNT_OFF, 500, 0, NOW_MS - 10, NOW_MS + 10)
CAMPAIGN = Campaign(7, CouponClass.BOUNDED, "券", "Coupon")
KNOWN = Known("S12", 12, NOW_MS, NOW_MS)
HELD = HeldCoupon("ab" * 12, 7, CouponClass.BOUNDED, "券", "Coupon", "{}", NOW_MS + 1)

# What speaks against it: a code, and what it changes of coupon, campaign and what is known.
AGAINST: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ("COUPON_WITHDRAWN", {}, {"is_withdrawn": True}, {}),
    ("COUPON_CLOCK_UNSURE", {}, {}, {"is_clock_sure": False}),
    ("COUPON_NOT_YET_VALID", {"from_ms": NOW_MS + 1}, {}, {}),
    ("COUPON_EXPIRED", {"until_ms": NOW_MS}, {}, {}),
    ("COUPON_WRONG_STORE", {"stores": (11,)}, {}, {}),
    ("COUPON_USED_UP", {}, {}, {"uses": 1}),
    ("COUPON_RESERVED", {}, {}, {"is_reserved_elsewhere": True}),
    ("COUPON_MEMBER_ONLY", {}, {"is_members_only": True}, {}),
    ("COUPON_OTHER_MEMBER", {"bind": b"\x01" * 8}, {}, {"has_member": True}),
    ("COUPON_MEMBER_LIMIT", {}, {"per_member": 2}, {"uses_by_member": 2, "has_member": True}),
    ("COUPON_ENOUGH_HERE", {}, {"per_transaction": 1}, {"here": 1}),
]
ORDER = [code for code, *_ in AGAINST]


def said(chosen: list[int]) -> str:
    coupon: dict[str, Any] = {}
    campaign: dict[str, Any] = {}
    known: dict[str, Any] = {}
    for at in chosen:
        _, of_coupon, of_campaign, of_known = AGAINST[at]
        coupon |= of_coupon
        campaign |= of_campaign
        known |= of_known
    try:
        check_coupon(
            replace(COUPON, **coupon), replace(CAMPAIGN, **campaign), replace(KNOWN, **known)
        )
    except Refusal as refusal:
        return refusal.code
    return ""


def test_with_nothing_against_it_a_coupon_is_good() -> None:
    assert said([]) == ""


@given(st.sets(st.sampled_from(range(len(AGAINST))), min_size=1))
def test_the_first_reason_wins(chosen: set[int]) -> None:
    member_first = ORDER.index("COUPON_MEMBER_ONLY")
    has_member = any(AGAINST[at][3].get("has_member") for at in chosen)
    relevant = chosen - {member_first} if has_member else chosen
    expected = ORDER[min(relevant)] if relevant else ""
    assert said(sorted(chosen)) == expected


@pytest.mark.parametrize(
    ("campaign", "local_ms", "code"),
    [
        ({"from_ms": NOW_MS}, NOW_MS - 1, "COUPON_NOT_YET_VALID"),
        ({"from_ms": NOW_MS}, NOW_MS, ""),
        ({"until_ms": NOW_MS}, NOW_MS - 1, ""),
        ({"until_ms": NOW_MS}, NOW_MS, "COUPON_EXPIRED"),
    ],
)
def test_a_campaign_s_dates_are_the_shop_s_local_ones(
    campaign: dict[str, Any], local_ms: int, code: str
) -> None:
    known = replace(KNOWN, local_ms=local_ms)
    if not code:
        check_coupon(COUPON, replace(CAMPAIGN, **campaign), known)
        return
    with pytest.raises(Refusal, match=code):
        check_coupon(COUPON, replace(CAMPAIGN, **campaign), known)


def exposure(used: int = 0, reserved: int = 0, **more: Any) -> Exposure:
    fields: dict[str, Any] = {"bound": Money(1000), "most_value": Money(500)}
    return Exposure(Money(used), Money(reserved), **fields | more)


@given(used=st.integers(0, 1200), reserved=st.integers(0, 1200), value=st.integers(1, 700))
def test_the_sum_never_passes_the_bound(used: int, reserved: int, value: int) -> None:
    coupon = replace(COUPON, value=value)
    fits = value <= 500 and used + reserved + value <= 1000
    if fits:
        assert check_bound(coupon, CAMPAIGN, exposure(used, reserved)) == value
        return
    with pytest.raises(Refusal) as caught:
        check_bound(coupon, CAMPAIGN, exposure(used, reserved))
    expected = "COUPON_TOO_VALUABLE" if value > 500 else "COUPON_BEYOND_GRANT"
    assert caught.value.code == expected


def test_the_bound_s_reasons_come_in_their_order() -> None:
    full = exposure(1000, problem="COUPON_OFFLINE_TOO_LONG")
    dear = replace(COUPON, value=900)
    unknown = replace(COUPON, kind=VoucherKind.PERCENT_OFF)
    for coupon, seen, code in (
        (unknown, full, "COUPON_CAMPAIGN_WRONG"),
        (dear, full, "COUPON_OFFLINE_TOO_LONG"),
        (dear, exposure(1000), "COUPON_TOO_VALUABLE"),
        (COUPON, exposure(1000), "COUPON_BEYOND_GRANT"),
    ):
        with pytest.raises(Refusal, match=code):
            check_bound(coupon, CAMPAIGN, seen)


def test_the_dead_man_counts_from_the_exchange_and_never_without_a_cloud() -> None:
    check_contact(exposure(age_ms=DEAD_AFTER_MS * 9))
    check_contact(exposure(since_ms=1, age_ms=DEAD_AFTER_MS))
    with pytest.raises(Refusal, match="COUPONS_OFF"):
        check_contact(exposure(since_ms=1, age_ms=DEAD_AFTER_MS + 1))


def test_a_disk_that_was_restored_is_said_before_its_age() -> None:
    sums = (Money(0), Money(0))
    hours = 3_600_000
    policy = CouponPolicy(most_age_hours=2)
    for exchange, problem in (
        (None, ""),
        ((NOW_MS, False), ""),
        ((NOW_MS - 2 * hours, False), ""),
        ((NOW_MS - 2 * hours - 1, False), "COUPON_OFFLINE_TOO_LONG"),
        ((NOW_MS - 9 * hours, True), "COUPON_TILL_RESTORED"),
        ((NOW_MS + hours, False), ""),
    ):
        assert exposure_of(policy, sums, exchange, NOW_MS).problem == problem


@pytest.mark.parametrize(
    ("held", "now_ms", "used_up", "is_held", "why"),
    [
        ({}, NOW_MS, False, False, ""),
        ({}, NOW_MS + 1, True, False, "EXPIRED"),
        ({"coupon_class": CouponClass.HOLD}, NOW_MS, True, False, "SPENT_MEANWHILE"),
        (
            {"coupon_class": CouponClass.HOLD, "member_key": b"x"},
            NOW_MS,
            False,
            False,
            "HOLD_ENDED",
        ),
        ({"coupon_class": CouponClass.HOLD}, NOW_MS, False, True, ""),
        ({"member_key": b"other"}, NOW_MS, False, False, "NOT_FOR_BUYER"),
        ({"member_key": b"me"}, NOW_MS, False, False, ""),
    ],
)
def test_why_an_accepted_coupon_sleeps(
    held: dict[str, Any], now_ms: int, used_up: bool, is_held: bool, why: str
) -> None:
    coupon = replace(HELD, **held)
    assert why_asleep(coupon, now_ms, b"me", Since(is_used_up=used_up, is_held=is_held)) == why
