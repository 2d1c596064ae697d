"""Coupons and points at the real till, in the sale and as ways to pay."""

from typing import Any

from PySide6.QtCore import Qt

from pos_app.domain.coupon import CouponClass as Class
from pos_app.domain.coupon import CouponHere, CouponOffer, HeldCoupon
from pos_app.domain.money import Money
from pos_app.domain.points import PointsStanding
from pos_app.domain.tender import TenderType
from pos_app.ui import formats, member_words
from pos_app.ui.action_names import ActionName
from pos_app.ui.screens.coupons.contract import rows_of
from pos_app.ui.screens.points.contract import PointsGlance
from tests.ui.looking import press, settle
from tests.ui.looks_members import BASKET, MAKERS_COUPON
from tests.ui.member_phone import LI, ZHANG, member_code, scan, voucher
from tests.ui.shop import MANAGER, WATER, Shop

_A, _KEY = ActionName, Qt.Key


def total(shop: Shop) -> int:
    return int(shop.basket().total.minor)


def cells(panel: Any, column: int) -> list[str]:
    return [panel.model.columns[column].text(row) for row in panel.model.rows]


def type_and_enter(shop: Shop, text: str) -> None:
    press(shop.window, _KEY.Key_unknown, text)
    press(shop.window, _KEY.Key_Return)


def pass_days(shop: Shop, days: int) -> None:
    """Let head office say that it is later than this till believes."""
    linked = shop.till.linked()
    clock = linked.clock
    wall_ms, mono_ms = clock.wall_ms() + days * 86_400_000, clock.mono_ms()
    linked.time.heard(wall_ms, mono_ms, (wall_ms, mono_ms, clock.boot_id()))


class TestCoupons:
    def open(self, shop: Shop) -> Any:
        scan(shop, *BASKET, ZHANG)
        press(shop.window, _KEY.Key_PageUp)
        return shop.wiring.members.coupons_panel

    def test_those_that_help_come_first_best_first_and_the_others_say_why_not(
        self, shop: Shop
    ) -> None:
        panel = self.open(shop)
        assert cells(panel, 2) == ["-¥5.54", "-¥5.00", "-¥2.00", "", "", ""]
        assert cells(panel, 3)[3:] == ["没有适用商品", "需要联网", "未到使用日期"]

    def test_two_keys_take_the_best_and_two_give_it_back(self, shop: Shop) -> None:
        before = self.open(shop) and total(shop)
        press(shop.window, _KEY.Key_F9)
        assert total(shop) == before - 554
        press(shop.window, _KEY.Key_F9)
        assert total(shop) == before

    def test_the_list_stays_while_another_would_help_and_goes_after_the_last(
        self, shop: Shop
    ) -> None:
        panel = self.open(shop)
        press(shop.window, _KEY.Key_F9)
        assert shop.checkout.panel is panel
        press(shop.window, _KEY.Key_Down)
        press(shop.window, _KEY.Key_F9)
        assert shop.checkout.panel is None
        shop.wiring.members.member.refresh()
        assert "已用 2 张券" in shop.wiring.members.strip._coupons.text()

    def test_one_that_cannot_be_taken_says_why_and_the_list_stays(self, shop: Shop) -> None:
        panel = self.open(shop)
        for _ in range(4):
            press(shop.window, _KEY.Key_Down)
        press(shop.window, _KEY.Key_F9)
        assert shop.codes == ["COUPON_NEEDS_HOLD"]
        assert shop.checkout.panel is panel

    def test_a_voucher_may_be_scanned_at_any_time_without_a_member(self, shop: Shop) -> None:
        scan(shop, *BASKET)
        before = total(shop)
        press(shop.window, _KEY.Key_F5)
        scan(shop, voucher(shop, value=500, min_spend_minor=3_000))
        assert total(shop) == before - 500
        press(shop.window, _KEY.Key_PageUp)
        assert cells(shop.wiring.members.coupons_panel, 0) == ["✓"]

    def test_a_voucher_that_ends_while_the_basket_stands_open_is_priced_out_before_money_is_taken(
        self, shop: Shop
    ) -> None:
        scan(shop, WATER, voucher(shop, value=100))
        reduced = total(shop)
        pass_days(shop, 31)
        assert total(shop) == reduced
        press(shop.window, _KEY.Key_F9)
        assert shop.codes == ["COUPON_ENDED_IN_BASKET"]
        assert total(shop) == reduced + 100
        assert shop.window.stack.currentWidget() is shop.tender
        assert shop.tender._due.text() == formats.money(shop.basket().total)

    def test_a_voucher_that_ends_while_money_is_counted_costs_nobody_a_second_look(
        self, shop: Shop
    ) -> None:
        scan(shop, WATER, voucher(shop, value=100))
        reduced = total(shop)
        press(shop.window, _KEY.Key_F9)
        assert shop.codes == []
        pass_days(shop, 31)
        press(shop.window, _KEY.Key_unknown, "20")
        press(shop.window, _KEY.Key_F9)
        assert shop.codes == ["COUPON_ENDED_IN_BASKET"]
        assert total(shop) == reduced + 100
        press(shop.window, _KEY.Key_unknown, "20")
        press(shop.window, _KEY.Key_F9)
        assert shop.basket() is None

    def test_a_voucher_that_does_not_help_yet_says_what_is_missing(self, shop: Shop) -> None:
        scan(shop, WATER, voucher(shop, value=500, min_spend_minor=3_000))
        press(shop.window, _KEY.Key_PageUp)
        panel = shop.wiring.members.coupons_panel
        assert cells(panel, 3) == ["还差 ¥28.00"]
        assert "尚未生效" in panel._about.text()

    def test_a_coupon_before_any_goods_can_be_dropped_again(self, shop: Shop) -> None:
        scan(shop, voucher(shop))
        assert shop.basket().lines == ()
        press(shop.window, _KEY.Key_F12)
        press(shop.window, _KEY.Key_F1)
        press(shop.window, _KEY.Key_F9)
        type_and_enter(shop, MANAGER[0])
        type_and_enter(shop, MANAGER[1])
        assert shop.basket() is None
        assert "TRANSACTION_VOIDED" in shop.codes

    def test_without_member_and_coupon_the_key_is_idle(self, shop: Shop) -> None:
        scan(shop, WATER)
        actions = shop.window.actions_table
        assert not actions[_A.COUPONS].isEnabled()
        assert not actions[_A.POINTS].isEnabled()
        scan(shop, ZHANG)
        assert actions[_A.COUPONS].isEnabled()
        assert actions[_A.POINTS].isEnabled()


class TestPoints:
    def open(self, shop: Shop) -> Any:
        scan(shop, *BASKET, member_code(shop, LI))
        press(shop.window, _KEY.Key_PageDown)
        return shop.wiring.members.points_panel

    def test_a_card_alone_may_not_spend_and_the_panel_says_so(self, shop: Shop) -> None:
        scan(shop, *BASKET, LI)
        press(shop.window, _KEY.Key_PageDown)
        panel = shop.wiring.members.points_panel
        assert panel._why_not.text()
        assert panel.keyboard_owner() is None
        press(shop.window, _KEY.Key_F1)
        assert shop.basket().transaction.points_to_spend == 0

    def test_one_key_spends_all_that_the_basket_takes(self, shop: Shop) -> None:
        panel = self.open(shop)
        before = total(shop)
        assert panel.quick_keys[0].text() == "F1 全部 2,300 -¥23.00"
        press(shop.window, _KEY.Key_F1)
        assert total(shop) == before - 2_300
        assert shop.checkout.panel is None

    def test_a_number_may_be_typed_and_taken_back(self, shop: Shop) -> None:
        self.open(shop)
        before = total(shop)
        press(shop.window, _KEY.Key_unknown, "500")
        press(shop.window, _KEY.Key_F9)
        assert total(shop) == before - 500
        press(shop.window, _KEY.Key_PageDown)
        press(shop.window, _KEY.Key_F8)
        assert total(shop) == before

    def test_no_number_is_asked_for_in_words(self, shop: Shop) -> None:
        self.open(shop)
        press(shop.window, _KEY.Key_F9)
        assert shop.codes == ["NUMBER_MISSING"]

    def test_more_than_there_are_is_refused_and_the_panel_stays(self, shop: Shop) -> None:
        panel = self.open(shop)
        press(shop.window, _KEY.Key_unknown, "99000")
        press(shop.window, _KEY.Key_F9)
        assert shop.codes == ["POINTS_NOT_ENOUGH"]
        assert shop.checkout.panel is panel

    def test_the_finished_sale_says_what_moved_and_what_they_have_now(self, shop: Shop) -> None:
        self.open(shop)
        press(shop.window, _KEY.Key_F3)
        press(shop.window, _KEY.Key_F9)
        press(shop.window, _KEY.Key_F1)
        settle()
        assert shop.checkout._finished._points.text() == "积分 +45  -1,000   ·   余额 1,355"


class TestWaysToPay:
    def test_a_makers_coupon_scanned_while_paying_comes_to_the_front(self, shop: Shop) -> None:
        scan(shop, *BASKET)
        press(shop.window, _KEY.Key_F9)
        scan(shop, MAKERS_COUPON)
        assert shop.tender.coupon.number.text() == MAKERS_COUPON
        press(shop.window, _KEY.Key_Up)
        press(shop.window, _KEY.Key_unknown, "3")
        press(shop.window, _KEY.Key_Return)
        (tender,) = shop.basket().transaction.tenders
        assert (tender.tender_type, tender.amount) == (TenderType.COUPON, Money(300))

    def test_several_goods_are_named_with_f1(self, shop: Shop) -> None:
        scan(shop, *BASKET)
        press(shop.window, _KEY.Key_F9)
        scan(shop, MAKERS_COUPON)
        press(shop.window, _KEY.Key_F1)
        press(shop.window, _KEY.Key_Up)
        press(shop.window, _KEY.Key_F1)
        assert shop.tender.coupon.lines() == (4, 5)

    def test_a_makers_coupon_while_selling_is_explained(self, shop: Shop) -> None:
        scan(shop, WATER, MAKERS_COUPON)
        assert shop.codes == ["COUPON_CODE_HERE"]

    def test_a_gift_card_without_the_network_is_refused_and_cash_is_taken(self, shop: Shop) -> None:
        scan(shop, WATER)
        press(shop.window, _KEY.Key_F9)
        shop.window.actions_table[_A.TENDER_GIFT_CARD].trigger()
        scan(shop, "GIFT00001234")
        press(shop.window, _KEY.Key_F9)
        assert shop.codes == ["STORED_VALUE_NEEDS_HOLD"]
        assert shop.basket().transaction.tenders == ()
        shop.window.actions_table[_A.TENDER_CASH].trigger()
        press(shop.window, _KEY.Key_F1)
        assert shop.basket() is None

    def test_a_member_code_is_no_gift_card_though_one_is_in_front(self, shop: Shop) -> None:
        scan(shop, WATER)
        press(shop.window, _KEY.Key_F9)
        shop.window.actions_table[_A.TENDER_GIFT_CARD].trigger()
        scan(shop, member_code(shop, LI))
        assert shop.basket().transaction.member is not None
        assert shop.tender.gift_card.number.text() == ""

    def test_a_coupon_without_a_number_is_asked_for(self, shop: Shop) -> None:
        scan(shop, WATER)
        press(shop.window, _KEY.Key_F9)
        shop.window.actions_table[_A.TENDER_COUPON].trigger()
        press(shop.window, _KEY.Key_F9)
        assert shop.codes == ["NUMBER_MISSING"]

    def test_a_member_may_still_show_the_code_while_paying(self, shop: Shop) -> None:
        scan(shop, WATER)
        press(shop.window, _KEY.Key_F9)
        scan(shop, ZHANG)
        assert shop.basket().transaction.member is not None
        assert shop.tender.isVisible()


# ---- what the panels work out by themselves


def _offer(number: str, worth: int, why_not: str = "", *, is_held: bool = False) -> CouponOffer:
    return CouponOffer(number, 1, "券", "Coupon", 0, Money(worth), why_not, is_held=is_held)


def _held(number: str) -> CouponHere:
    return CouponHere(HeldCoupon(number, 1, Class.BOUNDED, "券", "Coupon", "{}", 0), Money(300))


def test_a_scanned_coupon_stands_before_the_wallet_and_each_only_once() -> None:
    wallet = (_offer("b", 500), _offer("c", 0, "NEEDS_MORE"))
    rows = rows_of(wallet, (_held("a"), _held("b")))
    assert [(row.offer.number, row.is_own) for row in rows] == [
        ("a", False),
        ("b", True),
        ("c", True),
    ]


def test_only_coupons_that_help_and_are_not_taken_are_called_usable() -> None:
    offers = (_offer("a", 200), _offer("b", 500), _offer("c", 0, "x"), _offer("d", 9, is_held=True))
    assert [offer.number for offer in member_words.best_of(offers)] == ["b", "a"]


def _glance(here: int) -> PointsGlance:
    standing = PointsStanding(
        balance=5_000,
        as_of_ms=0,
        earned_here=0,
        spent_here=0,
        spendable=5_000,
        spendable_here=here,
        why_not="",
        block=100,
        block_worth=Money(100),
        spending=0,
        off=Money(0),
        allowed_until_ms=0,
        purchases_minor=0,
    )
    return PointsGlance(standing, ())


def test_quick_keys_never_offer_more_than_the_basket_takes_nor_the_same_twice() -> None:
    assert _glance(2_300).quick() == (2_300, 1_100, 1_000, 100)
    assert _glance(200).quick() == (200, 100)
    assert _glance(100).quick() == (100,)
    assert _glance(0).quick() == ()
    assert _glance(2_300).worth(1_150) == Money(1_100)
