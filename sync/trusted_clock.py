"""Trusted time: the server's time carried on by a clock that nobody can set.

The last answer of the server plus what a suspend-counting monotonic clock has run since. It reads
no clock: whoever calls brings the readings. What is to be kept over a restart is an ``Anchor``.

Moving the wall clock changes nothing while the machine runs. After a boot, until the server
answers, time is the later of what was kept and the wall clock, and *estimated*. An estimate counts
as sure: a shop that has no cloud yet, or whose line is cut for days, must be able to take coupons.
It is not sure once something contradicts it: the wall clock stood behind what was kept, or more
than 24 hours ahead (a till switched off over a holiday, or somebody's hand), or runs apart from it
by more than two minutes. The server's answer or a manager's word settles it; another boot does not.

Only these two can set trusted time back: an estimate that was ahead would otherwise stay for ever.
"""

from dataclasses import dataclass
from typing import Final

SURE_WITHIN_MS: Final = 120_000
LONGEST_OFF_MS: Final = 24 * 3_600_000
"""Off for longer than this, a till asks; overnight it does not."""

_DRIFT: Final = 10_000
"""A quartz is off by less than one part in this many (100 ppm)."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Trusted time at one reading of the monotonic clock of boot ``boot``.

    ``error_ms``: how far off it may have been then. ``wall_ahead_ms``: by how much the wall clock
    was ahead of it. ``is_from_server``: an answer's, not an estimate, and in this very boot.
    """

    trusted_ms: int
    mono_ms: int
    boot: str
    error_ms: int = 0
    wall_ahead_ms: int = 0
    is_from_server: bool = False


class TrustedClock:
    """Owned by one thread. Every ``wall_ms`` and ``mono_ms`` is a reading of now."""

    def __init__(self, kept: Anchor | None, wall_ms: int, mono_ms: int, boot: str) -> None:
        """Go on from what was kept, in this boot or an earlier one; without it from the wall.

        So a clock made anew without anything kept is a manager's word that the wall is right.
        """
        self._boot = boot
        if kept is None:
            self._anchor = Anchor(wall_ms, mono_ms, boot)
        elif kept.boot == boot and kept.mono_ms <= mono_ms:
            self._anchor = kept
        else:
            self._anchor = _estimate(kept, wall_ms, mono_ms, boot)

    def now_ms(self, mono_ms: int) -> int:
        """Give trusted time."""
        return self._anchor.trusted_ms + self._elapsed_ms(mono_ms)

    def uncertainty_ms(self, wall_ms: int, mono_ms: int) -> int:
        """Say how far off it may be, as far as is known.

        After an answer the monotonic clock's drift adds to it; an estimate has no better witness
        than the wall clock, and is as unsure as the two are apart.
        """
        if self._anchor.is_from_server:
            return self._anchor.error_ms + self._elapsed_ms(mono_ms) // _DRIFT
        return self._anchor.error_ms + abs(self.wall_ahead_ms(wall_ms, mono_ms))

    def is_sure(self, wall_ms: int, mono_ms: int) -> bool:
        """Tell whether codes and coupons may be judged by it."""
        return self.uncertainty_ms(wall_ms, mono_ms) <= SURE_WITHIN_MS

    def wall_ahead_ms(self, wall_ms: int, mono_ms: int) -> int:
        """Say by how much the wall clock is ahead; more than two minutes should be shown."""
        return wall_ms - self.now_ms(mono_ms)

    def anchor(self, wall_ms: int, mono_ms: int) -> Anchor:
        """Give what is to be kept for the next start."""
        return Anchor(
            self.now_ms(mono_ms),
            mono_ms,
            self._boot,
            self._carried_error_ms(mono_ms),
            self.wall_ahead_ms(wall_ms, mono_ms),
            self._anchor.is_from_server,
        )

    def heard(self, server_ms: int, error_ms: int, wall_ms: int, mono_ms: int) -> None:
        """Take the server's time at this moment, right to within ``error_ms`` (half a round trip).

        Time moves no further than the answer demands, so that it does not jitter; an answer that
        is vaguer than what is known and agrees with it changes nothing.
        """
        now = self.now_ms(mono_ms)
        trusted = min(max(now, server_ms - error_ms), server_ms + error_ms)
        error = error_ms + abs(trusted - server_ms)
        agrees = trusted == now
        if agrees and self._anchor.is_from_server:
            error = min(error, self.uncertainty_ms(wall_ms, mono_ms))
        self._anchor = Anchor(trusted, mono_ms, self._boot, error, is_from_server=True)

    def _elapsed_ms(self, mono_ms: int) -> int:
        return max(0, mono_ms - self._anchor.mono_ms)

    def _carried_error_ms(self, mono_ms: int) -> int:
        drift = self._elapsed_ms(mono_ms) // _DRIFT if self._anchor.is_from_server else 0
        return self._anchor.error_ms + drift


def _estimate(kept: Anchor, wall_ms: int, mono_ms: int, boot: str) -> Anchor:
    """Carry time over a boot, during which only the wall clock ran."""
    gap_ms = wall_ms - kept.trusted_ms
    is_doubtful = not 0 <= gap_ms <= LONGEST_OFF_MS
    # The largest, not their sum: the errors of a hundred boots do not add up, nor does one vanish.
    error_ms = max(kept.error_ms, abs(kept.wall_ahead_ms), abs(gap_ms) if is_doubtful else 0)
    return Anchor(max(kept.trusted_ms, wall_ms), mono_ms, boot, error_ms)
