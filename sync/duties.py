"""What there is to do, derived from state at every look; nothing here is remembered as "to do".

Rows that the cloud does not have, feeds behind their heads, days not proved: each is read anew, so
a hint that was lost costs one tick. Beside each stands when it may next be tried. How each is done:
sync/deeds.py.
"""

import hashlib
from collections.abc import Iterator
from functools import partial
from typing import Final

from sync import errors
from sync.backoff import Backoff, RetryBudget, chosen_below
from sync.deeds import Deeds
from sync.errors import SyncError
from sync.line import Line, is_control
from sync.report import Reporter
from sync.sheets import due_sheet, send_sheet
from sync.slots import Duty
from sync.status import LEAST_ROOM_BYTES
from sync.steps import Lane
from sync.wire.exchange import Cursor, FeedHead

ROWS: Final = "rows"
POLL: Final = "poll"
PROOF: Final = "proof"
TIDY: Final = "tidy"
REPORT: Final = "report"
SHEETS: Final = "sheets"

QUIET_MS: Final = 2_000
LONGEST_QUIET_MS: Final = 5_000
"""After a commit without another, and in all: a sale and what follows it travel together, soon."""
_SHORTEST_PERIOD_MS: Final = 1_000
_LONGEST_PERIOD_MS: Final = 15 * 60_000
"""Between which the cloud may set the pace: a slip of its hand stops no till and floods nothing."""

LANES: Final = {
    "ctl": Lane.URGENT,
    "coupon": Lane.URGENT,
    "order": Lane.URGENT,
    "promo": Lane.REFERENCE,
    "cat": Lane.REFERENCE,
    "member": Lane.REFERENCE,
    "stk": Lane.STOCK,
    "sheet": Lane.STOCK,
}
"""By what a feed's name begins with."""

_NEEDS_ROOM: Final = (Lane.REFERENCE, Lane.STOCK, Lane.BULK)

_WHOLE: Final = " whole"
"""Marks the duty for all of a feed, apart from the one for its next page."""

_QUARTER_HOUR_MS: Final = 15 * 60_000
_HOUR_MS: Final = 60 * 60_000
_FLOORS_MS: Final = {
    "TOO_NEW_SCHEMA": _HOUR_MS,
    "TOO_OLD_CLIENT": _HOUR_MS,
    "BAD_SIGNATURE": _QUARTER_HOUR_MS,
    "UNKNOWN_TERMINAL": _QUARTER_HOUR_MS,
    "REVOKED": _QUARTER_HOUR_MS,
    "MALFORMED": _QUARTER_HOUR_MS,
    "INVALID": _QUARTER_HOUR_MS,
    "OUT_OF_SCOPE": _QUARTER_HOUR_MS,
}
"""What no quick retry can mend."""

_FREE_ONCE: Final = frozenset(
    {"CHANNEL_LOST", "BAD_SIGNATURE", "GAP", "FORK", "FEED_GEN", "GONE", errors.JOURNALS_PART}
)
"""A hello answers these: they are no failure the first time."""

_ROWS_ALONE: Final = frozenset({"TOO_NEW_SCHEMA", "MALFORMED", "INVALID", errors.NO_PROGRESS})
"""Only the rows are stuck: positions are asked for and feeds are read all the same."""


class Duties:
    """Works on one line; belongs to one engine."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.deeds = Deeds(line)
        self.reporter = Reporter(line)
        self._budget = RetryBudget()
        self._waits: dict[str, Backoff] = {}
        self._freed: set[str] = set()
        self._failing: dict[str, SyncError] = {}
        self._unsent_since_ms: int | None = None
        self._committed_ms = 0
        self._poll_ms = 0
        self._wakes: list[int] = []
        self._free_bytes: int | None = None

    # what is known

    @property
    def room_left(self) -> int | None:
        """Give the bytes that the disk has left, where that is too little for what can wait."""
        free = self._free_bytes
        return free if free is not None and free < LEAST_ROOM_BYTES else None

    def errors(self) -> dict[Lane, str]:
        """Give the code that stands in the way in each lane where something does."""
        lanes = {ROWS: Lane.FACTS, POLL: Lane.FACTS}
        lanes |= dict.fromkeys((PROOF, TIDY, REPORT, SHEETS), Lane.BULK)
        found: dict[Lane, str] = {}
        for key, error in self._failing.items():
            is_whole = key.endswith(_WHOLE)
            lane = lanes.get(key) or (Lane.BULK if is_whole else self.lane(key))
            found.setdefault(lane, error.code)
        if self.room_left is not None:
            found |= dict.fromkeys(_NEEDS_ROOM, errors.LITTLE_ROOM)
        return found

    @property
    def contact_error(self) -> SyncError | None:
        """Give why facts do not get through, if they do not."""
        return self._failing.get(ROWS) or self._failing.get(POLL)

    def lane(self, feed: str) -> Lane:
        """Give a feed's lane; what is unknown is not urgent."""
        return LANES.get(feed.partition(":")[0], Lane.STOCK)

    def behind(self, feed: str) -> int:
        """Count the positions a feed lacks, as far as is known."""
        head, cursor = self.line.heads.get(feed), self.line.cursor(feed)
        if head is None:
            return 0
        if cursor is None or cursor.gen != head.gen:
            return head.pos
        return max(0, head.pos - cursor.pos)

    # hints

    def note_commit(self, mono_ms: int) -> None:
        """Wait a little after a commit: others may follow."""
        self._committed_ms = mono_ms

    def hurry(self, mono_ms: int, *, is_asked: bool) -> None:
        """Try what has failed again: at once when asked, soon when the network is back."""
        for wait in self._waits.values():
            wait.hurry()
        self._poll_ms = mono_ms
        if is_asked:
            self._unsent_since_ms = mono_ms - LONGEST_QUIET_MS
            self.deeds.proof_ms = mono_ms
        else:
            self._poll_ms += chosen_below(QUIET_MS, self.line.random_bytes)

    def settle(self, duty: Duty, error: SyncError | None, mono_ms: int) -> None:
        """Draw the lesson from how a duty ended."""
        wait = self._wait(duty.key)
        if error is None:
            wait.succeeded()
            self._freed.discard(duty.key)
            self._failing.pop(duty.key, None)
            if duty.lane is Lane.FACTS:
                self.reporter.heartbeat += 1
                self._failing.pop(POLL, None)
                self._poll_ms = self._next_poll_ms(mono_ms)
            self._note_members()
            return
        if error.code == "REVOKED" and not self.deeds.is_sealed:
            self.deeds.is_sealed = True
            self.line.hang_up()  # hello says how far the rows are that are set aside
            return
        if error.code in _FREE_ONCE and duty.key not in self._freed:
            self._freed.add(duty.key)
            return
        self._failing[duty.key] = error
        wait.failed(mono_ms, error.retry_after_s, _FLOORS_MS.get(error.code, 0))

    # what is due

    def wake_ms(self, mono_ms: int) -> int | None:
        """When what was not due yet at the last look will be."""
        return min((at for at in self._wakes if at > mono_ms), default=None)

    def look(self) -> None:
        """Begin a look: what it finds not due yet is collected anew."""
        self._wakes = []
        self._free_bytes = self.line.journal.free_bytes()

    def facts(self, mono_ms: int) -> Duty | None:
        """Rows up, or the question how far things are."""
        if self.line.journal.enrolment() is None:
            return None
        if self.is_unsent:
            if self._unsent_since_ms is None:
                self._unsent_since_ms = mono_ms
            if self._is_due(ROWS, mono_ms, self._quiet_until_ms()):
                return Duty(ROWS, Lane.FACTS, self.deeds.send_rows)
            if not self._are_rows_alone_stuck:
                return None
        else:
            self._unsent_since_ms = None
            self._failing.pop(ROWS, None)
        if self._is_due(POLL, mono_ms, self._poll_ms if self.line.is_open else 0):
            return Duty(POLL, Lane.FACTS, self.deeds.ask)
        return None

    def feed(self, mono_ms: int) -> Duty | None:
        """Take the next page of the most urgent feed that is behind."""
        for feed in self._readable():
            head, cursor = self.line.heads[feed], self.line.cursor(feed)
            if feed in self.line.suspects or not self._can_go_on(feed, cursor, head):
                self._failing.pop(feed, None)  # it needs no page now
                continue
            if self._is_due(feed, mono_ms):
                lane = self.lane(feed)
                return Duty(feed, lane, partial(self.deeds.read_page, feed, lane))
        return None

    def bulk(self, mono_ms: int) -> Duty | None:
        """Snapshots, new generations, repairs; the days to be proved; what can wait for these."""
        if self._is_off(Lane.BULK):
            return self._word(mono_ms)
        for feed in self._readable():
            duty = self._heavy(feed)
            if duty is None:
                self._failing.pop(feed + _WHOLE, None)
            elif self._is_due(duty.key, mono_ms):
                return duty
        is_proof_due = not self.is_unsent and self._is_due(PROOF, mono_ms, self.deeds.proof_ms)
        if is_proof_due and self._is_connected:
            return Duty(PROOF, Lane.BULK, self.deeds.prove_days)
        return self._word(mono_ms) or self._leisure(mono_ms)

    def _leisure(self, mono_ms: int) -> Duty | None:
        """Give what waits for everything else."""
        if self._is_through and due_sheet(self.line) and self._is_due(SHEETS, mono_ms):
            return Duty(SHEETS, Lane.BULK, partial(send_sheet, self.line))
        if not self.deeds.is_tidy and self._is_due(TIDY, mono_ms):
            return Duty(TIDY, Lane.BULK, self.deeds.tidy)
        return None

    def _word(self, mono_ms: int) -> Duty | None:
        """Tell the cloud how things are: that needs no room, and says that there is little."""
        is_off = not self._is_connected or Lane.BULK in self.line.pace.lanes_off
        if is_off or not self._is_due(REPORT, mono_ms, self.reporter.due_ms(mono_ms)):
            return None
        return Duty(REPORT, Lane.BULK, partial(self.reporter.tell, self.behind))

    @property
    def is_unsent(self) -> bool:
        """Tell whether the cloud lacks rows, as far as it has said."""
        return self.line.journal.standing().head != self.deeds.push.reached

    @property
    def _are_rows_alone_stuck(self) -> bool:
        error = self._failing.get(ROWS)
        return error is not None and error.code in _ROWS_ALONE and self.line.have is not None

    @property
    def _is_connected(self) -> bool:
        """Tell whether anything but facts may be asked for now: facts are the probe."""
        return self._is_through and not self.deeds.is_sealed

    @property
    def _is_through(self) -> bool:
        """Tell whether facts get through; a till that was replaced tells of nothing but them."""
        error = self.contact_error
        return self.line.is_open and (error is None or error.code in _ROWS_ALONE)

    def _readable(self) -> Iterator[str]:
        if not self._is_connected:
            return
        feeds = [feed for feed in self.line.followed() if feed in self.line.heads]
        for lane in (Lane.URGENT, Lane.REFERENCE, Lane.STOCK):
            if not self._is_off(lane):
                yield from (feed for feed in feeds if self.lane(feed) is lane)

    def _is_off(self, lane: Lane) -> bool:
        """Tell a lane in which nothing is begun; what has begun ends, and gives its room back."""
        is_short = self.room_left is not None and lane in _NEEDS_ROOM
        return is_short or lane in self.line.pace.lanes_off

    def _can_go_on(self, feed: str, cursor: Cursor | None, head: FeedHead) -> bool:
        """Tell whether the next page of a feed is what it needs."""
        if cursor is None:
            return False
        if is_control(feed):
            return cursor.gen != head.gen or cursor.pos != head.pos
        return cursor.gen == head.gen and head.min_pos <= cursor.pos < head.pos

    def _heavy(self, feed: str) -> Duty | None:
        """Give what a feed needs beyond its next page."""
        if is_control(feed):
            return None
        cursor, head = self.line.reference.cursor(feed), self.line.heads[feed]
        work = None
        if cursor is None or (cursor.gen == head.gen and cursor.pos < head.min_pos):
            work = self.deeds.load_whole
        elif cursor.gen != head.gen or cursor.pos > head.pos:
            work = self.deeds.follow_on
        elif feed in self.line.suspects:
            work = self.deeds.put_right
        return Duty(feed + _WHOLE, Lane.BULK, partial(work, feed)) if work else None

    def _is_due(self, key: str, mono_ms: int, from_ms: int = 0) -> bool:
        at = max(from_ms, self._wait(key).until_ms)
        self._wakes.append(at)
        return mono_ms >= at

    def _wait(self, key: str) -> Backoff:
        if key not in self._waits:
            self._waits[key] = Backoff(self._budget, self.line.random_bytes)
        return self._waits[key]

    def _quiet_until_ms(self) -> int:
        assert self._unsent_since_ms is not None
        if not self.line.is_open:
            return 0
        latest = self._unsent_since_ms + LONGEST_QUIET_MS
        return min(latest, max(self._committed_ms, self._unsent_since_ms) + QUIET_MS)

    def _next_poll_ms(self, mono_ms: int) -> int:
        """Give this till's place in the period, so that a thousand tills do not ask at once."""
        period = min(max(self.line.pace.next_ms, _SHORTEST_PERIOD_MS), _LONGEST_PERIOD_MS)
        terminal_id = self.line.journal.standing().terminal_id
        phase = int.from_bytes(hashlib.sha256(terminal_id).digest()[:4], "big") % period
        earliest = mono_ms + period // 2
        return earliest + (phase - earliest) % period

    def _note_members(self) -> None:
        """Keep when the members' data was last known to be all there is."""
        members = [feed for feed in self.line.heads if feed.startswith("member:")]
        is_known = bool(members) and self._is_connected and self.deeds.push.told is not None
        if is_known and not any(self.behind(feed) for feed in members):
            assert self.deeds.push.told is not None
            self.line.reference.note_exchange(self.deeds.push.told.at_ms)
