"""What a count has in it: places in the tills' own journals, never what had arrived here by then.

sync.md section 12. A till that gave a count no mark has its facts divided by their own time. Pure:
whatever order things arrive in, the same facts give the same answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Place = tuple[int, int]
"""Epoch and row number."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The last row of a till's journal that a count has in it, and when it was written."""

    place: Place
    wall_ms: int


@dataclass(frozen=True, slots=True)
class Vector:
    """Where one item of a count was counted, between two moments of the ``counter``'s clock.

    ``marks`` by terminal; the counter's own among them.
    """

    counter: bytes
    from_ms: int
    until_ms: int
    marks: Mapping[bytes, Mark]

    def is_inside(self, terminal: bytes, place: Place, wall_ms: int) -> bool:
        """Tell whether what moved there is in the figure that was counted."""
        mark = self.marks.get(terminal)
        return wall_ms <= self.from_ms if mark is None else place <= mark.place

    def is_doubtful(self, terminal: bytes, place: Place, wall_ms: int) -> bool:
        """Tell whether goods moved at another till while they may have been being counted.

        The counter asks by itself for what moved there meanwhile.
        """
        if terminal == self.counter:
            return False
        if self.is_inside(terminal, place, wall_ms):
            return wall_ms > self.from_ms
        return wall_ms <= self.until_ms


@dataclass(frozen=True, slots=True)
class Counted:
    """An item as one count found it. ``wall_ms`` and ``day``: of the fact that says so."""

    count: bytes
    event_id: bytes
    n: int
    quantity: int
    day: str
    wall_ms: int
    vector: Vector

    @property
    def age(self) -> tuple[int, bytes, int]:
        """Order counts that nothing else orders: by time, then by name."""
        return self.wall_ms, self.event_id, self.n


@dataclass(frozen=True, slots=True)
class Choice:
    """Which count a figure begins at, and those that were made across it."""

    counted: Counted
    rivals: tuple[Counted, ...]


def choose(counted: Sequence[Counted]) -> Choice | None:
    """Choose the count of one item that counts; None without any.

    One whose vector contains another's has taken its place. Of those that none contains, the
    newest; those that were made across it, each having something in it that the other has not,
    are its rivals.
    """
    if not counted:
        return None
    newest = max(counted, key=lambda one: one.age)
    left = [one for one in counted if one is newest or not _covers(newest, one)]
    best = [one for one in left if not any(_beats(other, one) for other in left)]
    chosen = max(best or left, key=lambda one: one.age)
    rivals = (one for one in best if one.count != chosen.count and not _covers(chosen, one))
    return Choice(chosen, tuple(sorted(rivals, key=lambda one: one.age)))


def _beats(one: Counted, other: Counted) -> bool:
    return one is not other and _covers(one, other) and not _covers(other, one)


def _covers(one: Counted, other: Counted) -> bool:
    """Tell whether a count has in it whatever another one has."""
    mine, theirs = one.vector, other.vector
    return all(_reaches(mine, theirs, till) for till in mine.marks.keys() | theirs.marks.keys())


def _reaches(one: Vector, other: Vector, terminal: bytes) -> bool:
    mine, theirs = one.marks.get(terminal), other.marks.get(terminal)
    if mine is not None and theirs is not None:
        return mine.place >= theirs.place
    return (mine.wall_ms if mine else one.from_ms) >= (theirs.wall_ms if theirs else other.from_ms)
