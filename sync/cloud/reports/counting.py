"""Days of a till counted from its journal, beside the sheet that the till makes of each itself.

A journal's rows touch days (projectors/taking.py); every now and then the days touched are counted,
and their notices renewed. Counted is what a till counts too: sync/wire/sheets.py SheetHead.
"""

import datetime
import re
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.reports.notices import delete_days, put_notice
from sync.cloud.reports.tills import name_of
from sync.cloud.schema.facts import TERMINAL
from sync.cloud.schema.leases import Till
from sync.cloud.schema.sales import SALE
from sync.cloud.schema.sheets import DAY_SHEET, DAY_TOUCHED
from sync.cloud.schema.upsert import add_up, put

KEPT_DAYS: Final = 800
"""Two years and what a comparison with the year before needs."""

_MOST_AT_ONCE: Final = 100
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Counted:
    """What the journal says of a day: as far as it is projected."""

    known: int
    known_minor: int


NOT_COUNTED: Final = {"known": 0, "known_minor": 0, "differs": 0}
_NO_SHEET: Final[dict[str, Any]] = {
    **dict.fromkeys(("shape", "epoch", "seq", "transactions", "takings", "until_ms", "bytes"), 0),
    "closed_ms": None,
    "sha256": "",
    "received_ms": 0,
    **NOT_COUNTED,
}


def is_day(day: str) -> bool:
    """Tell whether this names a day of the calendar."""
    try:
        return _DAY.fullmatch(day) is not None and bool(datetime.date.fromisoformat(day))
    except ValueError:
        return False


def oldest_day(now_ms: int) -> str:
    """Give the first day that is still told of."""
    days = now_ms // _DAY_MS - KEPT_DAYS
    return (datetime.date(1970, 1, 1) + datetime.timedelta(days=days)).isoformat()


def touch(connection: sa.Connection, till: Till, day: str) -> None:
    """Have a day counted; whoever counts it meanwhile waits, or leaves it for the next time."""
    row = {"store": till.store, "terminal": till.terminal, "tenant": till.tenant, "day": day}
    add_up(connection, DAY_TOUCHED, [row | {"changes": 1}], sums=("changes",))


def count_some(connection: sa.Connection, now_ms: int) -> int:
    """Count some of the days that were touched and tell of them; say how many. A transaction.

    A day waits for the projector where a sheet is ahead of it: only then can the two be compared.
    """
    of, sheet, terminal = DAY_TOUCHED.c, DAY_SHEET.c, TERMINAL.c
    is_its = sa.and_(sheet.store == of.store, sheet.terminal == of.terminal, sheet.day == of.day)
    is_of = sa.and_(terminal.store == of.store, terminal.terminal == of.terminal)
    reached = sa.tuple_(terminal.projected_epoch, terminal.projected_seq)
    told = sa.tuple_(sa.func.coalesce(sheet.epoch, 0), sa.func.coalesce(sheet.seq, 0))
    rows = connection.execute(
        sa.select(DAY_TOUCHED)
        .select_from(DAY_TOUCHED.join(TERMINAL, is_of).outerjoin(DAY_SHEET, is_its))
        .where(reached >= told)
        .order_by(of.store, of.terminal, of.day)
        .limit(_MOST_AT_ONCE)
        .with_for_update(skip_locked=True, of=DAY_TOUCHED)
    ).all()
    oldest = oldest_day(now_ms)
    for row in rows:
        till = Till(row.tenant, row.store, bytes(row.terminal))
        connection.execute(sa.delete(DAY_TOUCHED).where(*_is_day(DAY_TOUCHED, till, row.day)))
        if is_day(row.day) and row.day >= oldest:
            renew(connection, till, row.day)
    return len(rows)


def renew(connection: sa.Connection, till: Till, day: str) -> None:
    """Count a day anew and tell of it what is new."""
    kept = find_sheet(connection, till, day)
    counted = _count(connection, till, day)
    if kept is None:
        put(connection, DAY_SHEET, {**name_row(till, day), **_NO_SHEET})
    differs = kept is not None and _differs(connection, till, kept, counted)
    connection.execute(
        sa.update(DAY_SHEET)
        .where(*_is_day(DAY_SHEET, till, day))
        .values(known=counted.known, known_minor=counted.known_minor, differs=int(differs))
    )
    put_notice(connection, till, name_of(connection, till), day)


def find_sheet(connection: sa.Connection, till: Till, day: str) -> sa.Row[Any] | None:
    """Read what is kept of a till's day; None where nothing is."""
    query = sa.select(DAY_SHEET).where(*_is_day(DAY_SHEET, till, day))
    return connection.execute(query).one_or_none()


def name_row(till: Till, day: str) -> dict[str, Any]:
    """Give the columns that name a day."""
    return {"store": till.store, "terminal": till.terminal, "tenant": till.tenant, "day": day}


def forget_days(connection: sa.Connection, store: str, now_ms: int) -> list[sa.Row[Any]]:
    """Forget some of a store's days that are too old; give what they were. A transaction."""
    of = DAY_SHEET.c
    query = sa.select(DAY_SHEET).where(of.store == store, of.day < oldest_day(now_ms))
    rows = connection.execute(query.order_by(of.day).limit(_MOST_AT_ONCE)).all()
    for row in rows:
        till = Till(row.tenant, row.store, bytes(row.terminal))
        connection.execute(sa.delete(DAY_SHEET).where(*_is_day(DAY_SHEET, till, row.day)))
        delete_days(connection, till, name_of(connection, till), [row.day])
    return list(rows)


def _count(connection: sa.Connection, till: Till, day: str) -> Counted:
    of = SALE.c
    sign = sa.case((of.kind == "post_void", -1), else_=1)
    sums = (sa.func.coalesce(sa.func.sum(one), 0) for one in (sign, of.total))
    known, known_minor = connection.execute(sa.select(*sums).where(*_is_day(SALE, till, day))).one()
    return Counted(int(known), int(known_minor))


def _differs(connection: sa.Connection, till: Till, kept: sa.Row[Any], counted: Counted) -> bool:
    """Tell whether a sheet that lacks nothing says something else than the journal.

    Nothing can be said while the projector is behind it, or it behind the journal.
    """
    place = (kept.epoch, kept.seq)
    if not kept.sha256 or counted == Counted(kept.transactions, kept.takings):
        return False
    of, terminal = SALE.c, TERMINAL.c
    reached = connection.execute(
        sa.select(terminal.projected_epoch, terminal.projected_seq).where(
            terminal.store == till.store, terminal.terminal == till.terminal
        )
    ).one()
    later = connection.execute(
        sa.select(of.sale_id)
        .where(*_is_day(SALE, till, kept.day), sa.tuple_(of.epoch, of.seq) > sa.tuple_(*place))
        .limit(1)
    ).first()
    return tuple(reached) >= place and later is None


def _is_day(table: sa.Table, till: Till, day: str) -> tuple[sa.ColumnElement[bool], ...]:
    of = table.c
    return of.store == till.store, of.terminal == till.terminal, of.day == day
