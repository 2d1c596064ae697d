"""Kinds of coupons: what head office decided, and where it is told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud import feeds
from sync.cloud.schema.facts import STORE
from sync.cloud.schema.ledgers import CAMPAIGN
from sync.cloud.schema.upsert import put
from sync.wire import reference


@dataclass(frozen=True, slots=True)
class NewCampaign:
    """A campaign as it is from now on; ``definition`` was checked by sync/cloud/rules.py.

    ``stores`` none: every store of the tenant. ``cap`` and what follows: of class C alone.
    ``until_ms`` 0: no end of its own.
    """

    tenant: str
    number: int
    coupon_class: str
    definition: str
    when_returned: str
    stores: tuple[str, ...] = ()
    is_withdrawn: bool = False
    until_ms: int = 0
    cap: int = 0
    grant_size: int = 0
    low_water: int = 0
    grant_life_ms: int = 0


def put_campaign(connection: sa.Connection, new: NewCampaign, now_ms: int) -> None:
    """Put a campaign into force and tell its stores. What was granted of it stays granted."""
    before = find_campaign(connection, new.tenant, new.number)
    row = {
        "number": new.number,
        "tenant": new.tenant,
        "coupon_class": new.coupon_class,
        "definition": new.definition,
        "stores": " ".join(new.stores),
        "when_returned": new.when_returned,
        "cap": new.cap,
        "grant_size": new.grant_size,
        "low_water": new.low_water,
        "grant_life_ms": new.grant_life_ms,
        "until_ms": new.until_ms,
        "is_withdrawn": int(new.is_withdrawn),
        "changed_ms": now_ms,
    }
    if before is None:
        row["granted"] = 0
        put(connection, CAMPAIGN, row)
    else:
        connection.execute(
            sa.update(CAMPAIGN)
            .where(CAMPAIGN.c.number == new.number, CAMPAIGN.c.tenant == new.tenant)
            .values({key: value for key, value in row.items() if key not in ("number", "tenant")})
        )
    told = reference.Campaign(new.number, new.definition)
    no_more = set(stores_of(connection, new.tenant, before.stores if before else "-"))
    for store in stores_of(connection, new.tenant, " ".join(new.stores)):
        feeds.put(connection, new.tenant, f"coupon:{store}", f"c:{new.number}", told)
        no_more.discard(store)
    for store in sorted(no_more):
        feeds.delete(connection, new.tenant, f"coupon:{store}", f"c:{new.number}")


def find_campaign(connection: sa.Connection, tenant: str, number: int) -> sa.Row[Any] | None:
    """Read a campaign."""
    return connection.execute(
        sa.select(CAMPAIGN).where(CAMPAIGN.c.number == number, CAMPAIGN.c.tenant == tenant)
    ).first()


def stores_of(connection: sa.Connection, tenant: str, stores: str) -> tuple[str, ...]:
    """List the stores that a text of names, or none for all, stands for."""
    query = sa.select(STORE.c.store).where(STORE.c.tenant == tenant).order_by(STORE.c.store)
    if stores:
        query = query.where(STORE.c.store.in_(stores.split()))
    return tuple(connection.execute(query).scalars())


def tell_spent(
    connection: sa.Connection, tenant: str, stores: Iterable[str], coupon: str, until_ms: int
) -> None:
    """Let stores refuse a coupon that is redeemed, until it would be refused anyway."""
    said = reference.Spent("redeemed", until_ms)
    for store in stores if is_voucher(coupon) else ():
        feeds.put(connection, tenant, f"coupon:{store}", f"x:{coupon}", said)


def tell_good(connection: sa.Connection, tenant: str, stores: Iterable[str], coupon: str) -> None:
    """Let stores take a coupon again."""
    for store in stores if is_voucher(coupon) else ():
        feeds.delete(connection, tenant, f"coupon:{store}", f"x:{coupon}")


def is_voucher(coupon: str) -> bool:
    """Tell whether a coupon is one of ours: tills keep the others by no number of this kind."""
    return _VOUCHER.fullmatch(coupon) is not None


_VOUCHER: Final = re.compile(r"(?:[0-9a-f]{2}){1,32}")
