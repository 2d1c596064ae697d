"""The coupons that members have, in reference.db: whose, what they say, and when they end.

What of them was used at this till is in till.db (coupon_uses.py). They go with their member
(members.py).
"""

import json
from collections.abc import Iterable
from typing import Any, Final

from pos_app.domain.campaign import Coupon
from pos_app.domain.codes.payloads import VoucherKind
from pos_app.domain.member import MemberId
from pos_app.store.database import Connection

_COUPON: Final = """SELECT voucher_id, campaign, kind, value, min_spend_minor, from_ms, until_ms,
 stores, max_uses FROM wallet_coupon"""
_OF_MEMBER: Final = f"{_COUPON} WHERE member_id = ? ORDER BY until_ms, voucher_id"
_FIND: Final = f"{_COUPON} WHERE member_id = ? AND voucher_id = ?"
_PUT: Final = """INSERT OR REPLACE INTO wallet_coupon (voucher_id, member_id, campaign, kind, value,
 min_spend_minor, from_ms, until_ms, stores, max_uses) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def put_coupons(connection: Connection, owned: Iterable[tuple[MemberId, Coupon]]) -> None:
    """Put coupons into their members' wallets; one that is there already is replaced.

    At most ``MOST_ROWS_AT_ONCE`` in one write.
    """
    rows = [_row(member, coupon) for member, coupon in owned]
    if rows:
        connection.exec_driver_sql(_PUT, rows)


def drop_coupon(connection: Connection, number: str) -> None:
    """Take a coupon out of whosever wallet it is in."""
    voucher_id = bytes.fromhex(number)
    connection.exec_driver_sql("DELETE FROM wallet_coupon WHERE voucher_id = ?", (voucher_id,))


def list_coupons(connection: Connection, member: MemberId) -> tuple[Coupon, ...]:
    """List what a member has, the first to end first; also what has ended."""
    return tuple(_coupon(row) for row in connection.exec_driver_sql(_OF_MEMBER, (member,)))


def find_coupon(connection: Connection, member: MemberId, number: str) -> Coupon | None:
    """Find one coupon of a member by its number."""
    try:
        voucher_id = bytes.fromhex(number)
    except ValueError:
        return None
    row = connection.exec_driver_sql(_FIND, (member, voucher_id)).first()
    return None if row is None else _coupon(row)


def _row(member: MemberId, coupon: Coupon) -> tuple[Any, ...]:
    return (
        bytes.fromhex(coupon.number),
        member,
        coupon.campaign,
        coupon.kind.value,
        coupon.value,
        coupon.min_spend_minor,
        coupon.from_ms,
        coupon.until_ms,
        json.dumps(coupon.stores),
        coupon.max_uses,
    )


def _coupon(row: Any) -> Coupon:
    stores = json.loads(row.stores)
    return Coupon(
        number=row.voucher_id.hex(),
        campaign=row.campaign,
        kind=VoucherKind(row.kind),
        value=row.value,
        min_spend_minor=row.min_spend_minor,
        from_ms=row.from_ms,
        until_ms=row.until_ms,
        stores=None if stores is None else tuple(stores),
        max_uses=row.max_uses,
    )
