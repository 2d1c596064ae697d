"""Pictures of money that goes back, and of an exchange where nothing is owed, for looks.py."""

from collections.abc import Callable
from typing import Any

from pos_app.domain.money import Money
from pos_app.domain.scan_data import ScanData
from pos_app.ui.action_names import ActionName
from tests.ui.shop import MANAGER, WATER, Shop

_A = ActionName
GOODS = ("9520103000017", "9520107000020", WATER, WATER, "9520107000020")


def _take_back(shop: Shop) -> None:
    """Take a whole sale back, for a cashier with a manager's consent."""
    counter = shop.till.counter
    for code in GOODS:
        counter.checkout.scan(ScanData(code))
    receipt = counter.tendering.tender_cash(Money(10_000)).completed.receipt
    approving = shop.wiring.shift_screens.returns.approving
    approving.attempt(
        lambda approval: counter.returns.return_all(receipt, "FAULTY", approval),
        lambda _basket: None,
    )
    approving.on_approved(*MANAGER)
    shop.wiring.checkout.on_shown()


def _refund(shop: Shop) -> None:
    _take_back(shop)


def _even(shop: Shop) -> None:
    _take_back(shop)
    for code in GOODS:
        shop.window.focus.on_scanned(ScanData(code))


def _tender(method: ActionName) -> Callable[[Shop], None]:
    def opened(shop: Shop) -> None:
        _take_back(shop)
        shop.window.actions_table[_A.PAY].trigger()
        shop.window.actions_table[method].trigger()

    return opened


def _part(shop: Shop) -> None:
    _tender(_A.TENDER_CASH)(shop)
    shop.wiring.tender.on_cash(Money(500))


def _even_tender(shop: Shop) -> None:
    _even(shop)
    shop.window.actions_table[_A.PAY].trigger()


def _done(shop: Shop) -> None:
    _tender(_A.TENDER_CASH)(shop)
    shop.window.actions_table[_A.QUICK_1].trigger()


LOOKS: dict[str, Callable[[Shop], Any]] = {
    "refund": _refund,
    "refund_even": _even,
    "refund_cash": _tender(_A.TENDER_CASH),
    "refund_card": _tender(_A.TENDER_CARD),
    "refund_part": _part,
    "refund_even_tender": _even_tender,
    "refund_done": _done,
}
