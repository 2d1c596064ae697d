"""Who writes which feed: one process each, by a lease; the emission itself needs none."""

from typing import Final

import sqlalchemy as sa

from sync.cloud.database import CloudDatabase
from sync.cloud.feeds.emission import emit
from sync.cloud.feeds.heads import Scope
from sync.cloud.schema.feeds import FEED_TODO

LEASE_MS: Final = 10_000
"""After this long another process may go on with a feed whose writer has died."""

_RENEWED_BEFORE_MS: Final = LEASE_MS // 2
_BEGINNING: Final = Scope("", "")


class FeedWriter:
    """Writes the feeds of all tenants, one batch a call. ``holder`` names this process's leases.

    One thread at a time may use it; each process has its own.
    """

    def __init__(self, database: CloudDatabase, holder: str) -> None:
        self._database = database
        self._holder = holder
        self._last = _BEGINNING
        self._leases: dict[Scope, int] = {}

    def work(self, now_ms: int) -> bool:
        """Write one batch of the next feed that has something; False when there was nothing."""
        scope = self._take_turn(now_ms)
        if scope is None:
            return False
        self._last = scope
        self._database.write(lambda connection: emit(connection, scope, now_ms))
        return True

    def _take_turn(self, now_ms: int) -> Scope | None:
        """Give the next feed, in turn, that has work and is no other process's."""
        after, last = self._last, None
        while True:
            scope = self._next_after(after)
            if scope is None and last is None:
                # From the beginning again, up to the feed of the last turn.
                after, last = _BEGINNING, self._last
                continue
            if scope is None or (last is not None and scope > last):
                return None
            if self._is_mine(scope, now_ms):
                return scope
            after = scope

    def _next_after(self, scope: Scope) -> Scope | None:
        row = self._database.read(
            lambda connection: (
                connection.execute(_NEXT_OF_TENANT, scope._asdict()).first()
                or connection.execute(_NEXT_TENANT, scope._asdict()).first()
            )
        )
        return None if row is None else Scope(row.tenant, row.feed)

    def _is_mine(self, scope: Scope, now_ms: int) -> bool:
        if self._leases.get(scope, 0) - _RENEWED_BEFORE_MS > now_ms:
            return True
        until_ms = now_ms + LEASE_MS
        asked = {**scope._asdict(), "holder": self._holder, "until": until_ms, "now": now_ms}
        taken = self._database.write(
            lambda connection: connection.execute(_TAKE_LEASE, asked).rowcount
        )
        self._leases = {one: until for one, until in self._leases.items() if until > now_ms}
        if taken:
            self._leases[scope] = until_ms
        return bool(taken)


# One column each: SQLite walks through all rows of a feed to find the end of (tenant, feed).
_FIRST: Final = sa.select(FEED_TODO.c.tenant, FEED_TODO.c.feed).limit(1)
_NEXT_OF_TENANT: Final = _FIRST.where(
    FEED_TODO.c.tenant == sa.bindparam("tenant"), FEED_TODO.c.feed > sa.bindparam("feed")
).order_by(FEED_TODO.c.feed)
_NEXT_TENANT: Final = _FIRST.where(FEED_TODO.c.tenant > sa.bindparam("tenant")).order_by(
    FEED_TODO.c.tenant, FEED_TODO.c.feed
)
_TAKE_LEASE: Final = sa.text(
    "INSERT INTO feed_lease (tenant, feed, holder, until_ms)"
    " VALUES (:tenant, :feed, :holder, :until)"
    " ON CONFLICT (tenant, feed) DO UPDATE SET holder = excluded.holder,"
    " until_ms = excluded.until_ms"
    # One that ends later than any of now was given by a clock that was ahead: nobody waits for it.
    " WHERE feed_lease.until_ms <= :now OR feed_lease.until_ms > excluded.until_ms"
    " OR feed_lease.holder = excluded.holder"
)
