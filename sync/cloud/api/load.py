"""How much is in hand, and who asks too often. Kept in memory, for one process.

Threads of the shell share both; a lock guards what they count.
"""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

from sync.cloud.api.endpoint import Refused
from sync.cloud.settings import Settings
from sync.wire.exchange import Pace

_MINUTE_MS: Final = 60_000
_MOST_KNOWN: Final = 50_000
"""Names, the newest: some megabytes. Whoever is forgotten begins with a full bucket."""

RETRY_AFTER_S: Final = 5
"""Whoever is put off comes back soon: what is in hand is worked on in less."""

_OFF_FROM: Final = ((25, "bulk"), (50, "stock"), (75, "reference"), (90, "urgent"))
_SLOWER_EVERY_PERCENT: Final = 25


class RowsInHand:
    """Admission by journal rows: what a batch costs, whoever sends it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._rows = 0
        self._lock = Lock()

    @property
    def share_percent(self) -> int:
        """How much of what may be in hand is."""
        return min(100, self._rows * 100 // max(1, self._most))

    @contextmanager
    def hold(self, rows: int) -> Iterator[None]:
        """Count rows while they are worked on. Refuses: OVERLOADED."""
        with self._lock:
            if self._rows and self._rows + rows > self._most:
                raise refused_for("OVERLOADED", RETRY_AFTER_S)
            self._rows += rows
        try:
            yield
        finally:
            with self._lock:
                self._rows -= rows


def pace(settings: Settings, share_percent: int) -> Pace:
    """Say how tills should come, by how much of what may be in hand is.

    Less urgent lanes go first; facts and holds are never asked to stay away.
    """
    off = [lane for from_percent, lane in _OFF_FROM if share_percent >= from_percent]
    times = 1 + share_percent // _SLOWER_EVERY_PERCENT
    return Pace(settings.next_ms * times, settings.batch_max, lanes_off=tuple(off))


class Rates:
    """A bucket for each name: so many at once, and as many again in every minute."""

    def __init__(self, a_minute: int) -> None:
        self._most = a_minute * _MINUTE_MS
        self._buckets: OrderedDict[str, tuple[int, int]] = OrderedDict()
        self._lock = Lock()

    def count(self, name: str, now_ms: int) -> None:
        """Count one. Refuses: TOO_MANY, which counts nothing."""
        with self._lock:
            left, at_ms = self._buckets.pop(name, (self._most, now_ms))
            a_minute = self._most // _MINUTE_MS
            left = min(self._most, left + max(0, now_ms - at_ms) * a_minute)
            is_let_in = left >= _MINUTE_MS
            self._buckets[name] = (left - _MINUTE_MS if is_let_in else left, now_ms)
            if len(self._buckets) > _MOST_KNOWN:
                self._buckets.popitem(last=False)
        if not is_let_in:
            short = _MINUTE_MS - left
            raise refused_for("TOO_MANY", -(-short // (a_minute * 1_000)))


def refused_for(code: str, seconds: int) -> Refused:
    """Make a refusal that says when to come again."""
    refusal = Refused(code, retry_after_s=max(1, seconds))
    refusal.retry_after_s = max(1, seconds)
    return refusal
