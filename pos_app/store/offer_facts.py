"""Rows of the journal about coupons shown and taken, made rows of a table: new and lost ones."""

import json
from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.events_offers import CouponsShown, CouponTaken
from pos_app.domain.settlement import JournalPosition

Body = dict[str, Any]
Row = tuple[Any, ...]

SHOWN: Final = "shown"
TAKEN: Final = "taken"
KINDS: Final = frozenset({CouponsShown.kind, CouponTaken.kind})

_BODY: Final = "SELECT kind, body FROM journal WHERE epoch = ? AND seq = ?"
_PUT: Final = """INSERT INTO coupon_step (stage, campaign, coupons, operator, shift, business_date,
 at_ms, journal_epoch, journal_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"""


def apply(connection: sa.Connection, position: JournalPosition) -> None:
    """Write what the row just appended says, in the transaction that appended it."""
    place = (position.epoch, position.seq)
    kind, text = connection.exec_driver_sql(_BODY, place).one()
    bring_back(connection, kind, place, json.loads(text))


def bring_back(connection: sa.Connection, kind: str, place: tuple[int, int], body: Body) -> None:
    """Write what a row says; one that is here already changes nothing."""
    for row in rows_of(kind, place, body):
        connection.exec_driver_sql(_PUT, row)


def rows_of(kind: str, place: tuple[int, int], body: Body) -> list[Row]:
    """Give the rows of a fact as they are kept, without their numbers."""
    data = body["d"]
    who = (body["op"], body.get("sh"), body["bd"], body["wall"])
    if kind == CouponTaken.kind:
        return [(TAKEN, data["campaign"], 1, *who, *place)]
    return [(SHOWN, campaign, coupons, *who, *place) for campaign, coupons in data["shown"]]
