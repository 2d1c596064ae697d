"""Money against an oracle of fractions: rounding, mirrored signs, shares that lose nothing."""

import itertools
import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pos_app.domain.money import (
    LARGEST_MINOR,
    Money,
    Rounding,
    allocate,
    extend,
    percent,
    round_cash,
    tax,
)

amounts = st.integers(-(10**9), 10**9)
prices = st.integers(-(10**8), 10**8)
roundings = st.sampled_from(Rounding)
rates = st.integers(0, 1_000_000)
thousandths = st.integers(0, 99_999_000)


def rounded(exact: Fraction, rounding: Rounding) -> int:
    """Round the magnitude by the book and put the sign back."""
    size = abs(exact)
    below = math.floor(size)
    rest = size - below
    half = Fraction(1, 2)
    up = {
        Rounding.UP: rest > 0,
        Rounding.DOWN: False,
        Rounding.HALF_UP: rest >= half,
        Rounding.HALF_DOWN: rest > half,
        Rounding.HALF_EVEN: rest > half or (rest == half and below % 2 == 1),
    }[rounding]
    return (below + up) * (1 if exact >= 0 else -1)


class TestTheFourThatRound:
    @given(prices, thousandths, roundings)
    @example(333, 500, Rounding.HALF_UP)
    @example(1, 500, Rounding.HALF_EVEN)
    def test_extend(self, minor: int, quantity: int, rounding: Rounding) -> None:
        exact = Fraction(minor * quantity, 1000)
        assert extend(Money(minor), quantity, rounding).minor == rounded(exact, rounding)

    @given(amounts, rates, roundings)
    def test_percent(self, minor: int, rate: int, rounding: Rounding) -> None:
        exact = Fraction(minor * rate, 1_000_000)
        assert percent(Money(minor), rate, rounding).minor == rounded(exact, rounding)

    @given(amounts, rates, st.booleans(), roundings)
    @example(113, 130_000, True, Rounding.HALF_UP)
    def test_tax(self, minor: int, rate: int, is_inclusive: bool, rounding: Rounding) -> None:
        share = Fraction(rate, 1_000_000)
        exact = minor * (share / (1 + share) if is_inclusive else share)
        found = tax(Money(minor), rate, is_inclusive=is_inclusive, rounding=rounding)
        assert found.minor == rounded(exact, rounding)

    @given(amounts, st.sampled_from([1, 5, 10, 25, 50, 100]), roundings)
    @example(3, 5, Rounding.HALF_UP)
    def test_round_cash(self, minor: int, step: int, rounding: Rounding) -> None:
        found = round_cash(Money(minor), step, rounding).minor
        assert found == rounded(Fraction(minor, step), rounding) * step
        assert found % step == 0
        assert abs(found - minor) < step

    @given(prices, thousandths, rates, roundings)
    def test_a_refund_mirrors_its_sale(
        self, minor: int, quantity: int, rate: int, rounding: Rounding
    ) -> None:
        there, back = Money(minor), Money(-minor)
        assert extend(back, quantity, rounding) == -extend(there, quantity, rounding)
        assert percent(back, rate, rounding) == -percent(there, rate, rounding)
        assert round_cash(back, 10, rounding) == -round_cash(there, 10, rounding)
        for inclusive in (True, False):
            assert tax(back, rate, is_inclusive=inclusive, rounding=rounding) == -tax(
                there, rate, is_inclusive=inclusive, rounding=rounding
            )


weights = st.lists(st.integers(0, 10**7), min_size=1, max_size=30)


class TestAllocate:
    @given(amounts, weights)
    def test_the_parts_sum_to_the_whole(self, total: int, shares: list[int]) -> None:
        parts = allocate(total, shares)
        assert sum(parts) == total
        assert len(parts) == len(shares)

    @given(amounts, weights)
    def test_each_part_is_within_one_of_its_exact_share(
        self, total: int, shares: list[int]
    ) -> None:
        even = shares if any(shares) else [1] * len(shares)
        whole = sum(even)
        for part, weight in zip(allocate(total, shares), even, strict=True):
            assert abs(part - Fraction(total * weight, whole)) < 1

    @given(amounts, weights)
    def test_more_weight_never_gets_less(self, total: int, shares: list[int]) -> None:
        even = shares if any(shares) else [1] * len(shares)
        pairs = sorted(zip(even, map(abs, allocate(total, shares)), strict=True))
        lightest_part = dict(reversed(pairs))
        heaviest_part = dict(pairs)
        known = sorted(heaviest_part)
        for lighter, heavier in itertools.pairwise(known):
            assert heaviest_part[lighter] <= lightest_part[heavier]

    @given(amounts, weights)
    def test_a_negative_total_mirrors_the_positive_one(self, total: int, shares: list[int]) -> None:
        assert allocate(-total, shares) == [-part for part in allocate(total, shares)]

    def test_the_first_of_equals_wins(self) -> None:
        assert allocate(10, [1, 1, 1]) == [4, 3, 3]
        assert allocate(-11, [2, 2, 2]) == [-4, -4, -3]
        assert allocate(5, [0, 0]) == [3, 2]

    def test_nothing_goes_to_no_weight(self) -> None:
        assert allocate(100, [0, 3, 0]) == [0, 100, 0]

    def test_no_or_negative_weights_are_our_bug(self) -> None:
        for wrong in ([], [1, -1]):
            with pytest.raises(AssertionError):
                allocate(1, wrong)


class TestMoney:
    @pytest.mark.parametrize("wrong", [1.0, Decimal(1), "1", True, None])
    def test_only_whole_minor_units_make_money(self, wrong: object) -> None:
        with pytest.raises(TypeError):
            Money(wrong)

    @pytest.mark.parametrize("wrong", [1.5, Decimal(2), True, Money(2)])
    def test_it_is_multiplied_by_whole_numbers_only(self, wrong: object) -> None:
        with pytest.raises(TypeError):
            Money(1) * wrong
        assert 3 * Money(2) == Money(2) * 3 == Money(6)

    @pytest.mark.parametrize(
        "operation",
        [
            lambda a, b: a + b,
            lambda a, b: a - b,
            lambda a, b: a < b,
            lambda a, b: a <= b,
            lambda a, b: a > b,
            lambda a, b: a >= b,
        ],
    )
    def test_two_currencies_or_a_number_never_mix(
        self, operation: Callable[[object, object], object]
    ) -> None:
        with pytest.raises(AssertionError):
            operation(Money(1, "CNY"), Money(1, "USD"))
        with pytest.raises(TypeError):
            operation(Money(1), 1)

    def test_other_currencies_are_not_equal(self) -> None:
        assert Money(1, "CNY") != Money(1, "USD")

    def test_no_division(self) -> None:
        with pytest.raises(TypeError):
            Money(2) / 2

    def test_sums_no_shop_has_are_our_bug(self) -> None:
        Money(LARGEST_MINOR)
        with pytest.raises(AssertionError):
            Money(LARGEST_MINOR + 1)

    @given(amounts, amounts)
    def test_it_counts_like_whole_numbers(self, a: int, b: int) -> None:
        x, y = Money(a), Money(b)
        assert (x + y - y, abs(x).minor, bool(x)) == (x, abs(a), a != 0)
        assert -Money(-a) == x
        assert (x < y, x <= y, x > y, x >= y) == (a < b, a <= b, a > b, a >= b)
