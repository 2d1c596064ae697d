"""A slice of the cuts of a manager's days, and mistakes of theirs that the rig finds."""

from pathlib import Path

import pytest

from tests.crash.__main__ import record_day
from tests.crash.cuts import build_image, cut_everywhere, steps_of
from tests.crash.disk import Variant
from tests.crash.office_recovery import OfficeRecovery
from tests.crash.operations import Ack, Sync
from tests.crash.trace import strace_path

pytestmark = pytest.mark.skipif(strace_path() is None, reason="strace is not installed")

IN_TIME = Variant("all", "all")
"""All that was written is there, synced or not: as if the cut came a moment later."""

TOO_EARLY = Variant("none", "all")
"""Every name is there, and of the bytes what was synced."""


def test_no_cut_of_a_managers_days_loses_doubles_or_halves_an_act() -> None:
    recording, acks = record_day("--manager")
    result = cut_everywhere(recording, OfficeRecovery(acks), images=60, seed=1)
    assert result.images.total() == 60
    assert [(str(f.variant), f.cut, f.problems) for f in result.failures] == []


@pytest.mark.parametrize(
    ("plant", "step", "moments", "variant", "words"),
    [
        ("stock", "goods adjusted", Sync, IN_TIME, "half done: journal; not: documents"),
        ("archive", "archive", Ack, TOO_EARLY, "archive refused: "),
        ("price", "prices", Sync, IN_TIME, "half done: shelf; not: journal, prices planned"),
    ],
)
def test_a_mistake_is_found_at_a_cut_of_its_act(
    tmp_path: Path, plant: str, step: str, moments: type, variant: Variant, words: str
) -> None:
    recording, acks = record_day("--manager", "--plant", plant)
    judge, steps = OfficeRecovery(acks), steps_of(recording.operations)
    for cut, operation in enumerate(recording.operations, 1):
        if steps[cut] == step and isinstance(operation, moments):
            image = tmp_path / str(cut)
            image.mkdir()
            said = build_image(recording, cut, variant, image)
            if any(problem.startswith(words) for problem in judge(image, said)):
                return
    pytest.fail("never found")
