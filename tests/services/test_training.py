"""Practice looks like the till and leaves no trace in it."""

import pytest

from pos_app.domain.operators import ApprovalNeeded
from pos_app.domain.quantity import Quantity
from tests.builders import (
    BOOK,
    CASHIER,
    MANAGER,
    OTHER_CASHIER,
    SENIOR,
    SHIFT_MANAGER,
    WATER,
    Rig,
    yuan,
)


def enter(rig: Rig) -> None:
    rig.approved(rig.counter.enter_training)


class TestTraining:
    def test_the_real_till_only_notes_that_practice_began_and_ended(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        real = rig.database
        before, kinds = rig.content("journal", "head"), rig.kinds()
        session = rig.counter.enter_training()
        assert (session.is_training, session.can_sell) == (True, True)
        done = rig.counter.checkout.add_item(WATER) and rig.counter.tendering.tender_cash(
            yuan(1000)
        )
        assert done.completed is not None
        assert done.completed.is_training
        assert rig.counter.history.find(done.completed.receipt).is_training
        rig.counter.returns.post_void("MISTAKE")
        rig.counter.shifts.no_sale("CHANGE")
        assert rig.counter.shifts.x_report().is_training
        rig.counter.shifts.close_shift(())
        rig.counter.shifts.close_day()
        rig.counter.leave_training()
        assert rig.database is real
        assert rig.content("journal", "head") == before
        assert rig.kinds() == [*kinds, "training_on", "training_off"]

    def test_the_next_real_receipt_follows_the_last_real_one(self, shop: Rig) -> None:
        first = shop.sell(WATER)
        enter(shop)
        shop.sell(WATER)
        shop.counter.leave_training()
        assert shop.sell(WATER).receipt.number == first.receipt.number + 1

    def test_every_practice_begins_anew(self, shop: Rig) -> None:
        for _ in range(2):
            enter(shop)
            assert shop.counter.history.recent() == ()
            assert shop.sell(WATER).receipt.number == 1
            shop.counter.leave_training()
        assert shop.counter.history.recent() == ()

    def test_an_unfinished_practice_basket_is_dropped(self, shop: Rig) -> None:
        enter(shop)
        shop.ring(WATER)
        shop.counter.leave_training()
        assert shop.counter.checkout.basket() is None

    def test_after_a_power_cut_the_till_is_the_real_one(self, shop: Rig) -> None:
        enter(shop)
        shop.ring(WATER)
        shop.lose_power()
        assert not shop.counter.is_training
        shop.sign_on()
        assert shop.counter.checkout.basket() is None
        enter(shop)

    def test_refusals(self, rig: Rig) -> None:
        with rig.refuses("NOT_TRAINING"):
            rig.counter.leave_training()
        with rig.refuses("NOT_SIGNED_ON"):
            rig.counter.enter_training()
        rig.open_for(MANAGER)
        rig.ring(WATER)
        with rig.refuses("TRANSACTION_IS_OPEN"):
            rig.counter.enter_training()
        rig.pay_cash()
        rig.counter.enter_training()
        with pytest.raises(Exception, match="ALREADY_TRAINING"):
            rig.counter.enter_training()

    @pytest.mark.parametrize("who", [CASHIER, SENIOR])
    def test_it_needs_the_right(self, rig: Rig, who: tuple[str, str]) -> None:
        rig.open_for(who)
        with pytest.raises(ApprovalNeeded):
            rig.counter.enter_training()
        enter(rig)
        rig.counter.leave_training()
        assert rig.kinds()[-3:] == ["override", "training_on", "training_off"]


class TestWhoLeaves:
    def test_nobody_leaves_practice_past_a_locked_screen_or_when_signed_off(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        rig.counter.enter_training()
        rig.counter.sign_on.lock()
        with pytest.raises(Exception, match="SCREEN_LOCKED"):
            rig.counter.leave_training()
        rig.counter.sign_on.unlock(*MANAGER)
        rig.counter.sign_on.sign_off()
        with pytest.raises(Exception, match="NOT_SIGNED_ON"):
            rig.counter.leave_training()
        assert rig.counter.is_training

    def test_who_signed_on_while_practising_does_not_become_the_one_before(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        rig.counter.enter_training()
        rig.counter.sign_on.sign_off()
        rig.counter.sign_on.sign_on(*OTHER_CASHIER)
        session = rig.counter.leave_training()
        assert (session.operator.id, session.can_sell) == ("op1003", False)
        assert rig.kinds()[-3:] == ["training_off", "sign_off", "sign_on"]
        with rig.refuses("SHIFT_OF_ANOTHER_OPERATOR"):
            rig.ring(WATER)

    def test_wrong_pins_tried_in_practice_count_at_the_real_till_and_in_the_next_practice(
        self, rig: Rig
    ) -> None:
        rig.open_for(SHIFT_MANAGER)
        counter = rig.counter
        for _ in range(5):
            counter.enter_training()
            with pytest.raises(ApprovalNeeded) as asked:
                counter.returns.return_without_receipt(BOOK, Quantity.of(999), "FAULTY")
            with rig.refuses("SIGN_ON_FAILED"):
                counter.approvals.approve(asked.value.request, MANAGER[0], "000000")
            counter.leave_training()
        counter.enter_training()
        with rig.refuses("OPERATOR_LOCKED_OUT"):
            counter.approvals.approve(asked.value.request, *MANAGER)
        counter.leave_training()
        counter.sign_on.sign_off()
        with rig.refuses("OPERATOR_LOCKED_OUT"):
            counter.sign_on.sign_on(*MANAGER)
