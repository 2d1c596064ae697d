"""What goes in and out of the engine, and the slots in which activities run, one each.

A slot keeps the requests its activity waits for and their deadlines: an answer that is lost on its
way to the engine costs its deadline and no more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sync import errors
from sync.errors import SyncError, Unreachable
from sync.status import SyncStatus
from sync.steps import Answered, Lane, Outcome, Outgoing, Steps

GRACE_MS: Final = 10_000
"""Beyond a request's own deadline; then its answer is not waited for any longer."""


@dataclass(frozen=True, slots=True)
class Tick:
    """The timer has run out, or somebody thinks a look would be good."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A request was answered, by whomever."""

    request: int
    answered: Answered


@dataclass(frozen=True, slots=True)
class Failed:
    """A request got no whole answer."""

    request: int
    error: Unreachable


@dataclass(frozen=True, slots=True)
class Committed:
    """A row was committed. A hint: a lost one costs a tick."""


@dataclass(frozen=True, slots=True)
class NetworkUp:
    """The machine has a network again. A hint."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody pressed "sync now"."""


Event = Tick | Reply | Failed | Committed | NetworkUp | Asked


@dataclass(frozen=True, slots=True)
class Send:
    """Send this; its outcome comes back as ``Reply`` or ``Failed`` with the same number."""

    request: int
    outgoing: Outgoing


@dataclass(frozen=True, slots=True)
class Cancel:
    """Nobody waits for this request any more."""

    request: int


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Tick at this reading of the suspend-proof clock; replaces the timer before."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class Status:
    """The picture has changed."""

    status: SyncStatus


Effect = Send | Cancel | SetTimer | Status


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to be done: ``key`` is what waits after a failure, ``begin`` the activity."""

    key: str
    lane: Lane
    begin: Callable[[], Steps[int]]


@dataclass(frozen=True, slots=True)
class Finished:
    """How a duty ended: rows moved, or an error."""

    duty: Duty
    rows: int
    error: SyncError | None


class Slot:
    """One activity at a time. ``emit`` takes effects, ``number`` gives request numbers."""

    def __init__(self, emit: Callable[[Effect], None], number: Callable[[], int]) -> None:
        self._emit = emit
        self._number = number
        self._duty: Duty | None = None
        self._steps: Steps[int] | None = None
        self._waiting: dict[int, int] = {}
        self._outcomes: list[Outcome | None] = []
        self._deadline_ms = 0

    @property
    def duty(self) -> Duty | None:
        """What runs here now."""
        return self._duty

    @property
    def is_ready(self) -> bool:
        """Tell whether the activity can go on: all it asked for is here, or it only breathed."""
        return self._steps is not None and not self._waiting

    @property
    def until_ms(self) -> int | None:
        """When the answers waited for are given up."""
        return self._deadline_ms if self._waiting else None

    def begin(self, duty: Duty) -> None:
        """Take a duty up; ``step`` does its first part."""
        assert self._duty is None
        self._duty, self._steps = duty, duty.begin()
        self._outcomes = []

    def take(self, request: int, outcome: Outcome) -> bool:
        """Take an outcome; False when nobody here waits for it (any more)."""
        index = self._waiting.pop(request, None)
        if index is None:
            return False
        self._outcomes[index] = outcome
        return True

    def expire(self, mono_ms: int) -> None:
        """Give up answers that should have been here long ago."""
        if self._waiting and mono_ms >= self._deadline_ms:
            for request in list(self._waiting):
                self._emit(Cancel(request))
                self.take(request, Unreachable(errors.TIMED_OUT))

    def step(self, mono_ms: int) -> Finished | None:
        """Do the next part of the activity; say how it ended, if it did."""
        assert self._steps is not None
        assert self._duty is not None
        try:
            if self._outcomes:
                came = tuple(outcome for outcome in self._outcomes if outcome is not None)
                asked = self._steps.send(came)
            else:
                asked = next(self._steps)
        except StopIteration as end:
            return self._end(end.value, None)
        except SyncError as error:
            return self._end(0, error)
        except BaseException:
            self._clear()
            raise
        self._outcomes = [None] * len(asked)
        for index, outgoing in enumerate(asked):
            request = self._number()
            self._waiting[request] = index
            self._deadline_ms = mono_ms + outgoing.deadline_ms + GRACE_MS
            self._emit(Send(request, outgoing))
        return None

    def abandon(self) -> None:
        """Drop the activity where it stands; what it committed stays."""
        for request in self._waiting:
            self._emit(Cancel(request))
        if self._steps is not None:
            self._steps.close()
        self._clear()

    def _end(self, rows: int, error: SyncError | None) -> Finished:
        assert self._duty is not None
        finished = Finished(self._duty, rows, error)
        self._clear()
        return finished

    def _clear(self) -> None:
        self._duty = self._steps = None
        self._waiting, self._outcomes = {}, []
