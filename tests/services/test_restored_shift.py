"""What a restored disk gets back while somebody stands at the till."""

import json
from dataclasses import replace

import pytest

from pos_app.domain.identifiers import BusinessDate
from pos_app.errors import Refusal
from tests.builders import DAY, FLOAT, WATER, Rig


def test_a_shift_that_a_restored_disk_got_back_is_gone_on_with_and_not_opened_again(
    rig: Rig,
) -> None:
    rig.sign_on()
    session = rig.counter.shifts.open_day(DAY)
    rig.counter.shifts.open_shift(FLOAT)
    rig.counter._real.desk.session = session  # as it was before the cloud gave the shift back
    with pytest.raises(Refusal) as caught:
        rig.counter.shifts.open_shift(FLOAT)
    assert caught.value.code == "SHIFT_ALREADY_OPEN"
    rig.sell(WATER)


def test_a_basket_of_a_shift_that_was_closed_on_the_lost_disk_is_paid_in_the_next_one(
    rig: Rig,
) -> None:
    rig.sign_on()
    rig.counter.shifts.open_day(DAY)
    session = rig.counter.shifts.open_shift(FLOAT)
    rig.ring(WATER)
    with rig.database.write() as connection:  # as the cloud gives the rows of the closing back
        connection.exec_driver_sql(
            "UPDATE shift SET closed_ms = 1, expected_minor = 0, counted_minor = 0"
        )
        connection.exec_driver_sql("UPDATE business_day SET closed_ms = 1, z_number = 1")
    rig.counter._real.desk.session = replace(session, shift=None, business_date=None)
    tomorrow = BusinessDate("2026-11-22")
    rig.counter.shifts.open_day(tomorrow)
    shift = rig.counter.shifts.open_shift(FLOAT).shift
    assert shift is not None
    paid = rig.pay_cash()
    assert paid.priced.transaction.business_date == tomorrow
    with rig.database.read() as connection:
        kept = connection.exec_driver_sql(
            "SELECT business_date, shift FROM retail_transaction"
        ).one()
        body = connection.exec_driver_sql("SELECT body FROM journal WHERE kind = 'sale'").scalar()
    said = json.loads(body)
    assert tuple(kept) == (tomorrow, shift.number) == (said["bd"], said["sh"])


def test_a_day_is_not_closed_over_a_shift_that_a_restored_disk_got_back(rig: Rig) -> None:
    rig.sign_on()
    session = rig.counter.shifts.open_day(DAY)
    rig.counter.shifts.open_shift(FLOAT)
    rig.counter._real.desk.session = session  # as it was before the cloud gave the shift back
    with pytest.raises(Refusal) as caught:
        rig.counter.shifts.close_day()
    assert caught.value.code == "SHIFT_STILL_OPEN"
    rig.counter.shifts.close_shift(FLOAT)
    rig.approved(lambda ok: rig.counter.shifts.close_day(ok))


def test_what_is_sold_in_a_shift_of_yesterday_is_of_yesterday_in_journal_and_tables(
    rig: Rig,
) -> None:
    rig.sign_on()
    rig.counter.shifts.open_day(DAY)
    session = rig.counter.shifts.open_shift(FLOAT)
    tomorrow = BusinessDate("2026-11-22")
    rig.counter._real.desk.session = replace(session, business_date=tomorrow)
    rig.sell(WATER)
    with rig.database.read() as connection:
        kept = connection.exec_driver_sql("SELECT business_date FROM retail_transaction").scalar()
        body = connection.exec_driver_sql("SELECT body FROM journal WHERE kind = 'sale'").scalar()
    assert json.loads(body)["bd"] == kept == DAY
