"""The manager's view of cash: what is in the till, how shifts came out, and why."""

from pos_app.domain.over_short import Trend
from pos_app.domain.variance.possibility import Cause
from tests.builders import AUDITOR, CASHIER, FLOAT, MANAGER, WATER, Rig, yuan

SHORT_BY_TEN = ((10_000, 2), (1_000, 9))


def test_the_till_now_is_told_to_a_manager_and_its_content_to_nobody_who_counts_it(
    managed: Rig,
) -> None:
    control = managed.counter.office.cash_control
    managed.counter.office.safe.count(())
    managed.clock.pass_ms(1_000)
    managed.counter.shifts.pickup(yuan(5_000), "SAFE")
    now = control.till_now()
    assert now.shift is not None
    assert now.in_till == yuan(25_000)
    assert now.on_the_way == yuan(5_000)
    assert now.cash is not None
    assert now.cash.pickups == yuan(5_000)
    managed.sign_on(AUDITOR)
    assert managed.counter.office.cash_control.till_now().in_till is None


def test_a_cashier_sees_none_of_it(shop: Rig) -> None:
    control = shop.counter.office.cash_control
    for look in (control.till_now, lambda: control.history(30), lambda: control.explain(1)):
        with shop.refuses("NOT_PERMITTED"):
            look()


def test_how_shifts_came_out_is_put_together_by_operator(rig: Rig) -> None:
    rig.open_for(CASHIER)
    for counts in (FLOAT, SHORT_BY_TEN):
        rig.counter.shifts.close_shift(counts)
        rig.counter.shifts.open_shift(FLOAT)
    rig.counter.shifts.close_shift(SHORT_BY_TEN)
    rig.sign_on(MANAGER)
    (history,) = rig.counter.office.cash_control.history(30)
    assert (history.shifts, history.off, history.net) == (3, 2, yuan(-2_000))
    assert history.trend is Trend.UNKNOWN
    listed = rig.counter.office.cash_control.closed_shifts()
    assert [shift.number for shift in listed] == [3, 2, 1]


def test_a_closed_shift_is_looked_into(managed: Rig) -> None:
    sold = managed.sell(WATER)
    managed.counter.shifts.close_shift(FLOAT)  # the two yuan were paid by phone
    finding = managed.counter.office.cash_control.explain(1)
    assert finding.shift.over_short == -sold.paid
    parts = [explanation.parts[0] for explanation in finding.explanations]
    booked = next(part for part in parts if part.cause is Cause.PAID_OTHERWISE)
    assert booked.evidence[0].receipt == str(sold.receipt)
    with managed.refuses("SHIFT_NOT_CLOSED"):
        managed.counter.office.cash_control.explain(2)


def test_before_the_first_day_there_is_no_history(rig: Rig) -> None:
    rig.sign_on(MANAGER)
    control = rig.counter.office.cash_control
    assert control.history(30) == ()
    assert control.closed_shifts() == ()
    assert control.till_now().shift is None


def test_a_role_may_look_into_a_shift_with_an_approval_that_is_journalled(rig: Rig) -> None:
    with rig.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO permission (role, privilege, level) VALUES"
            " ('cashier', 'view_reports', 'approval')"
        )
    rig.open_for(CASHIER)
    rig.counter.shifts.close_shift(FLOAT)
    control = rig.counter.office.cash_control
    finding = rig.approved(lambda approval: control.explain(1, approval))
    assert finding.explanations == ()
    assert rig.bodies("override")[-1]["d"]["privilege"] == "view_reports"
