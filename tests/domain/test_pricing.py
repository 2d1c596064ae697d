"""What a basket costs: the parts make the whole, whatever is in it."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import Money, Rounding, extend, tax
from pos_app.domain.pricing.engine import StoreRounding, price
from pos_app.domain.pricing.priced import PricedTransaction, check_sums
from pos_app.domain.quantity import Unit
from pos_app.domain.transaction import Discount, RetailTransaction, ReturnLine, SaleLine
from tests.domain.baskets import (
    GROUPS,
    OPERATOR,
    a_sale,
    a_transaction,
    an_item,
    discounts,
    priced,
    roundings,
    transactions,
)


class TestEveryBasket:
    @given(priced())
    def test_the_parts_make_the_whole(self, basket: PricedTransaction) -> None:
        check_sums(basket)
        lines = basket.lines
        assert basket.subtotal.minor == sum(line.extended.minor for line in lines)
        assert basket.discount.minor == sum(
            entry.amount.minor for line in lines for entry in line.modifiers
        )
        assert basket.total.minor == sum(line.amount.minor for line in lines)
        for line in lines:
            added = 0 if line.line.item.tax_group.is_inclusive else line.tax.minor
            assert line.amount.minor == line.net.minor + added

    @given(priced())
    def test_nothing_sold_costs_less_than_nothing_and_voided_lines_cost_nothing(
        self, basket: PricedTransaction
    ) -> None:
        for line in basket.lines:
            if line.line.is_voided:
                assert (line.extended, line.net, line.tax, line.modifiers) == (
                    Money(0),
                    Money(0),
                    Money(0),
                    (),
                )
            elif isinstance(line.line, SaleLine):
                assert line.net.minor >= 0
                assert line.tax.minor >= 0
            else:
                assert line.net == -line.line.net

    @given(transactions(), roundings)
    def test_tax_is_found_once_a_group_and_its_shares_add_up(
        self, transaction: RetailTransaction, rounding: Rounding
    ) -> None:
        basket = price(transaction, rounding=StoreRounding(tax=rounding))
        for group in {entry.group for entry in basket.taxes}:
            of_group = [
                line
                for line in basket.lines
                if line.line.item.tax_group == group and not line.line.is_voided
            ]
            sold = [line for line in of_group if isinstance(line.line, SaleLine)]
            back = [line for line in of_group if isinstance(line.line, ReturnLine)]
            whole = Money(sum(line.net.minor for line in sold))
            expected = tax(
                whole, group.rate_ppm, is_inclusive=group.is_inclusive, rounding=rounding
            )
            assert sum(line.tax.minor for line in sold) == expected.minor
            total = next(entry for entry in basket.taxes if entry.group == group)
            assert total.tax.minor == expected.minor - sum(line.line.tax.minor for line in back)
            assert total.base.minor == sum(line.net.minor for line in of_group)

    @given(transactions(returns=False), discounts)
    def test_a_discount_on_the_whole_is_shared_to_the_last_unit(
        self, transaction: RetailTransaction, discount: Discount
    ) -> None:
        before = price(replace(transaction, discounts=()))
        after = price(replace(transaction, discounts=(discount,)))
        whole = sum(line.net.minor for line in before.lines)
        if discount.amount is not None:
            expected = min(discount.amount.minor, whole)
        else:
            exact = Fraction(whole * discount.rate_ppm, 1_000_000)
            expected = int(exact + Fraction(1, 2))
        taken = [
            sum(entry.amount.minor for entry in line.modifiers if entry.is_share)
            for line in after.lines
        ]
        assert sum(taken) == expected
        for share, line in zip(taken, before.lines, strict=True):
            assert 0 <= share <= line.net.minor

    @given(priced())
    def test_pricing_again_gives_the_same(self, basket: PricedTransaction) -> None:
        again = price(basket.transaction)
        assert price(again.transaction) == again

    @given(transactions())
    def test_voiding_everything_costs_nothing(self, transaction: RetailTransaction) -> None:
        lines = tuple(replace(line, is_voided=True) for line in transaction.lines)
        basket = price(replace(transaction, lines=lines))
        assert (basket.total, basket.rounding_back, basket.taxes) == (Money(0), Money(0), ())


class TestOrderOfThings:
    def test_discounts_on_a_line_apply_one_after_the_other(self) -> None:
        half = Discount("A", OPERATOR, rate_ppm=500_000)
        line = replace(a_sale(an_item(1000)), discounts=(half, half))
        assert price(a_transaction(line)).total == Money(250)

    def test_an_amount_takes_no_more_than_there_is(self) -> None:
        much = Discount("A", OPERATOR, amount=Money(9_999))
        line = replace(a_sale(an_item(1000)), discounts=(much, much))
        basket = price(a_transaction(line, discounts=(much,)))
        assert basket.total == Money(0)
        assert [entry.amount.minor for entry in basket.lines[0].modifiers] == [1000, 0]

    def test_a_discount_on_the_whole_leaves_returned_goods_alone(self) -> None:
        back = ReturnLine(
            1, an_item(500), a_sale(an_item()).quantity, Money(500), Money(58), Money(0), "FAULTY"
        )
        half = Discount("A", OPERATOR, rate_ppm=500_000)
        basket = price(a_transaction(a_sale(an_item(1000)), back, discounts=(half,)))
        assert [line.net.minor for line in basket.lines] == [500, -500]

    def test_inclusive_and_exclusive_groups_in_one_basket(self) -> None:
        basket = price(
            a_transaction(a_sale(an_item(1130, GROUPS[0])), a_sale(an_item(1000, GROUPS[3])))
        )
        assert [entry.tax.minor for entry in basket.taxes] == [130, 130]
        assert (basket.subtotal, basket.tax_added, basket.total) == (
            Money(2130),
            Money(130),
            Money(2260),
        )

    def test_a_price_in_the_code_is_for_the_whole_line(self) -> None:
        line = replace(a_sale(an_item(996, unit=Unit.KILOGRAM), 455), fixed_price=Money(500))
        assert price(a_transaction(line)).total == Money(500)

    def test_pieces_are_counted_and_a_weighed_line_is_one(self) -> None:
        weighed = a_sale(an_item(996, unit=Unit.KILOGRAM), 4_550)
        voided = replace(a_sale(an_item()), is_voided=True)
        assert price(a_transaction(a_sale(an_item(), 3000), weighed, voided)).item_count == 4

    def test_rounding_is_the_stores(self) -> None:
        line = a_sale(an_item(333, unit=Unit.KILOGRAM), 500)
        for rounding in Rounding:
            basket = price(a_transaction(line), rounding=StoreRounding(extend=rounding))
            assert basket.total == extend(Money(333), 500, rounding)


class TestTheCheck:
    def test_it_finds_a_cent_wherever_it_is_lost(self) -> None:
        half = Discount("A", OPERATOR, rate_ppm=500_000)
        line = replace(a_sale(an_item(1000)), discounts=(half,))
        good = price(a_transaction(line))
        cent = Money(1)
        changed_line = replace(good.lines[0], net=good.lines[0].net + cent)
        changed_tax = replace(good.lines[0], tax=good.lines[0].tax + cent)
        for bad in (
            replace(good, total=good.total + cent),
            replace(good, subtotal=good.subtotal + cent),
            replace(good, discount=good.discount + cent),
            replace(good, lines=(changed_line,)),
            replace(good, lines=(changed_tax,)),
            replace(good, taxes=()),
        ):
            with pytest.raises(AssertionError):
                check_sums(bad)


@given(st.data())
def test_five_hundred_lines_are_one_price(data: st.DataObject) -> None:
    line = a_sale(an_item(data.draw(st.integers(1, 999))))
    assert price(a_transaction(*[line] * 500)).total == line.unit_price * 500
