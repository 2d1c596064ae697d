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


def tell_tills(connection: sa.Connection, store: str, now_ms: int) -> None:
    """Tell a store's tills of one another as they are now; again is harmless.

    One whose name changed has its days told under the new one; one that is told as out for the
    first time is out from now on.
    """
    of = TERMINAL.c
    rows = connection.execute(
        sa.select(TERMINAL)
        .where(of.store == store, of.state != "pending")
        .order_by(of.enrolled_ms, of.terminal)
    ).all()
    names = _names(rows)
    told = _told(connection, store)
    was = {terminal: before.name for terminal, before in told.items()}
    renamed = [row for row in rows if was.get(row.terminal, "") != names[row.terminal]]
    for row in renamed:
        if row.terminal in was:
            name = was[row.terminal]
            feeds.delete(connection, row.tenant, sheet_feed(store), f"t:{name}")
            delete_notices(connection, _till(row), name)
    seen = _seen(connection, rows)
    for row in rows:
        name, before = names[row.terminal], told.get(row.terminal)
        is_out = _is_out(row, name, row.state)
        was_out = before is not None and _is_out(row, before.name, before.state)
        out_ms = before.out_ms if before is not None and was_out else now_ms
        till = StoreTill(name, seen[row.terminal], is_out, row.terminal.hex(), is_out * out_ms)
        _tell(connection, row, till)
    for row in renamed:
        put_notices(connection, _till(row), names[row.terminal])


def name_of(connection: sa.Connection, till: Till, now_ms: int) -> str:
    """Give the name a till is told by; it is told first where it was not yet."""
    if till.terminal not in _told(connection, till.store):
        tell_tills(connection, till.store, now_ms)
    return str(_told(connection, till.store)[till.terminal].name)


def _is_out(row: sa.Row[Any], name: str, state: str) -> bool:
    """Tell whether a till is out when it is in this state, and told by this name."""
    return state != "active" or name != row.workstation


def _tell(connection: sa.Connection, row: sa.Row[Any], till: StoreTill) -> None:
    feed = sheet_feed(row.store)
    feeds.put(connection, row.tenant, feed, f"t:{till.workstation}", till)
    known = {
        "store": row.store,
        "terminal": row.terminal,
        "tenant": row.tenant,
        "name": till.workstation,
        "state": row.state,
        "enrolled_ms": row.enrolled_ms,
        "last_seen_ms": till.last_seen_ms,
        "out_ms": till.out_ms,
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


def _told(connection: sa.Connection, store: str) -> dict[bytes, sa.Row[Any]]:
    query = sa.select(TILL_TOLD).where(TILL_TOLD.c.store == store)
    return {bytes(row.terminal): row for row in connection.execute(query)}


def _till(row: sa.Row[Any]) -> Till:
    return Till(row.tenant, row.store, bytes(row.terminal))
