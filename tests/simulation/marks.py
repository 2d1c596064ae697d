"""Rare branches that a soak must have reached: what never triggers a bug never finds it."""

from collections import Counter
from typing import Final

EXPECTED: Final = (
    "power_cut_in_a_write",
    "response_lost_after_commit",
    "replayed_hours_later",
    "cloud_cut_in_a_write",
    "cloud_restored",
    "cloud_restored_unmarked",
    "rewind_seen",
    "fork_seen",
    "till_restored",
    "till_cloned",
    "key_revoked",
    "provisional_epoch",
    "relogged",
    "disk_full",
    "sold_offline",
    "converged",
    "snapshot_gone_on",
    "snapshot_loaded_again",
    "segment_gone",
    "rows_safe",
    "member_joined",
    "day_proved",
    "divergence_found",
    "replayed_at_the_end",
)
"""Names given to ``World.sometimes``."""


def missing(seen: Counter[str]) -> tuple[str, ...]:
    """Name what was never reached."""
    return tuple(mark for mark in EXPECTED if not seen[mark])
