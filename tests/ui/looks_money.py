"""Pictures of the money room, for tests/ui/looks.py."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pos_app.domain.identifiers import BusinessDate, OperatorId
from pos_app.domain.money import Money
from pos_app.domain.over_short import CountedShift, OperatorHistory, Trend
from pos_app.domain.safe import SafeEntryKind
from pos_app.domain.scan_data import ScanData
from pos_app.domain.variance.explain import explain
from pos_app.domain.variance.facts import Opened, ShiftFacts
from pos_app.services.cash_control import Finding
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.money.actions import MoneyAction
from pos_app.ui.screens.money.contract import Page
from tests.domain.variance.shifts import OPENED, card, cash, facts, moved
from tests.ui.looks_dashboard import sign_on_as
from tests.ui.shop import MANAGER, WATER, Shop

SCREENS = (ScreenName.MONEY,)
_CONTENT = ((10_000, 62), (5_000, 20), (1_000, 80), (100, 120), (50, 60))


def enter(shop: Shop) -> Any:
    """Go to the room as a manager."""
    counter = shop.till.counter
    if not counter.history.recent(1):
        counter.checkout.scan(ScanData(WATER))
        counter.tendering.tender_cash(Money(10_000))
    sign_on_as(shop, MANAGER)
    view: Any = shop.window.screen_named(ScreenName.MONEY)
    shop.window.go(ScreenName.MONEY)
    return view


def _trade_with_the_safe(shop: Shop) -> Any:
    """Give the safe a history, once."""
    view = enter(shop)
    safe = shop.till.counter.office.safe
    if safe.state().expected is None:
        safe.count(_CONTENT)
        safe.receive_from("T04", Money(150_000))
        safe.lend_to("T04", Money(30_000))
        safe.deposit("BAG 000123", Money(600_000))
        safe.order_change("CO-2026-17", Money(50_000))
        safe.receive_change("CO-2026-17", Money(50_000))
        safe.count(((10_000, 30),))
        shop.window.go(ScreenName.OFFICE)
        shop.window.go(ScreenName.MONEY)
    return view


def _begun(shop: Shop) -> None:
    view = enter(shop)
    state = shop.till.counter.office.safe.state()
    view.show_safe(replace(state, expected=None, entries=(), counts=(), is_count_waiting=False))


def _safe(shop: Shop) -> None:
    _trade_with_the_safe(shop)


def _count(shop: Shop) -> None:
    view = _trade_with_the_safe(shop)
    shop.window.actions_table[MoneyAction.COUNT_SAFE].trigger()
    for field, text in zip(view.count_panel.fields, ("30", "20", "", "80"), strict=False):
        field.setText(text)


def _move(kind: SafeEntryKind) -> Callable[[Shop], None]:
    def opened(shop: Shop) -> None:
        view = _trade_with_the_safe(shop)
        view.ask_move(kind, None)
        view.move_panel.reference.setText("BAG 000124")
        view.move_panel.amount.setText("2500")

    return opened


def _till(shop: Shop) -> None:
    enter(shop)
    shop.window.actions_table[MoneyAction.TILL_PAGE].trigger()


def _history(shop: Shop) -> None:
    view = enter(shop)
    shop.window.actions_table[MoneyAction.HISTORY_PAGE].trigger()
    people = (
        ("李晓雯", 22, 9, -4_310, -2_000, Trend.WORSE),
        ("王建国", 18, 3, 120, 500, Trend.STEADY),
    )
    more = (
        ("Alexandra Konstantinopoulou", 7, 2, -90, -60, Trend.BETTER),
        ("赵敏", 2, 0, 0, 0, Trend.UNKNOWN),
    )
    view.show_history(
        90,
        tuple(
            OperatorHistory(OperatorId(name), name, shifts, off, Money(net), Money(largest), trend)
            for name, shifts, off, net, largest, trend in (*people, *more)
        ),
    )


def _shift(number: int, over_short_minor: int) -> CountedShift:
    day = BusinessDate(f"2026-11-{number:02d}")
    return CountedShift(number, OperatorId("op1"), "李晓雯", day, Money(over_short_minor))


def _shifts(shop: Shop) -> None:
    view = enter(shop)
    shop.window.actions_table[MoneyAction.SHIFTS_PAGE].trigger()
    view.show_shifts(tuple(_shift(20 - at, minor) for at, minor in enumerate((0, -8_640, 20, 0))))


def a_shift(over_short_minor: int) -> ShiftFacts:
    """A shift with something of everything; its first receipt is the shop's own."""
    deals = (cash(1, 8_640), *(cash(at, 730 + 37 * at % 900 * 10, 10_000) for at in range(2, 60)))
    return facts(
        over_short_minor,
        deals=(*deals, *(card(at, 8_640 + at % 7 * 100) for at in range(70, 90))),
        movements=(moved("paid_out", 2_650, 90), moved("paid_out", 2_650, 93)),
        openings=(Opened(OPENED + 5_400_000, "CHANGE"),),
        counts=((10_000, 12), (5_000, 7), (2_000, 9), (1_000, 14), (100, 31)),
    )


def _finding(over_short_minor: int) -> Callable[[Shop], None]:
    def found(shop: Shop) -> None:
        view = enter(shop)
        view.show_page(Page.FINDING)
        shift = _shift(19, over_short_minor)
        counted, before = Money(250_000), (((10_000, 24),),)
        explanations = explain(a_shift(over_short_minor))
        expected = counted - shift.over_short
        view.show_finding(Finding(shift, counted, expected, before, explanations))

    return found


LOOKS: dict[str, Callable[[Shop], None]] = {
    "money_safe_begun": _begun,
    "money_safe": _safe,
    "money_safe_count": _count,
    "money_deposit": _move(SafeEntryKind.DEPOSIT),
    "money_change": _move(SafeEntryKind.CHANGE_ORDER),
    "money_till": _till,
    "money_history": _history,
    "money_shifts": _shifts,
    "money_finding": _finding(-8_640),
    "money_finding_two": _finding(-5_990),
    "money_finding_open": _finding(5_000),
    "money_finding_none": _finding(123_457),
}
