"""Goods of the store: what is on hand, what moved it, and what a person puts right."""

from pathlib import Path

import pytest

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.quantity import Quantity
from pos_app.domain.scan_data import ScanData
from pos_app.domain.stock import Confidence, ReorderPolicy
from pos_app.domain.stock_task import TaskKind
from pos_app.errors import Refusal
from pos_app.store import stock_balance
from pos_app.store.backup import Terminal
from pos_app.store.verification import Difference, verify_till
from pos_app.vault.keys import KeyStore
from tests.builders import (
    APPLE,
    APPLE_GTIN,
    BREAD,
    CASHIER,
    DAY,
    SENIOR,
    WATER,
    WATER_GTIN,
    Rig,
    yuan,
)

FIVE = Quantity.of(5)


def on_hand(rig: Rig, sku: str) -> int:
    return rig.counter.office.stock.look_up(sku).on_hand.thousandths


def receive(rig: Rig, sku: str, thousandths: int, note: str = "N1") -> None:
    deliveries = rig.counter.office.deliveries
    task = deliveries.begin(TaskKind.RECEIVE, note, is_again=True).task.id
    deliveries.add(task, sku, Quantity(thousandths))
    deliveries.finish(task)


def difference(rig: Rig) -> Difference | None:
    keys = KeyStore(rig.folder).load()
    terminal = Terminal(keys.terminal_id, keys.till_key, keys.signing_seed)
    return verify_till(rig.database, terminal, lambda _: None).difference


def test_a_sale_a_return_and_a_post_void_move_goods_by_themselves(managed: Rig) -> None:
    receive(managed, WATER, 10_000)
    sold = managed.sell(WATER, WATER, BREAD)
    assert on_hand(managed, WATER) == 8_000
    managed.counter.returns.return_line(sold.receipt, 1, Quantity.of(1), "FAULTY")
    managed.pay_cash()
    assert on_hand(managed, WATER) == 9_000
    managed.sell(WATER)
    assert on_hand(managed, WATER) == 8_000
    managed.counter.returns.post_void("MISTAKE")
    assert on_hand(managed, WATER) == 9_000
    assert managed.counter.office.stock.catch_up() == 0
    assert on_hand(managed, WATER) == 9_000
    assert difference(managed) is None


def test_a_voided_line_moves_nothing(managed: Rig) -> None:
    receive(managed, WATER, 10_000)
    managed.ring(WATER, BREAD)
    managed.counter.checkout.void_line(1)
    managed.pay_cash()
    assert on_hand(managed, WATER) == 10_000


def test_goods_by_weight_are_kept_to_the_gram(managed: Rig) -> None:
    receive(managed, APPLE, 12_345)
    managed.ring(APPLE, thousandths=333)
    managed.pay_cash()
    assert on_hand(managed, APPLE) == 12_012


def test_goods_in_hand_are_sold_whatever_the_books_say_and_the_figure_turns_negative(
    managed: Rig,
) -> None:
    receive(managed, WATER, 1_000)
    managed.sell(WATER, WATER, WATER)
    found = managed.counter.office.stock.look_up(WATER).on_hand
    assert (found.thousandths, found.is_negative) == (-2_000, True)
    assert [stock.sku for stock in managed.counter.office.stock.negative()] == [WATER]


def test_a_figure_says_what_it_rests_on(managed: Rig) -> None:
    stock = managed.counter.office.stock
    assert stock.look_up(WATER).on_hand.confidence is Confidence.NEVER_SEEN
    receive(managed, WATER, 10_000)
    found = stock.look_up(WATER).on_hand
    assert found.confidence is Confidence.RECEIVED
    assert (found.tills, found.as_of_ms) == (("T03",), managed.clock.wall)
    assert stock.search("矿泉")[0].on_hand.thousandths == 10_000


def test_writing_off_and_finding_take_a_reason_and_a_right(shop: Rig) -> None:
    shop.close()
    shop.open()
    shop.sign_on(SENIOR)
    stock = shop.counter.office.stock
    with shop.refuses("REASON_UNKNOWN"):
        stock.take_off(WATER, FIVE, "FOUND")
    with shop.refuses("QUANTITY_NOT_WHOLE"):
        stock.take_off(WATER, Quantity(500), "DAMAGED")
    found = shop.approved(lambda approval: stock.take_off(WATER, FIVE, "DAMAGED", approval))
    assert found.on_hand.thousandths == -5_000
    shop.approved(lambda approval: stock.put_on(WATER, FIVE, "FOUND", approval))
    assert on_hand(shop, WATER) == 0
    shop.sign_on(CASHIER)
    with shop.refuses("NOT_PERMITTED"):
        stock.put_on(WATER, FIVE, "FOUND")
    assert [body["by"] for body in shop.bodies("stock_adjust")] == ["op2001", "op2001"]
    assert difference(shop) is None


def test_a_lot_is_scanned_with_its_last_day_and_listed_before_it(managed: Rig) -> None:
    deliveries = managed.counter.office.deliveries
    task = deliveries.begin(TaskKind.RECEIVE, "N2").task.id
    near = f"01{int(WATER_GTIN):014d}1726112510LOT7"
    far = f"01{int(WATER_GTIN):014d}1727112510LOT8"
    for code in (near, near, far):
        deliveries.scan(task, ScanData(code, symbology="]d2"))
    lines = deliveries.show(task).lines
    found = [(entry.line.lot, entry.line.found) for entry in lines]
    assert found == [("LOT7", 2_000), ("LOT8", 1_000)]
    deliveries.finish(task)
    expiring = managed.counter.office.stock.expiring()
    assert [(e.lot.lot, e.lot.left, e.days_left) for e in expiring] == [("LOT7", 2_000, 4)]
    managed.sell(WATER, WATER)  # what expires first is taken to be sold first
    assert managed.counter.office.stock.expiring() == ()
    assert difference(managed) is None


def test_a_delivery_outlives_a_restart_and_can_be_given_up(managed: Rig) -> None:
    task = managed.counter.office.deliveries.begin(TaskKind.RECEIVE, "N3").task.id
    managed.counter.office.deliveries.add(task, WATER, FIVE)
    managed.reopen()
    managed.sign_on(SENIOR)
    deliveries = managed.counter.office.deliveries
    assert [line.line.found for line in deliveries.show(task).lines] == [5_000]
    with managed.refuses("STOCK_LINE_UNKNOWN"):
        deliveries.set_found(task, 9, FIVE)
    deliveries.set_found(task, 1, Quantity.of(4))
    deliveries.set_cost(task, 1, yuan(99))
    deliveries.give_up(task)
    with managed.refuses("STOCK_TASK_UNKNOWN"):
        deliveries.show(task)
    assert on_hand(managed, WATER) == 0


def test_goods_go_to_another_store_and_come_from_one(managed: Rig) -> None:
    receive(managed, WATER, 10_000)
    deliveries = managed.counter.office.deliveries
    with managed.refuses("STOCK_REFERENCE_WRONG"):
        deliveries.begin(TaskKind.TRANSFER_OUT, "T1")
    out = deliveries.begin(TaskKind.TRANSFER_OUT, "T1", "s13").task.id
    with managed.refuses("DELIVERY_EMPTY"):
        deliveries.finish(out)
    deliveries.add(out, WATER, FIVE)
    deliveries.finish(out)
    back = deliveries.begin(TaskKind.TRANSFER_IN, "T2", "S13").task.id
    deliveries.scan(back, ScanData(WATER_GTIN))
    deliveries.finish(back)
    assert on_hand(managed, WATER) == 6_000
    kinds = [move.kind for move in managed.counter.office.stock.moves(WATER)]
    assert sorted(kinds) == ["stock_receive", "stock_transfer_in", "stock_transfer_out"]


def test_receiving_asks_for_the_right_to_at_the_end(shop: Rig) -> None:
    deliveries = shop.counter.office.deliveries
    task = deliveries.begin(TaskKind.RECEIVE, "N1").task.id
    deliveries.add(task, WATER, FIVE)
    shop.approved(lambda approval: deliveries.finish(task, approval))
    assert on_hand(shop, WATER) == 5_000


def test_what_runs_out_before_a_delivery_is_suggested_in_whole_packs(managed: Rig) -> None:
    stock = managed.counter.office.stock
    receive(managed, WATER, 12_000)
    receive(managed, BREAD, 90_000)
    for day in range(2):
        for _ in range(5):
            managed.sell(WATER)
        managed.sell(BREAD)
        managed.counter.shifts.close_shift(())
        managed.counter.shifts.close_day()
        managed.clock.pass_ms(86_400_000)
        managed.counter.shifts.open_day(BusinessDate(f"2026-11-2{2 + day}"))
        managed.counter.shifts.open_shift(())
    with managed.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO stock_pack VALUES ('W1', 12000)")
    (low,) = stock.low()
    assert (low.stock.sku, low.reorder.sold, low.reorder.trading_days) == (WATER, 10_000, 2)
    # five a day for 7 + 2 days are 45, less 2 on hand, in boxes of 12
    assert (low.reorder.on_hand, low.reorder.suggested) == (2_000, 48_000)
    assert low.reorder.days_of_cover == 0
    stock.set_policy(ReorderPolicy(cover_days=1, lead_days=1))
    assert stock.low()[0].reorder.suggested == 12_000
    assert managed.bodies("settings_change")[-1]["d"] == {"name": "stock_reorder"}
    with pytest.raises(Refusal, match="STOCK_DAYS_OUT_OF_RANGE"):
        ReorderPolicy(cover_days=0)


def test_balances_made_anew_are_what_they_were(managed: Rig) -> None:
    receive(managed, WATER, 10_000)
    managed.sell(WATER)
    managed.counter.office.stock.catch_up()
    managed.sell(WATER, WATER)
    with managed.database.write() as connection:
        stock_balance.forget(connection)
    assert on_hand(managed, WATER) == 7_000
    while managed.counter.office.stock.catch_up():
        pass
    assert on_hand(managed, WATER) == 7_000


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stock_movement SET quantity_thousandths = 11000",
        "UPDATE stock_document SET reference = 'N9'",
        "DELETE FROM stock_movement",
        "INSERT INTO stock_movement SELECT document, 2, sku, 1000, NULL, NULL, '', '', NULL"
        " FROM stock_movement",
        "UPDATE lost_sale SET reason_code = 'SIZE'",
    ],
)
def test_tampered_goods_are_found(managed: Rig, statement: str) -> None:
    receive(managed, WATER, 10_000)
    managed.counter.lost_sales.record("PRICE")
    with managed.database.write() as connection:
        for table in ("stock_movement", "stock_document", "lost_sale"):
            for verb in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER {table}_refuses_{verb}")
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = 1")
        connection.exec_driver_sql(statement)
    found = difference(managed)
    assert found is not None
    assert found.what == "stock_changed"


def test_training_moves_no_goods_of_the_shop(managed: Rig) -> None:
    receive(managed, WATER, 10_000)
    managed.counter.enter_training()
    managed.sell(WATER)
    receive(managed, WATER, 5_000)
    assert on_hand(managed, WATER) == 4_000
    managed.counter.leave_training()
    assert on_hand(managed, WATER) == 10_000


def test_an_item_that_is_not_there_by_the_books_is_noted_once_an_hour(managed: Rig) -> None:
    lost = managed.counter.lost_sales
    assert not lost.notice(WATER, is_searched=False)  # never counted: the books know nothing
    receive(managed, WATER, 1_000)
    assert not lost.notice(WATER, is_searched=False)
    managed.sell(WATER)
    assert lost.notice(WATER, is_searched=False)
    assert not lost.notice(WATER, is_searched=True)
    managed.clock.pass_ms(3_600_000)
    assert lost.notice(WATER, is_searched=True)
    assert [body["d"] for body in managed.bodies("out_of_stock")] == [
        {"sku": WATER, "q": 0, "by": "scan"},
        {"sku": WATER, "q": 0, "by": "search"},
    ]
    (missing,) = managed.counter.office.stock.missing(DAY, DAY)
    assert (missing.stock.sku, missing.times) == (WATER, 2)
    assert difference(managed) is None


def test_a_customer_who_leaves_is_written_down_with_the_reason(shop: Rig) -> None:
    lost = shop.counter.lost_sales
    with shop.refuses("REASON_UNKNOWN"):
        lost.record("CHANGED")
    with shop.refuses("ITEM_NOT_FOUND"):
        lost.record("PRICE", ScanData("nothing of ours"))
    lost.record("PRICE")
    lost.record("OUT_OF_STOCK", ScanData(APPLE_GTIN))
    assert [body["d"] for body in shop.bodies("lost_sale")] == [
        {"reason": "PRICE"},
        {"reason": "OUT_OF_STOCK", "sku": APPLE},
    ]
    assert difference(shop) is None


def test_lists_wait_until_every_sale_is_added_up(
    managed: Rig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for _ in range(3):
        managed.sell(WATER)
    stock = managed.counter.office.stock
    monkeypatch.setattr(managed.counter.office.stock._ground, "catch_up", lambda: 2)
    with managed.refuses("STOCK_CATCHING_UP"):
        stock.negative()
