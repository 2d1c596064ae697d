"""Goods that come back: never more than was sold, and in total exactly what was paid."""

import pytest

from pos_app.domain.identifiers import BusinessDate, ReceiptNumber
from pos_app.domain.operators import ApprovalNeeded
from pos_app.domain.quantity import Quantity
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.transaction import Discount, TransactionKind
from pos_app.services.returns import SaleQuery
from tests.builders import (
    APPLE,
    BOOK,
    BREAD,
    FREE,
    MANAGER,
    RECALLED,
    SHIFT_MANAGER,
    UNPRICED,
    WATER,
    Rig,
    yuan,
)

ONE = Quantity.of(1)


def take_back(
    rig: Rig, sold: CompletedTransaction, line: int, quantity: Quantity = ONE
) -> CompletedTransaction:
    rig.counter.returns.return_line(sold.receipt, line, quantity, "FAULTY")
    if not rig.basket.due:
        done = rig.counter.tendering.complete_even().completed
        assert done is not None
        return done
    return rig.pay_card()


class TestWithReceipt:
    def test_a_line_comes_back_for_its_share_of_what_was_paid(self, managed: Rig) -> None:
        managed.ring(BREAD, BREAD, WATER)
        managed.counter.checkout.discount_transaction(Discount("GOODWILL", "", amount=yuan(100)))
        sold = managed.pay_cash()
        refunds = [take_back(managed, sold, line, ONE).paid for line in (1, 2, 1)]
        assert sum(refund.minor for refund in refunds) == -sold.paid.minor
        sale = managed.counter.returns.find(sold.receipt)
        assert [line.remaining for line in sale.lines] == [Quantity(0), Quantity(0)]

    def test_fractions_of_a_weighed_line_add_up(self, managed: Rig) -> None:
        managed.ring(APPLE, thousandths=1234)
        sold = managed.pay_card()
        paid = [take_back(managed, sold, 1, Quantity(part)).paid.minor for part in (1, 333, 900)]
        assert sum(paid) == -sold.paid.minor

    def test_an_exclusive_tax_comes_back_with_the_goods(self, managed: Rig) -> None:
        sold = managed.sell(BOOK)
        back = take_back(managed, sold, 1)
        assert back.priced.total == yuan(-1130)
        assert back.priced.taxes[0].tax == yuan(-130)
        assert managed.counter.history.find(back.receipt) == back

    def test_never_more_than_was_sold(self, managed: Rig) -> None:
        managed.ring(WATER, WATER, WATER)
        sold = managed.pay_cash()
        back = managed.counter.returns.return_line
        with managed.refuses("RETURN_ABOVE_SOLD"):
            back(sold.receipt, 1, Quantity.of(4), "FAULTY")
        take_back(managed, sold, 1, Quantity.of(2))
        with managed.refuses("RETURN_ABOVE_SOLD") as caught:
            back(sold.receipt, 1, Quantity.of(2), "FAULTY")
        assert caught.value.facts == {"remaining": ONE}
        back(sold.receipt, 1, ONE, "FAULTY")
        with managed.refuses("RETURN_ABOVE_SOLD"):
            back(sold.receipt, 1, ONE, "FAULTY")  # the one in the basket counts
        managed.counter.checkout.void_line(1)
        back(sold.receipt, 1, ONE, "FAULTY")

    def test_a_suspended_return_does_not_come_back_twice(self, managed: Rig) -> None:
        sold = managed.sell(WATER, WATER, BREAD)
        managed.counter.returns.return_line(sold.receipt, 1, Quantity.of(2), "FAULTY")
        waiting = managed.counter.checkout.suspend()
        take_back(managed, sold, 1, ONE)
        basket = managed.counter.checkout.resume(waiting[0].id)
        for settle in (
            lambda: managed.counter.tendering.tender_cash(basket.due),
            lambda: managed.pay_card(),
            managed.counter.tendering.complete_even,
        ):
            with managed.refuses("RETURN_ABOVE_SOLD"):
                settle()
        managed.counter.checkout.void_line(1)
        managed.ring(WATER)
        managed.pay_cash()

    def test_a_suspended_return_of_a_sale_that_was_cancelled_meanwhile_is_refused(
        self, managed: Rig
    ) -> None:
        sold = managed.sell(WATER)
        managed.counter.returns.return_line(sold.receipt, 1, ONE, "FAULTY")
        waiting = managed.counter.checkout.suspend()
        managed.counter.returns.post_void("MISTAKE")
        managed.counter.checkout.resume(waiting[0].id)
        with managed.refuses("SALE_POST_VOIDED"):
            managed.pay_card()

    @pytest.mark.parametrize(
        ("line", "thousandths", "reason", "refusal"),
        [
            (1, 1000, "NO_SUCH", "REASON_UNKNOWN"),
            (0, 1000, "FAULTY", "LINE_NOT_RETURNABLE"),
            (2, 1000, "FAULTY", "LINE_NOT_RETURNABLE"),  # voided when it was sold
            (9, 1000, "FAULTY", "LINE_NOT_RETURNABLE"),
            (1, 0, "FAULTY", "QUANTITY_NOT_POSITIVE"),
            (1, -1000, "FAULTY", "QUANTITY_NOT_POSITIVE"),
            (1, 10**12, "FAULTY", "QUANTITY_TOO_LARGE"),
            (1, 500, "FAULTY", "QUANTITY_NOT_WHOLE"),
        ],
    )
    def test_what_makes_no_return_is_refused(
        self, managed: Rig, line: int, thousandths: int, reason: str, refusal: str
    ) -> None:
        managed.ring(WATER, BREAD)
        managed.counter.checkout.void_line(2)
        sold = managed.pay_cash()
        with managed.refuses(refusal):
            managed.counter.returns.return_line(sold.receipt, line, Quantity(thousandths), reason)

    def test_a_receipt_of_elsewhere_is_unknown(self, managed: Rig) -> None:
        sold = managed.sell(WATER)
        for receipt in (
            ReceiptNumber("S12", "T03", 99),
            ReceiptNumber("S13", "T03", sold.receipt.number),
            ReceiptNumber("S12", "T04", sold.receipt.number),
        ):
            with managed.refuses("RECEIPT_UNKNOWN"):
                managed.counter.returns.find(receipt)

    def test_returned_goods_do_not_come_back_again(self, managed: Rig) -> None:
        back = take_back(managed, managed.sell(WATER), 1)
        assert back.priced.transaction.kind is TransactionKind.RETURN
        assert managed.counter.returns.find(back.receipt).lines == ()
        with managed.refuses("LINE_NOT_RETURNABLE"):
            managed.counter.returns.return_line(back.receipt, 1, ONE, "FAULTY")

    def test_a_return_line_is_fixed(self, managed: Rig) -> None:
        sold = managed.sell(WATER, WATER)
        managed.counter.returns.return_line(sold.receipt, 1, ONE, "FAULTY")
        checkout = managed.counter.checkout
        for act in (
            lambda: checkout.set_quantity(1, Quantity.of(2)),
            lambda: checkout.override_price(1, yuan(1), "TAG"),
            lambda: checkout.discount_line(1, Discount("GOODWILL", "", rate_ppm=1)),
        ):
            with managed.refuses("RETURN_LINE_IS_FIXED"):
                act()
        assert checkout.note(1, "缺角").lines[0].line.note == "缺角"

    def test_a_post_voided_return_gives_its_goods_back_to_the_customer(self, managed: Rig) -> None:
        sold = managed.sell(WATER)
        take_back(managed, sold, 1)
        managed.counter.returns.post_void("MISTAKE")
        assert managed.counter.returns.find(sold.receipt).lines[0].remaining == ONE


class TestExchanges:
    def test_an_even_exchange_settles_with_nothing(self, managed: Rig) -> None:
        sold = managed.sell(WATER)
        managed.counter.returns.return_line(sold.receipt, 1, ONE, "WRONG")
        managed.ring(WATER)
        assert managed.basket.due == yuan(0)
        done = managed.counter.tendering.complete_even().completed
        assert done is not None
        assert (done.priced.transaction.kind, done.paid) == (TransactionKind.SALE, yuan(0))

    def test_the_new_goods_can_come_back_and_the_old_cannot(self, managed: Rig) -> None:
        sold = managed.sell(WATER)
        managed.counter.returns.return_line(sold.receipt, 1, ONE, "WRONG")
        managed.ring(BREAD)
        exchanged = managed.pay_cash()
        assert exchanged.paid == yuan(130)
        sale = managed.counter.returns.find(exchanged.receipt)
        assert [line.sold.line.number for line in sale.lines] == [2]
        with managed.refuses("RETURN_ABOVE_SOLD"):
            managed.counter.returns.return_line(sold.receipt, 1, ONE, "WRONG")
        assert take_back(managed, exchanged, 2).paid == yuan(-330)

    def test_goods_of_two_receipts_come_back_together(self, managed: Rig) -> None:
        first, second = managed.sell(WATER), managed.sell(BREAD)
        managed.counter.returns.return_line(first.receipt, 1, ONE, "WRONG")
        managed.counter.returns.return_line(second.receipt, 1, ONE, "WRONG")
        assert managed.pay_cash().paid == first.paid + second.paid - yuan(2 * 530)


class TestWithoutReceipt:
    def test_it_takes_an_approval_within_the_approvers_limit(self, shop: Rig) -> None:
        back = shop.counter.returns.return_without_receipt
        shop.approved(lambda approval: back(WATER, ONE, "FAULTY", approval), by=SHIFT_MANAGER)
        assert shop.basket.lines[0].line.approved_by == "op2002"
        done = shop.pay_cash()
        assert (done.paid, shop.counter.history.find(done.receipt)) == (yuan(-200), done)

    def test_a_shift_manager_alone_stops_at_five_hundred(self, rig: Rig) -> None:
        rig.open_for(SHIFT_MANAGER)
        rig.counter.returns.return_without_receipt(WATER, Quantity.of(250), "FAULTY")
        with rig.refuses("APPROVAL_NEEDED"):
            rig.counter.returns.return_without_receipt(WATER, ONE, "FAULTY")
        rig.counter.checkout.void_line(1)
        with rig.refuses("APPROVAL_NEEDED"):
            rig.counter.returns.return_without_receipt(WATER, Quantity.of(251), "FAULTY")

    def test_the_lowest_recent_price_counts_with_and_without_tax_in_it(self, managed: Rig) -> None:
        managed.ring(WATER, BOOK)
        managed.counter.checkout.discount_line(1, Discount("EXPIRY", "", rate_ppm=400_000))
        managed.counter.checkout.discount_line(2, Discount("EXPIRY", "", rate_ppm=100_000))
        managed.pay_cash()
        managed.sell(WATER, BOOK)
        lowest = managed.counter.returns.lowest_recent_price
        assert lowest(WATER)[1] == yuan(120)
        assert lowest(BOOK)[1] == yuan(900)
        basket = managed.counter.returns.return_without_receipt(BOOK, ONE, "FAULTY")
        assert basket.total == yuan(-1017)

    def test_a_price_of_long_ago_is_forgotten(self, managed: Rig) -> None:
        managed.ring(WATER)
        managed.counter.checkout.override_price(1, yuan(50), "DAMAGED")
        managed.pay_cash()
        assert managed.counter.returns.lowest_recent_price(WATER)[1] == yuan(50)
        managed.counter.shifts.close_shift(())
        managed.counter.shifts.close_day()
        managed.clock.pass_ms(40 * 86_400_000)
        managed.open_for(MANAGER, BusinessDate("2027-01-01"))
        assert managed.counter.returns.lowest_recent_price(WATER)[1] == yuan(200)

    @pytest.mark.parametrize(
        ("sku", "thousandths", "reason", "refusal"),
        [
            (WATER, 1000, "NO_SUCH", "REASON_UNKNOWN"),
            ("nothing", 1000, "FAULTY", "ITEM_NOT_FOUND"),
            (UNPRICED, 1000, "FAULTY", "ITEM_HAS_NO_PRICE"),
            (WATER, 0, "FAULTY", "QUANTITY_NOT_POSITIVE"),
            (WATER, 1, "FAULTY", "QUANTITY_NOT_WHOLE"),
        ],
    )
    def test_refusals(
        self, managed: Rig, sku: str, thousandths: int, reason: str, refusal: str
    ) -> None:
        with managed.refuses(refusal):
            managed.counter.returns.return_without_receipt(sku, Quantity(thousandths), reason)

    def test_recalled_goods_come_back_and_are_marked(self, managed: Rig) -> None:
        managed.counter.returns.return_without_receipt(RECALLED, ONE, "FAULTY")
        managed.reopen()
        managed.sign_on(MANAGER)
        assert managed.basket.lines[0].line.item.is_recalled
        done = managed.pay_cash()
        assert managed.counter.history.find(done.receipt) == done

    def test_a_gift_comes_back_for_nothing(self, managed: Rig) -> None:
        managed.counter.returns.return_without_receipt(FREE, ONE, "UNWANTED")
        assert managed.basket.due == yuan(0)
        assert managed.counter.tendering.complete_even().completed is not None


class TestEverything:
    def test_all_that_is_left_comes_back_at_once_for_what_was_paid(self, managed: Rig) -> None:
        managed.ring(BREAD, BREAD, WATER, BOOK)
        managed.ring(APPLE, thousandths=1234)
        managed.counter.checkout.discount_transaction(Discount("GOODWILL", "", amount=yuan(100)))
        sold = managed.pay_cash()
        first = take_back(managed, sold, 1, ONE)
        left = managed.counter.returns.find(sold.receipt).refund_left
        basket = managed.counter.returns.return_all(sold.receipt, "FAULTY")
        assert basket.payable == -left == -sold.paid - first.paid
        assert {line.line.reason_code for line in basket.lines} == {"FAULTY"}
        rest = managed.pay_card()
        assert first.paid + rest.paid == -sold.paid
        sale = managed.counter.returns.find(sold.receipt)
        assert all(not line.remaining.thousandths for line in sale.lines)
        with managed.refuses("NOTHING_LEFT_ON_RECEIPT"):
            managed.counter.returns.return_all(sold.receipt, "FAULTY")

    def test_what_lies_in_the_basket_already_is_not_taken_twice(self, managed: Rig) -> None:
        sold = managed.sell(WATER, WATER, BREAD)
        managed.counter.returns.return_line(sold.receipt, 1, ONE, "FAULTY")
        basket = managed.counter.returns.return_all(sold.receipt, "FAULTY")
        assert [line.line.quantity for line in basket.lines] == [ONE] * 3
        assert basket.payable == -sold.paid
        with managed.refuses("NOTHING_LEFT_ON_RECEIPT"):
            managed.counter.returns.return_all(sold.receipt, "FAULTY")

    def test_a_cashier_needs_one_approval_for_the_whole_refund(self, rig: Rig) -> None:
        rig.open_for()
        sold = rig.sell(WATER, BREAD)
        back = rig.counter.returns.return_all
        with rig.refuses("APPROVAL_NEEDED") as caught:
            back(sold.receipt, "FAULTY")
        assert isinstance(caught.value, ApprovalNeeded)
        assert caught.value.request.amount == sold.paid
        rows = len(rig.bodies("override"))
        basket = rig.approved(lambda approval: back(sold.receipt, "FAULTY", approval))
        manager = basket.transaction.approvals[-1]
        assert [line.line.approved_by for line in basket.lines] == [manager] * 2
        assert len(rig.bodies("override")) == rows + 1
        done = rig.pay_cash()
        assert done.paid == -sold.paid
        assert rig.counter.history.find(done.receipt) == done

    def test_an_approval_for_everything_is_worth_nothing_once_less_is_left(self, rig: Rig) -> None:
        rig.open_for()
        sold = rig.sell(WATER, BREAD)
        back = rig.counter.returns.return_all
        with rig.refuses("APPROVAL_NEEDED") as caught:
            back(sold.receipt, "FAULTY")
        assert isinstance(caught.value, ApprovalNeeded)
        approval = rig.counter.approvals.approve(caught.value.request, *MANAGER)
        rig.approved(
            lambda given: rig.counter.returns.return_line(sold.receipt, 1, ONE, "FAULTY", given)
        )
        with rig.refuses("APPROVAL_NEEDED"):
            back(sold.receipt, "FAULTY", approval)

    def test_refusals_come_in_the_written_order(self, rig: Rig) -> None:
        back = rig.counter.returns.return_all
        unknown = ReceiptNumber("S12", "T03", 99)
        with rig.refuses("NOT_SIGNED_ON"):
            back(unknown, "NONE")
        rig.sign_on(MANAGER)
        with rig.refuses("SHIFT_NOT_OPEN"):
            back(unknown, "NONE")
        rig.open_for(MANAGER)
        with rig.refuses("REASON_UNKNOWN"):
            back(unknown, "NONE")
        with rig.refuses("RECEIPT_UNKNOWN"):
            back(unknown, "FAULTY")
        sold = rig.sell(WATER)
        other = rig.sell(BREAD)
        rig.counter.returns.post_void("MISTAKE")
        with rig.refuses("SALE_POST_VOIDED"):
            back(other.receipt, "FAULTY")
        rig.ring(WATER)
        rig.counter.tendering.tender_cash(yuan(50))
        with rig.refuses("TENDER_STARTED"):
            back(sold.receipt, "FAULTY")
        rig.counter.tendering.remove_tender(1)
        assert len(back(sold.receipt, "FAULTY").lines) == 2


class TestSearching:
    def test_a_sale_is_found_by_what_the_customer_remembers(self, managed: Rig) -> None:
        bread = managed.sell(BREAD)
        managed.ring(WATER)
        water = managed.pay_card()
        search = managed.counter.returns.search

        def found(**what: object) -> list[int]:
            return [entry.receipt.number for entry in search(SaleQuery(**what))]

        both = [water.receipt.number, bread.receipt.number]
        assert found() == both
        assert found(total=yuan(330)) == found(total=yuan(333)) == both[1:]
        assert (
            found(item_text="面包")
            == found(item_text="BREAD")
            == found(item_text=BREAD)
            == found(item_text="mianbao")
            == found(item_text=" mb ")
            == both[1:]
        )
        assert found(card_last_four="1234") == both[:1]
        assert found(business_date="2026-11-21") == both
        assert found(business_date="2026-11-20") == found(item_text="热气球") == []
        assert found(item_text="矿泉水", total=yuan(330)) == []

    def test_a_refund_is_found_by_what_was_given_back(self, managed: Rig) -> None:
        sold = managed.sell(BREAD)
        back = take_back(managed, sold, 1)
        assert back.paid == yuan(-330)
        found = managed.counter.returns.search(SaleQuery(total=yuan(330)))
        assert [entry.receipt for entry in found] == [back.receipt, sold.receipt]
        assert [entry.paid for entry in found] == [yuan(-330), yuan(330)]
