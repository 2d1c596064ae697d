"""The transaction as a value: every change checks first and leaves the old one alone."""

from dataclasses import replace

import pytest
from hypothesis import given

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.quantity import LARGEST_THOUSANDTHS, Quantity, Unit, check_sellable
from pos_app.domain.tender import TenderLine, TenderType
from pos_app.domain.transaction import (
    LARGEST_LINE_MINOR,
    LARGEST_PRICE_MINOR,
    MOST_LINES,
    Discount,
    PriceOverride,
    RetailTransaction,
    ReturnLine,
    TransactionKind,
    check_discount,
)
from pos_app.errors import Refusal
from tests.domain.baskets import OPERATOR, a_sale, a_transaction, an_item, transactions

BACK = ReturnLine(1, an_item(), Quantity.of(1), Money(200), Money(23), Money(0), "FAULTY")
OFF = Discount("GOODWILL", OPERATOR, rate_ppm=100_000)


def paid(transaction: RetailTransaction) -> RetailTransaction:
    return transaction.with_tenders((TenderLine(1, TenderType.CASH, Money(1)),))


def override(minor: int) -> PriceOverride:
    return PriceOverride(Money(minor), "TAG", OPERATOR)


class TestKinds:
    def test_anything_sold_makes_it_a_sale(self) -> None:
        assert a_transaction(a_sale(an_item()), BACK).kind is TransactionKind.SALE
        assert a_transaction(BACK, BACK).kind is TransactionKind.RETURN
        voided = replace(a_sale(an_item()), is_voided=True)
        assert a_transaction(BACK, voided).kind is TransactionKind.RETURN
        assert a_transaction(voided).kind is TransactionKind.SALE
        cancelled = replace(a_transaction(BACK), post_void_of=ReceiptNumber("S", "T", 1))
        assert cancelled.kind is TransactionKind.POST_VOID


class TestQuantities:
    @pytest.mark.parametrize(
        ("thousandths", "unit", "code"),
        [
            (0, Unit.EACH, "QUANTITY_NOT_POSITIVE"),
            (-1, Unit.KILOGRAM, "QUANTITY_NOT_POSITIVE"),
            (LARGEST_THOUSANDTHS + 1, Unit.KILOGRAM, "QUANTITY_TOO_LARGE"),
            (10**12, Unit.EACH, "QUANTITY_TOO_LARGE"),
            (1, Unit.EACH, "QUANTITY_NOT_WHOLE"),
            (999, Unit.EACH, "QUANTITY_NOT_WHOLE"),
        ],
    )
    def test_what_no_line_may_have(self, thousandths: int, unit: Unit, code: str) -> None:
        with pytest.raises(Refusal, match=code):
            check_sellable(Quantity(thousandths), unit)

    @pytest.mark.parametrize("unit", Unit)
    def test_the_edges_are_sellable(self, unit: Unit) -> None:
        check_sellable(Quantity(LARGEST_THOUSANDTHS), unit)
        check_sellable(Quantity(1 if unit.is_measured else 1000), unit)

    def test_quantities_count(self) -> None:
        assert Quantity.of(2) + Quantity(500) - Quantity(1) == Quantity(2499)
        assert Quantity(1) < Quantity(2) <= Quantity(2)


class TestEveryChangeChecksFirst:
    @given(transactions())
    def test_nothing_is_edited_once_a_tender_was_taken(
        self, transaction: RetailTransaction
    ) -> None:
        started = paid(transaction)
        for act in (
            lambda: started.add_line(a_sale(an_item())),
            lambda: started.set_quantity(1, Quantity.of(1)),
            lambda: started.override_price(1, override(1)),
            lambda: started.discount_line(1, OFF),
            lambda: started.discount(OFF),
            lambda: started.without_discounts(),
            lambda: started.void_line(1),
        ):
            with pytest.raises(Refusal, match="TENDER_STARTED"):
                act()

    def test_a_note_may_be_written_while_tendering(self) -> None:
        assert paid(a_transaction(a_sale(an_item()))).annotate(1, "x").lines[0].note == "x"

    @pytest.mark.parametrize("number", [0, -1, 3, 10**9])
    def test_a_line_that_is_not_there(self, number: int) -> None:
        transaction = a_transaction(a_sale(an_item()), BACK)
        for act in (
            lambda: transaction.set_quantity(number, Quantity.of(1)),
            lambda: transaction.override_price(number, override(1)),
            lambda: transaction.discount_line(number, OFF),
            lambda: transaction.void_line(number),
            lambda: transaction.annotate(number, "x"),
        ):
            with pytest.raises(Refusal, match="LINE_UNKNOWN"):
                act()

    def test_the_line_after_the_last_one(self) -> None:
        full = a_transaction(*[a_sale(an_item())] * MOST_LINES)
        with pytest.raises(Refusal, match="TOO_MANY_LINES"):
            full.add_line(replace(a_sale(an_item()), number=MOST_LINES + 1))

    def test_a_line_with_a_wrong_number_is_our_bug(self) -> None:
        with pytest.raises(AssertionError):
            a_transaction().add_line(replace(a_sale(an_item()), number=2))

    @pytest.mark.parametrize(
        ("minor", "code"), [(-1, "PRICE_NEGATIVE"), (LARGEST_PRICE_MINOR + 1, "PRICE_TOO_LARGE")]
    )
    def test_a_price_nobody_can_mean(self, minor: int, code: str) -> None:
        with pytest.raises(Refusal, match=code):
            a_transaction(a_sale(an_item())).override_price(1, override(minor))

    def test_a_line_is_worth_no_more_than_any_shop_sells(self) -> None:
        pieces = LARGEST_LINE_MINOR // LARGEST_PRICE_MINOR
        dear = an_item(LARGEST_PRICE_MINOR)
        transaction = a_transaction(a_sale(dear)).set_quantity(1, Quantity.of(pieces))
        for act in (
            lambda: transaction.set_quantity(1, Quantity.of(pieces + 1)),
            lambda: transaction.add_line(replace(a_sale(dear, (pieces + 1) * 1000), number=2)),
            lambda: a_transaction(a_sale(an_item(), 99_999_000)).override_price(
                1, override(LARGEST_PRICE_MINOR)
            ),
        ):
            with pytest.raises(Refusal, match="LINE_TOO_LARGE"):
                act()

    @pytest.mark.parametrize(
        "wrong",
        [
            Discount("A", OPERATOR, rate_ppm=0),
            Discount("A", OPERATOR, rate_ppm=1_000_001),
            Discount("A", OPERATOR, amount=Money(0)),
            Discount("A", OPERATOR, amount=Money(-1)),
            Discount("A", OPERATOR, amount=Money(LARGEST_PRICE_MINOR + 1)),
        ],
    )
    def test_a_discount_of_nothing_or_more_than_all(self, wrong: Discount) -> None:
        with pytest.raises(Refusal, match="DISCOUNT_OUT_OF_RANGE"):
            check_discount(wrong)

    def test_a_discount_that_is_both_or_neither_is_our_bug(self) -> None:
        for wrong in (
            Discount("A", OPERATOR),
            Discount("A", OPERATOR, rate_ppm=1, amount=Money(1)),
        ):
            with pytest.raises(AssertionError):
                check_discount(wrong)

    def test_returned_goods_are_as_they_were_sold(self) -> None:
        transaction = a_transaction(BACK)
        with pytest.raises(Refusal, match="RETURN_LINE_IS_FIXED"):
            transaction.set_quantity(1, Quantity.of(2))
        with pytest.raises(Refusal, match="NOTHING_TO_DISCOUNT"):
            transaction.discount(OFF)

    def test_a_price_in_the_code_fixes_the_quantity_until_it_is_overridden(self) -> None:
        line = replace(a_sale(an_item()), fixed_price=Money(500))
        transaction = a_transaction(line)
        with pytest.raises(Refusal, match="PRICE_IS_IN_THE_CODE"):
            transaction.set_quantity(1, Quantity.of(2))
        changed = transaction.override_price(1, override(300)).set_quantity(1, Quantity.of(2))
        assert changed.lines[0].quantity == Quantity.of(2)

    @given(transactions())
    def test_a_change_leaves_the_old_value_alone(self, transaction: RetailTransaction) -> None:
        before = replace(transaction)
        for line in transaction.live_lines:
            after = transaction.void_line(line.number)
            assert after.lines[line.number - 1].is_voided
            with pytest.raises(Refusal, match="LINE_ALREADY_VOIDED"):
                after.void_line(line.number)
        assert transaction == before
