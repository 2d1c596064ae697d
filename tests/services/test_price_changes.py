"""Prices overridden and discounts given on real files: limits, approvals, what stays refused."""

from dataclasses import replace

import pytest

from pos_app.domain.quantity import Quantity
from pos_app.domain.transaction import Discount
from tests.builders import (
    BOOK,
    BREAD,
    FREE,
    MANAGER,
    SENIOR,
    SHIFT_MANAGER,
    WATER,
    Rig,
    label,
    off,
    yuan,
)


class TestOverrides:
    def test_a_price_within_the_limit_needs_nobody_and_one_beyond_needs_approval(
        self, rig: Rig
    ) -> None:
        rig.open_for(SENIOR)
        rig.ring(WATER)
        override = rig.counter.checkout.override_price
        assert override(1, yuan(180), "TAG").total == yuan(180)
        assert rig.basket.transaction.approvals == ()
        basket = rig.approved(lambda approval: override(1, yuan(179), "TAG", approval))
        line = basket.lines[0].line
        assert (basket.total, line.price_override.approved_by) == (yuan(179), "op2001")
        assert basket.transaction.approvals == ("op2001",)

    def test_a_higher_price_needs_the_same_right(self, rig: Rig) -> None:
        rig.open_for(SENIOR)
        rig.ring(WATER)
        assert rig.counter.checkout.override_price(1, yuan(220), "TAG").total == yuan(220)
        with rig.refuses("APPROVAL_NEEDED"):
            rig.counter.checkout.override_price(1, yuan(221), "TAG")

    def test_a_price_from_a_code_cannot_be_lowered_step_by_step(self, rig: Rig) -> None:
        rig.open_for(SENIOR)
        rig.counter.checkout.scan(label(1000))
        assert rig.counter.checkout.override_price(1, yuan(900), "TAG").total == yuan(900)
        with rig.refuses("APPROVAL_NEEDED"):
            rig.counter.checkout.override_price(1, yuan(810), "TAG")

    def test_a_free_item_gets_a_price_only_with_approval(self, rig: Rig) -> None:
        rig.open_for(SENIOR)
        rig.ring(FREE)
        assert rig.counter.checkout.override_price(1, yuan(0), "TAG").total == yuan(0)
        with rig.refuses("APPROVAL_NEEDED"):
            rig.counter.checkout.override_price(1, yuan(1), "TAG")

    @pytest.mark.parametrize(
        ("line", "minor", "reason", "refusal"),
        [
            (1, 100, "NO_SUCH", "REASON_UNKNOWN"),
            (1, 100, "EXPIRY", "REASON_UNKNOWN"),  # a reason for discounts
            (1, -1, "TAG", "PRICE_NEGATIVE"),
            (1, 9520101000019, "TAG", "PRICE_TOO_LARGE"),
            (7, 100, "TAG", "LINE_UNKNOWN"),
        ],
    )
    def test_what_makes_no_price_is_refused_before_anybody_is_asked(
        self, shop: Rig, line: int, minor: int, reason: str, refusal: str
    ) -> None:
        shop.ring(WATER)
        with shop.refuses(refusal):
            shop.counter.checkout.override_price(line, yuan(minor), reason)


class TestDiscounts:
    def test_ten_percent_needs_nobody_however_it_rounds(self, rig: Rig) -> None:
        rig.open_for(SENIOR)
        rig.ring(BREAD)  # 3.33: ten percent are 0.333
        rig.counter.checkout.discount_line(1, off(percent=10))
        rig.counter.checkout.void_line(1)
        for price in (385, 5, 15):  # ten percent of these round up
            line = rig.counter.checkout.add_item(BREAD).line
            assert line is not None
            rig.approved(
                lambda approval, line=line, price=price: rig.counter.checkout.override_price(
                    line, yuan(price), "TAG", approval
                )
            )
            rig.counter.checkout.discount_line(line, off(percent=10))
        rig.counter.checkout.discount_transaction(off(percent=10))

    def test_several_discounts_count_together(self, rig: Rig) -> None:
        rig.open_for(SENIOR)
        rig.ring(WATER)
        rig.counter.checkout.discount_line(1, off(percent=6))
        with rig.refuses("APPROVAL_NEEDED") as caught:
            rig.counter.checkout.discount_line(1, off(percent=6))
        assert caught.value.request.rate_ppm > 100_000

    def test_a_shift_manager_stops_at_thirty_percent(self, rig: Rig) -> None:
        rig.open_for(SHIFT_MANAGER)
        rig.ring(WATER)
        rig.counter.checkout.discount_transaction(off(minor=60))
        with rig.refuses("APPROVAL_NEEDED"):
            rig.counter.checkout.discount_transaction(off(minor=1))

    def test_discounts_on_the_whole_are_taken_off_again(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        rig.ring(WATER, BREAD)
        rig.counter.checkout.discount_line(2, off(minor=33))
        assert rig.counter.checkout.discount_transaction(off(percent=50)).total == yuan(250)
        basket = rig.counter.checkout.remove_discounts()
        assert (basket.total, basket.discount) == (yuan(500), yuan(33))

    def test_everything_given_away_completes_with_nothing_due(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        rig.ring(WATER, BOOK)
        rig.counter.checkout.discount_transaction(off(percent=100))
        assert rig.basket.due == yuan(0)
        done = rig.counter.tendering.complete_even().completed
        assert done is not None
        assert rig.counter.history.find(done.receipt) == done

    @pytest.mark.parametrize(
        ("discount", "refusal"),
        [
            (off(percent=5, reason="NO_SUCH"), "REASON_UNKNOWN"),
            (Discount("GOODWILL", "", rate_ppm=0), "DISCOUNT_OUT_OF_RANGE"),
            (Discount("GOODWILL", "", rate_ppm=-1), "DISCOUNT_OUT_OF_RANGE"),
            (Discount("GOODWILL", "", rate_ppm=1_000_001), "DISCOUNT_OUT_OF_RANGE"),
            (Discount("GOODWILL", "", amount=yuan(0)), "DISCOUNT_OUT_OF_RANGE"),
            (Discount("GOODWILL", "", amount=yuan(-5)), "DISCOUNT_OUT_OF_RANGE"),
            (Discount("GOODWILL", "", amount=yuan(10**9)), "DISCOUNT_OUT_OF_RANGE"),
        ],
    )
    def test_what_makes_no_discount_is_refused(
        self, shop: Rig, discount: Discount, refusal: str
    ) -> None:
        shop.ring(WATER)
        with shop.refuses(refusal):
            shop.counter.checkout.discount_line(1, discount)
        with shop.refuses(refusal):
            shop.counter.checkout.discount_transaction(discount)

    def test_who_gave_it_is_not_what_the_caller_says(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        rig.ring(WATER)
        claimed = replace(off(minor=5), given_by="op1001", approved_by="op3001")
        modifier = rig.counter.checkout.discount_line(1, claimed).lines[0].modifiers[0]
        assert (modifier.given_by, modifier.approved_by) == ("op2001", None)

    def test_nothing_but_returns_has_nothing_to_discount(self, shop: Rig) -> None:
        sold = shop.sell(WATER)
        shop.approved(
            lambda approval: shop.counter.returns.return_line(
                sold.receipt, 1, Quantity.of(1), "FAULTY", approval
            )
        )
        with shop.refuses("NOTHING_TO_DISCOUNT"):
            shop.counter.checkout.discount_transaction(off(percent=5))

    def test_five_off_fifty_does_not_become_five_off_five(self, rig: Rig) -> None:
        rig.open_for(SENIOR)
        checkout = rig.counter.checkout
        rig.ring(BREAD, thousandths=10_000)
        checkout.discount_line(1, off(minor=333))
        with rig.refuses("DISCOUNT_TOO_LARGE_NOW"):
            checkout.set_quantity(1, Quantity.of(9))
        with rig.refuses("DISCOUNT_TOO_LARGE_NOW"):
            checkout.override_price(1, yuan(300), "TAG")
        checkout.set_quantity(1, Quantity.of(11))

    def test_five_off_the_whole_does_not_become_five_off_the_rest(self, rig: Rig) -> None:
        rig.open_for(SENIOR)
        checkout = rig.counter.checkout
        rig.ring(BREAD, WATER)
        checkout.discount_transaction(off(minor=53))
        with rig.refuses("DISCOUNT_TOO_LARGE_NOW"):
            checkout.void_line(1)
        checkout.remove_discounts()
        checkout.void_line(1)

    def test_a_percentage_shrinks_with_its_goods(self, shop: Rig) -> None:
        shop.ring(BREAD, thousandths=7_000)
        shop.ring(WATER)
        checkout = shop.counter.checkout
        shop.approved(lambda approval: checkout.discount_line(1, off(percent=50), approval))
        shop.approved(lambda approval: checkout.discount_transaction(off(percent=50), approval))
        for count in (6, 5, 4, 3, 2, 1):
            checkout.set_quantity(1, Quantity.of(count))
        checkout.void_line(2)
        assert shop.basket.total == yuan(83)
