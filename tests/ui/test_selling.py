"""Selling through the real window: by scanner, by keyboard alone, by touch alone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos_app.domain.money import Money
from pos_app.domain.scan_data import ScanData
from pos_app.receipts.paper import Roll
from pos_app.ui.action_names import ActionName
from pos_app.ui.widgets.buttons import ActionButton
from tests.receipts.plain import as_text
from tests.ui.looking import press, settle
from tests.ui.shop import CASHIER, MANAGER, WATER, Shop

_A = ActionName


def touch(shop: Shop, name: ActionName) -> None:
    """Touch the visible key of an action."""
    action = shop.window.actions_table[name]
    for button in shop.window.findChildren(ActionButton):
        if button.action is action and button.isVisible():
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            settle()
            return
    raise AssertionError(f"no key for {name}")


def touch_digits(shop: Shop, digits: str) -> None:
    front = shop.window.stack.currentWidget()
    for digit in digits:
        key = front.keypad.findChild(ActionButton.__mro__[1], f"digit_{digit}")
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    settle()


def type_and_enter(shop: Shop, text: str) -> None:
    press(shop.window, Qt.Key.Key_unknown, text)
    press(shop.window, Qt.Key.Key_Return)


def test_a_cashier_signs_on_sells_and_gives_change_with_the_keyboard_alone(
    closed_shop: Shop,
) -> None:
    shop = closed_shop
    type_and_enter(shop, CASHIER[0])
    type_and_enter(shop, CASHIER[1])
    assert shop.checkout.isVisible()
    type_and_enter(shop, WATER)
    assert shop.basket().total == Money(200)
    press(shop.window, Qt.Key.Key_F9)
    assert shop.tender.isVisible()
    type_and_enter(shop, "10")
    assert shop.checkout.isVisible()
    (completed,) = shop.papers.printed
    assert (completed.change, shop.basket()) == (Money(800), None)


def test_a_cashier_sells_by_touch_alone(closed_shop: Shop) -> None:
    shop = closed_shop
    touch_digits(shop, CASHIER[0])
    QTest.mouseClick(shop.sign_on.keypad.enter, Qt.MouseButton.LeftButton)
    touch_digits(shop, CASHIER[1])
    touch(shop, _A.SIGN_ON)
    touch_digits(shop, WATER)
    QTest.mouseClick(shop.checkout.keypad.enter, Qt.MouseButton.LeftButton)
    touch(shop, _A.PAY)
    touch(shop, _A.QUICK_1)
    assert [done.change for done in shop.papers.printed] == [Money(0)]


def test_a_scan_lands_in_the_basket_while_a_panel_has_the_keyboard(shop: Shop) -> None:
    shop.window.focus.on_scanned(ScanData(WATER))
    press(shop.window, Qt.Key.Key_F5)
    assert shop.checkout.price_panel.field.hasFocus()
    shop.window.focus.on_scanned(ScanData("9520101000019"))
    assert len(shop.basket().lines) == 2
    assert shop.checkout.field.hasFocus()
    assert shop.checkout.field.text() == ""


def test_a_number_before_the_quantity_key_counts_at_once(shop: Shop) -> None:
    shop.window.focus.on_scanned(ScanData(WATER))
    press(shop.window, Qt.Key.Key_unknown, "6")
    press(shop.window, Qt.Key.Key_F3)
    assert shop.basket().total == Money(1200)
    assert shop.checkout.panel is None


def test_a_multiplier_sells_several_of_what_follows(shop: Shop) -> None:
    type_and_enter(shop, "3*")
    type_and_enter(shop, WATER)
    assert shop.basket().total == Money(600)


def test_a_multiplier_typed_slowly_names_no_item_and_waits_for_a_scan(shop: Shop) -> None:
    press(shop.window, Qt.Key.Key_unknown, "3*")
    QTest.qWait(250)
    assert not shop.checkout.search_box.isVisible()
    press(shop.window, Qt.Key.Key_Return)
    assert shop.basket() is None
    shop.window.focus.on_scanned(ScanData(WATER))
    assert shop.basket().total == Money(600)


def test_a_scan_counts_a_multiplier_that_no_enter_followed(shop: Shop) -> None:
    press(shop.window, Qt.Key.Key_unknown, "3*")
    shop.window.focus.on_scanned(ScanData(WATER))
    assert shop.basket().total == Money(600)
    assert shop.checkout.field.text() == ""


def test_a_number_that_is_no_code_stays_with_what_was_found(shop: Shop) -> None:
    press(shop.window, Qt.Key.Key_unknown, "3")
    QTest.qWait(250)
    press(shop.window, Qt.Key.Key_Return)
    QTest.qWait(250)
    assert shop.checkout.field.text() == "3"
    assert shop.checkout.search_box.isVisible()


def test_a_name_typed_faster_than_the_search_is_found_at_enter(shop: Shop) -> None:
    type_and_enter(shop, "2*ylx")
    assert shop.basket() is None
    assert shop.checkout.field.text() == "2*ylx"
    assert shop.checkout.search_box.isVisible()
    press(shop.window, Qt.Key.Key_Return)
    assert shop.basket().lines[0].line.quantity.thousandths == 2000


def test_signing_on_again_after_signing_off_from_more_begins_with_the_selling_keys(
    shop: Shop,
) -> None:
    press(shop.window, Qt.Key.Key_F10)
    press(shop.window, Qt.Key.Key_F12)
    assert not shop.checkout.isVisible()
    type_and_enter(shop, CASHIER[0])
    type_and_enter(shop, CASHIER[1])
    assert shop.checkout.isVisible()
    shop.window.focus.on_scanned(ScanData(WATER))
    press(shop.window, Qt.Key.Key_F9)
    assert not shop.checkout.isVisible(), "F9 pays"


def test_a_name_is_found_and_taken_with_enter(shop: Shop) -> None:
    press(shop.window, Qt.Key.Key_unknown, "ylx")
    QTest.qWait(120)
    assert shop.checkout.search_box.isVisible()
    press(shop.window, Qt.Key.Key_Return)
    assert len(shop.basket().lines) == 1


def test_an_unknown_code_is_refused_in_words_and_changes_nothing(shop: Shop) -> None:
    shop.window.focus.on_scanned(ScanData("9520109999995"))
    assert shop.codes == ["ITEM_NOT_FOUND"]
    assert shop.basket() is None


def test_a_line_is_voided_with_delete_and_the_whole_with_f12(shop: Shop) -> None:
    shop.window.focus.on_scanned(ScanData(WATER))
    press(shop.window, Qt.Key.Key_Delete)
    assert shop.basket().lines[0].line.is_voided
    shop.window.focus.on_scanned(ScanData(WATER))
    press(shop.window, Qt.Key.Key_F12)
    press(shop.window, Qt.Key.Key_F1)
    press(shop.window, Qt.Key.Key_Return)
    assert shop.basket() is not None, "Enter must not answer a question"
    press(shop.window, Qt.Key.Key_F9)
    assert shop.checkout.approval_panel.isVisible()
    type_and_enter(shop, MANAGER[0])
    type_and_enter(shop, MANAGER[1])
    assert shop.basket() is None


def test_a_discount_past_the_limit_waits_for_a_second_person(shop: Shop) -> None:
    shop.window.focus.on_scanned(ScanData(WATER))
    press(shop.window, Qt.Key.Key_F4)
    press(shop.window, Qt.Key.Key_unknown, "50")
    press(shop.window, Qt.Key.Key_F1)
    press(shop.window, Qt.Key.Key_F9)
    type_and_enter(shop, MANAGER[0])
    type_and_enter(shop, "000000")
    assert shop.codes
    assert shop.checkout.approval_panel.isVisible()
    type_and_enter(shop, MANAGER[0])
    type_and_enter(shop, MANAGER[1])
    assert shop.basket().total == Money(100)
    assert shop.checkout.panel is None


def test_a_transaction_is_suspended_and_resumed_by_keys(shop: Shop) -> None:
    shop.window.focus.on_scanned(ScanData(WATER))
    press(shop.window, Qt.Key.Key_F6)
    type_and_enter(shop, "red coat")
    assert shop.basket() is None
    press(shop.window, Qt.Key.Key_F7)
    press(shop.window, Qt.Key.Key_F9)
    assert shop.basket().total == Money(200)


def test_goods_by_weight_ask_for_their_weight(shop: Shop) -> None:
    hits = [item for item in shop.till.counter.checkout.search("苹果") if item.unit.is_measured]
    shop.checkout.item_taken.emit(hits[0].sku)
    assert shop.checkout.quantity_panel.isVisible()
    type_and_enter(shop, "1.256")
    assert shop.basket().lines[0].line.quantity.thousandths == 1256


def test_mixed_tenders_and_taking_one_out_again(shop: Shop) -> None:
    type_and_enter(shop, "10*")
    type_and_enter(shop, WATER)
    press(shop.window, Qt.Key.Key_F9)
    type_and_enter(shop, "5")
    assert shop.basket().due == Money(1500)
    press(shop.window, Qt.Key.Key_Delete)
    assert shop.basket().due == Money(2000)
    type_and_enter(shop, "5")
    touch(shop, _A.TENDER_CARD)
    type_and_enter(shop, "1234")
    type_and_enter(shop, "A00017")
    (completed,) = shop.papers.printed
    assert [line.tender_type for line in completed.priced.transaction.tenders] == ["cash", "card"]


def test_a_pay_code_is_answered_in_words_and_never_shown(shop: Shop) -> None:
    shop.window.focus.on_scanned(ScanData(WATER))
    press(shop.window, Qt.Key.Key_F9)
    touch(shop, _A.TENDER_WECHAT)
    shop.window.focus.on_scanned(ScanData("134567890123456789"))
    assert shop.codes == ["PAY_CODE_HERE"]
    assert "1345" not in shop.window.notice_bar._text.text()


def test_the_till_is_locked_and_unlocked_with_its_basket(shop: Shop) -> None:
    shop.window.focus.on_scanned(ScanData(WATER))
    press(shop.window, Qt.Key.Key_F11)
    assert shop.sign_on.isVisible()
    type_and_enter(shop, CASHIER[1])
    assert shop.checkout.isVisible()
    assert len(shop.checkout.model.rows) == 1


def test_training_is_marked_and_leaves_the_real_basket_alone(shop: Shop) -> None:
    press(shop.window, Qt.Key.Key_F10)
    press(shop.window, Qt.Key.Key_F8)
    type_and_enter(shop, MANAGER[0])
    type_and_enter(shop, MANAGER[1])
    assert shop.window.property("training")
    shop.window.focus.on_scanned(ScanData(WATER))
    press(shop.window, Qt.Key.Key_F10)
    press(shop.window, Qt.Key.Key_F8)
    assert not shop.window.property("training")
    assert shop.basket() is None


def test_discounts_on_the_whole_are_taken_off_again(shop: Shop) -> None:
    shop.window.focus.on_scanned(ScanData(WATER))
    press(shop.window, Qt.Key.Key_F4)
    press(shop.window, Qt.Key.Key_F7)
    press(shop.window, Qt.Key.Key_F8)
    press(shop.window, Qt.Key.Key_unknown, "0.5")
    press(shop.window, Qt.Key.Key_F2)
    press(shop.window, Qt.Key.Key_F9)
    type_and_enter(shop, MANAGER[0])
    type_and_enter(shop, MANAGER[1])
    assert shop.basket().total == Money(150)
    press(shop.window, Qt.Key.Key_F4)
    press(shop.window, Qt.Key.Key_F6)
    assert shop.basket().total == Money(200)


def test_a_till_that_nobody_touches_locks_itself_once(shop: Shop) -> None:
    shop.window.focus.on_scanned(ScanData(WATER))
    shop.wiring.sign_on.on_left_alone()
    assert shop.sign_on.isVisible()
    shop.wiring.sign_on.on_left_alone()
    type_and_enter(shop, CASHIER[1])
    assert shop.checkout.isVisible()


def test_a_reprint_is_a_copy_and_asks_whoever_may(shop: Shop) -> None:
    shop.window.focus.on_scanned(ScanData(WATER))
    press(shop.window, Qt.Key.Key_F9)
    press(shop.window, Qt.Key.Key_F1)
    assert shop.checkout.isVisible()
    QTest.keyClick(shop.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    type_and_enter(shop, MANAGER[0])
    type_and_enter(shop, MANAGER[1])
    assert [done.copy for done in shop.papers.printed] == [0, 1]
    assert shop.codes == ["COPY_PRINTED"]


def test_a_receipt_scanned_while_selling_leads_to_its_return(shop: Shop) -> None:
    shop.window.focus.on_scanned(ScanData(WATER))
    press(shop.window, Qt.Key.Key_F9)
    press(shop.window, Qt.Key.Key_F1)
    shop.window.focus.on_scanned(ScanData(str(shop.papers.printed[0].receipt)))
    assert not shop.checkout.isVisible()


def test_a_suspended_transaction_gives_the_customer_a_slip_to_come_back_with(shop: Shop) -> None:
    shop.window.focus.on_scanned(ScanData(WATER))
    shop.wiring.checkout.on_suspend_answered(" 红衣服 ")
    (slip,) = shop.papers.papers
    text = as_text(slip, Roll.MM80)
    assert all(part in text for part in ("挂单", "红衣服", "2.00", "尚未付款"))


def test_a_dropped_transaction_leaves_a_slip_and_one_without_lines_leaves_none(shop: Shop) -> None:
    shop.wiring.sign_on.on_sign_off()
    shop.wiring.sign_on.on_signed(*CASHIER)
    for has_lines in (True, False):
        shop.window.focus.on_scanned(ScanData(WATER))
        if not has_lines:
            shop.wiring.checkout.on_void_line()
            shop.wiring.checkout.approving.on_approved(*MANAGER)
        shop.wiring.checkout.on_void_answered("CHANGED")
        shop.wiring.checkout.approving.on_approved(*MANAGER)
        assert shop.basket() is None
    (slip,) = shop.papers.papers
    text = as_text(slip, Roll.MM80)
    assert all(part in text for part in ("整单取消", "未收款", "2.00", "顾客不要了"))


def test_the_next_person_does_not_see_the_last_sale_of_the_one_before(shop: Shop) -> None:
    shop.window.focus.on_scanned(ScanData(WATER))
    press(shop.window, Qt.Key.Key_F9)
    type_and_enter(shop, "2")
    assert shop.papers.printed
    shop.wiring.sign_on.on_lock()
    shop.wiring.sign_on.on_signed(*CASHIER)
    assert shop.wiring.checkout._completed is not None
    shop.wiring.sign_on.on_sign_off()
    shop.wiring.sign_on.on_signed(*CASHIER)
    assert shop.wiring.checkout._completed is None
    assert not shop.checkout._finished._change.isVisible()
