"""Trusted time at the till: kept with what it decided, told when it is in doubt."""

import pytest

from pos_app.domain.operators import ApprovalNeeded
from pos_app.errors import Refusal
from pos_app.services.trusted_time import TrustedTime
from tests.builders import BREAD, MANAGER, Rig

HOUR = 3_600_000


def time_of(rig: Rig) -> TrustedTime:
    return rig.counter._real.desk.time


def move_wall(rig: Rig, ms: int) -> None:
    rig.clock.wall += ms


def test_a_till_without_a_cloud_is_sure_of_its_own_clock(shop: Rig) -> None:
    assert time_of(shop).now_ms() == shop.clock.wall
    assert time_of(shop).is_sure
    assert time_of(shop).uncertainty_ms == 0


def test_a_clock_that_is_set_while_the_till_runs_changes_no_decision(shop: Rig) -> None:
    before = time_of(shop).now_ms()
    move_wall(shop, -400 * 24 * HOUR)
    assert time_of(shop).now_ms() == before
    assert time_of(shop).wall_ahead_ms == -400 * 24 * HOUR
    assert not time_of(shop).is_sure


def test_a_power_cut_and_a_clock_set_back_do_not_set_time_back(shop: Rig) -> None:
    shop.clock.pass_ms(HOUR)
    shop.ring(BREAD)
    shop.pay_cash()
    sold_at = time_of(shop).now_ms()
    move_wall(shop, -30 * 24 * HOUR)
    shop.lose_power()
    assert time_of(shop).now_ms() >= sold_at
    assert not time_of(shop).is_sure
    assert "TIME_UNSURE" in shop.till.notices


def test_closing_keeps_the_time_to_the_moment(shop: Rig) -> None:
    shop.clock.pass_ms(30_000)
    closed_at = time_of(shop).now_ms()
    shop.close()
    move_wall(shop, -HOUR)
    shop.clock.boot = "00000002"
    shop.open()
    assert time_of(shop).now_ms() == closed_at


def test_time_is_written_down_once_a_minute_at_most(shop: Rig) -> None:
    def kept() -> object:
        return shop.rows("SELECT value FROM setting WHERE name = 'trusted_time'")

    shop.counter.sign_on.lock()
    shop.counter.sign_on.unlock("1001", "284617")
    first = kept()
    shop.clock.pass_ms(59_000)
    shop.counter.sign_on.lock()
    assert kept() == first
    shop.clock.pass_ms(1_000)
    shop.counter.sign_on.unlock("1001", "284617")
    assert kept() != first


def test_the_training_till_reads_the_same_time_and_keeps_none(rig: Rig) -> None:
    rig.open_for(MANAGER)
    rig.counter.enter_training()
    training = rig.counter._training
    assert training is not None
    assert training.desk.time is time_of(rig)
    rig.ring(BREAD)
    rig.pay_cash()
    with training.desk.till.read() as connection:
        found = connection.exec_driver_sql("SELECT name FROM setting").scalars().all()
    assert "trusted_time" not in found


@pytest.mark.parametrize("hours", [10, 23])
def test_opening_the_next_morning_needs_nobodys_word(shop: Rig, hours: int) -> None:
    shop.close()
    shop.clock.wall += hours * HOUR
    shop.clock.mono = 1_000
    shop.clock.boot = "00000002"
    shop.open()
    assert shop.till.notices == ()
    assert time_of(shop).now_ms() == shop.clock.wall


def test_a_manager_confirms_the_clock_and_the_journal_names_them(shop: Rig) -> None:
    move_wall(shop, -30 * 24 * HOUR)
    shop.lose_power()
    shop.sign_on()
    assert not shop.counter.shifts.status().is_time_sure
    with pytest.raises(ApprovalNeeded) as needed:
        shop.counter.shifts.confirm_clock()
    assert not time_of(shop).is_sure
    approval = shop.counter.approvals.approve(needed.value.request, *MANAGER)
    assert shop.counter.shifts.confirm_clock(approval).is_time_sure
    assert time_of(shop).now_ms() == shop.clock.wall
    (body,) = shop.bodies("settings_change")
    assert (body["d"], body["by"]) == ({"name": "trusted_time"}, "op2001")
    shop.lose_power()
    assert time_of(shop).is_sure
    assert "TIME_UNSURE" not in shop.till.notices


def test_a_trainee_confirms_no_clock(rig: Rig) -> None:
    rig.open_for(MANAGER)
    rig.counter.enter_training()
    with pytest.raises(Refusal) as refused:
        rig.counter.shifts.confirm_clock()
    assert refused.value.code == "NOT_IN_TRAINING"
