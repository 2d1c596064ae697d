"""One line of the benchmark table: ours against a limit that was measured in the same run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured. ``limit`` is what the machine itself did; a ratio travels, times do not.

    ``limit`` and ``ratio`` are empty where the goal is absolute.
    """

    what: str
    ours: str
    limit: str
    ratio: str
    goal: str
    is_met: bool
    note: str = ""


def percentile(values: list[float], share: float) -> float:
    """Give the value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def median(values: list[float]) -> float:
    """Give the middle value."""
    return percentile(values, 0.5)
