"""Money in whole minor units, and the only four functions in the product that may round.

``extend``, ``percent``, ``tax`` and ``round_cash`` round; ``allocate`` shares and loses nothing.
Nothing here knows how money is written: ui/formats.py and receipts/ do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LARGEST_MINOR = 10**13
"""No sum in a shop is larger (100 thousand million yuan); a larger one is our bug."""

_WITHOUT_MINOR_UNIT = frozenset({"JPY", "KRW"})


def minor_digits(currency: str) -> int:
    """Tell how many digits a currency has after the point."""
    return 0 if currency in _WITHOUT_MINOR_UNIT else 2


class Rounding(StrEnum):
    """How a tie and a remainder are settled.

    Always away from zero or towards it, so that a refund mirrors its sale.
    """

    HALF_UP = "half_up"  # ties away from zero: 四舍五入
    HALF_EVEN = "half_even"
    HALF_DOWN = "half_down"  # ties towards zero
    DOWN = "down"  # towards zero: 抹零
    UP = "up"  # away from zero


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount of one currency (ISO 4217 letters) in its minor unit. May be negative."""

    minor: int
    currency: str = "CNY"

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError(f"money takes whole minor units, not {type(self.minor).__name__}")
        assert -LARGEST_MINOR <= self.minor <= LARGEST_MINOR, self.minor

    def _same(self, other: "Money") -> int:
        if not isinstance(other, Money):
            raise TypeError(f"money and {type(other).__name__} do not mix")
        assert self.currency == other.currency, (self.currency, other.currency)
        return other.minor

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __abs__(self) -> "Money":
        return Money(abs(self.minor), self.currency)

    def __mul__(self, times: int) -> "Money":
        if type(times) is not int:
            raise TypeError("money is multiplied by whole numbers only; see extend() and percent()")
        return Money(self.minor * times, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0


def _divide(numerator: int, denominator: int, rounding: Rounding) -> int:
    """Divide by a positive number, rounding the magnitude so that -x mirrors x."""
    assert denominator > 0
    whole, rest = divmod(abs(numerator), denominator)
    if rounding is Rounding.UP:
        up = rest > 0
    elif rounding is Rounding.HALF_UP:
        up = 2 * rest >= denominator
    elif rounding is Rounding.HALF_EVEN:
        up = 2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1)
    elif rounding is Rounding.HALF_DOWN:
        up = 2 * rest > denominator
    else:
        up = False
    magnitude = whole + up
    return magnitude if numerator >= 0 else -magnitude


def extend(unit_price: Money, quantity_thousandths: int, rounding: Rounding) -> Money:
    """Price a quantity: unit price × thousandths of a unit, rounded once to the minor unit."""
    return Money(
        _divide(unit_price.minor * quantity_thousandths, 1000, rounding), unit_price.currency
    )


def percent(amount: Money, rate_ppm: int, rounding: Rounding) -> Money:
    """Take a share of an amount; the rate is in parts per million (10 % = 100 000)."""
    return Money(percent_minor(amount.minor, rate_ppm, rounding), amount.currency)


def percent_minor(minor: int, rate_ppm: int, rounding: Rounding) -> int:
    """Take a share of bare minor units: ``percent`` for the inside of pricing."""
    return _divide(minor * rate_ppm, 1_000_000, rounding)


def tax(amount: Money, rate_ppm: int, *, is_inclusive: bool, rounding: Rounding) -> Money:
    """Find the tax in an amount (inclusive) or on it (exclusive); rate in parts per million."""
    base = 1_000_000 + rate_ppm if is_inclusive else 1_000_000
    return Money(_divide(amount.minor * rate_ppm, base, rounding), amount.currency)


def round_cash(amount: Money, step_minor: int, rounding: Rounding) -> Money:
    """Bring an amount to a multiple of the smallest coin (5 for 0.05, 10 for 抹零 to jiao)."""
    return Money(_divide(amount.minor, step_minor, rounding) * step_minor, amount.currency)


def allocate(total: int, weights: Sequence[int]) -> list[int]:
    """Share whole units by weight so that the parts sum to the total, to the last unit.

    Largest remainder; the first of equals wins. Weights are not negative; when all are zero they
    count as equal. A negative total mirrors the positive one.
    """
    assert weights
    assert min(weights) >= 0
    sign, magnitude = (-1, -total) if total < 0 else (1, total)
    shares_of = list(weights) if any(weights) else [1] * len(weights)
    whole = sum(shares_of)
    parts = [magnitude * weight // whole for weight in shares_of]
    left = magnitude - sum(parts)
    if not left:
        return [sign * part for part in parts]
    remainders = [magnitude * weight % whole for weight in shares_of]
    by_remainder = sorted(range(len(remainders)), key=remainders.__getitem__, reverse=True)
    for i in by_remainder[:left]:  # equals stay in their order
        parts[i] += 1
    return [sign * part for part in parts]


def allocate_within(total: int, weights: Sequence[int], rooms: Sequence[int]) -> list[int]:
    """Share by weight like ``allocate``, but no part above its room; what does not fit moves on.

    Never negative. When the rooms together hold less than the total, all of them are filled.
    """
    parts = [0] * len(weights)
    left = min(total, sum(rooms))
    while left:
        open_ = [i for i in range(len(weights)) if parts[i] < rooms[i]]
        shares = allocate(left, [weights[i] for i in open_])
        full = [i for i, share in zip(open_, shares, strict=True) if share > rooms[i] - parts[i]]
        if not full:
            for i, share in zip(open_, shares, strict=True):
                parts[i] += share
            return parts
        for i in full:
            left -= rooms[i] - parts[i]
            parts[i] = rooms[i]
    return parts
