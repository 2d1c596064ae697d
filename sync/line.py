"""A till's line to its cloud: the channel, what the cloud said last, and how a request is sealed.

Every activity works on one of these. It owns no socket and reads no clock: ``now`` is the reading
that came with the event being worked on.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Final, TypeVar

from sync import errors
from sync.backoff import RandomBytes
from sync.errors import ServerRefused, Unreachable
from sync.ports import Enrolment, JournalSide, ReferenceSide, SheetSide
from sync.signer import Signer, is_signed_by
from sync.steps import Answered, Lane, Outgoing, Steps, sent
from sync.wire import signature, version
from sync.wire.exchange import ClockReading, Cursor, FeedHead, Pace, Position
from sync.wire.packing import UnreadableError, unpack
from sync.wire.refusals import Problem

_COMPRESSED_FROM: Final = 256
"""Shorter bodies gain nothing."""

_LEVEL: Final = 3
"""Of a backlog of sales a seventh more bytes than 6, and less than half the time."""

_ENCODING: Final = "content-encoding"

_LATER: Final = ("stk:own:", "sheet:")
"""How feeds begin that the enrolments of the first versions do not name."""

_GATEWAY: Final = frozenset({408, 429, 500, 502, 503, 504})

_HELLO_TELLS: Final = frozenset(
    {"CHANNEL_LOST", "BAD_SIGNATURE", "UNKNOWN_TERMINAL", "GAP", "FORK"}
)
"""The cloud does not know the channel or us any more, or its journal is not as we thought."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Program:
    """Which program speaks, as hello says it."""

    app: str
    sqlite: str


class Channel:
    """The conversation that hello opened; its counter rises with every signed request."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._counter = count(1)

    def next_counter(self) -> int:
        """Give the next number. Safe from any thread."""
        return next(self._counter)


NO_CHANNEL: Final = Channel("")


class Voice:
    """What a till needs to ask a cloud anything: its key, and the channel once there is one.

    A till that is not set up yet has no more than this. ``exchanges`` counts those that got
    through, for the fast lane, which reads it on another thread. ``is_forgotten``: the cloud did
    not know the last channel any more.
    """

    def __init__(self, signer: Signer, program: Program, random_bytes: RandomBytes) -> None:
        self.program = program
        self.random_bytes = random_bytes
        self.channel = NO_CHANNEL
        self.exchanges = 0
        self.is_forgotten = False
        self._signer = signer

    @property
    def is_open(self) -> bool:
        """Tell whether there is a channel."""
        return self.channel is not NO_CHANNEL

    @property
    def public_key(self) -> bytes:
        """This terminal's."""
        return self._signer.public_key

    def hang_up(self) -> None:
        """Give the channel up: the next thing is a hello."""
        self.channel = NO_CHANNEL

    def seal(self, outgoing: Outgoing) -> Outgoing:
        """Compress the body, name the channel and sign.

        Without a channel (enrol, hello) the counter is 0 and a number of our own is echoed.
        """
        small = compressed(outgoing)
        headers = {version.PROTOCOL_FIELD: str(version.PROTOCOL), **small.headers}
        if small.body:
            headers["content-type"] = "application/json"
        headers |= self._signed(small, small.body)
        return replace(small, headers=headers)

    def _signed(self, outgoing: Outgoing, body: bytes) -> dict[str, str]:
        channel = self.channel  # read once: the fast lane's thread seals too
        digest = signature.content_digest(body)
        headers = {version.DIGEST_FIELD: digest, version.CHANNEL_FIELD: channel.name}
        if channel is NO_CHANNEL:
            headers[version.REQUEST_FIELD] = self.random_bytes(8).hex()
        counter = 0 if channel is NO_CHANNEL else channel.next_counter()
        signed = signature.Signed(
            outgoing.method, outgoing.path, outgoing.query, digest, channel.name, counter
        )
        signed_bytes = signature.message(signed, self.public_key)
        headers |= {
            version.COUNTER_FIELD: str(counter),
            version.SIGNATURE_INPUT_FIELD: signature.signature_input(self.public_key),
            version.SIGNATURE_FIELD: signature.signature_field(self._signer.sign(signed_bytes)),
        }
        return headers

    def ask(self, outgoing: Outgoing, takes: type[_T]) -> Steps[_T]:
        """Send a request and read its answer.

        Raises ``Unreachable``, and ``ServerRefused``; a lost channel is given up here.
        """
        sealed = self.seal(outgoing)
        answered = yield from sent(sealed)
        try:
            said = read(sealed, answered, takes)
            self.exchanges += outgoing.lane is Lane.FACTS
            return said
        except ServerRefused as refused:
            self.note_refusal(sealed, refused)
            raise

    def note_refusal(self, sealed: Outgoing, refused: ServerRefused) -> None:
        """Give the channel up where a hello alone can tell what is so now."""
        is_lost = refused.code in _HELLO_TELLS
        if is_lost and sealed.headers.get(version.CHANNEL_FIELD) == self.channel.name:
            self.is_forgotten = self.is_forgotten or refused.code == "CHANNEL_LOST"
            self.hang_up()


class Line(Voice):
    """What the activities of one till share. Owned by the thread that drives them.

    ``have``: the last row the cloud holds, as it said itself in this channel; nothing is derived
    from what was sent. ``heads``: where the feeds stand, as far as is known.
    """

    def __init__(
        self,
        journal: JournalSide,
        reference: ReferenceSide,
        sheets: SheetSide,
        signer: Signer,
        program: Program,
        random_bytes: RandomBytes,
    ) -> None:
        super().__init__(signer, program, random_bytes)
        self.journal = journal
        self.reference = reference
        self.sheets = sheets
        self.now = ClockReading(0, 0, "")
        self.have: Position | None = None
        self.heads: dict[str, FeedHead] = {}
        self.suspects: dict[str, None] = {}
        self.pace = Pace()

    def enrolment(self) -> Enrolment:
        """Give whom this till belongs to; without an enrolment nothing here may run."""
        enrolment = self.journal.enrolment()
        assert enrolment, "no line without an enrolment"
        return enrolment

    def followed(self) -> tuple[str, ...]:
        """List the feeds this till reads: of its enrolment, and of later kinds as hello names them.

        A till enrols once; what there is to read grows with its program and with the cloud's.
        """
        named = self.enrolment().feeds
        later = (feed for feed in sorted(self.heads) if feed.startswith(_LATER))
        return (*named, *(feed for feed in later if feed not in named))

    def feeds(self) -> tuple[str, ...]:
        """List the feeds this till reads, the control feed apart."""
        return tuple(feed for feed in self.followed() if not is_control(feed))

    def cursors(self) -> dict[str, Cursor]:
        """Give how far each feed was read, the control feed's too; none of what is not here yet."""
        cursors = {}
        for feed in self.followed():
            cursor = self.cursor(feed)
            if cursor is not None:
                cursors[feed] = cursor
        return cursors

    def cursor(self, feed: str) -> Cursor | None:
        """Give how far a feed was read."""
        return self.journal.control_cursor() if is_control(feed) else self.reference.cursor(feed)

    def is_signed(self, message: bytes, sig: bytes) -> bool:
        """Tell whether the cloud's anchor key signed this."""
        return is_signed_by(self.enrolment().anchor_key, sig, message)


def compressed(outgoing: Outgoing) -> Outgoing:
    """Compress a body where that gains anything; one that is small already stays as it is."""
    if len(outgoing.body) < _COMPRESSED_FROM or _ENCODING in outgoing.headers:
        return outgoing
    body = gzip.compress(outgoing.body, _LEVEL, mtime=0)
    return replace(outgoing, body=body, headers={**outgoing.headers, _ENCODING: "gzip"})


def is_control(feed: str) -> bool:
    """Tell the one feed that till.db keeps from those of the reference files."""
    return feed.startswith("ctl:")


def read(sealed: Outgoing, answered: Answered, takes: type[_T]) -> _T:
    """Read an answer, or raise what it means.

    Anything that does not say our protocol and our channel is no answer (sync.md X9): a captive
    portal says 200 too.
    """
    check_ours(sealed, answered)
    if answered.status == 200:
        try:
            return unpack(answered.body, takes)
        except UnreadableError as error:
            raise Unreachable(errors.CUT) from error
    raise refusal_of(answered)


def check_ours(sealed: Outgoing, answered: Answered) -> None:
    """Raise ``Unreachable`` for what something else than our cloud answered to this request.

    But that a request is too large is believed of whoever stands before our cloud.
    """
    if answered.status == 413:
        raise ServerRefused("TOO_LARGE", {})
    if answered.headers.get(version.PROTOCOL_FIELD) != str(version.PROTOCOL):
        if answered.status in _GATEWAY:
            raise Unreachable(errors.GATEWAY_BUSY, _retry_after_s(answered.headers))
        raise Unreachable(errors.NOT_OURS)
    name = version.CHANNEL_FIELD
    if not sealed.headers.get(name):
        name = version.REQUEST_FIELD
    said, asked = answered.headers.get(name, ""), sealed.headers.get(name, "")
    if said != asked and (said or answered.status == 200):
        raise Unreachable(errors.NOT_OURS)


def refusal_of(answered: Answered) -> ServerRefused | Unreachable:
    """Read an answer that is a no."""
    retry_after_s = _retry_after_s(answered.headers)
    try:
        problem = unpack(answered.body, Problem)
    except UnreadableError:
        return Unreachable(errors.CUT, retry_after_s)
    return ServerRefused(problem.code, problem.facts, retry_after_s)


def _retry_after_s(headers: Mapping[str, Any]) -> int | None:
    """Read seconds; a date is passed over, since no wall clock is trusted here."""
    text = str(headers.get("retry-after", ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
