"""Ringing up on real files: what each act does, and that a refusal changes nothing."""

import pytest

from pos_app.domain.gtin import check_digit
from pos_app.domain.quantity import Quantity
from pos_app.domain.scan_data import ScanData, Source
from pos_app.domain.transaction import Entry
from pos_app.services.scan_outcome import Happening, ScanOutcome
from tests.builders import (
    APPLE,
    APPLE_GTIN,
    BREAD,
    CASHIER,
    FREE,
    LABELLED,
    MANAGER,
    OTHER_CASHIER,
    RECALLED,
    UNPRICED,
    WATER,
    WATER_GTIN,
    Rig,
    label,
    off,
    yuan,
)


def scanned(text: str) -> ScanData:
    return ScanData(text)


def typed(text: str) -> ScanData:
    return ScanData(text, source=Source.TYPED)


def weighed(grams: int) -> ScanData:
    digits = f"2101001{grams:05d}"
    return ScanData(digits + check_digit(digits))


class TestScanning:
    def test_a_scanned_item_is_a_line_and_the_same_again_counts_it_up(self, shop: Rig) -> None:
        first = shop.counter.checkout.scan(scanned(WATER_GTIN))
        again = shop.counter.checkout.scan(scanned(WATER_GTIN))
        assert (first.happening, first.line, again.line) == (Happening.LINE_ADDED, 1, 1)
        line = shop.basket.lines[0].line
        assert (line.quantity, line.entry) == (Quantity.of(2), Entry.SCANNED)
        assert shop.basket.total == yuan(400)

    def test_a_quantity_typed_before_a_scan_multiplies_it(self, shop: Rig) -> None:
        outcome = shop.counter.checkout.scan(scanned(WATER_GTIN), Quantity.of(12))
        assert outcome.basket is not None
        assert outcome.basket.total == yuan(2400)

    def test_a_typed_number_is_noted_as_keyed(self, shop: Rig) -> None:
        shop.counter.checkout.scan(typed("77"))
        assert shop.basket.lines[0].line.entry is Entry.KEYED

    def test_the_weight_in_a_code_is_the_quantity_whatever_was_typed(self, shop: Rig) -> None:
        shop.counter.checkout.scan(weighed(455), Quantity.of(3))
        assert shop.basket.lines[0].line.quantity == Quantity(455)
        assert shop.basket.total == yuan(453)  # 9.96 × 0.455 = 4.5318

    def test_two_weighed_packs_stay_two_lines(self, shop: Rig) -> None:
        shop.counter.checkout.scan(weighed(455))
        shop.counter.checkout.scan(weighed(455))
        assert len(shop.basket.lines) == 2

    def test_the_price_in_a_code_is_for_one_pack_whatever_was_typed(self, shop: Rig) -> None:
        shop.counter.checkout.scan(label(1234), Quantity.of(3))
        line = shop.basket.lines[0]
        assert (line.line.quantity, line.extended) == (Quantity.of(1), yuan(1234))

    def test_a_weighed_pack_with_a_printed_price_weighs_what_that_price_buys(
        self, shop: Rig
    ) -> None:
        digits = "220100100453"  # apples for 4.53 at 9.96 a kilogram
        shop.counter.checkout.scan(scanned(digits + check_digit(digits)))
        line = shop.basket.lines[0]
        assert (line.extended, line.line.quantity) == (yuan(453), Quantity(455))

    def test_a_weighed_item_by_its_number_alone_asks_for_the_weight(self, shop: Rig) -> None:
        with shop.refuses("WEIGHT_NEEDED"):
            shop.counter.checkout.scan(scanned(APPLE_GTIN))
        shop.counter.checkout.scan(scanned(APPLE_GTIN), Quantity(250))
        assert shop.basket.total == yuan(249)

    def test_two_packs_with_the_same_price_stay_two_lines(self, shop: Rig) -> None:
        shop.counter.checkout.scan(label(1234))
        shop.counter.checkout.scan(label(1234))
        assert [line.extended.minor for line in shop.basket.lines] == [1234, 1234]

    def test_an_item_differs_from_the_line_before_once_that_was_touched(self, shop: Rig) -> None:
        checkout = shop.counter.checkout
        shop.ring(WATER)
        checkout.note(1, "cold")
        assert checkout.add_item(WATER).line == 2
        shop.approved(lambda approval: checkout.discount_line(2, off(minor=10), approval))
        assert checkout.add_item(WATER).line == 3
        shop.approved(lambda approval: checkout.override_price(3, yuan(190), "TAG", approval))
        assert checkout.add_item(WATER).line == 4
        checkout.void_line(4)
        assert checkout.add_item(WATER).line == 5

    def test_receipts_and_badges_are_told_apart_from_items(self, shop: Rig) -> None:
        receipt = shop.counter.checkout.scan(scanned("S12-T03-000001"))
        badge = shop.counter.checkout.scan(scanned("RPOP1:2001"))
        assert (receipt.happening, str(receipt.receipt)) == (Happening.RECEIPT, "S12-T03-000001")
        assert (badge.happening, badge.operator_number) == (Happening.OPERATOR_BADGE, "2001")
        assert shop.counter.checkout.basket() is None

    @pytest.mark.parametrize(
        ("code", "refusal"),
        [
            ("134567890123456789", "PAY_CODE_HERE"),
            ("6901234567890", "CHECK_DIGIT_WRONG"),
            ("9520101000033", "ITEM_NOT_FOUND"),
            ("X" * 7000, "SCAN_TOO_LONG"),
            ("9800000000007", "COUPON_CODE_HERE"),
            ("537000123762", "COUPON_CODE_HERE"),
            ("0537000123762", "COUPON_CODE_HERE"),
            ("2900000000018", "MEMBER_NOT_FOUND"),
        ],
    )
    def test_what_is_no_item_is_refused_in_a_word(self, shop: Rig, code: str, refusal: str) -> None:
        with shop.refuses(refusal):
            shop.counter.checkout.scan(scanned(code))

    def test_a_pay_code_is_named_but_never_repeated(self, shop: Rig) -> None:
        with shop.refuses("PAY_CODE_HERE") as caught:
            shop.counter.checkout.scan(scanned("134567890123456789"))
        assert caught.value.facts == {"provider": "wechat"}

    def test_control_characters_are_dropped_from_a_scan(self, shop: Rig) -> None:
        outcome = shop.counter.checkout.scan(scanned(f"\x02{WATER_GTIN}\x03\r\n"))
        assert outcome.happening is Happening.LINE_ADDED

    def test_only_control_characters_are_refused(self, shop: Rig) -> None:
        with shop.refuses("SCAN_EMPTY"):
            shop.counter.checkout.scan(scanned("\x00\x1b\x07"))

    def test_typed_words_find_items_and_one_hit_is_sold(self, shop: Rig) -> None:
        outcome = shop.counter.checkout.scan(typed("矿泉"))
        assert (outcome.happening, outcome.line) == (Happening.LINE_ADDED, 1)
        assert shop.basket.lines[0].line.entry is Entry.SEARCHED

    def test_typed_words_with_many_hits_are_a_choice(self, shop: Rig) -> None:
        outcome = shop.counter.checkout.scan(typed("品"))
        assert outcome.happening in (Happening.SEARCH, Happening.LINE_ADDED)
        hits = shop.counter.checkout.search("赠品")
        assert [item.sku for item in hits] == [FREE]

    def test_typed_words_without_a_hit_are_refused(self, shop: Rig) -> None:
        with shop.refuses("ITEM_NOT_FOUND"):
            shop.counter.checkout.scan(typed("热气球"))

    def test_an_expired_lot_is_stopped_and_a_good_one_is_kept(self, shop: Rig) -> None:
        gtin = f"01{int(WATER_GTIN):014d}"
        with shop.refuses("LOT_EXPIRED"):
            shop.counter.checkout.scan(ScanData(f"{gtin}17261120", symbology="]d2"))
        shop.counter.checkout.scan(ScanData(f"{gtin}1726112110LOT7", symbology="]d2"))
        lot = shop.basket.lines[0].line.lot
        assert (lot.number, lot.expires_on) == ("LOT7", "2026-11-21")


class TestRefusalsOfItems:
    @pytest.mark.parametrize(
        ("sku", "thousandths", "refusal"),
        [
            ("nothing", 1000, "ITEM_NOT_FOUND"),
            (RECALLED, 1000, "ITEM_RECALLED"),
            (UNPRICED, 1000, "ITEM_HAS_NO_PRICE"),
            (LABELLED, 1000, "ITEM_HAS_NO_PRICE"),
            (WATER, 0, "QUANTITY_NOT_POSITIVE"),
            (WATER, -1000, "QUANTITY_NOT_POSITIVE"),
            (WATER, 1_000_000_000_000, "QUANTITY_TOO_LARGE"),
            (WATER, 1500, "QUANTITY_NOT_WHOLE"),
        ],
    )
    def test_an_item_that_cannot_be_sold_so_is_refused(
        self, shop: Rig, sku: str, thousandths: int, refusal: str
    ) -> None:
        with shop.refuses(refusal):
            shop.counter.checkout.add_item(sku, Quantity(thousandths))

    def test_a_weighed_item_asks_for_its_weight(self, shop: Rig) -> None:
        with shop.refuses("WEIGHT_NEEDED"):
            shop.counter.checkout.add_item(APPLE)
        with shop.refuses("WEIGHT_NEEDED"):
            shop.counter.checkout.scan(typed("1001"))
        shop.ring(APPLE, thousandths=1)
        assert shop.basket.total == yuan(1)

    def test_nobody_sells_without_signing_on_with_a_locked_screen_or_without_a_shift(
        self, rig: Rig
    ) -> None:
        add = rig.counter.checkout.add_item
        with rig.refuses("NOT_SIGNED_ON"):
            add(WATER)
        rig.sign_on()
        with rig.refuses("SHIFT_NOT_OPEN"):
            add(WATER)
        rig.counter.sign_on.lock()
        with rig.refuses("SCREEN_LOCKED"):
            add(WATER)
        rig.counter.sign_on.unlock(*CASHIER)
        rig.open_for(CASHIER)
        rig.sign_on(OTHER_CASHIER)
        with rig.refuses("SHIFT_OF_ANOTHER_OPERATOR"):
            add(WATER)

    def test_the_line_after_the_last_one_is_refused(self, shop: Rig) -> None:
        for _ in range(499):
            shop.ring(WATER, BREAD)
        shop.ring(WATER)
        assert len(shop.basket.lines) == 999
        with shop.refuses("TOO_MANY_LINES"):
            shop.ring(BREAD)
        done = shop.pay_cash()
        assert shop.counter.history.find(done.receipt) == done

    def test_nothing_is_added_or_changed_once_a_tender_was_taken(self, shop: Rig) -> None:
        shop.ring(WATER, BREAD)
        shop.counter.tendering.tender_cash(yuan(100))
        checkout = shop.counter.checkout
        for act in (
            lambda: checkout.add_item(WATER),
            lambda: checkout.add_item(BREAD),
            lambda: checkout.set_quantity(1, Quantity.of(2)),
            lambda: checkout.override_price(1, yuan(1), "TAG"),
            lambda: checkout.discount_line(1, off(minor=1)),
            lambda: checkout.discount_transaction(off(minor=1)),
            lambda: checkout.remove_discounts(),
            lambda: checkout.void_line(1),
            lambda: checkout.void_transaction("CHANGED"),
            lambda: checkout.suspend(),
        ):
            with shop.refuses("TENDER_STARTED"):
                act()


class TestLines:
    def test_a_quantity_is_changed(self, shop: Rig) -> None:
        shop.ring(WATER)
        assert shop.counter.checkout.set_quantity(1, Quantity.of(99_999)).total == yuan(19_999_800)

    @pytest.mark.parametrize(
        ("line", "thousandths", "refusal"),
        [
            (0, 1000, "LINE_UNKNOWN"),
            (9, 1000, "LINE_UNKNOWN"),
            (2, 1000, "LINE_ALREADY_VOIDED"),
            (1, 0, "QUANTITY_NOT_POSITIVE"),
            (1, -1000, "QUANTITY_NOT_POSITIVE"),
            (1, 10**12, "QUANTITY_TOO_LARGE"),
            (1, 1, "QUANTITY_NOT_WHOLE"),
            (3, 2000, "PRICE_IS_IN_THE_CODE"),
        ],
    )
    def test_a_quantity_nobody_can_mean_is_refused(
        self, shop: Rig, line: int, thousandths: int, refusal: str
    ) -> None:
        shop.ring(WATER, BREAD)
        shop.counter.checkout.void_line(2)
        shop.counter.checkout.scan(label(500))
        with shop.refuses(refusal):
            shop.counter.checkout.set_quantity(line, Quantity(thousandths))

    def test_a_voided_line_stays_visible_and_costs_nothing(self, shop: Rig) -> None:
        shop.ring(WATER, BREAD)
        basket = shop.counter.checkout.void_line(1)
        assert basket.lines[0].line.is_voided
        assert (basket.total, basket.item_count) == (yuan(333), 1)
        with shop.refuses("LINE_ALREADY_VOIDED"):
            shop.counter.checkout.void_line(1)

    def test_a_note_is_written_and_one_too_long_is_refused(self, shop: Rig) -> None:
        shop.ring(WATER)
        assert shop.counter.checkout.note(1, "  送人  ").lines[0].line.note == "送人"
        with shop.refuses("NOTE_TOO_LONG"):
            shop.counter.checkout.note(1, "x" * 61)
        with shop.refuses("LINE_UNKNOWN"):
            shop.counter.checkout.note(2, "x")

    def test_a_line_worth_more_than_any_shop_sells_is_refused(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        rig.ring(WATER)
        rig.counter.checkout.override_price(1, yuan(99_999_999), "TAG")
        with rig.refuses("LINE_TOO_LARGE"):
            rig.counter.checkout.set_quantity(1, Quantity.of(99_999))
        rig.counter.checkout.set_quantity(1, Quantity.of(50))
        rig.ring(BREAD, thousandths=99_999_000)
        with rig.refuses("LINE_TOO_LARGE"):
            rig.counter.checkout.override_price(2, yuan(99_999_999), "TAG")


def test_the_outcome_of_a_scan_shows_the_basket_at_hand(shop: Rig) -> None:
    shop.ring(WATER)
    outcome = shop.counter.checkout.scan(scanned("RPOP1:2001"))
    assert outcome == ScanOutcome(Happening.OPERATOR_BADGE, shop.basket, operator_number="2001")
