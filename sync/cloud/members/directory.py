"""Who is a member, by which names records call them, and the masked rows that tills are sent."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud import feeds
from sync.cloud.feeds.todo import GONE_BODY, Change, hand_over
from sync.cloud.keys import ServerKeys
from sync.cloud.members import consents, points
from sync.cloud.schema.ledgers import MEMBER, MEMBER_ALIAS, PERSONAL, POINTS_BALANCE
from sync.cloud.schema.upsert import insert_new, put
from sync.wire import canonical, reference
from sync.wire.feeds import DELETE, PUT

DAY_MS: Final = 86_400_000
DAYS_BEFORE: Final = 1
DAYS_AFTER: Final = 2
MOST_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class NewMember:
    """A member as tills may know them; see reference.Member for what each field holds."""

    tenant: str
    member: str
    number: str
    store_group: str
    home_store: str
    masked_name: str = ""
    last4: str = ""
    tier: str = ""
    initials: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    birthday: tuple[str, ...] = ()
    phone_hash: str = ""
    detail: str = "{}"
    last_visit: str = ""


def alias_of(handle: str, day: int) -> str:
    """Give the name by which records of one day call somebody."""
    return f"h:{day}:{handle}"


def find_member(connection: sa.Connection, tenant: str, alias: str) -> str | None:
    """Find whose name this is."""
    of = MEMBER_ALIAS.c
    return connection.execute(
        sa.select(of.member).where(of.alias == alias, of.tenant == tenant)
    ).scalar()


def add_aliases(
    connection: sa.Connection, tenant: str, new: Mapping[str, str], now_ms: int
) -> None:
    """Let names be members'; what was entered under them becomes theirs."""
    rows = [
        {"alias": alias, "tenant": tenant, "member": member, "at_ms": now_ms}
        for alias, member in sorted(new.items())
    ]
    insert_new(connection, MEMBER_ALIAS, rows)
    points.adopt(connection, tenant, new)
    consents.adopt(connection, tenant, new)


def put_member(connection: sa.Connection, new: NewMember, now_ms: int) -> bool:
    """Keep a member and tell their store group; True for one who came from another group.

    The tills of that one forget them at once; the names of these days go to the new one by
    ``name_days``.
    """
    of = MEMBER.c
    before = connection.execute(
        sa.select(of.store_group, of.last_visit)
        .where(of.member == new.member, of.tenant == new.tenant)
        .with_for_update()
    ).first()
    has_moved = before is not None and before.store_group != new.store_group
    if before is not None and has_moved:
        _leave(connection, new.tenant, before.store_group, new.member, now_ms)
    put(
        connection,
        MEMBER,
        {
            "member": new.member,
            "tenant": new.tenant,
            "number": new.number,
            "tier": new.tier,
            "store_group": new.store_group,
            "home_store": new.home_store,
            "state": "active",
            "masked_name": new.masked_name,
            "last4": new.last4,
            "initials": " ".join(new.initials),
            "cards": " ".join(new.cards),
            "last_visit": max(new.last_visit, before.last_visit if before else ""),
            "birthday": " ".join(new.birthday),
            "phone_hash": new.phone_hash,
            "detail": new.detail,
            "joined_ms": now_ms,
        },
    )
    tell(connection, new.tenant, new.member, now_ms)
    return has_moved


def note_visit(connection: sa.Connection, tenant: str, member: str, day: str) -> None:
    """Keep the latest business date on which somebody bought as themselves.

    A day that is none is passed over: tills would have to read it. So is one of a name that nobody
    knows yet; the next visit is kept.
    """
    of = MEMBER.c
    try:
        date.fromisoformat(day)
    except ValueError:
        return
    connection.execute(
        sa.update(MEMBER)
        .where(of.member == member, of.tenant == tenant, of.state == "active", of.last_visit < day)
        .values(last_visit=day)
    )


def tell(connection: sa.Connection, tenant: str, member: str, now_ms: int) -> None:
    """Send a member's row, with balance and consents as they are now, to their store group."""
    row = connection.execute(
        sa.select(MEMBER).where(MEMBER.c.member == member, MEMBER.c.tenant == tenant)
    ).first()
    if row is None or row.state == "forgotten":
        return
    of = POINTS_BALANCE.c
    balance = connection.execute(
        sa.select(of.balance, of.purchases).where(of.member == member, of.tenant == tenant)
    ).first()
    detail = canonical.decode(row.detail.encode())
    standing = consents.standing(connection, tenant, member)
    if standing:
        detail["consents"] = standing
    told = reference.Member(
        id=member,
        number=row.number,
        tier=row.tier,
        points=balance.balance if balance else 0,
        as_of_ms=now_ms,
        spent=max(balance.purchases, 0) if balance else 0,
        name=row.masked_name,
        last4=row.last4,
        initials=tuple(row.initials.split()),
        phone=row.phone_hash,
        cards=tuple(row.cards.split()),
        last_visit=row.last_visit,
        birthday=tuple(row.birthday.split()),
        detail=canonical.encode(detail).decode(),
    )
    feeds.put(connection, tenant, f"member:{row.store_group}", f"m:{member}", told)


def send_handles(
    connection: sa.Connection, keys: ServerKeys, tenant: str, after: str, now_ms: int
) -> str:
    """Give the next members after one their names of these days; the last one's id, or nothing.

    Yesterday to the day after tomorrow; older ones go from the feed. The names themselves are kept
    here: records that use them may come weeks later.
    """
    of = MEMBER.c
    rows = connection.execute(
        sa.select(of.member, of.store_group)
        .where(of.tenant == tenant, of.state != "forgotten", of.member > after)
        .order_by(of.member)
        .limit(MOST_AT_ONCE)
    ).all()
    name_days(connection, keys, tenant, rows, now_ms)
    return str(rows[-1].member) if rows else ""


def name_days(
    connection: sa.Connection,
    keys: ServerKeys,
    tenant: str,
    rows: Sequence[Any],
    now_ms: int,
    *,
    is_known_there: bool = True,
) -> None:
    """Give members, each with ``member`` and ``store_group``, those names they do not have yet.

    Not ``is_known_there``: their group has none of them, though they were made before.
    """
    today = now_ms // DAY_MS
    made = {
        (row, day): keys.handle(bytes.fromhex(row.member), day).hex()
        for row in rows
        for day in range(today - DAYS_BEFORE, today + DAYS_AFTER + 1)
    }
    aliases = {alias_of(handle, day): row.member for (row, day), handle in made.items()}
    known = _known(connection, tenant, aliases) if is_known_there else set()
    add_aliases(
        connection,
        tenant,
        {alias: aliases[alias] for alias in aliases if alias not in known},
        now_ms,
    )
    changes: dict[str, list[Change]] = {}
    for (row, day), handle in made.items():
        if alias_of(handle, day) in known:
            continue
        told = reference.body_of(reference.DayHandle(day, handle, row.member))
        mine = changes.setdefault(row.store_group, [])
        mine.append(Change(f"h:{day}:{row.member}", PUT, told))
        if day == today + DAYS_AFTER:
            old = today - DAYS_BEFORE - 1
            mine.append(Change(f"h:{old}:{row.member}", DELETE, GONE_BODY))
    for group, mine in sorted(changes.items()):
        hand_over(connection, tenant, f"member:{group}", mine)


def _known(connection: sa.Connection, tenant: str, aliases: Collection[str]) -> set[str]:
    of = MEMBER_ALIAS.c
    return set(
        connection.execute(
            sa.select(of.alias).where(of.tenant == tenant, of.alias.in_(list(aliases)))
        ).scalars()
    )


def forget(connection: sa.Connection, tenant: str, member: str, now_ms: int) -> None:
    """Delete who somebody is, here and at their tills; entries keep a number that names nobody."""
    row = connection.execute(
        sa.select(MEMBER).where(MEMBER.c.member == member, MEMBER.c.tenant == tenant)
    ).first()
    if row is None:
        return
    connection.execute(
        sa.delete(PERSONAL).where(PERSONAL.c.member == member, PERSONAL.c.tenant == tenant)
    )
    of = MEMBER_ALIAS.c
    connection.execute(sa.delete(MEMBER_ALIAS).where(of.member == member, of.tenant == tenant))
    nothing = dict.fromkeys(
        ("masked_name", "last4", "initials", "cards", "birthday", "last_visit"), ""
    )
    connection.execute(
        sa.update(MEMBER)
        .where(MEMBER.c.member == member, MEMBER.c.tenant == tenant)
        .values(state="forgotten", phone_hash="", detail="{}", **nothing)
    )
    _leave(connection, tenant, row.store_group, member, now_ms)


def _leave(connection: sa.Connection, tenant: str, group: str, member: str, now_ms: int) -> None:
    """Let the tills of a store group forget somebody, and by which names they came."""
    feed = f"member:{group}"
    feeds.delete(connection, tenant, feed, f"m:{member}")
    today = now_ms // DAY_MS
    for day in range(today - DAYS_BEFORE - 1, today + DAYS_AFTER + 1):
        feeds.delete(connection, tenant, feed, f"h:{day}:{member}")
