"""Coupons issued to somebody: known before they are used, told to the stores, called back."""

import sqlalchemy as sa

from sync.cloud import feeds
from sync.cloud.coupons.campaigns import find_campaign, stores_of
from sync.cloud.coupons.holds import find_coupon, note_coupon
from sync.cloud.schema.leases import Declined
from sync.cloud.schema.ledgers import COUPON
from sync.wire import reference


def issue(connection: sa.Connection, tenant: str, new: reference.WalletCoupon) -> None:
    """Issue a coupon, or say anew what one is good for; one that is spent or void stays so.

    Declines: unknown (no such campaign, or a coupon of another one).
    """
    if find_campaign(connection, tenant, new.campaign) is None:
        raise Declined("unknown")
    note_coupon(connection, tenant, new.id, new.campaign)
    row = find_coupon(connection, tenant, new.id)
    assert row is not None
    if row.campaign != new.campaign:
        raise Declined("unknown")
    connection.execute(
        sa.update(COUPON)
        .where(COUPON.c.coupon == new.id, COUPON.c.tenant == tenant)
        .values(
            member=new.member,
            stores=" ".join(map(str, new.stores)),
            max_uses=new.max_uses,
            kind=new.kind,
            value=new.value,
            min_spend=new.min_spend,
            from_ms=new.from_ms,
            until_ms=new.until_ms,
        )
    )
    for store in _stores(connection, tenant, new.campaign):
        feeds.put(connection, tenant, f"coupon:{store}", f"w:{new.id}", new)


def revoke(
    connection: sa.Connection, tenant: str, coupon: str, campaign: int, until_ms: int
) -> None:
    """Call a coupon back, whether it was issued here or by its token alone. What was used stays."""
    note_coupon(connection, tenant, coupon, campaign)
    connection.execute(
        sa.update(COUPON)
        .where(COUPON.c.coupon == coupon, COUPON.c.tenant == tenant)
        .values(state="void", holder=None, lease_until=0)
    )
    said = reference.Spent("revoked", until_ms)
    for store in _stores(connection, tenant, campaign):
        feed = f"coupon:{store}"
        feeds.delete(connection, tenant, feed, f"w:{coupon}")
        feeds.put(connection, tenant, feed, f"x:{coupon}", said)


def _stores(connection: sa.Connection, tenant: str, campaign: int) -> tuple[str, ...]:
    """List the stores of a campaign. A coupon's own stores are numbers, the till's to judge."""
    row = find_campaign(connection, tenant, campaign)
    return stores_of(connection, tenant, row.stores if row else "")
