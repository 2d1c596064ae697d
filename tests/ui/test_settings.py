"""The shop is set up on its screens: keys in, what the till then does out."""

import ipaddress
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from pos_app.devices import network_printers
from pos_app.domain.operators import Privilege, up_to_percent
from pos_app.domain.scan_data import ScanData
from pos_app.domain.shop import ReasonFor
from pos_app.store import catalog_files
from pos_app.ui.action_names import ActionName
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.backups.actions import BackupAction
from pos_app.ui.screens.backups.contract import PlanShown
from pos_app.ui.screens.device_settings.actions import DeviceAction
from pos_app.ui.screens.people.actions import PeopleAction
from pos_app.ui.screens.people.contract import Asked
from pos_app.ui.screens.prices.actions import PriceAction
from pos_app.ui.screens.roles.actions import RolesAction
from pos_app.ui.screens.store_settings.actions import StoreAction
from pos_app.ui.screens.store_settings.contract import Shape
from tests.devices.conftest import wait_until
from tests.ui.hands import strike
from tests.ui.looking import press
from tests.ui.looks_settings import enter
from tests.ui.shop import WATER, Shop

_A = ActionName


def room(shop: Shop, name: ScreenName) -> Any:
    enter(shop, name)
    return shop.window.screen_named(name)


def fill(panel: Any, *texts: str) -> None:
    for field, text in zip(panel.fields, texts, strict=True):
        field.setText(text)


def do(shop: Shop, action: Any) -> None:
    shop.window.actions_table[action].trigger()


def test_a_person_is_added_by_keys_and_can_sign_on(shop: Shop) -> None:
    view = room(shop, ScreenName.PEOPLE)
    press(shop.window, Qt.Key.Key_F6)
    fill(view.forms[Asked.ADD], "1009", "孙悦", "730518", "730519")
    press(shop.window, Qt.Key.Key_F2)
    press(shop.window, Qt.Key.Key_F9)
    assert shop.codes == ["PERSON_PINS_DIFFER"]
    assert view.forms[Asked.ADD].fields[2].text() == ""
    fill(view.forms[Asked.ADD], "1009", "孙悦", "730518", "730518")
    press(shop.window, Qt.Key.Key_F9)
    assert shop.codes == ["PERSON_ADDED"]
    assert [person.number for person in view.model.rows][2] == "1009"
    counter = shop.till.counter
    counter.sign_on.sign_off()
    assert counter.sign_on.sign_on("1009", "730518").operator.role.code == "senior"


def test_whoever_changes_their_own_name_is_called_so_at_once(shop: Shop) -> None:
    view = room(shop, ScreenName.PEOPLE)
    view.table.select(2)
    do(shop, PeopleAction.NAME)
    fill(view.forms[Asked.NAME], "陈晨")
    do(shop, _A.CONFIRM)
    assert shop.wiring.attendance.session.operator.name == "陈晨"


def test_somebody_is_barred_and_admitted_after_a_question(shop: Shop) -> None:
    view = room(shop, ScreenName.PEOPLE)
    view.table.select(1)
    for is_active in (False, True):
        press(shop.window, Qt.Key.Key_F12)
        assert view.panel is view.confirm_panel
        press(shop.window, Qt.Key.Key_F9)
        assert view.model.rows[1].is_active is is_active


def test_a_right_is_changed_in_its_cell(shop: Shop) -> None:
    view = room(shop, ScreenName.ROLES)
    do(shop, RolesAction.RIGHT)
    view.table.select(4)
    do(shop, RolesAction.CHANGE)
    fill(view.form, "15", "")
    press(shop.window, Qt.Key.Key_F3)
    press(shop.window, Qt.Key.Key_F9)
    assert shop.codes == ["ROLE_CHANGED"]
    assert view.marked_cell().permission.limit_ppm == 150_000


def test_a_receipts_foot_is_seen_while_it_is_typed_and_printed_afterwards(shop: Shop) -> None:
    view = room(shop, ScreenName.STORE)
    view.table.select(6)
    do(shop, StoreAction.CHANGE)
    view.forms[Shape.TEXT].fields[0].setText("周末愉快")
    assert "周末愉快" in str(view.paper.paper)
    assert "谢谢惠顾" not in str(view.paper.paper)
    do(shop, _A.CONFIRM)
    assert shop.codes == ["STORE_CHANGED_AT_ONCE"]
    assert shop.till.counter.profile.receipt_footer_zh == "周末愉快"


def test_a_new_store_name_is_in_the_header_and_a_new_reason_on_its_key_at_once(shop: Shop) -> None:
    view = room(shop, ScreenName.STORE)
    do(shop, StoreAction.CHANGE)
    fill(view.forms[Shape.TEXT], "新店名")
    do(shop, _A.CONFIRM)
    assert shop.window.header._store.text() == "新店名"
    do(shop, StoreAction.REASONS)
    view.table.select(12)
    assert view.marked_decision().group == "no_sale"
    do(shop, StoreAction.ADD)
    fill(view.forms[Shape.REASON], "培训", "Training", "train")
    do(shop, _A.CONFIRM)
    offered = shop.shift._reasons[ReasonFor.NO_SALE]
    assert [choice.code for choice in offered] == ["CHANGE", "CHECK", "TRAIN"]


def test_a_label_of_the_scale_is_read_aloud_by_the_patterns(shop: Shop) -> None:
    view = room(shop, ScreenName.STORE)
    do(shop, StoreAction.BARCODES)
    shop.window.focus.on_scanned(ScanData("2100123012503"))
    assert "1.250" in view.detail.text()


def test_taxes_wait_for_the_end_of_the_day(shop: Shop) -> None:
    view = room(shop, ScreenName.STORE)
    do(shop, StoreAction.MONEY)
    view.table.select(6)
    do(shop, StoreAction.CHANGE)
    fill(view.forms[Shape.TAX], "V13", "12", "")
    do(shop, _A.CONFIRM)
    assert shop.codes == ["TAX_WHILE_DAY_OPEN"]


def test_a_rule_for_cash_is_set_and_taken_away_again(shop: Shop) -> None:
    view = room(shop, ScreenName.STORE)
    do(shop, StoreAction.MONEY)
    view.table.select(2)
    before = shop.till.counter.profile.cash
    do(shop, StoreAction.CHANGE)
    fill(view.forms[Shape.CASH], "2500")
    do(shop, _A.CONFIRM)
    assert shop.codes == ["STORE_CHANGED_AT_ONCE"]
    assert shop.till.counter.profile.cash == replace(before, pickup_limit_minor=250_000)
    assert "2,500.00" in view.model.rows[2].text
    do(shop, StoreAction.CHANGE)
    fill(view.forms[Shape.CASH], "")
    do(shop, _A.CONFIRM)
    assert shop.till.counter.profile.cash == replace(before, pickup_limit_minor=None)
    assert view.model.rows[2].text == "–"


def test_the_printer_prints_a_page_and_the_drawer_opens_on_the_record(shop: Shop) -> None:
    view = room(shop, ScreenName.DEVICES)
    view.table.select(0)
    do(shop, DeviceAction.TEST)
    assert len(shop.papers.papers) == 1
    view.table.select(1)
    do(shop, DeviceAction.TEST)
    assert shop.papers.drawer_kicks == 1
    assert shop.codes[0] == "DEVICE_DRAWER_OPENED"
    shop.window.focus.on_scanned(ScanData("0109520101000026\x1d10LOT7", "]d2"))
    assert "]d2 0109520101000026<1D>10LOT7" in view.detail.text()


def test_a_printer_in_the_network_is_looked_for_while_the_till_sells_on(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = (ipaddress.IPv4Network("127.0.0.0/24"),)
    monkeypatch.setattr(network_printers, "networks_of_this_machine", lambda: here)
    view = room(shop, ScreenName.DEVICES)

    def look() -> None:
        shop.codes.clear()
        view.table.select(0)
        do(shop, DeviceAction.SET_UP)
        strike(shop, "F5", "F9")

    look()
    wait_until(lambda: shop.codes[-1:] == ["NO_PRINTER_FOUND"])
    with socket.create_server(("127.0.0.9", network_printers.PORT)):
        look()
        wait_until(lambda: shop.codes[-1:] == ["PRINTERS_FOUND"])
    assert view.panel.fields[0].text() == "127.0.0.9"
    strike(shop, "F9")
    settings = shop.till.counter.office.devices.book().settings
    assert settings["printer"] == {"kind": "network", "host": "127.0.0.9", "width_mm": 80}
    look()
    shop.window.go(ScreenName.CHECKOUT)
    wait_until(lambda: shop.codes[-1:] == ["NO_PRINTER_FOUND"])
    assert view.panel is None


def test_a_scale_that_is_set_up_waits_for_the_next_start(shop: Shop) -> None:
    view = room(shop, ScreenName.DEVICES)
    view.table.select(4)
    do(shop, DeviceAction.SET_UP)
    fill(view.panel, "/dev/ttyS1", "")
    do(shop, _A.CONFIRM)
    assert shop.codes == ["DEVICE_KEPT"]
    assert view.marked_device().waits
    assert not shop.window.actions_table[DeviceAction.TEST].isEnabled()
    do(shop, DeviceAction.TAKE_AWAY)
    do(shop, _A.CONFIRM)
    assert not view.marked_device().is_set_up


def test_a_backup_is_planned_made_and_rehearsed(shop: Shop, tmp_path: Path) -> None:
    view = room(shop, ScreenName.BACKUPS)
    assert not shop.window.actions_table[BackupAction.RUN].isEnabled()
    view.ask_plan(PlanShown(is_on=True, folder=str(tmp_path), hour=3, keep=14))
    do(shop, _A.CONFIRM)
    do(shop, BackupAction.RUN)
    assert shop.codes[0] == "BACKUP_MADE"
    assert view.model.rows[0].rehearsed_ms is None
    do(shop, BackupAction.REHEARSE)
    assert shop.codes[0] == "BACKUP_REHEARSED"
    assert view.model.rows[0].rehearsed_ms is not None


def test_a_backup_into_a_folder_that_is_gone_is_told(shop: Shop, tmp_path: Path) -> None:
    view = room(shop, ScreenName.BACKUPS)
    view.ask_plan(PlanShown(is_on=True, folder=str(tmp_path / "gone"), hour=3, keep=14))
    do(shop, _A.CONFIRM)
    do(shop, BackupAction.RUN)
    assert "BACKUP_FOLDER_MISSING" in shop.codes


def test_a_plan_whose_folder_will_not_do_is_kept_and_says_so(shop: Shop, tmp_path: Path) -> None:
    view = room(shop, ScreenName.BACKUPS)
    view.ask_plan(PlanShown(is_on=True, folder=str(tmp_path / "gone"), hour=3, keep=14))
    do(shop, _A.CONFIRM)
    assert shop.codes == ["BACKUP_FOLDER_MISSING", "BACKUP_PLAN_KEPT"]
    do(shop, BackupAction.PLAN)
    view.ask_plan(PlanShown(is_on=True, folder=str(tmp_path), hour=3, keep=14))
    do(shop, _A.CONFIRM)
    assert shop.codes == ["BACKUP_PLAN_KEPT"]


def test_a_plan_that_does_nothing_says_that_nothing_is_backed_up(shop: Shop) -> None:
    view = room(shop, ScreenName.BACKUPS)
    view.ask_plan(PlanShown(is_on=False, folder="", hour=3, keep=14))
    do(shop, _A.CONFIRM)
    assert shop.codes == ["BACKUP_PLAN_OFF"]


def test_scanned_goods_get_a_price_for_tomorrow_which_can_be_withdrawn(shop: Shop) -> None:
    view = room(shop, ScreenName.PRICES)
    shop.window.focus.on_scanned(ScanData(WATER))
    assert view.panel is view.price_form
    view.price_form.fields[0].setText("2.50")
    do(shop, _A.CONFIRM)
    assert shop.codes == ["SHELF_PRICE_PLANNED"]
    (line,) = view.model.rows
    assert line.after.minor == 250
    press(shop.window, Qt.Key.Key_F12)
    assert view.model.rows == ()
    do(shop, PriceAction.DONE)
    assert [line.stage.value for line in view.model.rows] == ["withdrawn"]


def test_a_price_is_not_asked_for_where_head_office_has_the_say(shop: Shop) -> None:
    path = catalog_files.current_file(shop.folder)
    assert path is not None
    items = catalog_files.open_catalog(path, shop.till.linked().keys.catalog_key)
    with items.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO feed_state VALUES ('catalog', 1, 1, zeroblob(32), 0)"
        )
    items.close()
    view = room(shop, ScreenName.PRICES)
    shop.window.focus.on_scanned(ScanData(WATER))
    assert view.panel is None
    (line,) = view.model.rows
    assert line.item is not None


def test_a_price_at_once_makes_its_label_due_until_it_is_right(shop: Shop) -> None:
    view = room(shop, ScreenName.PRICES)
    do(shop, PriceAction.FIND)
    fill(view.find_form, WATER)
    view.find_form.fields[0].type_enter()
    view.price_form.fields[0].setText("2.60")
    press(shop.window, Qt.Key.Key_F2)
    do(shop, _A.CONFIRM)
    assert shop.codes == ["SHELF_PRICE_APPLIED"]
    assert len(view.model.rows) == 1
    press(shop.window, Qt.Key.Key_F7)
    assert view.model.rows == ()


def test_a_mark_down_until_the_close_of_the_day_has_both_ends(shop: Shop) -> None:
    view = room(shop, ScreenName.PRICES)
    do(shop, PriceAction.FIND)
    fill(view.find_form, WATER)
    view.find_form.fields[0].type_enter()
    view.price_form.fields[0].setText("1.20")
    view.price_form.fields[2].setText("11")
    press(shop.window, Qt.Key.Key_F2)
    do(shop, _A.CONFIRM)
    assert shop.codes == ["DATE_WRONG"]
    view.price_form.fields[2].setText("1121")
    do(shop, _A.CONFIRM)
    assert shop.codes == ["SHELF_PRICE_APPLIED_UNTIL"]
    do(shop, PriceAction.COMING)
    (line,) = view.model.rows
    assert (line.before.minor, line.after.minor, line.date) == (120, 200, "2026-11-22")


def test_changes_are_read_with_before_and_after_but_no_name(shop: Shop) -> None:
    enter(shop, ScreenName.PEOPLE)
    manager = shop.till.counter.office
    manager.people.rename("op1002", "王健")
    manager.people.permit("senior", Privilege.DISCOUNT, up_to_percent(15))
    reasons = manager.store.book().body["reasons"]
    reasons["void"] = reasons["void"][1:]
    manager.store.change("reasons", reasons)
    rows = room(shop, ScreenName.CHANGES).model.rows
    assert [(row.key, row.before, row.after) for row in rows] == [
        (
            "reasons",
            "取消 CHANGED: 英文 Customer changed their mind, 中文 顾客不要了",
            "",
        ),
        ("senior/discount", "≤ 10%", "≤ 15%"),
        ("op1002/name", "", ""),
    ]
    view = shop.window.screen_named(ScreenName.CHANGES)
    assert [view._what(row) for row in rows] == ["原因", "资深收银员 · 优惠", "王健 · 姓名"]


def test_a_cashier_finds_no_way_into_the_set_up(shop: Shop) -> None:
    shop.window.go(ScreenName.OFFICE)
    shop.window.go(ScreenName.SETTINGS)
    view = shop.window.screen_named(ScreenName.SETTINGS)
    assert view.isVisible()
    for key in (Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5):
        press(shop.window, key)
        assert view.isVisible()


@pytest.mark.parametrize(
    "name",
    [
        ScreenName.PEOPLE,
        ScreenName.ROLES,
        ScreenName.STORE,
        ScreenName.DEVICES,
        ScreenName.BACKUPS,
        ScreenName.PRICES,
    ],
)
def test_every_model_of_the_set_up_keeps_qts_rules(shop: Shop, name: ScreenName) -> None:
    view = room(shop, name)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(view.model, mode)
    view.replace_rows(view.model.rows)
    assert tester.model() is view.model


def test_a_tax_is_planned_for_a_day_and_a_day_that_is_none_changes_nothing(shop: Shop) -> None:
    enter(shop, ScreenName.STORE)
    view = shop.window.screen_named(ScreenName.STORE)
    strike(shop, "F3")
    row = next(at for at, one in enumerate(view.model.rows) if one.text.startswith("V13"))
    view.table.select(row)
    strike(shop, "F9")
    form = view.forms[Shape.TAX]
    form.fields[1].setText("10")
    form.fields[2].setText("2027-02-31")
    strike(shop, "F9")
    assert shop.codes == ["DATE_WRONG"]
    form.fields[2].setText("20270101")
    strike(shop, "F9")
    assert shop.codes == ["TAX_PLANNED"]
    view.table.select(row)
    planned = view.marked_decision()
    assert (planned.text, planned.coming, planned.coming_from) == ("V13  13%", "10%", "2027-01-01")
