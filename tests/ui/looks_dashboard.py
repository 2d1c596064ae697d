"""Pictures of the dashboard and of the receipts behind its figures, for tests/ui/looks.py."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt

from pos_app.domain.insight.figures import Dashboard
from pos_app.domain.insight.part import Part
from pos_app.domain.money import Money
from pos_app.domain.scan_data import ScanData
from pos_app.ui.behind import Behind
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.behind.actions import BehindAction
from pos_app.ui.screens.dashboard.actions import DashboardAction
from pos_app.ui.screens.dashboard.contract import Stretch, Wanted
from tests.ui.figures import (
    a_day,
    a_month,
    a_year,
    of_another_till,
    some_months,
    some_visits,
)
from tests.ui.looking import press, settle
from tests.ui.shop import CASHIER, MANAGER, WATER, Shop

SCREENS = (ScreenName.DASHBOARD, ScreenName.BEHIND)
_D = DashboardAction


def sign_on_as(shop: Shop, who: tuple[str, str]) -> None:
    """Let somebody else stand here."""
    session = shop.wiring.attendance.session
    if session is None or session.operator.number != who[0]:
        shop.wiring.sign_on.on_sign_off()
        shop.wiring.sign_on.on_signed(*who)


def enter(shop: Shop) -> Any:
    """Go to the dashboard as a manager."""
    sign_on_as(shop, MANAGER)
    view: Any = shop.window.screen_named(ScreenName.DASHBOARD)
    shop.window.go(ScreenName.DASHBOARD)
    return view


def show(shop: Shop, dashboard: Dashboard, stretch: Stretch | None = Stretch.TODAY) -> Any:
    """Show figures that a shop of this size would have."""
    view = enter(shop)
    view.show_question(dashboard.period, dashboard.compared, stretch)
    view.show_dashboard(dashboard)
    shop.window.actions_table[_D.OVERVIEW].trigger()
    return view


def _page(key: DashboardAction) -> Callable[[Shop], None]:
    def shown(shop: Shop) -> None:
        show(shop, a_day())
        shop.window.actions_table[key].trigger()
        settle()
        press(shop.window, Qt.Key.Key_Down)

    return shown


def _overview(shop: Shop) -> None:
    show(shop, a_day())


def _marked(shop: Shop) -> None:
    show(shop, a_day())
    settle()
    for _ in range(5):
        press(shop.window, Qt.Key.Key_Right)


def _month(shop: Shop) -> None:
    show(shop, a_month(), None)


def _year(shop: Shop) -> None:
    year = a_year()
    show(shop, year, Stretch.YEAR).show_more(some_visits(), some_months(year.period))
    settle()
    press(shop.window, Qt.Key.Key_Right)


def _people(shop: Shop) -> None:
    _page(_D.PEOPLE)(shop)
    view: Any = shop.window.screen_named(ScreenName.DASHBOARD)
    view.show_more(some_visits(), ())


def _reading(shop: Shop) -> None:
    show(shop, a_month(), None).show_reading(0.45)


def _period(shop: Shop) -> None:
    show(shop, a_day())
    shop.wiring.shift_screens.back_office.dashboard.dashboard.on_period()


def _filter(shop: Shop) -> None:
    view = show(shop, a_day())
    view.ask_filter(a_day().lens, ("T03", "T01", "T02"), a_day())
    view.filter_panel.on_choice(1)


def _tills(shop: Shop) -> None:
    view = show(shop, a_day())
    view.ask_filter(a_day().lens, ("T03", "T01", "T02"), a_day())


def _of_another_till(shop: Shop) -> None:
    show(shop, of_another_till())


def _hand_out(shop: Shop) -> None:
    enter(shop)
    shop.window.actions_table[_D.HAND_OUT].trigger()
    settle()
    assert shop.window.screen_named(ScreenName.DASHBOARD).panel is not None


def _nothing(shop: Shop) -> None:
    enter(shop)
    presenter = shop.wiring.shift_screens.back_office.dashboard.dashboard
    presenter.on_period_answered(Wanted(Stretch.YESTERDAY))


def trade(shop: Shop) -> None:
    """Sell a little, once, as the cashier whose shift it is."""
    counter = shop.till.counter
    sign_on_as(shop, CASHIER)
    if len(counter.history.recent(5)) < 4:
        for count in range(1, 5):
            for _ in range(count):
                counter.checkout.scan(ScanData(WATER))
            counter.tendering.tender_cash(Money(2_000))


def _behind(shop: Shop) -> None:
    trade(shop)
    view = enter(shop)
    settle()
    press(shop.window, Qt.Key.Key_Down)
    assert view.marked_bar() is not None
    shop.window.actions_table[_D.RECEIPTS_BEHIND].trigger()
    settle()


def _behind_another_till(shop: Shop) -> None:
    enter(shop)
    room = shop.wiring.shift_screens.back_office.dashboard
    day = a_day().period
    room.behind.open(
        Behind(day, Part(hour=9), "", "", 500, lambda _errand: (), ("T02",), is_here=False)
    )
    settle()


def _behind_all_tills(shop: Shop) -> None:
    _behind(shop)
    view: Any = shop.window.screen_named(ScreenName.BEHIND)
    view.show_elsewhere(("T01", "T02"), is_here=True)


def _why(shop: Shop) -> None:
    _behind(shop)
    shop.window.actions_table[BehindAction.WHY_IT_COST].trigger()


LOOKS: dict[str, Callable[[Shop], None]] = {
    "dashboard": _overview,
    "dashboard_marked": _marked,
    "dashboard_goods": _page(_D.GOODS),
    "dashboard_people": _people,
    "dashboard_offers": _page(_D.OFFERS),
    "dashboard_control": _page(_D.CONTROL),
    "dashboard_month": _month,
    "dashboard_year": _year,
    "dashboard_reading": _reading,
    "dashboard_period": _period,
    "dashboard_filter": _filter,
    "dashboard_tills": _tills,
    "dashboard_other_till": _of_another_till,
    "dashboard_nothing": _nothing,
    "dashboard_hand_out": _hand_out,
    "behind": _behind,
    "behind_why": _why,
    "behind_other_till": _behind_another_till,
    "behind_all_tills": _behind_all_tills,
}
