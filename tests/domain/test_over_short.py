"""How tills came out: counts and sums by operator, and a trend only where there is one."""

import pytest

from pos_app.domain.identifiers import BusinessDate, OperatorId
from pos_app.domain.money import Money
from pos_app.domain.over_short import CountedShift, Trend, histories


def shifts(*differences: int, who: str = "op1") -> list[CountedShift]:
    day, operator = BusinessDate("2026-11-21"), OperatorId(who)
    return [
        CountedShift(number, operator, f"name of {who}", day, Money(difference))
        for number, difference in enumerate(differences, 1)
    ]


def test_shifts_are_counted_and_added_up_by_operator() -> None:
    history = histories([*shifts(0, -500, 200), *shifts(0, 0, who="op2")], "CNY")
    first, second = history
    assert (first.operator, first.shifts, first.off) == ("op1", 3, 2)
    assert (first.net, first.largest) == (Money(-300), Money(-500))
    assert (second.shifts, second.off, second.net) == (2, 0, Money(0))


@pytest.mark.parametrize(
    ("differences", "trend"),
    [
        ((-900, 800, -700), Trend.UNKNOWN),
        ((-900, 800, -100, 50), Trend.BETTER),
        ((10, -10, 500, -700, 300), Trend.WORSE),
        ((100, -100, 100, -110), Trend.STEADY),
        ((0, 0, 0, 0), Trend.STEADY),
    ],
)
def test_a_trend_compares_the_halves(differences: tuple[int, ...], trend: Trend) -> None:
    assert histories(shifts(*differences), "CNY")[0].trend is trend


def test_nobody_counted_is_nobody_listed() -> None:
    assert histories([], "CNY") == ()
