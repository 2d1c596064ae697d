"""Pictures of the control room, for tests/ui/looks.py."""

from collections.abc import Callable
from typing import Any

from pos_app.domain.money import Money
from pos_app.domain.scan_data import ScanData
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.control.actions import ControlAction
from tests.ui.looks_dashboard import sign_on_as
from tests.ui.shop import CASHIER, MANAGER, WATER, Shop

SCREENS = (ScreenName.CONTROL,)
_C = ControlAction


def _trade(shop: Shop) -> None:
    """Do a little of everything, once."""
    counter = shop.till.counter
    if counter.history.recent(1):
        return
    for goods in ((WATER, "9520103000017"), (WATER,), ("9520107000020", WATER)):
        for code in goods:
            counter.checkout.scan(ScanData(code))
        if len(goods) > 1:
            counter.checkout.void_line(1)
        counter.tendering.tender_cash(Money(10_000))


def _enter(shop: Shop) -> Any:
    _trade(shop)
    sign_on_as(shop, MANAGER)
    shop.window.go(ScreenName.CONTROL)
    return shop.window.screen_named(ScreenName.CONTROL)


def _page(action: ControlAction) -> Callable[[Shop], None]:
    def opened(shop: Shop) -> None:
        _enter(shop)
        shop.window.actions_table[action].trigger()

    return opened


def _standing_out(shop: Shop) -> None:
    _enter(shop)


def _replay(shop: Shop) -> None:
    view = _enter(shop)
    shop.window.actions_table[_C.JOURNAL].trigger()
    view.on_step(1)
    shop.window.actions_table[_C.REPLAY].trigger()
    view.on_step(3)
    shop.window.actions_table[_C.SHOW_RECEIPT].trigger()


def _approval(shop: Shop) -> None:
    sign_on_as(shop, CASHIER)
    shop.window.go(ScreenName.CONTROL)


LOOKS: dict[str, Callable[[Shop], None]] = {
    "control": _standing_out,
    "control-journal": _page(_C.JOURNAL),
    "control-replay": _replay,
    "control-verified": _page(_C.VERIFY),
    "control-where": _page(_C.WHERE),
    "control-approval": _approval,
}
