"""What a terminal may still have done that nobody here has heard of: when limits can come back.

Read shard by shard: limits are kept by campaign or member, terminals by store.
"""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from sync.cloud.schema.facts import TERMINAL
from sync.cloud.schema.leases import GRACE_MS
from sync.cloud.schema.sales import EFFECT, PARKED, QUARANTINE

Place = tuple[str, bytes]
"""Store and terminal."""


@dataclass(frozen=True, slots=True)
class Reach:
    """``has_left``: it comes no more. ``is_active``: it may still come.

    ``is_here``: all that is held of its journal has reached the ledgers, no row of it is set aside.
    ``has_all``: and that is all the till said it has. ``last_seen_ms``: when it said so.
    """

    has_left: bool
    is_active: bool
    is_here: bool
    has_all: bool
    last_seen_ms: int

    def is_beyond(self, expires_ms: int, now_ms: int) -> bool:
        """Tell whether a limit that ended at a moment can no longer be spent unheard of.

        The journal is sealed and here to its end; or the till was heard of after the limit had
        ended, and everything it had then is here.
        """
        end_ms = expires_ms + GRACE_MS
        is_past = self.is_active and end_ms < min(now_ms, self.last_seen_ms)
        return self.is_here and (self.has_left or (is_past and self.has_all))


def has_left() -> sa.ColumnElement[bool]:
    """Say in SQL that a terminal comes no more: sealed, or shut out and another in its place."""
    of, heir = TERMINAL.c, TERMINAL.alias("heir")
    is_replaced = sa.exists().where(heir.c.store == of.store, heir.c.replaces == of.terminal)
    return sa.or_(of.state == "sealed", sa.and_(of.state == "revoked", is_replaced))


def find_left(connection: sa.Connection) -> list[bytes]:
    """List the terminals that come no more."""
    of = TERMINAL.c
    query = sa.select(of.terminal).where(has_left()).order_by(of.terminal)
    return list(connection.execute(query).scalars())


def reach_of(connection: sa.Connection, places: Collection[Place]) -> dict[Place, Reach]:
    """Read how far these terminals can still reach; one that is not known is left out."""
    if not places:
        return {}
    of, asked = TERMINAL.c, sorted(set(places))
    waiting = _waiting(connection, asked)
    rows = connection.execute(
        sa.select(TERMINAL, has_left().label("has_left")).where(
            sa.tuple_(of.store, of.terminal).in_(asked)
        )
    )
    found = {}
    for row in rows:
        have = (row.epoch, row.seq)
        place = (row.store, row.terminal)
        is_projected = (row.projected_epoch, row.projected_seq) == have
        found[place] = Reach(
            has_left=bool(row.has_left),
            is_active=row.state == "active",
            is_here=is_projected and place not in waiting,
            has_all=(row.head_epoch, row.head_seq) <= have,
            last_seen_ms=row.last_seen_ms,
        )
    return found


def _waiting(connection: sa.Connection, asked: Collection[Place]) -> set[Place]:
    """Name those of which the ledgers have not heard everything: on its way, or set aside.

    What head office gives up is nothing that anybody waits for.
    """
    found: set[Place] = set()
    for table, is_waiting in (
        (EFFECT, sa.true()),
        (PARKED, sa.true()),
        (QUARANTINE, QUARANTINE.c.state == "open"),
    ):
        place = (table.c.store, table.c.terminal)
        query = sa.select(*place).where(sa.tuple_(*place).in_(asked), is_waiting).distinct()
        found |= {(row.store, row.terminal) for row in connection.execute(query)}
    return found
