"""Who stands at the till: sign on, lock-out that survives a restart, lock, approvals."""

import pytest

from pos_app.domain.operators import ApprovalNeeded, ApprovalRequest, Privilege
from pos_app.errors import Refusal
from tests.builders import (
    AUDITOR,
    CASHIER,
    DAY,
    MANAGER,
    OTHER_CASHIER,
    SENIOR,
    SHIFT_MANAGER,
    TECHNICIAN,
    WATER,
    Rig,
    yuan,
)

MINUTE_MS = 60_000
WRONG = "999999"


def fail(rig: Rig, number: str, times: int) -> list[str]:
    codes = []
    for _ in range(times):
        with pytest.raises(Refusal) as caught:
            rig.counter.sign_on.sign_on(number, WRONG)
        codes.append(caught.value.code)
    return codes


class TestSigningOn:
    def test_number_and_pin_sign_on_and_the_journal_says_so(self, rig: Rig) -> None:
        session = rig.counter.sign_on.sign_on(" 1001 ", CASHIER[1])
        assert (session.operator.id, session.shift, session.is_locked) == ("op1001", None, False)
        assert rig.bodies("sign_on")[-1]["d"] == {"who": "op1001", "unlock": False}

    @pytest.mark.parametrize(
        ("number", "pin"),
        [("1001", WRONG), ("1001", ""), ("4711", CASHIER[1]), ("", ""), ("op1001", CASHIER[1])],
    )
    def test_a_wrong_pin_and_an_unknown_number_look_the_same(
        self, rig: Rig, number: str, pin: str
    ) -> None:
        with rig.refuses("SIGN_ON_FAILED") as caught:
            rig.counter.sign_on.sign_on(number, pin)
        assert caught.value.facts == {}

    def test_one_operator_at_a_time(self, rig: Rig) -> None:
        rig.sign_on()
        with rig.refuses("ALREADY_SIGNED_ON"):
            rig.counter.sign_on.sign_on(*MANAGER)

    def test_who_may_do_nothing_at_a_till_does_not_sign_on(self, rig: Rig) -> None:
        with rig.database.write() as connection:
            connection.exec_driver_sql("DELETE FROM permission WHERE role = 'technician'")
        with rig.refuses("NOT_PERMITTED"):
            rig.counter.sign_on.sign_on(*TECHNICIAN)

    def test_a_technician_signs_on_for_the_devices_and_sells_nothing(self, rig: Rig) -> None:
        rig.counter.sign_on.sign_on(*TECHNICIAN)
        with rig.refuses("NOT_PERMITTED"):
            rig.counter.shifts.open_day(DAY)

    def test_a_privilege_of_another_version_shuts_nobody_out(self, rig: Rig) -> None:
        with rig.database.write() as connection:
            connection.exec_driver_sql(
                "INSERT INTO permission (role, privilege, level) SELECT code, 'of old', 'no'"
                " FROM role"
            )
        session = rig.counter.sign_on.sign_on(*CASHIER)
        assert session.operator.role.permissions.keys() <= set(Privilege)

    def test_somebody_who_left_is_nobody(self, rig: Rig) -> None:
        with rig.database.write() as connection:
            connection.exec_driver_sql("UPDATE operator SET is_active = 0 WHERE number = '1001'")
        with rig.refuses("SIGN_ON_FAILED"):
            rig.counter.sign_on.sign_on(*CASHIER)

    def test_signing_off_needs_somebody_and_no_basket(self, rig: Rig) -> None:
        with rig.refuses("NOT_SIGNED_ON"):
            rig.counter.sign_on.sign_off()
        rig.open_for(CASHIER)
        rig.ring(WATER)
        with rig.refuses("TRANSACTION_IS_OPEN"):
            rig.counter.sign_on.sign_off()
        rig.pay_cash()
        rig.counter.sign_on.sign_off()
        assert rig.counter.sign_on.session() is None


class TestLockOut:
    def test_five_wrong_pins_in_a_row_wait_one_then_five_then_fifteen_minutes(
        self, rig: Rig
    ) -> None:
        assert fail(rig, "1001", 5) == ["SIGN_ON_FAILED"] * 5
        for minutes in (1, 5, 15, 15):
            with rig.refuses("OPERATOR_LOCKED_OUT") as caught:
                rig.counter.sign_on.sign_on(*CASHIER)
            assert caught.value.facts == {"minutes": minutes}
            rig.clock.pass_ms(minutes * MINUTE_MS - 1)
            with rig.refuses("OPERATOR_LOCKED_OUT"):
                rig.counter.sign_on.sign_on(*CASHIER)
            rig.clock.pass_ms(1)
            assert fail(rig, "1001", 1) == ["SIGN_ON_FAILED"]
        rig.clock.pass_ms(15 * MINUTE_MS)
        assert rig.counter.sign_on.sign_on(*CASHIER).operator.id == "op1001"

    def test_a_right_pin_ends_the_row_of_wrong_ones(self, rig: Rig) -> None:
        fail(rig, "1001", 4)
        rig.sign_on(CASHIER)
        rig.counter.sign_on.sign_off()
        assert fail(rig, "1001", 4) == ["SIGN_ON_FAILED"] * 4
        rig.sign_on(CASHIER)
        assert "lock_out" not in rig.kinds()

    def test_each_lock_out_is_in_the_journal_and_a_right_pin_is_none(self, rig: Rig) -> None:
        fail(rig, "1001", 5)
        rig.clock.pass_ms(MINUTE_MS)
        fail(rig, "1001", 1)
        rig.clock.pass_ms(5 * MINUTE_MS)
        rig.sign_on(CASHIER)
        bodies = [body["d"] for body in rig.bodies("lock_out")]
        assert bodies == [
            {"who": "op1001", "failures": 5, "wait_ms": MINUTE_MS},
            {"who": "op1001", "failures": 6, "wait_ms": 5 * MINUTE_MS},
        ]

    def test_one_operators_lock_out_is_nobody_elses(self, rig: Rig) -> None:
        fail(rig, "1001", 5)
        rig.sign_on(OTHER_CASHIER)

    def test_numbers_that_are_nobodys_lock_like_somebodys(self, rig: Rig) -> None:
        assert fail(rig, "1", 5) == ["SIGN_ON_FAILED"] * 5
        assert fail(rig, "2", 1) == ["OPERATOR_LOCKED_OUT"]

    def test_it_survives_a_restart_and_the_wait_starts_again(self, rig: Rig) -> None:
        fail(rig, "1001", 5)
        rig.clock.pass_ms(MINUTE_MS - 1000)
        rig.lose_power()
        with rig.refuses("OPERATOR_LOCKED_OUT"):
            rig.counter.sign_on.sign_on(*CASHIER)
        rig.clock.pass_ms(MINUTE_MS - 1)
        with rig.refuses("OPERATOR_LOCKED_OUT"):
            rig.counter.sign_on.sign_on(*CASHIER)
        rig.clock.pass_ms(1)
        rig.sign_on(CASHIER)

    def test_setting_the_clock_wins_nothing(self, rig: Rig) -> None:
        fail(rig, "1001", 5)
        rig.clock.wall += 24 * 60 * MINUTE_MS
        with rig.refuses("OPERATOR_LOCKED_OUT"):
            rig.counter.sign_on.sign_on(*CASHIER)

    def test_an_attempt_that_was_cut_off_counts_as_wrong(self, rig: Rig) -> None:
        fail(rig, "1001", 4)
        with rig.database.write() as connection:
            connection.exec_driver_sql("UPDATE sign_on_attempt SET outcome = 'tried'")
        fail(rig, "1001", 1)
        with rig.refuses("OPERATOR_LOCKED_OUT"):
            rig.counter.sign_on.sign_on(*CASHIER)

    def test_fifteen_wrong_by_anybody_leave_only_who_may_unlock_for_others(self, rig: Rig) -> None:
        for number in ("1001", "1002", "1003"):
            fail(rig, number, 4)
        fail(rig, "3001", 3)
        for who in (CASHIER, SENIOR, AUDITOR):
            with rig.refuses("TERMINAL_LOCKED_OUT"):
                rig.counter.sign_on.sign_on(*who)
        with rig.refuses("TERMINAL_LOCKED_OUT"):
            rig.counter.sign_on.sign_on("4711", WRONG)
        rig.sign_on(SHIFT_MANAGER)
        rig.counter.sign_on.sign_off()
        rig.sign_on(CASHIER)

    def test_an_hour_later_the_terminal_is_open_again(self, rig: Rig) -> None:
        for number in ("1001", "1002", "1003"):
            fail(rig, number, 4)
        fail(rig, "3001", 3)
        rig.clock.pass_ms(60 * MINUTE_MS + 1)
        rig.sign_on(CASHIER)


class TestLocking:
    def test_the_same_operator_unlocks_and_the_basket_is_there(self, shop: Rig) -> None:
        shop.ring(WATER)
        before = shop.basket
        assert shop.counter.sign_on.lock().is_locked
        with shop.refuses("SCREEN_LOCKED"):
            shop.ring(WATER)
        with shop.refuses("SCREEN_LOCKED"):
            shop.counter.sign_on.lock()
        session = shop.counter.sign_on.unlock(*CASHIER)
        assert (session.is_locked, session.can_sell) == (False, True)
        assert shop.basket == before
        assert [body["d"]["unlock"] for body in shop.bodies("sign_on")] == [False, True]

    def test_somebody_else_does_not_unlock_unless_that_is_their_right(self, shop: Rig) -> None:
        with shop.refuses("SIGN_ON_FAILED"):
            shop.counter.sign_on.unlock("1001", WRONG)
        shop.counter.sign_on.lock()
        with shop.refuses("LOCKED_BY_ANOTHER_OPERATOR"):
            shop.counter.sign_on.unlock(*SENIOR)
        session = shop.counter.sign_on.unlock(*MANAGER)
        assert (session.operator.id, session.can_sell) == ("op2001", False)
        assert [body["d"]["who"] for body in shop.bodies("sign_off")] == ["op1001", "op1001"]

    def test_nobody_there_has_nothing_to_lock_or_unlock(self, rig: Rig) -> None:
        with rig.refuses("NOT_SIGNED_ON"):
            rig.counter.sign_on.lock()
        with rig.refuses("NOT_SIGNED_ON"):
            rig.counter.sign_on.unlock(*CASHIER)


class TestApprovals:
    def ask(self, shop: Rig) -> ApprovalRequest:
        with pytest.raises(ApprovalNeeded) as caught:
            shop.counter.shifts.no_sale("CHANGE")
        return caught.value.request

    def test_it_counts_once(self, shop: Rig) -> None:
        approval = shop.counter.approvals.approve(self.ask(shop), *MANAGER)
        shop.counter.shifts.no_sale("CHANGE", approval)
        with shop.refuses("APPROVAL_EXPIRED"):
            shop.counter.shifts.no_sale("CHANGE", approval)
        assert shop.bodies("override")[0]["by"] == "op2001"
        assert shop.kinds().count("no_sale") == shop.kinds().count("override") == 1

    def test_it_lasts_a_minute(self, shop: Rig) -> None:
        approval = shop.counter.approvals.approve(self.ask(shop), *MANAGER)
        shop.clock.pass_ms(MINUTE_MS)
        shop.counter.shifts.no_sale("CHANGE", approval)
        approval = shop.counter.approvals.approve(self.ask(shop), *MANAGER)
        shop.clock.pass_ms(MINUTE_MS + 1)
        with shop.refuses("APPROVAL_EXPIRED"):
            shop.counter.shifts.no_sale("CHANGE", approval)

    def test_it_is_worth_nothing_for_another_request(self, shop: Rig) -> None:
        with pytest.raises(ApprovalNeeded) as caught:
            shop.counter.shifts.paid_out(yuan(100), "COURIER")
        approval = shop.counter.approvals.approve(caught.value.request, *MANAGER)
        with shop.refuses("APPROVAL_NEEDED"):
            shop.counter.shifts.paid_out(yuan(101), "COURIER", approval)
        with shop.refuses("APPROVAL_NEEDED"):
            shop.counter.shifts.paid_in(yuan(100), "DEPOSIT", approval)
        shop.counter.shifts.paid_out(yuan(100), "COURIER", approval)

    def test_nobody_approves_their_own_act(self, rig: Rig) -> None:
        rig.open_for(SHIFT_MANAGER)
        request = ApprovalRequest(Privilege.DISCOUNT, "x", rate_ppm=400_000)
        with rig.refuses("APPROVAL_BY_SELF"):
            rig.counter.approvals.approve(request, *SHIFT_MANAGER)
        assert rig.counter.approvals.approve(request, *MANAGER).approved_by == "op2001"

    def test_the_approver_needs_the_right_alone_and_the_limit(self, shop: Rig) -> None:
        request = ApprovalRequest(Privilege.DISCOUNT, "x", rate_ppm=200_000)
        with shop.refuses("APPROVER_NOT_PERMITTED"):
            shop.counter.approvals.approve(request, *SENIOR)
        assert shop.counter.approvals.approve(request, *SHIFT_MANAGER).request == request

    def test_a_wrong_pin_approves_nothing_and_counts(self, shop: Rig) -> None:
        request = ApprovalRequest(Privilege.NO_SALE, "x")
        for _ in range(5):
            with shop.refuses("SIGN_ON_FAILED") if _ < 4 else pytest.raises(Refusal):
                shop.counter.approvals.approve(request, "2001", WRONG)
        with shop.refuses("OPERATOR_LOCKED_OUT"):
            shop.counter.approvals.approve(request, *MANAGER)

    def test_it_takes_somebody_signed_on_to_ask(self, rig: Rig) -> None:
        request = ApprovalRequest(Privilege.NO_SALE, "x")
        with rig.refuses("NOT_SIGNED_ON"):
            rig.counter.approvals.approve(request, *MANAGER)
        rig.sign_on()
        rig.counter.sign_on.lock()
        with rig.refuses("SCREEN_LOCKED"):
            rig.counter.approvals.approve(request, *MANAGER)

    def test_it_does_not_outlive_the_till(self, shop: Rig) -> None:
        approval = shop.counter.approvals.approve(self.ask(shop), *MANAGER)
        shop.reopen()
        shop.sign_on()
        with shop.refuses("APPROVAL_EXPIRED"):
            shop.counter.shifts.no_sale("CHANGE", approval)

    def test_a_refusal_for_another_reason_does_not_use_it_up(self, shop: Rig) -> None:
        sold = shop.sell(WATER)
        returns = shop.counter.returns
        back = (sold.receipt, 1, shop.counter.history.find(sold.receipt).priced.lines[0].line)
        with pytest.raises(ApprovalNeeded) as caught:
            returns.return_line(back[0], 1, back[2].quantity, "FAULTY")
        approval = shop.counter.approvals.approve(caught.value.request, *MANAGER)
        shop.ring(WATER)
        shop.counter.tendering.tender_cash(yuan(50))
        with shop.refuses("TENDER_STARTED"):
            returns.return_line(back[0], 1, back[2].quantity, "FAULTY", approval)
        shop.counter.tendering.remove_tender(1)
        returns.return_line(back[0], 1, back[2].quantity, "FAULTY", approval)
