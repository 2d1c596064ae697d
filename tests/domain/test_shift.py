"""Counts, movements, receipt numbers and the figures of a report."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.identifiers import BusinessDate, OperatorId, ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.report import CashFigures, ControlFigures, Figures, KindFigure, TenderFigure
from pos_app.domain.shift import CashMovementKind, Shift, check_movement, count_total
from pos_app.domain.tender import TenderType
from pos_app.domain.transaction import TransactionKind
from pos_app.errors import Refusal

COINS = (10_000, 100, 10)


class TestCounts:
    @given(st.lists(st.tuples(st.sampled_from(COINS), st.integers(0, 9_999)), max_size=9))
    def test_they_add_up(self, counts: list[tuple[int, int]]) -> None:
        total = count_total(tuple(counts), COINS, "CNY")
        assert total.minor == sum(value * pieces for value, pieces in counts)

    @pytest.mark.parametrize(
        ("pair", "code"),
        [
            ((5, 1), "DENOMINATION_UNKNOWN"),
            ((0, 1), "DENOMINATION_UNKNOWN"),
            ((100, -1), "COUNT_OUT_OF_RANGE"),
            ((100, 10_000), "COUNT_OUT_OF_RANGE"),
        ],
    )
    def test_what_no_drawer_holds_is_refused(self, pair: tuple[int, int], code: str) -> None:
        with pytest.raises(Refusal, match=code):
            count_total(((100, 1), pair), COINS, "CNY")


class TestMovements:
    @pytest.mark.parametrize("kind", CashMovementKind)
    def test_edges(self, kind: CashMovementKind) -> None:
        in_till = Money(500)
        check_movement(kind, Money(500), in_till)
        for minor, code in (
            (0, "AMOUNT_NOT_POSITIVE"),
            (-1, "AMOUNT_NOT_POSITIVE"),
            (100_000_000, "AMOUNT_TOO_LARGE"),
        ):
            with pytest.raises(Refusal, match=code):
                check_movement(kind, Money(minor), in_till)
        if kind.is_inward:
            check_movement(kind, Money(501), in_till)
        else:
            with pytest.raises(Refusal, match="MORE_THAN_IN_TILL"):
                check_movement(kind, Money(501), in_till)

    def test_a_shift_is_open_until_it_is_closed(self) -> None:
        shift = Shift(1, OperatorId("op1"), "", BusinessDate("2026-11-21"), 0, Money(0))
        assert shift.is_open
        assert not replace(shift, closed_ms=1).is_open


class TestReceiptNumbers:
    @given(st.from_regex(r"[A-Z0-9]{1,8}", fullmatch=True), st.integers(0, 999_999_999))
    def test_what_is_printed_is_read_back(self, workstation: str, number: int) -> None:
        receipt = ReceiptNumber("S12", workstation, number)
        assert ReceiptNumber.parse(str(receipt)) == receipt
        assert ReceiptNumber.parse(f" {str(receipt).lower()} ") == receipt

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "S12-T03-12345",
            "S12-T03",
            "S12-T03-0000001234",
            "S12_T03_000001",
            "S12-T03-００0001",
        ],
    )
    def test_anything_else_is_none(self, text: str) -> None:
        assert ReceiptNumber.parse(text) is None


def figures(total: int, rounding: int, received: int, given_back: int) -> Figures:
    zero = Money(0)
    return Figures(
        currency="CNY",
        kinds=(
            KindFigure(TransactionKind.SALE, 2, Money(total)),
            KindFigure(TransactionKind.RETURN, 1, zero),
        ),
        gross=Money(total),
        discounts=(),
        taxes=(),
        tenders=(TenderFigure(TenderType.CASH, 2, Money(received), Money(given_back)),),
        rounding=Money(rounding),
        cash=CashFigures(Money(1000), Money(100), Money(20), Money(3), Money(4)),
        control=ControlFigures(0, zero, 0, 0, 0, 0),
        first_receipt=None,
        last_receipt=None,
    )


def test_what_was_sold_plus_rounding_is_what_was_tendered() -> None:
    good = figures(333, -3, 500, 170)
    good.check()
    assert (good.net_total, good.transaction_count) == (Money(333), 3)
    assert good.expected_cash == Money(1000 + 330 + 100 - 20 + 3 - 4)
    with pytest.raises(AssertionError):
        figures(333, -2, 500, 170).check()
