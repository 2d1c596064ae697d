"""Tenders, change, rounding and completion on real files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.quantity import Quantity
from pos_app.domain.tender import CardSlip, TenderType
from tests.builders import (
    BOOK,
    BREAD,
    CASHIER,
    FREE,
    MANAGER,
    SHIFT_MANAGER,
    SLIP,
    WATER,
    Rig,
    make_rig,
    make_template,
    yuan,
)


def tenders(rig: Rig) -> list[tuple[str, int, bool]]:
    return [
        (entry.tender_type.value, entry.amount.minor, entry.is_change)
        for entry in rig.basket.transaction.tenders
    ]


class TestCash:
    def test_cash_is_rounded_to_the_jiao_in_the_customers_favour_and_change_is_given(
        self, shop: Rig
    ) -> None:
        shop.ring(BREAD)  # 3.33
        assert shop.counter.tendering.cash_due() == yuan(330)
        done = shop.pay_cash(10_000)
        assert (done.rounding, done.change, done.paid) == (yuan(-3), yuan(9_670), yuan(330))
        written = done.priced.transaction.tenders
        assert [(entry.amount.minor, entry.is_change) for entry in written] == [
            (10_000, False),
            (-9_670, True),
        ]

    def test_the_till_suggests_what_the_customer_may_hand_over(self, shop: Rig) -> None:
        shop.ring(BREAD)
        suggested = [amount.minor for amount in shop.counter.tendering.quick_amounts()]
        assert suggested == [330, 1000, 2000, 5000, 10_000]

    def test_cash_in_parts(self, shop: Rig) -> None:
        shop.ring(BREAD)
        assert shop.counter.tendering.tender_cash(yuan(100)).completed is None
        assert tenders(shop) == [("cash", 100, False)]
        assert shop.counter.tendering.cash_due() == yuan(230)
        done = shop.pay_cash()
        assert (done.rounding, done.change) == (yuan(-3), yuan(0))

    def test_a_sale_below_the_smallest_coin_completes_with_nothing(self, shop: Rig) -> None:
        shop.ring(WATER)
        shop.approved(
            lambda approval: shop.counter.checkout.override_price(1, yuan(9), "TAG", approval)
        )
        assert shop.counter.tendering.cash_due() == yuan(0)
        done = shop.counter.tendering.complete_even().completed
        assert done is not None
        assert (done.rounding, done.paid) == (yuan(-9), yuan(0))
        assert done.priced.transaction.tenders == ()
        assert shop.counter.history.find(done.receipt) == done

    @pytest.mark.parametrize(
        ("minor", "refusal"),
        [(0, "TENDER_ZERO"), (-100, "TENDER_WRONG_WAY"), (100_000_000, "TENDER_TOO_LARGE")],
    )
    def test_an_amount_nobody_can_mean_is_refused(
        self, shop: Rig, minor: int, refusal: str
    ) -> None:
        shop.ring(WATER)
        with shop.refuses(refusal):
            shop.counter.tendering.tender_cash(yuan(minor))

    def test_a_free_basket_takes_no_tender_and_completes_even(self, shop: Rig) -> None:
        shop.ring(FREE)
        with shop.refuses("NOTHING_TO_SETTLE"):
            shop.counter.tendering.tender_cash(yuan(100))
        assert shop.counter.tendering.complete_even().completed is not None


class TestCards:
    def test_a_card_pays_the_exact_sum(self, shop: Rig) -> None:
        shop.ring(BREAD)
        done = shop.pay_card()
        assert (done.rounding, done.paid) == (yuan(0), yuan(333))
        assert done.priced.transaction.tenders[0].card == SLIP
        assert shop.counter.history.find(done.receipt) == done

    def test_what_a_card_leaves_is_rounded_in_cash(self, shop: Rig) -> None:
        shop.ring(BREAD)
        shop.counter.tendering.tender_card(yuan(200), SLIP)
        done = shop.pay_cash(1000)
        assert (done.rounding, done.change) == (yuan(-3), yuan(870))

    def test_what_cash_leaves_is_exact_on_the_card(self, shop: Rig) -> None:
        shop.ring(BREAD)
        shop.counter.tendering.tender_cash(yuan(200))
        done = shop.pay_card()
        assert (done.rounding, done.paid) == (yuan(0), yuan(333))

    @pytest.mark.parametrize(
        ("minor", "slip", "refusal"),
        [
            (334, SLIP, "CARD_ABOVE_DUE"),
            (0, SLIP, "TENDER_ZERO"),
            (-1, SLIP, "TENDER_WRONG_WAY"),
            (333, CardSlip("", "1234", "A1"), "CARD_BRAND_MISSING"),
            (333, CardSlip("Visa", "123", "A1"), "CARD_LAST_FOUR_WRONG"),
            (333, CardSlip("Visa", "１２３４", "A1"), "CARD_LAST_FOUR_WRONG"),
            (333, CardSlip("Visa", "1234", ""), "APPROVAL_CODE_WRONG"),
            (333, CardSlip("Visa", "1234", "A-1"), "APPROVAL_CODE_WRONG"),
            (333, CardSlip("Visa", "4111111111111111", "A1"), "CARD_NUMBER_NOT_TAKEN"),
            (333, CardSlip("4111 1111 1111 1111", "1234", "A1"), "CARD_NUMBER_NOT_TAKEN"),
        ],
    )
    def test_what_no_terminal_prints_is_refused(
        self, shop: Rig, minor: int, slip: CardSlip, refusal: str
    ) -> None:
        shop.ring(BREAD)
        with shop.refuses(refusal):
            shop.counter.tendering.tender_card(yuan(minor), slip)


class TestRemovingATender:
    def test_it_goes_out_and_the_rest_is_numbered_anew(self, shop: Rig) -> None:
        shop.ring(BOOK)
        shop.counter.tendering.tender_cash(yuan(100))
        shop.counter.tendering.tender_card(yuan(200), SLIP)
        shop.counter.tendering.tender_cash(yuan(300))
        basket = shop.counter.tendering.remove_tender(2)
        assert [(entry.number, entry.amount.minor) for entry in basket.transaction.tenders] == [
            (1, 100),
            (2, 300),
        ]
        for number in (0, 3, -1):
            with shop.refuses("TENDER_UNKNOWN"):
                shop.counter.tendering.remove_tender(number)
        shop.counter.tendering.remove_tender(1)
        shop.counter.tendering.remove_tender(1)
        shop.ring(WATER)

    def test_there_must_be_a_transaction(self, shop: Rig) -> None:
        with shop.refuses("NO_OPEN_TRANSACTION"):
            shop.counter.tendering.remove_tender(1)


class TestCompleting:
    def test_everything_twice_is_done_once(self, shop: Rig) -> None:
        shop.ring(WATER)
        shop.pay_cash()
        tendering = shop.counter.tendering
        for again in (
            lambda: tendering.tender_cash(yuan(200)),
            lambda: tendering.tender_card(yuan(200), SLIP),
            tendering.complete_even,
            tendering.cash_due,
            tendering.quick_amounts,
            lambda: shop.counter.checkout.set_quantity(1, Quantity.of(2)),
        ):
            with shop.refuses("NO_OPEN_TRANSACTION"):
                again()
        assert shop.rows("SELECT count(*) FROM retail_transaction") == [(1,)]

    def test_something_due_does_not_complete_even(self, shop: Rig) -> None:
        shop.ring(WATER)
        with shop.refuses("STILL_DUE"):
            shop.counter.tendering.complete_even()

    def test_only_voided_lines_settle_nothing(self, shop: Rig) -> None:
        shop.ring(WATER)
        shop.counter.checkout.void_line(1)
        for act in (
            shop.counter.tendering.complete_even,
            lambda: shop.counter.tendering.tender_cash(yuan(100)),
        ):
            with shop.refuses("NOTHING_TO_SETTLE"):
                act()

    def test_receipt_numbers_have_no_gap_whatever_is_refused_between(self, shop: Rig) -> None:
        numbers = []
        for _ in range(5):
            shop.ring(WATER)
            with shop.refuses("TENDER_ZERO"):
                shop.counter.tendering.tender_cash(yuan(0))
            numbers.append(shop.pay_cash().receipt.number)
            shop.reopen()
            shop.sign_on()
        assert numbers == [1, 2, 3, 4, 5]

    def test_the_finished_sale_is_what_the_disk_says(self, shop: Rig) -> None:
        shop.ring(WATER, BREAD, BOOK)
        shop.counter.checkout.note(1, "礼物")
        done = shop.pay_cash(5000)
        shop.reopen()
        shop.sign_on()
        assert shop.counter.history.find(done.receipt) == done


class TestRefundRoutes:
    def returned(self, rig: Rig, *skus: str, by_card: bool) -> None:
        rig.ring(*skus)
        sold = rig.pay_card() if by_card else rig.pay_cash()
        for line in range(1, len(skus) + 1):
            rig.counter.returns.return_line(sold.receipt, line, Quantity.of(1), "FAULTY")

    def test_cash_goes_back_as_cash_and_a_card_refund_needs_the_right(self, rig: Rig) -> None:
        rig.open_for(SHIFT_MANAGER)
        self.returned(rig, WATER, by_card=False)
        assert rig.counter.tendering.cash_due() == yuan(-200)
        with rig.refuses("REFUND_ABOVE_DUE"):
            rig.counter.tendering.tender_cash(yuan(-201))
        with rig.refuses("TENDER_WRONG_WAY"):
            rig.counter.tendering.tender_cash(yuan(200))
        assert rig.pay_cash().paid == yuan(-200)

    def test_a_card_sale_in_cash_is_limited_by_amount(self, rig: Rig) -> None:
        rig.open_for(SHIFT_MANAGER)
        rig.ring(*[BOOK] * 60)  # 678.00
        sold = rig.pay_card()
        rig.counter.returns.return_line(sold.receipt, 1, Quantity.of(60), "FAULTY")
        with rig.refuses("APPROVAL_NEEDED"):
            rig.counter.tendering.tender_cash(yuan(-67_800))
        rig.counter.tendering.tender_cash(yuan(-50_000))
        with rig.refuses("APPROVAL_NEEDED"):
            rig.counter.tendering.tender_cash(yuan(-17_800))
        done = rig.counter.tendering.tender_card(yuan(-17_800), SLIP).completed
        assert done is not None
        assert done.paid == yuan(-67_800)

    def test_a_cashier_asks_before_giving_cash_for_a_card_sale(self, shop: Rig) -> None:
        shop.ring(WATER)
        sold = shop.pay_card()
        shop.approved(
            lambda approval: shop.counter.returns.return_line(
                sold.receipt, 1, Quantity.of(1), "FAULTY", approval
            )
        )
        done = shop.approved(
            lambda approval: shop.counter.tendering.tender_cash(yuan(-200), approval)
        ).completed
        assert done is not None
        assert done.priced.transaction.approvals == ("op2001", "op2001")

    def test_what_an_exchange_gave_back_by_card_is_not_given_back_again(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        rig.ring(BOOK, BREAD)
        rig.counter.tendering.tender_card(yuan(1130), SLIP)
        sold = rig.pay_cash()
        rig.counter.returns.return_line(sold.receipt, 1, Quantity.of(1), "UNWANTED")
        rig.ring(WATER)
        assert rig.pay_card().paid == yuan(-928)  # the book's share of the rounding was 0.02
        rig.counter.returns.return_line(sold.receipt, 2, Quantity.of(1), "UNWANTED")
        desk = rig.counter._real.desk
        paid = rig.counter.tendering._paid_by(TenderType.CARD, rig.basket)
        assert (paid, desk.basket.due) == (202, yuan(-332))


class TestStoresThatRoundUp:
    @pytest.fixture
    def up(self, tmp_path: Path) -> Iterator[Rig]:
        rounding = {"step_minor": 10, "rounding": "up"}
        rig = make_rig(
            make_template(tmp_path / "template", cash_rounding=rounding), tmp_path / "till"
        )
        rig.open_for(MANAGER)
        yield rig
        rig.close()

    def test_coins_between_the_sum_and_the_rounded_sum_are_enough(self, up: Rig) -> None:
        up.ring(BREAD)
        assert up.counter.tendering.cash_due() == yuan(340)
        done = up.pay_cash(335)
        assert (done.rounding, done.change, done.paid) == (yuan(2), yuan(0), yuan(335))

    def test_a_refund_rounded_up_is_still_a_refund_in_cash(self, up: Rig) -> None:
        up.sell(WATER)
        up.counter.shifts.close_shift(())
        up.open_for(CASHIER)
        up.approved(
            lambda approval: up.counter.returns.return_without_receipt(
                BREAD, Quantity.of(1), "FAULTY", approval
            )
        )
        assert up.counter.tendering.cash_due() == yuan(-340)
        assert up.pay_cash().paid == yuan(-340)

    def test_a_refund_mirrors_it(self, up: Rig) -> None:
        sold = up.sell(BREAD)
        assert sold.paid == yuan(340)
        up.counter.returns.return_line(sold.receipt, 1, Quantity.of(1), "FAULTY")
        assert up.basket.due == yuan(-340)
        assert up.pay_cash().paid == yuan(-340)
