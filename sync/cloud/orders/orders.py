"""Orders that customers fetch: what a store is told of, and which till is handing one over."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from sync.cloud import feeds
from sync.cloud.schema.leases import GRACE_MS, LEASE_MS, Declined, Till, cut_leases
from sync.cloud.schema.ledgers import ORDER
from sync.cloud.schema.upsert import put
from sync.wire import canonical, reference

Lines = tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order as it is from now on; ``who`` is masked. Lines: sku, name, quantity."""

    tenant: str
    store: str
    order_id: str
    number: str
    how: str
    due: str
    total: int
    paid: int
    lines: Lines
    who: str = ""
    state: str = "ready"


@dataclass(frozen=True, slots=True)
class Claimed:
    """An order one till is handing over; ``claim_no`` rises with every claim."""

    claim_no: int
    lines: tuple[tuple[str, int], ...]


def put_order(connection: sa.Connection, new: NewOrder, now_ms: int) -> None:
    """Keep an order and tell its store. A claim that stands goes on standing."""
    before = _find(connection, new.tenant, new.store, new.order_id)
    row = {
        "store": new.store,
        "order_id": new.order_id,
        "tenant": new.tenant,
        "number": new.number,
        "state": new.state,
        "how": new.how,
        "due": new.due,
        "who": new.who,
        "total": new.total,
        "paid": new.paid,
        "lines": canonical.encode({"lines": [list(line) for line in new.lines]}),
        "claim_no": before.claim_no if before else 0,
        "lease_until": before.lease_until if before else 0,
        "claimed_by": before.claimed_by if before else None,
        "changed_ms": now_ms,
    }
    put(connection, ORDER, row)
    _tell(connection, new.tenant, new.store, new.order_id)


def claim(connection: sa.Connection, till: Till, order_id: str, now_ms: int) -> Claimed:
    """Let one till hand an order over; one that claims again goes on.

    Declines, first reason wins: unknown, another_store, redeemed (fetched), void (cancelled), held.
    """
    _check(connection, till, order_id)
    of = ORDER.c
    is_free = sa.or_(
        of.state == "ready",
        sa.and_(
            of.state == "claimed",
            sa.or_(of.claimed_by == till.terminal, of.lease_until + GRACE_MS < now_ms),
        ),
    )
    row = connection.execute(
        sa.update(ORDER)
        .where(of.store == till.store, of.order_id == order_id, is_free)
        .values(
            state="claimed",
            claimed_by=till.terminal,
            claim_no=of.claim_no + 1,
            lease_until=now_ms + LEASE_MS,
        )
        .returning(of.claim_no, of.lines)
    ).first()
    if row is None:
        raise Declined("held")
    lines = canonical.decode(row.lines)["lines"]
    return Claimed(row.claim_no, tuple((sku, quantity) for sku, _, quantity in lines))


def end_overdue(connection: sa.Connection, now_ms: int) -> int:
    """Let orders be fetched again whose claims are over, grace included; say how many."""
    cut_leases(connection, ORDER, "claimed", now_ms)
    of = ORDER.c
    return connection.execute(
        sa.update(ORDER)
        .where(of.state == "claimed", of.lease_until + GRACE_MS < now_ms)
        .values(state="ready", claimed_by=None, lease_until=0)
    ).rowcount


def _check(connection: sa.Connection, till: Till, order_id: str) -> None:
    row = connection.execute(
        sa.select(ORDER.c.store, ORDER.c.state).where(
            ORDER.c.order_id == order_id, ORDER.c.tenant == till.tenant
        )
    ).first()
    if row is None:
        raise Declined("unknown")
    if row.store != till.store:
        raise Declined("another_store")
    if row.state in ("collected", "cancelled"):
        raise Declined("redeemed" if row.state == "collected" else "void")


def _find(connection: sa.Connection, tenant: str, store: str, order_id: str) -> sa.Row[Any] | None:
    of = ORDER.c
    return connection.execute(
        sa.select(ORDER).where(of.store == store, of.order_id == order_id, of.tenant == tenant)
    ).first()


def _tell(connection: sa.Connection, tenant: str, store: str, order_id: str) -> None:
    row = _find(connection, tenant, store, order_id)
    assert row is not None
    feed, key = f"order:{store}", f"o:{order_id}"
    if row.state in ("collected", "cancelled"):
        feeds.delete(connection, tenant, feed, key)
        return
    lines = tuple((sku, name, n) for sku, name, n in canonical.decode(row.lines)["lines"])
    told = reference.Order(
        row.order_id,
        row.number,
        row.state,
        row.how,
        row.due,
        row.total,
        row.paid,
        lines,
        row.who,
    )
    feeds.put(connection, tenant, feed, key, told)
