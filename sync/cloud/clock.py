"""The cloud's clock and its randomness; the simulation brings others with the same methods."""

import os
import time
from typing import Protocol


class CloudClock(Protocol):
    """What the cloud asks of time and chance. Safe to call from any thread."""

    def wall_ms(self) -> int:
        """Give UTC milliseconds since 1970."""

    def random_bytes(self, count: int) -> bytes:
        """Give bytes from a cryptographic source."""


class SystemCloudClock:
    """The machine's own."""

    def wall_ms(self) -> int:
        """See ``CloudClock``."""
        return time.time_ns() // 1_000_000

    def random_bytes(self, count: int) -> bytes:
        """See ``CloudClock``."""
        return os.urandom(count)
