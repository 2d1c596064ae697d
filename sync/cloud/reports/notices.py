"""Days of a till as its store's other tills are told of them: reference.SheetNotice."""

from typing import Any

import sqlalchemy as sa

from sync.cloud.feeds.scopes import sheet_feed
from sync.cloud.feeds.todo import GONE_BODY, Change, hand_over
from sync.cloud.schema.leases import Till
from sync.cloud.schema.sheets import DAY_SHEET
from sync.wire.feeds import DELETE, PUT
from sync.wire.reference import SheetNotice, body_of


def put_notice(connection: sa.Connection, till: Till, name: str, day: str) -> None:
    """Tell of one day as it stands in ``day_sheet``."""
    (row,) = _days(connection, till, DAY_SHEET.c.day == day)
    hand_over(connection, till.tenant, sheet_feed(till.store), (_put(row, name),))


def put_notices(connection: sa.Connection, till: Till, name: str) -> None:
    """Tell of every day of a till under a name."""
    changes = [_put(row, name) for row in _days(connection, till)]
    hand_over(connection, till.tenant, sheet_feed(till.store), changes)


def delete_notices(connection: sa.Connection, till: Till, name: str) -> None:
    """Take back what was told of every day of a till under a name."""
    days = [row.day for row in _days(connection, till)]
    delete_days(connection, till, name, days)


def delete_days(connection: sa.Connection, till: Till, name: str, days: list[str]) -> None:
    """Take back what was told of some days."""
    changes = [Change(_key(name, day), DELETE, GONE_BODY) for day in days]
    hand_over(connection, till.tenant, sheet_feed(till.store), changes)


def _days(connection: sa.Connection, till: Till, *where: Any) -> Any:
    of = DAY_SHEET.c
    query = sa.select(DAY_SHEET).where(of.store == till.store, of.terminal == till.terminal, *where)
    return connection.execute(query.order_by(of.day)).all()


def _put(row: sa.Row[Any], name: str) -> Change:
    notice = SheetNotice(
        workstation=name,
        day=row.day,
        known=row.known,
        known_minor=row.known_minor,
        shape=row.shape,
        transactions=row.transactions,
        takings_minor=row.takings,
        until_ms=row.until_ms,
        closed_ms=row.closed_ms,
        epoch=row.epoch,
        seq=row.seq,
        sha256=row.sha256,
        bytes=row.bytes,
        terminal=bytes(row.terminal).hex(),
    )
    return Change(_key(name, row.day), PUT, body_of(notice))


def _key(name: str, day: str) -> str:
    return f"s:{name}:{day}"
