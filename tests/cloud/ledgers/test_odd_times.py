"""Clocks that were ahead, tills that come late, deliveries that overtake one another."""

import psycopg
import sqlalchemy as sa

from sync.cloud import feeds, jobs
from sync.cloud.coupons import holds
from sync.cloud.database import is_content_fault
from sync.cloud.feeds.writer import FeedWriter
from sync.cloud.flows.delivery import Delivery
from sync.cloud.members import directory, points
from sync.cloud.orders import orders
from sync.cloud.payments import stored_value
from sync.cloud.reconcile import report
from sync.cloud.schema.facts import CASE, TERMINAL
from sync.cloud.schema.feeds import FEED_HEAD
from sync.cloud.schema.leases import GRACE_MS, LEASE_MS
from sync.cloud.schema.ledgers import COUPON, ORDER, VALUE_HOLD
from sync.wire.control import Setting
from tests.cloud.ledgers import test_rights
from tests.cloud.ledgers.test_coupons import ONE, campaign, opened
from tests.cloud.ledgers.test_points_and_value import ANN, TOKEN, allow, balance, card, give
from tests.cloud.ledgers.world import DAY, NOW, TENANT_NAME, MadeTill, World, coupon

YEARS = 10 * 365 * 86_400_000


# ---- a clock that was far ahead, and is right again


def test_feeds_go_on_after_a_writer_whose_clock_was_ahead_is_gone(world: World) -> None:
    till = MadeTill("S1", 1)
    world.settle(till)
    feed = f"ctl:{till.terminal.hex()}"
    world.write(lambda c: feeds.put(c, TENANT_NAME, feed, "setting:a", Setting("1")))
    assert FeedWriter(world.database, "before").work(NOW + YEARS)
    world.write(lambda c: feeds.put(c, TENANT_NAME, feed, "setting:b", Setting("2")))
    assert FeedWriter(world.database, "after").work(NOW)
    assert [row["pos"] for row in world.rows(FEED_HEAD, feed=feed)] == [2]


def test_a_till_hears_of_its_coupons_after_the_clouds_clock_was_ahead(world: World) -> None:
    till = MadeTill("S1", 1)
    till.sell()
    world.settle(till)
    assert world.write(lambda c: jobs.tell_coupon_sync(c, NOW + YEARS)) == 1
    till.sell()
    world.settle(till)
    assert world.write(lambda c: jobs.tell_coupon_sync(c, NOW)) == 1


def test_leases_are_ended_after_the_clouds_clock_was_ahead(world: World) -> None:
    till = MadeTill("S1", 1)
    opened(world, till)
    campaign(world, cls="a")
    work = jobs.Jobs(world.database, world.clock, world.keys)
    work.work(NOW + YEARS)
    world.write(lambda c: holds.hold(c, world.till(till), ONE, 7001, NOW))
    late = NOW + holds.LEASE_MS + GRACE_MS + 1
    work.work(late)
    assert [row["state"] for row in world.rows(COUPON)] == ["active"]


def test_leases_given_by_a_clock_that_was_ahead_end_like_others(world: World) -> None:
    till, other = MadeTill("S1", 1), MadeTill("S1", 2)
    opened(world, till, other)
    campaign(world, cls="a")
    card(world, 500)
    order = orders.NewOrder(TENANT_NAME, "S1", "o1", "A-1", "pickup", "", 1, 1, (("W1", "W", 1),))
    world.write(lambda c: orders.put_order(c, order, NOW))
    wanted = stored_value.Wanted(TOKEN, 500, "CNY", b"")

    def take(by: MadeTill, at: int) -> None:
        world.write(lambda c: holds.hold(c, world.till(by), ONE, 7001, at))
        world.write(lambda c: stored_value.hold(c, world.till(by), wanted, at))
        world.write(lambda c: orders.claim(c, world.till(by), "o1", at))

    take(till, NOW + YEARS)
    work = jobs.Jobs(world.database, world.clock, world.keys)
    work.work(NOW)
    untils = [
        row["lease_until"] for table in (COUPON, VALUE_HOLD, ORDER) for row in world.rows(table)
    ]
    assert untils == [NOW + LEASE_MS] * 3
    late = NOW + LEASE_MS + GRACE_MS + 1
    work.work(late)
    take(other, late)
    assert [row["state"] for row in world.rows(VALUE_HOLD)] == ["ended", "held"]


def test_leases_of_a_clock_a_little_ahead_are_left_as_they_were_given(world: World) -> None:
    till = MadeTill("S1", 1)
    opened(world, till)
    campaign(world, cls="a")
    world.write(lambda c: holds.hold(c, world.till(till), ONE, 7001, NOW + 1_000))
    assert world.write(lambda c: holds.end_overdue(c, NOW)) == 0
    assert [row["lease_until"] for row in world.rows(COUPON)] == [NOW + 1_000 + LEASE_MS]


# ---- late


def test_points_of_an_allowance_that_was_taken_back_are_a_case(world: World) -> None:
    till = MadeTill("S1", 1)
    world.add_terminal(till.store, till.terminal)
    give(world, 100)
    world.write(lambda c: directory.add_aliases(c, TENANT_NAME, {"h:20778:00aa": ANN}, NOW))
    number = allow(world, till, 100)
    seal = sa.update(TERMINAL).values(state="sealed")
    world.write(lambda c: c.execute(seal))
    assert world.write(lambda c: points.take_back(c, NOW)) == 1
    spent = [{"r": "#spent", "n": -100, "g": number}]
    till.sell(mb={"h": "00aa", "day": 20778}, points=spent)
    world.settle(till)
    assert balance(world) == 0
    assert [row["code"] for row in world.rows(CASE)] == ["POINTS_OVERSPENT"]


def test_a_replaced_till_that_sold_that_day_is_not_forgotten_by_its_proof(world: World) -> None:
    till = MadeTill("S1", 1)
    till.sell()
    world.settle(till)
    world.write(lambda c: c.execute(sa.update(TERMINAL).values(state="sealed")))

    def reasons(day: str) -> list[str]:
        said = world.database.read(lambda c: report.report(c, TENANT_NAME, day))
        return [one.reason for store in said.stores for one in store.tills]

    assert reasons(DAY) == ["DAY_NOT_CLOSED"]
    assert reasons("2026-11-22") == [], "it is not waited for on the days after"


def test_a_till_that_was_shut_out_is_waited_for_until_another_takes_its_place(
    world: World,
) -> None:
    stolen, heir = MadeTill("S1", 1), MadeTill("S1", 2)
    opened(world, stolen)
    test_rights.capped(world)
    assert test_rights.refill(world) == 1
    revoke = sa.update(TERMINAL).values(state="revoked")
    world.write(lambda c: c.execute(revoke))

    def waited_for() -> list[str]:
        said = world.database.read(lambda c: report.report(c, TENANT_NAME, DAY))
        return [one.terminal for store in said.stores for one in store.tills]

    assert waited_for() == [stolen.terminal.hex()]
    assert test_rights.taken_back(world, NOW) == 0
    world.add_terminal(heir.store, heir.terminal, "T02")
    replace = sa.update(TERMINAL).where(TERMINAL.c.terminal == heir.terminal)
    world.write(lambda c: c.execute(replace.values(replaces=stolen.terminal)))
    assert waited_for() == [heir.terminal.hex()]
    assert test_rights.taken_back(world, NOW) == 1


# ---- out of order


def test_a_return_that_reaches_the_ledger_before_its_sale_frees_the_coupon(world: World) -> None:
    first, second = MadeTill("S1", 2), MadeTill("S1", 1)
    opened(world, first, second)
    campaign(world, cls="d")
    receipt = first.sell(1000, **coupon(ONE, cls="d"))
    world.receive(first.store, first.terminal, first.rows[first.sent :])
    world.project()
    second.take_back(receipt)
    world.receive(second.store, second.terminal, second.rows[second.sent :])
    world.project()
    delivery = Delivery(world.database, world.keys)
    while delivery.work(NOW):
        pass
    assert [row["state"] for row in world.rows(COUPON)] == ["active"]


def test_a_standby_that_may_not_write_is_no_fault_of_what_a_row_says() -> None:
    refused = psycopg.errors.ReadOnlySqlTransaction()
    assert not is_content_fault(sa.exc.InternalError("INSERT", {}, refused))
