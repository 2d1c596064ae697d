"""Rows of many tills, good and bad, into tables: once each, in order; none stops another."""

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.cloud.projectors import quarantine
from sync.cloud.projectors.rebuild import find_differing, rebuild
from sync.cloud.projectors.runner import project_batch
from sync.cloud.projectors.taking import Taking, find_recorded
from sync.cloud.schema import sales, stock
from sync.cloud.schema.facts import CASE, TERMINAL
from sync.cloud.schema.feeds import FEED_TODO
from sync.cloud.stock.on_hand import restock
from tests.cloud.ledgers.conftest import open_cloud
from tests.cloud.ledgers.world import NOW, MadeTill, World

BAD_SUMS = {"total": 1}


def uploaded(world: World, *tills: MadeTill) -> None:
    for till in tills:
        world.add_terminal(till.store, till.terminal, f"T{till.number:02d}")
        world.receive(till.store, till.terminal, till.rows)
    world.project()


def receipts(world: World) -> set[str]:
    return {row["receipt"] for row in world.rows(sales.SALE)}


def on_hand(world: World) -> dict[str, int]:
    return {row["sku"]: row["on_hand"] for row in world.rows(stock.STOCK_ON_HAND)}


def replayed(world: World, till: MadeTill, seq: int) -> bool:
    def work(connection: sa.Connection) -> bool:
        row = find_recorded(connection, till.store, till.terminal, till.epoch, seq)
        assert row is not None
        return Taking(connection, NOW).replay(row)

    return bool(world.write(work))


def test_a_row_that_cannot_be_read_stops_no_other(world: World) -> None:
    till = MadeTill("S1", 1)
    first = till.sell()
    till.record("sale", {"rcpt": "x"})
    till.rows[-1]["body"] = b'{"bd":"2026-11-21","d":{"rcpt":1}}'
    last = till.sell()
    uploaded(world, till)
    assert receipts(world) == {first, last}
    (held,) = world.rows(sales.QUARANTINE)
    assert (held["seq"], held["reason"], held["state"]) == (2, "ROW_UNREADABLE", "open")
    (told,) = world.rows(FEED_TODO)
    assert (told["feed"], told["key"]) == (f"ctl:{till.terminal.hex()}", "result:1.2")


def test_bodies_that_nobody_would_write_are_each_set_aside_with_their_reason(world: World) -> None:
    till = MadeTill("S1", 1)
    till.sell(**BAD_SUMS)
    till.record("sale", {}, event_id=bytes(16))
    till.rows[-1]["body"] = till.rows[-1]["body"].replace(b"op1001", b"\xff")
    till.sell()
    till.rows[-1]["schema"] = 99
    till.sell()
    till.rows[-1]["event_id"] = b"\x01" * 16
    till.day = "tomorrow"
    till.sell()
    till.rows.append(till.rows[-1] | {"seq": 6, "event_id": b"\x02" * 16})
    till.rows[-1]["body"] = till.rows[0]["body"].replace(b":", b": ", 1)
    uploaded(world, till)
    assert [row["reason"] for row in world.rows(sales.QUARANTINE)] == [
        "ROW_SUMS_DIFFER",
        "ROW_UNREADABLE",
        "ROW_TOO_NEW",
        "ROW_ID_DIFFERS",
        "ROW_DAY_UNREADABLE",
        "ROW_UNREADABLE",
    ]
    assert receipts(world) == set()


def test_a_zero_byte_in_a_text_blocks_nobody(world: World) -> None:
    till = MadeTill("S1", 1)
    till.sell(sku="W\x001")
    uploaded(world, till)
    assert on_hand(world) == {"W1": -1000}


def test_a_return_waits_behind_its_quarantined_sale_and_comes_with_it(world: World) -> None:
    till = MadeTill("S1", 1)
    sold = till.sell(**BAD_SUMS)
    back = till.take_back(sold)
    cancelled = till.cancel(back, price=-500)
    other = till.sell(sku="B1")
    uploaded(world, till)
    assert receipts(world) == {other}
    assert [row["receipt"] for row in world.rows(sales.PARKED)] == [back, cancelled]
    good = till.rows[0]["body"].replace(b'"total":1', b'"total":500')
    world.write(
        lambda c: c.execute(sa.text("UPDATE inbox SET body = :body WHERE seq = 1"), {"body": good})
    )
    assert replayed(world, till, 1)
    for _, seq in world.write(lambda c: quarantine.parked_rows(c, till.store, till.terminal)):
        assert replayed(world, till, seq)
    assert receipts(world) == {sold, back, cancelled, other}
    assert world.rows(sales.PARKED) == []
    assert world.rows(sales.QUARANTINE)[0]["state"] == "replayed"


def test_a_return_of_a_sale_that_is_nowhere_is_taken_as_it_is(world: World) -> None:
    till = MadeTill("S1", 1)
    back = till.take_back("S9-T01-000001")
    uploaded(world, till)
    assert receipts(world) == {back}


def test_a_row_logged_again_in_the_next_epoch_counts_once(world: World) -> None:
    till = MadeTill("S1", 1)
    till.sell()
    once = till.sell()
    again = till.rows[-1] | {"epoch": 2, "seq": 1}
    till.rows.append(again)
    uploaded(world, till)
    assert len(receipts(world)) == 2
    assert once in receipts(world)
    assert on_hand(world) == {"W1": -2000}
    assert world.rows(sales.QUARANTINE) == []


def test_an_id_used_again_for_something_else_is_set_aside(world: World) -> None:
    till = MadeTill("S1", 1)
    till.sell()
    till.sell(price=700)
    till.rows[-1]["event_id"] = till.rows[0]["event_id"]
    uploaded(world, till)
    assert [row["reason"] for row in world.rows(sales.QUARANTINE)] == ["ROW_ID_REUSED"]
    assert len(receipts(world)) == 1


def test_two_sales_with_one_number_are_both_kept_and_are_a_case(world: World) -> None:
    till = MadeTill("S1", 1)
    lost = till.sell()
    till.epoch, till._receipts = 2, 0
    assert till.sell(price=700) == lost
    till.take_back(lost, 700)
    uploaded(world, till)
    assert [row["receipt"] for row in world.rows(sales.SALE)].count(lost) == 2
    (case,) = world.rows(CASE)
    assert (case["code"], case["subject"], case["who"]) == ("RECEIPT_NUMBER_TWICE", lost, "manager")


def test_an_amount_beyond_all_reason_stops_nobody(world: World) -> None:
    till = MadeTill("S1", 1)
    till.sell(price=10**14)
    till.sell()
    uploaded(world, till)
    assert [row["reason"] for row in world.rows(sales.QUARANTINE)] == ["ROW_OUT_OF_RANGE"]
    assert on_hand(world) == {"W1": -1000}


def test_two_projectors_at_once_project_once(world: World) -> None:
    till = MadeTill("S1", 1)
    for _ in range(5):
        till.sell()
    world.add_terminal("S1", till.terminal)
    world.receive("S1", till.terminal, till.rows)
    assert world.write(lambda c: project_batch(c, "S1", till.terminal, NOW)) == 5
    assert world.write(lambda c: project_batch(c, "S1", till.terminal, NOW)) == 0
    assert on_hand(world) == {"W1": -5000}


def test_what_somebody_changed_by_hand_is_found_and_made_right(world: World) -> None:
    till = MadeTill("S1", 1)
    sold = till.sell()
    till.take_back(sold)
    till.sell(sku="B1")
    uploaded(world, till)
    before = world.everything(*sales.PROJECTED)
    changed = sa.text("UPDATE tender SET amount = amount + 1")
    world.write(lambda c: c.execute(changed))
    world.write(lambda c: c.execute(sa.text("DELETE FROM stock_move WHERE sku = 'B1'")))
    world.write(lambda c: c.execute(sa.text("UPDATE stock_on_hand SET on_hand = 7")))
    assert world.write(lambda c: rebuild(c, "S1", till.terminal)) == ("tender", "stock_move")
    assert world.everything(*sales.PROJECTED) == before
    assert world.write(lambda c: restock(c, "S1")) == 2
    assert on_hand(world) == {"B1": -1000, "W1": 0}


# ---- any journal, any order of tills


@st.composite
def tills(draw: st.DrawFn) -> list[MadeTill]:
    made = [MadeTill("S1", number) for number in range(1, 4)]
    for _ in range(draw(st.integers(1, 25))):
        till = draw(st.sampled_from(made))
        act = draw(st.sampled_from(["sell", "back", "cancel", "bad", "again", "cash"]))
        sold = [f"S1-T{till.number:02d}-{n:06d}" for n in range(1, till._receipts + 1)]
        if act in ("back", "cancel") and sold:
            receipt = draw(st.sampled_from(sold))
            (till.take_back if act == "back" else till.cancel)(receipt)
        elif act == "again" and till.rows:
            row = draw(st.sampled_from(till.rows))
            if all(one["epoch"] == 1 for one in till.rows):
                till.epoch = 2
            place = {"epoch": 2, "seq": 1 + sum(one["epoch"] == 2 for one in till.rows)}
            if not any(
                one["epoch"] == 2 and one["event_id"] == row["event_id"] for one in till.rows
            ):
                till.rows.append(row | place)
        elif act == "bad":
            till.sell(**BAD_SUMS)
        elif act == "cash":
            till.record("paid_in", {"amount": 500, "reason": "DEPOSIT"}, sh=1)
        else:
            till.sell(sku=draw(st.sampled_from(["W1", "B1"])))
    return made


@settings(max_examples=25)
@given(made=tills(), data=st.data())
def test_any_order_of_arrival_gives_the_same_and_making_it_anew_changes_nothing(
    made: list[MadeTill], data: st.DataObject
) -> None:
    worlds = []
    for is_mixed in (False, True):
        world = open_cloud("sqlite://")
        pieces = [(till, row) for till in made for row in till.rows]
        if is_mixed:
            # Each till's own rows stay in order; which till comes when does not matter.
            turns = data.draw(st.permutations([till.number for till, _ in pieces]))
            by_number = {till.number: till for till in made}
            queues = {till.number: iter(till.rows) for till in made}
            pieces = [(by_number[number], next(queues[number])) for number in turns]
        for till in made:
            world.add_terminal(till.store, till.terminal)
        for till, row in pieces:
            world.receive(till.store, till.terminal, [row])
            world.project()
        worlds.append(world)
    tables = (*sales.PROJECTED, stock.STOCK_ON_HAND, sales.QUARANTINE, sales.PARKED, sales.EFFECT)
    first, second = (world.everything(*tables) for world in worlds)
    assert first == second
    for till in made:
        found = worlds[0].write(lambda c, till=till: find_differing(c, "S1", till.terminal))
        assert found == ()
    assert worlds[0].write(lambda c: restock(c, "S1")) == 0
    moved = sum(row["quantity"] for row in worlds[0].rows(stock.STOCK_MOVE))
    assert sum(on_hand(worlds[0]).values()) == moved
    for world in worlds:
        world.database.close()


def test_the_cursor_stands_at_the_last_row(world: World) -> None:
    till = MadeTill("S1", 1)
    for _ in range(3):
        till.sell()
    uploaded(world, till)
    (row,) = world.rows(TERMINAL)
    assert (row["projected_epoch"], row["projected_seq"]) == (1, 3)
