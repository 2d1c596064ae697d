"""A day of the safe in which every kind of entry gets its row."""

from dataclasses import replace

from pos_app.domain.safe import CashPolicy
from pos_app.domain.shift import Counts
from tests.builders import Rig, yuan

CONTENT: Counts = ((10_000, 30), (1_000, 40), (100, 100))
"""3,500.00."""


def use_the_safe_in_every_way(rig: Rig) -> None:
    """Begin the ledger, move, count with a difference, count again. Who may is signed on."""
    safe = rig.counter.office.safe
    safe.count(CONTENT)
    safe.receive_from("T04", yuan(120_000))
    safe.lend_to("T04", yuan(30_000))
    safe.deposit("BAG 000123", yuan(200_000))
    safe.order_change("CO-7", yuan(50_000))
    safe.receive_change("CO-7", yuan(50_000))
    for pickup in safe.state().on_the_way:
        safe.receive(pickup, pickup.amount - yuan(100))
    short = ((10_000, 23), (1_000, 9))
    safe.count(short)
    safe.count(short)


def count_the_till_twice(rig: Rig, counts: Counts) -> None:
    """Count a till of a store that asks again, so far off that it does."""
    desk = rig.counter._real.desk
    desk.profile = replace(desk.profile, cash=CashPolicy(tolerance_minor=500))
    assert rig.counter.shifts.count_till(counts)
    assert not rig.counter.shifts.count_till(counts)
