"""The bound of class D: what may be lost before anybody can know of it, and what was lost."""

import sqlalchemy as sa

from sync.cloud.inbox.terminals import SILENT_MS
from sync.cloud.schema.facts import CASE, TERMINAL
from sync.cloud.schema.ledgers import COUPON_LOSS
from sync.wire.head_office import Exposure


def exposure(connection: sa.Connection, tenant: str, limit_minor: int, now_ms: int) -> Exposure:
    """Add up the limits of a tenant's tills, and the losses that are known.

    Undetected are at most the limits of the tills that are offline; each may be so at any moment,
    so the bound counts all of them. ``limit_minor``: of one till between two exchanges.
    """
    of, loss = TERMINAL.c, COUPON_LOSS.c
    tills, silent = connection.execute(
        sa.select(
            sa.func.count(),
            sa.func.coalesce(
                sa.func.sum(sa.case((of.last_seen_ms < now_ms - SILENT_MS, 1), else_=0)), 0
            ),
        ).where(of.tenant == tenant, of.state == "active")
    ).one()
    lost = connection.execute(
        sa.select(sa.func.coalesce(sa.func.sum(loss.amount_minor), 0)).where(
            loss.tenant == tenant, loss.state != "reversed"
        )
    ).scalar_one()
    cases = connection.execute(
        sa.select(sa.func.count()).where(
            CASE.c.tenant == tenant, CASE.c.state == "open", CASE.c.code.like("COUPON_%")
        )
    ).scalar_one()
    return Exposure(
        tills=tills,
        silent_tills=int(silent),
        bound_minor=tills * limit_minor,
        silent_minor=int(silent) * limit_minor,
        lost_minor=int(lost),
        open_cases=cases,
    )
