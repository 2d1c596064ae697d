"""Cases, as the tills that they name are told of them."""

from typing import Any

import sqlalchemy as sa

from sync.cloud.feeds.scopes import control_feed
from sync.cloud.feeds.todo import put
from sync.cloud.schema.facts import CASE
from sync.wire import control


def tell_case(connection: sa.Connection, store: str, case_id: str) -> None:
    """Tell a till of a case as it stands; one that names no till is told to nobody."""
    row = connection.execute(
        sa.select(CASE).where(CASE.c.store == store, CASE.c.case_id == case_id)
    ).first()
    if row is not None and row.terminal is not None:
        tell(connection, row)


def tell(connection: sa.Connection, row: Any) -> None:
    """Tell the till that a row of ``case_`` names; again is harmless."""
    notice = control.CaseNotice(
        row.code, row.who, row.state, row.opened_ms, row.amount_minor, row.subject
    )
    feed = control_feed(bytes(row.terminal))
    put(connection, row.tenant, feed, f"{control.CASE}:{row.case_id}", notice)
