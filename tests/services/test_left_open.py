"""What somebody left at the till: a basket after a power cut, a basket too large to record."""

import shutil
from dataclasses import replace
from pathlib import Path

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.transaction import Discount
from tests.builders import CASHIER, FLOAT, MANAGER, WATER, HandClock, Rig, make_rig


def test_a_manager_closes_the_shift_of_somebody_who_left_a_basket_open(
    template: Path, tmp_path: Path
) -> None:
    before = make_rig(template, tmp_path / "before")
    before.open_for(CASHIER)
    before.ring(WATER)
    # As the disk was when the power went.
    shutil.copytree(tmp_path / "before", tmp_path / "after")
    rig = Rig(tmp_path / "after", template / "set_up", HandClock(2_000_000))
    try:
        rig.sign_on(MANAGER)
        assert rig.counter.checkout.basket() is not None
        rig.counter.checkout.suspend()
        report = rig.counter.shifts.close_shift(FLOAT)
        assert report.over_short == Money(0)
        assert rig.counter.checkout.basket() is None
        assert rig.kinds()[-2:] == ["suspend", "shift_close"]
        rig.counter.shifts.open_shift(FLOAT)
        (waiting,) = rig.counter.checkout.suspended()
        assert rig.counter.checkout.resume(waiting.id).total == Money(200)
        rig.pay_cash()
    finally:
        rig.close()
        before.close()


def test_ones_own_basket_is_finished_before_the_shift_closes(shop: Rig) -> None:
    shop.ring(WATER)
    with shop.refuses("TRANSACTION_IS_OPEN"):
        shop.counter.shifts.close_shift(FLOAT)


def test_a_basket_that_would_not_fit_into_the_journal_takes_no_more(rig: Rig) -> None:
    rig.open_for(MANAGER)
    checkout = rig.counter.checkout
    checkout.add_item(WATER)
    checkout.discount_line(1, Discount("GOODWILL", "", rate_ppm=1_000))
    desk = checkout._desk
    line = rig.basket.transaction.lines[0]
    many = tuple(
        replace(line, number=number, discounts=line.discounts * 3) for number in range(1, 900)
    )
    with rig.refuses("TRANSACTION_TOO_LARGE"):
        desk.save(replace(rig.basket.transaction, lines=many))


def test_a_day_far_ahead_is_a_slip_of_the_keys(rig: Rig) -> None:
    rig.open_for(MANAGER)
    rig.counter.shifts.close_shift(FLOAT)
    rig.counter.shifts.close_day()
    with rig.refuses("DATE_TOO_FAR"):
        rig.counter.shifts.open_day(BusinessDate("2062-11-21"))
    with rig.refuses("DATE_TOO_FAR"):
        rig.counter.shifts.open_day(BusinessDate("2026-12-24"))
    assert rig.counter.shifts.open_day(BusinessDate("2026-12-23")).business_date == "2026-12-23"


def test_the_first_day_of_a_till_whose_clock_has_stopped_is_the_one_that_is_typed(rig: Rig) -> None:
    rig.clock.wall = 946_684_800_000  # 2000-01-01
    rig.sign_on(CASHIER)
    assert rig.counter.shifts.open_day(BusinessDate("2026-11-21")).business_date == "2026-11-21"
