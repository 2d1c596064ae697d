"""Day, shift and drawer through the real window, by keys alone, by touch alone, past a printer."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester

from pos_app.domain.money import Money
from pos_app.domain.safe import CashPolicy
from pos_app.domain.shift import CashMovementKind
from pos_app.receipts.paper import Roll
from pos_app.ui import language
from pos_app.ui.action_names import ActionName, Scope
from pos_app.ui.ports import ScreenName
from tests.builders import AUDITOR
from tests.dated_clock import DatedClock
from tests.receipts.plain import as_text
from tests.ui.hands import (
    approve,
    enter,
    go,
    scan,
    sell,
    strike,
    touch,
    touch_digits,
    touch_key,
    type_text,
)
from tests.ui.looking import settle
from tests.ui.shop import BUSINESS_DATE, CASHIER, MANAGER, WATER, Shop, open_shop

_A = ActionName


@pytest.fixture
def new_shop(template: Path, tmp_path: Path, chinese: None) -> Iterator[Shop]:
    """A shop in the morning: no day, no shift, nobody signed on."""
    shop = open_shop(template, tmp_path / "data")
    shop.show(1366, 768)
    yield shop
    shop.close()


def all_texts(shop: Shop) -> str:
    labels = shop.window.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_a_day_and_a_shift_are_opened_with_the_keyboard_alone(new_shop: Shop) -> None:
    shop = new_shop
    approve(shop, CASHIER)
    assert shop.shift.day_panel.isVisible()
    suggested = shop.till.counter.shifts.status().suggested_date
    assert shop.shift.day_panel.field.text() == suggested
    enter(shop, "2026-12-01")
    assert shop.shift.count_panel.isVisible()
    for pieces in ("2", "", "", "10", "", "20"):
        enter(shop, pieces)
    strike(shop, "F9")
    assert shop.checkout.isVisible()
    session = shop.till.counter.sign_on.session()
    assert (session.business_date, session.shift.opening_float) == ("2026-12-01", Money(32_000))
    assert (shop.papers.drawer_kicks, len(shop.papers.papers)) == (1, 1)


def test_a_day_and_a_shift_are_opened_by_touch_alone(new_shop: Shop) -> None:
    shop = new_shop
    for digits in (CASHIER[0], CASHIER[1]):
        touch_digits(shop, digits)
        touch_key(shop.sign_on.keypad.enter)
    panel = shop.shift.day_panel
    touch_key(panel.later_key)
    touch_key(panel.earlier_key)
    touch_key(panel.confirm)
    count = shop.shift.count_panel
    touch_digits(shop, "3")
    touch_key(count._zero_key)
    touch_key(count.confirm)
    assert shop.till.counter.sign_on.session().shift.opening_float == Money(30_000)


def test_a_date_that_is_none_is_refused_in_words(new_shop: Shop) -> None:
    shop = new_shop
    approve(shop, CASHIER)
    enter(shop, "2026-02-30")
    assert shop.codes == ["DATE_WRONG"]
    assert shop.shift.day_panel.isVisible()


def test_nothing_expected_is_shown_before_the_count_is_confirmed(shop: Shop) -> None:
    sell(shop, WATER, WATER)
    go(shop, ScreenName.SHIFT)
    strike(shop, "F9")
    strike(shop, "F9")
    assert shop.codes == ["COUNT_MISSING"]
    assert "324.00" not in all_texts(shop)
    enter(shop, "3")
    strike(shop, "F9")
    assert shop.codes == ["COUNT_AGAIN"]
    assert shop.shift.count_panel.isVisible()
    assert shop.shift.count_panel.counts()[0][1] == 0  # from the first note, and blind
    assert "324.00" not in all_texts(shop)
    enter(shop, "3")
    strike(shop, "F9")
    assert shop.shift.confirm_panel.isVisible()
    assert "324.00" not in all_texts(shop)
    strike(shop, "F9")
    assert "324.00" in all_texts(shop)
    assert shop.till.counter.sign_on.session().shift is None


def test_over_short_and_the_report_follow_the_count_and_the_paper_is_printed(shop: Shop) -> None:
    sell(shop, WATER)
    view = go(shop, ScreenName.SHIFT)
    strike(shop, "F9")
    for pieces in ("3", "", "", "2", "", "1"):
        enter(shop, pieces)
    strike(shop, "F9", "F9")
    assert shop.window.actions_table.scope is Scope.PAPER
    assert view.outcome._difference.text() == "¥1.00"
    count, report = (as_text(paper, Roll.MM80) for paper in shop.papers.papers)
    assert ("321.00" in count, "322.00" in count) == (True, False)
    assert ("321.00" in report, "322.00" in report) == (True, True)
    assert shop.papers.drawer_kicks == 1
    strike(shop, "F9")
    assert len(shop.papers.papers) == 3
    strike(shop, "Escape")
    assert shop.window.actions_table.scope is Scope.SHIFT


def test_a_count_can_be_mended_or_left_before_it_is_confirmed(shop: Shop) -> None:
    view = go(shop, ScreenName.SHIFT)
    strike(shop, "F9")
    for pieces in ("3", "", "", "2"):
        enter(shop, pieces)
    strike(shop, "F9", "Escape")
    assert (view.count_panel.isVisible(), view.count_panel.fields[0].text()) == (True, "3")
    strike(shop, "Escape")
    assert shop.till.counter.sign_on.session().shift is not None
    assert shop.window.actions_table.scope is Scope.SHIFT


def test_a_basket_keeps_the_shift_open_and_says_so(shop: Shop) -> None:
    enter(shop, WATER)
    go(shop, ScreenName.SHIFT)
    strike(shop, "F9", "F1", "F9", "F9")
    assert shop.codes == ["TRANSACTION_IS_OPEN"]


@pytest.mark.parametrize(
    ("key", "kind", "sign"),
    [
        ("F3", CashMovementKind.PAID_IN, 1),
        ("F4", CashMovementKind.PAID_OUT, -1),
        ("F5", CashMovementKind.TENDER_PICKUP, -1),
        ("F6", CashMovementKind.TENDER_LOAN, 1),
    ],
)
def test_cash_moves_with_amount_reason_and_a_second_person(
    shop: Shop, key: str, kind: CashMovementKind, sign: int
) -> None:
    view = go(shop, ScreenName.SHIFT)
    strike(shop, key)
    type_text(shop, "12.5")
    strike(shop, "F1", "F9")
    assert view.approval_panel.isVisible()
    assert shop.papers.drawer_kicks == 0
    approve(shop, MANAGER)
    assert shop.codes == [f"{kind.name.removeprefix('TENDER_')}_DONE"]
    (slip,) = shop.papers.papers
    assert (shop.papers.drawer_kicks, "陈店长" in as_text(slip, Roll.MM80)) == (1, True)
    assert expected(shop) == Money(32_000 + sign * 1_250)


def expected(shop: Shop) -> Money:
    counter = shop.till.counter
    counter.sign_on.sign_off()
    counter.sign_on.sign_on(*MANAGER)
    return counter.shifts.x_report().figures.expected_cash


def test_more_than_the_till_holds_is_refused_and_the_panel_stays(shop: Shop) -> None:
    view = go(shop, ScreenName.SHIFT)
    strike(shop, "F5")
    type_text(shop, "9999")
    strike(shop, "F1", "F9")
    assert shop.codes == ["MORE_THAN_IN_TILL"]
    assert view.cash_panel.isVisible()


def test_an_amount_and_a_reason_are_asked_for(shop: Shop) -> None:
    go(shop, ScreenName.SHIFT)
    strike(shop, "F4", "F9")
    assert shop.codes == ["NUMBER_MISSING"]
    type_text(shop, "5")
    strike(shop, "F9")
    assert shop.codes[0] == "REASON_MISSING"


def test_the_drawer_opens_only_after_a_no_sale_is_recorded(shop: Shop) -> None:
    go(shop, ScreenName.SHIFT)
    strike(shop, "F7", "F2", "F9")
    assert shop.papers.drawer_kicks == 0
    approve(shop, ("2001", "000000"))
    assert shop.papers.drawer_kicks == 0
    approve(shop, MANAGER)
    assert (shop.papers.drawer_kicks, shop.codes) == (1, ["DRAWER_OPENED"])
    (slip,) = shop.papers.papers
    assert "核对现金" in as_text(slip, Roll.MM80)


def test_a_badge_fills_the_second_persons_number_in(shop: Shop) -> None:
    view = go(shop, ScreenName.SHIFT)
    strike(shop, "F7", "F2", "F9")
    scan(shop, "RPOP1:2001")
    assert view.approval_panel.number.text() == "2001"
    scan(shop, WATER)
    assert shop.codes == ["NOTHING_TO_SCAN_HERE"]


def test_an_x_report_is_shown_with_consent_and_printed_on_demand(shop: Shop) -> None:
    sell(shop, WATER)
    view = go(shop, ScreenName.SHIFT)
    strike(shop, "F2")
    approve(shop, MANAGER)
    assert view.paper.isVisible()
    assert shop.papers.papers == []
    before = view.paper._scroll.verticalScrollBar().value()
    strike(shop, "PageDown")
    assert view.paper._scroll.verticalScrollBar().value() > before
    strike(shop, "F9")
    assert len(shop.papers.papers) == 1
    assert shop.codes == ["REPORT_SENT_TO_PRINTER"]
    assert shop.till.counter.sign_on.session().shift is not None


def test_the_paper_on_the_screen_follows_the_language(shop: Shop) -> None:
    view = go(shop, ScreenName.SHIFT)
    strike(shop, "F2")
    approve(shop, MANAGER)
    chinese = view.paper.paper.title
    language.switch(language.Language.ENGLISH)
    settle()
    assert view.paper.paper.title.startswith("X REPORT")
    assert view.paper.paper.title != chinese


def test_the_day_is_closed_after_its_shifts(shop: Shop) -> None:
    view = go(shop, ScreenName.SHIFT)
    strike(shop, "F10")
    assert view.panel is None  # greyed out while the shift is open
    strike(shop, "F9", "F1", "F9", "F1", "F9", "F9", "Escape")
    strike(shop, "F10")
    assert view.confirm_panel.isVisible()
    strike(shop, "F9")
    approve(shop, MANAGER)
    assert view.outcome.isVisible()
    assert shop.till.counter.shifts.status().business_date is None
    assert len(shop.papers.papers) == 3


def test_enter_confirms_neither_the_close_of_a_shift_nor_of_a_day(shop: Shop) -> None:
    view = go(shop, ScreenName.SHIFT)
    strike(shop, "F9", "F1", "F9", "F1", "F9", "Return", "Return")
    assert view.confirm_panel.isVisible()
    assert shop.till.counter.sign_on.session().shift is not None


def test_another_operators_shift_is_named_and_can_be_closed_by_a_manager(shop: Shop) -> None:
    shop.wiring.sign_on.on_sign_off()
    shop.wiring.sign_on.on_signed(*MANAGER)
    assert shop.shift.isVisible()
    assert "李晓雯" in shop.shift.card._next.text()
    assert not shop.window.actions_table[_A.PAID_OUT].isEnabled()
    strike(shop, "F9", "F1", "F9", "F1", "F9", "F9")
    assert shop.till.counter.shifts.status().shift is None


def test_practice_begins_and_ends_here_and_moves_no_real_cash(shop: Shop) -> None:
    go(shop, ScreenName.SHIFT)
    touch(shop, _A.SHIFT_TRAINING)
    approve(shop, MANAGER)
    assert shop.window.property("training")
    assert shop.checkout.isVisible()
    go(shop, ScreenName.SHIFT)
    strike(shop, "F4")
    type_text(shop, "5")
    strike(shop, "F1", "F9")
    approve(shop, MANAGER)
    assert shop.papers.drawer_kicks == 0
    strike(shop, "F8")
    assert not shop.window.property("training")
    assert expected(shop) == Money(32_000)


def test_signing_off_ends_practice(shop: Shop) -> None:
    go(shop, ScreenName.SHIFT)
    strike(shop, "F8")
    approve(shop, MANAGER)
    go(shop, ScreenName.SHIFT)
    strike(shop, "F12")
    assert (shop.till.counter.is_training, shop.till.counter.sign_on.session()) == (False, None)
    assert not shop.window.property("training")


def test_an_auditor_is_not_asked_to_open_a_shift(new_shop: Shop) -> None:
    shop = new_shop
    counter = shop.till.counter
    counter.sign_on.sign_on(*MANAGER)
    counter.shifts.open_day(BUSINESS_DATE)
    counter.sign_on.sign_off()
    approve(shop, ("3001", "927143"))
    assert shop.shift.isVisible()
    assert shop.shift.panel is None


def test_the_counting_grid_goes_up_and_down_and_adds_up(shop: Shop) -> None:
    view = go(shop, ScreenName.SHIFT)
    strike(shop, "F9")
    panel = view.count_panel
    type_text(shop, "12a3")
    assert panel.fields[0].text() == "123"
    strike(shop, "Down", "Down", "Up")
    type_text(shop, "2")
    assert panel.counts()[:2] == ((10_000, 123), (5_000, 2))
    assert panel._total.text() == "¥12,400.00"
    strike(shop, "F1")
    assert all(field.text() for field in panel.fields)


def test_the_suspended_and_the_float_are_on_the_card(shop: Shop) -> None:
    enter(shop, WATER)
    shop.till.counter.checkout.suspend("x")
    view = go(shop, ScreenName.SHIFT)
    assert [label.text() for label in view.card._values][4:] == ["¥320.00", "1"]


def test_the_reports_list_is_a_sound_model(shop: Shop, qtmodeltester: ModelTester) -> None:
    view = go(shop, ScreenName.REPORTS)
    qtmodeltester.check(view.model)


def test_who_may_not_open_a_shift_is_not_told_to(shop: Shop) -> None:
    shop.wiring.sign_on.on_sign_off()
    shop.wiring.sign_on.on_signed(*AUDITOR)
    assert shop.shift.isVisible()
    assert shop.shift.card._next.text() == "您可以查看，但不能在此开班或交班。"


def test_a_manager_confirms_the_clock_when_it_is_in_doubt(shop: Shop) -> None:
    clock = shop.till.counter._real.desk.clock
    assert isinstance(clock, DatedClock)
    strike(shop, "F10", "F5")
    assert not shop.shift.card._confirm_clock.isVisible()
    QTest.keyClick(shop.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert shop.shift.panel is None
    clock._moved_ms -= 40 * 24 * 3_600_000
    strike(shop, "Escape", "F10", "F5")
    assert shop.shift.card._confirm_clock.isVisible()
    QTest.keyClick(shop.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    strike(shop, "F9")
    approve(shop, MANAGER)
    assert shop.codes == ["CLOCK_CONFIRMED"]
    assert not shop.shift.card._confirm_clock.isVisible()
    assert shop.till.counter._real.desk.time.is_sure


def test_a_float_is_compared_with_the_standard_one_while_it_is_counted(new_shop: Shop) -> None:
    approve(new_shop, CASHIER)
    enter(new_shop, "2026-12-01")
    panel = new_shop.shift.count_panel
    assert "500.00" in panel._why.text()
    enter(new_shop, "4")
    assert "100.00" in panel._total_label.text()
    enter(new_shop, "2")
    assert "100.00" not in panel._total_label.text()


def test_too_much_cash_is_told_once_and_stands_on_the_shift_screen(shop: Shop) -> None:
    counter, watch = shop.till.counter, shop.wiring.shift_screens.pickups
    watch.on_look()
    assert shop.codes == []
    desk = counter._real.desk
    desk.profile = replace(desk.profile, cash=CashPolicy(pickup_limit_minor=100))
    watch.on_look()
    assert shop.codes == ["PICKUP_DUE"]
    shop.window.notice_bar.clear()
    watch.on_look()
    assert shop.codes == []
    view = go(shop, ScreenName.SHIFT)
    assert view.card._reminder.isVisible()
