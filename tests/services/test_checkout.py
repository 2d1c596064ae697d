"""Ringing up on real files: what each act does, and that a refusal changes nothing."""

from dataclasses import replace

import pytest

from pos_app.domain.gtin import check_digit
from pos_app.domain.identifiers import TransactionId
from pos_app.domain.quantity import Quantity
from pos_app.domain.scan_data import ScanData, Source
from pos_app.domain.transaction import Discount, Entry
from pos_app.services.checkout import Happening, ScanOutcome
from tests.builders import (
    APPLE,
    APPLE_GTIN,
    AUDITOR,
    BOOK,
    BREAD,
    CASHIER,
    DAY,
    FREE,
    LABELLED,
    MANAGER,
    OTHER_CASHIER,
    RECALLED,
    SENIOR,
    SHIFT_MANAGER,
    UNPRICED,
    WATER,
    WATER_GTIN,
    Rig,
    yuan,
)


def scanned(text: str) -> ScanData:
    return ScanData(text)


def typed(text: str) -> ScanData:
    return ScanData(text, source=Source.TYPED)


def label(price_minor: int) -> ScanData:
    """The barcode that a scale prints for the deli item: 22 00042 and the price."""
    digits = f"2200042{price_minor:05d}"
    return ScanData(digits + check_digit(digits))


def weighed(grams: int) -> ScanData:
    digits = f"2101001{grams:05d}"
    return ScanData(digits + check_digit(digits))


def off(*, percent: int = 0, minor: int = 0, reason: str = "GOODWILL") -> Discount:
    if percent:
        return Discount(reason, "", rate_ppm=percent * 10_000)
    return Discount(reason, "", amount=yuan(minor))


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


class TestOverrides:
    def test_a_price_within_the_limit_needs_nobody_and_one_beyond_needs_approval(
        self, rig: Rig
    ) -> None:
        rig.open_for(SENIOR)
        rig.ring(WATER)
        override = rig.counter.checkout.override_price
        assert override(1, yuan(180), "TAG").total == yuan(180)
        assert rig.basket.transaction.approvals == ()
        basket = rig.approved(lambda approval: override(1, yuan(179), "TAG", approval))
        line = basket.lines[0].line
        assert (basket.total, line.price_override.approved_by) == (yuan(179), "op2001")
        assert basket.transaction.approvals == ("op2001",)

    def test_a_higher_price_needs_the_same_right(self, rig: Rig) -> None:
        rig.open_for(SENIOR)
        rig.ring(WATER)
        assert rig.counter.checkout.override_price(1, yuan(220), "TAG").total == yuan(220)
        with rig.refuses("APPROVAL_NEEDED"):
            rig.counter.checkout.override_price(1, yuan(221), "TAG")

    def test_a_price_from_a_code_cannot_be_lowered_step_by_step(self, rig: Rig) -> None:
        rig.open_for(SENIOR)
        rig.counter.checkout.scan(label(1000))
        assert rig.counter.checkout.override_price(1, yuan(900), "TAG").total == yuan(900)
        with rig.refuses("APPROVAL_NEEDED"):
            rig.counter.checkout.override_price(1, yuan(810), "TAG")

    def test_a_free_item_gets_a_price_only_with_approval(self, rig: Rig) -> None:
        rig.open_for(SENIOR)
        rig.ring(FREE)
        assert rig.counter.checkout.override_price(1, yuan(0), "TAG").total == yuan(0)
        with rig.refuses("APPROVAL_NEEDED"):
            rig.counter.checkout.override_price(1, yuan(1), "TAG")

    @pytest.mark.parametrize(
        ("line", "minor", "reason", "refusal"),
        [
            (1, 100, "NO_SUCH", "REASON_UNKNOWN"),
            (1, 100, "EXPIRY", "REASON_UNKNOWN"),  # a reason for discounts
            (1, -1, "TAG", "PRICE_NEGATIVE"),
            (1, 9520101000019, "TAG", "PRICE_TOO_LARGE"),
            (7, 100, "TAG", "LINE_UNKNOWN"),
        ],
    )
    def test_what_makes_no_price_is_refused_before_anybody_is_asked(
        self, shop: Rig, line: int, minor: int, reason: str, refusal: str
    ) -> None:
        shop.ring(WATER)
        with shop.refuses(refusal):
            shop.counter.checkout.override_price(line, yuan(minor), reason)


class TestDiscounts:
    def test_ten_percent_needs_nobody_however_it_rounds(self, rig: Rig) -> None:
        rig.open_for(SENIOR)
        rig.ring(BREAD)  # 3.33: ten percent are 0.333
        rig.counter.checkout.discount_line(1, off(percent=10))
        rig.counter.checkout.void_line(1)
        for price in (385, 5, 15):  # ten percent of these round up
            line = rig.counter.checkout.add_item(BREAD).line
            assert line is not None
            rig.approved(
                lambda approval, line=line, price=price: rig.counter.checkout.override_price(
                    line, yuan(price), "TAG", approval
                )
            )
            rig.counter.checkout.discount_line(line, off(percent=10))
        rig.counter.checkout.discount_transaction(off(percent=10))

    def test_several_discounts_count_together(self, rig: Rig) -> None:
        rig.open_for(SENIOR)
        rig.ring(WATER)
        rig.counter.checkout.discount_line(1, off(percent=6))
        with rig.refuses("APPROVAL_NEEDED") as caught:
            rig.counter.checkout.discount_line(1, off(percent=6))
        assert caught.value.request.rate_ppm > 100_000

    def test_a_shift_manager_stops_at_thirty_percent(self, rig: Rig) -> None:
        rig.open_for(SHIFT_MANAGER)
        rig.ring(WATER)
        rig.counter.checkout.discount_transaction(off(minor=60))
        with rig.refuses("APPROVAL_NEEDED"):
            rig.counter.checkout.discount_transaction(off(minor=1))

    def test_discounts_on_the_whole_are_taken_off_again(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        rig.ring(WATER, BREAD)
        rig.counter.checkout.discount_line(2, off(minor=33))
        assert rig.counter.checkout.discount_transaction(off(percent=50)).total == yuan(250)
        basket = rig.counter.checkout.remove_discounts()
        assert (basket.total, basket.discount) == (yuan(500), yuan(33))

    def test_everything_given_away_completes_with_nothing_due(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        rig.ring(WATER, BOOK)
        rig.counter.checkout.discount_transaction(off(percent=100))
        assert rig.basket.due == yuan(0)
        done = rig.counter.tendering.complete_even().completed
        assert done is not None
        assert rig.counter.history.find(done.receipt) == done

    @pytest.mark.parametrize(
        ("discount", "refusal"),
        [
            (off(percent=5, reason="NO_SUCH"), "REASON_UNKNOWN"),
            (Discount("GOODWILL", "", rate_ppm=0), "DISCOUNT_OUT_OF_RANGE"),
            (Discount("GOODWILL", "", rate_ppm=-1), "DISCOUNT_OUT_OF_RANGE"),
            (Discount("GOODWILL", "", rate_ppm=1_000_001), "DISCOUNT_OUT_OF_RANGE"),
            (Discount("GOODWILL", "", amount=yuan(0)), "DISCOUNT_OUT_OF_RANGE"),
            (Discount("GOODWILL", "", amount=yuan(-5)), "DISCOUNT_OUT_OF_RANGE"),
            (Discount("GOODWILL", "", amount=yuan(10**9)), "DISCOUNT_OUT_OF_RANGE"),
        ],
    )
    def test_what_makes_no_discount_is_refused(
        self, shop: Rig, discount: Discount, refusal: str
    ) -> None:
        shop.ring(WATER)
        with shop.refuses(refusal):
            shop.counter.checkout.discount_line(1, discount)
        with shop.refuses(refusal):
            shop.counter.checkout.discount_transaction(discount)

    def test_who_gave_it_is_not_what_the_caller_says(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        rig.ring(WATER)
        claimed = replace(off(minor=5), given_by="op1001", approved_by="op3001")
        modifier = rig.counter.checkout.discount_line(1, claimed).lines[0].modifiers[0]
        assert (modifier.given_by, modifier.approved_by) == ("op2001", None)

    def test_nothing_but_returns_has_nothing_to_discount(self, shop: Rig) -> None:
        sold = shop.sell(WATER)
        shop.approved(
            lambda approval: shop.counter.returns.return_line(
                sold.receipt, 1, Quantity.of(1), "FAULTY", approval
            )
        )
        with shop.refuses("NOTHING_TO_DISCOUNT"):
            shop.counter.checkout.discount_transaction(off(percent=5))

    def test_five_off_fifty_does_not_become_five_off_five(self, rig: Rig) -> None:
        rig.open_for(SENIOR)
        checkout = rig.counter.checkout
        rig.ring(BREAD, thousandths=10_000)
        checkout.discount_line(1, off(minor=333))
        with rig.refuses("DISCOUNT_TOO_LARGE_NOW"):
            checkout.set_quantity(1, Quantity.of(9))
        with rig.refuses("DISCOUNT_TOO_LARGE_NOW"):
            checkout.override_price(1, yuan(300), "TAG")
        checkout.set_quantity(1, Quantity.of(11))

    def test_five_off_the_whole_does_not_become_five_off_the_rest(self, rig: Rig) -> None:
        rig.open_for(SENIOR)
        checkout = rig.counter.checkout
        rig.ring(BREAD, WATER)
        checkout.discount_transaction(off(minor=53))
        with rig.refuses("DISCOUNT_TOO_LARGE_NOW"):
            checkout.void_line(1)
        checkout.remove_discounts()
        checkout.void_line(1)

    def test_a_percentage_shrinks_with_its_goods(self, shop: Rig) -> None:
        shop.ring(BREAD, thousandths=7_000)
        shop.ring(WATER)
        checkout = shop.counter.checkout
        shop.approved(lambda approval: checkout.discount_line(1, off(percent=50), approval))
        shop.approved(lambda approval: checkout.discount_transaction(off(percent=50), approval))
        for count in (6, 5, 4, 3, 2, 1):
            checkout.set_quantity(1, Quantity.of(count))
        checkout.void_line(2)
        assert shop.basket.total == yuan(83)


class TestSuspending:
    def test_any_number_is_put_aside_and_taken_up_in_any_order(self, shop: Rig) -> None:
        checkout = shop.counter.checkout
        baskets = []
        for number in range(12):
            shop.ring(*[WATER, BREAD, BOOK][: number % 3 + 1])
            baskets.append(shop.basket)
            shop.clock.pass_ms(1)
            checkout.suspend(f"  No {number} ")
        waiting = checkout.suspended()
        assert [entry.label for entry in waiting] == [f"No {number}" for number in range(12)]
        assert [entry.total for entry in waiting] == [basket.total for basket in baskets]
        for number in (7, 0, 11):
            resumed = checkout.resume(waiting[number].id)
            assert resumed.lines == baskets[number].lines
            shop.pay_cash()
        assert len(checkout.suspended()) == 9

    def test_discounts_and_approvals_come_back_with_it(self, shop: Rig) -> None:
        checkout = shop.counter.checkout
        shop.ring(WATER, BREAD)
        shop.approved(lambda approval: checkout.discount_transaction(off(percent=20), approval))
        shop.approved(lambda approval: checkout.override_price(1, yuan(150), "TAG", approval))
        before = shop.basket
        waiting = checkout.suspend("x")
        after = checkout.resume(waiting[0].id)
        assert replace(after.transaction, label="") == before.transaction
        assert after.lines == before.lines

    def test_another_operator_takes_it_up_in_a_shift_of_the_next_day(self, shop: Rig) -> None:
        shop.ring(WATER)
        waiting = shop.counter.checkout.suspend()
        shop.counter.shifts.close_shift(())
        shop.open_for(OTHER_CASHIER)
        resumed = shop.counter.checkout.resume(waiting[0].id)
        assert (resumed.transaction.operator, resumed.transaction.shift) == ("op1003", 2)
        assert shop.pay_cash().priced.transaction.operator == "op1003"

    def test_refusals(self, shop: Rig) -> None:
        checkout = shop.counter.checkout
        with shop.refuses("NO_OPEN_TRANSACTION"):
            checkout.suspend()
        shop.ring(WATER)
        with shop.refuses("LABEL_TOO_LONG"):
            checkout.suspend("x" * 31)
        waiting = checkout.suspend()
        shop.ring(BREAD)
        with shop.refuses("TRANSACTION_IS_OPEN"):
            checkout.resume(waiting[0].id)
        shop.pay_cash()
        with shop.refuses("SUSPENDED_UNKNOWN"):
            checkout.resume(TransactionId(b"\x00" * 16))
        checkout.resume(waiting[0].id)
        shop.pay_cash()
        with shop.refuses("SUSPENDED_UNKNOWN"):
            checkout.resume(waiting[0].id)


class TestVoiding:
    def test_a_dropped_transaction_leaves_numbers_only(self, shop: Rig) -> None:
        shop.ring(WATER, BREAD)
        shop.counter.checkout.void_line(2)
        shop.approved(lambda approval: shop.counter.checkout.void_transaction("CHANGED", approval))
        assert shop.counter.checkout.basket() is None
        assert shop.rows("SELECT count(*) FROM open_line") == [(0,)]
        body = shop.bodies("void")[0]
        assert body["d"].keys() == {"txn", "lines", "total", "reason"}
        assert (body["d"]["lines"], body["d"]["total"], body["by"]) == (1, 200, "op2001")
        with shop.refuses("NO_OPEN_TRANSACTION"):
            shop.counter.checkout.void_transaction("CHANGED")

    def test_an_unknown_reason_is_refused(self, shop: Rig) -> None:
        shop.ring(WATER)
        with shop.refuses("REASON_UNKNOWN"):
            shop.counter.checkout.void_transaction("FAULTY")

    def test_the_next_receipt_number_is_not_used_up(self, shop: Rig) -> None:
        first = shop.sell(WATER)
        shop.ring(BREAD)
        shop.approved(lambda approval: shop.counter.checkout.void_transaction("CHANGED", approval))
        assert shop.sell(WATER).receipt.number == first.receipt.number + 1


class TestAnotherPersonsBasket:
    def test_a_basket_left_behind_is_put_aside_and_the_shift_closes(self, shop: Rig) -> None:
        shop.ring(WATER)
        shop.counter.tendering.tender_cash(yuan(100))
        shop.counter.sign_on.lock()
        shop.counter.sign_on.unlock(*MANAGER)
        with shop.refuses("SHIFT_OF_ANOTHER_OPERATOR"):
            shop.ring(WATER)
        with shop.refuses("TRANSACTION_IS_OPEN"):
            shop.counter.shifts.close_shift(())
        shop.counter.tendering.remove_tender(1)
        assert len(shop.counter.checkout.suspend("left")) == 1
        shop.counter.shifts.close_shift(())
        shop.open_for(MANAGER)
        shop.counter.checkout.resume(shop.counter.checkout.suspended()[0].id)
        shop.pay_cash()

    def test_a_role_without_selling_does_not_begin_a_transaction(self, rig: Rig) -> None:
        rig.sign_on(AUDITOR)
        with rig.refuses("NOT_PERMITTED"):
            rig.counter.shifts.open_day(DAY)
        rig.open_for(CASHIER)
        desk = rig.counter._real.desk
        session = rig.counter.sign_on.session()
        assert session is not None
        role = replace(session.operator.role, permissions={})
        desk.session = replace(session, operator=replace(session.operator, role=role))
        with rig.refuses("NOT_PERMITTED"):
            rig.ring(WATER)


def test_the_outcome_of_a_scan_shows_the_basket_at_hand(shop: Rig) -> None:
    shop.ring(WATER)
    outcome = shop.counter.checkout.scan(scanned("RPOP1:2001"))
    assert outcome == ScanOutcome(Happening.OPERATOR_BADGE, shop.basket, operator_number="2001")
