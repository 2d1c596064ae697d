"""A real till's day, projected: the same sums on both sides, row by row."""

import json

from pos_app.domain.quantity import Quantity
from pos_app.store import day_meaning
from sync.cloud.reconcile import proof
from sync.cloud.reconcile.meaning import Day
from sync.cloud.schema import sales, stock
from sync.cloud.schema.leases import Till
from sync.cloud.stock.on_hand import restock
from tests.builders import BOOK, BREAD, MANAGER, WATER, Rig
from tests.cloud.ledgers.world import DAY, TENANT_NAME, World, journal_of, terminal_of
from tests.services.test_stock import on_hand, receive
from tests.services.test_wire import act_every_kind


def uploaded(world: World, rig: Rig) -> bytes:
    terminal = terminal_of(rig)
    world.add_terminal("S12", terminal, "T03")
    world.receive("S12", terminal, journal_of(rig))
    world.project()
    return terminal


def test_a_day_with_every_kind_of_row_is_projected_whole(world: World, rig: Rig) -> None:
    act_every_kind(rig)
    terminal = uploaded(world, rig)
    assert world.rows(sales.QUARANTINE) == []
    assert world.rows(sales.PARKED) == []
    mine = rig.rows(
        "SELECT lower(hex(id)), kind, total_minor, rounding_minor FROM retail_transaction"
    )
    theirs = [
        (row["sale_id"].hex(), row["kind"], row["total"], row["rounding"])
        for row in world.rows(sales.SALE)
    ]
    assert sorted(theirs) == sorted(mine)
    assert world.rows(sales.BUSINESS_DAY, terminal=terminal)[0]["net"] == 1832


def test_the_day_means_the_same_as_in_the_tills_own_tables(world: World, rig: Rig) -> None:
    act_every_kind(rig)
    terminal = uploaded(world, rig)
    meaning = world.database.read(lambda c: Day(c, "S12", terminal, DAY).meaning())
    counts = dict(rig.rows("SELECT kind, count(*) FROM retail_transaction GROUP BY kind"))
    lines = rig.rows("SELECT count(*) FROM sale_line WHERE is_voided = 0")[0][0]
    assert meaning["count"] == counts | {"lines": lines}
    tenders = rig.rows("SELECT tender_type, sum(amount_minor) FROM tender_line GROUP BY 1")
    assert meaning["tender"] == {kind: amount for kind, amount in tenders if amount}
    taxes = rig.rows("SELECT tax_code, sum(base_minor) FROM transaction_tax GROUP BY 1")
    bases = {f"{code}:base": amount for code, amount in taxes if amount}
    assert {key: meaning["tax"][key] for key in meaning["tax"] if key.endswith("base")} == bases
    assert meaning["cash"] == {
        "loan": 500,
        "pickup": 500,
        "paid_in": 500,
        "paid_out": 500,
        "counted": 20_700,
        "expected": rig.rows("SELECT expected_minor FROM shift")[0][0],
    }
    assert meaning["stock"]["B1"] == 1000
    assert meaning["stock"]["A1"] == 333
    assert "W1" in meaning["stock"]


def test_stock_is_the_sum_of_what_moved(world: World, rig: Rig) -> None:
    rig.open_for(MANAGER)
    rig.sell(WATER, BREAD)
    sold = rig.sell(BREAD)
    rig.counter.returns.return_line(sold.receipt, 1, sold.priced.lines[0].line.quantity, "FAULTY")
    rig.pay_cash()
    rig.sell(BOOK)
    uploaded(world, rig)
    assert {row["sku"]: row["on_hand"] for row in world.rows(stock.STOCK_ON_HAND)} == {
        WATER: -1000,
        BREAD: -1000,
        BOOK: -1000,
    }


def test_what_was_done_in_training_counts_nowhere(world: World, rig: Rig) -> None:
    rig.open_for()
    rig.sell(WATER)
    row = journal_of(rig)[-1]
    body = json.loads(row["body"]) | {"tr": True}
    terminal = terminal_of(rig)
    world.add_terminal("S12", terminal)
    text = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    world.receive("S12", terminal, [row | {"body": text}])
    world.project()
    assert world.rows(sales.SALE) == []
    assert world.rows(sales.QUARANTINE) == []


def test_both_sides_say_the_same_of_a_day_with_everything_in_it(world: World, rig: Rig) -> None:
    act_every_kind(rig)
    terminal = uploaded(world, rig)
    with rig.database.read() as connection:
        said = day_meaning.digest_of(connection, DAY)
    assert said is not None
    question = proof.Question(Till(TENANT_NAME, "S12", terminal), said, b"")
    answer = world.write(lambda c: proof.prove(c, world.keys, question, world.clock.now))
    assert answer.differences == ()
    assert (answer.is_proved, answer.reason) == (True, "")


def test_goods_that_a_till_received_counted_and_wrote_off_are_the_same_here_and_there(
    world: World, rig: Rig
) -> None:
    rig.open_for(MANAGER)
    receive(rig, WATER, 12_000)
    receive(rig, BREAD, 5_000, "N2")
    rig.sell(WATER, BREAD)
    counts = rig.counter.office.counts
    count = counts.open("a1").task.id
    counts.enter(count, BREAD, Quantity.of(3))
    rig.sell(WATER)
    counts.enter(count, WATER, Quantity.of(9))
    counts.enter(count, WATER, Quantity.of(9))
    counts.enter(count, BREAD, Quantity.of(3))
    rig.sell(WATER, BREAD)
    counts.finish(count)
    rig.counter.office.stock.take_off(WATER, Quantity.of(2), "DAMAGED")
    rig.sell(BOOK)
    uploaded(world, rig)
    mine = {sku: on_hand(rig, sku) for sku in (WATER, BREAD, BOOK)}
    rows = world.rows(stock.STOCK_ON_HAND)
    assert {row["sku"]: row["on_hand"] for row in rows} == mine
    assert {row["sku"] for row in rows if row["count_id"]} == {WATER, BREAD}
    assert {row["sku"] for row in rows if row["has_received"]} == {WATER, BREAD}
    assert world.write(lambda c: restock(c, "S12")) == 0
