"""The money room through the real window: the safe by keys alone, and why a shift was short."""

from typing import Any

import pytest
from pytestqt.modeltest import ModelTester

from pos_app.domain.money import Money
from pos_app.domain.variance.explain import Part, explain
from pos_app.domain.variance.possibility import Cause, Evidence
from pos_app.ui import language, variance_words
from pos_app.ui.action_names import ActionName, Scope
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.money.actions import MoneyAction
from pos_app.ui.screens.money.finding_page import rows_of
from tests.builders import AUDITOR
from tests.ui.hands import approve, enter, sell, strike, type_text
from tests.ui.looks_dashboard import sign_on_as
from tests.ui.looks_money import LOOKS, a_shift
from tests.ui.shop import CASHIER, MANAGER, WATER, Shop

_A, _M = ActionName, MoneyAction


@pytest.fixture
def room(shop: Shop) -> Any:
    """The room as the store manager enters it, by keys."""
    sell(shop, WATER)
    sign_on_as(shop, MANAGER)
    shop.window.go(ScreenName.OFFICE)
    strike(shop, "F2")
    view: Any = shop.window.screen_named(ScreenName.MONEY)
    assert view.isVisible()
    return view


def count(shop: Shop, *pieces: str) -> None:
    for text in pieces:
        enter(shop, text)
    strike(shop, "F9")


def send(shop: Shop, *amounts: str) -> None:
    """Send pickups to the safe as the cashier, with consent; then the manager is back."""
    sign_on_as(shop, CASHIER)
    for amount in amounts:
        shop.window.go(ScreenName.SHIFT)
        strike(shop, "F5")
        type_text(shop, amount)
        strike(shop, "F1", "F9")
        approve(shop, MANAGER)
    sign_on_as(shop, MANAGER)
    shop.window.go(ScreenName.MONEY)


class TestSafe:
    def test_it_begins_with_a_count_and_goes_on_with_moves_by_keys_alone(
        self, shop: Shop, room: Any
    ) -> None:
        assert not shop.window.actions_table[_M.DEPOSIT].isEnabled()
        strike(shop, "F9")
        count(shop, "30", "10")
        assert shop.codes == ["SAFE_COUNTED"]
        assert room.safe_page._expected.text() == "¥3,500.00"
        strike(shop, "F6")
        enter(shop, "BAG 17")
        enter(shop, "2000")
        assert shop.codes == ["SAFE_MOVED"]
        assert room.safe_page._expected.text() == "¥1,500.00"
        assert room.safe_page.model.rows[0].entry.reference == "BAG 17"

    def test_a_count_that_differs_is_asked_for_once_more(self, shop: Shop, room: Any) -> None:
        strike(shop, "F9")
        count(shop, "30")
        strike(shop, "F9")
        count(shop, "29")
        assert shop.codes == ["SAFE_COUNT_AGAIN"]
        assert room.count_panel.isVisible()
        assert "¥3,000.00" not in room.count_panel._why.text()
        count(shop, "29")
        assert shop.codes == ["SAFE_COUNTED"]
        assert room.safe_page._expected.text() == "¥2,900.00"

    def test_what_is_on_its_way_is_entered_as_it_arrived(self, shop: Shop, room: Any) -> None:
        counter = shop.till.counter
        strike(shop, "F9")
        count(shop, "30")
        send(shop, "100")
        assert counter.shifts.status().shift is not None
        strike(shop, "F5")
        assert room.move_panel.amount.text() == "100.00"
        enter(shop, "99")
        assert room.safe_page._expected.text() == "¥3,099.00"
        assert room.safe_page.model.rows[0].entry.difference == Money(-100)

    def test_pickups_arrive_in_any_order(self, shop: Shop, room: Any) -> None:
        strike(shop, "F9")
        count(shop, "30")
        send(shop, "100", "120")
        strike(shop, "F5")
        assert room.move_panel.amount.text() == "100.00"
        strike(shop, "Down")
        assert room.move_panel.amount.text() == "120.00"
        strike(shop, "Down", "Up")
        enter(shop, "")
        assert room.safe_page._expected.text() == "¥3,120.00"
        strike(shop, "F5", "Up")
        assert room.move_panel.amount.text() == "100.00"

    def test_no_number_and_no_amount_are_said(self, shop: Shop, room: Any) -> None:
        strike(shop, "F9")
        strike(shop, "F9")
        assert shop.codes == ["COUNT_MISSING"]
        count(shop, "30")
        strike(shop, "F6", "F9")
        assert "NUMBER_MISSING" in shop.codes
        strike(shop, "Escape")
        assert room.panel is None


class TestPages:
    def test_an_auditor_begins_at_the_till_and_is_not_told_its_content(self, shop: Shop) -> None:
        sign_on_as(shop, AUDITOR)
        shop.window.go(ScreenName.OFFICE)
        strike(shop, "F2")
        view: Any = shop.window.screen_named(ScreenName.MONEY)
        assert shop.window.actions_table.scope is Scope.MONEY_LISTS
        assert view.till_page._values[6].text() == "–"
        assert not shop.window.actions_table[_M.SAFE_PAGE].isEnabled()

    def test_a_manager_is_told_and_goes_back_to_the_desk(self, shop: Shop, room: Any) -> None:
        strike(shop, "F2")
        assert room.till_page._values[6].text() == "¥322.00"
        strike(shop, "F3", "F6")
        assert "90" in room.history_page.title.text()
        strike(shop, "F6", "F6")
        assert "30" in room.history_page.title.text()
        strike(shop, "Escape")
        assert shop.window.screen_named(ScreenName.OFFICE).isVisible()


class TestFinding:
    def test_a_shift_is_looked_into_and_the_receipt_behind_it_stands_beside(
        self, shop: Shop, room: Any
    ) -> None:
        counter = shop.till.counter
        counter.shifts.count_till(((10_000, 3), (1_000, 2)))
        counter.shifts.close_shift(((10_000, 3), (1_000, 2)))  # the water was paid by phone
        strike(shop, "F4", "F9")
        assert shop.window.actions_table.scope is Scope.MONEY_FINDING
        assert "2.00" in room.finding_page._title.text()
        rows = room.finding_page.model.rows
        at = next(
            at
            for at, row in enumerate(rows)
            if row.part.cause is Cause.PAID_OTHERWISE and row.evidence is not None
        )
        room.finding_page.table.select(at)
        assert room.finding_page.paper.paper is not None
        room.finding_page.table.select(0)
        assert room.finding_page.paper.paper is None
        strike(shop, "Escape")
        assert shop.window.actions_table.scope is Scope.MONEY_LISTS

    def test_an_even_shift_needs_no_looking_into(self, shop: Shop, room: Any) -> None:
        counter = shop.till.counter
        counter.shifts.close_shift(((10_000, 3), (1_000, 2), (100, 2)))
        strike(shop, "F4", "F9")
        assert shop.codes == ["SHIFT_EVEN"]


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_says_where_to_look_in_both_languages(look: object, cause: Cause) -> None:
    said = set()
    for spoken in language.Language:
        language.switch(spoken)
        said.add(variance_words.look_at(cause))
    assert len(said) == 2
    assert any(words.startswith("Look at ") for words in said)
    assert any(words.startswith("看") for words in said)
    language.switch(language.Language.CHINESE)


def test_evidence_says_what_is_booked_and_what_would_fit(look: object) -> None:
    language.switch(language.Language.ENGLISH)
    said = [
        variance_words.where(evidence, "CNY")
        for evidence in (
            Evidence(1, "S12-T03-000007", 10_000, 5_000),
            Evidence(1, "S12-T03-000007", 8_640, 8_640),
            Evidence(1, booked=2_650, supposed=0, word="paid_out"),
            Evidence(1, supposed=2_000, word="CHANGE"),
            Evidence(1, "", 13, 31, 100),
        )
    ]
    assert said == [
        "S12-T03-000007: ¥100.00 booked, ¥50.00 would fit",
        "S12-T03-000007: ¥86.40",
        "Paid out: ¥26.50",
        "¥20.00 would fit",
        "¥1: 13 pieces counted, 31 would fit",
    ]
    part = Part(Cause.PAID_IN_CASH, Money(100), (), 1, 62)
    assert variance_words.how_rare(part) == "1 of 62 chances in this shift fit."
    language.switch(language.Language.CHINESE)


def test_the_models_keep_qts_rules(shop: Shop, qtmodeltester: ModelTester) -> None:
    LOOKS["money_finding"](shop)
    room: Any = shop.window.screen_named(ScreenName.MONEY)
    for page in (room.safe_page, room.history_page, room.shifts_page, room.finding_page):
        qtmodeltester.check(page.model)


def test_every_place_that_fits_the_first_can_be_reached_and_what_is_unlikely_is_left_out() -> None:
    found = explain(a_shift(-5_000))
    rows = rows_of(found)
    first = found[0].parts[0]
    listed = [row.evidence for row in rows if row.part is first and row.evidence is not None]
    assert tuple(listed) == first.evidence
    assert [row.is_rest for row in rows if row.evidence is None].count(True) == 1
    assert all(row.rank == 1 or row.score_ppm >= 20_000 for row in rows)
    assert len({row.rank for row in rows}) < len(found)
