"""The control room: events have words, the journal narrows, a shift replays, the check speaks."""

from typing import get_args

import pytest

from pos_app.domain import events
from pos_app.domain.acts import ActKind
from pos_app.domain.audit import TRANSACTIONS
from pos_app.domain.safe import SafeEntryKind
from pos_app.domain.shift import CashMovementKind
from pos_app.ui import journal_words, language
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.control.actions import ControlAction
from tests.ui.hands import strike, type_text
from tests.ui.looking import settle
from tests.ui.looks_control import LOOKS
from tests.ui.looks_dashboard import sign_on_as
from tests.ui.shop import CASHIER, MANAGER, Shop

_C = ControlAction
_MANY_KINDS = {"TransactionRecorded", "CashMoved", "SafeChanged"}


def test_every_event_of_the_journal_has_words() -> None:
    kinds = {event.kind for event in get_args(events.Event) if event.__name__ not in _MANY_KINDS}
    kinds |= TRANSACTIONS | set(CashMovementKind) | set(SafeEntryKind)
    assert kinds <= set(journal_words.KINDS)


def test_what_stands_out_is_shown_with_its_rows(shop: Shop) -> None:
    LOOKS["control"](shop)
    view = shop.window.stack.currentWidget()
    assert {figure.kind for figure in view.tables.figures.rows} >= {
        ActKind.RETURN_WITHOUT_RECEIPT,
        ActKind.POST_VOID,
        ActKind.RETURN,
        ActKind.OVERRIDE,
        ActKind.NO_SALE,
    }
    times = sum(figure.count for figure in view.tables.figures.rows)
    assert times == sum(len(row.acts) for row in view.tables.rows.rows)


def test_whoever_comes_after_the_manager_sees_nothing_and_no_key_shows_anything(shop: Shop) -> None:
    LOOKS["control-replay"](shop)
    view = shop.window.stack.currentWidget()
    sign_on_as(shop, CASHIER)
    shop.window.go(ScreenName.CONTROL)
    for action in ControlAction:
        view.close_panel()
        shop.window.actions_table[action].trigger()
        assert not view.tables.rows.rows, action
        assert not view.tables.steps.rows, action
        assert not view.tables.figures.rows, action
        assert view.paper.paper is None, action
    assert view.panel is view.approval_panel


def test_the_shop_knows_no_days_at_the_ends_of_the_calendar(shop: Shop) -> None:
    LOOKS["control-where"](shop)
    view = shop.window.stack.currentWidget()
    for typed in ("0001-01-01", "9999-12-31", "2199-12-31"):
        for field in view.where_panel.fields[:2]:
            field.setText(typed)
            field.step(1)
            field.step(-1)
        view.where_panel.on_confirm()
    assert [field.date() for field in view.where_panel.fields[:2]] == ["2199-12-30"] * 2


def test_the_marked_row_is_said_as_a_whole_with_who_consented(shop: Shop) -> None:
    LOOKS["control"](shop)
    view = shop.window.stack.currentWidget()
    rows = view.tables.rows.rows
    view._acts.select(next(at for at, row in enumerate(rows) if row.kind == "no_sale"))
    said = view._whole.text()
    assert "空开钱箱" in said or "钱箱" in said
    assert "授权人 陈店长" in said
    assert "李晓雯" in said


def test_goods_are_called_by_their_names_and_not_by_numbers(shop: Shop) -> None:
    LOOKS["control-journal"](shop)
    view = shop.window.stack.currentWidget()
    about = [row for row in view.tables.rows.rows if row.skus]
    assert {act.kind for row in about for act in row.acts} >= {"return", "void_line"}
    for spoken in language.Language:
        language.switch(spoken)
        for row in about:
            said = view.tables.whole(row)
            assert not any(sku in said for sku in row.skus)
            assert any(language.choose(*view.tables._goods[sku]) in said for sku in row.skus)
    language.switch(language.Language.CHINESE)


def test_goods_that_nobody_knows_any_more_have_their_number(shop: Shop) -> None:
    LOOKS["control-journal"](shop)
    view = shop.window.stack.currentWidget()
    assert view.tables.goods("gone-1") == "gone-1"


def test_the_journal_is_narrowed_by_the_marked_row_and_widened_again(shop: Shop) -> None:
    LOOKS["control-journal"](shop)
    view = shop.window.stack.currentWidget()
    everything = len(view.tables.rows.rows)
    kind = view.marked_row().kind
    shop.window.actions_table[_C.SAME_KIND].trigger()
    assert {row.kind for row in view.tables.rows.rows} == {kind}
    shop.window.actions_table[_C.SAME_KIND].trigger()
    assert len(view.tables.rows.rows) == everything


def test_the_day_before_has_nothing_and_the_day_after_brings_it_back(shop: Shop) -> None:
    LOOKS["control-journal"](shop)
    view = shop.window.stack.currentWidget()
    shop.window.actions_table[_C.DAY_BEFORE].trigger()
    before = len(view.tables.rows.rows)
    shop.window.actions_table[_C.DAY_AFTER].trigger()
    assert before < len(view.tables.rows.rows)


def test_a_replayed_step_shows_its_receipt(shop: Shop) -> None:
    LOOKS["control-replay"](shop)
    view = shop.window.stack.currentWidget()
    assert view.marked_row().kind == "sale"
    assert view.paper.paper is not None


def test_on_the_page_of_shifts_a_number_and_f9_replay_that_shift(shop: Shop) -> None:
    LOOKS["control-replay"](shop)
    view = shop.window.stack.currentWidget()
    steps = view.tables.steps.rows
    view.show_replay(None)
    strike(shop, "F8")
    type_text(shop, "1")
    strike(shop, "F9")
    assert view.panel is None
    assert view.tables.steps.rows == steps


def test_the_check_says_what_it_found(shop: Shop) -> None:
    LOOKS["control-verified"](shop)
    view = shop.window.stack.currentWidget()
    found, trouble = view._verdict
    assert found is not None
    assert trouble == ""


def test_whoever_signs_off_while_the_journal_is_checked_leaves_nothing_behind(shop: Shop) -> None:
    LOOKS["control"](shop)
    view = shop.window.stack.currentWidget()
    shop.window.actions_table[_C.VERIFY].trigger()
    language.switch(language.Language.ENGLISH)
    language.switch(language.Language.CHINESE)
    shop.wiring.sign_on.on_sign_off()
    settle()
    assert view._verdict == (None, "")
    assert view.marked_row() is None
    sign_on_as(shop, MANAGER)
    shop.window.go(ScreenName.CONTROL)
    settle()
    assert view.tables.figures.rows


def test_a_till_that_has_sold_nothing_has_a_control_room_too(shop: Shop) -> None:
    sign_on_as(shop, MANAGER)
    shop.window.go(ScreenName.CONTROL)
    view = shop.window.stack.currentWidget()
    for action in ControlAction:
        shop.window.actions_table[action].trigger()
        view.close_panel()
        settle()
    assert not view.tables.figures.rows


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        (
            language.Language.ENGLISH,
            (
                "Sale S12-T03-000001 · Cash · Line voided Yunling Creek Spring Water 550ml ¥2.00 · "
                "Price changed Green Pasture Valley Pure Milk 1L ¥3.90 (Damaged) · "
                "Discount by hand Bubble Whale Cola 330ml ¥0.50 (Goodwill)",
                "Sale S12-T03-000002 · Card ¥3.00 + Cash ¥1.50",
                "Return S12-T03-000004 · Cash · "
                "Goods taken back Green Pasture Valley Pure Milk 1L ¥13.90 (Faulty)",
                "S12-T03-000006 cancels S12-T03-000005: Keyed by mistake · Cash",
            ),
        ),
        (
            language.Language.CHINESE,
            (
                "销售 S12-T03-000002 · 银行卡 ¥3.00 + 现金 ¥1.50",
                "空开钱箱：换零钱",
                "李晓雯 解锁屏幕",
            ),
        ),
    ],
)
def test_each_step_of_a_shift_says_what_happened_how_it_was_paid_and_why(
    shop: Shop, spoken: language.Language, expected: tuple[str, ...]
) -> None:
    LOOKS["control-replay"](shop)
    view = shop.window.stack.currentWidget()
    language.switch(spoken)
    said = [view.tables._step_said(step) for step in view.tables.steps.rows]
    assert [one for one in expected if one not in said] == []
    wholes = [view.tables.whole(step.row) for step in view.tables.steps.rows]
    approved = [whole for whole in wholes if "陈店长" in whole and "S12-T03-000004" in whole]
    assert len(approved) == 1
    language.switch(language.Language.CHINESE)
