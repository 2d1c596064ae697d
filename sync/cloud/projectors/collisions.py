"""Two transactions with one receipt number: what a restored till may leave behind (sync.md 6)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.feeds.notices import tell_case
from sync.cloud.inbox.cases import Case, open_case
from sync.cloud.schema.sales import SALE

COLLIDED: Final = "RECEIPT_NUMBER_TWICE"


def note(connection: sa.Connection, new: Sequence[Mapping[str, Any]], now_ms: int) -> None:
    """Open a case for each of these rows of ``sale`` whose number another transaction has."""
    if not new:
        return
    of = SALE.c
    there = connection.execute(
        sa.select(of.receipt, of.sale_id).where(
            of.store == new[0]["store"], of.receipt.in_({row["receipt"] for row in new})
        )
    )
    first: dict[str, bytes] = {row.receipt: row.sale_id for row in there}
    for row in new:
        if first.setdefault(row["receipt"], row["sale_id"]) == row["sale_id"]:
            continue
        case = Case(
            tenant=row["tenant"],
            store=row["store"],
            code=COLLIDED,
            cause=row["sale_id"].hex(),
            who="manager",
            terminal_id=row["terminal"],
            subject=row["receipt"],
            amount_minor=abs(row["total"]),
            facts={"epoch": row["epoch"], "seq": row["seq"]},
        )
        tell_case(connection, row["store"], open_case(connection, case, now_ms))
