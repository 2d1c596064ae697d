"""Many at once on a real PostgreSQL: one winner, a cap that holds, nothing promised twice."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa

from sync.cloud.coupons import holds, rights
from sync.cloud.members import points
from sync.cloud.orders import orders
from sync.cloud.payments import stored_value
from sync.cloud.projectors.runner import Projector, project_batch
from sync.cloud.schema import sales, stock
from sync.cloud.schema.facts import CASE, TERMINAL
from sync.cloud.schema.leases import Declined, Granting, Till
from sync.cloud.schema.ledgers import (
    CAMPAIGN,
    CAMPAIGN_RIGHT,
    POINTS_ALLOWANCE,
    POINTS_BALANCE,
    VALUE_ACCOUNT,
    VALUE_ENTRY,
    VALUE_HOLD,
)
from sync.cloud.stock.on_hand import restock
from tests.cases.stock_story import a_story
from tests.cloud.ledgers import test_coupons, test_points_and_value, test_rights
from tests.cloud.ledgers.conftest import open_cloud
from tests.cloud.ledgers.world import NOW, TENANT_NAME, MadeTill, World, coupon

CLIENTS = 8


@pytest.fixture(params=["READ COMMITTED", "SERIALIZABLE"])
def crowd(request: pytest.FixtureRequest, postgres_cloud_url: str) -> Iterator[World]:
    made = open_cloud(postgres_cloud_url, request.param)
    yield made
    made.database.close()


@pytest.fixture
def hot(postgres_cloud_url: str) -> Iterator[World]:
    """For one row that everybody wants again and again: SERIALIZABLE would only start anew."""
    made = open_cloud(postgres_cloud_url)
    yield made
    made.database.close()


def at_once(work: Callable[[int], Any], clients: int = CLIENTS) -> list[Any]:
    """Let everybody begin together; a no is an answer like any other."""
    gate = Barrier(clients)

    def one(number: int) -> Any:
        gate.wait()
        try:
            return work(number)
        except Declined as declined:
            return declined.why

    with ThreadPoolExecutor(clients) as crowd:
        return list(crowd.map(one, range(clients)))


def till(number: int) -> Till:
    return Till(TENANT_NAME, "S1", bytes([number]) * 16)


def test_of_many_who_want_one_coupon_one_gets_it(crowd: World) -> None:
    crowd.add_store("S1")
    test_coupons.campaign(crowd, cls="a")
    for one in range(20):
        name = f"{one:024x}"
        found = at_once(
            lambda number, name=name: crowd.write(
                lambda c: holds.hold(c, till(number), name, 7001, NOW)
            )
        )
        assert sorted(map(str, found)) == ["1"] + ["held"] * (CLIENTS - 1)


def test_a_cap_is_not_passed_by_many_who_grant_at_once(hot: World) -> None:
    tills = [MadeTill("S1", number) for number in range(1, CLIENTS + 1)]
    test_coupons.opened(hot, *tills)
    test_rights.capped(hot, cap=1_000, grant_size=7)

    def grant_some(number: int) -> int:
        counter = iter(range(number * 10_000 + 1, number * 10_000 + 9_999))
        granting = Granting(hot.keys, lambda: next(counter), NOW)

        def work(connection: sa.Connection) -> int:
            campaign = connection.execute(sa.select(CAMPAIGN)).one()
            return rights.grant(connection, granting, campaign, hot.till(tills[number]))

        return sum(hot.write(work) for _ in range(20))

    assert sum(at_once(grant_some)) == -(-1_000 // 7)
    amounts = [row["amount"] for row in hot.rows(CAMPAIGN_RIGHT)]
    assert sum(amounts) == hot.rows(CAMPAIGN)[0]["granted"] == 1_000


def test_points_and_value_are_never_promised_twice(crowd: World) -> None:
    crowd.add_store("S1")
    test_points_and_value.give(crowd, 1_000)
    test_points_and_value.card(crowd, 1_000)

    def allow(number: int) -> None:
        granting = Granting(crowd.keys, lambda: number + 1, NOW)
        member = test_points_and_value.ANN
        crowd.write(lambda c: points.allow(c, granting, till(number), member, 300))

    def hold(number: int) -> None:
        wanted = stored_value.Wanted(test_points_and_value.TOKEN, 300, "CNY", b"")
        crowd.write(lambda c: stored_value.hold(c, till(number), wanted, NOW))

    at_once(allow)
    at_once(hold)
    assert sum(row["points"] for row in crowd.rows(POINTS_ALLOWANCE)) == 1_000
    assert sum(row["amount"] for row in crowd.rows(VALUE_HOLD)) == 1_000


def waiting_behind(hot: World, first: Callable[[sa.Connection], Any], second: Any) -> Any:
    """Do the first, let the second come to where it waits, and only then commit the first."""
    blocked = sa.text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    with ThreadPoolExecutor(1) as other:
        with hot.database.engine.begin() as connection:
            first(connection)
            waiting = other.submit(hot.write, second)
            while not (waiting.done() or hot.database.read(lambda c: c.scalar(blocked))):
                pass
        return waiting.result()


def test_a_use_that_comes_in_while_a_right_is_closed_is_not_given_back(hot: World) -> None:
    one = MadeTill("S1", 1)
    test_coupons.opened(hot, one)
    test_rights.capped(hot)
    test_rights.refill(hot)
    hot.write(lambda c: c.execute(sa.update(TERMINAL).values(state="sealed")))
    use = sa.update(CAMPAIGN_RIGHT).values(used=5)
    closing = waiting_behind(hot, lambda c: c.execute(use), lambda c: rights.take_back(c, NOW))
    assert closing == 1
    assert hot.rows(CAMPAIGN)[0]["granted"] == 5


def test_points_that_come_in_while_they_are_added_up_anew_count(hot: World) -> None:
    test_points_and_value.give(hot, 100)
    hot.write(lambda c: c.execute(sa.update(POINTS_BALANCE).values(balance=9)))
    more = points.Entry(till(1), test_points_and_value.ANN, b"m" * 16, b"", NOW, "x", 30)
    wrong = waiting_behind(hot, lambda c: points.enter(c, [more]), points.recount)
    assert wrong == [test_points_and_value.ANN]
    assert test_points_and_value.balance(hot) == 130


def test_value_that_comes_on_a_card_while_it_is_added_up_anew_counts(hot: World) -> None:
    test_points_and_value.card(hot, 100)
    hot.write(lambda c: c.execute(sa.update(VALUE_ACCOUNT).values(balance=9)))
    account = {"account": test_points_and_value.ACCOUNT, "tenant": TENANT_NAME}
    entry = {"entry_id": b"m" * 16, "kind": "refund", "store": "S1", "sale_id": b"", "amount": 30}

    def give_back(connection: sa.Connection) -> None:
        row = {**account, **entry, "hold_no": 0, "at_ms": NOW}
        connection.execute(sa.insert(VALUE_ENTRY).values(row))
        on_it = VALUE_ACCOUNT.c.balance + 30
        connection.execute(sa.update(VALUE_ACCOUNT).values(balance=on_it))

    assert waiting_behind(hot, give_back, stored_value.recount) == [account["account"]]
    assert hot.rows(VALUE_ACCOUNT)[0]["balance"] == 130


def test_of_many_who_change_one_row_each_has_its_turn(crowd: World) -> None:
    """Whoever loses begins anew, and not in step with the others, or twelve times are too few."""
    test_points_and_value.give(crowd, 0)

    def count(connection: sa.Connection) -> None:
        found = connection.execute(sa.select(POINTS_BALANCE.c.balance).with_for_update()).scalar()
        connection.execute(sa.update(POINTS_BALANCE).values(balance=(found or 0) + 1))

    def again_and_again(_: int) -> None:
        for _ in range(25):
            crowd.write(count)

    at_once(again_and_again)
    assert crowd.rows(POINTS_BALANCE)[0]["balance"] == CLIENTS * 25


def test_an_order_has_one_till_that_hands_it_over(crowd: World) -> None:
    crowd.add_store("S1")
    new = orders.NewOrder(TENANT_NAME, "S1", "o1", "A-1", "pickup", "", 1, 1, (("W1", "W", 1),))
    crowd.write(lambda c: orders.put_order(c, new, NOW))
    found = at_once(lambda number: crowd.write(lambda c: orders.claim(c, till(number), "o1", NOW)))
    assert [str(one) for one in found].count("held") == CLIENTS - 1


def test_many_projectors_and_deliveries_do_everything_once(crowd: World) -> None:
    tills = [MadeTill("S1", number) for number in range(1, 5)]
    test_coupons.campaign(crowd)
    for one in tills:
        crowd.add_terminal(one.store, one.terminal)
        for use in range(150):
            one.sell(500, sku=f"W{use % 3}")
            if use % 50 == 0:
                one.sell(1_000, **coupon(f"{use:024x}"))
        crowd.receive(one.store, one.terminal, one.rows)

    def project(_: int) -> None:
        projector = Projector(crowd.database)
        while projector.work(NOW):
            pass
        crowd.deliver()

    at_once(project, clients=4)
    crowd.project()
    crowd.deliver()
    assert len(crowd.rows(sales.SALE)) == 4 * 153
    assert sum(row["on_hand"] for row in crowd.rows(stock.STOCK_ON_HAND)) == -4 * 153 * 1_000
    assert crowd.rows(sales.EFFECT) == crowd.rows(sales.QUARANTINE) == []
    assert len(crowd.rows(CASE)) == 3 * 3, "three coupons, four tills each"
    assert {row["projected_seq"] for row in crowd.rows(TERMINAL)} == {153}


@pytest.mark.parametrize("seed", range(4))
def test_counts_marks_and_sales_that_are_projected_at_once_give_one_figure(
    crowd: World, seed: int
) -> None:
    story = a_story(seed)
    for one in story.tills:
        crowd.add_terminal(one.store, one.terminal, f"T{one.number}")
        crowd.receive(one.store, one.terminal, one.rows)

    def project(number: int) -> None:
        one = story.tills[number]
        work = partial(project_batch, store="S1", terminal=one.terminal, now_ms=NOW, most=3)
        while crowd.write(work):
            pass

    at_once(project, clients=len(story.tills))
    assert crowd.rows(sales.QUARANTINE) == []
    assert crowd.write(lambda c: restock(c, "S1")) == 0
