"""The rig finds points that move in a commit after their sale's."""

from pathlib import Path

import pytest

from tests.crash.__main__ import record_day
from tests.crash.cuts import build_image, steps_of
from tests.crash.disk import Variant
from tests.crash.recovery import Recovery
from tests.crash.trace import strace_path

pytestmark = pytest.mark.skipif(strace_path() is None, reason="strace is not installed")

WHOLE_WRITES = Variant("none", "all")
"""What was synced is there and nothing else, under every name."""


def test_points_in_a_commit_of_their_own_are_found_at_a_cut_of_their_sale(tmp_path: Path) -> None:
    recording, acks = record_day("--only-trade", "--second-commit")
    recovery, found = Recovery(acks), set()
    steps = steps_of(recording.operations)
    for cut in (at for at, step in enumerate(steps) if step == "points spent"):
        folder = tmp_path / str(cut)
        folder.mkdir()
        said = build_image(recording, cut, WHOLE_WRITES, folder)
        found.update(problem.split(":")[0] for problem in recovery(folder, said))
    assert "points of journal and ledger differ" in found
