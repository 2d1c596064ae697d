"""The lowest total, provably: the engine against brute force, and a harness that can fail."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.money import Rounding, percent_minor
from pos_app.domain.pricing import (
    assignment,
    benefits,
    cluster_search,
    every_assignment,
    greedy,
    independence,
    sums,
    unit_search,
)
from pos_app.domain.pricing.bundle import RuleBundle
from tests.domain.pricing.prove import difference, make, prove

SEED = 20261121
SHOPS = 400
Patch = tuple[tuple[Any, str, Any], ...]


@given(st.integers(0, 10**9))
@settings(max_examples=300)
def test_what_the_engine_proves_is_what_brute_force_finds(at: int) -> None:
    assert difference(make(0, at), must_prove=True) == ""


@given(st.integers(0, 10**9), st.integers(0, 200))
@settings(max_examples=200)
def test_with_few_steps_the_engine_never_claims_too_much(at: int, steps: int) -> None:
    assert difference(make(0, at, steps), must_prove=False) == ""


def test_a_fixed_slice_of_shops_agrees() -> None:
    result = prove(SHOPS, SEED)
    assert result.mismatches == []
    assert result.counts["reduced"] > SHOPS // 2
    assert len(result.rules) == 13


def _hope_too_little() -> Patch:
    hope = cluster_search.ClusterSearch._hope
    return ((cluster_search.ClusterSearch, "_hope", lambda *a: hope(*a) * 2 // 3),)


def _round_down() -> Patch:
    def down(minor: int, rate_ppm: int, _rounding: Rounding) -> int:
        return percent_minor(minor, rate_ppm, Rounding.DOWN)

    return ((benefits, "percent_minor", down),)


def _first_line_up_only() -> Patch:
    rivals_of = unit_search.rivals_of
    return ((unit_search, "rivals_of", lambda rules: ([r[0]] for r in rivals_of(rules))),)


PLANTED: dict[str, Callable[[], Patch]] = {
    "the bound of the search is too low": _hope_too_little,
    "a rate is rounded down instead of as the bundle says": _round_down,
    "of rivals on units only the first is tried": _first_line_up_only,
    "a cap does not bind groups": lambda: (
        (greedy, "within", lambda group, _room: group),
        (cluster_search, "within", lambda group, _room: group),
        (every_assignment, "within", lambda group, _room: group),
    ),
    "a cap on plain cuts is overlooked": lambda: ((unit_search, "_cap_binds", lambda *_: False),),
    "bought units may be the rewarded ones": lambda: tuple(
        (module, "rounds_beside", lambda *_: 9)
        for module in (greedy, cluster_search, every_assignment)
    ),
    "units are always reduced as far as possible": lambda: (
        (independence.Independence, "holds", lambda _: True),
    ),
    "no rule on sums is ever left out": lambda: ((sums.LaterRules, "_droppable", lambda *_: []),),
    "rows are thought best whatever the rounding": lambda: (
        (cluster_search.ClusterSearch, "_gains_by_rows", lambda *_: True),
    ),
    "floors are overlooked": lambda: ((RuleBundle, "floor_of", lambda *_: 0),),
    "a rule that picks takes the dearest": lambda: ((assignment, "in_order", _dearest_first),),
}


def _dearest_first(part: Any, board: Any) -> list[int]:
    return sorted(board.of(part.items), key=lambda at: (-board.lines[at].price, at))


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_found(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for owner, name, planted in PLANTED[bug]():
        monkeypatch.setattr(owner, name, planted)
    found = (at for at in range(PLANTED_SHOPS) if difference(make(SEED, at), must_prove=True))
    assert next(found, None) is not None, f"nobody noticed: {bug}"


PLANTED_SHOPS = 3000
"""Without a planted bug all of these agree (tests.domain.pricing.prove); the rarest needs 640."""
