"""What the tables themselves refuse stops nobody either: it is set aside, and said."""

import sqlalchemy as sa

from sync.cloud import jobs
from sync.cloud.flows import delivery
from sync.cloud.flows.delivery import Delivery
from sync.cloud.projectors.runner import Projector
from sync.cloud.schema import sales, stock
from sync.cloud.schema.facts import CASE
from sync.cloud.schema.ledgers import POINTS_BALANCE
from tests.cloud.ledgers.conftest import open_cloud
from tests.cloud.ledgers.world import NOW, MadeTill

FULL = 2**63 - 1
"""One more does not go into 64 bits: PostgreSQL says so, SQLite counts on in another way."""


def test_a_row_that_the_tables_refuse_is_set_aside_and_the_rest_goes_on(
    postgres_cloud_url: str,
) -> None:
    world = open_cloud(postgres_cloud_url)
    till = MadeTill("S1", 1)
    till.sell(sku="W1")
    world.settle(till)
    world.write(lambda c: c.execute(sa.update(stock.STOCK_ON_HAND).values(on_hand=FULL)))
    first = till.sell(sku="B1")
    till.take_back(till.sell(sku="B1"), sku="B1")
    till.take_back("S9-T01-000001", sku="W1")
    last = till.sell(sku="B1")
    world.settle(till)
    (held,) = world.rows(sales.QUARANTINE)
    assert (held["seq"], held["reason"], held["kind"]) == (5, "ROW_FAULT", "return")
    receipts = {row["receipt"] for row in world.rows(sales.SALE)}
    assert {first, last} < receipts
    assert len(receipts) == 5
    assert not Projector(world.database).work(NOW)
    world.database.close()


def test_an_effect_that_a_ledger_refuses_is_a_case_and_the_rest_goes_on(
    postgres_cloud_url: str,
) -> None:
    world = open_cloud(postgres_cloud_url)
    till = MadeTill("S1", 1)
    till.sell(mb={"h": "00aa", "day": 20778}, points=[{"r": "x", "n": 1}])
    world.settle(till)
    world.write(lambda c: c.execute(sa.update(POINTS_BALANCE).values(balance=FULL)))
    till.sell(mb={"h": "00aa", "day": 20778}, points=[{"r": "x", "n": 2}])
    till.sell(mb={"h": "00bb", "day": 20778}, points=[{"r": "x", "n": 3}])
    world.settle(till)
    balances = {row["member"]: row["balance"] for row in world.rows(POINTS_BALANCE)}
    assert balances == {"h:20778:00aa": FULL, "h:20778:00bb": 3}
    (left,) = world.rows(sales.EFFECT)
    assert (left["kind"], left["has_failed"]) == ("points", 1)
    assert [row["code"] for row in world.rows(CASE)] == ["EFFECT_REFUSED"]
    assert not Delivery(world.database, world.keys).work(NOW)
    assert world.write(lambda c: jobs.tell_coupon_sync(c, NOW)) == 1, "the case tells of the rest"
    world.write(lambda c: c.execute(sa.update(POINTS_BALANCE).values(balance=1)))
    name = (left["store"], left["terminal"], left["epoch"], left["seq"])
    assert world.write(lambda c: delivery.retry(c, *name)) == 1
    world.deliver()
    assert world.rows(sales.EFFECT) == []
    assert {row["balance"] for row in world.rows(POINTS_BALANCE)} == {3, 1}
    world.database.close()
