"""Where the marks of a count stand on the journal that is held here, and when they were made.

A till writes its marks as it knew its own journal. After a restore its rows stand once more, in the
same order, behind the first row of the epoch that the cloud named (sync.md section 6): a mark among
them has moved with them, behind all that the disk had lost, which was sold before it was counted.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import sqlalchemy as sa

from sync.cloud.projectors.records import Marks, Place, Recorded, Window
from sync.cloud.schema.facts import INBOX
from sync.wire import events
from sync.wire.events_stock import StockCounted
from sync.wire.packing import UnreadableError, unpack

_KIND: Final = "stock_count"


class _Fork(NamedTuple):
    epoch: int
    common: Place
    again: int


def find_marks(connection: sa.Connection, row: Recorded) -> Marks:
    """Read what the marks of a row of what was counted mean; nothing for any other row."""
    if row.kind != _KIND:
        return {}
    try:
        read = events.read_fact(row.kind, row.schema, row.body)
    except (events.UnknownVersionError, UnreadableError):
        return {}  # which is said when it is projected
    if read is None or not isinstance(read[1], StockCounted):
        return {}
    said = sorted({(line.e, line.s) for line in read[1].lines})
    forks = _forks(connection, row, said)
    places = {mark: min(_on_the_line(mark, forks), (row.epoch, row.seq)) for mark in said}
    return _windows(connection, row, places, read[0].wall)


def _windows(
    connection: sa.Connection, row: Recorded, places: Mapping[Place, Place], wall_ms: int
) -> Marks:
    """Say between when and when an item was counted that has this mark.

    Not before the mark was made; and the next one was made when it was entered, before whatever
    the till wrote down after that.
    """
    ordered = sorted(set(places.values()))
    after = dict(pairwise(ordered))
    windows = {}
    for place in ordered:
        from_ms = _wall(connection, row, place, wall_ms)
        until_ms = wall_ms
        if place in after:
            epoch, seq = after[place]
            until_ms = _wall(connection, row, (epoch, seq + 1), wall_ms)
        windows[place] = Window(place, from_ms, max(from_ms, until_ms))
    return {mark: windows[place] for mark, place in places.items()}


def _on_the_line(mark: Place, forks: Sequence[_Fork]) -> Place:
    for fork in forks:
        if mark[0] < fork.epoch and mark > fork.common:
            behind = mark[1] - fork.common[1] if mark[0] == fork.common[0] else fork.again
            mark = (fork.epoch, 1 + min(behind, fork.again))
    return mark


def _forks(connection: sa.Connection, row: Recorded, marks: Sequence[Place]) -> list[_Fork]:
    """List the epochs that joined this till's own rows again, since its first mark."""
    if not marks or marks[0][0] == row.epoch:
        return []
    of = INBOX.c
    found = connection.execute(
        sa.select(of.epoch, of.body)
        .where(
            of.store == row.store,
            of.terminal == row.terminal,
            of.epoch > marks[0][0],
            of.epoch <= row.epoch,
            of.seq == 1,
            of.kind == "epoch_open",
        )
        .order_by(of.epoch)
    ).all()
    forks = []
    for epoch, body in found:
        try:
            joined = events.read_joined(body)
        except UnreadableError:
            continue  # an epoch for another reason
        forks.append(_Fork(epoch, (joined.common.epoch, joined.common.seq), joined.again))
    return forks


def _wall(connection: sa.Connection, row: Recorded, place: Place, otherwise_ms: int) -> int:
    of = INBOX.c
    body = connection.scalar(
        sa.select(of.body).where(
            of.store == row.store,
            of.terminal == row.terminal,
            of.epoch == place[0],
            of.seq == place[1],
        )
    )
    if body is None:
        return otherwise_ms
    try:
        return unpack(body, events.Envelope).wall
    except UnreadableError:
        return otherwise_ms
