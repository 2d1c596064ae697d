"""Rights and allowances, and how much of the rights is spent: in till.db, beside the sales.

A grant is taken once, whatever else is replaced, and spent in the commit of its sale. One from
before a restored or copied disk counts for nothing: it may be spent on the other copy; and none
counts while that is in doubt (cloud_head.py).
"""

from collections.abc import Iterable
from typing import Final

import sqlalchemy as sa

from pos_app.domain.coupon import CouponClass, HeldCoupon
from pos_app.domain.grant import Allowance, EscrowRight, RightLeft
from pos_app.errors import Refusal
from pos_app.store.cloud_head import VALUE_EPOCH

_TAKE: Final = """INSERT INTO spending_grant (grant_no, kind, subject, amount, used, expires_ms,
 detail) SELECT ?, ?, ?, ?, 0, ?, json_object('epoch', iif(?, 0, max(epoch)))
 FROM journal_epoch WHERE true ON CONFLICT (grant_no) DO NOTHING"""
_VOID: Final = "UPDATE spending_grant SET detail = json_object('epoch', 0) WHERE grant_no = ?"
_HAS: Final = "SELECT 1 FROM spending_grant WHERE kind = 'right' AND subject = ? LIMIT 1"
_ANY_ALLOWANCE: Final = """SELECT 1 FROM spending_grant WHERE kind = 'allowance' AND expires_ms > ?
 AND json_extract(detail, '$.epoch') = COUNTING LIMIT 1""".replace("COUNTING", VALUE_EPOCH)
_FIND: Final = "SELECT kind, subject, amount, expires_ms FROM spending_grant WHERE grant_no = ?"
_LEFT: Final = """SELECT grant_no, amount - used - (SELECT count(*) FROM coupon_reservation AS held
   WHERE held.coupon_class = 'c' AND held.grant_no = spending_grant.grant_no) AS left_over,
 expires_ms FROM spending_grant
 WHERE kind = 'right' AND subject = ? AND expires_ms > ?
 AND json_extract(detail, '$.epoch') = COUNTING AND left_over > 0
 ORDER BY expires_ms, grant_no""".replace("COUNTING", VALUE_EPOCH)
_OPEN: Final = """SELECT amount - used FROM spending_grant WHERE kind = 'right' AND grant_no = ?
 AND json_extract(detail, '$.epoch') = COUNTING""".replace("COUNTING", VALUE_EPOCH)
_USE: Final = "UPDATE spending_grant SET used = used + ? WHERE grant_no = ? AND kind = 'right'"


def take_right(connection: sa.Connection, right: EscrowRight, *, is_void: bool = False) -> bool:
    """Keep a right that was delivered; False when it was here already, which changes nothing.

    ``is_void``: it is only kept so that it never counts.

    Refuses: GRANT_NO_REUSED when its number stands for something else.
    """
    said = ("right", str(right.campaign), right.amount, right.expires_ms)
    return _take(connection, right.grant_no, said, is_void=is_void)


def take_allowance(
    connection: sa.Connection, allowance: Allowance, member_key: bytes, *, is_void: bool = False
) -> bool:
    """Keep an allowance that was delivered, as ``take_right`` does a right."""
    said = ("allowance", member_key.hex(), allowance.max_points, allowance.expires_ms)
    return _take(connection, allowance.grant_no, said, is_void=is_void)


def void(connection: sa.Connection, grant_no: int) -> None:
    """Let a grant count for nothing from now on: the cloud has taken it back."""
    connection.exec_driver_sql(_VOID, (grant_no,))


def _take(
    connection: sa.Connection, grant_no: int, said: tuple[str, str, int, int], *, is_void: bool
) -> bool:
    if connection.exec_driver_sql(_TAKE, (grant_no, *said, is_void)).rowcount == 1:
        return True
    known = connection.exec_driver_sql(_FIND, (grant_no,)).one()
    if tuple(known) != said:
        raise Refusal("GRANT_NO_REUSED", grant=grant_no)
    return False


def has_allowance(connection: sa.Connection, now_ms: int) -> bool:
    """Tell whether any allowance of this disk holds at this trusted time."""
    return connection.exec_driver_sql(_ANY_ALLOWANCE, (now_ms,)).first() is not None


def rights_left(connection: sa.Connection, campaign: int, now_ms: int) -> tuple[RightLeft, ...]:
    """List the rights that another coupon may be reserved by, the first to end first.

    ``now_ms`` is trusted time: after its end nothing of a right is left.
    """
    rows = connection.exec_driver_sql(_LEFT, (str(campaign), now_ms))
    return tuple(RightLeft(row[0], row[1], row[2]) for row in rows)


def has_right(connection: sa.Connection, campaign: int) -> bool:
    """Tell whether a right to a campaign's coupons is here, used up, ended or not."""
    return connection.exec_driver_sql(_HAS, (str(campaign),)).first() is not None


def without_right(connection: sa.Connection, coupons: Iterable[HeldCoupon]) -> frozenset[str]:
    """Name those of an open transaction's coupons whose right is there no more.

    A cancelled return spends again what it had given back, though another coupon may have been
    reserved by it since; and a right of a disk before this one counts for nothing.
    """
    left: dict[int, int] = {}
    without = set()
    for held in coupons:
        if held.coupon_class is CouponClass.ESCROW:
            if held.grant_no not in left:
                found = connection.exec_driver_sql(_OPEN, (held.grant_no,)).scalar_one_or_none()
                left[held.grant_no] = int(found or 0)
            left[held.grant_no] -= 1
            if left[held.grant_no] < 0:
                without.add(held.number)
    return frozenset(without)


def use_right(connection: sa.Connection, grant_no: int, uses: int) -> None:
    """Spend of a right in the commit of its sale; a negative number puts back what was spent.

    The table itself refuses more than was granted, and less than nothing.
    """
    changed = connection.exec_driver_sql(_USE, (uses, grant_no)).rowcount
    assert changed == 1, grant_no
