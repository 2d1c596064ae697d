"""A fire drill rehearses a day at a till of its own: nothing of it reaches the real one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.fire_drill import Drill, DrillOutcome, DrillStep
from pos_app.errors import Refusal
from pos_app.services.fire_drill import FireDrill
from tests.builders import CASHIER, WATER, Rig, make_rig
from tests.services.club import make_club
from tests.services.coupon_book import Book

BESIDE = ("journal", "head", "setting", "sign_on_attempt")
POLICY = {"most_value_minor": 500, "most_total_minor": 1_000, "most_age_hours": 72}


@pytest.fixture(scope="session")
def drill_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_club(tmp_path_factory.mktemp("drill"), coupons=POLICY)


@pytest.fixture
def members_shop(drill_template: Path, tmp_path: Path) -> Iterator[Rig]:
    rig = make_rig(drill_template, tmp_path / "till")
    rig.open_for(CASHIER)
    yield rig
    rig.close()


def drill_of(rig: Rig) -> FireDrill:
    return rig.counter.fire_drill


def begin(rig: Rig) -> tuple[DrillStep, ...]:
    return rig.approved(lambda approval: drill_of(rig).begin(approval))


def hold(rig: Rig) -> Drill:
    for step in begin(rig):
        drill_of(rig).take(step)
    return drill_of(rig).end()


def outcomes(drill: Drill) -> dict[DrillStep, tuple[str, str]]:
    return {done.step: (done.outcome.value, done.code) for done in drill.steps}


def test_a_drill_goes_through_the_day_and_changes_no_total(shop: Rig) -> None:
    shop.sell(WATER)
    before = shop.content(*BESIDE)
    totals = shop.rows("SELECT gt_abs_minor, gt_net_minor FROM head")
    drill = hold(shop)
    assert outcomes(drill) == {
        DrillStep.SELL: ("worked", ""),
        DrillStep.WEIGH: ("worked", ""),
        DrillStep.OFFERS: ("not_here", "DRILL_NO_OFFERS"),
        DrillStep.MEMBER: ("not_here", "DRILL_NO_MEMBERS"),
        DrillStep.COUPON: ("not_here", "DRILL_NO_MEMBERS"),
        DrillStep.POINTS: ("not_here", "DRILL_NO_ALLOWANCE"),
        DrillStep.SUSPEND: ("worked", ""),
        DrillStep.POWER_CUT: ("worked", ""),
        DrillStep.RETURN: ("worked", ""),
        DrillStep.CLOSE: ("worked", ""),
    }
    assert drill.is_good
    assert shop.content(*BESIDE) == before
    assert shop.rows("SELECT gt_abs_minor, gt_net_minor FROM head") == totals
    assert list(shop.folder.glob("drill.db*")) == []
    assert drill_of(shop).last() == drill
    shop.sell(WATER)


def test_the_journal_says_how_each_step_went_and_nothing_of_what_was_sold(shop: Rig) -> None:
    hold(shop)
    (body,) = shop.bodies("fire_drill")
    assert [step["step"] for step in body["d"]["steps"]] == [step.value for step in DrillStep]
    assert {tuple(sorted(step)) for step in body["d"]["steps"]} == {("code", "outcome", "step")}


def test_members_and_coupons_are_rehearsed_where_there_are_any(members_shop: Rig) -> None:
    book = Book(members_shop)
    book.campaign(worth=100)
    book.owned()
    with members_shop.counter._real.members._directory._reference.read() as connection:
        uses = connection.exec_driver_sql("SELECT count(*) FROM wallet_coupon").scalar_one()
    found = outcomes(hold(members_shop))
    assert found[DrillStep.MEMBER] == ("worked", "")
    assert found[DrillStep.COUPON] == ("worked", "")
    with members_shop.counter._real.members._directory._reference.read() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM wallet_coupon").scalar_one()
    assert left == uses
    assert members_shop.rows("SELECT count(*) FROM retail_transaction") == [(0,)]


def test_no_drill_is_held_while_somebody_buys_or_practises(shop: Rig) -> None:
    shop.ring(WATER)
    with shop.refuses("TRANSACTION_IS_OPEN"):
        drill_of(shop).begin()
    shop.pay_cash()
    shop.approved(shop.counter.enter_training)
    with pytest.raises(Refusal) as caught:
        drill_of(shop).begin()
    assert caught.value.code == "NOT_IN_TRAINING"


def test_a_step_without_a_drill_is_refused(shop: Rig) -> None:
    with shop.refuses("DRILL_OVER"):
        drill_of(shop).take(DrillStep.SELL)


def test_what_fails_is_told_with_its_code_and_the_rest_is_tried(shop: Rig) -> None:
    drill = drill_of(shop)
    begin(shop)
    drill.take(DrillStep.SELL)
    assert drill._at is not None
    real = drill._files.again

    def power_cut_that_loses_the_basket() -> object:
        services = real()
        with services.desk.till.write() as connection:
            connection.exec_driver_sql("DELETE FROM open_transaction")
        return services

    object.__setattr__(drill._files, "again", power_cut_that_loses_the_basket)
    cut = drill.take(DrillStep.POWER_CUT)
    assert (cut.outcome, cut.code) == (DrillOutcome.FAILED, "DRILL_BASKET_LOST")
    assert drill.take(DrillStep.RETURN).outcome is DrillOutcome.WORKED
    held = drill.end()
    assert not held.is_good


def test_a_drill_that_was_left_half_way_begins_anew(shop: Rig) -> None:
    begin(shop)
    drill_of(shop).take(DrillStep.SELL)
    assert hold(shop).is_good
