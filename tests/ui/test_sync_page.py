"""The page about the cloud: how far receipts have come, what needs whom, connecting, syncing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from pos_app.errors import Refusal
from pos_app.ui import language, messages
from pos_app.ui.action_names import ActionName
from pos_app.ui.ports import ScreenName
from sync.status import Contact, Reached, Round, RoundState, SyncStatus
from tests.ui import looks_sync
from tests.ui.hands import approve, enter, go, scan, sell, strike, touch, type_text
from tests.ui.looking import settle
from tests.ui.looks_sync import place
from tests.ui.shop import BUSINESS_DATE, MANAGER, WATER, Shop

_A = ActionName


@dataclass
class Asked:
    """A link that notes what is asked of it, and answers an enrolment as it is told."""

    refusal: Refusal | None = None
    rounds: int = 0
    enrolled: list[tuple[str, str]] = field(default_factory=list)

    def sync_now(self, _progress: Callable[[Round], None]) -> None:
        self.rounds += 1

    def enrol(self, url: str, code: str) -> str:
        self.enrolled.append((url, code))
        if self.refusal is not None:
            raise self.refusal
        return "482 913"


@pytest.fixture
def asked(shop: Shop) -> Asked:
    link = Asked()
    shop.wiring.cloud.attach(link)
    return link


def publish(shop: Shop, status: SyncStatus) -> None:
    shop.wiring.cloud.publish(status)
    settle()


def markings(view: Any) -> list[str]:
    return [row.marking for row in view.tables.receipts.rows]


def place_of(shop: Shop, row: int) -> tuple[int, int]:
    found: tuple[int, int] = shop.till.counter.cloud.receipts().rows[row].place
    return found


def test_each_receipt_says_how_far_it_has_come(shop: Shop) -> None:
    for _ in range(4):
        sell(shop, WATER)
    fourth, third, second, first = (place(*place_of(shop, row)) for row in range(4))
    view = go(shop, ScreenName.SYNC)
    assert markings(view) == ["recorded"] * 4
    publish(shop, SyncStatus(Contact.ONLINE, reached=Reached(fourth, third, second, first)))
    assert markings(view) == ["recorded", "sent", "acknowledged", "applied"]


def test_receipts_count_as_reconciled_up_to_the_first_day_that_is_not_proved(shop: Shop) -> None:
    sell(shop, WATER)
    page, till = shop.till.counter.cloud, shop.till.linked().till
    with till.write() as connection:
        looks_sync.keep_proofs(connection)
        connection.exec_driver_sql("UPDATE business_day SET closed_ms = 9")
        for day in (looks_sync.DAY_BEFORE, BUSINESS_DATE):
            looks_sync.keep_proof(connection, day, is_proved=True)
    assert page.receipts().proved == place_of(shop, 0)
    assert markings(go(shop, ScreenName.SYNC)) == ["reconciled"]
    with till.write() as connection:
        looks_sync.keep_proof(connection, looks_sync.DAY_BEFORE, is_proved=False)
    assert page.receipts().proved is None, "nothing was sold before the day that is not proved"


def test_a_receipt_is_found_by_the_end_of_its_number_or_by_scanning(shop: Shop) -> None:
    for _ in range(3):
        sell(shop, WATER)
    view = go(shop, ScreenName.SYNC)
    enter(shop, "2")
    assert [row.receipt for row in view.tables.receipts.rows] == ["S12-T03-000002"]
    enter(shop, "999")
    assert view.tables.receipts.rows == ()
    assert view.detail.text() == "本机没有这张小票。"
    view.field.clear()
    enter(shop, "")
    assert len(view.tables.receipts.rows) == 3
    type_text(shop, "x")
    enter(shop, "")
    assert "RECEIPT_NUMBER_WRONG" in shop.codes


def test_what_needs_somebody_says_who_and_what(shop: Shop) -> None:
    with shop.till.linked().till.write() as connection:
        looks_sync.keep_matters(connection)
    view = go(shop, ScreenName.SYNC)
    strike(shop, "F4")
    assert view.detail.text() == "云端运维：检查这条记录；销售本身是安全的"
    strike(shop, "Down")
    assert view.detail.text() == "店长：查看小票，与总部核对处理"
    language.switch(language.Language.ENGLISH)
    settle()
    assert view.detail.text() == "Store manager: look at the receipt and settle it with head office"


def test_a_day_that_is_not_proved_shows_the_numbers_that_differ(shop: Shop) -> None:
    with shop.till.linked().till.write() as connection:
        looks_sync.keep_proofs(connection)
    view = go(shop, ScreenName.SYNC)
    strike(shop, "F5")
    columns = view.tables.days.columns
    said = [tuple(column.text(row) for column in columns) for row in view.tables.days.rows]
    assert said[0][:2] == ("2026-11-20", "未对账：数目不一致")
    assert said[1][1:] == ("    付款 · 现金", "¥812.50", "¥809.50")
    assert said[2][1:] == ("    笔数 · 销售", "132", "131")
    assert said[3][1:] == ("    商品 · 9520101000026", "18", "17")
    assert said[4][1:] == ("    小票号 · 不是同一批", "–", "–")
    assert said[5][:2] == ("2026-11-19", "已对账：两边数目一致")
    language.switch(language.Language.ENGLISH)
    assert columns[1].text(view.tables.days.rows[1]) == "    Payments · cash"


def test_sync_now_is_possible_with_a_cloud_and_says_how_it_ended(shop: Shop, asked: Asked) -> None:
    go(shop, ScreenName.SYNC)
    strike(shop, "F9")
    assert asked.rounds == 0, "a shop without a cloud"
    publish(shop, SyncStatus(Contact.ONLINE))
    touch(shop, _A.SYNC_NOW)
    assert asked.rounds == 1
    publish(shop, SyncStatus(Contact.ONLINE, round=Round(1, RoundState.RUNNING, 3, 0)))
    assert shop.codes == []
    publish(shop, SyncStatus(Contact.ONLINE, round=Round(1, RoundState.DONE, 3, 7)))
    assert shop.codes == ["SYNC_DONE"]
    touch(shop, _A.SYNC_NOW)
    publish(shop, SyncStatus(Contact.OFFLINE, round=Round(2, RoundState.FAILED, code="OFFLINE")))
    assert "SYNC_FAILED" in shop.codes


def test_a_cashier_connects_the_till_with_the_managers_consent(
    shop: Shop, asked: Asked, qtbot: QtBot
) -> None:
    view = go(shop, ScreenName.SYNC)
    strike(shop, "F7")
    assert view.panel is view.approval_panel
    approve(shop, MANAGER)
    assert view.panel is view.connect_panel
    strike(shop, "F9")
    assert shop.codes == ["CLOUD_FIELD_MISSING"]
    enter(shop, "https://pos.example.cn")
    enter(shop, "K7QM-2RXD")
    qtbot.waitUntil(lambda: view.panel is None)
    assert asked.enrolled == [("https://pos.example.cn", "K7QM-2RXD")]
    assert shop.codes[0] == "CLOUD_ENROLLED"


def test_a_code_that_is_refused_leaves_the_panel_open_for_another(
    shop: Shop, asked: Asked, qtbot: QtBot
) -> None:
    asked.refusal = Refusal("CLOUD_CODE_REFUSED", why="expired")
    view = go(shop, ScreenName.SYNC)
    view.ask_connection("https://pos.example.cn")
    enter(shop, "K7QM-2RXD")
    qtbot.waitUntil(lambda: bool(shop.codes))
    assert shop.codes == ["CLOUD_CODE_REFUSED"]
    assert view.panel is view.connect_panel
    said = messages.sentence("CLOUD_CODE_REFUSED", {"why": "expired"})
    assert said == "云端没有接受注册码：此注册码已过期。请再核对一次，或向总部要新的注册码。"


def test_the_status_strip_leads_there_but_not_past_a_lock_or_an_open_panel(shop: Shop) -> None:
    shop.window.status.tapped.emit()
    assert shop.window.screen_named(ScreenName.SYNC).isVisible()
    strike(shop, "Escape")
    assert shop.checkout.isVisible()
    strike(shop, "F6")
    shop.window.status.tapped.emit()
    strike(shop, "Escape")
    shop.wiring.sign_on.on_lock()
    shop.window.status.tapped.emit()
    assert shop.sign_on.isVisible()


def test_the_page_is_reached_by_its_key(shop: Shop) -> None:
    strike(shop, "F10", "F7")
    assert shop.window.screen_named(ScreenName.SYNC).isVisible()
    scan(shop, WATER)
    assert "SCAN_A_RECEIPT_HERE" in shop.codes


def test_the_models_keep_qts_rules(shop: Shop, qtmodeltester: ModelTester) -> None:
    looks_sync.LOOKS["sync_matters"](shop)
    looks_sync.LOOKS["sync_not_proved"](shop)
    view: Any = shop.window.screen_named(ScreenName.SYNC)
    tables = view.tables
    for model in (tables.receipts, tables.matters, tables.days, tables.feeds):
        qtmodeltester.check(model)
