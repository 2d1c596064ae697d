"""Clocks of the nodes: wrong by hours or years, drifting, started anew; ids and chance by the seed.

They have the methods of ``pos_app.clock.Clock`` and ``sync.cloud.clock.CloudClock``.
"""

import uuid
from random import Random
from typing import Final

from tests.simulation.world import World

START_MS: Final = 1_795_262_400_000
"""2026-11-21 12:00 UTC: where true time begins."""

MOST_DRIFT_PPM: Final = 2_000
"""Of the clock that counts since boot: far worse than any quartz, far below the 1 % of a lease."""


class CloudClock:
    """The cloud's; ``ahead`` is how wrong it is."""

    def __init__(self, world: World, name: str) -> None:
        self._world = world
        self._rng = Random(f"{name} {world.seed}")
        self.ahead = 0

    def wall_ms(self) -> int:
        return START_MS + self._world.now + self.ahead

    def random_bytes(self, count: int) -> bytes:
        return self._rng.randbytes(count)


class TillClock:
    """A till's. ``boot`` starts the one that counts anew; ids rise while a process lives."""

    def __init__(self, world: World, name: str, drift_ppm: int = 0) -> None:
        self._world = world
        self._rng = Random(f"{name} {world.seed}")
        self._drift_ppm = drift_ppm
        self.ahead = 0
        self._booted = 0
        self._boot_id = ""
        self._last_id = 0
        self.boot()

    def boot(self) -> None:
        self._booted = self._world.now - self._rng.randrange(1_000, 60_000)
        self._boot_id = f"{self._rng.getrandbits(32):08x}"

    def start_process(self) -> None:
        """Ids are monotone within a process only."""
        self._last_id = 0

    def wall_ms(self) -> int:
        return max(0, START_MS + self._world.now + self.ahead)

    def mono_ms(self) -> int:
        passed = self._world.now - self._booted
        return passed + passed * self._drift_ppm // 1_000_000

    def boot_id(self) -> str:
        return self._boot_id

    def new_id(self) -> uuid.UUID:
        bits = self._rng.getrandbits(74)
        value = (
            (self.wall_ms() & ((1 << 48) - 1)) << 80
            | 0x7 << 76
            | (bits >> 62) << 64
            | 0b10 << 62
            | bits & ((1 << 62) - 1)
        )
        self._last_id = value if value > self._last_id else self._last_id + 1
        return uuid.UUID(int=self._last_id)

    def random_bytes(self, count: int) -> bytes:
        return self._rng.randbytes(count)

    def utc_offset_minutes(self) -> int:
        return 480
