"""The last finished transaction cancelled by a new one that mirrors it."""

from pos_app.domain.quantity import Quantity
from pos_app.domain.transaction import Discount
from tests.builders import (
    BOOK,
    BREAD,
    OTHER_CASHIER,
    WATER,
    Rig,
    yuan,
)
from tests.services.test_day_verifies import verdict

ONE = Quantity.of(1)


def test_the_last_sale_is_cancelled_by_its_mirror_image(managed: Rig) -> None:
    managed.ring(BREAD, BOOK)
    managed.counter.checkout.discount_line(1, Discount("EXPIRY", "", rate_ppm=100_000))
    sold = managed.pay_cash(5000)
    void = managed.counter.returns.post_void("MISTAKE")
    assert (void.paid, void.rounding) == (-sold.paid, -sold.rounding)
    assert void.priced.transaction.post_void_of == sold.receipt
    assert void.receipt.number == sold.receipt.number + 1
    assert [entry.amount for entry in void.priced.transaction.tenders] == [-sold.paid]
    assert managed.counter.history.find(void.receipt) == void
    figures = managed.counter.shifts.x_report().figures
    assert (figures.net_total, figures.rounding) == (yuan(0), yuan(0))
    assert figures.expected_cash == yuan(30_000)


def test_a_card_sale_goes_back_to_the_card(managed: Rig) -> None:
    managed.ring(WATER)
    sold = managed.pay_card()
    void = managed.counter.returns.post_void("MISTAKE")
    tender = void.priced.transaction.tenders[0]
    assert (tender.amount, tender.card) == (-sold.paid, sold.priced.transaction.tenders[0].card)


def test_why_it_was_cancelled_is_recorded_and_verified(managed: Rig) -> None:
    managed.sell(WATER)
    void = managed.counter.returns.post_void("MISTAKE")
    assert void.priced.transaction.post_void_reason == "MISTAKE"
    assert managed.counter.history.find(void.receipt) == void
    assert managed.bodies("post_void")[-1]["d"]["reason"] == "MISTAKE"
    assert verdict(managed).difference is None
    with managed.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER retail_transaction_refuses_update")
        connection.exec_driver_sql(
            "UPDATE retail_transaction SET detail = json_set(detail, '$.why', 'CHANGED')"
            " WHERE kind = 'post_void'"
        )
    assert verdict(managed).difference is not None


def test_a_cashier_asks_first(shop: Rig) -> None:
    shop.sell(WATER)
    void = shop.approved(lambda approval: shop.counter.returns.post_void("MISTAKE", approval))
    assert void.paid == yuan(-200)
    assert shop.bodies("override")[-1]["by"] == "op2001"


def test_only_the_last_one_once_and_by_its_own_shift(managed: Rig) -> None:
    void = managed.counter.returns.post_void
    with managed.refuses("NOTHING_TO_POST_VOID"):
        void("MISTAKE")
    managed.sell(WATER)
    with managed.refuses("REASON_UNKNOWN"):
        void("FAULTY")
    managed.ring(WATER)
    with managed.refuses("TRANSACTION_IS_OPEN"):
        void("MISTAKE")
    managed.pay_cash()
    void("MISTAKE")
    with managed.refuses("NOTHING_TO_POST_VOID"):
        void("MISTAKE")
    managed.counter.shifts.close_shift(())
    with managed.refuses("SHIFT_NOT_OPEN"):
        void("MISTAKE")
    managed.open_for(OTHER_CASHIER)
    with managed.refuses("NOTHING_TO_POST_VOID"):
        void("MISTAKE")


def test_a_sale_of_which_something_came_back_is_not_cancelled(managed: Rig) -> None:
    sold = managed.sell(WATER, BREAD)
    managed.counter.returns.return_line(sold.receipt, 1, ONE, "FAULTY")
    back = managed.pay_cash()
    managed.counter.returns.post_void("MISTAKE")  # the return itself may be
    assert managed.counter.returns.find(sold.receipt).lines[0].remaining == ONE
    assert managed.counter.history.find(back.receipt) == back


def test_nothing_comes_back_of_a_cancelled_sale_or_of_the_record_that_cancels_it(
    managed: Rig,
) -> None:
    sold = managed.sell(WATER)
    void = managed.counter.returns.post_void("MISTAKE")
    with managed.refuses("SALE_POST_VOIDED"):
        managed.counter.returns.return_line(sold.receipt, 1, ONE, "FAULTY")
    with managed.refuses("LINE_NOT_RETURNABLE"):
        managed.counter.returns.return_line(void.receipt, 1, ONE, "FAULTY")
