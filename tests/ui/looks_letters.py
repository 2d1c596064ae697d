"""Pictures of the letter keys on each screen that has them, for looks.py."""

from collections.abc import Callable
from typing import Any

from pos_app.domain.money import Money
from pos_app.domain.scan_data import ScanData
from pos_app.domain.tender import CardSlip
from pos_app.ui.action_names import ActionName
from pos_app.ui.ports import ScreenName
from tests.ui import looks_shift
from tests.ui.hands import touch_key
from tests.ui.looking import settle
from tests.ui.shop import WATER, Shop

_A = ActionName


def _open_letters(view: Any) -> None:
    settle()
    if not view.has_letters:
        touch_key(view.keypad.letters_key)
    assert view.letters.isVisible()


def _search(shop: Shop) -> None:
    for code in ("9520103000017", "9520107000020", WATER):
        shop.window.focus.on_scanned(ScanData(code))
    _open_letters(shop.checkout)
    shop.checkout.field.setText("shui")
    shop.wiring.checkout.on_searched("shui")


def _note(shop: Shop) -> None:
    shop.window.focus.on_scanned(ScanData(WATER))
    shop.checkout.ask_note("Gift wrapped")
    _open_letters(shop.checkout)
    touch_key(shop.checkout.letters.capitals)


def _suspend(shop: Shop) -> None:
    shop.window.focus.on_scanned(ScanData(WATER))
    shop.checkout.ask_suspend()
    _open_letters(shop.checkout)


def _card(shop: Shop) -> None:
    shop.window.focus.on_scanned(ScanData(WATER))
    shop.window.actions_table[_A.PAY].trigger()
    shop.window.actions_table[_A.TENDER_CARD].trigger()
    shop.wiring.tender.on_card(Money(50), CardSlip("Visa", "4242", "AB12"))
    shop.tender.card.approval.setFocus()
    shop.tender.card.approval.setText("7F3A")
    _open_letters(shop.tender)


def _find(name: ScreenName) -> Callable[[Shop], None]:
    def opened(shop: Shop) -> None:
        looks_shift.LOOKS[f"{name.value}_find"](shop)
        view: Any = shop.window.screen_named(name)
        view.find_panel.item.setText("shui")
        _open_letters(view)

    return opened


def _item(shop: Shop) -> None:
    looks_shift.LOOKS["returns_item"](shop)
    _open_letters(shop.window.screen_named(ScreenName.RETURNS))


LOOKS: dict[str, Callable[[Shop], Any]] = {
    "letters_search": _search,
    "letters_note": _note,
    "letters_suspend": _suspend,
    "letters_card": _card,
    "letters_history": _find(ScreenName.HISTORY),
    "letters_returns": _find(ScreenName.RETURNS),
    "letters_item": _item,
}
