"""Coupons at this till: reserved by an open transaction, spent by a finished one, given back.

A reservation goes with its transaction's row, whatever ends it; a use is written in the commit of
its sale and never changed. A use is undone by a row of its own, which counts unless the return that
wrote it was itself cancelled. ``spent`` is kept until 45 days after the coupon's end.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.coupon import CouponClass, HeldCoupon, WhenReturned
from pos_app.domain.identifiers import BusinessDate, TransactionId
from pos_app.store.cloud_head import value_epoch
from pos_app.store.settings import find_setting, put_setting

KEPT_AFTER_END_MS: Final = 45 * 86_400_000
_EXCHANGE: Final = "coupon_exchange"

_STANDING: Final = """SELECT coupon, "use", when_returned, coupon_class, grant_no
 FROM coupon_redemption AS used WHERE NOT EXISTS (SELECT 1 FROM coupon_given_back AS back
 JOIN retail_transaction AS header ON header.number = back.number
 WHERE back.coupon = used.coupon AND back."use" = used."use"
 AND NOT EXISTS (SELECT 1 FROM retail_transaction AS voided WHERE voided.post_void_of =
 printf('%s-%s-%06d', header.store, header.workstation,
 coalesce(header.printed_number, header.number))))"""
"""Uses that no return has undone, or none that was not cancelled itself."""

_RESERVE: Final = """INSERT INTO coupon_reservation (coupon, transaction_id, campaign, coupon_class,
 value_minor, grant_no, reserved_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
 ON CONFLICT (coupon) DO UPDATE SET grant_no = excluded.grant_no
 WHERE transaction_id = excluded.transaction_id"""
_RELEASE: Final = "DELETE FROM coupon_reservation WHERE coupon = ? AND transaction_id = ?"
_RESERVED_BY: Final = "SELECT transaction_id FROM coupon_reservation WHERE coupon = ?"
_OF_COUPON: Final = f"{_STANDING} AND coupon = ?"
_OF_MEMBER: Final = f"{_STANDING} AND campaign = ? AND member_key = ?"
_OF_SALE: Final = f"{_STANDING} AND number = ? ORDER BY coupon"
_NEXT_USE: Final = 'SELECT coalesce(max("use"), 0) + 1 FROM coupon_redemption WHERE coupon = ?'
_SPEND: Final = """INSERT INTO coupon_redemption (coupon, "use", number, campaign, coupon_class,
 value_minor, off_minor, when_returned, grant_no, member_key, redeemed_ms, until_ms)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_UNDONE_BY: Final = """SELECT used.coupon, used."use", used.when_returned, used.coupon_class,
 used.grant_no FROM coupon_given_back AS back JOIN coupon_redemption AS used
 ON used.coupon = back.coupon AND used."use" = back."use" WHERE back.number = ?"""
_GIVE_BACK: Final = 'INSERT INTO coupon_given_back (coupon, "use", number) VALUES (?, ?, ?)'
_RESERVED_VALUE: Final = """SELECT coalesce(sum(value_minor), 0) FROM coupon_reservation
 WHERE coupon_class = 'd'"""
_USED_VALUE_AFTER: Final = """SELECT coalesce(sum(value_minor), 0) FROM coupon_redemption
 WHERE coupon_class = 'd' AND number > ?"""
_USED_VALUE_OF_DAY: Final = """SELECT coalesce(sum(value_minor), 0) FROM coupon_redemption
 JOIN retail_transaction USING (number) WHERE coupon_class = 'd' AND business_date = ?"""
_FORGET: Final = (
    """DELETE FROM coupon_given_back WHERE coupon IN
 (SELECT coupon FROM coupon_redemption GROUP BY coupon HAVING max(until_ms) < ?)""",
    """DELETE FROM coupon_redemption WHERE coupon IN
 (SELECT coupon FROM coupon_redemption GROUP BY coupon HAVING max(until_ms) < ?)""",
)


@dataclass(frozen=True, slots=True)
class CouponUse:
    """A use that stands; ``use`` counts those of one coupon from 1."""

    coupon: str
    use: int
    when_returned: WhenReturned
    coupon_class: CouponClass
    grant_no: int


@dataclass(frozen=True, slots=True)
class Exchange:
    """The last exchange of coupons with the cloud: uses up to receipt ``through`` are known there.

    ``epoch`` is the journal's at that time: what a restored or copied disk says of it is worth
    nothing (sync.md section 6).
    """

    at_ms: int
    through: int
    epoch: int


# ---- reserving


def reserve(
    connection: sa.Connection, transaction: TransactionId, coupon: HeldCoupon, at_ms: int
) -> None:
    """Keep a coupon for an open transaction; again with another hold for the same one."""
    row = (
        coupon.number,
        transaction,
        coupon.campaign,
        coupon.coupon_class.value,
        coupon.value_minor,
        coupon.grant_no,
        at_ms,
    )
    changed = connection.exec_driver_sql(_RESERVE, row).rowcount
    assert changed == 1, "checked before: no other transaction holds it"


def release(connection: sa.Connection, transaction: TransactionId, coupon: str) -> None:
    """Let a coupon of an open transaction go."""
    connection.exec_driver_sql(_RELEASE, (coupon, transaction))


def reserved_by(connection: sa.Connection, coupon: str) -> TransactionId | None:
    """Say which open transaction holds a coupon."""
    found = connection.exec_driver_sql(_RESERVED_BY, (coupon,)).scalar_one_or_none()
    return None if found is None else TransactionId(found)


# ---- spending


def spend(
    connection: sa.Connection,
    number: int,
    coupon: HeldCoupon,
    off_minor: int,
    member_key: bytes | None,
    at_ms: int,
) -> None:
    """Write a use of a coupon, in the commit of the sale that has this receipt number."""
    use = connection.exec_driver_sql(_NEXT_USE, (coupon.number,)).scalar_one()
    row: tuple[Any, ...] = (
        coupon.number,
        use,
        number,
        coupon.campaign,
        coupon.coupon_class.value,
        coupon.value_minor,
        off_minor,
        coupon.when_returned.value,
        coupon.grant_no,
        member_key,
        at_ms,
        coupon.until_ms,
    )
    connection.exec_driver_sql(_SPEND, row)


def count_uses(connection: sa.Connection, coupon: str) -> int:
    """Count the uses of a coupon at this till that stand."""
    return len(connection.exec_driver_sql(_OF_COUPON, (coupon,)).all())


def count_uses_by_member(connection: sa.Connection, campaign: int, member_key: bytes) -> int:
    """Count what a member has used of a campaign at this till."""
    return len(connection.exec_driver_sql(_OF_MEMBER, (campaign, member_key)).all())


def uses_of_sale(connection: sa.Connection, number: int) -> tuple[CouponUse, ...]:
    """List the uses that a sale made and that stand."""
    return _uses(connection, _OF_SALE, number)


def uses_undone_by(connection: sa.Connection, number: int) -> tuple[CouponUse, ...]:
    """List the uses that a return gave back."""
    return _uses(connection, _UNDONE_BY, number)


def _uses(connection: sa.Connection, statement: str, number: int) -> tuple[CouponUse, ...]:
    return tuple(
        CouponUse(row[0], row[1], WhenReturned(row[2]), CouponClass(row[3]), row[4])
        for row in connection.exec_driver_sql(statement, (number,))
    )


def give_back(connection: sa.Connection, use: CouponUse, number: int) -> None:
    """Make a coupon good again by the transaction that has this receipt number."""
    connection.exec_driver_sql(_GIVE_BACK, (use.coupon, use.use, number))


# ---- the bound of class D


def last_exchange(connection: sa.Connection) -> Exchange | None:
    """Give the last exchange with the cloud; None in a shop that never had one.

    The setting is written by the exchange itself, and first when a till is enrolled.
    """
    kept = find_setting(connection, _EXCHANGE)
    return None if kept is None else Exchange(**kept)


def note_exchange(connection: sa.Connection, exchange: Exchange) -> None:
    """Keep an exchange, in the commit of what it brought."""
    put_setting(connection, _EXCHANGE, asdict(exchange))


def bounded_value(
    connection: sa.Connection, exchange: Exchange | None, date: BusinessDate | None
) -> tuple[int, int]:
    """Add up what class D has taken off since an exchange, or on a business date without a cloud.

    Gives used and reserved. A use counts in full also when it was given back: somebody may have
    used the same coupon elsewhere meanwhile.
    """
    if exchange is not None:
        used = connection.exec_driver_sql(_USED_VALUE_AFTER, (exchange.through,))
    else:
        used = connection.exec_driver_sql(_USED_VALUE_OF_DAY, (date or "",))
    reserved = connection.exec_driver_sql(_RESERVED_VALUE)
    return int(used.scalar_one()), int(reserved.scalar_one())


def forget_old(connection: sa.Connection, now_ms: int) -> None:
    """Delete uses of coupons that ended long ago, in trusted time that is sure."""
    for statement in _FORGET:
        connection.exec_driver_sql(statement, (now_ms - KEPT_AFTER_END_MS,))


def in_doubt(connection: sa.Connection, coupons: Iterable[HeldCoupon]) -> frozenset[str]:
    """Name those of an open transaction's coupons that this till may not decide alone by now.

    Its disk was restored or copied after it accepted them. What the cloud holds is no such thing.
    """
    epoch, exchange = value_epoch(connection), last_exchange(connection)
    is_before = exchange is not None and exchange.epoch != epoch
    doubtful = {CouponClass.BOUNDED} if is_before else set()
    if epoch is None:
        doubtful = {CouponClass.STORE_BOUND, CouponClass.ESCROW, CouponClass.BOUNDED}
    return frozenset(held.number for held in coupons if held.coupon_class in doubtful)


def used_up(connection: sa.Connection, coupons: Iterable[HeldCoupon]) -> frozenset[str]:
    """Name those of an open transaction's coupons that have been spent meanwhile.

    Only a cancelled return can do that: it spends again what it had given back.
    """
    return frozenset(
        held.number for held in coupons if count_uses(connection, held.number) >= held.max_uses
    )
