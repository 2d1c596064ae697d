"""Coupons used and given back, as journals say; a use too many opens one case and one loss.

The sale stands: the customer was served. What is written is a set of uses and of their undoings, so
that hearing of either twice, or of tills in any order, ends in the same sums.
"""

from typing import Final

import sqlalchemy as sa

from sync.cloud.coupons import campaigns, disputes, holds
from sync.cloud.coupons.disputes import Use
from sync.cloud.schema.leases import Till
from sync.cloud.schema.ledgers import (
    CAMPAIGN,
    CAMPAIGN_RIGHT,
    COUPON,
    COUPON_REDEMPTION,
    COUPON_UNDONE,
)
from sync.cloud.schema.upsert import insert_new

UNKNOWN_END_MS: Final = 400 * 86_400_000
"""How long a coupon is refused whose end only its token tells."""


def use(connection: sa.Connection, said: Use) -> str:
    """Write a use down and give its outcome, the same one however often it is said.

    The first that arrives is redeemed. Of class A one by a hold that was given to somebody else
    since is disputed; class C is bounded by its rights and never disputed coupon by coupon.
    """
    tenant = said.till.tenant
    holds.note_coupon(connection, tenant, said.coupon, said.campaign, said.max_uses)
    coupon = holds.find_coupon(connection, tenant, said.coupon)
    assert coupon is not None
    known = _outcome_of(connection, said)  # behind the coupon's lock: two may be told of it at once
    if known is not None:
        return known
    is_capped = said.coupon_class == "c"
    is_given_on = said.hold_no < coupon.hold_no and coupon.holder != said.till.terminal
    is_stale = said.coupon_class == "a" and is_given_on
    standing = 0 if is_capped else holds.standing_uses(connection, tenant, said.coupon)
    outcome = "disputed" if is_stale or standing >= coupon.max_uses else "redeemed"
    if outcome == "redeemed" and not is_capped and standing + 1 >= coupon.max_uses:
        _set_state(connection, tenant, said.coupon, "redeemed")
        _tell_stores(connection, said, is_spent=True, until_ms=coupon.until_ms)
    case_id = disputes.open_dispute(connection, said) if outcome == "disputed" else ""
    insert_new(connection, COUPON_REDEMPTION, [_row(said, outcome, case_id)])
    if is_capped:
        _count_right(connection, said, 1)
    return outcome


def undo(
    connection: sa.Connection,
    till: Till,
    coupon: str,
    sale_id: bytes,
    by_sale: bytes,
    *,
    is_cancelled: bool,
) -> None:
    """Make a coupon good again: its sale was cancelled, or all that it helped to buy came back.

    After a return the campaign may keep it spent.
    """
    holds.find_coupon(connection, till.tenant, coupon)
    said = _find_use(connection, till.tenant, coupon, sale_id)
    if said is None:
        return
    campaign = campaigns.find_campaign(connection, till.tenant, said.campaign)
    if not is_cancelled and campaign is not None and campaign.when_returned == "keep_spent":
        return
    row = {
        "coupon": coupon,
        "tenant": till.tenant,
        "sale_id": sale_id,
        "by_sale": by_sale,
        "stands": 1,
    }
    if not insert_new(connection, COUPON_UNDONE, [row]):
        return
    if disputes.withdraw(connection, said):
        return
    _settle(connection, said, -1)


def undo_cancelled(connection: sa.Connection, till: Till, coupon: str, by_sale: bytes) -> None:
    """Spend again what a return had given back that was itself cancelled."""
    holds.find_coupon(connection, till.tenant, coupon)
    of = COUPON_UNDONE.c
    where = (
        of.coupon == coupon,
        of.tenant == till.tenant,
        of.by_sale == by_sale,
        of.stands == 1,
    )
    sales = connection.execute(sa.select(of.sale_id).where(*where)).scalars().all()
    connection.execute(sa.update(COUPON_UNDONE).where(*where).values(stands=0))
    for sale_id in sales:
        said = _find_use(connection, till.tenant, coupon, sale_id)
        assert said is not None
        _settle(connection, said, 1)
        _dispute_again(connection, said)


def _outcome_of(connection: sa.Connection, said: Use) -> str | None:
    of = COUPON_REDEMPTION.c
    return connection.execute(
        sa.select(of.outcome).where(
            of.coupon == said.coupon, of.tenant == said.till.tenant, of.sale_id == said.sale_id
        )
    ).scalar()


def _find_use(connection: sa.Connection, tenant: str, coupon: str, sale_id: bytes) -> Use | None:
    of = COUPON_REDEMPTION.c
    row = connection.execute(
        sa.select(COUPON_REDEMPTION).where(
            of.coupon == coupon, of.tenant == tenant, of.sale_id == sale_id
        )
    ).first()
    if row is None:
        return None
    return Use(
        Till(tenant, row.store, row.terminal),
        coupon,
        row.campaign,
        row.coupon_class,
        sale_id,
        row.value,
        row.hold_no,
        row.receipt,
        row.at_ms,
    )


def _settle(connection: sa.Connection, said: Use, uses: int) -> None:
    """Bring the coupon's state, or the right's count, in line with its uses."""
    if said.coupon_class == "c":
        _count_right(connection, said, uses)
        return
    tenant = said.till.tenant
    coupon = holds.find_coupon(connection, tenant, said.coupon)
    assert coupon is not None
    standing = holds.standing_uses(connection, tenant, said.coupon)
    if standing < coupon.max_uses and disputes.admit_first(connection, tenant, said.coupon):
        standing += 1
    is_spent = standing >= coupon.max_uses
    if is_spent == (coupon.state == "redeemed") or coupon.state == "void":
        return
    _set_state(connection, tenant, said.coupon, "redeemed" if is_spent else "active")
    _tell_stores(connection, said, is_spent=is_spent, until_ms=coupon.until_ms)


def _dispute_again(connection: sa.Connection, said: Use) -> None:
    """Dispute a use that came back after somebody else had used the coupon meanwhile."""
    tenant = said.till.tenant
    coupon = holds.find_coupon(connection, tenant, said.coupon)
    assert coupon is not None
    standing = holds.standing_uses(connection, tenant, said.coupon)
    if said.coupon_class != "c" and standing > coupon.max_uses:
        case_id = disputes.open_dispute(connection, said, "again")
        disputes.mark(connection, said, "disputed", case_id)


def _set_state(connection: sa.Connection, tenant: str, coupon: str, state: str) -> None:
    connection.execute(
        sa.update(COUPON)
        .where(COUPON.c.coupon == coupon, COUPON.c.tenant == tenant)
        .values(state=state, holder=None, lease_until=0)
    )


def _tell_stores(connection: sa.Connection, said: Use, *, is_spent: bool, until_ms: int) -> None:
    tenant = said.till.tenant
    campaign = campaigns.find_campaign(connection, tenant, said.campaign)
    stores = campaigns.stores_of(connection, tenant, campaign.stores if campaign else "")
    if is_spent:
        end_ms = until_ms or said.at_ms + UNKNOWN_END_MS
        campaigns.tell_spent(connection, tenant, stores, said.coupon, end_ms)
    else:
        campaigns.tell_good(connection, tenant, stores, said.coupon)


def _count_right(connection: sa.Connection, said: Use, uses: int) -> None:
    of = CAMPAIGN_RIGHT.c
    tenant = said.till.tenant
    right = connection.execute(
        sa.update(CAMPAIGN_RIGHT)
        .where(of.number == said.campaign, of.tenant == tenant, of.grant_no == said.hold_no)
        .values(used=of.used + uses)
        .returning(of.amount, of.used, of.terminal, of.state)
    ).first()
    if right is not None and right.state == "closed":
        connection.execute(
            sa.update(CAMPAIGN)
            .where(CAMPAIGN.c.number == said.campaign, CAMPAIGN.c.tenant == tenant)
            .values(granted=CAMPAIGN.c.granted + uses)
        )
    is_covered = (
        right is not None
        and right.terminal == said.till.terminal
        and right.used <= right.amount
        and right.state == "open"
    )
    if uses > 0 and not is_covered:
        disputes.open_overspent(connection, said)


def _row(said: Use, outcome: str, case_id: str) -> dict[str, object]:
    return {
        "coupon": said.coupon,
        "tenant": said.till.tenant,
        "sale_id": said.sale_id,
        "store": said.till.store,
        "terminal": said.till.terminal,
        "coupon_class": said.coupon_class,
        "receipt": said.receipt,
        "outcome": outcome,
        "case_id": case_id,
        "campaign": said.campaign,
        "value": said.value_minor,
        "hold_no": said.hold_no,
        "at_ms": said.at_ms,
    }
