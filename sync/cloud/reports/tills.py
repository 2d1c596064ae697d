"""Which tills a store's reports reckon with, and when each was last heard of.

Told in ``sheet:{store}`` (reference.StoreTill): at once by whoever lets a till in or shuts it out,
and by a job, which also tells every ten minutes or so who was heard of since. Somebody is heard of
when all is here and projected that they say they have: of a till that has come back and is still
sending, reports must not believe that they know its day.
"""

from collections.abc import Sequence
from itertools import count
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud import feeds
from sync.cloud.feeds.scopes import sheet_feed
from sync.cloud.reports.notices import delete_notices, put_notices
from sync.cloud.schema.facts import TERMINAL
from sync.cloud.schema.leases import Till
from sync.cloud.schema.sheets import TILL_TOLD
from sync.cloud.schema.upsert import put
from sync.wire.reference import StoreTill

SEEN_EVERY_MS: Final = 10 * 60_000

_IS_HERE: Final = sa.and_(
    sa.tuple_(TERMINAL.c.head_epoch, TERMINAL.c.head_seq)
    <= sa.tuple_(TERMINAL.c.epoch, TERMINAL.c.seq),
    TERMINAL.c.projected_epoch == TERMINAL.c.epoch,
    TERMINAL.c.projected_seq == TERMINAL.c.seq,
)


def stores_with_news(connection: sa.Connection) -> Sequence[str]:
    """List the stores of which a till is new, in or out, or was heard of again."""
    of, told = TERMINAL.c, TILL_TOLD.c
    is_its = sa.and_(told.store == of.store, told.terminal == of.terminal)
    is_news = sa.or_(
        told.terminal.is_(None),
        told.state != of.state,
        told.enrolled_ms != of.enrolled_ms,
        sa.and_(_IS_HERE, of.last_seen_ms >= told.last_seen_ms + SEEN_EVERY_MS),
        sa.and_(_IS_HERE, of.last_seen_ms < told.last_seen_ms),  # said by a clock that was ahead
    )
    query = (
        sa.select(of.store)
        .select_from(TERMINAL.outerjoin(TILL_TOLD, is_its))
        .where(of.state != "pending", is_news)
        .distinct()
        .order_by(of.store)
    )
    return connection.execute(query).scalars().all()


def tell_tills(connection: sa.Connection, store: str) -> None:
    """Tell a store's tills of one another as they are now; again is harmless.

    One whose name changed has its days told under the new one.
    """
    of = TERMINAL.c
    rows = connection.execute(
        sa.select(TERMINAL)
        .where(of.store == store, of.state != "pending")
        .order_by(of.enrolled_ms, of.terminal)
    ).all()
    names = _names(rows)
    told = _told(connection, store)
    renamed = [row for row in rows if told.get(row.terminal, "") != names[row.terminal]]
    for row in renamed:
        if row.terminal in told:
            was = told[row.terminal]
            feeds.delete(connection, row.tenant, sheet_feed(store), f"t:{was}")
            delete_notices(connection, _till(row), was)
    seen = _seen(connection, rows)
    for row in rows:
        _tell(connection, row, names[row.terminal], seen[row.terminal])
    for row in renamed:
        put_notices(connection, _till(row), names[row.terminal])


def name_of(connection: sa.Connection, till: Till) -> str:
    """Give the name a till is told by; it is told first where it was not yet."""
    name = _told(connection, till.store).get(till.terminal)
    if name is None:
        tell_tills(connection, till.store)
        name = _told(connection, till.store)[till.terminal]
    return name


def _tell(connection: sa.Connection, row: sa.Row[Any], name: str, seen_ms: int) -> None:
    is_out = row.state != "active" or name != row.workstation
    body = StoreTill(name, seen_ms, is_out, row.terminal.hex())
    feeds.put(connection, row.tenant, sheet_feed(row.store), f"t:{name}", body)
    known = {
        "store": row.store,
        "terminal": row.terminal,
        "tenant": row.tenant,
        "name": name,
        "state": row.state,
        "enrolled_ms": row.enrolled_ms,
        "last_seen_ms": seen_ms,
    }
    put(connection, TILL_TOLD, known)


def _seen(connection: sa.Connection, rows: Sequence[sa.Row[Any]]) -> dict[bytes, int]:
    """Say when each was last heard of; what was told before where there is more to come of it."""
    of, told = TERMINAL.c, TILL_TOLD.c
    places = [(row.store, row.terminal) for row in rows]
    here = connection.execute(
        sa.select(of.terminal).where(sa.tuple_(of.store, of.terminal).in_(places), _IS_HERE)
    ).scalars()
    before = connection.execute(
        sa.select(told.terminal, told.last_seen_ms).where(
            sa.tuple_(told.store, told.terminal).in_(places)
        )
    )
    seen = dict.fromkeys((row.terminal for row in rows), 0)
    seen |= {row.terminal: row.last_seen_ms for row in before}
    now = {row.terminal: row.last_seen_ms for row in rows}
    return seen | {terminal: now[terminal] for terminal in here}


def _names(rows: Sequence[sa.Row[Any]]) -> dict[bytes, str]:
    """Call the latest till of a number by it, and those that had it before by their turn."""
    latest = {row.workstation: row.terminal for row in rows}
    taken = set(latest)
    names = {}
    for row in rows:
        name = str(row.workstation)
        if latest[name] != row.terminal:
            turns = (f"{row.workstation} ({turn})" for turn in count(1))
            name = next(turn for turn in turns if turn not in taken)
            taken.add(name)
        names[bytes(row.terminal)] = name
    return names


def _told(connection: sa.Connection, store: str) -> dict[bytes, str]:
    of = TILL_TOLD.c
    query = sa.select(of.terminal, of.name).where(of.store == store)
    return {bytes(row.terminal): row.name for row in connection.execute(query)}


def _till(row: sa.Row[Any]) -> Till:
    return Till(row.tenant, row.store, bytes(row.terminal))
