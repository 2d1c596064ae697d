"""Goods that come back, through the real window: with receipt, without, and in exchange."""

from typing import Any

import pytest
from pytestqt.modeltest import ModelTester

from pos_app.domain.money import Money
from pos_app.domain.quantity import Quantity
from pos_app.ui.action_names import ActionName, Scope
from pos_app.ui.ports import ScreenName
from tests.ui.hands import (
    approve,
    enter,
    go,
    scan,
    sell,
    strike,
    touch,
    touch_digits,
    touch_key,
    type_text,
)
from tests.ui.looking import settle
from tests.ui.shop import MANAGER, WATER, Shop

_A = ActionName
COLA = "9520103000017"  # 2.50 yuan
JUICE = "9520105000039"  # 6.50 yuan, the second at half price


@pytest.fixture
def sold(shop: Shop) -> Shop:
    """A shop that sold three waters and a cola on receipt 1."""
    sell(shop, WATER, WATER, WATER, COLA)
    return shop


def test_a_line_comes_back_by_receipt_number_with_the_keyboard_alone(sold: Shop) -> None:
    view = go(sold, ScreenName.RETURNS)
    enter(sold, "1")
    assert sold.window.actions_table.scope is Scope.RETURNS
    strike(sold, "F9")
    enter(sold, "2")
    assert sold.codes == ["REASON_MISSING"]
    strike(sold, "F1", "F9")
    approve(sold, MANAGER)
    assert sold.basket().payable == Money(-400)
    first = view.sale.model.rows[0]
    assert (first.returned, first.remaining) == (Quantity.of(2), Quantity.of(1))
    strike(sold, "F10")
    assert sold.checkout.isVisible()
    assert len(sold.checkout.model.rows) == 1


def test_a_line_comes_back_by_touch_alone(sold: Shop) -> None:
    view = go(sold, ScreenName.RETURNS)
    touch_digits(sold, "1")
    touch_key(view.keypad.enter)
    touch(sold, _A.TAKE_BACK)
    touch_digits(sold, "1")
    touch_key(view.take_back_panel.reasons._buttons[1])
    touch_key(view.take_back_panel.confirm)
    for digits in MANAGER:
        touch_digits(sold, digits)
        touch_key(view.keypad.enter)
    assert sold.basket().payable == Money(-200)


def test_everything_comes_back_by_keys_with_one_reason_and_one_approval(sold: Shop) -> None:
    view = go(sold, ScreenName.RETURNS)
    enter(sold, "1")
    strike(sold, "F8", "F9")
    assert sold.codes == ["REASON_MISSING"]
    strike(sold, "F2", "F9")
    approve(sold, MANAGER)
    assert sold.basket().payable == Money(-850)
    assert sold.codes == ["TAKEN_BACK"]
    assert all(not line.remaining.thousandths for line in view.sale.model.rows)
    assert not sold.window.actions_table[_A.TAKE_ALL_BACK].isEnabled()


def test_what_is_left_of_everything_comes_back_by_touch_alone(sold: Shop) -> None:
    view = go(sold, ScreenName.RETURNS)
    touch_digits(sold, "1")
    touch_key(view.keypad.enter)
    strike(sold, "F9", "F1", "F9")
    approve(sold, MANAGER)
    touch(sold, _A.TAKE_ALL_BACK)
    assert view.take_all_panel._refund.text() == "¥2.50"
    touch_key(view.take_all_panel.reasons._buttons[1])
    touch_key(view.take_all_panel.confirm)
    for digits in MANAGER:
        touch_digits(sold, digits)
        touch_key(view.keypad.enter)
    assert sold.basket().payable == Money(-850)
    touch(sold, _A.TO_BASKET)
    assert sold.checkout.isVisible()


def test_a_receipt_scanned_while_selling_leads_to_its_lines(sold: Shop) -> None:
    scan(sold, "S12-T03-000001")
    view: Any = sold.window.screen_named(ScreenName.RETURNS)
    assert view.isVisible()
    assert len(view.sale.model.rows) == 2


def test_a_scanned_item_is_its_line_on_the_receipt(sold: Shop) -> None:
    view = go(sold, ScreenName.RETURNS)
    scan(sold, "S12-T03-000001")
    scan(sold, COLA)
    assert view.take_back_panel.isVisible()
    assert view.marked_line().sold.line.number == 2


def test_an_item_that_is_not_on_the_receipt_is_refused_in_words(sold: Shop) -> None:
    go(sold, ScreenName.RETURNS)
    scan(sold, "S12-T03-000001")
    scan(sold, "9520100000010")
    assert sold.codes == ["ITEM_NOT_ON_RECEIPT"]


def test_no_more_comes_back_than_was_sold(sold: Shop) -> None:
    view = go(sold, ScreenName.RETURNS)
    enter(sold, "1")
    strike(sold, "F9")
    type_text(sold, "4")
    strike(sold, "F1", "F9")
    assert sold.codes == ["RETURN_ABOVE_SOLD"]
    assert view.take_back_panel._refund.text() == ""
    type_text(sold, "3")
    assert view.take_back_panel.isVisible()
    assert sold.basket() is None


def test_why_a_refund_is_less_is_said_before_and_after(shop: Shop) -> None:
    sell(shop, JUICE, JUICE)
    view = go(shop, ScreenName.RETURNS)
    enter(shop, "1")
    strike(shop, "F9")
    panel = view.take_back_panel
    assert not panel._withheld.isVisible()
    type_text(shop, "1")
    assert panel._refund.text() == "¥3.23"  # 0.05 of 9.75 were let off in cash
    assert panel._withheld.isVisible()
    assert panel._withheld.text() == "果汁第二件半价不再适用 -¥1.62"
    strike(shop, "F1", "F9")
    approve(shop, MANAGER)
    assert shop.basket().payable == Money(-323)
    strike(shop, "F10")
    delegate = shop.checkout.table.itemDelegate()
    assert "果汁第二件半价不再适用" in delegate._about(shop.checkout.model.rows[0])


def test_what_has_all_come_back_is_said_and_the_mark_goes_on(sold: Shop) -> None:
    view = go(sold, ScreenName.RETURNS)
    enter(sold, "1")
    strike(sold, "F9", "F1", "F9")
    approve(sold, MANAGER)
    assert view.marked_line().sold.line.number == 2
    strike(sold, "Up", "F9")
    assert sold.codes[0] == "NOTHING_LEFT_TO_RETURN"


def test_an_exchange_is_one_basket(sold: Shop) -> None:
    go(sold, ScreenName.RETURNS)
    enter(sold, "1")
    strike(sold, "F9", "F1", "F9")
    approve(sold, MANAGER)
    strike(sold, "F10")
    scan(sold, COLA)
    assert sold.basket().payable == Money(-350)


def test_an_item_comes_back_without_a_receipt_at_its_lowest_recent_price(sold: Shop) -> None:
    view = go(sold, ScreenName.RETURNS)
    strike(sold, "Escape", "F7")
    view.item_panel.field.setText("cola")
    settle()
    sold.wiring.shift_screens.returns.on_searched("cola")
    view.item_panel.table.select(0)
    enter(sold, "")
    assert view.take_back_panel.isVisible()
    assert "¥" in view.take_back_panel._about.text()
    strike(sold, "F2", "F9")
    assert view.approval_panel.isVisible()
    approve(sold, MANAGER)
    (line,) = sold.basket().transaction.lines
    assert line.original is None


def test_an_item_scanned_before_any_receipt_comes_back_without_one(sold: Shop) -> None:
    view = go(sold, ScreenName.RETURNS)
    scan(sold, COLA)
    assert view.take_back_panel.isVisible()
    assert "2.50" in view.take_back_panel._about.text()
    assert sold.basket() is None


def test_an_unknown_item_is_refused_in_words(sold: Shop) -> None:
    go(sold, ScreenName.RETURNS)
    scan(sold, "4006381333931")
    assert sold.codes == ["ITEM_NOT_FOUND"]


def test_a_pay_code_is_answered_in_words_and_is_nowhere_on_the_screen(sold: Shop) -> None:
    view = go(sold, ScreenName.RETURNS)
    scan(sold, "134567890123456789")
    assert sold.codes == ["SCAN_RECEIPT_OR_GOODS_HERE"]
    assert view.find_panel.receipt.text() == ""


def test_of_a_return_nothing_can_come_back(sold: Shop) -> None:
    counter = sold.till.counter
    counter.sign_on.sign_off()
    counter.sign_on.sign_on(*MANAGER)
    counter.shifts.count_till(((10_000, 3),))
    counter.shifts.close_shift(((10_000, 3),))
    counter.shifts.open_shift(((10_000, 3),))
    counter.returns.return_without_receipt(
        counter.checkout.search("cola")[0].sku, Quantity.of(1), "FAULTY"
    )
    counter.tendering.tender_cash(counter.tendering.cash_due())
    view = go(sold, ScreenName.RETURNS)
    enter(sold, "2")
    assert view.sale._warning.isVisible()
    assert not sold.window.actions_table[_A.TAKE_BACK].isEnabled()


def test_with_nothing_typed_enter_opens_the_marked_sale(sold: Shop) -> None:
    sell(sold, COLA)
    view = go(sold, ScreenName.RETURNS)
    strike(sold, "Down", "Return")
    assert "S12-T03-000001" in view.sale._title.text()
    strike(sold, "F3")
    assert view.find_panel.isVisible()


def test_a_shift_of_somebody_else_is_refused_before_anything_is_asked(sold: Shop) -> None:
    sold.wiring.sign_on.on_sign_off()
    sold.wiring.sign_on.on_signed(*MANAGER)
    view = go(sold, ScreenName.RETURNS)
    assert sold.codes == ["SHIFT_OF_ANOTHER_OPERATOR"]
    enter(sold, "1")
    assert view.marked_line() is not None
    strike(sold, "F9")
    assert sold.codes == ["SHIFT_OF_ANOTHER_OPERATOR"]
    assert view.panel is None
    strike(sold, "F7")
    assert view.panel is None


def test_a_cancelled_sale_cannot_come_back(sold: Shop) -> None:
    counter = sold.till.counter
    counter.sign_on.sign_off()
    counter.sign_on.sign_on("1001", "284617")
    go(sold, ScreenName.HISTORY)
    strike(sold, "F12", "F1", "F9")
    approve(sold, MANAGER)
    view = go(sold, ScreenName.RETURNS)
    enter(sold, "1")
    assert view.sale._warning.isVisible()
    assert not sold.window.actions_table[_A.TAKE_BACK].isEnabled()


def test_coming_back_begins_anew(sold: Shop) -> None:
    view = go(sold, ScreenName.RETURNS)
    enter(sold, "1")
    strike(sold, "Escape")
    assert sold.checkout.isVisible()
    go(sold, ScreenName.RETURNS)
    assert view.scope is Scope.FINDING


def test_the_tables_are_sound_models(sold: Shop, qtmodeltester: ModelTester) -> None:
    view = go(sold, ScreenName.RETURNS)
    enter(sold, "1")
    for model in (view.sale.model, view.item_panel.model, view.sales.model):
        qtmodeltester.check(model)


def test_goods_by_weight_come_back_by_their_number_or_their_scale_label(sold: Shop) -> None:
    view = go(sold, ScreenName.RETURNS)
    item = next(
        found
        for found in sold.till.counter.checkout.search("pingguo")
        if found.unit.is_measured and found.plu
    )
    for code in (item.plu, item.sku):
        scan(sold, code)
        assert view.take_back_panel.heading.text().endswith(item.name_zh)
        strike(sold, "Escape")
    scan(sold, "9999")
    assert sold.codes == ["ITEM_NOT_FOUND"]
