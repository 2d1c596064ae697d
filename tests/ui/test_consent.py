"""What a second person reads before they consent: what it is, how much, and on what."""

from typing import Any

from pos_app.ui import language
from pos_app.ui.ports import ScreenName
from tests.ui.hands import enter, go, scan, sell, strike
from tests.ui.looking import clipped_texts, settle
from tests.ui.shop import MANAGER, WATER, Shop


def asked(shop: Shop) -> str:
    """Read the line of the approval panel in front."""
    front: Any = shop.window.stack.currentWidget()
    panel = front.approval_panel
    assert panel.isVisible()
    assert clipped_texts(panel) == []
    return str(panel._what.text())


def take_off(shop: Shop, rate: str) -> None:
    strike(shop, "F4")
    enter(shop, rate)
    strike(shop, "F1", "F9")


def test_a_discount_is_told_in_both_languages_with_rate_amount_and_item(shop: Shop) -> None:
    scan(shop, WATER)
    item = shop.basket().lines[0].line.item
    take_off(shop, "50")
    assert asked(shop) == f"优惠 50% (¥1.00) · {item.name_zh}"
    language.switch(language.Language.ENGLISH)
    settle()
    assert asked(shop) == f"Discount 50% (¥1.00) · {item.name_en}"


def test_a_second_discount_is_told_with_what_both_come_to(shop: Shop) -> None:
    scan(shop, WATER)
    take_off(shop, "50")
    enter(shop, MANAGER[0])
    enter(shop, MANAGER[1])
    take_off(shop, "10")
    assert asked(shop).startswith("优惠 10% (¥0.10) (累计 55%)")


def test_a_new_price_is_told_with_the_old_one(shop: Shop) -> None:
    scan(shop, WATER)
    strike(shop, "F5")
    enter(shop, "0.50")
    strike(shop, "F1", "F9")
    assert asked(shop) == f"改价 ¥2.00 → ¥0.50 (75%) · {shop.basket().lines[0].line.item.name_zh}"


def test_a_return_is_told_with_amount_and_pieces(shop: Shop) -> None:
    sold = sell(shop, WATER, WATER)
    go(shop, ScreenName.RETURNS)
    enter(shop, "1")
    strike(shop, "F9")
    enter(shop, "2")
    strike(shop, "F1", "F9")
    assert asked(shop) == f"退货 ¥4.00 · {sold.priced.lines[0].line.item.name_zh} × 2"


def test_cash_that_is_paid_out_is_told_with_its_amount(shop: Shop) -> None:
    go(shop, ScreenName.SHIFT)
    strike(shop, "F4")
    enter(shop, "30")
    strike(shop, "F1", "F9")
    assert asked(shop).endswith("¥30.00")


def test_a_wrong_pin_is_past_when_the_panel_is_left(shop: Shop) -> None:
    scan(shop, WATER)
    take_off(shop, "50")
    enter(shop, MANAGER[0])
    enter(shop, "000000")
    assert shop.codes
    strike(shop, "Escape")
    assert shop.codes == []
    assert shop.basket().total.minor == 200
