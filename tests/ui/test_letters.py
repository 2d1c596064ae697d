"""Letters without a keyboard: every field that takes them is filled by touch alone."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pos_app.domain.tender import CardSlip
from pos_app.ui.action_names import ActionName
from pos_app.ui.ports import ScreenName
from pos_app.ui.widgets.buttons import TouchButton
from pos_app.ui.widgets.fields import EntryField
from pos_app.ui.widgets.table import SnapshotTable
from tests.ui.hands import go, scan, sell, touch, touch_digits, touch_key, touch_letters
from tests.ui.looking import settle, small_targets
from tests.ui.shop import MANAGER, WATER, Shop

_A = ActionName
COLA = "9520103000017"


def tap(table: SnapshotTable, row: int) -> None:
    """Touch a row of a list."""
    rect: QRect = table.visualRect(table.model().index(row, 0))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    settle()


@pytest.mark.parametrize("letters", ["kele", "kl", "cola"])
def test_an_item_is_found_by_pinyin_initials_or_english(
    shop: Shop, qtbot: QtBot, letters: str
) -> None:
    touch_letters(shop, letters)
    view = shop.checkout
    assert view.field.text() == letters
    qtbot.waitUntil(view.search_box.isVisible)
    assert view.search_box.geometry().bottom() < view.letters.y()
    tap(view.search_box.table, 0)
    (line,) = shop.basket().transaction.lines
    assert "可乐" in line.item.name_zh


def test_letters_and_digits_are_typed_side_by_side_and_taken_back(shop: Shop) -> None:
    view = shop.checkout
    touch_letters(shop, "ab")
    touch_digits(shop, "70")
    touch_letters(shop, "C d")
    assert view.field.text() == "ab70C d"
    touch_key(view.letters.backspace)
    assert view.field.text() == "ab70C "
    touch_key(view.keypad.letters_key)
    assert not view.letters.isVisible()
    assert view.keypad.isVisible()


def test_a_note_is_written_and_confirmed(shop: Shop) -> None:
    scan(shop, WATER)
    touch(shop, _A.MORE)
    touch(shop, _A.NOTE)
    touch_letters(shop, "Gift box")
    touch_key(shop.checkout.letters.enter)
    assert shop.basket().transaction.lines[0].note == "Gift box"
    assert not shop.checkout.letters.isVisible()


def test_a_suspended_transaction_gets_a_name(shop: Shop) -> None:
    scan(shop, WATER)
    touch(shop, _A.SUSPEND)
    touch_letters(shop, "Wang")
    touch_key(shop.checkout.suspend_panel.confirm)
    (waiting,) = shop.till.counter.checkout.suspended()
    assert waiting.label == "Wang"


def test_a_card_approval_code_has_letters(shop: Shop) -> None:
    scan(shop, WATER)
    touch(shop, _A.TENDER_CARD)
    view = shop.tender
    assert view.keypad.letters_key.isHidden()
    touch_digits(shop, "4242")
    touch_key(view.keypad.enter)
    touch_letters(shop, "AB")
    touch_digits(shop, "12")
    touch_key(view.letters.enter)
    (tender,) = shop.papers.printed[-1].priced.transaction.tenders
    assert tender.card == CardSlip("UnionPay", "4242", "AB12")


@pytest.mark.parametrize("screen", [ScreenName.HISTORY, ScreenName.RETURNS])
@pytest.mark.parametrize("letters", ["kele", "COLA"])
def test_a_receipt_is_found_by_an_item(shop: Shop, screen: ScreenName, letters: str) -> None:
    sell(shop, COLA)
    sell(shop, WATER)
    view = go(shop, screen)
    if screen is ScreenName.HISTORY:
        touch(shop, _A.FIND)
    assert view.keypad.letters_key.isHidden()
    touch_key(view.find_panel._keys[3])
    touch_letters(shop, letters)
    touch_key(view.letters.enter)
    assert [row.receipt.number for row in view.sales.model.rows] == [1]


def test_an_item_without_a_receipt_is_found_and_taken_back(shop: Shop, qtbot: QtBot) -> None:
    view = go(shop, ScreenName.RETURNS)
    touch_key(view.find_panel.cancel)
    touch(shop, _A.WITHOUT_RECEIPT)
    touch_letters(shop, "kele")
    qtbot.waitUntil(lambda: bool(view.item_panel.model.rows))
    tap(view.item_panel.table, 0)
    touch_key(view.item_panel.confirm)
    assert not view.letters.isVisible(), "a quantity has no letters"
    touch_key(view.take_back_panel.reasons._buttons[0])
    touch_key(view.take_back_panel.confirm)
    for digits in MANAGER:
        touch_digits(shop, digits)
        touch_key(view.keypad.enter)
    assert "可乐" in shop.basket().transaction.lines[0].item.name_zh


def test_letters_are_offered_for_no_field_of_digits(shop: Shop) -> None:
    shop.wiring.finish()
    offered = {
        field.objectName() or type(field).__name__
        for field in shop.window.findChildren(EntryField)
        if field.takes_letters
    }
    assert offered == {"ScanField", "EntryField"}
    touch_letters(shop, "ab")
    scan(shop, WATER)
    touch(shop, _A.CHANGE_QUANTITY)
    view = shop.checkout
    assert not view.letters.isVisible()
    assert view.keypad.letters_key.isHidden()
    touch_key(view.quantity_panel.cancel)
    assert view.keypad.letters_key.isVisible()
    touch(shop, _A.VOID_TRANSACTION)
    assert view.keypad.letters_key.isHidden(), "a panel without a field has no letters either"


def test_letter_keys_leave_the_keyboard_where_it_is_and_go_when_the_screen_goes(
    shop: Shop,
) -> None:
    touch_letters(shop, "ab")
    view = shop.checkout
    assert view.field.hasFocus()
    assert small_targets(view.letters) == []
    keys = view.letters.findChildren(TouchButton)
    assert len(keys) == 30
    go(shop, ScreenName.SHIFT)
    go(shop, ScreenName.CHECKOUT)
    assert not view.letters.isVisible()
