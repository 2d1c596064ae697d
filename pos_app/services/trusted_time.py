"""The time that codes, coupons and prices are judged by: trusted time of this till.

Reads the machine's clocks for sync/trusted_clock.py and keeps its anchor in till.db, so that time
does not go back when the machine starts again.
"""

from collections.abc import Callable
from dataclasses import asdict
from typing import Final

from pos_app.clock import Clock
from pos_app.store.database import Connection, Database
from pos_app.store.settings import find_setting, put_setting
from sync.trusted_clock import Anchor, TrustedClock

_SETTING: Final = "trusted_time"
_KEPT_EVERY_MS: Final = 60_000


class TrustedTime:
    """One for the machine; the training till reads it too and keeps nothing. Till thread."""

    def __init__(self, till: Database, clock: Clock) -> None:
        self._clock = clock
        with till.read() as connection:
            kept = find_setting(connection, _SETTING)
        self._trusted = TrustedClock(
            Anchor(**kept) if kept else None, clock.wall_ms(), clock.mono_ms(), clock.boot_id()
        )
        self._kept_mono_ms: int | None = None

    def now_ms(self) -> int:
        """Give trusted time in UTC milliseconds."""
        return self._trusted.now_ms(self._clock.mono_ms())

    @property
    def is_sure(self) -> bool:
        """Whether a code or coupon may be judged by it; if not, people are told and nothing more.

        True for an estimate that nothing contradicts: a shop without a cloud has no other.
        """
        return self._trusted.is_sure(self._clock.wall_ms(), self._clock.mono_ms())

    @property
    def uncertainty_ms(self) -> int:
        """How far off it may be, as far as is known."""
        return self._trusted.uncertainty_ms(self._clock.wall_ms(), self._clock.mono_ms())

    @property
    def wall_ahead_ms(self) -> int:
        """By how much the machine's clock is ahead of it; negative when behind."""
        return self._trusted.wall_ahead_ms(self._clock.wall_ms(), self._clock.mono_ms())

    def heard(self, server_ms: int, sent_mono_ms: int, heard: tuple[int, int, str]) -> None:
        """Take the server's time out of an answer.

        ``heard`` are wall clock, monotonic clock and boot when the answer came, ``sent_mono_ms``
        is when the question went. The server spoke somewhere between: its time is taken for the
        middle's and is right to within half of it. One of an earlier boot says nothing any more.
        """
        wall_ms, mono_ms, boot = heard
        if boot == self._clock.boot_id():
            half_ms = max(mono_ms - sent_mono_ms, 0) // 2 + 1
            self._trusted.heard(server_ms + half_ms, half_ms, wall_ms, mono_ms)

    def keep(self, connection: Connection) -> None:
        """Keep it for the next start, once a minute at most; the caller's transaction.

        Why with other writes: time that decided nothing need not be kept, and a commit of its own
        every minute would wear the disk of a till that stands still.
        """
        kept, mono_ms = self._kept_mono_ms, self._clock.mono_ms()
        if kept is None or mono_ms - kept >= _KEPT_EVERY_MS:
            self.keep_now(connection)

    def keep_now(self, connection: Connection) -> None:
        """Keep it for the next start; the caller's transaction.

        A transaction that is rolled back takes it along; the next one, a minute later, keeps it.
        """
        wall_ms, mono_ms = self._clock.wall_ms(), self._clock.mono_ms()
        put_setting(connection, _SETTING, asdict(self._trusted.anchor(wall_ms, mono_ms)))
        self._kept_mono_ms = mono_ms

    def confirm(self, till: Database, record: Callable[[Connection], None]) -> None:
        """Take the machine's clock for right from now on; whoever calls has asked a manager.

        Atomicity: what ``record`` writes of it and the time itself, in one commit; then it counts.
        """
        wall_ms, mono_ms = self._clock.wall_ms(), self._clock.mono_ms()
        confirmed = TrustedClock(None, wall_ms, mono_ms, self._clock.boot_id())
        with till.write() as connection:
            record(connection)
            put_setting(connection, _SETTING, asdict(confirmed.anchor(wall_ms, mono_ms)))
        self._trusted = confirmed
