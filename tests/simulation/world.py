"""One heap, one seeded generator, virtual time. The same seed gives the same trace (invariant 30).

Nothing here knows of tills or clouds. Times are milliseconds of the world's own time, which no node
can see: each has clocks of its own (clocks.py).
"""

import hashlib
import heapq
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Final

SECOND: Final = 1_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR

Act = Callable[[], None]


class Broken(AssertionError):
    """An invariant does not hold. ``number`` is that of sync.md section 20; 0 is none of them."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__(f"invariant {number}: {text}")
        self.number = number


def broken_in(act: Act) -> Broken | None:
    """Do something; whatever it raises is a finding."""
    try:
        act()
    except Broken as broken:
        return broken
    except Exception as error:  # noqa: BLE001 - the product may raise anything
        found = Broken(0, f"{type(error).__name__}: {error}")
        found.__cause__ = error
        return found
    return None


class World:
    """What happens, in order."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.rng = Random(f"world {seed}")
        self.now = 0
        self.steps = 0
        self.marks: Counter[str] = Counter()
        self.lines: list[str] | None = None
        """Every line of the trace, where somebody wants to read it."""
        self.is_passing = False
        """Time passes in the middle of a step."""
        self.failed: Broken | None = None
        """Found where the product would take it for its own failure; raised after the step."""
        self._heap: list[tuple[int, int, int, str, Act]] = []
        self._trace = hashlib.sha256()

    def at(self, delay: int, name: str, act: Act) -> None:
        """Let something happen after so long; at the same time in random order."""
        self.steps += 1
        entry = (self.now + max(0, delay), self.rng.getrandbits(32), self.steps, name, act)
        heapq.heappush(self._heap, entry)

    def every(self, period: int, name: str, act: Act) -> None:
        """Let something happen again and again, at about this distance."""

        def again() -> None:
            act()
            self.at(self.rng.randrange(period // 2, period * 3 // 2), name, again)

        self.at(self.rng.randrange(period), name, again)

    def run(self, until: int, after_each: Act | None = None) -> None:
        """Go on to a time."""
        while self._heap and self._heap[0][0] <= until:
            self.now, _, _, name, act = heapq.heappop(self._heap)
            self.note(name)
            act()
            if self.failed is not None:
                raise self.failed
            if after_each:
                after_each()
        self.now = max(self.now, until)

    def pass_time(self, delay: int) -> None:
        """Let everything else go on in the middle of a step."""
        self.is_passing = True  # whoever sleeps must not take what breaks meanwhile for its own
        self.failed = self.failed or broken_in(lambda: self.run(self.now + delay))
        self.is_passing = False

    def note(self, text: str) -> None:
        """Put something into the trace."""
        line = f"{self.now} {text}"
        self._trace.update(line.encode())
        if self.lines is not None:
            self.lines.append(line)

    def sometimes(self, mark: str) -> None:
        """Count that a rare branch was reached (marks.py)."""
        self.marks[mark] += 1

    @property
    def trace(self) -> str:
        """The hash of everything so far."""
        return self._trace.hexdigest()[:16]
