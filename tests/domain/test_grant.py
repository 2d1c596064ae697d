"""Rights that were delivered, and how long a hold lasts whatever the clocks do."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.grant import LEASE_MARGIN_MS, EscrowRight, lease_end_ms, right_of
from pos_app.errors import Refusal

TERMINAL = bytes(range(16))
FIELDS = {
    "amount": 20,
    "campaign": 7003,
    "expires_ms": 1_800_000_000_000,
    "grant_no": 5,
    "kind": "right",
    "terminal": TERMINAL.hex(),
}


def test_a_right_is_read() -> None:
    assert right_of(FIELDS, TERMINAL) == EscrowRight(5, 7003, 20, 1_800_000_000_000)


@pytest.mark.parametrize(
    "change",
    [
        {"amount": 0},
        {"amount": True},
        {"amount": 10**7},
        {"campaign": "7003"},
        {"campaign": 2**32},
        {"expires_ms": None},
        {"expires_ms": 1.5},
        {"grant_no": -1},
        {"kind": "points"},
        {"terminal": "zz"},
        {"terminal": 5},
        {"only_on": "mon"},
    ],
)
def test_what_is_no_right_or_says_more_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Refusal, match="GRANT_UNREADABLE"):
        right_of(FIELDS | change, TERMINAL)
    for key in change.keys() & FIELDS.keys():
        with pytest.raises(Refusal, match="GRANT_UNREADABLE"):
            right_of({name: value for name, value in FIELDS.items() if name != key}, TERMINAL)


def test_another_till_s_right_is_refused() -> None:
    with pytest.raises(Refusal, match="GRANT_FOR_ANOTHER_TILL"):
        right_of(FIELDS, bytes(16))


@given(
    sent_ms=st.integers(0, 10**12),
    ttl_ms=st.integers(0, 86_400_000),
    travel_ms=st.integers(0, 60_000),
    drift_ppm=st.integers(-10_000, 10_000),
)
def test_the_till_s_lease_ends_before_the_cloud_s_at_any_drift_up_to_one_percent(
    sent_ms: int, ttl_ms: int, travel_ms: int, drift_ppm: int
) -> None:
    """The cloud grants after the question was sent and counts ttl by its own clock."""
    till_runs_ms = lease_end_ms(sent_ms, ttl_ms) - sent_ms
    real_ms = till_runs_ms * 1_000_000 / (1_000_000 + drift_ppm)
    assert real_ms <= travel_ms + ttl_ms
    assert till_runs_ms <= ttl_ms - LEASE_MARGIN_MS
