"""Pictures of the goods of the store, for tests/ui/looks.py."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt

from pos_app.domain.quantity import Quantity
from pos_app.domain.scan_data import ScanData
from pos_app.domain.stock import ExpiringLot, Reorder, ReorderPolicy, suggest
from pos_app.services.stock_ground import ItemStock
from pos_app.ui.goods_rows import GoodsRow, Page
from pos_app.ui.ports import ScreenName
from tests.builders import DAY
from tests.ui.looking import press, settle
from tests.ui.looks_dashboard import sign_on_as
from tests.ui.shop import MANAGER, WATER, Shop

_KEY = Qt.Key
NOTE = "gtin,quantity,cost,lot,expires_on,pack\n{0},24,1.10,L2026-11,2026-11-24,12\n"
SCREENS = (ScreenName.STOCK,)


def _lost_sale(shop: Shop) -> None:
    press(shop.window, _KEY.Key_F10)
    press(shop.window, _KEY.Key_F2)


def enter_as_manager(shop: Shop) -> Any:
    """Go to the room as somebody who may do it all."""
    sign_on_as(shop, MANAGER)
    shop.window.go(ScreenName.STOCK)
    settle()
    return shop.window.screen_named(ScreenName.STOCK)


def stock_up(shop: Shop) -> None:
    """Have some goods in the books: received, counted, sold, near their last day."""
    manager = shop.till.counter.office
    deliveries = manager.deliveries
    if deliveries.waiting() or manager.stock.moves(manager.stock.scan(ScanData(WATER)).sku):
        return
    _bring_note(shop, "DN-20261121.csv")
    task = deliveries.begin_from("DN-20261121.csv").task.id
    deliveries.scan(task, ScanData(WATER), Quantity.of(22))
    for at, stock in enumerate(manager.stock.search("水", 6)):
        deliveries.add(task, stock.sku, Quantity.of(6 * (at + 1)))
    deliveries.finish(task)


def _on_hand(shop: Shop) -> None:
    enter_as_manager(shop)
    stock_up(shop)
    shop.wiring.shift_screens.back_office.stock.stock.on_searched("水")


def _of_the_store(shop: Shop) -> None:
    """Figures of three tills, a count among them that is not settled."""
    room = enter_as_manager(shop)
    stock_up(shop)
    found = shop.till.counter.office.stock.search("水", 6)
    told = replace(
        found[0].on_hand,
        thousandths=-3_000,
        tills=("T01", "T02", "T03"),
        told_ms=found[0].on_hand.as_of_ms - 240_000,
        is_provisional=True,
        unmarked=("T02",),
    )
    rows = [GoodsRow(stock.sku, stock.item, told) for stock in found]
    room.show_rows(Page.ON_HAND, rows)


def _note_again(shop: Shop) -> None:
    enter_as_manager(shop)
    stock_up(shop)
    press(shop.window, _KEY.Key_F2)
    shop.wiring.shift_screens.back_office.stock.deliveries.on_begun(0, "DN-20261121", "")


def _adjusting(shop: Shop) -> None:
    _on_hand(shop)
    press(shop.window, _KEY.Key_F7)


def _which_delivery(shop: Shop) -> None:
    enter_as_manager(shop)
    stock_up(shop)
    press(shop.window, _KEY.Key_F2)
    press(shop.window, _KEY.Key_F3)


def _bring_note(shop: Shop, name: str) -> None:
    """Put a supplier's delivery note where the till looks for one."""
    notes = shop.folder / "delivery_notes"
    notes.mkdir(exist_ok=True)
    (notes / name).write_text(NOTE.format(WATER), "utf-8")


def _delivery(shop: Shop) -> None:
    enter_as_manager(shop)
    stock_up(shop)
    _bring_note(shop, "DN-20261122.csv")
    press(shop.window, _KEY.Key_F2)
    shop.wiring.shift_screens.back_office.stock.deliveries.on_taken(0)
    shop.window.focus.on_scanned(ScanData(WATER))


def _differs(shop: Shop) -> None:
    _delivery(shop)
    press(shop.window, _KEY.Key_F9)


def _which_section(shop: Shop) -> None:
    enter_as_manager(shop)
    press(shop.window, _KEY.Key_F3)


def _count(shop: Shop) -> None:
    enter_as_manager(shop)
    stock_up(shop)
    counts = shop.till.counter.office.counts
    for task in counts.waiting():
        counts.give_up(task.id)
    press(shop.window, _KEY.Key_F3)
    shop.wiring.shift_screens.back_office.stock.counting.on_begun("A1")
    for stock in shop.till.counter.office.stock.search("水", 5):
        count = counts.waiting()[0].id
        counts.enter(count, stock.sku, Quantity.of(5))
    shop.window.focus.on_scanned(ScanData(WATER))


def _review(shop: Shop) -> None:
    _count(shop)
    counts = shop.till.counter.office.counts
    count = counts.waiting()[0].id
    for line in counts.show(count).again:
        counts.enter(count, line.sku, Quantity(line.found or 0))
    press(shop.window, _KEY.Key_F9)


def _list(page: Page) -> Callable[[Shop], None]:
    """A list as a shop of some weeks would have it."""

    def shown(shop: Shop) -> None:
        room = enter_as_manager(shop)
        stock_up(shop)
        found = shop.till.counter.office.stock.search("水", 6)
        room.show_task("")
        room.show_rows(page, [_lively(stock, at) for at, stock in enumerate(found)])

    return shown


def _lively(stock: ItemStock, at: int) -> GoodsRow:
    """An item with all that a list may say of it."""
    policy = ReorderPolicy()
    sold = 120_000 - 14_000 * at
    reorder = Reorder(stock.sku, 6_000 * at, sold, 26, policy, 12_000)
    last_day = f"2026-11-{19 + at}"
    return GoodsRow(
        stock.sku,
        stock.item,
        replace(stock.on_hand, thousandths=1_000 * (at - 3), counted_on=DAY, days_since_count=at),
        reorder=replace(reorder, suggested=suggest(reorder)),
        expiring=ExpiringLot(stock.sku, f"L26{at}A", last_day, 48_000, 4_000 * (at + 1)),
        days_left=at - 2,
        times=9 - at,
    )


def _labels(shop: Shop) -> None:
    enter_as_manager(shop)
    press(shop.window, _KEY.Key_F5)
    shop.window.focus.on_scanned(ScanData(WATER))


LOOKS: dict[str, Callable[[Shop], None]] = {
    "lost-sale": _lost_sale,
    "stock": _on_hand,
    "stock_of_the_store": _of_the_store,
    "stock_note_again": _note_again,
    "stock_adjusting": _adjusting,
    "stock_which_delivery": _which_delivery,
    "stock_delivery": _delivery,
    "stock_differs": _differs,
    "stock_which_section": _which_section,
    "stock_count": _count,
    "stock_review": _review,
    "stock_low": _list(Page.LOW),
    "stock_negative": _list(Page.NEGATIVE),
    "stock_expiry": _list(Page.EXPIRY),
    "stock_missing": _list(Page.MISSING),
    "stock_labels": _labels,
}
