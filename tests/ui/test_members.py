"""Members at the real till: found, seen, let go, enrolled; by scanner and keyboard alone."""

from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from pos_app.domain.member import Purpose
from pos_app.ui.action_names import ActionName
from pos_app.ui.widgets.label import ElidedLabel
from tests.ui.looking import press, settle
from tests.ui.member_phone import (
    LI,
    OUYANG,
    ZHANG,
    ZHANG_PHONE,
    member_code,
    scan,
    stranger_code,
)
from tests.ui.shop import MANAGER, WATER, Shop

_KEY = Qt.Key
LATTE = "9520104000146"
_NEW_PHONE = "13900007788"


def strip_texts(shop: Shop) -> str:
    """What the strip says, without what it hides."""
    strip = shop.wiring.members.strip
    labels = [strip._badge, strip._name, strip._birthday, strip._points, strip._coupons]
    return " | ".join(label.text() for label in labels if not label.isHidden())


def corner(shop: Shop) -> Any:
    return shop.wiring.members


def type_and_enter(shop: Shop, text: str) -> None:
    press(shop.window, _KEY.Key_unknown, text)
    press(shop.window, _KEY.Key_Return)


def member(shop: Shop) -> Any:
    return shop.basket().transaction.member


class TestStrip:
    def test_nobody_buys_until_a_card_is_scanned(self, shop: Shop) -> None:
        assert "Ins" in strip_texts(shop)
        scan(shop, WATER, ZHANG)
        assert strip_texts(shop).startswith("银卡 | 张*  ****0101 | 846 积分")

    def test_it_says_how_many_coupons_help_and_what_the_best_takes_off(self, shop: Shop) -> None:
        scan(shop, WATER, ZHANG)
        assert "2 张券可用 -¥2.00" in strip_texts(shop)

    def test_it_follows_the_basket_when_scanning_pauses(self, shop: Shop, qtbot: QtBot) -> None:
        scan(shop, ZHANG)
        assert "可用" not in strip_texts(shop)
        shop.wiring.checkout.on_item_taken("100035")
        qtbot.waitUntil(lambda: "可用" in strip_texts(shop))

    def test_a_live_code_may_come_before_the_first_item(self, shop: Shop) -> None:
        scan(shop, member_code(shop, OUYANG))
        assert "欧阳*" in strip_texts(shop)
        assert "生日" in strip_texts(shop)
        assert shop.basket().lines == ()

    def test_it_is_empty_again_after_the_sale_and_after_putting_aside(self, shop: Shop) -> None:
        scan(shop, WATER, ZHANG)
        press(shop.window, _KEY.Key_F9)
        press(shop.window, _KEY.Key_F1)
        assert "张*" not in strip_texts(shop)
        scan(shop, WATER, ZHANG)
        press(shop.window, _KEY.Key_F6)
        press(shop.window, _KEY.Key_F9)
        assert "张*" not in strip_texts(shop)
        press(shop.window, _KEY.Key_F7)
        press(shop.window, _KEY.Key_F9)
        assert "张*" in strip_texts(shop)

    def test_a_good_code_of_a_stranger_is_kept_and_said_so(self, shop: Shop) -> None:
        scan(shop, WATER, stranger_code(shop))
        assert shop.codes == ["MEMBER_UNKNOWN_HERE"]
        assert strip_texts(shop) == "本机不认识的会员"
        actions = shop.window.actions_table
        assert not actions[ActionName.POINTS].isEnabled()
        press(shop.window, _KEY.Key_Insert)
        press(shop.window, _KEY.Key_F5)
        assert shop.checkout.panel is corner(shop).face
        press(shop.window, _KEY.Key_F8)
        assert shop.basket().transaction.member_ref is None

    def test_a_code_counts_once(self, shop: Shop) -> None:
        code = member_code(shop, ZHANG)
        scan(shop, WATER, code)
        press(shop.window, _KEY.Key_F9)
        press(shop.window, _KEY.Key_F1)
        scan(shop, WATER, code)
        assert shop.codes == ["PM1_REPLAYED"]
        assert member(shop) is None

    def test_member_prices_apply_at_once_and_go_with_the_member(self, shop: Shop) -> None:
        scan(shop, LATTE)
        full = shop.basket().total
        scan(shop, ZHANG)
        assert shop.basket().total < full
        press(shop.window, _KEY.Key_Insert)
        press(shop.window, _KEY.Key_F8)
        assert shop.basket().total == full

    def test_a_scan_takes_the_member_whatever_panel_is_open(self, shop: Shop) -> None:
        scan(shop, WATER)
        press(shop.window, _KEY.Key_F5)
        scan(shop, ZHANG)
        assert member(shop) is not None
        assert shop.checkout.panel is None


class TestFinding:
    def test_a_phone_number_takes_the_member_at_once(self, shop: Shop) -> None:
        scan(shop, WATER)
        press(shop.window, _KEY.Key_Insert)
        type_and_enter(shop, ZHANG_PHONE)
        assert "张*" in strip_texts(shop)
        assert shop.checkout.field.hasFocus()

    def test_initials_show_masked_names_to_choose_from(self, shop: Shop) -> None:
        press(shop.window, _KEY.Key_Insert)
        type_and_enter(shop, "zm")
        finder = corner(shop).finder
        shown = [finder.model.data(finder.model.index(row, 0)) for row in range(2)]
        assert shown == ["赵*  ****0107", "周*  ****0111"]
        press(shop.window, _KEY.Key_Down)
        press(shop.window, _KEY.Key_F9)
        assert "周*" in strip_texts(shop)

    def test_another_letter_forgets_the_hits_so_that_enter_looks_again(self, shop: Shop) -> None:
        press(shop.window, _KEY.Key_Insert)
        type_and_enter(shop, "zm")
        press(shop.window, _KEY.Key_unknown, "x")
        press(shop.window, _KEY.Key_Return)
        assert shop.codes == ["MEMBER_NOT_FOUND"]
        assert shop.basket() is None

    def test_who_is_not_found_can_be_enrolled_without_typing_the_phone_again(
        self, shop: Shop
    ) -> None:
        press(shop.window, _KEY.Key_Insert)
        type_and_enter(shop, _NEW_PHONE)
        assert shop.codes == ["MEMBER_NOT_FOUND"]
        press(shop.window, _KEY.Key_F1)
        assert corner(shop).enrol_panel.phone.text() == _NEW_PHONE
        assert corner(shop).enrol_panel.name.hasFocus()

    def test_the_code_to_join_by_names_store_and_till(self, shop: Shop) -> None:
        press(shop.window, _KEY.Key_Insert)
        press(shop.window, _KEY.Key_F2)
        text = corner(shop).join_panel.code.accessibleDescription()
        assert text.startswith("https://")
        assert "&s=S12" in text
        assert "&t=T03" in text
        press(shop.window, _KEY.Key_Escape)
        assert shop.checkout.panel is None

    def test_a_phone_reads_the_code_to_join_by_from_the_screen(self, shop: Shop) -> None:
        reader = pytest.importorskip("zxingcpp", reason="no reader of codes is installed")
        press(shop.window, _KEY.Key_Insert)
        press(shop.window, _KEY.Key_F2)
        screen = shop.window.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        size, stride = (screen.width(), screen.height()), screen.bytesPerLine()
        picture = Image.frombytes("L", size, bytes(screen.constBits()), "raw", "L", stride)
        (found,) = reader.read_barcodes(picture, formats=reader.BarcodeFormat.QRCode)
        assert found.text == corner(shop).join_panel.code.accessibleDescription()


class TestFace:
    def open(self, shop: Shop, card: str = ZHANG) -> Any:
        scan(shop, WATER, card)
        press(shop.window, _KEY.Key_Insert)
        return corner(shop).face

    def words(self, shop: Shop, card: str = ZHANG) -> set[str]:
        face = self.open(shop, card)
        labels = [each for each in face.findChildren(ElidedLabel) if not each.isHidden()]
        return {label.text() for label in labels}

    def test_it_says_all_that_helps_in_serving_them(self, shop: Shop) -> None:
        words = self.words(shop)
        assert {"银卡", "846", "6 张中 2 张可用", "最优 -¥2.00", "3 天前"} <= words
        assert {"差 ¥1,151.50 升金卡", "本单 +2", "爱喝茶  ·  周末常来"} <= words

    def test_it_says_when_this_purchase_reaches_the_next_tier(self, shop: Shop) -> None:
        assert "本单后升为银卡" in self.words(shop, "88000107")

    def test_a_number_key_sells_what_they_usually_buy(self, shop: Shop) -> None:
        self.open(shop)
        press(shop.window, _KEY.Key_F1)
        assert [line.line.item.sku for line in shop.basket().lines][1:] == ["100035"]
        assert shop.checkout.panel is None

    def test_f8_lets_them_go_and_the_sale_goes_on(self, shop: Shop) -> None:
        self.open(shop)
        press(shop.window, _KEY.Key_F8)
        assert member(shop) is None
        assert len(shop.basket().lines) == 1
        assert "张*" not in strip_texts(shop)

    def test_letting_go_of_a_member_alone_leaves_nothing_open(self, shop: Shop) -> None:
        scan(shop, ZHANG)
        press(shop.window, _KEY.Key_Insert)
        press(shop.window, _KEY.Key_F8)
        assert shop.basket() is None

    def test_f6_looks_for_somebody_else(self, shop: Shop) -> None:
        self.open(shop)
        press(shop.window, _KEY.Key_F6)
        type_and_enter(shop, LI)
        assert "李*" in strip_texts(shop)

    @pytest.mark.parametrize(
        ("key", "panel"),
        [(_KEY.Key_F4, "coupons_panel"), (_KEY.Key_F5, "points_panel")],
    )
    def test_coupons_and_points_are_one_key_away(self, shop: Shop, key: Qt.Key, panel: str) -> None:
        self.open(shop)
        press(shop.window, key)
        assert shop.checkout.panel is getattr(corner(shop), panel)


class TestEnrolment:
    def begin(self, shop: Shop) -> None:
        scan(shop, WATER)
        press(shop.window, _KEY.Key_Insert)
        press(shop.window, _KEY.Key_F1)

    def test_by_the_keyboard_alone_and_they_are_a_member_at_once(self, shop: Shop) -> None:
        self.begin(shop)
        type_and_enter(shop, _NEW_PHONE)
        press(shop.window, _KEY.Key_unknown, "Ann Lee")
        press(shop.window, _KEY.Key_F1)
        press(shop.window, _KEY.Key_F2)
        press(shop.window, _KEY.Key_F9)
        assert shop.codes == ["MEMBER_ENROLLED"]
        assert member(shop).is_provisional
        assert "A*  ****7788" in strip_texts(shop)
        answers = shop.till.counter.members.panel().consents
        assert {purpose for purpose, each in answers.items() if each.is_granted} == {
            Purpose.MEMBERSHIP,
            Purpose.MARKETING,
        }

    def test_enter_never_enrols(self, shop: Shop) -> None:
        self.begin(shop)
        type_and_enter(shop, _NEW_PHONE)
        press(shop.window, _KEY.Key_F1)
        press(shop.window, _KEY.Key_Return)
        assert member(shop) is None

    def test_nobody_is_enrolled_who_did_not_agree(self, shop: Shop) -> None:
        self.begin(shop)
        type_and_enter(shop, _NEW_PHONE)
        press(shop.window, _KEY.Key_F9)
        assert shop.codes == ["CONSENT_MEMBERSHIP_NEEDED"]
        assert member(shop) is None

    def test_who_is_a_member_already_is_taken_by_the_same_key(self, shop: Shop) -> None:
        self.begin(shop)
        type_and_enter(shop, ZHANG_PHONE)
        press(shop.window, _KEY.Key_F1)
        press(shop.window, _KEY.Key_F9)
        assert "张*" in corner(shop).enrol_panel._known.text()
        press(shop.window, _KEY.Key_F9)
        assert "张*" in strip_texts(shop)
        assert not member(shop).is_provisional

    def test_every_notice_can_be_read_without_agreeing(self, shop: Shop) -> None:
        self.begin(shop)
        picker = corner(shop).enrol_panel.consents
        read = []
        for _ in picker._here():
            read.append(picker._why.text())
            press(shop.window, _KEY.Key_Down)
        assert len(set(read)) == len(read) == 4
        assert not any(picker.answers().values())


class TestConsents:
    def begin(self, shop: Shop) -> None:
        scan(shop, WATER, ZHANG)
        press(shop.window, _KEY.Key_Insert)
        press(shop.window, _KEY.Key_F7)

    def granted(self, shop: Shop) -> set[Purpose]:
        answers = shop.till.counter.members.panel().consents
        return {purpose for purpose, each in answers.items() if each.is_granted}

    def test_one_is_taken_back_and_the_others_stand(self, shop: Shop) -> None:
        self.begin(shop)
        press(shop.window, _KEY.Key_F2)
        press(shop.window, _KEY.Key_F9)
        assert shop.codes == ["CONSENT_WRITTEN"]
        assert self.granted(shop) == {Purpose.MEMBERSHIP, Purpose.PROFILING}

    def test_nothing_changed_writes_nothing(self, shop: Shop) -> None:
        self.begin(shop)
        press(shop.window, _KEY.Key_F9)
        assert (shop.codes, shop.checkout.panel) == ([], None)

    @pytest.mark.parametrize("keys", [(_KEY.Key_F8,), (_KEY.Key_F1, _KEY.Key_F9)])
    def test_the_membership_ends_after_a_question_and_a_second_person(
        self, shop: Shop, keys: tuple[Qt.Key, ...]
    ) -> None:
        self.begin(shop)
        for key in keys:
            press(shop.window, key)
        assert shop.checkout.panel is shop.checkout.confirm_panel
        press(shop.window, _KEY.Key_F9)
        type_and_enter(shop, MANAGER[0])
        type_and_enter(shop, MANAGER[1])
        assert shop.codes == ["MEMBERSHIP_ENDED"]
        assert member(shop) is None
        scan(shop, ZHANG)
        assert "MEMBER_NOT_FOUND" in shop.codes

    def test_esc_at_the_question_ends_nothing(self, shop: Shop) -> None:
        self.begin(shop)
        press(shop.window, _KEY.Key_F8)
        press(shop.window, _KEY.Key_Escape)
        assert "张*" in strip_texts(shop)
        assert Purpose.MEMBERSHIP in self.granted(shop)


def test_the_strip_speaks_the_language_of_the_till(shop: Shop) -> None:
    scan(shop, WATER, ZHANG)
    shop.window.actions_table[ActionName.LANGUAGE].trigger()
    settle()
    assert strip_texts(shop).startswith("Silver | 张*  ****0101 | 846 points")
    shop.window.actions_table[ActionName.LANGUAGE].trigger()
