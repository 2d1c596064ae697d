"""The only reader of the wall clock, the suspend-proof clock and random bits; makes ids.

Everything else takes a ``Clock``. Tests pass their own with the same methods.
"""

import os
import sys
import time
import uuid
from pathlib import Path
from typing import Protocol

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    """What the product asks of time and chance."""

    def wall_ms(self) -> int:
        """Give UTC milliseconds since 1970, as the machine believes; may jump either way."""

    def mono_ms(self) -> int:
        """Give milliseconds since boot, sleep included; never goes back while the boot lasts."""

    def boot_id(self) -> str:
        """Give 8 hex digits that change with every boot of the machine."""

    def new_id(self) -> uuid.UUID:
        """Make a UUIDv7 (RFC 9562) that is greater than every one made before by this clock."""

    def random_bytes(self, count: int) -> bytes:
        """Give bytes from the system's cryptographic source."""

    def utc_offset_minutes(self) -> int:
        """Give the shop's local time zone offset now; for printing only, never for rules."""


class SystemClock:
    """The machine's own clocks. Safe to use from the till thread only: ids share one counter."""

    def __init__(self) -> None:
        self._last_id = 0
        self._boot = _read_boot_id()

    def wall_ms(self) -> int:
        """See ``Clock``."""
        return time.time_ns() // 1_000_000

    def mono_ms(self) -> int:
        """See ``Clock``. CLOCK_BOOTTIME on Linux; elsewhere the monotonic clock counts sleep."""
        is_linux = sys.platform == "linux"
        now_ns = time.clock_gettime_ns(time.CLOCK_BOOTTIME) if is_linux else time.monotonic_ns()
        return now_ns // 1_000_000

    def boot_id(self) -> str:
        """See ``Clock``."""
        return self._boot

    def new_id(self) -> uuid.UUID:
        """See ``Clock``. A clock set back does not set the ids back: the last one is counted on."""
        value = (
            (self.wall_ms() & ((1 << 48) - 1)) << 80
            | 0x7 << 76
            | _random_bits(12) << 64
            | 0b10 << 62
            | _random_bits(62)
        )
        if value <= self._last_id:
            value = _next_uuid7(self._last_id)
        self._last_id = value
        return uuid.UUID(int=value)

    def random_bytes(self, count: int) -> bytes:
        """See ``Clock``."""
        return os.urandom(count)

    def utc_offset_minutes(self) -> int:
        """See ``Clock``."""
        return time.localtime().tm_gmtoff // 60


def _random_bits(count: int) -> int:
    # What secrets.randbits gives, without the six modules it would bring in before the first paint.
    return int.from_bytes(os.urandom((count + 7) // 8), "big") >> (-count % 8)


def _next_uuid7(value: int) -> int:
    """Count a UUIDv7 up by one in its 74 free bits, leaving version and variant in place."""
    tail = value & ((1 << 62) - 1)
    if tail < (1 << 62) - 1:
        return value + 1
    middle = (value >> 64) & 0xFFF
    head = value >> 80
    if middle < 0xFFF:
        middle += 1
    else:
        head, middle = head + 1, 0
    return head << 80 | 0x7 << 76 | middle << 64 | 0b10 << 62


def _read_boot_id() -> str:
    if _BOOT_ID.exists():
        return _BOOT_ID.read_text(encoding="ascii").replace("-", "")[:8]
    # Elsewhere: when the machine was started, to the nearest minute, is as good as a name.
    started_minute = (time.time_ns() - time.monotonic_ns()) // 60_000_000_000
    return f"{started_minute & 0xFFFFFFFF:08x}"
