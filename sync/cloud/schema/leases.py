"""Who may hold something, for how long, and why not: the same for coupons, points, value, orders.

sync.md section 10: the till counts a lease from when it asked, less drift and margin; here it runs
from when it was granted, and ``GRACE_MS`` longer. So the till's side always ends first.
"""

from typing import Final, NamedTuple

LEASE_MS: Final = 180_000
GRACE_MS: Final = 60_000


class Till(NamedTuple):
    """A terminal, by what its key says of it."""

    tenant: str
    store: str
    terminal: bytes


class Declined(Exception):
    """Nothing is held; ``why`` and the facts beside it are words of sync/wire/holds.py."""

    def __init__(self, why: str, **facts: int) -> None:
        super().__init__(why)
        self.why = why
        self.facts = facts
