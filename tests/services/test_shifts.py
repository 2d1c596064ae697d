"""The day, the shift, the money in the till, and reports that say what the journal says."""

import json
from collections import Counter
from typing import Any

import pytest

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.quantity import Quantity
from pos_app.domain.report import Figures, ZReport
from pos_app.domain.tender import TenderType
from pos_app.domain.transaction import Discount, TransactionKind
from tests.builders import (
    APPLE,
    AUDITOR,
    BOOK,
    BREAD,
    CASHIER,
    DAY,
    FLOAT,
    FLOAT_MINOR,
    MANAGER,
    OTHER_CASHIER,
    SENIOR,
    SLIP,
    WATER,
    Rig,
    yuan,
)

ONE = Quantity.of(1)


class TestDays:
    def test_a_day_opens_once_and_never_before_the_last_one(self, rig: Rig) -> None:
        shifts = rig.counter.shifts
        rig.sign_on()
        assert shifts.status().suggested_date == DAY
        shifts.open_day(DAY)
        with rig.refuses("DAY_ALREADY_OPEN"):
            shifts.open_day(BusinessDate("2026-11-22"))
        rig.sign_on(MANAGER)
        shifts.close_day()
        assert shifts.status().suggested_date == "2026-11-22"
        for date in (DAY, BusinessDate("2026-11-20")):
            with rig.refuses("DATE_BEFORE_LAST"):
                shifts.open_day(date)
        shifts.open_day(BusinessDate("2026-11-30"))

    @pytest.mark.parametrize(
        "text", ["", "today", "2026-02-29", "20261121", "2026-W47-6", "1999-12-31", "9999-12-31"]
    )
    def test_what_records_would_not_write_as_a_date_is_refused(self, rig: Rig, text: str) -> None:
        rig.sign_on(MANAGER)
        with rig.refuses("DATE_WRONG"):
            rig.counter.shifts.open_day(BusinessDate(text))

    def test_refusals_of_closing_in_their_order(self, rig: Rig) -> None:
        close = rig.counter.shifts.close_day
        with rig.refuses("NOT_SIGNED_ON"):
            close()
        rig.sign_on()
        with rig.refuses("DAY_NOT_OPEN"):
            close()
        rig.open_for(CASHIER)
        with rig.refuses("SHIFT_STILL_OPEN"):
            close()
        rig.ring(WATER)
        waiting = rig.counter.checkout.suspend()
        rig.counter.shifts.close_shift(())
        with rig.refuses("SUSPENDED_REMAIN") as caught:
            close()
        assert caught.value.facts == {"count": 1}
        rig.counter.shifts.open_shift(())
        rig.counter.checkout.resume(waiting[0].id)
        rig.pay_cash()
        rig.counter.shifts.close_shift(())
        assert rig.approved(close).number == 1
        with rig.refuses("DAY_NOT_OPEN"):
            close()

    def test_a_clock_that_is_behind_suggests_the_day_after_the_last(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        rig.clock.wall -= 400 * 86_400_000
        assert rig.counter.shifts.status().suggested_date == "2026-11-22"

    def test_an_auditor_opens_nothing(self, rig: Rig) -> None:
        rig.sign_on(AUDITOR)
        for act in (
            lambda: rig.counter.shifts.open_day(DAY),
            lambda: rig.counter.shifts.open_shift(FLOAT),
        ):
            with rig.refuses("NOT_PERMITTED"):
                act()


class TestShifts:
    def test_the_float_is_counted_in(self, rig: Rig) -> None:
        rig.sign_on()
        with rig.refuses("DAY_NOT_OPEN"):
            rig.counter.shifts.open_shift(FLOAT)
        rig.counter.shifts.open_day(DAY)
        session = rig.counter.shifts.open_shift(FLOAT)
        assert session.shift is not None
        assert (session.shift.opening_float, session.can_sell) == (yuan(FLOAT_MINOR), True)
        with rig.refuses("SHIFT_ALREADY_OPEN"):
            rig.counter.shifts.open_shift(FLOAT)
        rig.sign_on(OTHER_CASHIER)
        with rig.refuses("SHIFT_ALREADY_OPEN"):
            rig.counter.shifts.open_shift(FLOAT)

    @pytest.mark.parametrize(
        ("counts", "refusal"),
        [
            (((7, 1),), "DENOMINATION_UNKNOWN"),
            (((-100, 1),), "DENOMINATION_UNKNOWN"),
            (((100, -1),), "COUNT_OUT_OF_RANGE"),
            (((100, 10_000),), "COUNT_OUT_OF_RANGE"),
        ],
    )
    def test_a_count_nobody_can_mean_is_refused_at_both_ends(
        self, rig: Rig, counts: tuple[tuple[int, int], ...], refusal: str
    ) -> None:
        rig.sign_on()
        rig.counter.shifts.open_day(DAY)
        with rig.refuses(refusal):
            rig.counter.shifts.open_shift(counts)
        rig.counter.shifts.open_shift(FLOAT)
        with rig.refuses(refusal):
            rig.counter.shifts.close_shift(counts)

    def test_over_and_short_are_told_after_the_count(self, shop: Rig) -> None:
        shop.sell(WATER)
        report = shop.counter.shifts.close_shift(((10_000, 3),))
        assert (report.counted, report.expected) == (yuan(30_000), yuan(30_200))
        assert report.over_short == yuan(-200)
        with shop.refuses("SHIFT_NOT_OPEN"):
            shop.counter.shifts.close_shift(())

    def test_a_shift_closes_with_nothing_sold_and_nothing_counted(self, shop: Rig) -> None:
        report = shop.counter.shifts.close_shift(())
        assert report.over_short == yuan(-FLOAT_MINOR)
        assert (report.x.figures.first_receipt, report.x.figures.transaction_count) == (None, 0)
        assert shop.counter.shifts.shift_report(1) == report

    def test_an_open_basket_is_finished_or_put_aside_first(self, shop: Rig) -> None:
        shop.ring(WATER)
        with shop.refuses("TRANSACTION_IS_OPEN"):
            shop.counter.shifts.close_shift(())

    def test_only_who_may_closes_anothers_shift(self, shop: Rig) -> None:
        shop.sign_on(OTHER_CASHIER)
        with shop.refuses("NOT_PERMITTED"):
            shop.counter.shifts.close_shift(())
        shop.sign_on(MANAGER)
        assert shop.counter.shifts.close_shift(()).shifts[0].operator == "op1001"

    def test_a_shift_number_is_never_used_again(self, shop: Rig) -> None:
        shop.counter.shifts.close_shift(())
        shop.reopen()
        shop.open_for(OTHER_CASHIER)
        assert shop.counter.shifts.close_shift(()).number == 2


class TestCashMovements:
    @pytest.mark.parametrize(
        ("name", "reason", "sign"),
        [
            ("paid_in", "DEPOSIT", 1),
            ("loan", "FLOAT", 1),
            ("paid_out", "COURIER", -1),
            ("pickup", "SAFE", -1),
        ],
    )
    def test_money_moves_with_a_reason_and_an_approval(
        self, shop: Rig, name: str, reason: str, sign: int
    ) -> None:
        move = getattr(shop.counter.shifts, name)
        with shop.refuses("REASON_UNKNOWN"):
            move(yuan(100), "NO_SUCH")
        for minor, refusal in (
            (0, "AMOUNT_NOT_POSITIVE"),
            (-1, "AMOUNT_NOT_POSITIVE"),
            (10**9, "AMOUNT_TOO_LARGE"),
        ):
            with shop.refuses(refusal):
                move(yuan(minor), reason)
        movement = shop.approved(lambda approval: move(yuan(100), reason, approval))
        assert (movement.amount, movement.approved_by) == (yuan(100), "op2001")
        expected = shop.counter.shifts.close_shift(()).expected
        assert expected == yuan(FLOAT_MINOR + sign * 100)

    @pytest.mark.parametrize(("name", "reason"), [("paid_out", "COURIER"), ("pickup", "SAFE")])
    def test_no_more_goes_out_than_should_be_there(self, rig: Rig, name: str, reason: str) -> None:
        rig.open_for(MANAGER)
        rig.sell(WATER)
        move = getattr(rig.counter.shifts, name)
        with rig.refuses("MORE_THAN_IN_TILL"):
            move(yuan(FLOAT_MINOR + 201), reason)
        move(yuan(FLOAT_MINOR + 200), reason)
        with rig.refuses("MORE_THAN_IN_TILL"):
            move(yuan(1), reason)

    def test_the_drawer_opens_with_a_reason(self, rig: Rig) -> None:
        with rig.refuses("NOT_SIGNED_ON"):
            rig.counter.shifts.no_sale("CHANGE")
        rig.open_for(SENIOR)
        with rig.refuses("REASON_UNKNOWN"):
            rig.counter.shifts.no_sale("SAFE")
        rig.counter.shifts.no_sale("CHANGE")
        assert rig.counter.shifts.x_report().figures.control.no_sales == 1


def trade(rig: Rig) -> None:
    """Sell, discount, override, void, take back, exchange and cancel, in cash and by card."""
    checkout, returns = rig.counter.checkout, rig.counter.returns
    rig.ring(BREAD, WATER, BOOK)
    checkout.discount_line(1, Discount("EXPIRY", "", rate_ppm=500_000))
    checkout.discount_transaction(Discount("GOODWILL", "", amount=yuan(77)))
    checkout.override_price(2, yuan(190), "TAG")
    first = rig.pay_cash(10_000)
    rig.ring(APPLE, thousandths=777)
    rig.ring(BREAD, WATER)
    checkout.void_line(3)
    rig.counter.tendering.tender_card(yuan(300), SLIP)
    rig.pay_cash()
    returns.return_line(first.receipt, 1, ONE, "FAULTY")
    rig.pay_cash()
    returns.return_line(first.receipt, 3, ONE, "WRONG")
    rig.ring(BREAD)
    rig.pay_cash()
    rig.ring(BOOK, BOOK)
    checkout.override_price(1, yuan(990), "TAG")
    checkout.discount_transaction(Discount("STAFF", "", rate_ppm=100_000))
    rig.pay_cash(5_000)
    returns.post_void("MISTAKE")
    returns.return_without_receipt(WATER, ONE, "UNWANTED")
    rig.pay_cash()
    rig.ring(WATER)
    checkout.void_transaction("CHANGED")
    rig.counter.shifts.paid_in(yuan(500), "DEPOSIT")
    rig.counter.shifts.pickup(yuan(10_000), "SAFE")
    rig.counter.history.reprint(first.receipt)


def added_up(bodies: list[dict[str, Any]]) -> dict[str, Any]:
    """Add the journal's finished transactions up, with nothing of the product's own."""
    kinds: Counter[str] = Counter()
    discounts: Counter[str] = Counter()
    taxes: Counter[str] = Counter()
    tenders: Counter[str] = Counter()
    total = rounding = gross = 0
    for kind, data in bodies:
        kinds[kind] += 1
        total += data["total"]
        gross += data["subtotal"]
        rounding += data["rounding"] + data["rounding_back"]
        for line in data["lines"]:
            for modifier in line.get("mods", []):
                discounts[modifier["why"]] += modifier["a"]
        for tax in data["taxes"]:
            taxes[tax["c"]] += tax["x"]
        for tender in data["tenders"]:
            tenders[tender["t"]] += tender["a"]
    return {
        "kinds": dict(kinds),
        "total": total,
        "gross": gross,
        "rounding": rounding,
        "discounts": {reason: minor for reason, minor in discounts.items() if minor},
        "taxes": dict(taxes),
        "tenders": dict(tenders),
    }


def reported(figures: Figures) -> dict[str, Any]:
    return {
        "kinds": {entry.kind.value: entry.count for entry in figures.kinds},
        "total": figures.net_total.minor,
        "gross": figures.gross.minor,
        "rounding": figures.rounding.minor,
        "discounts": {
            entry.reason_code: entry.amount.minor for entry in figures.discounts if entry.amount
        },
        "taxes": {entry.code: entry.tax.minor for entry in figures.taxes},
        "tenders": {entry.tender_type.value: entry.net.minor for entry in figures.tenders},
    }


def finished_bodies(rig: Rig, shift: int | None = None) -> list[tuple[str, dict[str, Any]]]:
    names = {kind.value for kind in TransactionKind}
    found = rig.rows("SELECT kind, body FROM journal ORDER BY epoch, seq")
    bodies = [(kind, json.loads(body)) for kind, body in found if kind in names]
    return [(kind, body["d"]) for kind, body in bodies if shift in (None, body["sh"])]


class TestReports:
    def test_a_report_is_the_sum_of_the_journals_transactions(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        trade(rig)
        read = rig.counter.shifts.x_report()
        first = rig.counter.shifts.close_shift(())
        assert reported(first.x.figures) == added_up(finished_bodies(rig, 1))
        assert first.x.figures == read.figures
        rig.open_for(MANAGER)
        trade(rig)
        rig.sell(WATER)
        second = rig.counter.shifts.close_shift(())
        assert reported(second.x.figures) == added_up(finished_bodies(rig, 2))
        day = rig.counter.shifts.close_day()
        assert reported(day.x.figures) == added_up(finished_bodies(rig))
        assert day.over_short == first.over_short + second.over_short
        assert day.x.grand_totals.net == day.x.figures.net_total

    def test_the_figures_a_manager_looks_at_first(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        trade(rig)
        control = rig.counter.shifts.x_report().figures.control
        assert control.voided_lines == 1
        assert control.voided_lines_amount == yuan(200)
        assert control.voided_transactions == 1
        # The second override was in the sale that was cancelled: it happened all the same.
        assert control.price_overrides == 2
        assert (control.no_sales, control.reprints) == (0, 1)

    def test_cancelling_a_sale_counts_none_of_its_acts_again(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        rig.ring(WATER, BREAD, BOOK)
        rig.counter.checkout.override_price(1, yuan(150), "TAG")
        rig.counter.checkout.discount_line(3, Discount("STAFF", "", rate_ppm=100_000))
        rig.counter.checkout.void_line(2)
        rig.pay_cash()
        before = rig.counter.shifts.x_report().figures
        rig.counter.returns.post_void("MISTAKE")
        after = rig.counter.shifts.x_report().figures
        assert after.control == before.control
        assert (before.discounts[0].count, before.discounts[0].amount) == (1, yuan(100))
        assert after.discounts == ()

    def test_cash_expected_is_float_and_everything_that_moved(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        trade(rig)
        figures = rig.counter.shifts.x_report().figures
        cash = next(entry for entry in figures.tenders if entry.tender_type is TenderType.CASH)
        assert figures.expected_cash == Money(FLOAT_MINOR + cash.net.minor + 500 - 10_000, "CNY")

    def test_a_z_report_is_the_same_whenever_it_is_read_again(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        trade(rig)
        shift: ZReport = rig.counter.shifts.close_shift(FLOAT)
        rig.clock.pass_ms(60_000)
        day = rig.counter.shifts.close_day()
        rig.clock.pass_ms(60_000)
        rig.open_for(MANAGER, BusinessDate("2026-11-22"))
        rig.sell(WATER)
        rig.lose_power()
        rig.sign_on(AUDITOR)
        assert rig.counter.shifts.shift_report(shift.number) == shift
        assert rig.counter.shifts.day_report(DAY) == day
        assert shift.x.position != day.x.position
        for act, refusal in (
            (lambda: rig.counter.shifts.shift_report(2), "SHIFT_UNKNOWN"),
            (lambda: rig.counter.shifts.day_report(BusinessDate("2026-11-22")), "DAY_UNKNOWN"),
        ):
            with rig.refuses(refusal):
                act()

    def test_the_list_of_reports_has_each_day_before_its_shifts(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        rig.sell(WATER)
        rig.counter.shifts.close_shift(FLOAT)
        rig.open_for(MANAGER)
        rig.counter.shifts.close_shift(FLOAT)
        rig.counter.shifts.close_day()
        listed = rig.counter.shifts.recent_reports()
        assert [(entry.shift is None, entry.number, entry.over_short) for entry in listed] == [
            (True, 1, yuan(-200)),
            (False, 2, yuan(0)),
            (False, 1, yuan(-200)),
        ]

    def test_an_x_report_is_noted_and_needs_the_right(self, shop: Rig) -> None:
        shop.sell(WATER)
        with shop.refuses("APPROVAL_NEEDED"):
            shop.counter.shifts.x_report()
        shop.sign_on(AUDITOR)
        assert shop.counter.shifts.x_report().figures.net_total == yuan(200)
        assert shop.bodies("x_report")[-1]["op"] == "op3001"
        shop.sign_on(MANAGER)
        shop.counter.shifts.close_shift(())
        with shop.refuses("SHIFT_NOT_OPEN"):
            shop.counter.shifts.x_report()
