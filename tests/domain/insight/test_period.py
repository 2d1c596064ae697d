"""Periods: months cut them without a gap, and what they are measured against fits."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.period import LONGEST_DAYS, Period
from pos_app.errors import Refusal


def period_of(first: date, days: int) -> Period:
    last = first + timedelta(days=days - 1)
    return Period(BusinessDate(first.isoformat()), BusinessDate(last.isoformat()))


periods = st.builds(
    period_of,
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.one_of(st.integers(1, 70), st.integers(1, 800)),
)


@given(periods)
def test_the_months_of_a_period_are_all_of_it_once(period: Period) -> None:
    months = period.months()
    assert (months[0].first, months[-1].last) == (period.first, period.last)
    assert sum(month.days for month in months) == period.days
    for month, following in pairwise(months):
        assert month.moved(month.days).first == following.first
        assert month.first[:7] == month.last[:7]
    for month in months[1:-1]:
        assert month.is_whole_month


@given(periods)
def test_what_a_period_is_measured_against_is_before_it_on_the_same_weekdays(
    period: Period,
) -> None:
    if period.days > LONGEST_DAYS // 2:
        return
    before = period.before()
    assert before.days == period.days
    assert before.last < period.first
    apart = date.fromisoformat(period.first) - date.fromisoformat(before.first)
    assert apart.days % 7 == 0
    assert apart.days < period.days + 7


def test_only_a_month_of_the_calendar_is_a_whole_month() -> None:
    assert period_of(date(2024, 2, 1), 29).is_whole_month
    assert not period_of(date(2024, 2, 1), 28).is_whole_month
    assert not period_of(date(2024, 2, 2), 28).is_whole_month
    assert not period_of(date(2024, 2, 1), 60).is_whole_month


@pytest.mark.parametrize("days", [0, -3, LONGEST_DAYS + 1])
def test_a_period_that_cannot_be_meant_is_refused(days: int) -> None:
    with pytest.raises(Refusal) as caught:
        period_of(date(2026, 1, 1), days)
    assert caught.value.code == "PERIOD_WRONG"
