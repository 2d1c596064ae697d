"""Suspending, resuming, dropping, and baskets that somebody else left behind, on real files."""

from dataclasses import replace

from pos_app.domain.identifiers import TransactionId
from tests.builders import (
    AUDITOR,
    BOOK,
    BREAD,
    CASHIER,
    DAY,
    MANAGER,
    OTHER_CASHIER,
    WATER,
    Rig,
    off,
    yuan,
)


class TestSuspending:
    def test_any_number_is_put_aside_and_taken_up_in_any_order(self, shop: Rig) -> None:
        checkout = shop.counter.checkout
        baskets = []
        for number in range(12):
            shop.ring(*[WATER, BREAD, BOOK][: number % 3 + 1])
            baskets.append(shop.basket)
            shop.clock.pass_ms(1)
            checkout.suspend(f"  No {number} ")
        waiting = checkout.suspended()
        assert [entry.label for entry in waiting] == [f"No {number}" for number in range(12)]
        assert [entry.total for entry in waiting] == [basket.total for basket in baskets]
        for number in (7, 0, 11):
            resumed = checkout.resume(waiting[number].id)
            assert resumed.lines == baskets[number].lines
            shop.pay_cash()
        assert len(checkout.suspended()) == 9

    def test_discounts_and_approvals_come_back_with_it(self, shop: Rig) -> None:
        checkout = shop.counter.checkout
        shop.ring(WATER, BREAD)
        shop.approved(lambda approval: checkout.discount_transaction(off(percent=20), approval))
        shop.approved(lambda approval: checkout.override_price(1, yuan(150), "TAG", approval))
        before = shop.basket
        waiting = checkout.suspend("x")
        after = checkout.resume(waiting[0].id)
        assert replace(after.transaction, label="") == before.transaction
        assert after.lines == before.lines

    def test_another_operator_takes_it_up_in_a_shift_of_the_next_day(self, shop: Rig) -> None:
        shop.ring(WATER)
        waiting = shop.counter.checkout.suspend()
        shop.counter.shifts.close_shift(())
        shop.open_for(OTHER_CASHIER)
        resumed = shop.counter.checkout.resume(waiting[0].id)
        assert (resumed.transaction.operator, resumed.transaction.shift) == ("op1003", 2)
        assert shop.pay_cash().priced.transaction.operator == "op1003"

    def test_refusals(self, shop: Rig) -> None:
        checkout = shop.counter.checkout
        with shop.refuses("NO_OPEN_TRANSACTION"):
            checkout.suspend()
        shop.ring(WATER)
        with shop.refuses("LABEL_TOO_LONG"):
            checkout.suspend("x" * 31)
        waiting = checkout.suspend()
        shop.ring(BREAD)
        with shop.refuses("TRANSACTION_IS_OPEN"):
            checkout.resume(waiting[0].id)
        shop.pay_cash()
        with shop.refuses("SUSPENDED_UNKNOWN"):
            checkout.resume(TransactionId(b"\x00" * 16))
        checkout.resume(waiting[0].id)
        shop.pay_cash()
        with shop.refuses("SUSPENDED_UNKNOWN"):
            checkout.resume(waiting[0].id)


class TestVoiding:
    def test_a_dropped_transaction_leaves_numbers_only(self, shop: Rig) -> None:
        shop.ring(WATER, BREAD)
        shop.counter.checkout.void_line(2)
        shop.approved(lambda approval: shop.counter.checkout.void_transaction("CHANGED", approval))
        assert shop.counter.checkout.basket() is None
        assert shop.rows("SELECT count(*) FROM open_line") == [(0,)]
        body = shop.bodies("void")[0]
        assert body["d"].keys() == {"txn", "lines", "total", "reason"}
        assert (body["d"]["lines"], body["d"]["total"], body["by"]) == (1, 200, "op2001")
        with shop.refuses("NO_OPEN_TRANSACTION"):
            shop.counter.checkout.void_transaction("CHANGED")

    def test_an_unknown_reason_is_refused(self, shop: Rig) -> None:
        shop.ring(WATER)
        with shop.refuses("REASON_UNKNOWN"):
            shop.counter.checkout.void_transaction("FAULTY")

    def test_the_next_receipt_number_is_not_used_up(self, shop: Rig) -> None:
        first = shop.sell(WATER)
        shop.ring(BREAD)
        shop.approved(lambda approval: shop.counter.checkout.void_transaction("CHANGED", approval))
        assert shop.sell(WATER).receipt.number == first.receipt.number + 1


class TestAnotherPersonsBasket:
    def test_a_basket_left_behind_is_put_aside_and_the_shift_closes(self, shop: Rig) -> None:
        shop.ring(WATER)
        shop.counter.tendering.tender_cash(yuan(100))
        shop.counter.sign_on.lock()
        shop.counter.sign_on.unlock(*MANAGER)
        with shop.refuses("SHIFT_OF_ANOTHER_OPERATOR"):
            shop.ring(WATER)
        with shop.refuses("TRANSACTION_IS_OPEN"):
            shop.counter.shifts.close_shift(())
        shop.counter.tendering.remove_tender(1)
        assert len(shop.counter.checkout.suspend("left")) == 1
        shop.counter.shifts.close_shift(())
        shop.open_for(MANAGER)
        shop.counter.checkout.resume(shop.counter.checkout.suspended()[0].id)
        shop.pay_cash()

    def test_a_role_without_selling_does_not_begin_a_transaction(self, rig: Rig) -> None:
        rig.sign_on(AUDITOR)
        with rig.refuses("NOT_PERMITTED"):
            rig.counter.shifts.open_day(DAY)
        rig.open_for(CASHIER)
        desk = rig.counter._real.desk
        session = rig.counter.sign_on.session()
        assert session is not None
        role = replace(session.operator.role, permissions={})
        desk.session = replace(session, operator=replace(session.operator, role=role))
        with rig.refuses("NOT_PERMITTED"):
            rig.ring(WATER)
