"""Counts as their acts say: which are whole, where each till stood, and whether that is all."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.feeds.notices import tell_case
from sync.cloud.inbox.cases import Case, open_case
from sync.cloud.inbox.reach import reach_of
from sync.cloud.schema.facts import TERMINAL
from sync.cloud.schema.stock import COUNT_ACT, STOCK_COUNT, STOCK_COUNTED, STOCK_ON_HAND
from sync.cloud.schema.upsert import put
from sync.cloud.stock.vectors import Choice, Counted, Mark, Vector, choose

CROSSED: Final = "COUNTS_CROSSED"

Finish = tuple[bytes, bytes, int]
"""A count, the till that finished it and the epoch; a restored till may finish it once more."""


@dataclass(slots=True)
class Acts:
    """What was done of one count."""

    parts: dict[Finish, dict[int, sa.Row[Any]]] = field(default_factory=dict)
    marks: dict[bytes, list[Mark]] = field(default_factory=lambda: defaultdict(list))
    dropped: set[Finish] = field(default_factory=set)

    def add(self, act: sa.Row[Any]) -> None:
        """Take one act."""
        finish = (act.count_id, act.terminal, act.epoch)
        if act.act == "part":
            self.parts.setdefault(finish, {})[act.part] = act
        elif act.act == "mark":
            self.marks[act.terminal].append(Mark((act.epoch, act.seq), act.wall_ms))
        elif act.act == "drop":
            self.dropped.add(finish)

    def whole(self) -> list[sa.Row[Any]]:
        """List the parts of what was finished and is here in full.

        What was given up does not count. What a till finished before it was restored, and gave up
        afterwards not knowing of it, does: that stands in another epoch.
        """
        return [
            act
            for finish, parts in self.parts.items()
            if finish not in self.dropped
            for act in parts.values()
            if set(parts) == set(range(1, act.parts + 1))
        ]

    def vector(self, counter: bytes, own: Mark, until_ms: int) -> Vector:
        """Give the places of all tills that were marked, for an item with a mark of its own."""
        marks = {terminal: _nearest(found, own.wall_ms) for terminal, found in self.marks.items()}
        return Vector(counter, own.wall_ms, until_ms, {**marks, counter: own})


def _nearest(marks: Iterable[Mark], from_ms: int) -> Mark:
    """Of a till's marks take the last one before the item was counted, if there is one."""
    ordered = sorted(marks, key=lambda mark: mark.place)
    return next((mark for mark in reversed(ordered) if mark.wall_ms <= from_ms), ordered[0])


def acts_of(
    connection: sa.Connection, store: str, counts: Collection[bytes]
) -> Mapping[bytes, Acts]:
    """Read what was done of counts."""
    found: dict[bytes, Acts] = {count: Acts() for count in counts}
    if counts:
        of = COUNT_ACT.c
        rows = connection.execute(
            sa.select(COUNT_ACT)
            .where(of.store == store, of.count_id.in_(sorted(counts)))
            .order_by(of.epoch, of.seq)
        )
        for row in rows:
            found[row.count_id].add(row)
    return found


def choices(connection: sa.Connection, store: str, skus: Collection[str]) -> dict[str, Choice]:
    """Choose for each item the count that its figure begins at; one never counted is left out."""
    line, act = STOCK_COUNTED.c, COUNT_ACT.c
    is_of = sa.and_(act.store == line.store, act.event_id == line.event_id)
    rows = connection.execute(
        sa.select(STOCK_COUNTED, act.count_id, act.day, act.wall_ms)
        .select_from(STOCK_COUNTED.join(COUNT_ACT, is_of))
        .where(line.store == store, line.sku.in_(sorted(skus)))
    ).all()
    acts = acts_of(connection, store, {row.count_id for row in rows})
    whole = {part.event_id for one in acts.values() for part in one.whole()}
    counted: dict[str, list[Counted]] = defaultdict(list)
    for row in rows:
        if row.event_id in whole:
            counted[row.sku].append(_counted(row, acts[row.count_id]))
    found = {sku: choose(lines) for sku, lines in counted.items()}
    return {sku: choice for sku, choice in found.items() if choice is not None}


def _counted(row: sa.Row[Any], acts: Acts) -> Counted:
    own = Mark((row.mark_epoch, row.mark_seq), row.from_ms)
    vector = acts.vector(row.terminal, own, row.until_ms)
    named = (row.count_id, row.event_id, row.n)
    return Counted(*named, row.quantity, row.day, row.wall_ms, vector)


def vector_of(row: sa.Row[Any], acts: Acts) -> Vector:
    """Give the places behind a row of ``stock_on_hand`` that has a count."""
    own = Mark((row.mark_epoch, row.mark_seq), row.from_ms)
    return acts.vector(row.counter, own, row.until_ms)


def touched(
    connection: sa.Connection, tenant: str, store: str, acts: Sequence[Mapping[str, Any]]
) -> list[str]:
    """List the items whose figures new acts may change, in order.

    Whoever writes acts of a count waits here for the others that do, and then sees what they wrote.
    """
    counts = sorted({act["count_id"] for act in acts})
    for count in counts:
        row = {"store": store, "tenant": tenant, "count_id": count, "is_settled": 1}
        put(connection, STOCK_COUNT, row)
    found = acts_of(connection, store, counts)
    parts = {part.event_id for one in found.values() for part in _finished(one)}
    line = STOCK_COUNTED.c
    skus: set[str] = set()
    for part in sorted(parts):
        query = sa.select(line.sku).where(line.store == store, line.event_id == part)
        skus |= set(connection.execute(query).scalars())
    for count in counts:
        _note_settled(connection, store, count, found[count])
    return sorted(skus)


def _finished(acts: Acts) -> list[sa.Row[Any]]:
    """List all parts, those of a finish that was dropped too: what it changed is undone."""
    return [act for parts in acts.parts.values() for act in parts.values()]


def _note_settled(connection: sa.Connection, store: str, count: bytes, acts: Acts) -> bool:
    """Note whether anything of a count may still come."""
    is_settled = _is_settled(connection, store, acts)
    of = STOCK_COUNT.c
    connection.execute(
        sa.update(STOCK_COUNT)
        .where(of.store == store, of.count_id == count)
        .values(is_settled=int(is_settled))
    )
    return is_settled


def _is_settled(connection: sa.Connection, store: str, acts: Acts) -> bool:
    """Tell whether every till gave its mark or, heard of after the count, has none to give."""
    whole = acts.whole()
    if not whole:
        return True
    until_ms = max(part.wall_ms for part in whole)
    marked = {part.terminal for part in whole} | acts.marks.keys()
    of = TERMINAL.c
    tills = connection.execute(
        sa.select(of.terminal).where(of.store == store, of.state == "active")
    ).scalars()
    reaches = reach_of(connection, [(store, one) for one in tills if one not in marked])
    return all(
        reach.is_here and reach.has_all and reach.last_seen_ms > until_ms
        for reach in reaches.values()
    )


def has_unsettled(connection: sa.Connection) -> bool:
    """Tell whether something is still to come of any count."""
    query = sa.select(STOCK_COUNT.c.store).where(STOCK_COUNT.c.is_settled == 0).limit(1)
    return connection.execute(query).first() is not None


def settle(connection: sa.Connection) -> int:
    """Look again at what was still to come; have the store told of what is settled now."""
    of, known = STOCK_COUNT.c, STOCK_ON_HAND.c
    rows = connection.execute(
        sa.select(of.store, of.count_id)
        .where(of.is_settled == 0)
        .order_by(of.store, of.count_id)
        .with_for_update()
    ).all()
    settled = 0
    for store, count in rows:
        acts = acts_of(connection, store, [count])[count]
        if _note_settled(connection, store, count, acts):
            settled += 1
            connection.execute(
                sa.update(STOCK_ON_HAND)
                .where(known.store == store, known.count_id == count)
                .values(own_due=1)
            )
    return settled


def note_rivals(
    connection: sa.Connection, tenant: str, store: str, found: Mapping[str, Choice], now_ms: int
) -> None:
    """Open one case for each two counts that were made across one another."""
    pairs: dict[str, tuple[str, Counted]] = {}
    for sku, choice in sorted(found.items()):
        for rival in choice.rivals:
            cause = ":".join(sorted((choice.counted.count.hex(), rival.count.hex())))
            pairs.setdefault(cause, (sku, choice.counted))
    for cause, (sku, counted) in pairs.items():
        case = Case(
            tenant=tenant,
            store=store,
            code=CROSSED,
            cause=cause,
            who="manager",
            terminal_id=counted.vector.counter,
            subject=sku,
            facts={"counts": cause},
        )
        tell_case(connection, store, open_case(connection, case, now_ms))
