"""Facts up: hello, then batches until the cloud holds the whole journal.

sync.md sections 5 and 6. The acknowledgement is state: nothing is concluded from a request that got
no answer, and what an answer says is compared with our own chain before it is kept. Any request may
be repeated.
"""

from dataclasses import dataclass
from typing import Final

from sync import errors
from sync.errors import Distrusted, ServerRefused, SyncError
from sync.line import Channel, Line, compressed
from sync.ports import Acknowledged, Batch, OfflineLimits, TimeHeard
from sync.steps import Lane, Outgoing, Steps
from sync.wire import version
from sync.wire.anchors import anchor_message
from sync.wire.exchange import (
    ClockReading,
    Cursor,
    ExchangeAnswer,
    ExchangeRequest,
    FeedHead,
    HelloAnswer,
    HelloRequest,
    Pace,
    Position,
)
from sync.wire.packing import pack

_SMALLEST_BYTES: Final = 16 * 1024
"""A line of a thousand bytes a second carries it within the deadline."""


@dataclass(frozen=True, slots=True)
class _Size:
    """How much goes into one request: less after one that did not get through, slowly more again.

    A single row always goes, however large.
    """

    events: int = Pace().batch_max
    bytes: int = Pace().bytes_max

    def halved(self) -> "_Size":
        """After a time-out, a cut connection or TOO_LARGE."""
        return _Size(max(1, self.events // 2), max(_SMALLEST_BYTES, self.bytes // 2))

    def grown(self, pace: Pace) -> "_Size":
        """After a batch that got through; never beyond what the server wants."""
        return _Size(
            min(pace.batch_max, version.MOST_EVENTS, self.events * 3 // 2 + 1),
            min(pace.bytes_max, version.MOST_BODY_BYTES, self.bytes * 3 // 2),
        )


@dataclass(frozen=True, slots=True)
class _Parcel:
    """A request ready to be signed: the rows ``after`` a position, as many as ``size`` allows.

    ``cursors``: how far the feeds were read when it was made, as it says itself.
    """

    after: Position | None
    size: _Size
    batch: Batch | None
    outgoing: Outgoing
    cursors: dict[str, Cursor]


@dataclass(frozen=True, slots=True)
class Told:
    """What the cloud said besides the acknowledgement, for the status.

    ``at_ms``: its time. ``clock_ahead_ms``: by how much the wall clock here is ahead of it.
    """

    at_ms: int
    clock_ahead_ms: int
    projected: Position | None = None
    safe: Position | None = None


class Push:
    """Brings a journal up. One activity of it runs at a time."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._size = _Size()
        self._stored_apart: Position | None = None
        self._server_gen = 0
        self._following: Position | None = None
        self._next: _Parcel | None = None
        self._unkept: Acknowledged | None = None
        self.told: Told | None = None
        self.offline_age_ms = 0
        self.sent: Position | None = None
        self.is_parted = False
        """The journals differ: what hello says next is to be resolved whatever its verdict."""

    @property
    def reached(self) -> Position | None:
        """Give the last row that need not be sent: held, or set aside for a revoked key."""
        return self._stored_apart or self._line.have

    def go_back(self) -> None:
        """Begin after what was acknowledged once: a sealed log may hold what this disk has not."""
        if self._line.have is None or not agrees(self._line, self._line.have):
            self._line.have = self._line.journal.standing().acked
        self.is_parted = False

    def hello(self) -> Steps[HelloAnswer]:
        """Open a channel and hear what the cloud holds."""
        line = self._line
        line.hang_up()
        self._next = self._unkept = None
        sent = line.now
        request = Outgoing("POST", "/sync/v1/hello", Lane.FACTS, body=pack(self._greeting(sent)))
        said = yield from line.ask(request, HelloAnswer)
        self._hear(said.server_time_ms, sent, said.safe)
        self.offline_age_ms = said.offline_age_ms
        line.journal.note_limits(OfflineLimits(said.offline_limit_minor, said.offline_age_ms))
        if said.verdict == "ok" or line.is_forgotten:
            self._stored_apart = None  # a cloud put back from a copy may have lost it too
        line.is_forgotten = False
        self._server_gen = said.server_gen
        line.channel = Channel(said.channel)
        line.have, line.pace, line.heads = said.have, said.pace, dict(said.feeds)
        if said.have is not None and not agrees(line, said.have):
            self.is_parted = True
        return said

    def rows(self) -> Steps[int]:
        """Send what the cloud lacks, batch after batch; give how many rows it took.

        Raises whatever a batch ended with; what was acknowledged before stays.
        """
        taken = 0
        while self._line.is_open:
            head = self._line.journal.standing().head
            parcel = self._ready() or self._parcel(self.reached, self._size)
            if parcel is None:
                self._keep()
                if head != self.reached:
                    raise Distrusted(errors.NO_PROGRESS)
                return taken
            try:
                taken += yield from self._exchange(parcel)
            except SyncError as error:
                self._keep()
                if not self._goes_on(error, parcel):
                    raise
        self._keep()
        return taken

    def ask(self) -> Steps[None]:
        """Ask how far things are, without rows."""
        question = self._question()
        try:
            yield from self._exchange(question)
        except ServerRefused as refused:
            if refused.code == "REVOKED":
                self._keep_apart(refused, question.after)
            raise
        self._keep()

    # ---- while rows are on their way

    @property
    def has_spare_time(self) -> bool:
        """Tell whether rows are on their way and nothing was done meanwhile."""
        return self._following is not None

    def use_spare_time(self) -> None:
        """Keep what was acknowledged, and make the next request ready, while rows are on their way.

        What is skipped is done when the answer is here. Raises what the store raises.
        """
        after, self._following = self._following, None
        self._keep()
        if after is not None and after != self._line.journal.standing().head:
            self._next = self._parcel(after, self._size.grown(self._line.pace))

    def _ready(self) -> _Parcel | None:
        """Give the request that was made ready, if it is what goes up now."""
        parcel, self._next = self._next, None
        is_next = parcel and parcel.after == self.reached and parcel.size == self._size
        return parcel if is_next else None

    def _parcel(self, after: Position | None, size: _Size) -> _Parcel | None:
        """Read and compress the rows after a position; None: there are none."""
        batch = self._line.journal.batch(after, size.events, size.bytes)
        if batch is None:
            return None
        cursors = self._line.cursors()
        request = ExchangeRequest(
            base=batch.base,
            head=self._line.journal.standing().head,
            clock=self._line.now,
            events=batch.events,
            sig=batch.sig,
            start=batch.start,
            feeds=cursors,
        )
        return _Parcel(after, size, batch, compressed(_exchange_of(request)), cursors)

    def _question(self) -> _Parcel:
        head, cursors = self._line.journal.standing().head, self._line.cursors()
        base = self.reached or head
        request = ExchangeRequest(base=base, head=head, clock=self._line.now, feeds=cursors)
        return _Parcel(base, self._size, None, _exchange_of(request), cursors)

    def _exchange(self, parcel: _Parcel) -> Steps[int]:
        line, batch = self._line, parcel.batch
        sent = line.now
        if batch:
            self.sent = self._following = batch.last
        try:
            said = yield from line.ask(parcel.outgoing, ExchangeAnswer)
        finally:
            self._following = None
        self._believe(said)
        self._hear(said.server_time_ms, sent, said.safe, said.projected)
        line.heads |= _heads(line.heads, parcel.cursors, said.behind)
        line.pace = said.pace
        if not agrees(line, said.acked):
            line.journal.note_doubt()
            line.hang_up()
            self.is_parted = True
            raise Distrusted(errors.JOURNALS_PART)
        self._note(said)
        if said.server_gen != self._server_gen:
            line.hang_up()  # restored meanwhile: hello says where its feeds stand
        if batch is None:
            return 0
        if said.acked == batch.base:
            raise Distrusted(errors.NO_PROGRESS)
        self._size = self._size.grown(said.pace)
        return max(0, said.acked.seq - batch.base.seq)

    def _believe(self, said: ExchangeAnswer) -> None:
        terminal_id = self._line.journal.standing().terminal_id
        message = anchor_message(terminal_id, said.acked, said.server_time_ms, said.server_gen)
        if not self._line.is_signed(message, said.anchor):
            raise Distrusted(errors.ANCHOR_WRONG)

    def _note(self, said: ExchangeAnswer) -> None:
        """Take an acknowledgement; ``_keep`` writes it, once nothing is kept waiting by that."""
        self._line.have = said.acked
        self._stored_apart = None
        self._unkept = Acknowledged(
            acked=said.acked,
            anchor=said.anchor,
            anchor_time_ms=said.server_time_ms,
            server_gen=said.server_gen,
            safe=said.safe,
            projected=said.projected,
            answered_wall_ms=self._line.now.wall_ms,
        )

    def _keep(self) -> None:
        if self._unkept is not None:
            self._line.journal.note_ack(self._unkept)
            self._unkept = None  # last: what could not be written is tried again

    def _goes_on(self, error: SyncError, parcel: _Parcel) -> bool:
        """Draw the lesson for the next batch; True: there is nothing to wait for."""
        self._next, batch = None, parcel.batch
        assert batch is not None
        if error.code in (errors.TIMED_OUT, errors.CUT, "TOO_LARGE"):
            self._size = self._size.halved()
            return error.code == "TOO_LARGE" and len(batch.events) > 1
        if isinstance(error, ServerRefused) and error.code == "REVOKED":
            self._line.journal.note_doubt()
            return self._keep_apart(error, batch.base)
        return False

    def _keep_apart(self, refused: ServerRefused, base: Position | None) -> bool:
        """Go on after what the cloud has of a revoked key's rows: at once where that is more now.

        Less than before has one that was put back from a copy, which lacks what it set aside.
        """
        seq = refused.facts.get("stored_seq")
        if base is None or not isinstance(seq, int) or seq == base.seq:
            return False
        chain = self._line.journal.chain_at(base.epoch, seq)
        if chain is None:
            return False
        self._stored_apart = Position(base.epoch, seq, chain)
        return seq > base.seq

    def _hear(
        self,
        server_ms: int,
        sent: ClockReading,
        safe: Position | None,
        projected: Position | None = None,
    ) -> None:
        heard = self._line.now
        ahead_ms = heard.wall_ms - server_ms - (heard.mono_ms - sent.mono_ms) // 2
        self.told = Told(server_ms, ahead_ms, projected, safe)
        self._line.journal.note_time(TimeHeard(server_ms, sent, heard))

    def _greeting(self, clock: ClockReading) -> HelloRequest:
        line = self._line
        standing = line.journal.standing()
        cursors = line.cursors()
        return HelloRequest(
            request_id=line.random_bytes(16),
            proto=version.PROTOCOL,
            app=line.program.app,
            sqlite=line.program.sqlite,
            head=standing.head,
            nonce=standing.nonce,
            nonce_before=standing.nonce_before,
            machine_mark=standing.machine_mark,
            clock=clock,
            acked=standing.acked,
            anchor=standing.anchor,
            anchor_ms=standing.anchor_ms,
            server_gen=standing.server_gen,
            feeds=cursors,
        )


def _exchange_of(request: ExchangeRequest) -> Outgoing:
    return Outgoing("POST", "/sync/v1/exchange", Lane.FACTS, body=pack(request))


def agrees(line: Line, position: Position) -> bool:
    """Tell whether a position of the cloud's is one of this journal, chain and all.

    The one that was acknowledged counts too: after a fork it may be a row of the cloud's alone.
    """
    if position == line.journal.standing().acked:
        return True
    return line.journal.chain_at(position.epoch, position.seq) == position.chain


def _heads(
    known: dict[str, FeedHead], cursors: dict[str, Cursor], behind: dict[str, int]
) -> dict[str, FeedHead]:
    """Take what an answer says of the feeds: how many positions each cursor is behind."""
    heads = {}
    for feed, cursor in cursors.items():
        head = known.get(feed)
        if head is None or head.gen == cursor.gen:
            shape, least = (head.shape, head.min_pos) if head else (0, 0)
            heads[feed] = FeedHead(cursor.gen, cursor.pos + behind.get(feed, 0), least, shape)
    return heads
