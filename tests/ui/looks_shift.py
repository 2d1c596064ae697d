"""Pictures of day, shift, reports, receipts and returns, for tests/ui/looks.py."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pos_app.domain.money import Money
from pos_app.domain.operators import Privilege
from pos_app.domain.report import XReport, ZReport
from pos_app.domain.scan_data import ScanData
from pos_app.domain.shift import CashMovementKind
from pos_app.services.shifts import ClosedReport
from pos_app.ui.action_names import ActionName
from pos_app.ui.ports import ScreenName
from tests.dated_clock import DatedClock
from tests.receipts import samples
from tests.ui.looks_dashboard import sign_on_as
from tests.ui.shop import BUSINESS_DATE, MANAGER, WATER, Shop

SCREENS = (ScreenName.SHIFT, ScreenName.REPORTS, ScreenName.HISTORY, ScreenName.RETURNS)
_GOODS = ("9520103000017", "9520107000020", WATER, WATER, "9520107000020")
JUICE = "9520105000039"
_COUNTS = ("3", "1", "", "12", "4", "27")


def _trade(shop: Shop) -> None:
    """Sell a little, once: three receipts to look at."""
    counter = shop.till.counter
    if counter.history.recent(1):
        return
    for goods in (_GOODS, _GOODS[:1], _GOODS[2:]):
        for code in goods:
            counter.checkout.scan(ScanData(code))
        counter.tendering.tender_cash(Money(10_000))


def _open(shop: Shop, name: ScreenName) -> Any:
    _trade(shop)
    shop.window.go(name)
    return shop.window.screen_named(name)


def _shift(shop: Shop) -> None:
    _open(shop, ScreenName.SHIFT)


def _clock(shop: Shop) -> None:
    """The machine's clock is an hour off, so a manager is asked about it."""
    clock = shop.till.counter._real.desk.clock
    assert isinstance(clock, DatedClock)
    clock._moved_ms += 3_600_000
    _open(shop, ScreenName.SHIFT)
    clock._moved_ms -= 3_600_000


def _clock_sure(shop: Shop) -> None:
    _clock(shop)
    shop.wiring.shift_screens.shift.on_confirm_clock()


def _day(shop: Shop) -> None:
    _open(shop, ScreenName.SHIFT).ask_day(BUSINESS_DATE)


def _count(*, is_closing: bool) -> Callable[[Shop], None]:
    def opened(shop: Shop) -> None:
        view = _open(shop, ScreenName.SHIFT)
        if is_closing:
            view.ask_count(is_again=False)
        else:
            view.ask_float(Money(50_000))
        for field, text in zip(view.count_panel.fields, _COUNTS, strict=False):
            field.setText(text)

    return opened


def _count_again(shop: Shop) -> None:
    _open(shop, ScreenName.SHIFT).ask_count(is_again=True)


def _pickup_due(shop: Shop) -> None:
    view = _open(shop, ScreenName.SHIFT)
    status = replace(shop.till.counter.shifts.status(), is_pickup_due=True)
    view.show_state(status, is_own=True, is_training=False, may_open=True)


def _cash(kind: CashMovementKind | None) -> Callable[[Shop], None]:
    def opened(shop: Shop) -> None:
        view = _open(shop, ScreenName.SHIFT)
        view.ask_cash(kind)
        view.cash_panel.field.setText("35.50")

    return opened


def _sure(shop: Shop) -> None:
    facts: dict[str, object] = {"shift": 12, "counted": Money(1_234_567)}
    _open(shop, ScreenName.SHIFT).ask_sure("CLOSE_SHIFT", facts, shop.shift.close_panel)


def _approval(name: ScreenName, privilege: Privilege) -> Callable[[Shop], None]:
    def opened(shop: Shop) -> None:
        _open(shop, name).ask_approval({"privilege": privilege.value, "amount": Money(123_456)})

    return opened


def _show_report(shop: Shop, report: XReport | ZReport) -> None:
    """Through the presenter, which sets the paper anew when the language changes."""
    _open(shop, ScreenName.SHIFT)
    presenter = shop.wiring.shift_screens.shift
    presenter._shown_report = report
    presenter.on_language_changed()


def _x(shop: Shop) -> None:
    _show_report(shop, samples.x_report())


def _closed(counted_minor: int) -> Callable[[Shop], None]:
    def opened(shop: Shop) -> None:
        report = samples.z_report()
        report = replace(report, counted=report.expected + Money(counted_minor))
        _show_report(shop, report)

    return opened


def _reports(shop: Shop) -> None:
    _open(shop, ScreenName.REPORTS)


def _closed_days(shop: Shop) -> None:
    _open(shop, ScreenName.REPORTS)
    view: Any = shop.window.screen_named(ScreenName.REPORTS)
    report, day = samples.z_report(), samples.z_day()
    shift = replace(samples.shift(), closed_ms=samples.SOLD_MS)
    view.blockSignals(True)  # the list is of no shop: there is nothing to be read of its rows
    view.show_reports(
        (
            ClosedReport(samples.DATE, 19, None, day.counted, day.over_short),
            ClosedReport(samples.DATE, shift.number, shift, report.counted, report.over_short),
        )
    )
    view.blockSignals(False)
    shop.wiring.shift_screens.reports._show(report)


def _hand_out(shop: Shop) -> None:
    _trade(shop)
    sign_on_as(shop, MANAGER)
    _open(shop, ScreenName.REPORTS)
    presenter = shop.wiring.shift_screens.reports
    presenter._show(samples.z_report())
    presenter.on_export()


def _handing_out(shop: Shop) -> None:
    """A slow stick: the bar is half full."""
    _hand_out(shop)
    panel = shop.window.screen_named(ScreenName.REPORTS).export_panel
    panel.show_places("/Documents/Ronghe POS", ("/media/shop/KINGSTON", "E:/"))
    panel.folder.setText("/media/usb/门店报表/2026-11")
    panel.on_choice(1)
    panel.on_choice(4)
    panel.show_progress(0.5)


def _history(shop: Shop) -> None:
    _open(shop, ScreenName.HISTORY)


def _find(name: ScreenName) -> Callable[[Shop], None]:
    def opened(shop: Shop) -> None:
        view = _open(shop, name)
        view.ask_find(BUSINESS_DATE)
        view.find_panel.amount.setText("123456.78")
        view.find_panel.date.setText("1121")
        view.find_panel.on_choice(3)

    return opened


def _post_void(shop: Shop) -> None:
    view = _open(shop, ScreenName.HISTORY)
    view.ask_post_void(view.marked_sale())


def _sale(shop: Shop) -> Any:
    view = _open(shop, ScreenName.RETURNS)
    view.close_panel()
    counter = shop.till.counter
    shop.wiring.shift_screens.returns._on_opened(
        counter.returns.find(counter.history.recent()[-1].receipt)
    )
    return view


def _take_back(shop: Shop) -> None:
    _sale(shop)
    shop.window.actions_table[ActionName.TAKE_BACK].trigger()


def _broken(shop: Shop) -> None:
    """One of two comes back, of which the second was sold at half price."""
    view = _open(shop, ScreenName.RETURNS)
    view.close_panel()
    counter = shop.till.counter
    for _ in range(2):
        counter.checkout.scan(ScanData(JUICE))
    sold = counter.tendering.tender_cash(counter.tendering.cash_due()).completed
    assert sold is not None
    shop.wiring.shift_screens.returns._on_opened(counter.returns.find(sold.receipt))
    shop.window.actions_table[ActionName.TAKE_BACK].trigger()
    view.take_back_panel.field.setText("1")


def _take_all(shop: Shop) -> None:
    _sale(shop)
    shop.window.actions_table[ActionName.TAKE_ALL_BACK].trigger()


def _item(shop: Shop) -> None:
    view = _open(shop, ScreenName.RETURNS)
    view.ask_item()
    view.item_panel.field.setText("shui")
    view.show_items(shop.till.counter.checkout.search("shui"))


def _trust(shop: Shop) -> None:
    view = _open(shop, ScreenName.RETURNS)
    item, price = shop.till.counter.returns.lowest_recent_price(
        shop.till.counter.checkout.search("shui")[0].sku
    )
    view.ask_on_trust(item, price)


LOOKS: dict[str, Callable[[Shop], Any]] = {
    "shift": _shift,
    "shift_clock": _clock,
    "shift_clock_sure": _clock_sure,
    "shift_day": _day,
    "shift_float": _count(is_closing=False),
    "shift_count": _count(is_closing=True),
    "shift_count_again": _count_again,
    "shift_pickup_due": _pickup_due,
    "shift_paid_out": _cash(CashMovementKind.PAID_OUT),
    "shift_loan": _cash(CashMovementKind.TENDER_LOAN),
    "shift_no_sale": _cash(None),
    "shift_sure": _sure,
    "shift_approval": _approval(ScreenName.SHIFT, Privilege.TENDER_PICKUP),
    "shift_x": _x,
    "shift_short": _closed(-1_990),
    "shift_over": _closed(12_345_678),
    "shift_exact": _closed(0),
    "reports": _reports,
    "reports_closed": _closed_days,
    "reports_hand_out": _hand_out,
    "reports_handing_out": _handing_out,
    "reports_approval": _approval(ScreenName.REPORTS, Privilege.X_REPORT),
    "history": _history,
    "history_find": _find(ScreenName.HISTORY),
    "history_post_void": _post_void,
    "history_approval": _approval(ScreenName.HISTORY, Privilege.REPRINT),
    "returns_find": _find(ScreenName.RETURNS),
    "returns_sale": _sale,
    "returns_take_back": _take_back,
    "returns_broken": _broken,
    "returns_take_all": _take_all,
    "returns_item": _item,
    "returns_trust": _trust,
}
