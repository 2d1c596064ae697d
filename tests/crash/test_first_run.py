"""A first run that is cut off anywhere goes on, and nothing half made is a till."""

import sys
from pathlib import Path

import pytest

from tests.crash.cuts import cut_everywhere
from tests.crash.first_run import Check
from tests.crash.operations import Ack
from tests.crash.trace import record, strace_path

pytestmark = pytest.mark.skipif(strace_path() is None, reason="strace is not installed")

IMAGES = 160


def test_a_first_run_goes_on_after_a_cut_at_any_write_and_ends_as_the_store_asked_for(
    tmp_path: Path,
) -> None:
    data, acks = tmp_path / "data", tmp_path / "acks"
    data.mkdir()
    command = [sys.executable, "-m", "tests.crash.first_run", str(data), str(acks)]
    recording = record(command, data, acks)
    assert recording.done.returncode == 0, recording.done.stderr
    said = [each.text for each in recording.operations if isinstance(each, Ack)]
    assert said[-1] == "till"
    result = cut_everywhere(recording, Check(tmp_path / "goods.csv"), IMAGES, seed=6)
    assert result.images.total() == IMAGES
    assert not result.failures, result.failures[:3]
