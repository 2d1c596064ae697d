"""What people are shown of sync: one frozen picture, and how far a receipt has come.

Codes, positions and times only; the words are the screens'. Times are the till's wall clock in
UTC milliseconds unless said otherwise. Everything is derived from state, nothing is remembered as
"synced".
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from sync.ports import Waiting
from sync.wire.digests import DayProof
from sync.wire.exchange import Position

LEAST_ROOM_BYTES: Final = 1 << 30
"""With less on the disk only facts and what is urgent go on (sync.md section 17)."""


class Contact(StrEnum):
    """How this till and its cloud stand to one another, for the chip in the status bar."""

    ALONE = "alone"
    """Enrolled nowhere: a shop without a cloud."""
    PENDING = "pending"
    """Enrolled; head office has not yet compared the fingerprint."""
    CONNECTING = "connecting"
    """No answer yet since the start."""
    ONLINE = "online"
    OFFLINE = "offline"
    REFUSED = "refused"
    """The cloud answers, and refuses this till: its key is revoked or unknown."""


class Marking(StrEnum):
    """How far a receipt has come."""

    RECORDED = "recorded"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    APPLIED = "applied"
    RECONCILED = "reconciled"


class RoundState(StrEnum):
    """How a round that somebody asked for ended. One without an answer is no success."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Round:
    """A round that was asked for. ``code``: what ended it, where it failed."""

    number: int
    state: RoundState
    rows_sent: int = 0
    rows_applied: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True)
class LaneState:
    """``backlog``: rows or positions to go; ``error``: a code, empty after a success."""

    last_success_ms: int | None = None
    error: str = ""
    backlog: int = 0


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """A snapshot on its way, in rows."""

    feed: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Reached:
    """Positions, each of which covers everything before it."""

    head: Position
    sent: Position | None = None
    acknowledged: Position | None = None
    applied: Position | None = None
    safe: Position | None = None


NOTHING_WAITS = Waiting(0, 0, 0, None)


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """The picture. ``refusal``: the code of the last no that needs somebody, else empty.

    ``in_doubt``: this till was restored or copied and it is not resolved; its offline value is 0.
    ``needs_update``: "till", "server" or nothing. ``clock_ahead_ms``: of the wall clock against the
    cloud's, None before the first answer. ``catalogue_as_of_ms``: when the prices were last known
    to be the newest, None since the start. ``repaired``: rows put right by comparing.
    ``room_left_mb``: of the disk, in tens, where so little is left that reference data and proofs
    wait.
    """

    contact: Contact
    offline_since_ms: int | None = None
    offline_code: str = ""
    waiting: Waiting = NOTHING_WAITS
    reached: Reached | None = None
    in_doubt: bool = False
    is_sealed: bool = False
    refusal: str = ""
    needs_update: str = ""
    coupons_online_only: bool = False
    clock_ahead_ms: int | None = None
    catalogue_as_of_ms: int | None = None
    bootstrap: Bootstrap | None = None
    lanes: dict[str, LaneState] = field(default_factory=dict)
    last_proof: DayProof | None = None
    repaired: int = 0
    room_left_mb: int | None = None
    restarts: int = 0
    round: Round | None = None


def marking(row: tuple[int, int], reached: Reached, proved: Position | None) -> Marking:
    """Say how far the row (epoch, seq) of a receipt has come.

    From positions alone: what covers a later row covers this one. ``proved``: the last row of the
    newest day that is proved together with all days before it.
    """
    steps = (
        (Marking.RECONCILED, proved),
        (Marking.APPLIED, reached.applied),
        (Marking.ACKNOWLEDGED, reached.acknowledged),
        (Marking.SENT, reached.sent),
    )
    for found, position in steps:
        if position is not None and row <= (position.epoch, position.seq):
            return found
    return Marking.RECORDED
