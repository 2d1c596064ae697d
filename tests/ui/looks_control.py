"""Pictures of the control room, for tests/ui/looks.py."""

from collections.abc import Callable
from typing import Any

from pos_app.domain.identifiers import OperatorId, ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.operators import Approval, ApprovalNeeded
from pos_app.domain.quantity import Quantity
from pos_app.domain.scan_data import ScanData
from pos_app.domain.tender import CardSlip
from pos_app.domain.transaction import Discount, TransactionKind
from pos_app.services.counter import Counter
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.control.actions import ControlAction
from tests.ui.looks_dashboard import sign_on_as
from tests.ui.shop import CASHIER, MANAGER, WATER, Shop

SCREENS = (ScreenName.CONTROL,)
_C = ControlAction
_COLA, _MILK = "9520103000017", "9520107000020"


def _trade(shop: Shop) -> None:
    """Have a cashier do a little of everything that can happen in a shift, once."""
    kinds = {one.kind for one in shop.till.counter.history.recent(50)}
    if TransactionKind.POST_VOID in kinds:
        return
    sign_on_as(shop, CASHIER)
    _sell(shop.till.counter)
    _take_back(shop.till.counter)
    counter = shop.till.counter
    shifts = counter.shifts
    _consented(counter, lambda approval: shifts.no_sale("CHANGE", approval))
    _consented(counter, lambda approval: shifts.paid_out(Money(850), "COURIER", approval))
    _consented(counter, lambda approval: shifts.pickup(Money(10_000), "SAFE", approval))
    counter.sign_on.lock()
    counter.sign_on.unlock(*CASHIER)


def _consented(counter: Counter, act: Callable[[Approval | None], Any]) -> None:
    """Do what may ask for a second person, with the manager's consent."""
    try:
        act(None)
    except ApprovalNeeded as needed:
        act(counter.approvals.approve(needed.request, *MANAGER))


def _ring(counter: Counter, *codes: str) -> None:
    for code in codes:
        counter.checkout.scan(ScanData(code))


def _pay(counter: Counter, more_minor: int = 0) -> ReceiptNumber:
    due = counter.tendering.cash_due()
    done = counter.tendering.tender_cash(Money(due.minor + more_minor)).completed
    assert done is not None
    return done.receipt


def _sell(counter: Counter) -> None:
    checkout = counter.checkout
    _ring(counter, WATER, _MILK, _COLA)
    checkout.void_line(1)
    _consented(counter, lambda ok: checkout.override_price(2, Money(1_000), "DAMAGED", ok))
    goodwill = Discount("GOODWILL", OperatorId(""), amount=Money(50))
    _consented(counter, lambda ok: checkout.discount_line(3, goodwill, ok))
    _pay(counter, 5_000)
    _ring(counter, _COLA, WATER)
    counter.tendering.tender_card(Money(300), CardSlip("VISA", "4242", "A1"))
    _pay(counter)
    _ring(counter, WATER)
    _consented(counter, lambda ok: checkout.void_transaction("CHANGED", ok))


def _take_back(counter: Counter) -> None:
    returns = counter.returns
    _ring(counter, _MILK)
    sold = _pay(counter)
    _consented(counter, lambda ok: returns.return_line(sold, 1, Quantity(1000), "FAULTY", ok))
    _pay(counter)
    item = returns.find_item(ScanData(WATER))
    _consented(
        counter,
        lambda ok: returns.return_without_receipt(item.sku, Quantity(1000), "UNWANTED", ok),
    )
    _pay(counter)
    _consented(counter, lambda ok: returns.post_void("MISTAKE", ok))
    _consented(counter, lambda ok: counter.history.reprint(sold, ok))


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
    view.on_step(5)
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
