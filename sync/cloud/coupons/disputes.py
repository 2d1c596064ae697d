"""A use too many: one case, one loss, closed once as written off, charged or reversed.

Open cases of a coupon are its uses that stand, less those it was good for. A use that is taken back
therefore closes one: its own, or the first of the others.
"""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from sync.cloud.feeds.notices import tell_case
from sync.cloud.inbox.cases import Case, close_case, open_case
from sync.cloud.schema.leases import Till
from sync.cloud.schema.ledgers import COUPON_LOSS, COUPON_REDEMPTION, COUPON_UNDONE
from sync.cloud.schema.upsert import insert_new

SPENT_TWICE: Final = "COUPON_SPENT_TWICE"
RIGHT_OVERSPENT: Final = "COUPON_RIGHT_OVERSPENT"
RESOLUTIONS: Final = ("written_off", "charged", "reversed")
_WHO: Final = "head_office"


@dataclass(frozen=True, slots=True)
class Use:
    """What a journal says of one use. ``hold_no``: the hold (A) or grant (C) it was used by.

    ``max_uses``: what the coupon's own token is good for.
    """

    till: Till
    coupon: str
    campaign: int
    coupon_class: str
    sale_id: bytes
    value_minor: int
    hold_no: int
    receipt: str
    at_ms: int
    max_uses: int = 1


def open_dispute(connection: sa.Connection, said: Use, once_more: str = "") -> str:
    """Open the case of a second use and post its loss; give the case's id."""
    case = _case(said, SPENT_TWICE, f"{said.coupon}:{said.sale_id.hex()}:{once_more}")
    case_id = open_case(connection, case, said.at_ms)
    loss = {
        "coupon": said.coupon,
        "tenant": said.till.tenant,
        "sale_id": said.sale_id,
        "store": said.till.store,
        "state": "open",
        "case_id": case_id,
        "campaign": said.campaign,
        "amount_minor": said.value_minor,
        "at_ms": said.at_ms,
    }
    if not insert_new(connection, COUPON_LOSS, [loss]):
        connection.execute(
            sa.update(COUPON_LOSS)
            .where(*_same(COUPON_LOSS, said))
            .values(state="open", case_id=case_id)
        )
    tell_case(connection, said.till.store, case_id)
    return case_id


def open_overspent(connection: sa.Connection, said: Use) -> None:
    """Open the case of a use that no right covers: the disk it was on was copied."""
    cause = f"{said.campaign}:{said.sale_id.hex()}"
    case = _case(said, RIGHT_OVERSPENT, cause, grant=said.hold_no)
    tell_case(connection, said.till.store, open_case(connection, case, said.at_ms))


def resolve(
    connection: sa.Connection, store: str, case_id: str, resolution: str, now_ms: int
) -> bool:
    """Close the case of a second use; False if it is closed or none."""
    if not close_case(connection, store, case_id, resolution, now_ms):
        return False
    of = COUPON_LOSS.c
    connection.execute(
        sa.update(COUPON_LOSS)
        .where(of.store == store, of.case_id == case_id, of.state == "open")
        .values(state=resolution)
    )
    tell_case(connection, store, case_id)
    return True


def withdraw(connection: sa.Connection, said: Use) -> bool:
    """Close the dispute of a use that was taken back; False when it was none."""
    row = connection.execute(
        sa.select(COUPON_REDEMPTION.c.outcome, COUPON_REDEMPTION.c.case_id).where(
            *_same(COUPON_REDEMPTION, said)
        )
    ).one()
    if row.outcome != "disputed":
        return False
    resolve(connection, said.till.store, row.case_id, "reversed", said.at_ms)
    return True


def admit_first(connection: sa.Connection, tenant: str, coupon: str) -> bool:
    """Let the first disputed use stand after all: the one before it was taken back."""
    of, undone = COUPON_REDEMPTION.c, COUPON_UNDONE.c
    is_back = sa.exists().where(
        undone.coupon == of.coupon,
        undone.tenant == of.tenant,
        undone.sale_id == of.sale_id,
        undone.stands == 1,
    )
    row = connection.execute(
        sa.select(COUPON_REDEMPTION)
        .where(of.coupon == coupon, of.tenant == tenant, of.outcome == "disputed", ~is_back)
        .order_by(of.at_ms, of.sale_id)
        .limit(1)
    ).first()
    if row is None:
        return False
    connection.execute(
        sa.update(COUPON_REDEMPTION)
        .where(of.coupon == coupon, of.tenant == tenant, of.sale_id == row.sale_id)
        .values(outcome="redeemed")
    )
    resolve(connection, row.store, row.case_id, "reversed", row.at_ms)
    return True


def mark(connection: sa.Connection, said: Use, outcome: str, case_id: str) -> None:
    """Change what became of a use."""
    connection.execute(
        sa.update(COUPON_REDEMPTION)
        .where(*_same(COUPON_REDEMPTION, said))
        .values(outcome=outcome, case_id=case_id)
    )


def _case(said: Use, code: str, cause: str, **facts: int) -> Case:
    return Case(
        tenant=said.till.tenant,
        store=said.till.store,
        code=code,
        cause=cause,
        who=_WHO,
        terminal_id=said.till.terminal,
        subject=said.receipt,
        amount_minor=said.value_minor,
        facts={"coupon": said.coupon, "campaign": said.campaign, **facts},
    )


def _same(table: sa.Table, said: Use) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        table.c.coupon == said.coupon,
        table.c.tenant == said.till.tenant,
        table.c.sale_id == said.sale_id,
    )
