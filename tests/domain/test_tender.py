"""Card slips hold no card number; the suggested sums are the right ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import Money
from pos_app.domain.tender import CardSlip, check_card_slip, quick_amounts
from pos_app.errors import Refusal

NOTES = (1000, 2000, 5000, 10_000)


class TestSlips:
    @pytest.mark.parametrize(
        "slip",
        [
            CardSlip("Visa", "4242", "A1B2C3"),
            CardSlip("银联", "0000", "1"),
            CardSlip("UnionPay Debit", "1234", "A" * 12),
        ],
    )
    def test_what_a_terminal_prints_is_taken(self, slip: CardSlip) -> None:
        check_card_slip(slip)

    @pytest.mark.parametrize(
        ("slip", "code"),
        [
            (CardSlip("4111111111111", "1234", "A"), "CARD_NUMBER_NOT_TAKEN"),
            (CardSlip("Visa", "4111 1111 1111 1111", "A"), "CARD_NUMBER_NOT_TAKEN"),
            (CardSlip("Visa", "1234", "4111111111111111"), "CARD_NUMBER_NOT_TAKEN"),
            (CardSlip("", "1234", "A"), "CARD_BRAND_MISSING"),
            (CardSlip("1Visa", "1234", "A"), "CARD_BRAND_MISSING"),
            (CardSlip("V" * 21, "1234", "A"), "CARD_BRAND_MISSING"),
            (CardSlip("Visa\n", "1234", "A"), "CARD_BRAND_MISSING"),
            (CardSlip("Visa", "123", "A"), "CARD_LAST_FOUR_WRONG"),
            (CardSlip("Visa", "12345", "A"), "CARD_LAST_FOUR_WRONG"),
            (CardSlip("Visa", "12a4", "A"), "CARD_LAST_FOUR_WRONG"),
            (CardSlip("Visa", "1234", ""), "APPROVAL_CODE_WRONG"),
            (CardSlip("Visa", "1234", "A" * 13), "APPROVAL_CODE_WRONG"),
            (CardSlip("Visa", "1234", "A 1"), "APPROVAL_CODE_WRONG"),
        ],
    )
    def test_what_no_terminal_prints_is_refused(self, slip: CardSlip, code: str) -> None:
        with pytest.raises(Refusal, match=code):
            check_card_slip(slip)


class TestQuickAmounts:
    @given(st.integers(1, 10**7))
    def test_exact_first_then_the_next_multiple_of_each_note(self, due: int) -> None:
        found = [amount.minor for amount in quick_amounts(Money(due), NOTES)]
        assert found[0] == due
        assert found == sorted(set(found))
        assert len(found) <= 5
        for amount in found[1:]:
            assert any(amount % note == 0 and amount - due < note for note in NOTES)

    @pytest.mark.parametrize("due", [0, -500])
    def test_nothing_due_suggests_just_that(self, due: int) -> None:
        assert quick_amounts(Money(due), NOTES) == (Money(due),)
