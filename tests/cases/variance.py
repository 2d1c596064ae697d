"""The cash detective against mistakes that were planted: which cause does it name first?

Every shift is sold by the product's own services from a seed; nothing tells the detective which
mistake was made, but the record.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pos_app.domain.variance.explain import Explanation, explain
from tests.builders import make_rig
from tests.cases.variance_mistakes import PAIRS, TWENTY, Planted
from tests.cases.variance_shift import ShiftPlay, Truth, make_store

SEED = 20_261_122


@dataclass(frozen=True)
class Outcome:
    """What was planted, and at which places the detective named the cause and the very receipt."""

    planted: Planted
    over_short_minor: int
    transactions: int
    found: tuple[Explanation, ...]
    place: int
    evidence_place: int

    @property
    def is_first(self) -> bool:
        """The true cause was named first, with the true receipt or time among what to look at."""
        return self.place == 1 and self.evidence_place > 0

    def row(self) -> str:
        first = self.found[0] if self.found else None
        said = "+".join(part.cause.value for part in first.parts) if first else "nothing"
        score = first.score_ppm // 10_000 if first else 0
        among = len(first.parts[0].evidence) if first else 0
        return (
            f"{self.planted.kind:24} {self.planted.words:38} {self.transactions:4}"
            f" {self.over_short_minor / 100:9.2f}  {self.place:2}"
            f"  {self.evidence_place:2}/{among:<3} {said} {score} %"
        )


def play_one(store: Path, folder: Path, planted: Planted, seed: int) -> Outcome:
    """Play a shift with one mistake and ask the detective."""
    rig = make_rig(store, folder)
    try:
        play = ShiftPlay(rig, seed)
        planted.opening(play)
        customers = play.random.randrange(100, 150)
        at = play.random.randrange(customers // 5, customers * 9 // 10)
        facts = play.play(customers, {at: planted.mistake})
    finally:
        rig.close()
    found = explain(facts)
    assert play.truth is not None
    place, evidence_place = _places(found, play.truth)
    return Outcome(planted, facts.over_short_minor, len(facts.deals), found, place, evidence_place)


def _places(found: tuple[Explanation, ...], truth: Truth) -> tuple[int, int]:
    for place, explanation in enumerate(found, 1):
        if len(explanation.parts) == 1 and explanation.parts[0].cause.value == truth.cause:
            for at, evidence in enumerate(explanation.parts[0].evidence, 1):
                if evidence.receipt == truth.receipt and evidence.at_ms == truth.at_ms:
                    return place, at
            return place, 0
    return 0, 0


def outcomes(folder: Path, seed: int = SEED) -> Iterator[Outcome]:
    """Play the twenty, one after the other."""
    store = make_store(folder / "store")
    for at, planted in enumerate(TWENTY):
        yield play_one(store, folder / f"shift{at}", planted, seed + at)


def pair_places(folder: Path, seed: int = SEED) -> list[tuple[str, int]]:
    """Plant two mistakes in each of a few shifts; at which place the very two were named, or 0."""
    store = make_store(folder)
    places = []
    for number, (first, second) in enumerate(PAIRS):
        rig = make_rig(store, folder / f"pair{number}")
        try:
            play = ShiftPlay(rig, seed + number)
            play.open()
            found = explain(play.play(110, {30: first, 80: second}))
        finally:
            rig.close()
        causes = {truth.cause for truth in play.truths}
        named = [{part.cause.value for part in one.parts} for one in found]
        place = named.index(causes) + 1 if causes in named else 0
        places.append((" + ".join(sorted(causes)), place))
    return places


def run_table(seed: int) -> int:
    """Print the table; ends with 0 when at least eighteen causes were named first."""
    print(
        f"{'kind':24} {'what was done':38} {'sales':>4} {'over/short':>9}"
        " place evidence  named first"
    )
    with tempfile.TemporaryDirectory() as folder:
        played = []
        for outcome in outcomes(Path(folder), seed):
            print(outcome.row())
            played.append(outcome)
        pairs = pair_places(Path(folder) / "pairs", seed)
    first = sum(outcome.is_first for outcome in played)
    print(f"the true cause first in {first} of {len(played)} (seed {seed})")
    for causes, place in pairs:
        print(f"two at once: {causes:40} named at place {place}")
    return 0 if first >= 18 else 1
