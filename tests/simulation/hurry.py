"""What takes days in a shop takes minutes in some worlds: feeds are compacted, cursors too old.

Though there are few rows, snapshots have several segments, comparisons of ranges several rounds,
and feeds several pages.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final
from unittest.mock import patch

from sync import pull
from sync.cloud.feeds import retention, segments, snapshots
from sync.wire import ranges
from tests.simulation.world import MINUTE

_EACH: Final = 3
"""Every such seed, from 1 on, is in a hurry."""


def is_hurried(seed: int) -> bool:
    """Tell whether a seed's world is one of these."""
    return seed % _EACH == 1


@contextmanager
def hurried() -> Iterator[None]:
    """Keep feeds, snapshots and segments for a short time, and cut them small."""
    with ExitStack() as stack:
        for owner, name, value in (
            (retention, "COMPACTED_AFTER_MS", 15 * MINUTE),
            (retention, "KEPT_MS", 60 * MINUTE),
            (retention, "SUPERSEDED_KEPT_MS", 5 * MINUTE),
            (retention, "SNAPSHOT_KEPT_MS", 15 * MINUTE),
            (retention, "_LOOKED_EVERY_MS", 5 * MINUTE),
            (snapshots.SnapshotBuilder.__init__, "__defaults__", (20 * MINUTE,)),
            (snapshots, "EVERY_MS", 20 * MINUTE),
            (snapshots, "SEGMENT_ROWS", 6),
            (segments, "SEGMENT_ROWS", 6),
            (segments, "FILLED_TO", 4),
            (segments, "SHORT", 2),
            (ranges, "LISTED_BELOW", 3),
            (pull, "MOST_PAGE_ROWS", 2),
        ):
            stack.enter_context(patch.object(owner, name, value))
        yield
