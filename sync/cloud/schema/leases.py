"""Who may hold something, for how long, and why not: the same for coupons, points, value, orders.

sync.md section 10: the till counts a lease from when it asked, less drift and margin; here it runs
from when it was granted, and ``GRACE_MS`` longer. So the till's side always ends first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

import sqlalchemy as sa

from sync.cloud.clock import CloudClock
from sync.cloud.keys import ServerKeys

LEASE_MS: Final = 180_000
GRACE_MS: Final = 60_000
_NUMBER_BYTES: Final = 6


class Till(NamedTuple):
    """A terminal, by what its key says of it."""

    tenant: str
    store: str
    terminal: bytes


@dataclass(frozen=True, slots=True)
class Granting:
    """What giving needs: whose signature, which numbers (``grant_number``), what time it is."""

    keys: ServerKeys
    number: Callable[[], int]
    now_ms: int


def grant_number(clock: CloudClock) -> int:
    """Make a grant's number from 48 random bits; no other grant of a till will ever have it."""
    return 1 + int.from_bytes(clock.random_bytes(_NUMBER_BYTES), "big")


class Declined(Exception):
    """Nothing is held; ``why`` and the facts beside it are words of sync/wire/holds.py."""

    def __init__(self, why: str, **facts: int) -> None:
        super().__init__(why)
        self.why = why
        self.facts = facts


def cut_leases(connection: sa.Connection, table: sa.Table, state: str, now_ms: int) -> None:
    """Let leases of a clock that was far ahead end as if they were given now.

    Those of another process whose clock is a little ahead stay as they are.
    """
    of = table.c
    is_far = sa.and_(of.state == state, of.lease_until > now_ms + LEASE_MS + GRACE_MS)
    connection.execute(sa.update(table).where(is_far).values(lease_until=now_ms + LEASE_MS))
