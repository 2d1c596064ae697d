"""What a till says of itself every few minutes, made from the picture that people are shown."""

from collections.abc import Callable
from typing import Final

from sync.backoff import chosen_below
from sync.line import Line
from sync.status import SyncStatus
from sync.steps import Lane, Outgoing, Steps
from sync.wire.digests import DayProof
from sync.wire.holds import Done
from sync.wire.packing import pack
from sync.wire.report import LaneReport, TillReport

PERIOD_MS: Final = 5 * 60_000


class Reporter:
    """One engine's. ``heartbeat`` counts exchanges that got through: it stands still when they do.

    ``status``: the newest picture, from sync/agent.py.
    """

    def __init__(self, line: Line) -> None:
        self.heartbeat = 0
        self.status: SyncStatus | None = None
        self._line = line
        self._due_ms: int | None = None

    def due_ms(self, mono_ms: int) -> int:
        """Say when the next word is due; tills that start together spread theirs."""
        if self._due_ms is None:
            self._due_ms = mono_ms + chosen_below(PERIOD_MS, self._line.random_bytes)
        return self._due_ms

    def tell(self, behind: Callable[[str], int]) -> Steps[int]:
        """Tell the cloud; the newest word replaces the one before. Nothing without a picture.

        ``behind`` says how many positions a feed lacks.
        """
        self._due_ms = self._line.now.mono_ms + PERIOD_MS
        if self.status is not None:
            said = self._report(self.status, {feed: behind(feed) for feed in self._line.heads})
            asked = Outgoing("POST", "/sync/v1/report", Lane.BULK, body=pack(said))
            yield from self._line.ask(asked, Done)
        return 0

    def _report(self, status: SyncStatus, behind: dict[str, int]) -> TillReport:
        line = self._line
        standing = line.journal.standing()
        return TillReport(
            at_ms=line.now.wall_ms,
            boot=standing.nonce.hex(),
            heartbeat=self.heartbeat,
            epoch=standing.head.epoch,
            seq=standing.head.seq,
            app=line.program.app,
            sqlite=line.program.sqlite,
            unsent_rows=status.waiting.rows,
            unsent_oldest_ms=status.waiting.oldest_wall_ms or 0,
            lanes={
                name: LaneReport(lane.last_success_ms or 0, lane.error, lane.backlog)
                for name, lane in status.lanes.items()
            },
            behind=behind,
            digest=_digest(status.last_proof),
            digest_day=status.last_proof.day if status.last_proof else "",
            clock_ahead_ms=status.clock_ahead_ms,
            in_doubt=status.in_doubt,
            repaired=status.repaired,
            restarts=status.restarts,
            disk_free=line.journal.free_bytes(),
        )


def _digest(proof: DayProof | None) -> str:
    if proof is None:
        return ""
    return "proved" if proof.is_proved else "not_proved"
