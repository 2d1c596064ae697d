"""Returns in any order and any split give back exactly what was paid, never more."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.pricing.engine import price
from pos_app.domain.pricing.priced import PricedTransaction, check_sums
from pos_app.domain.quantity import Quantity
from pos_app.domain.returns import (
    check_still_returnable,
    make_return_line,
    refund_of,
    reverse,
    sold_lines,
)
from pos_app.domain.settlement import CompletedTransaction, cash_due
from pos_app.domain.shop import CashRounding
from pos_app.domain.tender import CardSlip, TenderLine, TenderType
from pos_app.domain.transaction import ReturnLine
from pos_app.errors import Refusal
from tests.domain.baskets import (
    OPERATOR,
    RECEIPT,
    a_sale,
    a_transaction,
    an_item,
    complete,
    policies,
    priced,
    returnable,
)


@st.composite
def splits(draw: st.DrawFn, sold: CompletedTransaction) -> list[tuple[int, int]]:
    """Cut every sold line into pieces, and shuffle all pieces."""
    pieces = []
    for line in sold_lines(sold):
        whole = line.line.quantity.thousandths
        step = 1 if line.line.item.unit.is_measured else 1000
        cuts = draw(st.lists(st.integers(0, whole // step), max_size=4))
        edges = sorted({0, whole, *(cut * step for cut in cuts)})
        pieces += [(line.line.number, upper - lower) for lower, upper in itertools.pairwise(edges)]
    return draw(st.permutations(pieces))


class TestSharesOfASale:
    @given(priced(returns=False), policies, st.data())
    def test_any_split_in_any_order_gives_back_exactly_what_was_paid(
        self, basket: PricedTransaction, policy: CashRounding, data: st.DataObject
    ) -> None:
        sold = complete(basket, cash_due(basket, policy) - basket.due)
        sale = returnable(sold)
        refunded = tax = 0
        for number, thousandths in data.draw(splits(sold)):
            line = make_return_line(sale, number, Quantity(thousandths), "FAULTY", 1)
            refund = refund_of(line)
            back = price(a_transaction(line))
            assert back.payable == -refund
            assert min(line.net.minor, line.tax.minor, refund.minor) >= 0
            refunded += refund.minor
            tax += line.tax.minor
            sale = sale.less((line,))
        assert refunded == sold.paid.minor
        assert tax == sum(entry.tax.minor for entry in basket.taxes)
        for line in sale.lines:
            assert line.remaining == Quantity(0)
            assert line.withheld == (Money(0), Money(0))

    @given(priced(), policies, st.data())
    def test_of_an_exchange_only_what_was_sold_comes_back(
        self, basket: PricedTransaction, policy: CashRounding, data: st.DataObject
    ) -> None:
        sold = complete(basket, cash_due(basket, policy) - basket.due)
        sale = returnable(sold)
        live = {line.sold.line.number for line in sale.lines}
        for line in basket.lines:
            is_sold = not isinstance(line.line, ReturnLine) and not line.line.is_voided
            assert (line.line.number in live) == is_sold
        assume(live)
        number = data.draw(st.sampled_from(sorted(live)))
        whole = sale.find_line(number).sold.line.quantity
        with pytest.raises(Refusal, match="RETURN_ABOVE_SOLD"):
            make_return_line(sale, number, whole + Quantity.of(1), "FAULTY", 1)


class TestRefusals:
    sold = complete(price(a_transaction(a_sale(an_item(), 3000))), Money(0))

    @pytest.mark.parametrize(
        ("number", "thousandths", "code"),
        [
            (2, 1000, "LINE_NOT_RETURNABLE"),
            (1, 0, "QUANTITY_NOT_POSITIVE"),
            (1, -1000, "QUANTITY_NOT_POSITIVE"),
            (1, 1500, "QUANTITY_NOT_WHOLE"),
            (1, 10**12, "QUANTITY_TOO_LARGE"),
            (1, 4000, "RETURN_ABOVE_SOLD"),
        ],
    )
    def test_in_their_order(self, number: int, thousandths: int, code: str) -> None:
        with pytest.raises(Refusal, match=code):
            make_return_line(returnable(self.sold), number, Quantity(thousandths), "FAULTY", 1)

    def test_a_cancelled_sale_comes_first(self) -> None:
        sale = replace(returnable(self.sold), is_post_voided=True)
        with pytest.raises(Refusal, match="SALE_POST_VOIDED"):
            make_return_line(sale, 9, Quantity(0), "FAULTY", 1)

    def test_several_lines_of_one_basket_count_together(self) -> None:
        sale = returnable(self.sold)
        sale = sale.less((make_return_line(sale, 1, Quantity.of(1), "FAULTY", 1),))
        one = make_return_line(sale, 1, Quantity.of(1), "FAULTY", 1)
        other = replace(one, original=replace(one.original, receipt=ReceiptNumber("S", "T", 9)))
        check_still_returnable(sale, [one, one, other, a_sale(an_item())])
        with pytest.raises(Refusal, match="RETURN_ABOVE_SOLD") as caught:
            check_still_returnable(sale, [one, one, one])
        assert caught.value.facts == {"remaining": Quantity.of(2)}


class TestReversing:
    @given(priced(), policies)
    def test_it_is_the_exact_mirror(self, basket: PricedTransaction, policy: CashRounding) -> None:
        sold = complete(basket, cash_due(basket, policy) - basket.due)
        mirror = reverse(sold, OPERATOR)
        check_sums(mirror)
        assert (mirror.total, mirror.payable) == (-basket.total, -basket.payable)
        assert mirror.transaction.post_void_of == RECEIPT
        for there, back in zip(basket.lines, mirror.lines, strict=True):
            assert (back.line, back.net, back.tax) == (there.line, -there.net, -there.tax)
        for there, back in zip(basket.taxes, mirror.taxes, strict=True):
            assert (back.base, back.tax) == (-there.base, -there.tax)
        twice = reverse(complete(mirror, -sold.rounding), OPERATOR)
        assert (twice.lines, twice.taxes) == (basket.lines, basket.taxes)

    def test_cash_and_its_change_become_one_amount_and_each_card_slip_its_own(self) -> None:
        one, other = CardSlip("Visa", "1111", "A"), CardSlip("Visa", "2222", "B")
        amounts = [
            (TenderType.CASH, 1000, None),
            (TenderType.CARD, 300, one),
            (TenderType.CARD, 200, other),
            (TenderType.CASH, -700, None),
        ]
        tenders = tuple(
            TenderLine(at, kind, Money(minor), slip)
            for at, (kind, minor, slip) in enumerate(amounts, 1)
        )
        basket = price(replace(a_transaction(a_sale(an_item(800))), tenders=tenders))
        back = reverse(complete(basket, Money(0)), OPERATOR).transaction.tenders
        assert [(entry.number, entry.amount.minor, entry.card) for entry in back] == [
            (1, -300, None),
            (2, -300, one),
            (3, -200, other),
        ]

    def test_cash_that_all_went_back_leaves_no_tender(self) -> None:
        tenders = (
            TenderLine(1, TenderType.CASH, Money(1000)),
            TenderLine(2, TenderType.CASH, Money(-1000), is_change=True),
        )
        basket = price(replace(a_transaction(a_sale(an_item(0))), tenders=tenders))
        assert reverse(complete(basket, Money(0)), OPERATOR).transaction.tenders == ()

    def test_nothing_comes_back_of_a_post_void(self) -> None:
        sold = complete(price(a_transaction(a_sale(an_item()))), Money(0))
        assert sold_lines(complete(reverse(sold, OPERATOR), Money(0))) == ()
