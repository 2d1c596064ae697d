"""Every kind of fact about goods once, for the tests that want a row of each."""

from pos_app.domain.money import Money
from pos_app.domain.quantity import Quantity
from pos_app.domain.scan_data import ScanData
from pos_app.domain.stock_task import TaskKind
from tests.builders import BREAD, WATER, WATER_GTIN, Rig

LOT = f"01{int(WATER_GTIN):014d}1726112110LOT7"


def move_goods_in_every_way(rig: Rig) -> None:
    """Somebody who may do it all is signed on."""
    manager = rig.counter.office
    deliveries, counts, stock = manager.deliveries, manager.counts, manager.stock
    task = deliveries.begin(TaskKind.RECEIVE, "DN-1", "ACME").task.id
    deliveries.scan(task, ScanData(LOT, symbology="]d2"), Quantity.of(12))
    deliveries.add(task, BREAD, Quantity.of(3))
    deliveries.set_cost(task, 1, Money(120))
    deliveries.finish(task)
    for kind in (TaskKind.TRANSFER_OUT, TaskKind.TRANSFER_IN):
        task = deliveries.begin(kind, "T-1", "S13").task.id
        deliveries.add(task, WATER, Quantity.of(1))
        deliveries.finish(task)
    stock.take_off(WATER, Quantity.of(1), "DAMAGED")
    stock.put_on(WATER, Quantity.of(2), "FOUND")
    given_up = counts.open("B2").task.id
    rig.counter.checkout.scan(ScanData("RPCT1:" + "AB" * 16))
    counts.give_up(given_up)
    count = counts.open("A1").task.id
    counts.scan(count, ScanData(WATER_GTIN))
    counts.enter(count, WATER, Quantity.of(11))
    counts.enter(count, WATER, Quantity.of(11))
    counts.enter(count, BREAD, Quantity.of(0))
    counts.enter(count, BREAD, Quantity.of(0))
    counts.finish(count)
    rig.counter.lost_sales.record("PRICE")
    rig.counter.lost_sales.record("OUT_OF_STOCK", ScanData(WATER_GTIN))
    rig.counter.lost_sales.notice(BREAD, is_searched=False)
