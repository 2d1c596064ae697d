"""A customer leaves without buying: two keys; and items that should not be there, noted unasked."""

from PySide6.QtCore import Qt

from pos_app.domain.operators import ApprovalRequest, Privilege
from pos_app.domain.quantity import Quantity
from pos_app.domain.scan_data import ScanData
from tests.ui.looking import press
from tests.ui.shop import MANAGER, WATER, Shop

_KEY = Qt.Key


def bodies(shop: Shop, kind: str) -> list[str]:
    with shop.till.counter._real.desk.till.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT json_extract(CAST(body AS TEXT), '$.d') FROM journal WHERE kind = ?", (kind,)
        )
        return list(rows.scalars())


def open_panel(shop: Shop) -> None:
    press(shop.window, _KEY.Key_F10)
    press(shop.window, _KEY.Key_F2)


def test_a_reason_is_written_down_in_two_keys(shop: Shop) -> None:
    open_panel(shop)
    press(shop.window, _KEY.Key_F9)
    assert shop.codes == ["REASON_MISSING"]
    press(shop.window, _KEY.Key_F3)
    press(shop.window, _KEY.Key_F9)
    assert bodies(shop, "lost_sale") == ['{"reason":"PRICE"}']
    assert shop.codes == ["LOST_SALE_NOTED"]
    assert shop.checkout.panel is None


def test_the_item_is_scanned_into_the_panel_and_not_into_the_basket(shop: Shop) -> None:
    open_panel(shop)
    shop.window.focus.on_scanned(ScanData(WATER))
    press(shop.window, _KEY.Key_F1)
    press(shop.window, _KEY.Key_F9)
    (body,) = bodies(shop, "lost_sale")
    assert '"reason":"OUT_OF_STOCK"' in body
    assert '"sku":' in body
    assert shop.till.counter.checkout.basket() is None


def test_an_item_rung_up_while_the_books_have_none_is_noted_and_sold(shop: Shop) -> None:
    sku = shop.till.counter.office.stock.scan(ScanData(WATER)).sku
    empty_the_shelf(shop, sku)
    shop.window.focus.on_scanned(ScanData(WATER))
    shop.window.focus.on_scanned(ScanData(WATER))
    assert len(shop.basket().lines) == 1
    assert bodies(shop, "out_of_stock") == [f'{{"by":"scan","q":0,"sku":"{sku}"}}']


def empty_the_shelf(shop: Shop, sku: str) -> None:
    """Count it: there is none."""
    counter = shop.till.counter
    counts = counter.office.counts
    count = counts.open("A1").task.id
    counts.enter(count, sku, Quantity.of(0))
    request = ApprovalRequest(Privilege.ADJUST_STOCK, f"count:{count.hex()}")
    counts.finish(count, counter.approvals.approve(request, *MANAGER))
