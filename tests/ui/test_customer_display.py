"""The customer sees the lines as they are rung, the change and a thank-you."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage

from pos_app.domain.scan_data import ScanData
from pos_app.ui.action_names import ActionName
from pos_app.ui.screens.customer_display.contract import Stage
from pos_app.ui.screens.customer_display.pictures import FOLDER, Pictures
from pos_app.ui.screens.customer_display.tongue import Speech, Tongue
from pos_app.ui.wiring_customer import CustomerPlace, CustomerSide
from tests.ui.baskets import a_basket, a_lively_basket
from tests.ui.looking import settle
from tests.ui.looks_customer import INVITATION, LOOKS, SIZES, customer_side
from tests.ui.shop import WATER, Shop


@pytest.fixture
def side(shop: Shop, tmp_path: Path) -> Iterator[CustomerSide]:
    made = customer_side(shop, tmp_path)
    yield made
    made.window.leave()


def heard(side: CustomerSide) -> CustomerSide:
    side.window.paint_now()
    return side


def picture(folder: Path, name: str, size: int = 40) -> None:
    folder.mkdir(exist_ok=True)
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    assert image.save(str(folder / name))


def a_side(shop: Shop, folder: Path) -> CustomerSide:
    tongue = Tongue(Speech.BOTH)
    return CustomerSide(
        shop.window, shop.till.counter, shop.wiring.attendance, folder, tongue, is_always=True
    )


def test_a_scan_is_shown_to_the_customer_and_the_change_after_it(
    shop: Shop, tmp_path: Path
) -> None:
    side = a_side(shop, tmp_path)
    shop.window.focus.on_scanned(ScanData(WATER))
    page = heard(side).window.page
    assert (page.stage, page.pieces, page.amount.minor) == (Stage.RINGING, 1, 200)
    assert page.lines[-1].quantity == "1"
    shop.window.actions_table[ActionName.PAY].trigger()
    shop.tender.cash.field.setText("10")
    shop.window.actions_table[ActionName.TAKE_TENDER].trigger()
    page = heard(side).window.page
    assert (page.stage, page.amount.minor, page.paid.minor) == (Stage.DONE, 800, 200)
    shop.window.focus.on_scanned(ScanData(WATER))
    assert heard(side).window.page.stage is Stage.RINGING
    side.window.leave()


def test_part_of_the_money_leaves_what_is_still_to_pay(shop: Shop, tmp_path: Path) -> None:
    side = a_side(shop, tmp_path)
    shop.window.focus.on_scanned(ScanData(WATER))
    shop.window.actions_table[ActionName.PAY].trigger()
    shop.tender.cash.field.setText("0.50")
    shop.window.actions_table[ActionName.TAKE_TENDER].trigger()
    due = heard(side).window.page.due
    assert due is not None
    assert due.minor == 150
    side.window.leave()


def test_the_last_lines_are_shown_and_the_others_are_counted(side: CustomerSide) -> None:
    side.presenter.on_basket(a_basket(500))
    page = heard(side).window.page
    assert page.hidden + len(page.lines) == 500


def test_voided_lines_are_not_shown(side: CustomerSide) -> None:
    basket = a_lively_basket()
    voided = [line.line.item.name_zh for line in basket.lines if line.line.is_voided]
    assert voided
    side.presenter.on_basket(basket)
    page = heard(side).window.page
    live = sum(not line.line.is_voided for line in basket.lines)
    assert page.hidden + len(page.lines) == live


def test_whoever_is_no_member_is_invited_and_nobody_while_people_practise(
    shop: Shop, side: CustomerSide
) -> None:
    side.presenter.on_basket(None)
    assert heard(side).window.page.join == INVITATION
    session = shop.wiring.attendance.session
    assert session is not None
    shop.wiring.attendance.note(replace(session, is_training=True))
    side.presenter.on_basket(None)
    page = heard(side).window.page
    assert (page.join, page.is_training) == ("", True)


def test_a_thank_you_gives_way_to_the_welcome_after_a_while(side: CustomerSide) -> None:
    LOOKS["customer_done"](side)
    heard(side)
    for _ in range(40):
        side.window.on_tick()
    assert heard(side).window.page.stage is Stage.IDLE


def test_pictures_of_the_store_follow_one_another_and_new_ones_are_found(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    pictures = Pictures(folder)
    assert pictures.shown(QSize(100, 100)).isNull()
    picture(folder, "a.png")
    picture(folder, "b.jpg", 400)
    (folder / "c.png").write_bytes(b"no picture")
    (folder / "notes.txt").write_text("not shown", "utf-8")
    sizes = []
    for _ in range(4):
        pictures.go_on()
        sizes.append(pictures.shown(QSize(100, 100)).width())
    assert sizes == [40, 100, 0, 40]


def test_the_window_never_takes_the_keyboard(shop: Shop, side: CustomerSide) -> None:
    side.window.take_place()
    settle()
    assert not side.window.isActiveWindow()
    shop.window.focus.on_scanned(ScanData(WATER))
    assert shop.basket() is not None


def test_without_a_second_screen_nothing_is_built_and_one_that_goes_takes_nothing_along(
    shop: Shop, tmp_path: Path
) -> None:
    place = CustomerPlace(shop.window, shop.wiring, tmp_path, shop.window)
    place.on_look()
    assert place.side is None
    always = CustomerPlace(shop.window, shop.wiring, tmp_path, shop.window, is_always=True)
    always.on_look()
    assert always.side is not None
    window = always.side.window
    assert window.isVisible()
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.screenRemoved.emit(app.primaryScreen())
    settle()
    assert window.isVisible()
    window._is_always = False
    window.take_place()
    assert not window.isVisible()
    shop.window.focus.on_scanned(ScanData(WATER))
    window.leave()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_look_is_painted_at_every_size(side: CustomerSide, size: tuple[int, int]) -> None:
    side.window.resize(*size)
    for look in LOOKS.values():
        look(side)
        heard(side)
        assert not side.window.grab().isNull()


def test_somebody_who_closes_the_window_only_hides_it(shop: Shop, tmp_path: Path) -> None:
    side = a_side(shop, tmp_path)
    handle = side.window.windowHandle()
    assert handle is not None
    handle.close()
    settle()
    shop.window.focus.on_scanned(ScanData(WATER))
    assert heard(side).window.page.pieces == 1
    side.window.leave()
