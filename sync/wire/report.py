"""How a till says it is, every few minutes: counters, times and codes, nobody's data.

sync.md section 15. Times are the till's wall clock in UTC milliseconds; 0: never.
"""

from typing import Annotated

import msgspec

from sync.wire.canonical import LARGEST_INTEGER

Bytes = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_INTEGER)]


class LaneReport(msgspec.Struct, frozen=True, omit_defaults=True):
    """A lane: when it last got through, what stands in its way, rows or positions to go."""

    last_success_ms: int = 0
    error: str = ""
    backlog: int = 0


class TillReport(msgspec.Struct, frozen=True, omit_defaults=True):
    """``heartbeat`` rises with every exchange that got through since the start ``boot``.

    ``behind``: feed to positions. ``digest``: proved, not_proved, or nothing before the first
    answer, of ``digest_day``. ``clock_ahead_ms``: against the cloud's, none before an answer.
    ``disk_free``: bytes on the disk of its records, none where the machine does not tell.
    """

    at_ms: int
    boot: str
    heartbeat: int
    epoch: int
    seq: int
    app: str
    sqlite: str
    unsent_rows: int = 0
    unsent_oldest_ms: int = 0
    lanes: dict[str, LaneReport] = {}
    behind: dict[str, int] = {}
    digest: str = ""
    digest_day: str = ""
    clock_ahead_ms: int | None = None
    in_doubt: bool = False
    repaired: int = 0
    restarts: int = 0
    disk_free: Bytes | None = None
