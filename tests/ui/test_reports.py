"""X and Z reports read again and printed again."""

import pytest
from pytestqt.modeltest import ModelTester

from pos_app.domain.money import Money
from pos_app.receipts.paper import Roll
from pos_app.ui.action_names import ActionName
from pos_app.ui.ports import ScreenName
from tests.receipts.plain import as_text
from tests.ui.hands import approve, go, scan, sell, strike, touch
from tests.ui.shop import MANAGER, WATER, Shop

_A = ActionName


@pytest.fixture
def closed(shop: Shop) -> Shop:
    """A shop whose day was closed, one yuan short, by the manager who is signed on."""
    sell(shop, WATER)
    counter = shop.till.counter
    counter.shifts.close_shift(((10_000, 3), (1_000, 2), (100, 1)))
    shop.wiring.sign_on.on_sign_off()
    shop.wiring.sign_on.on_signed(*MANAGER)
    counter.shifts.close_day()
    return shop


def test_closed_days_and_shifts_are_listed_with_their_difference(closed: Shop) -> None:
    view = go(closed, ScreenName.REPORTS)
    rows = view.model.rows
    assert [(row.shift is None, row.number, row.over_short) for row in rows] == [
        (True, 1, Money(-100)),
        (False, 1, Money(-100)),
    ]
    assert view.model.data(view.model.index(0, 5)) == "-¥1.00"


def test_the_marked_report_is_on_paper_and_is_printed_again(closed: Shop) -> None:
    view = go(closed, ScreenName.REPORTS)
    day = as_text(view.paper.paper, Roll.MM80)
    strike(closed, "Down")
    shift = as_text(view.paper.paper, Roll.MM80)
    assert ("李晓雯" in shift, day != shift) == (True, True)
    strike(closed, "F9")
    (printed,) = closed.papers.papers
    assert as_text(printed, Roll.MM80) == shift
    assert closed.codes == ["REPORT_SENT_TO_PRINTER"]


def test_an_open_shift_is_read_with_consent(shop: Shop) -> None:
    sell(shop, WATER)
    view = go(shop, ScreenName.REPORTS)
    assert view.paper.paper is None
    assert not shop.window.actions_table[_A.PRINT_REPORT].isEnabled()
    touch(shop, _A.READ_X)
    assert view.keypad.isVisible()
    scan(shop, "RPOP1:2001")
    strike(shop, "Escape", "F2")
    approve(shop, MANAGER)
    assert "交班预览" in as_text(view.paper.paper, Roll.MM80)
    assert shop.till.counter.sign_on.session().shift is not None


def test_with_no_shift_open_there_is_nothing_to_read(closed: Shop) -> None:
    go(closed, ScreenName.REPORTS)
    assert not closed.window.actions_table[_A.READ_X].isEnabled()


def test_a_scan_is_answered_in_words(shop: Shop) -> None:
    go(shop, ScreenName.REPORTS)
    scan(shop, WATER)
    assert shop.codes == ["NOTHING_TO_SCAN_HERE"]


def test_the_list_is_a_sound_model(closed: Shop, qtmodeltester: ModelTester) -> None:
    view = go(closed, ScreenName.REPORTS)
    qtmodeltester.check(view.model)
