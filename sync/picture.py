"""Keeps the picture of sync/status.py up to date, from the line and what became of duties."""

from typing import Final

from sync import errors
from sync.duties import Duties
from sync.errors import SyncError, Unreachable
from sync.line import Line
from sync.ports import Standing, Waiting
from sync.slots import Finished
from sync.status import (
    NOTHING_WAITS,
    Contact,
    LaneState,
    Reached,
    Round,
    RoundState,
    SyncStatus,
)
from sync.steps import Lane
from sync.wire.exchange import ClockReading, Position

_NOT_OURS_ANY_MORE: Final = frozenset({"REVOKED", "UNKNOWN_TERMINAL", "BAD_SIGNATURE"})
_UPDATES: Final = {"TOO_NEW_SCHEMA": "server", "TOO_OLD_CLIENT": "till"}


class Picture:
    """One engine's."""

    def __init__(self, line: Line, duties: Duties) -> None:
        self.restarts = 0
        self._line = line
        self._duties = duties
        self._succeeded_ms: dict[Lane, int] = {}
        self._offline_since_ms: int | None = None
        self._catalogue_as_of_ms: int | None = None
        self._waiting = NOTHING_WAITS
        self._counted: tuple[Position, Position | None] | None = None
        self._round: Round | None = None
        self._is_round_answered = False

    def begin_round(self) -> None:
        """Somebody asked for a round: report on it."""
        number = self._round.number if self._round else 0
        self._round = Round(number + 1, RoundState.RUNNING)
        self._is_round_answered = False

    def note(self, finished: Finished) -> None:
        """Take in how a duty ended."""
        lane, error, wall_ms = finished.duty.lane, finished.error, self._line.now.wall_ms
        if error is None:
            self._succeeded_ms[lane] = wall_ms
        if lane is Lane.FACTS:
            self._note_contact(error, wall_ms)
        self._note_round(finished)

    def take(self, now: ClockReading, *, is_idle: bool) -> SyncStatus:
        """Give the picture as it is now."""
        enrolment = self._line.journal.enrolment()
        if enrolment is None:
            return SyncStatus(Contact.ALONE, round=self._refused_round())
        duties, deeds, standing = self._duties, self._duties.deeds, self._line.journal.standing()
        told = deeds.push.told
        self._end_round(is_idle=is_idle)
        self._note_catalogue()
        error, proved = duties.contact_error, deeds.proved
        if proved is not None and proved.anchor_key != enrolment.anchor_key:
            proved = None  # another cloud's word
        return SyncStatus(
            contact=self._contact(error),
            offline_since_ms=self._offline_since_ms,
            offline_code=error.code if error and self._offline_since_ms is not None else "",
            waiting=self._count(standing),
            reached=self._reached(standing),
            in_doubt=standing.in_doubt,
            is_sealed=deeds.is_sealed,
            refusal=error.code if error and self._offline_since_ms is None else "",
            needs_update=self._needed_update(),
            coupons_online_only=self._are_coupons_online_only(standing, now.wall_ms),
            clock_ahead_ms=told.clock_ahead_ms if told else None,
            catalogue_as_of_ms=self._catalogue_as_of_ms,
            bootstrap=deeds.loading,
            lanes=self._lanes(),
            last_proof=proved.proof if proved else None,
            repaired=deeds.repaired,
            room_left_mb=_in_tens_of_mb(duties.room_left),
            restarts=self.restarts,
            round=self._round,
        )

    def _note_contact(self, error: SyncError | None, wall_ms: int) -> None:
        if isinstance(error, Unreachable):
            if self._offline_since_ms is None:
                self._offline_since_ms = wall_ms
        else:
            self._offline_since_ms = None

    def _contact(self, error: SyncError | None) -> Contact:
        if error is not None and error.code == "NOT_CONFIRMED":
            return Contact.PENDING
        if self._duties.deeds.is_sealed or (error is not None and error.code in _NOT_OURS_ANY_MORE):
            return Contact.REFUSED
        if self._offline_since_ms is not None:
            return Contact.OFFLINE
        if self._duties.deeds.push.told is None:
            return Contact.CONNECTING
        return Contact.ONLINE

    def _reached(self, standing: Standing) -> Reached:
        told, line = self._duties.deeds.push.told, self._line
        return Reached(
            head=standing.head,
            sent=self._duties.deeds.push.sent or standing.acked,
            acknowledged=line.have or standing.acked,
            applied=told.projected if told else None,
            safe=told.safe if told and told.safe else standing.safe,
        )

    def _count(self, standing: Standing) -> Waiting:
        """Count what waits, once for each state of the journal: counting reads rows."""
        counted = (standing.head, standing.acked)
        if counted != self._counted:
            self._waiting = self._line.journal.waiting()
            self._counted = counted
        return self._waiting

    def _needed_update(self) -> str:
        codes = self._duties.errors().values()
        return next((_UPDATES[code] for code in codes if code in _UPDATES), "")

    def _are_coupons_online_only(self, standing: Standing, wall_ms: int) -> bool:
        """Say what the coupon rules will find; they judge by trusted time, this is to be shown."""
        age_ms = wall_ms - standing.anchor_ms
        is_old = 0 < self._duties.deeds.push.offline_age_ms < age_ms
        return standing.in_doubt or self._duties.deeds.is_sealed or is_old

    def _lanes(self) -> dict[str, LaneState]:
        failing = self._duties.errors()
        backlog = dict.fromkeys(Lane, 0)
        backlog[Lane.FACTS] = self._waiting.rows
        for feed in self._line.followed():
            backlog[self._duties.lane(feed)] += self._duties.behind(feed)
        return {
            lane.value: LaneState(
                self._succeeded_ms.get(lane), failing.get(lane, ""), backlog[lane]
            )
            for lane in Lane
            if lane is not Lane.HOLDS
        }

    def _note_catalogue(self) -> None:
        feeds = [feed for feed in self._line.feeds() if feed.startswith("cat:")]
        is_known = bool(feeds) and all(feed in self._line.heads for feed in feeds)
        is_fresh = self._duties.contact_error is None and self._line.is_open
        if is_known and is_fresh and not any(self._duties.behind(feed) for feed in feeds):
            self._catalogue_as_of_ms = self._succeeded_ms.get(Lane.FACTS)

    def _note_round(self, finished: Finished) -> None:
        asked = self._round
        if asked is None or asked.state is not RoundState.RUNNING:
            return
        lane, error = finished.duty.lane, finished.error
        if error is not None and lane is Lane.FACTS and self._duties.contact_error is not None:
            self._round = Round(
                asked.number, RoundState.FAILED, asked.rows_sent, asked.rows_applied, error.code
            )
        elif error is None:
            is_up = lane is Lane.FACTS
            self._is_round_answered = self._is_round_answered or is_up
            self._round = Round(
                asked.number,
                RoundState.RUNNING,
                asked.rows_sent + (finished.rows if is_up else 0),
                asked.rows_applied + (0 if is_up else finished.rows),
            )

    def _refused_round(self) -> Round | None:
        if self._round is not None and self._round.state is RoundState.RUNNING:
            self._round = Round(self._round.number, RoundState.FAILED, code=errors.NOT_ENROLLED)
        return self._round

    def _end_round(self, *, is_idle: bool) -> None:
        """End a round when the cloud has answered and nothing is left to do."""
        asked = self._round
        if asked is None or asked.state is not RoundState.RUNNING:
            return
        if is_idle and self._is_round_answered and not self._duties.is_unsent:
            self._round = Round(asked.number, RoundState.DONE, asked.rows_sent, asked.rows_applied)


def _in_tens_of_mb(room: int | None) -> int | None:
    """Round what a disk has left: a picture of every byte would change at every look."""
    return None if room is None else (room >> 20) // 10 * 10
