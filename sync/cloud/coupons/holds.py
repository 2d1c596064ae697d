"""Class A: one coupon, one till, for a while. One statement decides, whoever asks at once."""

from typing import Any

import sqlalchemy as sa

from sync.cloud.coupons.campaigns import find_campaign
from sync.cloud.schema.leases import GRACE_MS, LEASE_MS, Declined, Till, cut_leases
from sync.cloud.schema.ledgers import COUPON, COUPON_REDEMPTION, COUPON_UNDONE
from sync.cloud.schema.upsert import insert_new


def hold(connection: sa.Connection, till: Till, coupon: str, campaign: int, now_ms: int) -> int:
    """Hold a coupon for a till and give the hold's number, which rises with every hold.

    A till that holds it already gets a new hold: its earlier answer was lost.
    Declines, first reason wins: unknown, void, another_store, not_yet, expired, redeemed, held.
    """
    row = _known(connection, till, coupon, campaign)
    _check(row, now_ms)
    of = COUPON.c
    is_free = sa.or_(
        of.state == "active",
        sa.and_(
            of.state == "held",
            sa.or_(of.holder == till.terminal, of.lease_until + GRACE_MS < now_ms),
        ),
    )
    number = connection.execute(
        sa.update(COUPON)
        .where(of.coupon == coupon, of.tenant == till.tenant, is_free)
        .values(
            state="held",
            holder=till.terminal,
            hold_no=of.hold_no + 1,
            lease_until=now_ms + LEASE_MS,
        )
        .returning(of.hold_no)
    ).scalar()
    if number is None:
        raise Declined(_why_not(connection, till, coupon))
    return int(number)


def renew(connection: sa.Connection, till: Till, coupon: str, hold_no: int, now_ms: int) -> int:
    """Give a hold more time, also one that has run out and that nobody else was given since.

    Declines: redeemed, held (by somebody else since), ended, unknown.
    """
    of = COUPON.c
    renewed = connection.execute(
        sa.update(COUPON)
        .where(*_is_held_by(till, coupon, hold_no))
        .values(lease_until=now_ms + LEASE_MS)
        .returning(of.hold_no)
    ).scalar()
    if renewed is None:
        raise Declined(_why_not(connection, till, coupon))
    return int(renewed)


def release(connection: sa.Connection, till: Till, coupon: str, hold_no: int) -> None:
    """Give a hold back; one that is over changes nothing."""
    connection.execute(
        sa.update(COUPON)
        .where(*_is_held_by(till, coupon, hold_no))
        .values(state="active", holder=None, lease_until=0)
    )


def end_overdue(connection: sa.Connection, now_ms: int) -> int:
    """Set coupons free whose leases are over, grace included; say how many."""
    cut_leases(connection, COUPON, "held", now_ms)
    of = COUPON.c
    return connection.execute(
        sa.update(COUPON)
        .where(of.state == "held", of.lease_until + GRACE_MS < now_ms)
        .values(state="active", holder=None, lease_until=0)
    ).rowcount


def find_coupon(connection: sa.Connection, tenant: str, coupon: str) -> sa.Row[Any] | None:
    """Read a coupon and keep others from it until the commit."""
    return connection.execute(
        sa.select(COUPON)
        .where(COUPON.c.coupon == coupon, COUPON.c.tenant == tenant)
        .with_for_update()
    ).first()


def note_coupon(
    connection: sa.Connection, tenant: str, coupon: str, campaign: int, max_uses: int = 1
) -> None:
    """Let a coupon be that only its token knew of until now, and know what it is good for."""
    of = COUPON.c
    insert_new(
        connection,
        COUPON,
        [
            {
                "coupon": coupon,
                "tenant": tenant,
                "state": "active",
                "member": "",
                "stores": "",
                "campaign": campaign,
                "hold_no": 0,
                "lease_until": 0,
                "max_uses": max_uses,
                "kind": 0,
                "value": 0,
                "min_spend": 0,
                "from_ms": 0,
                "until_ms": 0,
                "holder": None,
            }
        ],
    )
    if max_uses > 1:
        connection.execute(
            sa.update(COUPON)
            .where(of.coupon == coupon, of.tenant == tenant, of.max_uses < max_uses)
            .values(max_uses=max_uses)
        )


def standing_uses(connection: sa.Connection, tenant: str, coupon: str) -> int:
    """Count the uses that stand: redeemed, and not taken back."""
    use, undone = COUPON_REDEMPTION.c, COUPON_UNDONE.c
    is_back = sa.exists().where(
        undone.coupon == use.coupon,
        undone.tenant == use.tenant,
        undone.sale_id == use.sale_id,
        undone.stands == 1,
    )
    return connection.execute(
        sa.select(sa.func.count())
        .select_from(COUPON_REDEMPTION)
        .where(use.coupon == coupon, use.tenant == tenant, use.outcome == "redeemed", ~is_back)
    ).scalar_one()


def _known(connection: sa.Connection, till: Till, coupon: str, campaign: int) -> sa.Row[Any]:
    about = find_campaign(connection, till.tenant, campaign)
    if about is None:
        raise Declined("unknown")
    if about.is_withdrawn:
        raise Declined("void")
    if about.stores and till.store not in about.stores.split():
        raise Declined("another_store")
    note_coupon(connection, till.tenant, coupon, campaign)
    row = find_coupon(connection, till.tenant, coupon)
    assert row is not None
    if row.campaign != campaign:
        raise Declined("unknown")
    return row


def _check(row: sa.Row[Any], now_ms: int) -> None:
    if row.state == "void":
        raise Declined("void")
    if now_ms < row.from_ms:
        raise Declined("not_yet")
    if row.until_ms and now_ms >= row.until_ms:
        raise Declined("expired")


def _why_not(connection: sa.Connection, till: Till, coupon: str) -> str:
    row = find_coupon(connection, till.tenant, coupon)
    if row is None:
        return "unknown"
    if row.state in ("redeemed", "void"):
        return str(row.state)
    return "held" if row.state == "held" and row.holder != till.terminal else "ended"


def _is_held_by(till: Till, coupon: str, hold_no: int) -> tuple[sa.ColumnElement[bool], ...]:
    of = COUPON.c
    return (
        of.coupon == coupon,
        of.tenant == till.tenant,
        of.state == "held",
        of.holder == till.terminal,
        of.hold_no == hold_no,
    )
