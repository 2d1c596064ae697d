"""Whatever is in a basket: it is saved, finished, read back and vouched for, to the last field."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from pos_app.domain.identifiers import TransactionId
from pos_app.domain.money import Money
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.transaction import RetailTransaction
from pos_app.store import open_transactions
from tests.builders import MANAGER, SLIP, Rig, make_rig
from tests.domain.baskets import transactions
from tests.services.test_day_verifies import verdict


@pytest.fixture(scope="module")
def till(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    """One till for all baskets, so that they also stand side by side."""
    rig = make_rig(template, tmp_path_factory.mktemp("any") / "till")
    rig.open_for(MANAGER)
    yield rig
    rig.close()


def settle(rig: Rig) -> CompletedTransaction:
    """Pay what is due in the largest pieces that are taken, partly by card."""
    tendering = rig.counter.tendering
    for at in range(1_000):
        due = tendering.cash_due()
        if not due:
            outcome = tendering.complete_even()
        elif at % 2:
            outcome = tendering.tender_card(capped(rig.basket.due), SLIP)
        else:
            outcome = tendering.tender_cash(capped(due))
        if outcome.completed is not None:
            return outcome.completed
    raise AssertionError("never settled")


def capped(amount: Money) -> Money:
    return Money(max(min(amount.minor, 99_999_999), -99_999_999))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(transactions())
def test_it_is_kept_as_it_was_at_every_step(till: Rig, basket: RetailTransaction) -> None:
    desk = till.counter._real.desk
    _, shift = desk.require_shift()
    basket = replace(
        basket,
        id=TransactionId(desk.clock.new_id().bytes),
        operator=shift.operator,
        business_date=shift.business_date,
        shift=shift.number,
        opened_ms=desk.clock.wall_ms(),
    )
    priced = desk.save(basket)
    with till.database.read() as connection:
        assert open_transactions.load_open(connection) == basket
    if basket.live_lines:
        done = settle(till)
        assert till.counter.history.find(done.receipt) == done
        assert replace(done.priced, transaction=basket) == priced
        till.counter.shifts.x_report().figures.check()
    else:
        till.counter.checkout.void_transaction("CHANGED")
    assert till.counter.checkout.basket() is None


def test_and_the_whole_record_is_sound(till: Rig) -> None:
    assert verdict(till).difference is None
