"""Waits spread out, keep to what was asked of them, and never give up."""

from hypothesis import given
from hypothesis import strategies as st

from sync.backoff import BASE_MS, CAP_MS, Backoff, RetryBudget, chosen_below

RANDOM = st.binary(min_size=4, max_size=4)


@given(limit=st.integers(0, CAP_MS), drawn=RANDOM)
def test_a_chance_stays_within_its_limit(limit: int, drawn: bytes) -> None:
    assert 0 <= chosen_below(limit, lambda count: drawn[:count]) <= limit


def test_the_whole_range_is_drawn() -> None:
    assert chosen_below(2_000, lambda count: b"\xff" * count) == 2_000
    assert chosen_below(2_000, lambda count: b"\0" * count) == 0


@given(drawn=RANDOM, failures=st.integers(1, 60))
def test_waits_grow_to_the_cap_and_no_further(drawn: bytes, failures: int) -> None:
    backoff = Backoff(RetryBudget(), lambda count: drawn[:count])
    for _ in range(failures):
        backoff.failed(0)
    assert backoff.until_ms <= max(CAP_MS, 72_000)
    assert backoff.is_open == (failures >= 5)
    backoff.succeeded()
    assert backoff.until_ms == 0


def test_the_first_wait_is_at_most_the_base() -> None:
    backoff = Backoff(RetryBudget(), lambda count: b"\xff" * count)
    backoff.failed(1_000)
    assert backoff.until_ms == 1_000 + BASE_MS


@given(drawn=RANDOM, asked_s=st.integers(0, 10**9))
def test_what_the_server_asks_for_is_the_least_and_an_absurd_wish_is_cut(
    drawn: bytes, asked_s: int
) -> None:
    backoff = Backoff(RetryBudget(), lambda count: drawn[:count])
    backoff.failed(0, asked_s)
    assert min(asked_s * 1_000, CAP_MS) <= backoff.until_ms
    assert backoff.until_ms <= max(BASE_MS, min(asked_s * 1_000, CAP_MS) * 6 // 5)


def test_retries_are_a_tenth_of_the_requests_in_the_long_run() -> None:
    budget = RetryBudget()
    assert sum(budget.spend() for _ in range(50)) == 10
    for _ in range(100):
        budget.earn()
    assert sum(budget.spend() for _ in range(50)) == 10


def test_without_a_budget_the_waits_are_long() -> None:
    budget = RetryBudget()
    while budget.spend():
        pass
    backoff = Backoff(budget, lambda count: b"\0" * count)
    backoff.failed(0)
    assert backoff.until_ms >= 60_000
