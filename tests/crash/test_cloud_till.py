"""No cut tears apart what the cloud said: a page and its cursor, a lost row and its sale."""

import sys
from pathlib import Path

import pytest

from tests.crash.cloud_till import Check
from tests.crash.cuts import cut_everywhere
from tests.crash.operations import Ack
from tests.crash.trace import record, strace_path

pytestmark = pytest.mark.skipif(strace_path() is None, reason="strace is not installed")


def test_what_a_cloud_said_stands_whole_after_a_cut_or_not_at_all(tmp_path: Path) -> None:
    data, acks = tmp_path / "data", tmp_path / "acks"
    data.mkdir()
    command = [sys.executable, "-m", "tests.crash.cloud_till", str(data), str(acks)]
    recording = record(command, data, acks)
    assert recording.done.returncode == 0, recording.done.stderr
    said = [each.text for each in recording.operations if isinstance(each, Ack)]
    assert "resolved" in said
    result = cut_everywhere(recording, Check(said), images=400, seed=11)
    assert result.images.total() == 400
    assert not result.failures, result.failures[:3]
