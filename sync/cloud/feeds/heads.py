"""Where feeds stand, and cursors that cannot be answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import sqlalchemy as sa

from sync.cloud.schema.facts import SERVER_HEAD
from sync.cloud.schema.feeds import FEED_HEAD
from sync.wire.exchange import Cursor, FeedHead
from sync.wire.ranges import NO_ROWS

SHAPES: Final = {
    "cat": 1,
    "promo": 1,
    "member": 1,
    "coupon": 1,
    "order": 1,
    "stk": 1,
    "sheet": 1,
    "ctl": 1,
}
"""Which columns the bodies of a kind of feed have; changes when a till needs new ones."""

_FIRST_GENERATION: Final = 1


class Scope(NamedTuple):
    """A feed of a tenant."""

    tenant: str
    feed: str

    @property
    def shape(self) -> int:
        """Give the shape of its rows."""
        return SHAPES[self.feed.partition(":")[0]]


class Unanswerable(Exception):
    """A question about a position that is not held here: GONE or FEED_GEN, with facts."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Head:
    """A feed's row of ``feed_head``; a feed that nobody wrote yet stands at 0.

    ``gen`` is the server's generation: when a database went back in time, what tills have read may
    not be what is here, and every cursor is compared again.
    """

    gen: int
    pos: int
    min_pos: int
    compacted_to: int
    digest: bytes


def within(table: sa.FromClause, scope: Scope) -> sa.ColumnElement[bool]:
    """Say that a table's rows are of one feed."""
    return sa.and_(table.c.tenant == scope.tenant, table.c.feed == scope.feed)


def read_head(connection: sa.Connection, scope: Scope) -> Head:
    """Read one head."""
    return read_heads(connection, scope.tenant, (scope.feed,))[scope.feed]


def read_heads(connection: sa.Connection, tenant: str, feeds: Iterable[str]) -> dict[str, Head]:
    """Read several heads of one tenant."""
    asked = tuple(feeds)
    gen = connection.execute(_GENERATION).scalar() or _FIRST_GENERATION
    found = {
        row.feed: Head(gen, row.pos, row.min_pos, row.compacted_to, row.digest)
        for row in connection.execute(_HEADS, {"tenant": tenant, "feeds": asked})
    }
    return {feed: found.get(feed, Head(gen, 0, 0, 0, NO_ROWS)) for feed in asked}


def said_heads(connection: sa.Connection, tenant: str, feeds: Iterable[str]) -> dict[str, FeedHead]:
    """Give heads as hello says them."""
    return {
        feed: FeedHead(head.gen, head.pos, head.min_pos, Scope(tenant, feed).shape)
        for feed, head in read_heads(connection, tenant, feeds).items()
    }


def behind(connection: sa.Connection, tenant: str, cursors: Mapping[str, Cursor]) -> dict[str, int]:
    """Count how many positions cursors are behind; feeds that are at their head are left out."""
    heads = read_heads(connection, tenant, cursors)
    lags = {feed: heads[feed].pos - cursor.pos for feed, cursor in cursors.items()}
    return {feed: lag for feed, lag in lags.items() if lag > 0}


def open_head(connection: sa.Connection, scope: Scope) -> Head:
    """Read a feed's head, and make it where there is none."""
    head = read_head(connection, scope)
    if head.pos == 0:
        connection.execute(_OPEN, {**scope._asdict(), "digest": NO_ROWS})
    return head


def check_position(head: Head, gen: int, pos: int) -> None:
    """Make sure that the feed's state at a position can be told. Raises ``Unanswerable``."""
    check_generation(head, gen, pos)
    if pos < head.compacted_to:
        raise Unanswerable("GONE", gen=head.gen, min_pos=head.min_pos)


def check_generation(head: Head, gen: int, pos: int) -> None:
    """Make sure that a cursor is of this generation. Raises ``Unanswerable``."""
    if gen != head.gen or pos > head.pos:
        raise Unanswerable("FEED_GEN", gen=head.gen, pos=head.pos)


_GENERATION: Final = sa.select(SERVER_HEAD.c.server_gen)
_HEADS: Final = sa.select(FEED_HEAD).where(
    FEED_HEAD.c.tenant == sa.bindparam("tenant"),
    FEED_HEAD.c.feed.in_(sa.bindparam("feeds", expanding=True)),
)
_OPEN: Final = sa.text(
    "INSERT INTO feed_head (tenant, feed, pos, min_pos, compacted_to, digest)"
    " VALUES (:tenant, :feed, 0, 0, 0, :digest) ON CONFLICT DO NOTHING"
)
