"""The room for goods, by keyboard and scanner alone."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from pos_app.domain.scan_data import ScanData
from pos_app.ui import language
from pos_app.ui.action_names import ActionName
from pos_app.ui.goods_rows import Page
from pos_app.ui.language import Language
from pos_app.ui.ports import ScreenName
from tests.ui.looking import press, settle
from tests.ui.looks_stock import enter_as_manager, stock_up
from tests.ui.shop import CASHIER, MANAGER, WATER, Shop

_KEY = Qt.Key


@pytest.fixture
def room(shop: Shop) -> Any:
    return enter_as_manager(shop)


def type_text(shop: Shop, text: str) -> None:
    for character in text:
        press(shop.window, _KEY.Key_unknown, character)


def rows(room: Any) -> list[tuple[str, ...]]:
    model = room.tables.models[room.page]
    return [tuple(column.text(row) for column in model.columns) for row in model.rows]


def on_hand(shop: Shop) -> int:
    return int(shop.till.counter.office.stock.scan(ScanData(WATER)).on_hand.thousandths)


def scan(shop: Shop, times: int = 1) -> None:
    for _ in range(times):
        shop.window.focus.on_scanned(ScanData(WATER))


def test_the_hub_leads_there_with_one_key(shop: Shop) -> None:
    press(shop.window, _KEY.Key_F10)
    press(shop.window, _KEY.Key_F9)
    press(shop.window, _KEY.Key_F4)
    settle()
    assert shop.window.stack.currentWidget() is shop.window.screen_named(ScreenName.STOCK)


def test_a_delivery_without_a_note_is_received_by_scanning(shop: Shop, room: Any) -> None:
    press(shop.window, _KEY.Key_F2)
    type_text(shop, "dn-1")
    press(shop.window, _KEY.Key_F9)
    assert room.page is Page.DELIVERY
    scan(shop, 3)
    type_text(shop, "24")
    press(shop.window, _KEY.Key_F6)
    type_text(shop, "1.10")
    press(shop.window, _KEY.Key_F10)
    assert rows(room)[0][3:] == ("24", "", "¥1.10")
    type_text(shop, "6*")
    scan(shop)
    press(shop.window, _KEY.Key_F9)
    assert shop.codes[0] == "DELIVERY_FINISHED"
    assert on_hand(shop) == 30_000


def test_a_difference_is_asked_about_before_it_is_recorded(shop: Shop, room: Any) -> None:
    notes = shop.folder / "delivery_notes"
    notes.mkdir()
    (notes / "n7.csv").write_text(f"gtin,quantity\n{WATER},5\n", "utf-8")
    press(shop.window, _KEY.Key_F2)
    press(shop.window, _KEY.Key_F9)
    scan(shop, 4)
    press(shop.window, _KEY.Key_F9)
    assert room.panel is room.confirm_panel
    press(shop.window, _KEY.Key_F9)
    assert on_hand(shop) == 4_000
    press(shop.window, _KEY.Key_F2)
    assert room.delivery_panel.model.rows == ()  # received once is not offered again


def test_the_code_of_a_note_is_its_number_when_it_is_scanned_into_the_question(
    shop: Shop, room: Any
) -> None:
    press(shop.window, _KEY.Key_F2)
    shop.window.focus.on_scanned(ScanData("dn-9"))
    assert room.delivery_panel.field.text() == "DN-9"
    press(shop.window, _KEY.Key_F9)
    assert [task.reference for task in shop.till.counter.office.deliveries.waiting()] == ["DN-9"]
    press(shop.window, _KEY.Key_F2)
    press(shop.window, _KEY.Key_F3)
    shop.window.focus.on_scanned(ScanData("T1"))
    press(shop.window, _KEY.Key_F9)
    shop.window.focus.on_scanned(ScanData("S13"))
    press(shop.window, _KEY.Key_F9)
    partners = {task.partner for task in shop.till.counter.office.deliveries.waiting()}
    assert partners == {"", "S13"}


def test_the_code_of_a_note_that_came_marks_it_in_the_list(shop: Shop, room: Any) -> None:
    notes = shop.folder / "delivery_notes"
    notes.mkdir()
    for name in ("n7", "n8"):
        (notes / f"{name}.csv").write_text(f"gtin,quantity\n{WATER},5\n", "utf-8")
    press(shop.window, _KEY.Key_F2)
    shop.window.focus.on_scanned(ScanData("N8"))
    assert room.delivery_panel.field.text() == ""
    press(shop.window, _KEY.Key_F9)
    (task,) = shop.till.counter.office.deliveries.waiting()
    assert task.reference == "N8"
    press(shop.window, _KEY.Key_F2)
    shop.window.focus.on_scanned(ScanData("N8"))
    press(shop.window, _KEY.Key_F9)
    assert shop.codes == ["DELIVERY_BEGUN"]


def test_a_code_that_is_no_number_of_a_note_is_told_and_not_cut(shop: Shop, room: Any) -> None:
    press(shop.window, _KEY.Key_F2)
    shop.window.focus.on_scanned(ScanData("https://example.org/a/note/1234567890"))
    assert shop.codes == ["STOCK_REFERENCE_WRONG"]
    assert room.delivery_panel.field.text() == ""


def test_a_transfer_asks_for_the_other_store(shop: Shop, room: Any) -> None:
    press(shop.window, _KEY.Key_F2)
    press(shop.window, _KEY.Key_F3)
    type_text(shop, "t1")
    press(shop.window, _KEY.Key_F9)
    type_text(shop, "s13")
    press(shop.window, _KEY.Key_F9)
    scan(shop)
    press(shop.window, _KEY.Key_F9)
    assert on_hand(shop) == -1_000


def test_a_delivery_is_given_up_after_a_question(shop: Shop, room: Any) -> None:
    press(shop.window, _KEY.Key_F2)
    type_text(shop, "dn-2")
    press(shop.window, _KEY.Key_F9)
    scan(shop)
    press(shop.window, _KEY.Key_Delete)
    press(shop.window, _KEY.Key_F9)
    assert shop.till.counter.office.deliveries.waiting() == ()


def test_a_count_goes_from_the_shelf_to_the_books(shop: Shop, room: Any) -> None:
    press(shop.window, _KEY.Key_F3)
    type_text(shop, "a1")
    press(shop.window, _KEY.Key_F9)
    assert len(shop.papers.papers) == 1  # the slip for the other tills
    scan(shop, 4)
    assert rows(room)[0][2:] == ("4", "")
    press(shop.window, _KEY.Key_F9)
    assert shop.codes[0] == "COUNT_AGAIN_LEFT"  # four more than the books had
    type_text(shop, "4")
    press(shop.window, _KEY.Key_F6)
    press(shop.window, _KEY.Key_F9)
    assert room.page is Page.REVIEW
    assert rows(room)[0][1:] == ("0", "4", "+4", "¥8.00")
    press(shop.window, _KEY.Key_F9)
    press(shop.window, _KEY.Key_F9)
    assert shop.codes[0] == "COUNT_FINISHED"
    assert on_hand(shop) == 4_000


def test_an_item_is_counted_anew_piece_by_piece(shop: Shop, room: Any) -> None:
    press(shop.window, _KEY.Key_F3)
    type_text(shop, "a1")
    press(shop.window, _KEY.Key_F9)
    scan(shop, 2)
    press(shop.window, _KEY.Key_F6)
    scan(shop, 3)
    assert rows(room)[0][2] == "3"


def test_an_item_is_left_out_of_a_count(shop: Shop, room: Any) -> None:
    press(shop.window, _KEY.Key_F3)
    type_text(shop, "a1")
    press(shop.window, _KEY.Key_F9)
    scan(shop, 9)
    press(shop.window, _KEY.Key_F10)
    assert rows(room) == []


def test_how_the_store_orders_is_changed_on_the_list_of_what_runs_out(
    shop: Shop, room: Any
) -> None:
    press(shop.window, _KEY.Key_F4)
    type_text(shop, "14")
    press(shop.window, _KEY.Key_F6)
    type_text(shop, "3")
    press(shop.window, _KEY.Key_F10)
    policy = shop.till.counter.office.stock.policy()
    assert (policy.cover_days, policy.lead_days) == (14, 3)
    type_text(shop, "99")
    press(shop.window, _KEY.Key_F6)
    assert shop.codes[0] == "STOCK_DAYS_OUT_OF_RANGE"


def test_the_code_of_another_tills_count_marks_this_one_on_any_page(shop: Shop, room: Any) -> None:
    shop.window.focus.on_scanned(ScanData("RPCT1:" + "0A" * 16))
    assert shop.codes[0] == "COUNT_MARKED"


def test_a_loss_is_written_off_with_its_reason(shop: Shop, room: Any) -> None:
    stock_up(shop)
    scan(shop)
    press(shop.window, _KEY.Key_F7)
    press(shop.window, _KEY.Key_F9)
    assert shop.codes[0] == "REASON_MISSING"
    press(shop.window, _KEY.Key_F2)
    press(shop.window, _KEY.Key_F9)
    assert on_hand(shop) == 21_000
    assert room.panel is None


def test_a_senior_needs_a_second_person_to_write_off(shop: Shop, room: Any) -> None:
    stock_up(shop)
    shop.wiring.sign_on.on_sign_off()
    shop.wiring.sign_on.on_signed("1002", "739205")
    shop.window.go(ScreenName.STOCK)
    scan(shop)
    press(shop.window, _KEY.Key_F7)
    press(shop.window, _KEY.Key_F1)
    press(shop.window, _KEY.Key_F9)
    assert room.panel is room.approval_panel
    room.approval_panel.approved.emit(*MANAGER)
    assert on_hand(shop) == 21_000


def test_a_cashier_looks_up_and_counts_but_writes_nothing_off(shop: Shop, room: Any) -> None:
    shop.wiring.sign_on.on_sign_off()
    shop.wiring.sign_on.on_signed(*CASHIER)
    shop.window.go(ScreenName.STOCK)
    scan(shop)
    press(shop.window, _KEY.Key_F7)
    assert room.panel is None
    press(shop.window, _KEY.Key_F3)
    assert room.panel is room.count_panel


def test_typing_a_name_finds_it_and_its_figure(shop: Shop, room: Any) -> None:
    stock_up(shop)
    room.field.setText("yunling")
    room.searched.emit("yunling")
    found = rows(room)
    assert any(row[2] == "22" for row in found)


def test_the_alerts_follow_one_another(shop: Shop, room: Any) -> None:
    stock_up(shop)
    seen = []
    for _ in range(5):
        press(shop.window, _KEY.Key_F4)
        seen.append(room.page)
    assert seen == [Page.LOW, Page.NEGATIVE, Page.EXPIRY, Page.MISSING, Page.LOW]


def test_what_is_left_of_a_lot_past_its_day_is_offered_to_be_written_off(
    shop: Shop, room: Any
) -> None:
    stock_up(shop)
    for _ in range(3):
        press(shop.window, _KEY.Key_F4)
    assert rows(room)[0][1:] == ("L2026-11", "2026-11-24", "3 天", "22")
    press(shop.window, _KEY.Key_F7)
    press(shop.window, _KEY.Key_F1)
    press(shop.window, _KEY.Key_F9)
    assert on_hand(shop) == 0


def test_labels_are_chosen_printed_and_written_as_pages(shop: Shop, room: Any) -> None:
    scan(shop)
    press(shop.window, _KEY.Key_F12)
    press(shop.window, _KEY.Key_F5)
    assert len(rows(room)) == 1
    press(shop.window, _KEY.Key_F9)
    assert shop.codes[0] == "LABELS_PRINTED"
    assert len(shop.papers.papers) == 1
    press(shop.window, _KEY.Key_F9)
    assert shop.codes[0] == "LABELS_NONE"
    scan(shop)
    press(shop.window, _KEY.Key_F10)
    assert shop.codes[0] == "LABELS_WRITTEN"
    assert len(list((shop.folder / "labels").glob("labels-*.pdf"))) == 1


def test_its_tables_keep_the_rules_of_models(shop: Shop, room: Any) -> None:
    stock_up(shop)
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
        for model in room.tables.models.values()
    ]
    room.searched.emit("水")
    press(shop.window, _KEY.Key_F4)
    assert testers


COUNT_CODE = "RPCT1:" + "0A" * 16


def test_the_code_of_a_count_scanned_in_the_middle_of_a_sale_leaves_the_sale_alone(
    shop: Shop,
) -> None:
    scan(shop, 2)
    before = shop.till.counter.checkout.basket()
    shop.window.focus.on_scanned(ScanData(COUNT_CODE, symbology="]Q1"))
    assert shop.codes[0] == "COUNT_MARKED"
    shop.window.focus.on_scanned(ScanData(COUNT_CODE, symbology="]Q1"))
    assert shop.codes[0] == "COUNT_MARKED_BEFORE"
    assert shop.till.counter.checkout.basket() == before


def test_the_code_of_a_count_is_taken_on_every_page_of_the_room(shop: Shop, room: Any) -> None:
    shop.window.focus.on_scanned(ScanData(COUNT_CODE))
    assert shop.codes[0] == "COUNT_MARKED"
    type_text(shop, COUNT_CODE.lower())
    press(shop.window, _KEY.Key_Return)
    assert shop.codes[0] == "COUNT_MARKED_BEFORE"


def test_the_code_of_a_count_is_printed_once_more_with_a_key(shop: Shop, room: Any) -> None:
    press(shop.window, _KEY.Key_F3)
    type_text(shop, "a1")
    press(shop.window, _KEY.Key_F9)
    printed = len(shop.papers.papers)
    press(shop.window, _KEY.Key_F12)
    assert len(shop.papers.papers) == printed + 1
    assert shop.codes[0] == "SLIP_SENT_TO_PRINTER"


def test_the_same_note_twice_is_asked_about_and_esc_begins_nothing(shop: Shop, room: Any) -> None:
    deliveries = shop.till.counter.office.deliveries
    for again in (False, True):
        press(shop.window, _KEY.Key_F2)
        type_text(shop, "dn-1")
        press(shop.window, _KEY.Key_F9)
        if again:
            assert room.panel is room.confirm_panel
            press(shop.window, _KEY.Key_Escape)
            assert deliveries.waiting() == ()
            press(shop.window, _KEY.Key_F2)
            type_text(shop, "dn-1")
            press(shop.window, _KEY.Key_F9)
            press(shop.window, _KEY.Key_F9)
        scan(shop, 2)
        press(shop.window, _KEY.Key_F9)
    assert on_hand(shop) == 4_000


def test_a_question_that_is_open_speaks_the_language_chosen_meanwhile(
    shop: Shop, room: Any
) -> None:
    stock_up(shop)
    scan(shop)
    press(shop.window, _KEY.Key_F7)
    language.switch(Language.ENGLISH)
    settle()
    assert room.loss_panel.heading.text().endswith("Spring Water 550ml")
    language.switch(Language.CHINESE)
    settle()
    assert room.loss_panel.heading.text().endswith("天然水 550ml")


def test_what_a_count_changed_is_headed_in_the_language_spoken(shop: Shop, room: Any) -> None:
    room.show_task("A1")
    room.show_rows(Page.REVIEW, ())
    assert room.about.heading.text() == "调整前后 A1"


def test_the_code_of_a_count_scanned_while_paying_is_said_and_the_payment_goes_on(
    shop: Shop,
) -> None:
    scan(shop)
    shop.window.actions_table[ActionName.PAY].trigger()
    settle()
    shop.window.focus.on_scanned(ScanData(COUNT_CODE))
    assert shop.codes[0] == "COUNT_MARKED"
    assert shop.window.stack.currentWidget() is shop.window.screen_named(ScreenName.TENDER)
