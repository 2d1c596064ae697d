"""Class C: uses of a capped campaign, given to tills that spend them by themselves.

Never more are out than the cap: one statement decides. A right is in one place: with the till,
until its journal is sealed or has gone past the right's end; only then may what is left come back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud import feeds
from sync.cloud.coupons.campaigns import stores_of
from sync.cloud.feeds.scopes import control_feed
from sync.cloud.keys import ServerKeys
from sync.cloud.schema.facts import TERMINAL
from sync.cloud.schema.leases import GRACE_MS, Till
from sync.cloud.schema.ledgers import CAMPAIGN, CAMPAIGN_RIGHT
from sync.cloud.schema.sales import EFFECT
from sync.cloud.schema.upsert import insert_new
from sync.wire import control

MOST_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Granting:
    """What granting needs: whose signature, which numbers, what time it is.

    ``number`` gives a number that no grant has: 48 random bits.
    """

    keys: ServerKeys
    number: Callable[[], int]
    now_ms: int


def refill(connection: sa.Connection, granting: Granting) -> int:
    """Grant where a till has fewer uses left than its campaign wants it to have; say how often.

    One grant a till and campaign at a time; level-triggered, so that what fails is tried again.
    """
    campaigns = connection.execute(
        sa.select(CAMPAIGN).where(
            CAMPAIGN.c["class"] == "c",
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
                "granted_ms": granting.now_ms,
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

    Of a till whose journal is sealed and projected to its end; and of any till once the right has
    ended and all that the till had when it was heard of after that has reached the ledgers.
    """
    right, till = CAMPAIGN_RIGHT.c, TERMINAL.c
    is_here = sa.and_(
        till.projected_epoch == till.epoch,
        till.projected_seq == till.seq,
        till.head_epoch <= till.epoch,
        sa.or_(till.head_epoch < till.epoch, till.head_seq <= till.seq),
    )
    is_sealed = sa.and_(
        till.state == "sealed", till.projected_epoch == till.epoch, till.projected_seq == till.seq
    )
    is_past = sa.and_(
        right.expires_ms + GRACE_MS < now_ms,
        till.last_seen_ms > right.expires_ms + GRACE_MS,
        till.state == "active",
        is_here,
    )
    is_on_its_way = sa.exists().where(
        EFFECT.c.store == till.store, EFFECT.c.terminal == till.terminal
    )
    rows = connection.execute(
        sa.select(CAMPAIGN_RIGHT)
        .join(
            TERMINAL,
            sa.and_(till.store == right.store, till.terminal == right.terminal),
        )
        .where(right.state == "open", sa.or_(is_sealed, is_past), ~is_on_its_way)
    ).all()
    for row in rows:
        _close(connection, row)
    return len(rows)


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
    )
    if closed.rowcount:
        left = max(row.amount - row.used, 0)
        connection.execute(
            sa.update(CAMPAIGN)
            .where(CAMPAIGN.c.number == row.number, CAMPAIGN.c.tenant == row.tenant)
            .values(granted=CAMPAIGN.c.granted - left)
        )
        feeds.delete(
            connection,
            row.tenant,
            control_feed(row.terminal),
            f"{control.GRANT}:{row.grant_no}",
        )


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
    right, till = CAMPAIGN_RIGHT.c, TERMINAL.c
    left = sa.func.coalesce(sa.func.sum(right.amount - right.used), 0)
    is_alive = sa.and_(
        right.terminal == till.terminal,
        right.store == till.store,
        right.number == campaign.number,
        right.tenant == campaign.tenant,
        right.state == "open",
        right.expires_ms > now_ms,
        right.epoch >= till.epoch,
    )
    rows = connection.execute(
        sa.select(till.store, till.terminal)
        .select_from(TERMINAL.outerjoin(CAMPAIGN_RIGHT, is_alive))
        .where(
            till.tenant == campaign.tenant,
            till.state == "active",
            till.store.in_(stores_of(connection, campaign.tenant, campaign.stores)),
        )
        .group_by(till.store, till.terminal)
        .having(left < campaign.low_water)
        .order_by(till.store, till.terminal)
        .limit(MOST_AT_ONCE)
    )
    return [Till(campaign.tenant, row.store, row.terminal) for row in rows]
