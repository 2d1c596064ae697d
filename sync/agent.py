"""The engine of sync: events in, effects out, no I/O, no clock and no chance of its own.

Three slots run side by side: facts up (and the way there: hello, recovery); pages of feeds, the
most urgent first; and what is large: snapshots, repairs, proofs. So nothing that comes down ever
delays a fact. What is to be done is derived from state at every event (sync/duties.py): a lost
event costs a tick, never more.
"""

from itertools import count
from typing import Final

from sync.backoff import RandomBytes
from sync.duties import REPORT, TIDY, Duties
from sync.errors import SyncError
from sync.line import Line, Program
from sync.picture import Picture
from sync.ports import JournalSide, ReferenceSide, SheetSide
from sync.signer import Signer
from sync.slots import (
    Asked,
    Committed,
    Effect,
    Event,
    Failed,
    Finished,
    NetworkUp,
    Reply,
    SetTimer,
    Slot,
    Status,
    Tick,
)
from sync.status import SyncStatus
from sync.wire.exchange import ClockReading

TICK_MS: Final = 30_000
"""What any lost hint costs at most."""
STUCK_AFTER_MS: Final = 10 * 60_000
"""Many times any deadline: whatever runs so long without an answer will not get one."""

SLICE_MS: Final = 250
"""How long what is large may keep the rest from being looked at."""


class TillSync:
    """One till's. Owned by one thread, which also calls the two stores it is lent."""

    def __init__(
        self,
        journal: JournalSide,
        reference: ReferenceSide,
        sheets: SheetSide,
        signer: Signer,
        program: Program,
        random_bytes: RandomBytes,
    ) -> None:
        self.line = Line(journal, reference, sheets, signer, program, random_bytes)
        self._duties = Duties(self.line)
        self._picture = Picture(self.line, self._duties)
        self._effects: list[Effect] = []
        self._numbers = count(1)
        self._facts, self._feeds, self._bulk = (
            Slot(self._emit, lambda: next(self._numbers)) for _ in range(3)
        )
        self._slots = (self._facts, self._feeds, self._bulk)
        self._progress_ms: int | None = None
        self._looked_ms = 0
        self._published: SyncStatus | None = None

    def on(self, event: Event, now: ClockReading) -> list[Effect]:
        """Take an event and say what is to be done about it; ``now`` is when it came.

        What a store raises passes through; its duty is tried again later, and effects that were
        given before are given by the next call.
        """
        self.line.now = now
        self._hear(event, now.mono_ms)
        if isinstance(event, Tick) and self._duties.deeds.push.has_spare_time:
            self._duties.deeds.push.use_spare_time()
        is_slice = isinstance(event, Tick) and self._is_in_a_slice(now.mono_ms)
        if is_slice:
            self._run(self._bulk, now.mono_ms)
        if not (is_slice and self._bulk.is_ready):
            self._look(now)
        self._emit(SetTimer(self._wake_ms(now.mono_ms)))
        effects, self._effects = self._effects, []
        return effects

    def _look(self, now: ClockReading) -> None:
        """Derive from state what is due, and bring every slot as far as it goes."""
        self._looked_ms = now.mono_ms
        self._watch(now.mono_ms)
        self._duties.look()
        for slot in self._slots:
            self._run(slot, now.mono_ms)
        self._publish(now)

    def _is_in_a_slice(self, mono_ms: int) -> bool:
        """Tell whether what is large may go on without a look at the rest, which reads files."""
        return self._bulk.is_ready and 0 <= mono_ms - self._looked_ms < SLICE_MS

    def _hear(self, event: Event, mono_ms: int) -> None:
        match event:
            case Reply(request, answered):
                if any(slot.take(request, answered) for slot in self._slots):
                    self._progress_ms = mono_ms
            case Failed(request, error):
                any(slot.take(request, error) for slot in self._slots)
            case Committed():
                self._duties.note_commit(mono_ms)
            case NetworkUp():
                self._duties.hurry(mono_ms, is_asked=False)
            case Asked():
                self._duties.hurry(mono_ms, is_asked=True)
                self._picture.begin_round()
            case Tick():
                pass

    def _run(self, slot: Slot, mono_ms: int) -> None:
        """Bring a slot as far as it goes now; what breathes goes on at the next event."""
        slot.expire(mono_ms)
        if slot.duty is None:
            self._begin(slot, mono_ms)
        while slot.is_ready:
            finished = self._step(slot, mono_ms)
            if finished is not None:
                self._settle(finished, mono_ms)
                self._begin(slot, mono_ms)
            elif slot.is_ready:
                return

    def _begin(self, slot: Slot, mono_ms: int) -> None:
        if slot is self._facts:
            duty = self._duties.facts(mono_ms)
        elif slot is self._feeds:
            duty = self._duties.feed(mono_ms)
        else:
            duty = self._duties.bulk(mono_ms)
        if duty is not None:
            slot.begin(duty)

    def _step(self, slot: Slot, mono_ms: int) -> Finished | None:
        duty = slot.duty
        assert duty is not None
        try:
            return slot.step(mono_ms)
        except Exception as error:
            # A store's fault is not the network's: this duty waits, everything else goes on.
            code = getattr(error, "code", "OUR_FAULT")
            self._settle(Finished(duty, 0, SyncError(code)), mono_ms)
            raise

    def _settle(self, finished: Finished, mono_ms: int) -> None:
        duty, error = finished.duty, finished.error
        self._duties.settle(duty, error, mono_ms)
        self._picture.note(finished)
        if error is None:
            self._progress_ms = mono_ms

    def _watch(self, mono_ms: int) -> None:
        """Begin anew when something has run for ten minutes without a single answer."""
        if self._progress_ms is None:
            self._progress_ms = mono_ms
        running = [slot for slot in self._slots if slot.duty is not None]
        if not running:
            self._progress_ms = mono_ms
        elif mono_ms - self._progress_ms >= STUCK_AFTER_MS:
            for slot in running:
                slot.abandon()
            self.line.hang_up()
            self._progress_ms = mono_ms
            self._picture.restarts += 1

    def _publish(self, now: ClockReading) -> None:
        is_idle = all(slot.duty is None or slot.duty.key in (TIDY, REPORT) for slot in self._slots)
        status = self._duties.reporter.status = self._picture.take(now, is_idle=is_idle)
        if status != self._published:
            self._published = status
            self._emit(Status(status))

    def _wake_ms(self, mono_ms: int) -> int:
        """When to look again at the latest."""
        if self._duties.deeds.push.has_spare_time:
            return mono_ms
        wakes = [mono_ms + TICK_MS]
        for slot in self._slots:
            if slot.is_ready:
                return mono_ms
            if slot.until_ms is not None:
                wakes.append(slot.until_ms)
        due = self._duties.wake_ms(mono_ms)
        if due is not None:
            wakes.append(due)
        return min(wakes)

    def _emit(self, effect: Effect) -> None:
        self._effects.append(effect)
