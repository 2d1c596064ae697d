"""How tills came out over a time, by operator: figures to talk about, not to accuse with."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos_app.domain.identifiers import BusinessDate, OperatorId
from pos_app.domain.money import Money

_FEWEST: Final = 4
"""Of fewer shifts nothing is said about a trend."""


class Trend(StrEnum):
    """Whether the later half of the shifts came out nearer than the earlier half."""

    UNKNOWN = "unknown"
    BETTER = "better"
    STEADY = "steady"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class CountedShift:
    """A shift that was closed; ``over_short`` is counted less expected."""

    number: int
    operator: OperatorId
    operator_name: str
    business_date: BusinessDate
    over_short: Money


@dataclass(frozen=True, slots=True)
class OperatorHistory:
    """One operator's shifts of a time.

    ``off`` of them were not even; ``net`` is their sum, ``largest`` the one farthest from even.
    """

    operator: OperatorId
    name: str
    shifts: int
    off: int
    net: Money
    largest: Money
    trend: Trend


def histories(shifts: Iterable[CountedShift], currency: str) -> tuple[OperatorHistory, ...]:
    """Put shifts together, which come oldest first; whoever was off by most in all stands first."""
    by_operator: dict[OperatorId, list[CountedShift]] = {}
    for shift in shifts:
        by_operator.setdefault(shift.operator, []).append(shift)
    made = [_history(own, currency) for own in by_operator.values()]
    return tuple(sorted(made, key=lambda history: (-abs(history.net.minor), history.name)))


def _history(own: list[CountedShift], currency: str) -> OperatorHistory:
    differences = [shift.over_short for shift in own]
    return OperatorHistory(
        operator=own[0].operator,
        name=own[-1].operator_name,
        shifts=len(own),
        off=sum(1 for difference in differences if difference),
        net=sum(differences, Money(0, currency)),
        largest=max(differences, key=lambda difference: abs(difference.minor)),
        trend=_trend([abs(difference.minor) for difference in differences]),
    )


def _trend(off_by: list[int]) -> Trend:
    """Compare the means of both halves; a quarter more or less is no trend."""
    if len(off_by) < _FEWEST:
        return Trend.UNKNOWN
    half = len(off_by) // 2
    earlier, later = off_by[:half], off_by[half:]
    before, after = sum(earlier) * len(later), sum(later) * len(earlier)
    if 4 * after < 3 * before:
        return Trend.BETTER
    return Trend.WORSE if 3 * after > 4 * before else Trend.STEADY
