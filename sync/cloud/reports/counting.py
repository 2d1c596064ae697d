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

COUNTED_EVERY_MS: Final = 60_000
TOLD_EVERY_MS: Final = 600_000
"""At most: of a day that no sheet tells of, and of one whose till tells of it by itself."""

_MOST_AT_ONCE: Final = 100
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Counted:
    """What the journal says of a day: as far as it is projected."""

    known: int
    known_minor: int


NOT_COUNTED: Final = dict.fromkeys(("known", "known_minor", "differs", "counted_ms"), 0)
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


def has_some(connection: sa.Connection, now_ms: int) -> bool:
    """Tell whether a day is to be counted."""
    return connection.execute(_touched(now_ms).limit(1)).first() is not None


def count_some(connection: sa.Connection, now_ms: int) -> int:
    """Count some of the days that were touched and tell of them; say how many. A transaction."""
    waiting = _touched(now_ms).limit(_MOST_AT_ONCE)
    rows = connection.execute(waiting.with_for_update(skip_locked=True, of=DAY_TOUCHED)).all()
    oldest = oldest_day(now_ms)
    for row in rows:
        till = Till(row.tenant, row.store, bytes(row.terminal))
        connection.execute(sa.delete(DAY_TOUCHED).where(*_is_day(DAY_TOUCHED, till, row.day)))
        if is_day(row.day) and row.day >= oldest:
            renew(connection, till, row.day, now_ms)
    return len(rows)


def _touched(now_ms: int) -> sa.Select[Any]:
    """Select the days that were touched and not counted of late.

    A day waits for the projector where a sheet is ahead of it: only then can the two be compared.
    """
    of, sheet, terminal = DAY_TOUCHED.c, DAY_SHEET.c, TERMINAL.c
    is_its = sa.and_(sheet.store == of.store, sheet.terminal == of.terminal, sheet.day == of.day)
    is_of = sa.and_(terminal.store == of.store, terminal.terminal == of.terminal)
    reached = sa.tuple_(terminal.projected_epoch, terminal.projected_seq)
    told = sa.tuple_(sa.func.coalesce(sheet.epoch, 0), sa.func.coalesce(sheet.seq, 0))
    is_due = sa.or_(
        sheet.counted_ms.is_(None),
        sheet.counted_ms <= now_ms - TOLD_EVERY_MS,
        sa.and_(sheet.sha256 == "", sheet.counted_ms <= now_ms - COUNTED_EVERY_MS),
        sheet.counted_ms > now_ms,  # by a clock that was ahead
    )
    return (
        sa.select(DAY_TOUCHED)
        .select_from(DAY_TOUCHED.join(TERMINAL, is_of).outerjoin(DAY_SHEET, is_its))
        .where(reached >= told, is_due)
        .order_by(of.store, of.terminal, of.day)
    )


def renew(connection: sa.Connection, till: Till, day: str, now_ms: int) -> None:
    """Count a day anew and tell of it what is new.

    Where the projector is still behind the sheet it counts as not counted: soon again.
    """
    kept = find_sheet(connection, till, day)
    if kept is None:
        put(connection, DAY_SHEET, {**name_row(till, day), **_NO_SHEET})
    counted = _count(connection, till, day)
    is_there = kept is None or _reached(connection, till) >= (kept.epoch, kept.seq)
    differs = kept is not None and is_there and _differs(connection, till, kept, counted)
    connection.execute(
        sa.update(DAY_SHEET)
        .where(*_is_day(DAY_SHEET, till, day))
        .values(
            known=counted.known,
            known_minor=counted.known_minor,
            differs=int(differs),
            counted_ms=now_ms if is_there else 0,
        )
    )
    put_notice(connection, till, name_of(connection, till, now_ms), day)


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
        delete_days(connection, till, name_of(connection, till, now_ms), [row.day])
    return list(rows)


def _count(connection: sa.Connection, till: Till, day: str) -> Counted:
    of = SALE.c
    sign = sa.case((of.kind == "post_void", -1), else_=1)
    sums = (sa.func.coalesce(sa.func.sum(one), 0) for one in (sign, of.total))
    known, known_minor = connection.execute(sa.select(*sums).where(*_is_day(SALE, till, day))).one()
    return Counted(int(known), int(known_minor))


def _reached(connection: sa.Connection, till: Till) -> tuple[int, int]:
    """Say up to which row a till's journal is in the tables."""
    of = TERMINAL.c
    epoch, seq = connection.execute(
        sa.select(of.projected_epoch, of.projected_seq).where(
            of.store == till.store, of.terminal == till.terminal
        )
    ).one()
    return epoch, seq


def _differs(connection: sa.Connection, till: Till, kept: sa.Row[Any], counted: Counted) -> bool:
    """Tell whether a sheet says something else than the journal, and lacks nothing of it."""
    if not kept.sha256 or counted == Counted(kept.transactions, kept.takings):
        return False
    of, place = SALE.c, (kept.epoch, kept.seq)
    later = connection.execute(
        sa.select(of.sale_id)
        .where(*_is_day(SALE, till, kept.day), sa.tuple_(of.epoch, of.seq) > sa.tuple_(*place))
        .limit(1)
    ).first()
    return later is None


def _is_day(table: sa.Table, till: Till, day: str) -> tuple[sa.ColumnElement[bool], ...]:
    of = table.c
    return of.store == till.store, of.terminal == till.terminal, of.day == day
