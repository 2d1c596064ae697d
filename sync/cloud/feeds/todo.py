"""Hands changes to the feeds' writers, in the transaction of whoever makes the change.

One row a key: what is put twice before it is written goes out once, as the last one said.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from sync.wire.feeds import DELETE, PUT
from sync.wire.reference import body_of

LARGEST_BODY: Final = 128 * 1024
"""One row must fit on a page with room to spare."""

GONE_BODY: Final = b"{}"


class Change(NamedTuple):
    """What a key is to become. ``body``: canonical bytes."""

    key: str
    op: int
    body: bytes


def put(connection: sa.Connection, tenant: str, feed: str, key: str, body: Any) -> None:
    """Say what a key of a feed is from now on; a struct of sync/wire/{reference,control,feeds}."""
    hand_over(connection, tenant, feed, (Change(key, PUT, body_of(body)),))


def delete(connection: sa.Connection, tenant: str, feed: str, key: str) -> None:
    """Say that a key of a feed is no more; harmless where it never was."""
    hand_over(connection, tenant, feed, (Change(key, DELETE, GONE_BODY),))


def hand_over(connection: sa.Connection, tenant: str, feed: str, changes: Sequence[Change]) -> None:
    """Hand over many changes of one feed; their keys are all different."""
    assert all(len(change.body) <= LARGEST_BODY for change in changes)
    if not changes:
        return
    if connection.dialect.name == "sqlite":
        rows = [(tenant, feed, *change) for change in changes]
        connection.exec_driver_sql(_INTO_SQLITE, rows)
        return
    # In the order of their keys: two that hand over the same ones wait instead of colliding.
    ordered = sorted(changes)
    connection.execute(
        _INTO_POSTGRES,
        {
            "tenant": tenant,
            "feed": feed,
            "keys": [change.key for change in ordered],
            "ops": [change.op for change in ordered],
            "bodies": [change.body for change in ordered],
        },
    )


_INTO_SQLITE: Final = (
    "INSERT INTO feed_todo (tenant, feed, key, op, body) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (tenant, feed, key) DO UPDATE SET op = excluded.op, body = excluded.body"
)
_INTO_POSTGRES: Final = sa.text(
    "INSERT INTO feed_todo (tenant, feed, key, op, body)"
    " SELECT :tenant, :feed, b.key, b.op, b.body"
    " FROM unnest(CAST(:keys AS text[]), CAST(:ops AS smallint[]), CAST(:bodies AS bytea[]))"
    " AS b(key, op, body)"
    " ON CONFLICT (tenant, feed, key) DO UPDATE SET op = excluded.op, body = excluded.body"
)
