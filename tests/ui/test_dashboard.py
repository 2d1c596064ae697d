"""The dashboard over a real till: its figures, its keys, the way down to receipts and prices."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_app.clock import SystemClock
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.part import Part
from pos_app.domain.insight.period import Lens, Period, single_day
from pos_app.domain.money import Money
from pos_app.domain.scan_data import ScanData
from pos_app.ui import language
from pos_app.ui.behind import Behind
from pos_app.ui.ports import ScreenName
from pos_app.ui.report_thread import ReportThread
from pos_app.ui.screens.behind.actions import BehindAction
from pos_app.ui.screens.dashboard.actions import PAGES, DashboardAction
from pos_app.ui.screens.dashboard.contract import Bar, Closer, Stretch, Wanted
from pos_app.ui.screens.dashboard.figure_table import FigureTable
from pos_app.ui.screens.office.actions import OfficeAction
from tests.builders import SHIFT_MANAGER
from tests.ui.conftest import SIZE
from tests.ui.figures import a_day, a_month, some_visits
from tests.ui.looking import press, settle
from tests.ui.looks_dashboard import enter, show, sign_on_as, trade
from tests.ui.shop import BUSINESS_DATE, CASHIER, MANAGER, WATER, Shop, open_shop

_D = DashboardAction
_SOLD = 2_000  # 1 + 2 + 3 + 4 bottles of water


@pytest.fixture
def managed(shop: Shop) -> Shop:
    """Four sales, and the manager at the dashboard."""
    trade(shop)
    enter(shop)
    settle()
    return shop


def presenter(shop: Shop) -> Any:
    return shop.wiring.shift_screens.back_office.dashboard.dashboard


def the_view(shop: Shop) -> Any:
    return shop.window.screen_named(ScreenName.DASHBOARD)


def values(top: QWidget) -> list[str]:
    from pos_app.ui.widgets.label import FittedAmount

    return [label.text() for label in top.findChildren(FittedAmount)]


def test_a_cashier_has_no_way_in(shop: Shop) -> None:
    shop.window.go(ScreenName.OFFICE)
    assert not shop.window.actions_table[OfficeAction.DASHBOARD].isEnabled()
    sign_on_as(shop, MANAGER)
    shop.window.go(ScreenName.OFFICE)
    shop.window.actions_table[OfficeAction.DASHBOARD].trigger()
    assert the_view(shop).isVisible()
    press(shop.window, Qt.Key.Key_Escape)
    assert shop.window.screen_named(ScreenName.OFFICE).isVisible()


def test_today_stands_on_it_at_once(managed: Shop) -> None:
    overview = the_view(managed).pages[0]
    assert values(overview)[:4] == ["¥20.00", "4", "¥5.00", "2.50"]
    assert [mark.value for mark in overview.hours.marks if mark.value] == [_SOLD]
    assert [mark.value for mark in overview.tenders.marks] == [_SOLD]
    assert [mark.value for mark in overview.goods.marks] == [_SOLD]
    people = the_view(managed).pages[2]
    assert [row.transactions for row in people.operators.model.rows] == [4]


def test_a_sale_after_the_figures_is_in_them_once_they_are_read_again(managed: Shop) -> None:
    sell_water(managed)
    assert values(the_view(managed).pages[0])[0] == "¥22.00"


def sell_water(shop: Shop) -> None:
    """One bottle more, and back to the dashboard."""
    sign_on_as(shop, CASHIER)
    shop.till.counter.checkout.scan(ScanData(WATER))
    shop.till.counter.tendering.tender_cash(Money(200))
    enter(shop)


def test_from_a_bar_down_to_the_receipts_their_paper_and_a_copy(managed: Shop) -> None:
    press(managed.window, Qt.Key.Key_Right)
    (bar,) = [the_view(managed).marked_bar()]
    assert isinstance(bar, Bar)
    managed.window.actions_table[_D.RECEIPTS_BEHIND].trigger()
    settle()
    behind: Any = managed.window.screen_named(ScreenName.BEHIND)
    assert behind.isVisible()
    rows = behind.sales.model.rows
    assert sum(row.paid.minor for row in rows) == _SOLD
    assert behind.paper.paper is not None
    managed.window.actions_table[BehindAction.COPY].trigger()
    assert managed.papers.printed[-1].receipt == rows[0].receipt
    assert managed.papers.printed[-1].copy == 1
    managed.window.actions_table[BehindAction.WHY_IT_COST].trigger()
    assert behind.panel is behind.why_panel
    assert behind.why_panel.model.rows
    press(managed.window, Qt.Key.Key_Escape)
    press(managed.window, Qt.Key.Key_Escape)
    assert the_view(managed).isVisible()
    assert the_view(managed).marked_bar() == bar


def test_somebody_else_does_not_go_on_with_the_leave_of_whoever_went_down(managed: Shop) -> None:
    presenter(managed).on_period_answered(Wanted(Stretch.YESTERDAY))
    chart = the_view(managed).pages[0].tenders
    presenter(managed).on_bar_touched(Bar(Part(hour=9)))
    sign_on_as(managed, SHIFT_MANAGER)
    managed.window.go(ScreenName.DASHBOARD)
    assert the_view(managed).pages[0].dashboard.period == single_day(BUSINESS_DATE)
    assert chart.marks
    sign_on_as(managed, MANAGER)
    managed.window.go(ScreenName.DASHBOARD)
    presenter(managed).on_bar_touched(Bar(Part(hour=9)))
    sign_on_as(managed, CASHIER)
    managed.window.go(ScreenName.DASHBOARD)
    assert managed.codes == ["NOT_PERMITTED"]
    presenter(managed).read()
    assert not any(page.isVisible() for page in the_view(managed).pages)


def test_a_list_that_is_cut_says_that_there_are_older_receipts(managed: Shop) -> None:
    rows = managed.till.counter.history.recent()
    room = managed.wiring.shift_screens.back_office.dashboard
    behind: Any = managed.window.screen_named(ScreenName.BEHIND)
    day = single_day(BUSINESS_DATE)
    room.behind.open(Behind(day, Part(hour=9), "", "", len(rows), lambda _errand: rows))
    assert behind._state.text() == "最近 4 笔，另有更早的"
    room.behind.open(Behind(day, Part(hour=9), "", "", len(rows) + 1, lambda _errand: rows))
    assert behind._state.text() == "4 笔"


def test_campaigns_have_their_names_or_else_their_numbers(shop: Shop) -> None:
    view = show(shop, a_day())
    table = view.offers.coupons.model
    assert [table.data(table.index(row, 0)) for row in (0, 1)] == ["双十一满减券", "#4033"]


def test_a_day_that_is_open_is_brought_up_to_date_unasked(managed: Shop) -> None:
    before = the_view(managed).pages[0].dashboard
    the_view(managed).minute_passed.emit()
    after = the_view(managed).pages[0].dashboard
    assert after is not before
    assert after.headline == before.headline
    presenter(managed).on_period_answered(Wanted(Stretch.YESTERDAY))
    shown = the_view(managed).pages[0].dashboard
    the_view(managed).minute_passed.emit()
    assert the_view(managed).pages[0].dashboard is shown


def test_a_touch_on_a_tender_leads_to_its_receipts(managed: Shop) -> None:
    chart = the_view(managed).pages[0].tenders
    chart.drilled.emit(chart.marks[0].key)
    behind: Any = managed.window.screen_named(ScreenName.BEHIND)
    assert behind.isVisible()
    assert len(behind.sales.model.rows) == 4


def test_without_a_mark_there_is_no_way_down_and_it_says_how_to_mark(managed: Shop) -> None:
    managed.window.actions_table[_D.RECEIPTS_BEHIND].trigger()
    assert managed.codes == ["NOTHING_MARKED"]
    assert the_view(managed).isVisible()


def has_any(one: Any) -> bool:
    return bool(one.model.rows if isinstance(one, FigureTable) else one.marks)


def test_a_year_is_shown_by_months_and_each_of_them_can_be_looked_at_closer(managed: Shop) -> None:
    presenter(managed).on_period_answered(Wanted(Stretch.YEAR))
    overview = the_view(managed).pages[0]
    assert [mark.value for mark in overview.months.marks] == [0] * 10 + [_SOLD]
    assert not overview.days.isVisible()
    press(managed.window, Qt.Key.Key_Right)
    assert the_view(managed).marked_bar() == Closer(
        Period(BusinessDate("2026-11-01"), BusinessDate("2026-11-21"))
    )
    managed.window.actions_table[_D.RECEIPTS_BEHIND].trigger()
    assert overview.dashboard.period.first == "2026-11-01"
    assert overview.days.isVisible()
    assert not overview.months.isVisible()


def test_how_often_members_came_is_put_together_from_five_times_on(shop: Shop) -> None:
    view = show(shop, a_day())
    view.show_more(some_visits(), ())
    people = view.pages[2]
    assert [(mark.label, mark.value) for mark in people.often.marks] == [
        ("1 次", 502),
        ("2 次", 311),
        ("3 次", 170),
        ("4 次", 96),
        ("5–9 次", 75),
        ("10–19 次", 38),
        ("20+ 次", 12),
    ]
    view.show_dashboard(a_month())
    assert people.often.marks == ()


def test_every_page_has_a_key_and_the_arrows_reach_all_that_can_be_marked(shop: Shop) -> None:
    view = show(shop, a_month(), None)
    for number, key in enumerate(PAGES):
        view.show_dashboard(a_day() if number else a_month())
        view.show_more(some_visits(), ())
        shop.window.actions_table[key].trigger()
        page = view.pages[number]
        assert page.isVisible()
        seen = []
        for _ in range(50):
            press(shop.window, Qt.Key.Key_Down)
            seen += [page._at] if page._at not in seen else []
        assert seen == [one for one in page._all if has_any(one)]
        for _ in range(50):
            press(shop.window, Qt.Key.Key_Up)
        assert page._at is seen[0]


def test_left_and_right_walk_through_hours_and_on_to_the_neighbour(shop: Shop) -> None:
    view = show(shop, a_day())
    overview = view.pages[0]
    press(shop.window, Qt.Key.Key_Right)
    assert overview.hours.marked_key() == Bar(Part(hour=8))
    press(shop.window, Qt.Key.Key_Right)
    assert overview.hours.marked_key() == Bar(Part(hour=9))
    for _ in range(20):
        press(shop.window, Qt.Key.Key_Right)
    assert overview.hours.marked_key() is None
    assert overview.goods.marked_key() is not None
    for _ in range(3):
        press(shop.window, Qt.Key.Key_Left)
    assert overview.hours.marked_key() is not None


def test_other_days_are_a_key_away_or_two_dates(managed: Shop) -> None:
    view = the_view(managed)
    managed.window.actions_table[_D.PERIOD].trigger()
    press(managed.window, Qt.Key.Key_F2)
    assert view.panel is None
    assert view.pages[0].dashboard.period == Period(
        BusinessDate("2026-11-20"), BusinessDate("2026-11-20")
    )
    assert values(view.pages[0])[:2] == ["¥0.00", "0"]
    managed.window.actions_table[_D.PERIOD].trigger()
    press(managed.window, Qt.Key.Key_unknown, "1119")
    press(managed.window, Qt.Key.Key_Return)
    press(managed.window, Qt.Key.Key_unknown, "1121")
    press(managed.window, Qt.Key.Key_Return)
    assert view.panel is None
    assert view.pages[0].dashboard.period.days == 3
    assert values(view.pages[0])[0] == "¥20.00"


@pytest.mark.parametrize(
    ("stretch", "first", "last"),
    [
        (Stretch.TODAY, "2026-11-21", "2026-11-21"),
        (Stretch.YESTERDAY, "2026-11-20", "2026-11-20"),
        (Stretch.WEEK, "2026-11-16", "2026-11-21"),
        (Stretch.MONTH, "2026-11-01", "2026-11-21"),
        (Stretch.YEAR, "2026-01-01", "2026-11-21"),
    ],
)
def test_each_stretch_ends_today_and_begins_where_people_count_from(
    managed: Shop, stretch: Stretch, first: str, last: str
) -> None:
    presenter(managed).on_period_answered(Wanted(stretch))
    shown = the_view(managed).pages[0].dashboard
    assert shown.period == Period(BusinessDate(first), BusinessDate(last))
    assert shown.compared == shown.period.before()


def test_days_can_be_measured_against_any_others(managed: Shop) -> None:
    day, other = BusinessDate("2026-11-21"), BusinessDate("2026-10-01")
    presenter(managed).on_period_answered(Wanted(None, day, day, other))
    assert the_view(managed).pages[0].dashboard.compared == Period(other, other)


def test_dates_that_make_no_period_are_refused_in_words(managed: Shop) -> None:
    later, day = BusinessDate("2026-11-22"), BusinessDate("2026-11-21")
    presenter(managed).on_period_answered(Wanted(None, later, day))
    assert managed.codes == ["PERIOD_WRONG"]
    presenter(managed).on_period_answered(Wanted(None, None, day))
    assert managed.codes[0] == "DATE_MISSING"


def test_the_figures_can_be_narrowed_to_an_operator_and_widened_again(managed: Shop) -> None:
    view = the_view(managed)
    managed.window.actions_table[_D.FILTER].trigger()
    press(managed.window, Qt.Key.Key_F2)
    press(managed.window, Qt.Key.Key_F9)
    assert view.panel is None
    assert view.pages[0].dashboard.lens.operator is not None
    presenter(managed).on_filter_answered(Lens(shift=99))
    assert values(view.pages[0])[0] == "¥0.00"
    managed.window.actions_table[_D.FILTER].trigger()
    press(managed.window, Qt.Key.Key_F5)
    assert values(view.pages[0])[0] == "¥20.00"


def test_the_figures_can_be_handed_out_as_files(managed: Shop, tmp_path: Path) -> None:
    managed.window.actions_table[_D.HAND_OUT].trigger()
    view = the_view(managed)
    assert view.panel is view.export_panel
    folder = tmp_path / "out"
    folder.mkdir()
    view.export_panel.folder.setText(str(folder))
    press(managed.window, Qt.Key.Key_F9)
    assert managed.codes == ["EXPORT_DONE"]
    (made,) = folder.iterdir()
    assert made.suffix == ".pdf"
    assert made.read_bytes().startswith(b"%PDF")


def test_a_change_of_language_reaches_the_figures(managed: Shop) -> None:
    overview = the_view(managed).pages[0]
    in_chinese = overview.tenders.marks[0].label
    language.switch(language.Language.ENGLISH)
    settle()
    assert (in_chinese, overview.tenders.marks[0].label) == ("现金", "Cash")


@pytest.fixture
def slow_shop(template: Path, tmp_path: Path, chinese: None) -> Iterator[Shop]:
    """A shop with a real thread for its reports."""
    reports = ReportThread(SystemClock())
    shop = open_shop(template, tmp_path / "data", report_thread=reports)
    shop.open_for_trade()
    shop.show(*SIZE)
    shop.wiring.sign_on.on_signed(*CASHIER)
    trade(shop)
    yield shop
    assert reports.stop()
    shop.close()


def test_long_reading_can_be_stopped_and_the_figures_before_it_stay(
    slow_shop: Shop, qtbot: QtBot
) -> None:
    view = enter(slow_shop)
    qtbot.waitUntil(lambda: values(view.pages[0])[0] == "¥20.00")
    held: threading.Lock = slow_shop.till.counter.office.insights.sums.turn
    with held:
        presenter(slow_shop).on_period_answered(Wanted(Stretch.YEAR))
        stop = slow_shop.window.actions_table[_D.STOP]
        assert stop.isEnabled()
        slow_shop.window.actions_table[_D.PEOPLE].trigger()
        assert view.pages[2].isVisible()
        stop.trigger()
        assert not stop.isEnabled()
    assert slow_shop.codes == ["READING_STOPPED"]
    assert view.pages[0].dashboard.period.days == 1
    presenter(slow_shop).read()
    qtbot.waitUntil(lambda: not stop.isEnabled())
    assert view.pages[0].dashboard.period.days == 1


def test_leaving_takes_the_question_back(slow_shop: Shop, qtbot: QtBot) -> None:
    view = enter(slow_shop)
    slow_shop.window.go(ScreenName.OFFICE)
    qtbot.wait(50)
    assert view.pages[0].dashboard is None


@pytest.mark.parametrize("spoken", list(language.Language))
def test_every_heading_of_a_table_fits_its_column(shop: Shop, spoken: language.Language) -> None:
    show(shop, a_day())
    language.switch(spoken)
    settle()
    for table in the_view(shop).findChildren(FigureTable):
        header = table.table.horizontalHeader()
        for column in range(table.model.columnCount()):
            words = table.model.headerData(column, Qt.Orientation.Horizontal)
            assert header.sectionSizeHint(column) <= header.sectionSize(column), words
