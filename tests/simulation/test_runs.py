"""A fixed set of worlds holds, the same seed is the same world, and planted bugs are found."""

import functools
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from tests.simulation.bugs import Bug
from tests.simulation.faults import Faults
from tests.simulation.fixed import PLANS
from tests.simulation.ground import simulated_ground
from tests.simulation.marks import EXPECTED, RARE, missing
from tests.simulation.planted import BUGS, found_in
from tests.simulation.run import Plan, run
from tests.simulation.shrink import command, shrunk

NORMAL = "B5"
"""The planted bug that is found first: the last commits are not pressed onto the disk."""


@pytest.fixture(autouse=True)
def ground() -> Iterator[None]:
    with simulated_ground():
        yield


@functools.cache
def outcome_of(seed: int) -> tuple[str, Counter[str]]:
    """Run one of the fixed worlds, once; give what broke in it and what it reached."""
    outcome = run(PLANS[seed])
    again = f"python -m tests.simulation --fixed --seed {seed} --trace"
    return f"{outcome.broken} {again}" if outcome.broken else "", outcome.marks


@pytest.mark.parametrize("seed", PLANS)
def test_whatever_fails_the_shops_and_their_cloud_agree_in_the_end(seed: int) -> None:
    broken, marks = outcome_of(seed)
    assert not broken
    assert marks["converged"] == 1


def test_the_fixed_worlds_reach_every_rare_branch() -> None:
    reached = sum((outcome_of(seed)[1] for seed in PLANS), Counter())
    assert missing(reached) == ()


def test_the_same_seed_is_the_same_world() -> None:
    first, second = run(Plan(3, hours=2)), run(Plan(3, hours=2))
    assert first.trace == second.trace
    assert first.struck == second.struck
    assert first.trace != run(Plan(4, hours=2)).trace


def test_a_world_without_faults_has_none_and_sells() -> None:
    outcome = run(Plan(1, hours=2, mix={}))
    assert outcome.broken is None
    assert outcome.struck == []
    assert outcome.printed > 0


def test_leaving_a_fault_out_leaves_the_others_where_they_were() -> None:
    every, one = Faults(1, {"reset": 0.5}), Faults(1, {"reset": 0.5}, ["reset@T1#2"])
    struck = [every.strikes("reset", "T1") for _ in range(50)]
    assert 10 < sum(struck) < 40
    assert [one.strikes("reset", "T1") for _ in range(50)] == [
        at == 1 and struck[1] for at in range(50)
    ]


def test_a_planted_bug_is_found_and_reduced_to_a_command_that_repeats_it() -> None:
    bug = BUGS[NORMAL]
    outcome = found_in(bug, range(6), hours=2)
    assert outcome is not None
    assert outcome.broken is not None
    assert outcome.broken.number == 1
    with bug.planted():
        small = shrunk(outcome, most_runs=8)
        again = run(small.plan)
    assert len(small.plan.only or ()) <= len(outcome.struck)
    assert again.broken is not None
    assert again.trace == small.trace
    assert f"--seed {small.plan.seed}" in command(small)


@pytest.mark.parametrize("name", ["B10", "B13", "B16"])
def test_planted_bugs_that_any_run_can_show_are_found_at_once(name: str) -> None:
    assert found_in(BUGS[name], range(3)) is not None


def test_a_planted_bug_whose_patch_does_nothing_is_reported() -> None:
    bug = Bug("none at all", lambda _bite: nullcontext())
    with pytest.raises(AssertionError, match="did nothing in 1 runs"):
        found_in(bug, range(1, 2), hours=1)


def test_every_mark_has_one_name() -> None:
    assert len(set(EXPECTED + RARE)) == len(EXPECTED + RARE)
