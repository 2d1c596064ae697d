"""What a cashier does with both hands: strike a key, type, touch, scan."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos_app.domain.scan_data import ScanData
from pos_app.ui.action_names import ActionName
from pos_app.ui.ports import ScreenName
from pos_app.ui.widgets.buttons import ActionButton, TouchButton
from tests.ui.looking import press, settle
from tests.ui.shop import Shop


def strike(shop: Shop, *keys: str) -> None:
    """Strike keys by name: ``F9``, ``Escape``, ``Down``."""
    for key in keys:
        press(shop.window, getattr(Qt.Key, f"Key_{key}"))


def enter(shop: Shop, text: str) -> None:
    """Type, if there is anything to type, and press Enter."""
    if text:
        type_text(shop, text)
    press(shop.window, Qt.Key.Key_Return)


def type_text(shop: Shop, text: str) -> None:
    """Type without Enter."""
    press(shop.window, Qt.Key.Key_unknown, text)


def scan(shop: Shop, text: str) -> None:
    """Scan a code, whatever has the focus."""
    shop.window.focus.on_scanned(ScanData(text))
    settle()


def go(shop: Shop, screen: ScreenName) -> Any:
    """Go to a screen and give its view."""
    shop.window.go(screen)
    settle()
    return shop.window.screen_named(screen)


def touch(shop: Shop, name: ActionName) -> None:
    """Touch the visible key of an action."""
    action = shop.window.actions_table[name]
    for button in shop.window.findChildren(ActionButton):
        if button.action is action and button.isVisible():
            touch_key(button)
            return
    raise AssertionError(f"no key for {name}")


def touch_key(button: TouchButton) -> None:
    """Touch a key in its middle."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def touch_digits(shop: Shop, digits: str) -> None:
    """Touch the keypad of the screen in front."""
    front: Any = shop.window.stack.currentWidget()
    assert front.keypad.isVisible()
    for digit in digits:
        touch_key(front.keypad.findChild(TouchButton, f"digit_{digit}"))


def approve(shop: Shop, who: tuple[str, str]) -> None:
    """Give a second person's consent by keys."""
    enter(shop, who[0])
    enter(shop, who[1])


def sell(shop: Shop, *codes: str) -> Any:
    """Sell items for cash past the screens, and give the finished sale."""
    counter = shop.till.counter
    for code in codes:
        counter.checkout.scan(ScanData(code))
    outcome = counter.tendering.tender_cash(counter.tendering.cash_due())
    return outcome.completed


def touch_letters(shop: Shop, text: str) -> None:
    """Touch the letter keys of the screen in front, bringing them if need be."""
    front: Any = shop.window.stack.currentWidget()
    if not front.has_letters:
        touch_key(front.keypad.letters_key)
    letters = front.letters
    for character in text:
        if character == " ":
            touch_key(letters.space)
            continue
        if character.isupper() is not letters.capitals.isChecked():
            touch_key(letters.capitals)
        touch_key(letters.findChild(TouchButton, f"letter_{character.lower()}"))
