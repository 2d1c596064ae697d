"""The shape of everything that talks to the cloud: straight-line code without I/O.

An activity is a generator. It yields the requests it wants sent, all at once, and is resumed with
what became of each, in the same order; ``BREATHE`` asks for nothing but to let others go first.
So it can be driven by a thread (sync/scheduler.py) or by a simulation, and reads as if it waited.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal, TypeVar

from sync.errors import Unreachable

DEADLINE_MS: Final = 20_000
"""In which a whole answer must be here, connecting included."""
SEGMENT_DEADLINE_MS: Final = 60_000
MOST_ANSWER_BYTES: Final = 24 << 20
"""Of an answer after decompression: a log page may hold an oversized row of an old bug."""


class Lane(StrEnum):
    """What a request is for, the most urgent first; the names are the server's too."""

    HOLDS = "holds"
    FACTS = "facts"
    URGENT = "urgent"
    REFERENCE = "reference"
    STOCK = "stock"
    BULK = "bulk"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request. ``path`` percent-encoded as it goes out, ``query`` without its question mark.

    ``headers`` and the compressed body are put there by ``sync.line``: whoever carries it sends it
    as it is, gives back the answer decompressed, and follows no redirect.
    """

    method: Literal["GET", "POST"]
    path: str
    lane: Lane
    query: str = ""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    deadline_ms: int = DEADLINE_MS
    most_bytes: int = MOST_ANSWER_BYTES


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back, whoever sent it. Header names in lower case; ``body`` decompressed."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Outcome = Answered | Unreachable
_T = TypeVar("_T")
Steps = Generator[tuple[Outgoing, ...], tuple[Outcome, ...], _T]

BREATHE: Final[tuple[Outgoing, ...]] = ()


def sent(outgoing: Outgoing) -> Steps[Answered]:
    """Send one request and wait. Raises ``Unreachable``."""
    (outcome,) = yield (outgoing,)
    if isinstance(outcome, Unreachable):
        raise outcome
    return outcome
