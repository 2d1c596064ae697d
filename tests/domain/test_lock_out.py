"""How long a wrong PIN costs, whatever the clocks and the plug do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.lock_out import (
    FREE_FAILURES,
    Attempts,
    check_not_locked,
    remaining_ms,
    wait_after,
)
from pos_app.errors import Refusal

MINUTE = 60_000


def test_the_waits_rise_and_stay() -> None:
    waits = [wait_after(failures) // MINUTE for failures in range(10)]
    assert waits == [0, 0, 0, 0, 0, 1, 5, 15, 15, 15]


@given(st.integers(0, 50), st.integers(0, 10**9), st.integers(0, 10**8))
def test_in_one_boot_the_wait_counts_from_the_last_attempt(
    failures: int, last: int, later: int
) -> None:
    left = remaining_ms(Attempts(failures, last, "aa"), last + later, "aa", 0)
    assert left == max(0, wait_after(failures) - later)


@given(st.integers(0, 50), st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 10**8))
def test_in_another_boot_the_whole_wait_counts_from_the_start_of_the_till(
    failures: int, last: int, started: int, later: int
) -> None:
    left = remaining_ms(Attempts(failures, last, "aa"), started + later, "bb", started)
    assert left == max(0, wait_after(failures) - later)


@given(st.integers(0, 50), st.integers(-(10**9), 10**9), st.integers(0, 10**9))
def test_no_stored_figure_makes_anybody_wait_longer_than_the_wait(
    failures: int, last: int, now: int
) -> None:
    assert 0 <= remaining_ms(Attempts(failures, last, "aa"), now, "aa", 0) <= wait_after(failures)


def test_the_refusal_names_the_minutes_begun() -> None:
    locked = Attempts(FREE_FAILURES + 1, 0, "aa")
    for now, minutes in ((0, 5), (1, 5), (4 * MINUTE, 1), (5 * MINUTE - 1, 1)):
        with pytest.raises(Refusal, match="OPERATOR_LOCKED_OUT") as caught:
            check_not_locked(locked, now, "aa", 0)
        assert caught.value.facts == {"minutes": minutes}
    check_not_locked(locked, 5 * MINUTE, "aa", 0)
    check_not_locked(Attempts(), 0, "aa", 0)
