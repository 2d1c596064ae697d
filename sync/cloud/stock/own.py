"""What the tills of one store are told of what it has, over all of them.

A store of one till is told nothing: that till knows it all by itself. What it has stays to be told,
so that a second till finds the whole of it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.feeds.scopes import own_stock_feed
from sync.cloud.feeds.todo import Change, hand_over
from sync.cloud.schema.facts import TERMINAL
from sync.cloud.schema.stock import (
    COUNT_ACT,
    STOCK_COUNT,
    STOCK_COUNTED,
    STOCK_MOVE,
    STOCK_ON_HAND,
)
from sync.cloud.stock import counts
from sync.cloud.stock.vectors import Place, Vector
from sync.wire import reference
from sync.wire.feeds import PUT

MOST_AT_ONCE: Final = 500

_SHARED: Final = (
    sa.select(TERMINAL.c.store)
    .where(sa.or_(TERMINAL.c.state == "active", TERMINAL.c.projected_seq > 0))
    .group_by(TERMINAL.c.store)
    .having(sa.func.count() > 1)
)
_CHANGED: Final = (
    sa.select(STOCK_ON_HAND)
    .where(sa.text("own_due = 1"), STOCK_ON_HAND.c.store.in_(_SHARED))  # as its index says it
    .order_by(STOCK_ON_HAND.c.store, STOCK_ON_HAND.c.sku)
)
_SOME_CHANGED: Final = _CHANGED.limit(MOST_AT_ONCE).with_for_update()
_ONE_CHANGED: Final = _CHANGED.limit(1)


def has_changed(connection: sa.Connection) -> bool:
    """Tell whether there are figures to send."""
    return connection.execute(_ONE_CHANGED).first() is not None


def tell_changed(connection: sa.Connection) -> int:
    """Send figures that changed to the tills of one store; say how many went out."""
    rows = connection.execute(_SOME_CHANGED).all()
    if not rows:
        return 0
    mine = [row for row in rows if row.store == rows[0].store]
    store, tenant = mine[0].store, mine[0].tenant
    behind = _behind(connection, store, mine)
    changes = [Change(f"o:{row.sku}", PUT, reference.body_of(behind.figure(row))) for row in mine]
    hand_over(connection, tenant, own_stock_feed(store), changes)
    of = STOCK_ON_HAND.c
    connection.execute(
        sa.update(STOCK_ON_HAND)
        .where(of.store == store, of.sku.in_([row.sku for row in mine]))
        .values(own_due=0)
    )
    return len(mine)


@dataclass(frozen=True, slots=True)
class _Last:
    """The last fact of a till about an item."""

    place: Place
    wall_ms: int


@dataclass(slots=True)
class _Behind:
    """What figures of one store rest on. ``last`` by item and terminal."""

    tills: Sequence[Any]
    acts: Mapping[bytes, counts.Acts]
    unsettled: frozenset[bytes]
    last: dict[str, dict[bytes, _Last]] = field(default_factory=lambda: defaultdict(dict))

    def note(self, sku: str, terminal: bytes, last: _Last) -> None:
        """Take a fact about an item, if it is the latest of its till."""
        known = self.last[sku].get(terminal)
        if known is None or known.place < last.place:
            self.last[sku][terminal] = last

    def figure(self, row: sa.Row[Any]) -> reference.StoreStock:
        """Say of an item what its tills are told."""
        vector = counts.vector_of(row, self.acts[row.count_id]) if row.count_id else None
        return reference.StoreStock(
            sku=row.sku,
            on_hand=int(row.on_hand),
            as_of_ms=row.as_of_ms,
            tills=self._places(row.sku, vector),
            counted_on=row.counted_on,
            received=bool(row.has_received),
            provisional=row.count_id in self.unsettled,
            unmarked=() if vector is None else self._unmarked(row.sku, vector),
            again=bool(row.is_doubtful),
        )

    def _places(self, sku: str, vector: Vector | None) -> tuple[tuple[str, int, int], ...]:
        """Say up to where each till is in a figure; of machines at one place the newest."""
        marks = {} if vector is None else vector.marks
        named: dict[str, tuple[str, int, int]] = {}
        for till in self.tills:
            named.pop(till.workstation, None)
            last, mark = self.last[sku].get(till.terminal), marks.get(till.terminal)
            places = [known.place for known in (last, mark) if known is not None]
            if places:
                named[till.workstation] = (till.workstation, *max(places))
        return tuple(sorted(named.values()))

    def _unmarked(self, sku: str, vector: Vector) -> tuple[str, ...]:
        """Name tills without a mark that sell the item, or have since it was counted."""
        last = self.last[sku]
        return tuple(
            sorted(
                {
                    till.workstation
                    for till in self.tills
                    if till.terminal not in vector.marks
                    and till.terminal in last
                    and (till.state == "active" or last[till.terminal].wall_ms > vector.from_ms)
                }
            )
        )


def _behind(connection: sa.Connection, store: str, rows: Sequence[sa.Row[Any]]) -> _Behind:
    of, head = TERMINAL.c, STOCK_COUNT.c
    tills = connection.execute(
        sa.select(of.terminal, of.workstation, of.state)
        .where(of.store == store)
        .order_by(of.state == "active", of.enrolled_ms, of.terminal)
    ).all()
    found = {row.count_id for row in rows if row.count_id}
    unsettled = connection.execute(
        sa.select(head.count_id).where(
            head.store == store, head.count_id.in_(sorted(found)), head.is_settled == 0
        )
    ).scalars()
    acts = counts.acts_of(connection, store, found)
    behind = _Behind(tills, acts, frozenset(unsettled))
    skus = [row.sku for row in rows]
    for query in (_last_moves(store, skus), _counted(store, skus)):
        for sku, terminal, epoch, seq, wall_ms in connection.execute(query):
            if epoch is not None:
                behind.note(sku, terminal, _Last((epoch, seq), wall_ms))
    return behind


def _last_moves(store: str, skus: Sequence[str]) -> sa.Select[Any]:
    """Select the last move of each till, by looks into the index: no item's moves are walked."""
    item, till, move = STOCK_ON_HAND.c, TERMINAL.c, STOCK_MOVE.c
    epoch, seq, wall_ms = (
        sa.select(column)
        .where(move.store == item.store, move.sku == item.sku, move.terminal == till.terminal)
        .order_by(move.epoch.desc(), move.seq.desc())
        .limit(1)
        .correlate(STOCK_ON_HAND, TERMINAL)
        .scalar_subquery()
        for column in (move.epoch, move.seq, move.wall_ms)
    )
    return (
        sa.select(item.sku, till.terminal, epoch, seq, wall_ms)
        .select_from(STOCK_ON_HAND.join(TERMINAL, till.store == item.store))
        .where(item.store == store, item.sku.in_(skus))
    )


def _counted(store: str, skus: Sequence[str]) -> sa.Select[Any]:
    line, act = STOCK_COUNTED.c, COUNT_ACT.c
    is_of = sa.and_(act.store == line.store, act.event_id == line.event_id)
    return (
        sa.select(line.sku, line.terminal, act.epoch, act.seq, act.wall_ms)
        .select_from(STOCK_COUNTED.join(COUNT_ACT, is_of))
        .where(line.store == store, line.sku.in_(skus))
    )
