"""Tenders, rounding and change: complete means tenders = payable + rounding, both ways round."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pos_app.domain.money import Money, Rounding, round_cash
from pos_app.domain.pricing.engine import price
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.settlement import (
    JournalPosition,
    Settlement,
    cash_due,
    remove_tender,
    rounding_shares,
    settle_even,
    take_card,
    take_cash,
)
from pos_app.domain.shop import CashRounding
from pos_app.domain.tender import CardSlip, TenderType
from pos_app.domain.transaction import ReturnLine
from pos_app.errors import Refusal
from tests.domain.baskets import a_sale, a_transaction, an_item, policies, priced

SLIP = CardSlip("Visa", "4242", "A1")


def sum_of(settlement: Settlement) -> int:
    return sum(tender.amount.minor for tender in settlement.tenders)


def with_tenders(basket: PricedTransaction, settlement: Settlement) -> PricedTransaction:
    return replace(basket, transaction=basket.transaction.with_tenders(settlement.tenders))


def costing(minor: int) -> PricedTransaction:
    """A basket to be paid, or goods to be paid for when it is negative."""
    if minor >= 0:
        return price(a_transaction(a_sale(an_item(minor))))
    line = ReturnLine(
        1, an_item(-minor), a_sale(an_item()).quantity, Money(-minor), Money(0), Money(0), "FAULTY"
    )
    return price(a_transaction(line))


payable = st.integers(-5_000, 5_000).filter(bool)


class TestCash:
    @given(payable, policies, st.integers(1, 20_000))
    def test_complete_means_tenders_are_payable_plus_rounding(
        self, minor: int, policy: CashRounding, given_minor: int
    ) -> None:
        basket = costing(minor)
        amount = given_minor if minor > 0 else -min(given_minor, -cash_due(basket, policy).minor)
        assume(amount != 0)
        settlement = take_cash(basket, Money(amount), policy)
        if settlement.is_complete:
            assert sum_of(settlement) == basket.payable.minor + settlement.rounding.minor
            assert settlement.change.minor == amount - sum_of(settlement)
            assert abs(settlement.rounding.minor) < policy.step_minor
        else:
            assert abs(amount) < abs(minor)
            assert (settlement.rounding, settlement.change) == (Money(0), Money(0))
            assert with_tenders(basket, settlement).due.minor == minor - amount

    @pytest.mark.parametrize(("given", "is_taken"), [(100_350, True), (100_351, False)])
    def test_a_pin_typed_as_the_amount_is_no_cash(self, given: int, is_taken: bool) -> None:
        if is_taken:
            assert take_cash(costing(350), Money(given), CashRounding()).change == Money(100_000)
        else:
            with pytest.raises(Refusal, match="TENDER_TOO_LARGE"):
                take_cash(costing(350), Money(given), CashRounding())

    @given(payable, policies)
    def test_what_is_suggested_settles_without_change(
        self, minor: int, policy: CashRounding
    ) -> None:
        basket = costing(minor)
        due = cash_due(basket, policy)
        assert due == round_cash(Money(minor), policy.step_minor, policy.rounding)
        settlement = take_cash(basket, due, policy) if due else settle_even(basket, policy)
        assert settlement.is_complete
        assert (settlement.change, settlement.rounding) == (Money(0), due - basket.due)

    @given(st.integers(1, 5_000), policies)
    def test_a_refund_mirrors_its_sale(self, minor: int, policy: CashRounding) -> None:
        there, back = cash_due(costing(minor), policy), cash_due(costing(-minor), policy)
        assert back == -there

    @given(st.integers(1, 5_000), policies, st.lists(st.integers(1, 700), max_size=12))
    def test_any_row_of_part_payments_ends_at_payable_plus_rounding(
        self, minor: int, policy: CashRounding, parts: list[int]
    ) -> None:
        basket = costing(minor)
        for at, part in enumerate([*parts, 10_000]):
            by_card = at % 2 and part <= basket.due.minor
            settlement = (
                take_card(basket, Money(part), SLIP)
                if by_card
                else take_cash(basket, Money(part), policy)
            )
            if settlement.is_complete:
                break
            basket = with_tenders(basket, settlement)
        assert settlement.is_complete
        assert sum_of(settlement) == minor + settlement.rounding.minor
        assert abs(settlement.rounding.minor) < policy.step_minor
        assert [tender.number for tender in settlement.tenders] == list(
            range(1, len(settlement.tenders) + 1)
        )

    def test_no_more_is_given_back_than_is_owed(self) -> None:
        with pytest.raises(Refusal, match="REFUND_ABOVE_DUE"):
            take_cash(costing(-200), Money(-201), CashRounding())


class TestCards:
    @given(payable, st.data())
    def test_a_card_is_never_rounded(self, minor: int, data: st.DataObject) -> None:
        basket = costing(minor)
        part = data.draw(st.integers(1, abs(minor)))
        amount = Money(part if minor > 0 else -part)
        settlement = take_card(basket, amount, SLIP)
        assert settlement.is_complete == (part == abs(minor))
        assert (settlement.rounding, settlement.change) == (Money(0), Money(0))

    @pytest.mark.parametrize(
        ("amount", "code"),
        [
            (0, "TENDER_ZERO"),
            (-5, "TENDER_WRONG_WAY"),
            (201, "CARD_ABOVE_DUE"),
            (100_000_000, "TENDER_TOO_LARGE"),
        ],
    )
    def test_refusals(self, amount: int, code: str) -> None:
        with pytest.raises(Refusal, match=code):
            take_card(costing(200), Money(amount), SLIP)


class TestEven:
    def test_less_than_the_smallest_coin_is_nothing(self) -> None:
        policy = CashRounding(10, Rounding.DOWN)
        settlement = settle_even(costing(9), policy)
        assert (settlement.rounding, settlement.tenders) == (Money(-9), ())
        with pytest.raises(Refusal, match="STILL_DUE"):
            settle_even(costing(10), policy)

    def test_an_empty_basket_settles_nothing(self) -> None:
        for act in (
            lambda: settle_even(price(a_transaction()), CashRounding()),
            lambda: take_cash(price(a_transaction()), Money(1), CashRounding()),
            lambda: take_cash(costing(0), Money(1), CashRounding()),
        ):
            with pytest.raises(Refusal, match="NOTHING_TO_SETTLE"):
                act()


class TestRemoving:
    def test_the_rest_keeps_its_order(self) -> None:
        basket = costing(1000)
        for amount in (100, 200, 300):
            basket = with_tenders(basket, take_cash(basket, Money(amount), CashRounding()))
        rest = remove_tender(basket, 2)
        assert [(tender.number, tender.amount.minor) for tender in rest] == [(1, 100), (2, 300)]
        assert all(tender.tender_type is TenderType.CASH for tender in rest)


@given(priced(), policies)
def test_the_shares_of_a_rounding_sum_to_it(
    basket: PricedTransaction, policy: CashRounding
) -> None:
    rounding = cash_due(basket, policy) - basket.due
    shares = rounding_shares(basket, rounding)
    assert len(shares) == len(basket.lines)
    if any(line.amount.minor > 0 for line in basket.lines):
        assert sum(share.minor for share in shares) == rounding.minor
    else:
        assert not any(shares)
    for share, line in zip(shares, basket.lines, strict=True):
        assert line.amount.minor > 0 or not share


def test_a_position_is_printed_in_groups() -> None:
    chain = bytes.fromhex("6655b84486745e4c") + bytes(24)
    assert JournalPosition(1, 3, chain).printed == "E1 #3 6655 B844 8674 5E4C"
