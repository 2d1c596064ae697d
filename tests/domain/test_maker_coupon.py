"""A maker's coupon pays for the goods it names, as much as its number says, and never more."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.gtin import check_digit
from pos_app.domain.maker_coupon import (
    CouponReference,
    Gives,
    MakerCoupon,
    NamedGoods,
    makes,
    read_maker_coupon,
    worth,
)
from pos_app.domain.money import Money
from pos_app.errors import Refusal


def upc(code: str, maker: str = "37000", family: str = "123") -> str:
    body = f"5{maker}{family}{code}"
    return body + check_digit(body)


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def goods(*values: int, units: int = 1) -> list[NamedGoods]:
    return [
        NamedGoods(at, usd(value), units, usd(value // units)) for at, value in enumerate(values, 1)
    ]


def test_every_value_code_means_what_the_public_list_says(shared: Path) -> None:
    file = shared / "data" / "completejourney" / "upc_coupon_value_codes.json"
    listed = json.loads(file.read_text("utf-8"))
    for code, entry in listed.items():
        if entry["text"].startswith("Reserved"):
            with pytest.raises(Refusal, match="MAKER_COUPON_UNKNOWN_VALUE"):
                read_maker_coupon(upc(code), "USD")
            continue
        coupon = read_maker_coupon(upc(code), "USD")
        if entry["off_cents"] is not None:
            said = (Gives.AMOUNT, entry["buy"], entry["off_cents"])
            assert (coupon.gives, coupon.units, coupon.amount_minor) == said
        elif "Free" in entry["text"]:
            assert coupon.gives is Gives.FREE_ITEM
        else:
            assert coupon.gives is Gives.TYPED
    free = [read_maker_coupon(upc(code), "USD").units for code in ("01", "14", "16", "19", "02")]
    assert free == [1, 2, 3, 4, 5]


def test_the_same_coupon_is_read_as_upc_and_as_ean_13() -> None:
    number = upc("76")
    coupon, same = read_maker_coupon(number, "USD"), read_maker_coupon(f"0{number}", "USD")
    assert (coupon.maker, coupon.family, coupon.amount_minor) == ("37000", "123", 100)
    assert (same.maker, same.units, same.amount_minor) == ("37000", 1, 100)


@pytest.mark.parametrize("body", ["990000000001", "981000000001", "984999900001"])
def test_of_a_gs1_coupon_the_paper_says_the_value(body: str) -> None:
    coupon = read_maker_coupon(body + check_digit(body), "EUR")
    assert coupon.gives is Gives.TYPED
    with pytest.raises(Refusal, match="MAKER_COUPON_VALUE_NEEDED"):
        worth(coupon, goods(500), None, "USD")
    assert worth(coupon, goods(500), usd(80), "USD") == usd(80)


def test_value_codes_are_cents_and_mean_nothing_elsewhere() -> None:
    assert read_maker_coupon(upc("76"), "CNY").gives is Gives.TYPED


@pytest.mark.parametrize("text", ["", "12", "9520101000019", "537000123761", "98500000000"])
def test_what_is_no_coupon_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="MAKER_COUPON_UNREADABLE"):
        read_maker_coupon(text, "USD")


def test_goods_are_the_makers_by_their_number() -> None:
    coupon = read_maker_coupon(upc("76"), "USD")
    assert makes(coupon, 37000_55555_0)
    assert not makes(coupon, 38000_55555_0)
    assert not makes(coupon, 13_7000_55555_0 * 10**3)
    assert not makes(coupon, None)


def test_a_free_item_is_one_of_those_named() -> None:
    free, one_free = (read_maker_coupon(upc(code), "USD") for code in ("01", "14"))
    assert worth(free, goods(129, 399), None, "USD") == usd(399)
    assert worth(one_free, goods(198, units=2), None, "USD") == usd(99)
    with pytest.raises(Refusal, match="MAKER_COUPON_TOO_FEW"):
        worth(one_free, goods(99), None, "USD")


def test_without_its_goods_a_coupon_is_paper() -> None:
    coupon = read_maker_coupon(upc("33"), "USD")
    with pytest.raises(Refusal, match="MAKER_COUPON_NO_ITEM"):
        worth(coupon, [], None, "USD")
    with pytest.raises(Refusal, match="MAKER_COUPON_TOO_FEW") as caught:
        worth(coupon, goods(500), None, "USD")
    assert caught.value.facts == {"units": 2}
    with pytest.raises(Refusal, match="MAKER_COUPON_WORTH_NOTHING"):
        worth(coupon, goods(0, 0), None, "USD")


@given(
    st.sampled_from(["03", "33", "13", "01", "14", "61", "76"]),
    st.lists(st.integers(0, 900), min_size=1, max_size=6),
)
def test_a_coupon_never_pays_more_than_its_goods_cost(code: str, values: list[int]) -> None:
    coupon = read_maker_coupon(upc(code), "USD")
    try:
        paid = worth(coupon, goods(*values), None, "USD").minor
    except Refusal:
        return
    assert 0 < paid <= sum(values)
    if coupon.gives is Gives.AMOUNT:
        assert paid <= coupon.amount_minor


def test_a_tender_line_names_its_coupon_and_its_goods() -> None:
    reference = CouponReference("537000123768", (3, 14))
    assert CouponReference.parse(str(reference)) == reference
    assert str(reference) == "537000123768@3,14"
    assert MakerCoupon("1", Gives.TYPED).units == 1
