"""Receipts of the past: found by what a customer remembers, copied, cancelled, sent to returns."""

from typing import Any

import pytest
from pytestqt.modeltest import ModelTester

from pos_app.domain.money import Money
from pos_app.domain.shop import StoreProfile
from pos_app.domain.tender import CardSlip
from pos_app.errors import Refusal
from pos_app.receipts.paper import Roll
from pos_app.ui import language
from pos_app.ui.action_names import ActionName
from pos_app.ui.ports import ScreenName
from pos_app.ui.sale_rows import receipt_meant
from pos_app.ui.widgets.date_field import parse_date
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
from tests.ui.shop import BUSINESS_DATE, MANAGER, WATER, Shop

_A = ActionName
COLA = "9520103000017"  # 2.50 yuan


@pytest.fixture
def sold(shop: Shop) -> Shop:
    """A shop with three sales: cash 2.00, cash 4.50, card 2.50."""
    sell(shop, WATER)
    sell(shop, WATER, COLA)
    counter = shop.till.counter
    scan(shop, COLA)
    counter.tendering.tender_card(Money(250), CardSlip("银联", "8812", "A1"))
    return shop


def receipts(shop: Shop) -> list[int]:
    view: Any = shop.window.screen_named(ScreenName.HISTORY)
    return [row.receipt.number for row in view.sales.model.rows]


def test_the_latest_sale_is_first_and_its_receipt_is_shown(sold: Shop) -> None:
    view = go(sold, ScreenName.HISTORY)
    assert receipts(sold) == [3, 2, 1]
    assert "S12-T03-000003" in as_text(view.paper.paper, Roll.MM80)
    strike(sold, "Down")
    assert "S12-T03-000002" in as_text(view.paper.paper, Roll.MM80)


@pytest.mark.parametrize(
    ("key", "typed", "found"),
    [
        ("F1", "2", [2]),
        ("F1", "S12-T03-000001", [1]),
        ("F1", "s12-t03-000003", [3]),
        ("F2", "1121", [3, 2, 1]),
        ("F2", "2026-11-20", []),
        ("F3", "4.5", [2]),
        ("F4", "cola", [3, 2]),
        ("F5", "8812", [3]),
        ("F6", "", [3, 2, 1]),
    ],
)
def test_a_receipt_is_found_by_what_the_customer_remembers(
    sold: Shop, key: str, typed: str, found: list[int]
) -> None:
    go(sold, ScreenName.HISTORY)
    strike(sold, "F3", key)
    if typed:
        enter(sold, typed)
    assert receipts(sold) == found
    assert sold.window.screen_named(ScreenName.HISTORY).panel is None


def test_two_things_remembered_are_asked_together(sold: Shop) -> None:
    go(sold, ScreenName.HISTORY)
    strike(sold, "F3", "F4")
    type_text(sold, "cola")
    strike(sold, "F3")
    type_text(sold, "2.50")
    strike(sold, "F9")
    assert receipts(sold) == [3]


def test_an_amount_is_looked_for_by_touch_alone(sold: Shop) -> None:
    view = go(sold, ScreenName.HISTORY)
    touch(sold, _A.FIND)
    touch_key(view.find_panel._keys[2])
    touch_digits(sold, "2")
    touch_key(view.find_panel.confirm)
    assert receipts(sold) == [1]


def test_a_receipt_that_is_not_there_is_refused_in_words_and_the_panel_stays(sold: Shop) -> None:
    view = go(sold, ScreenName.HISTORY)
    strike(sold, "F3")
    enter(sold, "99")
    assert sold.codes == ["RECEIPT_UNKNOWN"]
    enter(sold, "x")
    assert sold.codes[0] == "RECEIPT_NUMBER_WRONG"
    assert view.find_panel.isVisible()


def test_a_scanned_receipt_opens_and_an_item_is_answered_in_words(sold: Shop) -> None:
    go(sold, ScreenName.HISTORY)
    scan(sold, "RPR1:S12-T03-000001:200:2026-11-21")
    assert receipts(sold) == [1]
    scan(sold, WATER)
    assert sold.codes == ["SCAN_A_RECEIPT_HERE"]
    assert sold.basket() is None


def test_a_copy_is_counted_marked_and_needs_consent(sold: Shop) -> None:
    view = go(sold, ScreenName.HISTORY)
    for copy in (1, 2):
        strike(sold, "F9")
        approve(sold, MANAGER)
        assert sold.papers.printed[-1].copy == copy
    assert sold.codes == ["COPY_PRINTED"]
    assert "副本" in as_text(view.paper.paper, Roll.MM80)
    assert sold.papers.drawer_kicks == 0


def test_the_last_sale_is_cancelled_with_reason_and_consent(sold: Shop) -> None:
    view = go(sold, ScreenName.HISTORY)
    strike(sold, "F12", "F9")
    assert sold.codes == ["REASON_MISSING"]
    strike(sold, "F2", "Return")
    assert view.post_void_panel.isVisible()
    strike(sold, "F9")
    approve(sold, MANAGER)
    assert sold.codes == ["POST_VOID_DONE"]
    (printed,) = sold.papers.printed
    assert str(printed.priced.transaction.post_void_of) == "S12-T03-000003"
    assert receipts(sold)[0] == 4


def test_with_nothing_sold_there_is_nothing_to_cancel(shop: Shop) -> None:
    go(shop, ScreenName.HISTORY)
    strike(shop, "F12")
    assert shop.codes == ["NOTHING_TO_POST_VOID"]
    assert not shop.window.actions_table[_A.REPRINT].isEnabled()


def test_a_return_begins_from_the_receipt_on_the_screen(sold: Shop) -> None:
    go(sold, ScreenName.HISTORY)
    strike(sold, "Down", "F8")
    view: Any = sold.window.screen_named(ScreenName.RETURNS)
    assert view.isVisible()
    assert "S12-T03-000002" in view.sale._title.text()


def test_list_and_paper_follow_the_language(sold: Shop) -> None:
    view = go(sold, ScreenName.HISTORY)
    chinese = view.sales.model.data(view.sales.model.index(0, 3))
    language.switch(language.Language.ENGLISH)
    settle()
    assert (chinese, view.sales.model.data(view.sales.model.index(0, 3))) == ("销售", "Sale")
    assert "TOTAL" in as_text(view.paper.paper, Roll.MM80)


def test_the_list_is_a_sound_model(sold: Shop, qtmodeltester: ModelTester) -> None:
    view = go(sold, ScreenName.HISTORY)
    qtmodeltester.check(view.sales.model)


@pytest.mark.parametrize(
    ("typed", "year", "date"),
    [
        ("2026-11-21", 0, "2026-11-21"),
        ("20261121", 0, "2026-11-21"),
        ("2026/1/5", 0, "2026-01-05"),
        ("1121", 2026, "2026-11-21"),
        ("11-21", 2026, "2026-11-21"),
        ("1121", 0, None),
        ("20261131", 0, None),
        ("0230", 2026, None),
        ("十一月", 2026, None),
    ],
)
def test_typed_dates_become_dates(typed: str, year: int, date: str | None) -> None:
    assert parse_date(typed, year) == date


@pytest.mark.parametrize("typed", ["", "abc", "1234567890", "-5x", "RPR1:"])
def test_what_is_no_receipt_number_is_refused(shop: Shop, typed: str) -> None:
    profile: StoreProfile = shop.till.counter.profile
    with pytest.raises(Refusal, match="RECEIPT_NUMBER_WRONG"):
        receipt_meant(typed, profile)
    assert BUSINESS_DATE == "2026-11-21"
