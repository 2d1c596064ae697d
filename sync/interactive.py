"""The fast lane: what is asked while the customer waits, in a second and a half or not at all.

It has a connection and a thread of its own, and shares the line's channel: it never says hello, so
before the sync thread has, nobody is asked. Answers and refusals are the cloud's; whoever gets no
answer in time is told so (``Unreachable``), and after that nobody waits again for a while, or until
an exchange of the sync thread has got through. Holds that were granted and never heard of end by
themselves.
"""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from sync import errors
from sync.backoff import RandomBytes
from sync.errors import SyncError, Unreachable
from sync.line import Line, read
from sync.steps import Lane, Outcome, Outgoing
from sync.wire import holds
from sync.wire.packing import pack

DEADLINE_MS: Final = 1_500
"""In all: waiting for the thread, connecting, a second attempt."""

_SECOND_ATTEMPT_MS: Final = 400
"""Less time than this is not worth one."""

_FIRST_PAUSE_MS: Final = 5_000
_LONGEST_PAUSE_MS: Final = 15_000
"""After a silence nobody is made to wait for it again; longer each time, and never for long."""

_REMEMBERED_MS: Final = 60_000
"""Well inside the lease of what may have been granted and not heard of."""

_REQUEST_ID_BYTES: Final = 16
_MOST_ANSWER_BYTES: Final = 64 * 1024

_NO_ANSWER: Final = frozenset(
    (
        "CHANNEL_LOST",
        "BAD_SIGNATURE",
        "UNKNOWN_TERMINAL",
        "DIGEST_WRONG",
        "TOO_SLOW",
        "TOO_MANY",
        "OUR_FAULT",
        "OVERLOADED",
        "NOT_READY",
    )
)
"""Refusals that say nothing of what was asked."""

_T = TypeVar("_T")

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Job:
    """One request for the carrier; given up, it is not begun any more."""

    work: Callable[[], Any]
    is_done: threading.Event = field(default_factory=threading.Event)
    is_given_up: bool = False
    value: Any = None
    error: SyncError | None = None


@dataclass(frozen=True, slots=True)
class _Intent:
    """What was asked and not answered: the same again within a minute is the same request."""

    request_id: bytes
    first_sent_ms: int


class FastLane:
    """One for a till, asked by the till thread alone.

    Every question raises ``Unreachable`` or ``ServerRefused``. ``send`` is its own transport's.
    """

    def __init__(
        self,
        line: Line,
        send: Callable[[Outgoing], Outcome],
        mono_ms: Callable[[], int],
        random_bytes: RandomBytes,
    ) -> None:
        self._line = line
        self._send = send
        self._mono_ms = mono_ms
        self._random_bytes = random_bytes
        self._intents: dict[tuple[object, ...], _Intent] = {}
        self._pause_ms = _FIRST_PAUSE_MS
        self._silent_until_ms = 0
        self._exchanges = 0
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._carry, name="fast lane", daemon=True)
        self._thread.start()

    @property
    def is_open(self) -> bool:
        """Tell whether there is a channel to ask through."""
        return self._line.is_open

    def _is_silent(self, now_ms: int) -> bool:
        """Tell whether an outage is so young that nobody shall wait for the same again."""
        return now_ms < self._silent_until_ms and self._exchanges == self._line.exchanges

    def close(self, hang_up: Callable[[], None]) -> None:
        """Take no more questions; the thread does ``hang_up`` and ends by itself."""
        self._jobs.put(_Job(hang_up))
        self._jobs.put(None)

    # ---- questions

    def hold_coupon(self, coupon: str, campaign: int, hold_no: int) -> holds.CouponHoldAnswer:
        """Have a coupon held, or hold ``hold_no`` of it renewed; 0 asks for a new one.

        ``ttl_ms`` counts from this call, also where an earlier one was answered only now.
        """
        answer, age_ms = self._ask(
            "/sync/v1/coupon/hold",
            (coupon, campaign, hold_no),
            lambda request_id: holds.CouponHoldRequest(request_id, coupon, campaign, hold_no),
            holds.CouponHoldAnswer,
        )
        return holds.CouponHoldAnswer(answer.hold_no, answer.ttl_ms - age_ms)

    def hold_points(self, member: bytes, points: int) -> holds.GrantAnswer:
        """Have leave to spend so many points of a member here, signed."""
        answer, _ = self._ask(
            "/sync/v1/points/hold",
            (member, points),
            lambda request_id: holds.PointsHoldRequest(request_id, member, points),
            holds.GrantAnswer,
        )
        return answer

    def hold_value(
        self, card: str, amount_minor: int, currency: str, transaction: bytes
    ) -> holds.ValueHoldAnswer:
        """Have an amount of a card held for a transaction; ``ttl_ms`` as of ``hold_coupon``."""
        answer, age_ms = self._ask(
            "/sync/v1/value/hold",
            (card, amount_minor, currency, transaction),
            lambda request_id: holds.ValueHoldRequest(
                request_id, card, amount_minor, currency, transaction
            ),
            holds.ValueHoldAnswer,
        )
        return holds.ValueHoldAnswer(
            answer.hold,
            answer.state,
            answer.amount_minor,
            answer.left_minor,
            answer.ttl_ms - age_ms,
        )

    def renew_value(self, hold: str) -> int:
        """Have more time for a hold; give its milliseconds from this call."""
        message = pack(holds.ValueRenewRequest(hold))
        return self._wait("/sync/v1/value/renew", message, holds.ValueRenewAnswer).ttl_ms

    # ---- words that may be lost

    def release_coupon(self, coupon: str, hold_no: int) -> None:
        """Give a coupon back. Nobody waits; a lost word costs the rest of the lease."""
        self._tell("/sync/v1/coupon/release", holds.CouponReleaseRequest(coupon, hold_no))

    def release_value(self, hold: str) -> None:
        """Give what is held of a card back, likewise."""
        self._tell("/sync/v1/value/release", holds.ValueReleaseRequest(hold))

    # ---- the lane itself

    def _ask(
        self,
        path: str,
        about: tuple[object, ...],
        message: Callable[[bytes], Any],
        takes: type[_T],
    ) -> tuple[_T, int]:
        """Ask with a request id that stays the same until there is an answer.

        Gives the answer and how long before this call it may have been given.
        """
        now_ms, asked = self._mono_ms(), (path, *about)
        self._intents = {
            one: kept
            for one, kept in self._intents.items()
            if now_ms - kept.first_sent_ms < _REMEMBERED_MS
        }
        intent = self._intents.setdefault(
            asked, _Intent(self._random_bytes(_REQUEST_ID_BYTES), now_ms)
        )
        try:
            answer = self._wait(path, pack(message(intent.request_id)), takes)
        except Unreachable:
            raise
        except SyncError:
            del self._intents[asked]
            raise
        del self._intents[asked]
        return answer, now_ms - intent.first_sent_ms

    def _wait(self, path: str, message: bytes, takes: type[_T]) -> _T:
        """Let the carrier ask, and wait for it until the deadline and not longer."""
        now_ms = self._mono_ms()
        if not self._line.is_open or self._is_silent(now_ms):
            raise Unreachable(errors.OFFLINE)
        job = _Job(lambda: self._twice(path, message, takes, now_ms + DEADLINE_MS))
        self._jobs.put(job)
        job.is_given_up = not job.is_done.wait(DEADLINE_MS / 1000)
        error = Unreachable(errors.TIMED_OUT) if job.is_given_up else job.error
        if isinstance(error, Unreachable):
            self._silent_until_ms = self._mono_ms() + self._pause_ms
            self._exchanges = self._line.exchanges
            self._pause_ms = min(self._pause_ms * 2, _LONGEST_PAUSE_MS)
            raise error
        self._pause_ms = _FIRST_PAUSE_MS
        if error is not None:
            raise error
        answer: _T = job.value
        return answer

    def _tell(self, path: str, message: Any) -> None:
        now_ms = self._mono_ms()
        if self._line.is_open and not self._is_silent(now_ms):
            packed = pack(message)
            deadline_ms = now_ms + DEADLINE_MS
            self._jobs.put(_Job(lambda: self._once(path, packed, holds.Done, deadline_ms)))

    # ---- the carrier's thread

    def _carry(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not job.is_given_up:
                try:
                    job.value = job.work()
                except SyncError as error:
                    job.error = error
                except Exception:  # the thread goes on; the question was not answered
                    job.error = Unreachable(errors.CUT)
                    _log.exception("fast lane")
            job.is_done.set()

    def _twice(self, path: str, message: bytes, takes: type[_T], deadline_ms: int) -> _T:
        """Ask once more where a connection broke early; the request id makes it the same one."""
        try:
            return self._once(path, message, takes, deadline_ms)
        except Unreachable as error:
            left_ms = deadline_ms - self._mono_ms()
            if error.code not in (errors.CUT, errors.OFFLINE) or left_ms < _SECOND_ATTEMPT_MS:
                raise
        return self._once(path, message, takes, deadline_ms)

    def _once(self, path: str, message: bytes, takes: type[_T], deadline_ms: int) -> _T:
        left_ms = deadline_ms - self._mono_ms()
        if left_ms <= 0:
            raise Unreachable(errors.TIMED_OUT)
        sealed = self._line.seal(
            Outgoing(
                "POST",
                path,
                Lane.HOLDS,
                body=message,
                deadline_ms=left_ms,
                most_bytes=_MOST_ANSWER_BYTES,
            )
        )
        outcome = self._send(sealed)
        if isinstance(outcome, Unreachable):
            raise outcome
        try:
            return read(sealed, outcome, takes)
        except errors.ServerRefused as refused:
            self._line.note_refusal(sealed, refused)
            if refused.code in _NO_ANSWER:
                raise Unreachable(errors.GATEWAY_BUSY, refused.retry_after_s) from refused
            raise
