"""Counts in the cloud: what they have in them, what the store's tills are told, what is doubted."""

import sqlalchemy as sa

from sync.cloud.projectors.rebuild import find_differing
from sync.cloud.schema import stock
from sync.cloud.schema.facts import CASE, TERMINAL
from sync.cloud.schema.sales import QUARANTINE
from sync.cloud.stock import counts, nearby, own
from sync.cloud.stock.on_hand import restock
from tests.cases.stock_story import StockTill, named
from tests.cloud.ledgers.world import DAY, NOW, World

HOUR = 3_600_000
COUNT = named("a count")


def on_hand(world: World) -> dict[str, int]:
    assert world.write(lambda c: restock(c, "S1")) == 0
    return {row["sku"]: row["on_hand"] for row in world.rows(stock.STOCK_ON_HAND)}


def doubted(world: World) -> set[str]:
    rows = world.rows(stock.STOCK_ON_HAND, is_doubtful=1)
    return {row["sku"] for row in rows}


def told(world: World) -> dict[str, dict[str, object]]:
    while world.write(own.tell_changed):
        pass
    return world.told("stk:own:S1")


def two_tills() -> tuple[StockTill, StockTill]:
    return StockTill("S1", 1), StockTill("S1", 2)


def test_documents_move_goods_and_say_why(world: World) -> None:
    till = StockTill("S1", 1)
    till.move("stock_receive", "W1", 12_000)
    till.move("stock_transfer_in", "W1", 3_000)
    till.move("stock_transfer_out", "W1", -5_000)
    till.move("stock_adjust", "W1", -1_000)
    till.sell()
    world.settle(till)
    assert on_hand(world) == {"W1": 8_000}
    assert {row["reason"] for row in world.rows(stock.STOCK_MOVE)} == {
        "stock_receive",
        "stock_transfer_in",
        "stock_transfer_out",
        "stock_adjust:DAMAGED",
        "sale",
    }
    assert world.rows(stock.STOCK_ON_HAND)[0]["has_received"] == 1


def test_a_document_beyond_all_reason_or_with_a_line_twice_stops_nobody(world: World) -> None:
    till = StockTill("S1", 1)
    till.move("stock_receive", "W1", 10**14)
    line = {"n": 1, "sku": "W1", "q": 1000}
    till.record("stock_receive", {"note": "", "partner": "", "lines": [line, line]})
    said = {"count": COUNT.hex(), "section": "A", "part": 2, "parts": 1, "lines": []}
    till.record("stock_count", said)
    till.record("count_mark", {"count": "somewhere"})
    till.sell()
    world.settle(till)
    assert [row["reason"] for row in world.rows(QUARANTINE)] == [
        "ROW_OUT_OF_RANGE",
        "ROW_SUMS_DIFFER",
        "ROW_SUMS_DIFFER",
        "ROW_UNREADABLE",
    ]
    assert on_hand(world) == {"W1": -1_000}


def test_sales_that_were_made_before_a_count_and_come_after_it_change_nothing(
    world: World,
) -> None:
    first, second = two_tills()
    second.sell_at("W1", NOW)
    mark = first.open_count(COUNT, NOW + 2 * HOUR)
    second.mark(COUNT, NOW + 2 * HOUR)
    first.finish(COUNT, [("W1", 7_000, mark)], NOW + 3 * HOUR)
    second.sell_at("W1", NOW + 4 * HOUR)
    world.add_terminal("S1", second.terminal, "T02")
    world.settle(first)
    assert on_hand(world) == {"W1": 7_000}
    assert told(world)["o:W1"]["provisional"]
    world.settle(second)
    assert on_hand(world) == {"W1": 6_000}
    assert doubted(world) == set()
    assert told(world)["o:W1"] == {
        "sku": "W1",
        "on_hand": 6_000,
        "as_of_ms": NOW + 4 * HOUR,
        "tills": [["T01", 1, 2], ["T02", 1, 3]],
        "counted_on": DAY,
    }


def test_a_till_without_a_mark_is_divided_by_time_and_named(world: World) -> None:
    first, second = two_tills()
    second.sell_at("W1", NOW)
    second.sell_at("B1", NOW)
    mark = first.open_count(COUNT, NOW + HOUR)
    first.finish(COUNT, [("W1", 7_000, mark), ("A1", 0, mark)], NOW + 2 * HOUR)
    second.sell_at("W1", NOW + 3 * HOUR)
    world.settle(second, first)
    assert on_hand(world) == {"A1": 0, "B1": -1_000, "W1": 6_000}
    said = told(world)
    assert said["o:W1"]["unmarked"] == ["T02"]
    assert "unmarked" not in said["o:A1"], "nothing of it was ever sold there"
    assert said["o:A1"]["provisional"], "the till may still give its mark"


def test_what_was_still_to_come_of_a_count_is_settled_when_the_till_was_heard_of(
    world: World,
) -> None:
    first, second = two_tills()
    second.sell_at("W1", NOW)
    mark = first.open_count(COUNT, NOW + HOUR)
    first.finish(COUNT, [("W1", 7_000, mark)], NOW + 2 * HOUR)
    world.settle(second, first)
    assert told(world)["o:W1"]["provisional"]
    assert world.write(counts.settle) == 0
    world.clock.now = NOW + 3 * HOUR
    second.record("no_sale", {"reason": "X"})
    world.settle(second)
    assert world.database.read(counts.has_unsettled)
    assert world.write(counts.settle) == 1
    assert "provisional" not in told(world)["o:W1"]
    assert not world.database.read(counts.has_unsettled)


def test_goods_that_moved_at_another_till_while_they_were_counted_are_to_be_counted_again(
    world: World,
) -> None:
    first, second = two_tills()
    mark = first.open_count(COUNT, NOW)
    second.mark(COUNT, NOW)
    second.sell_at("W1", NOW + HOUR)
    first.finish(COUNT, [("W1", 7_000, mark), ("B1", 1_000, mark)], NOW + 2 * HOUR)
    world.settle(first, second)
    assert doubted(world) == {"W1"}
    assert told(world)["o:W1"]["again"]
    again = named("again")
    mark = first.open_count(again, NOW + 3 * HOUR)
    second.mark(again, NOW + 3 * HOUR)
    first.finish(again, [("W1", 6_000, mark)], NOW + 4 * HOUR)
    world.settle(first, second)
    assert on_hand(world) == {"B1": 1_000, "W1": 6_000}
    assert doubted(world) == set()


def test_a_sale_before_the_next_item_s_mark_casts_no_doubt_on_what_was_counted_after(
    world: World,
) -> None:
    first, second = two_tills()
    opened = first.open_count(COUNT, NOW)
    second.mark(COUNT, NOW)
    second.sell_at("B1", NOW + HOUR)
    first.sell_at("A1", NOW + 2 * HOUR)
    mark = first.head()
    first.sell_at("A1", NOW + 3 * HOUR)
    second.sell_at("W1", NOW + 4 * HOUR)
    lines = [("W1", 7_000, opened), ("B1", 4_000, mark)]
    first.finish(COUNT, lines, NOW + 5 * HOUR)
    world.settle(first, second)
    assert doubted(world) == {"B1"}, "after its mark or before it, nobody can say"
    assert on_hand(world)["W1"] == 6_000


def test_a_count_of_several_parts_counts_when_all_are_here(world: World) -> None:
    first, second = two_tills()
    first.sell_at("W1", NOW)
    mark = first.open_count(COUNT, NOW)
    second.mark(COUNT, NOW)
    first.finish(COUNT, [("W1", 7_000, mark), ("B1", 1_000, mark)], NOW + HOUR, most=1)
    last = first.rows.pop()
    world.settle(second, first)
    assert on_hand(world) == {"W1": -1_000}
    first.rows.append(last)
    world.settle(first)
    assert on_hand(world) == {"B1": 1_000, "W1": 7_000}


def test_a_count_that_was_given_up_counts_nowhere(world: World) -> None:
    till = StockTill("S1", 1)
    till.sell()
    mark = till.open_count(COUNT)
    till.finish(COUNT, [("W1", 7_000, mark)])
    world.settle(till)
    assert on_hand(world) == {"W1": 7_000}
    till.drop(COUNT)
    world.settle(till)
    assert on_hand(world) == {"W1": -1_000}


def test_two_counts_across_one_another_are_one_case_and_a_later_one_ends_the_doubt(
    world: World,
) -> None:
    first, second = two_tills()
    other, later = named("other"), named("later")
    mark = first.open_count(COUNT, NOW)
    first.record("no_sale", {"reason": "X"}, wall=NOW + 1)
    theirs = second.open_count(other, NOW + 2)
    first.mark(other, NOW + 3)
    second.record("no_sale", {"reason": "X"}, wall=NOW + 4)
    second.mark(COUNT, NOW + 5)
    second.finish(other, [("W1", 5_000, theirs), ("B1", 1, theirs)], NOW + HOUR)
    first.finish(COUNT, [("W1", 6_000, mark), ("B1", 2, mark)], NOW + 2 * HOUR)
    world.settle(second, first)
    (case,) = world.rows(CASE)
    assert (case["code"], case["who"], case["state"]) == ("COUNTS_CROSSED", "manager", "open")
    assert doubted(world) == {"W1", "B1"}
    assert on_hand(world)["W1"] == 6_000, "the one that was finished last, until somebody counts"
    mark = first.open_count(later, NOW + 3 * HOUR)
    second.mark(later, NOW + 3 * HOUR)
    first.finish(later, [("W1", 9_000, mark)], NOW + 4 * HOUR)
    world.settle(first, second)
    assert doubted(world) == {"B1"}
    assert on_hand(world)["W1"] == 9_000
    assert len(world.rows(CASE)) == 1


def test_a_mark_moves_with_the_rows_of_a_disk_that_was_restored(world: World) -> None:
    """The lost rows were sold before the count; the rows after the mark count, here as there."""
    till = StockTill("S1", 1)
    for hour in range(3):
        till.sell_at("W1", NOW + hour)
    lost = list(till.rows)
    world.settle(till)
    branch = StockTill("S1b", 1, rows=lost[:1])  # another name: rows and receipts of its own
    branch.sell_at("W1", NOW + HOUR)
    mark = branch.open_count(COUNT, NOW + HOUR)
    branch.sell_at("W1", NOW + 2 * HOUR)
    branch.finish(COUNT, [("W1", 9_000, mark)], NOW + 3 * HOUR)
    again = branch.rows[1:]
    till.epoch = 2
    opened = {"why": "fork", "common": {"epoch": 1, "seq": 1}, "before": {"epoch": 1, "seq": 3}}
    till.record("epoch_open", {**opened, "lost": 2, "again": len(again)}, wall=NOW + 4 * HOUR)
    till.rows += [row | {"epoch": 2, "seq": 2 + n} for n, row in enumerate(again)]
    till.sell_at("W1", NOW + 5 * HOUR)
    world.settle(till)
    assert world.rows(QUARANTINE) == []
    (line,) = world.rows(stock.STOCK_COUNTED)
    assert (line["mark_epoch"], line["mark_seq"]) == (2, 3)
    assert on_hand(world) == {"W1": 7_000}
    assert world.write(lambda c: find_differing(c, "S1", till.terminal)) == ()


def test_a_store_of_one_till_is_told_nothing_and_the_second_till_finds_everything(
    world: World,
) -> None:
    first, second = two_tills()
    first.sell()
    first.sell(sku="B1")
    world.settle(first)
    assert not world.database.read(own.has_changed)
    assert told(world) == {}
    world.add_terminal("S1", second.terminal, "T02")
    assert world.database.read(own.has_changed)
    assert set(told(world)) == {"o:W1", "o:B1"}
    assert not world.database.read(own.has_changed)
    second.sell()
    world.settle(second)
    assert told(world)["o:W1"]["tills"] == [["T01", 1, 1], ["T02", 1, 1]]


def test_a_machine_in_the_place_of_another_reckons_from_its_own_rows(world: World) -> None:
    old, new = two_tills()
    old.sell()
    old.sell()
    world.settle(old)
    retired = sa.update(TERMINAL).values(state="sealed", workstation="T02")
    world.write(lambda c: c.execute(retired))
    new.sell()
    world.settle(new)
    assert told(world)["o:W1"]["tills"] == [["T02", 1, 1]]
    assert told(world)["o:W1"]["on_hand"] == -3_000


def test_the_neighbours_are_told_what_was_counted(world: World) -> None:
    till = StockTill("S1", 1)
    mark = till.open_count(COUNT)
    till.finish(COUNT, [("W1", 7_000, mark)])
    world.settle(till)
    world.add_store("S2")
    assert world.write(nearby.tell_changed) == 1
    assert world.told("stk:near:S2")["s:S1:W1"]["on_hand"] == 7_000
