"""A slice of `make torture`: power cuts at the writes of a scripted day, and the planted loss."""

import pytest

from tests.crash.__main__ import record_day
from tests.crash.cuts import cut_everywhere
from tests.crash.recovery import Recovery
from tests.crash.trace import strace_path

pytestmark = pytest.mark.skipif(strace_path() is None, reason="strace is not installed")


def test_no_power_cut_loses_what_was_acknowledged() -> None:
    recording, acks = record_day()
    result = cut_everywhere(recording, Recovery(acks), images=400, seed=1)
    assert result.images.total() == 400
    assert [(str(f.variant), f.cut, f.problems) for f in result.failures] == []


def test_with_synchronous_normal_the_same_slice_finds_lost_sales() -> None:
    recording, acks = record_day("--synchronous", "NORMAL", "--only-trade")
    result = cut_everywhere(recording, Recovery(acks), images=120, seed=1)
    assert any(f.problems[0].startswith("lost: done") for f in result.failures)
