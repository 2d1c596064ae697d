"""Class C: uses of a capped campaign, given to tills that spend them by themselves.

Never more are out than the cap: one statement decides. A right is in one place: with the till,
until its journal is sealed or has gone past the right's end; only then may what is left come back.
"""

from typing import Any, Final

import sqlalchemy as sa

from sync.cloud import feeds
from sync.cloud.coupons.campaigns import stores_of
from sync.cloud.feeds.scopes import control_feed
from sync.cloud.inbox.reach import find_left, reach_of
from sync.cloud.schema.facts import TERMINAL
from sync.cloud.schema.leases import Granting, Till
from sync.cloud.schema.ledgers import CAMPAIGN, CAMPAIGN_RIGHT
from sync.cloud.schema.upsert import insert_new
from sync.wire import control

MOST_AT_ONCE: Final = 100


def refill(connection: sa.Connection, granting: Granting) -> int:
    """Grant where a till has fewer uses left than its campaign wants it to have; say how often.

    One grant a till and campaign at a time; level-triggered, so that what fails is tried again.
    """
    campaigns = connection.execute(
        sa.select(CAMPAIGN).where(
            CAMPAIGN.c.coupon_class == "c",
            CAMPAIGN.c.is_withdrawn == 0,
            CAMPAIGN.c.granted < CAMPAIGN.c.cap,
            sa.or_(CAMPAIGN.c.until_ms == 0, CAMPAIGN.c.until_ms > granting.now_ms),
        )
    ).all()
    granted = 0
    for campaign in campaigns:
        for till in _short(connection, campaign, granting.now_ms):
            granted += grant(connection, granting, campaign, till)
    return granted


def grant(connection: sa.Connection, granting: Granting, campaign: sa.Row[Any], till: Till) -> int:
    """Give one till some more uses, as many as the cap still has; 0 when it has none."""
    amount = _take_from_cap(connection, campaign)
    if not amount:
        return 0
    expires_ms = granting.now_ms + campaign.grant_life_ms
    if campaign.until_ms:
        expires_ms = min(expires_ms, campaign.until_ms)
    number = granting.number()
    insert_new(
        connection,
        CAMPAIGN_RIGHT,
        [
            {
                "number": campaign.number,
                "tenant": campaign.tenant,
                "grant_no": number,
                "store": till.store,
                "state": "open",
                "terminal": till.terminal,
                "amount": amount,
                "used": 0,
                "epoch": _epoch_of(connection, till),
                "expires_ms": expires_ms,
            }
        ],
    )
    content, key_id = granting.keys.grant(
        {
            "amount": amount,
            "campaign": campaign.number,
            "expires_ms": expires_ms,
            "grant_no": number,
            "kind": "right",
            "terminal": till.terminal.hex(),
        }
    )
    told = control.Grant("right", content.hex(), key_id.hex())
    feeds.put(
        connection, till.tenant, control_feed(till.terminal), f"{control.GRANT}:{number}", told
    )
    return 1


def take_back(connection: sa.Connection, now_ms: int) -> int:
    """Bring back to their caps what can no longer be spent; say how many rights were closed.

    When that is, inbox/reach.py says.
    """
    of = CAMPAIGN_RIGHT.c
    is_over = sa.or_(of.expires_ms < now_ms, of.terminal.in_(find_left(connection)))
    rows = connection.execute(sa.select(CAMPAIGN_RIGHT).where(of.state == "open", is_over)).all()
    reaches = reach_of(connection, {(row.store, row.terminal) for row in rows})
    closed = 0
    for row in rows:
        reach = reaches.get((row.store, row.terminal))
        if reach is not None and reach.is_beyond(row.expires_ms, now_ms):
            _close(connection, row)
            closed += 1
    return closed


def _close(connection: sa.Connection, row: sa.Row[Any]) -> None:
    of = CAMPAIGN_RIGHT.c
    closed = connection.execute(
        sa.update(CAMPAIGN_RIGHT)
        .where(
            of.number == row.number,
            of.tenant == row.tenant,
            of.grant_no == row.grant_no,
            of.state == "open",
        )
        .values(state="closed")
        .returning(of.amount, of.used)  # as it is now: a use may have come in since it was read
    ).first()
    if closed is None:
        return
    left = max(closed.amount - closed.used, 0)
    connection.execute(
        sa.update(CAMPAIGN)
        .where(CAMPAIGN.c.number == row.number, CAMPAIGN.c.tenant == row.tenant)
        .values(granted=CAMPAIGN.c.granted - left)
    )
    key = f"{control.GRANT}:{row.grant_no}"
    feeds.delete(connection, row.tenant, control_feed(row.terminal), key)


def _epoch_of(connection: sa.Connection, till: Till) -> int:
    of = TERMINAL.c
    epoch = connection.execute(
        sa.select(of.epoch).where(of.store == till.store, of.terminal == till.terminal)
    ).scalar_one()
    return max(int(epoch), 1)


def _take_from_cap(connection: sa.Connection, campaign: sa.Row[Any]) -> int:
    """Count uses as granted: a whole grant, or the rest of the cap."""
    of = CAMPAIGN.c
    mine = (of.number == campaign.number, of.tenant == campaign.tenant)
    now = connection.execute(sa.select(of.cap, of.granted).where(*mine).with_for_update()).one()
    amount = min(campaign.grant_size, now.cap - now.granted)
    if amount < 1:
        return 0
    taken = connection.execute(
        sa.update(CAMPAIGN)
        .where(*mine, of.granted + amount <= of.cap)
        .values(granted=of.granted + amount)
    )
    return int(amount) if taken.rowcount else 0


def _short(connection: sa.Connection, campaign: sa.Row[Any], now_ms: int) -> list[Till]:
    """List tills with too few uses left. Of an epoch before the till's last they are nothing."""
    right, till = CAMPAIGN_RIGHT.c, TERMINAL.c
    rights = connection.execute(
        sa.select(right.terminal, right.epoch, sa.func.sum(right.amount - right.used).label("left"))
        .where(
            right.number == campaign.number,
            right.tenant == campaign.tenant,
            right.state == "open",
            right.expires_ms > now_ms,
        )
        .group_by(right.terminal, right.epoch)
    ).all()
    tills = connection.execute(
        sa.select(till.store, till.terminal, till.epoch)
        .where(
            till.tenant == campaign.tenant,
            till.state == "active",
            till.store.in_(stores_of(connection, campaign.tenant, campaign.stores)),
        )
        .order_by(till.store, till.terminal)
    )
    of_till: dict[bytes, list[tuple[int, int]]] = {}
    for one in rights:
        of_till.setdefault(one.terminal, []).append((one.epoch, int(one.left)))
    short = []
    for row in tills:
        had = of_till.get(row.terminal, ())
        if sum(left for epoch, left in had if epoch >= row.epoch) < campaign.low_water:
            short.append(Till(campaign.tenant, row.store, row.terminal))
    return short[:MOST_AT_ONCE]
