"""The ledger of points: entries with ids of their own, and allowances that tills spend alone.

sync.md section 11. Earning is never asked for. Spending is bounded by allowances, and what is
allowed and unused stays promised: allowances never pass the balance they were given on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud import feeds
from sync.cloud.feeds.scopes import control_feed
from sync.cloud.inbox.cases import Case, open_case
from sync.cloud.inbox.reach import find_left, reach_of
from sync.cloud.schema.leases import Declined, Granting, Till
from sync.cloud.schema.ledgers import POINTS_ALLOWANCE, POINTS_BALANCE, POINTS_ENTRY
from sync.cloud.schema.upsert import add_up, insert_new
from sync.wire import control

ALLOWANCE_LIFE_MS: Final = 900_000
"""Of an allowance asked for at the counter: a long payment, and no longer."""

_SUMS: Final = (
    sa.func.sum(POINTS_ENTRY.c.points).label("balance"),
    sa.func.sum(POINTS_ENTRY.c.purchase).label("purchases"),
    sa.func.count().label("entries"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One move; ``member`` as hex, or an alias while nobody knows whose it is."""

    till: Till
    member: str
    entry_id: bytes
    sale_id: bytes
    at_ms: int
    reason: str = ""
    points: int = 0
    purchase: int = 0
    grant_no: int = 0
    expires_on: str = ""


def enter(connection: sa.Connection, entries: Sequence[Entry]) -> None:
    """Enter moves; one that was entered before changes nothing.

    An allowance that is spent beyond what it allowed, that was taken back, or that is not here,
    opens a case.
    """
    for entry in entries:
        row = {
            "member": entry.member,
            "tenant": entry.till.tenant,
            "entry_id": entry.entry_id,
            "reason": entry.reason,
            "expires_on": entry.expires_on,
            "store": entry.till.store,
            "terminal": entry.till.terminal,
            "sale_id": entry.sale_id,
            "points": entry.points,
            "purchase": entry.purchase,
            "grant_no": entry.grant_no,
            "at_ms": entry.at_ms,
        }
        if insert_new(connection, POINTS_ENTRY, [row]):
            _sum(connection, entry)
            if entry.grant_no:
                _use_allowance(connection, entry)


def find_balance(connection: sa.Connection, tenant: str, member: str) -> int:
    """Read a member's balance; 0 for somebody without entries."""
    of = POINTS_BALANCE.c
    found = connection.execute(
        sa.select(of.balance).where(of.member == member, of.tenant == tenant)
    ).scalar()
    return int(found or 0)


def recount(connection: sa.Connection) -> list[str]:
    """Add all entries up anew and put balances right; name the members whose were wrong."""
    entry, of = POINTS_ENTRY.c, POINTS_BALANCE.c
    sums = (
        sa.select(entry.member, entry.tenant, *_SUMS)
        .group_by(entry.member, entry.tenant)
        .subquery()
    )
    suspects = connection.execute(
        sa.select(of.member, of.tenant)
        .join(sums, sa.and_(of.member == sums.c.member, of.tenant == sums.c.tenant))
        .where(_differs(sums.c.balance, sums.c.purchases, sums.c.entries))
        .order_by(of.tenant, of.member)
    ).all()
    return [row.member for row in suspects if _put_right(connection, row.tenant, row.member)]


def _put_right(connection: sa.Connection, tenant: str, member: str) -> bool:
    """Add one member's entries up; the balance is locked first, so that none comes in between."""
    _lock_balance(connection, tenant, member)
    entry, of = POINTS_ENTRY.c, POINTS_BALANCE.c
    found = connection.execute(
        sa.select(*_SUMS).where(entry.member == member, entry.tenant == tenant)
    ).one()
    balance, purchases, entries = (int(value or 0) for value in found)
    changed = connection.execute(
        sa.update(POINTS_BALANCE)
        .where(of.member == member, of.tenant == tenant, _differs(balance, purchases, entries))
        .values(balance=balance, purchases=purchases, entries=entries)
    )
    return bool(changed.rowcount)


def _differs(balance: Any, purchases: Any, entries: Any) -> sa.ColumnElement[bool]:
    of = POINTS_BALANCE.c
    return sa.or_(of.balance != balance, of.purchases != purchases, of.entries != entries)


def adopt(connection: sa.Connection, tenant: str, new: Mapping[str, str]) -> None:
    """Give members what was entered under names, alias to member, that nobody knew until now."""
    entry = POINTS_ENTRY.c
    orphans = connection.execute(
        sa.select(POINTS_ENTRY).where(entry.tenant == tenant, entry.member.in_(list(new)))
    ).all()
    for row in orphans:
        moved = Entry(
            till=Till(tenant, row.store, row.terminal),
            member=new[row.member],
            entry_id=row.entry_id,
            sale_id=row.sale_id,
            at_ms=row.at_ms,
            reason=row.reason,
            points=row.points,
            purchase=row.purchase,
            grant_no=row.grant_no,
            expires_on=row.expires_on,
        )
        enter(connection, [moved])
    for table in (POINTS_ENTRY, POINTS_BALANCE) if orphans else ():
        connection.execute(
            sa.delete(table).where(table.c.tenant == tenant, table.c.member.in_(list(new)))
        )


def allow(
    connection: sa.Connection, granting: Granting, till: Till, member: str, points: int
) -> tuple[bytes, bytes, int]:
    """Let one till spend up to so many points; give the signed grant, its key id and the balance.

    Less is allowed where less is there. It is left in the till's control feed as well, in case the
    answer is lost. Declines: too_few, with what the till has left of earlier leave.
    """
    balance = _lock_balance(connection, till.tenant, member)
    free = balance - _promised(connection, till.tenant, member)
    allowed = min(points, free)
    if allowed < 1:
        here = _promised(connection, till.tenant, member, till.terminal)
        raise Declined("too_few", balance=max(0, min(balance, here)))
    number = granting.number()
    expires_ms = granting.now_ms + ALLOWANCE_LIFE_MS
    insert_new(
        connection,
        POINTS_ALLOWANCE,
        [
            {
                "member": member,
                "tenant": till.tenant,
                "grant_no": number,
                "store": till.store,
                "state": "open",
                "terminal": till.terminal,
                "points": allowed,
                "used": 0,
                "expires_ms": expires_ms,
            }
        ],
    )
    content, key_id = granting.keys.grant(
        {
            "expires_ms": expires_ms,
            "grant_no": number,
            "kind": "points",
            "max_points": allowed,
            "member": member,
            "terminal": till.terminal.hex(),
        }
    )
    told = control.Grant("points", content.hex(), key_id.hex())
    key = f"{control.GRANT}:{number}"
    feeds.put(connection, till.tenant, control_feed(till.terminal), key, told)
    return content, key_id, balance


def take_back(connection: sa.Connection, now_ms: int) -> int:
    """Close allowances that can no longer be spent (inbox/reach.py); say how many."""
    of = POINTS_ALLOWANCE.c
    is_over = sa.or_(of.expires_ms < now_ms, of.terminal.in_(find_left(connection)))
    rows = connection.execute(sa.select(POINTS_ALLOWANCE).where(of.state == "open", is_over)).all()
    reaches = reach_of(connection, {(row.store, row.terminal) for row in rows})
    closed = 0
    for row in rows:
        reach = reaches.get((row.store, row.terminal))
        if reach is None or not reach.is_beyond(row.expires_ms, now_ms):
            continue
        closed += 1
        connection.execute(
            sa.update(POINTS_ALLOWANCE)
            .where(of.member == row.member, of.tenant == row.tenant, of.grant_no == row.grant_no)
            .values(state="closed")
        )
        key = f"{control.GRANT}:{row.grant_no}"
        feeds.delete(connection, row.tenant, control_feed(row.terminal), key)
    return closed


def _sum(connection: sa.Connection, entry: Entry) -> None:
    row = {
        "member": entry.member,
        "tenant": entry.till.tenant,
        "balance": entry.points,
        "purchases": entry.purchase,
        "entries": 1,
        "as_of_ms": entry.at_ms,
    }
    add_up(
        connection,
        POINTS_BALANCE,
        [row],
        sums=("balance", "purchases", "entries"),
        latest=("as_of_ms",),
    )


def _use_allowance(connection: sa.Connection, entry: Entry) -> None:
    of = POINTS_ALLOWANCE.c
    found = connection.execute(
        sa.update(POINTS_ALLOWANCE)
        .where(
            of.member == entry.member,
            of.tenant == entry.till.tenant,
            of.grant_no == entry.grant_no,
        )
        .values(used=of.used - entry.points)
        .returning(of.used, of.points, of.terminal, of.state)
    ).first()
    is_covered = (
        found is not None
        and found.used <= found.points
        and found.terminal == entry.till.terminal
        and found.state == "open"
    )
    if entry.points < 0 and not is_covered:
        _open_case(connection, entry, "POINTS_OVERSPENT")


def _open_case(connection: sa.Connection, entry: Entry, code: str) -> None:
    case = Case(
        tenant=entry.till.tenant,
        store=entry.till.store,
        code=code,
        cause=entry.entry_id.hex(),
        terminal_id=entry.till.terminal,
        facts={"points": -entry.points, "grant": entry.grant_no},
    )
    open_case(connection, case, entry.at_ms)


def _lock_balance(connection: sa.Connection, tenant: str, member: str) -> int:
    """Read the balance and keep other allowances of this member waiting until the commit."""
    of = POINTS_BALANCE.c
    found = connection.execute(
        sa.select(of.balance).where(of.member == member, of.tenant == tenant).with_for_update()
    ).scalar()
    return int(found or 0)


def _promised(
    connection: sa.Connection, tenant: str, member: str, terminal: bytes | None = None
) -> int:
    """Add up what open allowances have left: all of them, or those of one till."""
    of = POINTS_ALLOWANCE.c
    whose = sa.true() if terminal is None else of.terminal == terminal
    unused: sa.ColumnElement[Any] = sa.case((of.used < of.points, of.points - of.used), else_=0)
    return int(
        connection.execute(
            sa.select(sa.func.coalesce(sa.func.sum(unused), 0)).where(
                of.member == member, of.tenant == tenant, of.state == "open", whose
            )
        ).scalar_one()
    )
