"""Rows of the journal about coupons shown and taken, made rows of a table: new and lost ones."""

from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.events_offers import CouponsShown, CouponTaken
from pos_app.domain.settlement import JournalPosition
from pos_app.domain.synced import Place
from pos_app.store.journal_body import Body, appended

Row = tuple[Any, ...]

SHOWN: Final = "shown"
TAKEN: Final = "taken"
KINDS: Final = frozenset({CouponsShown.kind, CouponTaken.kind})

_PUT: Final = """INSERT INTO coupon_step (stage, campaign, coupons, operator, shift, business_date,
 at_ms, journal_epoch, journal_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"""


def apply(connection: sa.Connection, position: JournalPosition) -> None:
    """Write what the row just appended says, in the transaction that appended it."""
    bring_back(connection, *appended(connection, position))


def bring_back(connection: sa.Connection, kind: str, place: Place, body: Body) -> None:
    """Write what a row says; one that is here already changes nothing."""
    for row in rows_of(kind, place, body):
        connection.exec_driver_sql(_PUT, row)


def rows_of(kind: str, place: Place, body: Body) -> list[Row]:
    """Give the rows of a fact as they are kept, without their numbers."""
    data = body["d"]
    who = (body["op"], body.get("sh"), body["bd"], body["wall"])
    if kind == CouponTaken.kind:
        return [(TAKEN, data["campaign"], 1, *who, *place)]
    return [(SHOWN, campaign, coupons, *who, *place) for campaign, coupons in data["shown"]]
